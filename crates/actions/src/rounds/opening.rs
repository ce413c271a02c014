//! What a round is opened with: a definition that ships, units that the oversight body oversees, their customers as the register
//! knows them, and the answers of each unit's last round.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use assurance::{Assessment, Carried, Setup};
use exchange::assurance::KeptDefinition;
use jiff::Timestamp;
use register::Snapshot;
use register::tables::Role as BodyRole;
use store::View;
use vocabulary::{Code, Date, Finding, Findings, Place};

use super::kept::{day_of, kept};
use crate::acts::see_market::shown;
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::sight::oversees;

/// What a review lead asks for.
#[derive(Debug, Clone, Copy)]
pub struct NewRound<'a> {
    /// The name of a definition that ships.
    pub definition: &'a str,
    /// The units to be assured.
    pub units: &'a [Code],
    /// The last day on which they are expected to certify.
    pub answer_by: Date,
}

/// A unit as a round would open it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningUnit {
    /// The unit.
    pub unit: Code,
    /// Its customers, by the lines of the register that haven't ended.
    pub customers: Vec<Code>,
    /// The answers that it opens with, each with the round that it comes from.
    pub carried: BTreeMap<Code, Carried>,
}

/// A round before it is opened, with everything that its review lead should know.
#[derive(Debug, Clone)]
pub struct PlannedRound {
    /// What it asks; none where no such definition ships.
    pub definition: Option<Arc<KeptDefinition>>,
    /// Its units, by their codes.
    pub units: Vec<OpeningUnit>,
    /// What is wrong with it. With an error it can't be opened.
    pub findings: Findings,
}

/// What a round of an oversight body would be opened with.
///
/// Errors: when what is kept can't be read.
pub(crate) async fn planned(
    desk: &Desk,
    view: &mut View,
    overseer: &Code,
    new: &NewRound<'_>,
    now: Timestamp,
) -> Result<PlannedRound, Refusal> {
    let on = day_of(now);
    let definition = desk.checkpoints().iter().find(|kept| kept.name == new.definition).cloned();
    let mut findings = about_definition(new, definition.as_deref(), on);
    if new.answer_by < on {
        findings.push(
            Finding::error("round-day-passed", place("answer_by"), new.answer_by.to_string())
                .expected("today or a later day")
                .action("Enter a later day."),
        );
    }
    let names = shown(desk, view, now).await?.map(|register| register.snapshot);
    let wanted: BTreeSet<&Code> = new.units.iter().collect();
    if wanted.is_empty() {
        findings.push(
            Finding::error("round-without-units", place("units"), "no unit")
                .expected("a unit or more")
                .action("Choose the units to be assured."),
        );
    }
    let mut units = Vec::new();
    for unit in wanted {
        let snapshot = names.as_deref().filter(|snapshot| is_overseen_unit(snapshot, overseer, unit));
        let Some(snapshot) = snapshot else {
            findings.push(
                Finding::error("round-unit-unknown", place("units"), unit.to_string())
                    .expected(format!("a unit of the register that {overseer} oversees"))
                    .action("Choose another unit."),
            );
            continue;
        };
        let customers = customers_of(snapshot, unit, overseer, on);
        if customers.is_empty() {
            findings.push(
                Finding::warning("round-unit-without-customers", place("units"), snapshot.name_of(unit.as_str()))
                    .expected("customers, by lines of the register that haven't ended")
                    .action("Nobody will say what it intends to spend. Bring the lines into the register first, or open it so."),
            );
        }
        let before = before(desk, view, overseer, unit).await?;
        findings.extend(still_open(&before, snapshot));
        let last = before.iter().find(|assessment| assessment.certified().is_some());
        let carried = last.zip(definition.as_deref()).map(|(last, kept)| last.carried_into(&kept.definition));
        units.push(OpeningUnit { unit: unit.clone(), customers, carried: carried.unwrap_or_default() });
    }
    Ok(PlannedRound { definition, units, findings })
}

fn place(field: &str) -> Place {
    Place::cell("round", "", field)
}

fn about_definition(new: &NewRound<'_>, kept: Option<&KeptDefinition>, on: Date) -> Findings {
    let Some(kept) = kept else {
        return vec![
            Finding::error("round-unknown-definition", place("definition"), new.definition)
                .expected("the name of a definition that ships")
                .action("Choose what is asked."),
        ];
    };
    let (definition, mut findings) = (&kept.definition, Findings::new());
    if definition.is_due_for_review(on) {
        findings.push(
            Finding::warning(
                "round-definition-due",
                place("definition"),
                format!("to be reviewed by {}", definition.review_date),
            )
            .expected("a definition whose review date is ahead")
            .action("Have it looked at again first, or open the round with it as it is."),
        );
    }
    let until = definition.valid_to;
    if on < definition.valid_from || until.is_some_and(|until| until < on) {
        let until = until.map_or(String::new(), |until| format!(" to {until}"));
        findings.push(
            Finding::warning(
                "round-definition-not-in-force",
                place("definition"),
                format!("it holds from {}{until}", definition.valid_from),
            )
            .expected("a definition that holds today")
            .action("Choose one that holds, or open the round with it for what can be learned from it."),
        );
    }
    findings
}

/// The units of a register that a body oversees, by name.
pub(crate) fn units_overseen(snapshot: &Snapshot, overseer: &Code) -> Vec<Code> {
    let rows = snapshot.rows.bodies.iter().map(|row| &row.body_code);
    let mut units: Vec<Code> =
        rows.filter(|unit| is_overseen_unit(snapshot, overseer, unit)).cloned().collect();
    units.sort_by_key(|unit| snapshot.name_of(unit.as_str()));
    units
}

fn is_overseen_unit(snapshot: &Snapshot, overseer: &Code, unit: &Code) -> bool {
    let is_unit = snapshot.body(unit).is_some_and(|row| row.roles.0.contains(&BodyRole::Unit));
    is_unit && unit != overseer && oversees(snapshot, overseer, unit)
}

/// Who buys from a unit by a line that hasn't ended. The unit and the oversight body aren't heard as customers.
fn customers_of(snapshot: &Snapshot, unit: &Code, overseer: &Code, on: Date) -> Vec<Code> {
    let lines = snapshot.rows.agreement_lines.iter();
    let runs = lines.filter(|line| line.supplier_code == *unit && line.end_date.is_none_or(|end| on <= end));
    let buyers: BTreeSet<&Code> = runs.map(|line| &line.buyer_code).collect();
    buyers
        .into_iter()
        .filter(|buyer| *buyer != unit && *buyer != overseer && !buyer.is_any())
        .cloned()
        .collect()
}

/// The assessments of a unit in the rounds of an oversight body, the last opened first.
async fn before(
    desk: &Desk,
    view: &mut View,
    overseer: &Code,
    unit: &Code,
) -> Result<Vec<Assessment>, Refusal> {
    let mut all = Vec::new();
    for reference in view.rounds_of_unit(unit, overseer).await? {
        let units = kept(desk, view, &reference).await?.map(|round| round.units).unwrap_or_default();
        let own = units.iter().find(|kept| kept.assessment.setup().unit == *unit);
        all.extend(own.map(|kept| kept.assessment.clone()));
    }
    Ok(all)
}

fn still_open(before: &[Assessment], snapshot: &Snapshot) -> Option<Finding> {
    let open = before.iter().find(|assessment| !assessment.state().is_over())?;
    let setup = open.setup();
    let seen = format!("{} in round {}", snapshot.name_of(setup.unit.as_str()), setup.round);
    Some(
        Finding::error("round-still-open", place("units"), seen)
            .expected("a unit whose last round is closed or given up")
            .action("Close that round, or give it up, first."),
    )
}

/// The setup of each unit of a round.
pub(crate) fn opening(planned: &PlannedRound, round: &Code, overseer: &Code, answer_by: Date) -> Vec<Setup> {
    let Some(kept) = &planned.definition else { return Vec::new() };
    let setup = |unit: &OpeningUnit| Setup {
        round: round.clone(),
        unit: unit.unit.clone(),
        overseer: overseer.clone(),
        customers: unit.customers.clone(),
        definition: Arc::clone(&kept.definition),
        answer_by,
        carried: unit.carried.clone(),
    };
    planned.units.iter().map(setup).collect()
}
