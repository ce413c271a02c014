use assurance::{
    Answer, AssessorRatings, Judged, Line, Milestone, RecordedBy, Response, Summary, Told, Totals, View, Why,
};
use serde_json::{Map, Value, json};
use vocabulary::{Code, Date, Pence};

use super::setup::evidence_value;
use super::write::{intended_value, plan_value, rating_value};

/// An assessment as somebody sees it, as JSON, on a day (by which milestones are due or overdue). What they don't see isn't there:
/// a list is empty, a thing is null. Amounts are decimal pounds with two places, as text, as acts write them.
pub fn assessment_value(view: &View<'_>, on: Date) -> Value {
    let answers = view.answers.iter().map(|(question, answer)| answer_value(question, answer));
    let carried = view.carried.iter().map(|(question, carried)| {
        json!({
            "question": question.as_str(), "round": carried.round.as_str(), "text": carried.text,
            "evidence": evidence_value(&carried.evidence),
        })
    });
    let responses = view.responses.iter().map(|(customer, response)| response_value(customer, response));
    let differences = view.differences.iter().map(|differ| {
        json!({
            "domain": differ.domain.as_str(), "first": rating_value(&differ.first),
            "second": rating_value(&differ.second), "steps": differ.steps,
        })
    });
    let reconciled = view.reconciled.as_ref().map(|reconciled| {
        json!({
            "lines": reconciled.lines.iter().map(line_value).collect::<Vec<_>>(),
            "totals": totals_value(&reconciled.totals),
        })
    });
    json!({
        "state": view.notice.map(|(_, _, state)| state.word()),
        "answers": answers.collect::<Vec<_>>(),
        "carried": carried.collect::<Vec<_>>(),
        "self_ratings": view.self_ratings.iter().map(|rating| rating_value(rating)).collect::<Vec<_>>(),
        "plan": view.plan.iter().map(plan_value).collect::<Vec<_>>(),
        "intentions": view.intentions.iter().map(|row| intended_value(row)).collect::<Vec<_>>(),
        "reconciled": reconciled,
        "responses": responses.collect::<Vec<_>>(),
        "survey": view.survey.as_ref().map(survey_value),
        "assessors": view.assessors.iter().map(|one| assessor_value(one)).collect::<Vec<_>>(),
        "differences": differences.collect::<Vec<_>>(),
        "rated": view.rated.iter().map(rating_value).collect::<Vec<_>>(),
        "judged": view.judged.as_ref().map(judged_value),
        "outcome": view.outcome.map(outcome_value),
        "milestones": view.milestones.iter().map(|one| milestone_value(one, on)).collect::<Vec<_>>(),
    })
}

fn answer_value(question: &Code, answer: &Answer) -> Value {
    json!({
        "question": question.as_str(), "text": answer.text, "evidence": evidence_value(&answer.evidence),
        "kept_from": answer.kept_from.as_ref().map(Code::as_str), "on": answer.on.to_string(),
    })
}

fn response_value(customer: &Code, response: &Response) -> Value {
    let scores: Map<String, Value> =
        response.scores.iter().map(|(domain, score)| (domain.to_string(), json!(score))).collect();
    json!({ "customer": customer.as_str(), "scores": scores, "text": response.text })
}

/// Who rated isn't named: two assessors are told apart by what they say.
fn assessor_value(one: &AssessorRatings) -> Value {
    json!({ "on": one.on.to_string(), "ratings": one.ratings.values().map(rating_value).collect::<Vec<_>>() })
}

fn line_value(line: &Line) -> Value {
    let pounds = |amount: Pence| amount.pounds_text();
    json!({
        "customer": line.customer.as_str(),
        "services": line.services.iter().map(Code::as_str).collect::<Vec<_>>(),
        "year": line.year.to_string(),
        "planned_gbp": line.planned.map(pounds),
        "low_gbp": line.intended.map(|(low, _)| pounds(low)),
        "high_gbp": line.intended.map(|(_, high)| pounds(high)),
        "verdict": line.verdict.word(),
        "percent_of_range": line.percent_of_range(),
    })
}

fn totals_value(totals: &Totals) -> Value {
    json!({
        "planned_gbp": totals.planned.pounds_text(), "confirmed_gbp": totals.confirmed.pounds_text(),
        "hoped_gbp": totals.hoped.pounds_text(), "beyond_gbp": totals.beyond.pounds_text(),
        "unstated_gbp": totals.unstated.pounds_text(), "unplanned_gbp": totals.unplanned.pounds_text(),
    })
}

/// Small counts are never told: see `docs/assurance.md`.
fn survey_value(summary: &Summary) -> Value {
    match summary {
        Summary::TooFew => json!({ "responses": null, "domains": [] }),
        Summary::Told { responses, domains } => {
            let domain = |(domain, told): (&Code, &Told)| {
                let mut value = json!({ "domain": domain.as_str() });
                match told {
                    Told::Counts([content, neither, not_content, no_score]) => {
                        value["content"] = json!(content);
                        value["neither"] = json!(neither);
                        value["not_content"] = json!(not_content);
                        value["no_score"] = json!(no_score);
                    }
                    Told::Content(content) => value["content"] = json!(content),
                    Told::Nothing => {}
                }
                value
            };
            json!({ "responses": responses, "domains": domains.iter().map(domain).collect::<Vec<_>>() })
        }
    }
}

fn judged_value(judged: &Judged) -> Value {
    match judged {
        Judged::Outcome(outcome) => json!({ "outcome": outcome.as_str(), "open": null }),
        Judged::Open(why) => {
            let why = match why {
                Why::NotRated(_) => "not-rated",
                Why::NoRule => "no-rule",
                Why::Contradiction(_) => "contradiction",
            };
            json!({ "outcome": null, "open": why })
        }
    }
}

fn outcome_value(recorded: &RecordedBy) -> Value {
    json!({
        "outcome": recorded.outcome.as_ref().map(Code::as_str), "judged": judged_value(&recorded.judged),
        "reason": recorded.reason, "on": recorded.on.to_string(),
    })
}

fn milestone_value(milestone: &Milestone, on: Date) -> Value {
    let said = |said: &Option<(Date, String)>| {
        said.as_ref().map(|(day, text)| json!({ "on": day.to_string(), "text": text }))
    };
    json!({
        "text": milestone.text, "owner": milestone.owner.as_str(), "due": milestone.due.to_string(),
        "standing": milestone.standing(on).word(), "met": said(&milestone.met), "missed": said(&milestone.missed),
    })
}
