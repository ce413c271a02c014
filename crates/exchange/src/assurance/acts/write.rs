use assurance::{Act, DomainRating, Intended, Milestone, PlanRow};
use serde_json::{Value, json};

use super::setup::{evidence_value, setup_value};
use crate::assurance::KeptDefinition;

/// An act as JSON. The definition is that of its round.
pub fn round_act_value(act: &Act, definition: &KeptDefinition) -> Value {
    let mut value = fields_of(act, definition);
    value["kind"] = json!(act.kind().word());
    value
}

fn fields_of(act: &Act, definition: &KeptDefinition) -> Value {
    match act {
        Act::Open { setup } => json!({ "setup": setup_value(setup, definition) }),
        Act::Answer { question, text, evidence } => {
            json!({ "question": question.as_str(), "text": text, "evidence": evidence_value(evidence) })
        }
        Act::Keep { question } => json!({ "question": question.as_str() }),
        Act::RateSelf { rating } => json!({ "rating": rating_value(rating) }),
        Act::StatePlan { rows } => json!({ "rows": rows.iter().map(plan_value).collect::<Vec<_>>() }),
        Act::Intend { rows } => json!({ "rows": rows.iter().map(intended_value).collect::<Vec<_>>() }),
        Act::Respond { scores, text } => {
            let score = |(domain, score): (&vocabulary::Code, &u8)| json!({ "domain": domain.as_str(), "score": score });
            json!({ "scores": scores.iter().map(score).collect::<Vec<_>>(), "text": text })
        }
        Act::Rate { ratings } | Act::Moderate { ratings } => {
            json!({ "ratings": ratings.iter().map(rating_value).collect::<Vec<_>>() })
        }
        Act::RecordOutcome { outcome, text } => match outcome {
            Some(outcome) => json!({ "outcome": outcome.as_str(), "text": text }),
            None => json!({ "text": text }),
        },
        Act::BindPlan { milestones } => {
            json!({ "milestones": milestones.iter().map(milestone_value).collect::<Vec<_>>() })
        }
        Act::MeetMilestone { milestone, text } | Act::MissMilestone { milestone, text } => {
            json!({ "milestone": milestone, "text": text })
        }
        Act::Abandon { text } => json!({ "text": text }),
        Act::Certify | Act::Publish | Act::Close => json!({}),
    }
}

pub(super) fn rating_value(rating: &DomainRating) -> Value {
    json!({ "domain": rating.domain.as_str(), "rating": rating.rating.as_str(), "reason": rating.reason })
}

pub(super) fn plan_value(row: &PlanRow) -> Value {
    let mut value = json!({
        "unit": row.unit.as_str(), "customer": row.customer.as_str(), "service": row.service.as_str(),
        "year": row.year.to_string(), "income_gbp": row.income.pounds_text(),
    });
    if let Some(cost) = row.cost {
        value["cost_gbp"] = json!(cost.pounds_text());
    }
    value
}

pub(super) fn intended_value(row: &Intended) -> Value {
    json!({
        "customer": row.customer.as_str(), "unit": row.unit.as_str(), "service": row.service.as_str(),
        "year": row.year.to_string(), "low_gbp": row.low.pounds_text(), "high_gbp": row.high.pounds_text(),
    })
}

/// What became of a milestone is told by later acts.
fn milestone_value(milestone: &Milestone) -> Value {
    json!({ "text": milestone.text, "owner": milestone.owner.as_str(), "due": milestone.due.to_string() })
}
