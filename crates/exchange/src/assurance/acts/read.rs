use assurance::{Act, ActKind, DomainRating, Intended, Milestone, PlanRow};
use serde_json::Value;
use vocabulary::Findings;

use super::setup::{read_evidence, read_setup};
use crate::assurance::KeptDefinition;
use crate::casework::fields::Fields;

/// Reads an act of a round with this definition.
///
/// Errors: every field that is missing, not what it should be, or not known.
pub fn read_round_act(value: &Value, definition: &KeptDefinition) -> Result<Act, Findings> {
    let mut findings = Findings::new();
    match act_at(value, "act", definition, &mut findings) {
        Some(act) if findings.is_empty() => Ok(act),
        _ => Err(findings),
    }
}

pub(super) fn act_at(
    value: &Value,
    at: &str,
    definition: &KeptDefinition,
    findings: &mut Findings,
) -> Option<Act> {
    let mut fields = Fields::of(value, at, findings);
    let kind: ActKind = fields.parsed("kind", "an act of docs/assurance.md")?;
    let act = match kind {
        ActKind::Open => fields
            .inside("setup", |fields| read_setup(fields, definition))
            .map(|setup| Act::Open { setup: Box::new(setup) }),
        kind => read(kind, &mut fields),
    };
    fields.done();
    act
}

fn read(kind: ActKind, fields: &mut Fields<'_>) -> Option<Act> {
    match kind {
        ActKind::Certify => Some(Act::Certify),
        ActKind::Publish => Some(Act::Publish),
        ActKind::Close => Some(Act::Close),
        ActKind::Answer => {
            let (question, text) = (fields.code("question"), fields.text("text"));
            let evidence = read_evidence(fields);
            Some(Act::Answer { question: question?, text: text?, evidence: evidence? })
        }
        ActKind::Keep => Some(Act::Keep { question: fields.code("question")? }),
        ActKind::RateSelf => Some(Act::RateSelf { rating: fields.inside("rating", read_rating)? }),
        ActKind::StatePlan => Some(Act::StatePlan { rows: fields.list("rows", read_plan_row)? }),
        ActKind::Intend => Some(Act::Intend { rows: fields.list("rows", read_intended)? }),
        ActKind::Respond => {
            let scores = fields.list("scores", read_score);
            let text = fields.text("text");
            Some(Act::Respond { scores: scores?.into_iter().collect(), text: text? })
        }
        ActKind::Rate => Some(Act::Rate { ratings: fields.list("ratings", read_rating)? }),
        ActKind::Moderate => Some(Act::Moderate { ratings: fields.list("ratings", read_rating)? }),
        ActKind::BindPlan => Some(Act::BindPlan { milestones: fields.list("milestones", read_milestone)? }),
        _ => read_worded(kind, fields),
    }
}

fn read_worded(kind: ActKind, fields: &mut Fields<'_>) -> Option<Act> {
    let text = fields.text("text");
    match kind {
        ActKind::RecordOutcome => {
            let outcome = if fields.has("outcome") { Some(fields.code("outcome")?) } else { None };
            Some(Act::RecordOutcome { outcome, text: text? })
        }
        ActKind::MeetMilestone => fields
            .count("milestone")
            .zip(text)
            .map(|(milestone, text)| Act::MeetMilestone { milestone, text }),
        ActKind::MissMilestone => fields
            .count("milestone")
            .zip(text)
            .map(|(milestone, text)| Act::MissMilestone { milestone, text }),
        ActKind::Abandon => Some(Act::Abandon { text: text? }),
        // The others are read before.
        _ => None,
    }
}

fn read_rating(fields: &mut Fields<'_>) -> Option<DomainRating> {
    let (domain, rating, reason) = (fields.code("domain"), fields.code("rating"), fields.text("reason"));
    Some(DomainRating { domain: domain?, rating: rating?, reason: reason? })
}

fn read_score(fields: &mut Fields<'_>) -> Option<(vocabulary::Code, u8)> {
    let (domain, score) = (fields.code("domain"), fields.count("score"));
    let (domain, score) = (domain?, score?);
    let small = u8::try_from(score).ok();
    if small.is_none() {
        fields.wrong("score", &score.to_string(), "a score from 1 to 5");
    }
    Some((domain, small?))
}

const YEAR: &str = "a financial year such as 2026/27";

fn read_plan_row(fields: &mut Fields<'_>) -> Option<PlanRow> {
    let (unit, customer, service) = (fields.code("unit"), fields.code("customer"), fields.code("service"));
    let (year, income) = (fields.parsed("year", YEAR), fields.pounds("income_gbp"));
    let cost = if fields.has("cost_gbp") { Some(fields.pounds("cost_gbp")?) } else { None };
    Some(PlanRow { unit: unit?, customer: customer?, service: service?, year: year?, income: income?, cost })
}

fn read_intended(fields: &mut Fields<'_>) -> Option<Intended> {
    let (customer, unit, service) = (fields.code("customer"), fields.code("unit"), fields.code("service"));
    let year = fields.parsed("year", YEAR);
    let (low, high) = (fields.pounds("low_gbp"), fields.pounds("high_gbp"));
    Some(Intended {
        customer: customer?,
        unit: unit?,
        service: service?,
        year: year?,
        low: low?,
        high: high?,
    })
}

fn read_milestone(fields: &mut Fields<'_>) -> Option<Milestone> {
    let (text, owner, due) = (fields.text("text"), fields.code("owner"), fields.day("due"));
    Some(Milestone::new(&text?, &owner?, due?))
}
