use casework::{Act, Benefit, Condition, ExemptPart, SectionId};
use serde_json::{Value, json};

use super::exhibit::exhibit_value;
use super::file::file_value;
use super::setup::setup_value;

/// An act as JSON.
pub fn act_value(act: &Act) -> Value {
    let mut value = fields_of(act);
    value["kind"] = json!(act.kind().word());
    value
}

fn fields_of(act: &Act) -> Value {
    match act {
        Act::Open { setup } => json!({ "setup": setup_value(setup) }),
        Act::Write { section, text }
        | Act::AgreeAssumption { section, text }
        | Act::Ask { section, text }
        | Act::Flag { section, text } => json!({ "section": section.word(), "text": text }),
        Act::Attach { exhibit } => json!({ "exhibit": exhibit_value(exhibit) }),
        Act::Complete { section } => json!({ "section": section.word() }),
        Act::AttachFile { file } => json!({ "file": file_value(file) }),
        Act::TakeOutFile { hash } => json!({ "hash": hash.as_str() }),
        Act::MarkExempt { part, text } => json!({ "part": part_value(part), "text": text }),
        Act::OpenSections { sections } => {
            json!({ "sections": sections.iter().map(|id| id.word()).collect::<Vec<_>>() })
        }
        Act::Invite { body, reply_by } => json!({ "body": body.as_str(), "reply_by": reply_by.to_string() }),
        Act::Reply { kind, text, private } => {
            json!({ "reply": kind.word(), "text": text, "private": private })
        }
        Act::CounterOffer { text, annual_pence, until } => json!({
            "text": text, "annual_gbp": annual_pence.pounds_text(), "until": until.to_string(),
        }),
        Act::AnswerOffer { offer, answer, text } => {
            json!({ "offer": offer, "answer": answer.word(), "text": text })
        }
        Act::AcceptJoining { body } => json!({ "body": body.as_str() }),
        Act::Return { points } => json!({ "points": points.iter().map(point_value).collect::<Vec<_>>() }),
        _ => review_of(act),
    }
}

fn review_of(act: &Act) -> Value {
    match act {
        Act::Answer { note, text } => json!({ "note": note, "text": text }),
        Act::AnswerPoint { point, text } => json!({ "point": point, "text": text }),
        Act::Recommend { verdict, text } => json!({ "verdict": verdict.word(), "text": text }),
        Act::RecordOutcome { verdict, text, conditions } => json!({
            "verdict": verdict.word(), "text": text,
            "conditions": conditions.iter().map(condition_value).collect::<Vec<_>>(),
        }),
        Act::Decide { choice, text, changes } => {
            json!({ "choice": choice.word(), "text": text, "changes": changes })
        }
        Act::Follow { benefits } => {
            json!({ "benefits": benefits.iter().map(benefit_value).collect::<Vec<_>>() })
        }
        Act::MeetMilestone { milestone, text } | Act::WaiveMilestone { milestone, text } => {
            json!({ "milestone": milestone, "text": text })
        }
        Act::RecordOutturn { benefit, pence } => json!({ "benefit": benefit, "gbp": pence.pounds_text() }),
        Act::Supersede { by, text } => json!({ "by": by.as_str(), "text": text }),
        // The others say some words or nothing.
        other => other.words().map_or_else(|| json!({}), |text| json!({ "text": text })),
    }
}

fn part_value(part: &ExemptPart) -> Value {
    match part {
        ExemptPart::Section(id) => json!({ "section": id.word() }),
        ExemptPart::Figure(id) => json!({ "figure": id.as_str() }),
        ExemptPart::File(hash) => json!({ "file": hash.as_str() }),
        ExemptPart::Reply(body) => json!({ "reply": body.as_str() }),
    }
}

fn point_value((section, text): &(SectionId, String)) -> Value {
    json!({ "section": section.word(), "text": text })
}

fn condition_value(condition: &Condition) -> Value {
    json!({ "text": condition.text, "due": condition.due.to_string(), "owner": condition.owner.as_str() })
}

fn benefit_value(benefit: &Benefit) -> Value {
    json!({
        "title": benefit.title, "forecast_gbp": benefit.forecast_pence.pounds_text(),
        "due": benefit.due.to_string(),
    })
}
