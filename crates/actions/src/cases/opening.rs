//! What a case is opened with: parties from the answer that it rests on, rights and days from the rules in force.

use casework::{Days, Overseer, Rights, Setup};
use register::rules::DecisionRightRule;
use register::tables::Role as BodyRole;
use register::{Rulebook, Snapshot};
use vocabulary::{CaseTier, Code, Date, DecisionRight};

use super::evidence::Evidence;
use crate::sight::oversees;

/// A case's setup. `tier` is what its author wants: an answer that is significant wants a case whatever they say.
pub(crate) fn setup(
    (reference, title): (Code, &str),
    lead: &Code,
    tier: CaseTier,
    evidence: &Evidence,
    (rulebook, on): (&Rulebook, Date),
) -> Setup {
    let snapshot = &evidence.snapshot;
    let others = evidence.movers.iter().filter(|body| *body != lead).cloned();
    let commissioners: Vec<Code> = std::iter::once(lead.clone()).chain(others).collect();
    let beside = |body: &&Code| !commissioners.contains(body);
    let units: Vec<Code> = evidence.units.iter().filter(beside).cloned().collect();
    let affected =
        evidence.affected.iter().filter(beside).filter(|body| !units.contains(body)).cloned().collect();
    let interested = |body: &Code| Overseer {
        body: body.clone(),
        customer_or_host: is_customer_or_host(snapshot, body, &units),
    };
    let national = national_of(snapshot, lead);
    let overseers: Vec<Overseer> = evidence.overseers.iter().map(interested).collect();
    let first = overseers.first().map_or_else(|| Code::new("*"), |first| first.body.clone());
    let rule = rulebook.decision_right(&first, on);
    let tier = if evidence.is_significant { CaseTier::Case } else { tier };
    Setup {
        reference,
        title: title.trim().to_string(),
        tier,
        national: national
            .filter(|body| Some(body) != overseers.first().map(|first| &first.body))
            .map(|body| interested(&body)),
        commissioners,
        units,
        affected,
        overseers,
        rights: rights(rule),
        days: days(rule),
    }
}

/// Buys from one of the units, or is what a unit belongs to.
fn is_customer_or_host(snapshot: &Snapshot, body: &Code, units: &[Code]) -> bool {
    let buys = snapshot
        .rows
        .agreement_lines
        .iter()
        .any(|line| line.buyer_code == *body && units.contains(&line.supplier_code));
    let hosts =
        |unit: &Code| snapshot.body(unit).is_some_and(|row| row.oversight_code.as_ref() == Some(body));
    buys || units.iter().any(hosts)
}

/// The oversight body above all others of a commissioner; by the chain that the register tells, else the one that oversees it
/// nationally.
fn national_of(snapshot: &Snapshot, of: &Code) -> Option<Code> {
    let bodies = snapshot.rows.bodies.iter();
    let above = bodies
        .filter(|row| row.roles.0.contains(&BodyRole::Oversight) && oversees(snapshot, &row.body_code, of));
    let top = |row: &&register::tables::Body| {
        row.oversight_code.as_ref().is_none_or(|above| *above == row.body_code)
    };
    above.filter(top).map(|row| row.body_code.clone()).min()
}

/// Without a rule, an oversight body may say what it thinks and no more.
fn rights(rule: Option<&DecisionRightRule>) -> Rights {
    rule.map_or_else(
        || Rights {
            right: DecisionRight::Advise,
            legal_power: String::new(),
            source: "no rule is in force".to_string(),
        },
        |rule| Rights {
            right: rule.right,
            legal_power: rule.legal_power.clone(),
            source: rule.source.0.clone(),
        },
    )
}

/// How long anybody is waited for without a rule.
const DAYS: u16 = 28;

fn days(rule: Option<&DecisionRightRule>) -> Days {
    let review = rule.and_then(|rule| u16::try_from(rule.review_days).ok()).unwrap_or(DAYS);
    Days { certify: DAYS, review, decide: DAYS }
}
