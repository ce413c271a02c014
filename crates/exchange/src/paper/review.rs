//! Who was asked, what was put right, what came of it, and what followed.

use casework::SectionId;
use vocabulary::Pence;

use super::plain::{add, day, pounds, words};
use super::told::{CasePaper, DecisionTold, MilestoneTold, OutcomeTold};
use super::told_said::{AskedTold, OfferTold};
use crate::document::{Column, Document, Inline};

fn columns(titles: &[&str]) -> Vec<Column> {
    titles.iter().map(|title| Column::words(*title)).collect()
}

/// The title of a section; its name if it is none of ours.
pub(super) fn section_title(id: &str) -> String {
    id.parse::<SectionId>().map_or_else(|_| id.to_string(), |id| id.kind().title.to_string())
}

/// Who was asked, and what each answered.
pub(super) fn consultation(document: &mut Document, paper: &CasePaper) {
    document.section("Consultation");
    if paper.asked.is_empty() {
        return document.paragraph("Nobody who was asked is named in this version.");
    }
    document.paragraph("Silence is shown as “no reply”. It is never taken for consent.");
    let row = |asked: &AskedTold| {
        vec![asked.body.name.as_str().into(), words(&asked.stands).into(), answers(asked).into()]
    };
    document.table(
        "Who was asked, and what each answered",
        columns(&["Body", "Answered", "What it said"]),
        paper.asked.iter().map(row).collect(),
    );
}

/// What a body answered, in one line.
pub(super) fn answers(asked: &AskedTold) -> String {
    let said = asked.replies.iter().map(|reply| format!("{}: {}", words(&reply.kind), reply.text));
    let private = asked.private.iter().map(|text| format!("In confidence: {text}"));
    let all: Vec<String> = said.chain(private).collect();
    if all.is_empty() { "–".to_string() } else { all.join(" ") }
}

/// What units offer instead.
pub(super) fn offers(document: &mut Document, paper: &CasePaper) {
    if paper.offers.is_empty() {
        return;
    }
    document.section("Counter-offers");
    let rows = paper.offers.iter().map(|offer| {
        vec![
            offer.unit.name.as_str().into(),
            offer.text.as_str().into(),
            pounds(&offer.annual_gbp).into(),
            day(&offer.until).into(),
            offer_answers(offer).into(),
        ]
    });
    let columns = vec![
        Column::words("Unit"),
        Column::words("Offers"),
        Column::number("A year"),
        Column::words("Stands until"),
        Column::words("Answer"),
    ];
    document.table("What units offer instead", columns, rows.collect());
}

/// What commissioners answered to an offer; that nobody did, if so.
fn offer_answers(offer: &OfferTold) -> String {
    let said = offer.answers.iter().map(|answered| {
        let (by, what) = (&answered.body.name, words(&answered.answer).to_lowercase());
        format!("{by}, {}: {what}. {}", day(&answered.on), answered.text)
    });
    let all: Vec<String> = said.collect();
    if all.is_empty() { "Not answered".to_string() } else { all.join(" ") }
}

/// Points of every return, and notes.
pub(super) fn points(document: &mut Document, paper: &CasePaper) {
    if !paper.points.is_empty() {
        document.section("Points and answers");
        let rows = paper.points.iter().map(|point| {
            vec![
                section_title(&point.section).into(),
                day(&point.on).into(),
                point.text.as_str().into(),
                point.answer.as_deref().unwrap_or("Not answered").into(),
            ]
        });
        let columns = columns(&["Section", "Returned on", "Point", "Answer"]);
        document.table("What was to be put right", columns, rows.collect());
    }
    if !paper.notes.is_empty() {
        document.section("Notes of the review");
        let rows = paper.notes.iter().map(|note| {
            vec![
                note.body.name.as_str().into(),
                words(&note.kind).into(),
                note.section.as_deref().map_or_else(|| "–".to_string(), section_title).into(),
                note.text.as_str().into(),
                note.answer.as_deref().unwrap_or("–").into(),
            ]
        });
        let columns = columns(&["Body", "Kind", "Section", "What it says", "Answer"]);
        document.table("What oversight bodies noted", columns, rows.collect());
    }
}

/// The outcome with its conditions.
pub(super) fn outcome(document: &mut Document, paper: &CasePaper) {
    document.section("Outcome of the review");
    let Some(outcome) = &paper.outcome else {
        return document.paragraph(match paper.tier.as_str() {
            "record" => "A record on one page isn't reviewed.",
            _ => "There is no outcome in this version.",
        });
    };
    document.paragraph(Inline::new().strong(verdict(paper, outcome)));
    add(document, &outcome.reason);
    conditions(document, outcome);
}

/// Who said what, when.
pub(super) fn verdict(paper: &CasePaper, outcome: &OutcomeTold) -> String {
    let by = paper.oversight.as_ref().map_or("The oversight body", |body| body.name.as_str());
    format!("{by}: {}, {}.", words(&outcome.verdict).to_lowercase(), day(&outcome.on))
}

/// What the outcome asks for.
fn conditions(document: &mut Document, outcome: &OutcomeTold) {
    if outcome.conditions.is_empty() {
        return;
    }
    let rows = outcome.conditions.iter().map(|condition| {
        vec![condition.text.as_str().into(), day(&condition.due).into(), condition.owner.name.as_str().into()]
    });
    document.table("Conditions", columns(&["What is to be done", "By", "By whom"]), rows.collect());
}

/// What each governing body decided, and why.
pub(super) fn decisions(document: &mut Document, paper: &CasePaper) {
    document.section("Decisions");
    if paper.decisions.is_empty() {
        return document.paragraph("There is no decision in this version.");
    }
    for decision in &paper.decisions {
        document.part(decision.body.name.as_str());
        document.paragraph(Inline::new().strong(decided(decision)));
        add(document, &decision.reasons);
        if !decision.changes.is_empty() {
            document.paragraph(Inline::new().strong("Changes: ").text(decision.changes.as_str()));
        }
    }
}

/// A decision in one line.
pub(super) fn decided(decision: &DecisionTold) -> String {
    let alone = match decision.without_agreement {
        true => ", without the agreement of the oversight body",
        false => "",
    };
    format!("{}, {}{alone}.", words(&decision.choice), day(&decision.on))
}

/// Conditions as they are followed, and benefits against what was forecast.
pub(super) fn followed(document: &mut Document, paper: &CasePaper) {
    if paper.milestones.is_empty() && paper.benefits.is_empty() {
        return;
    }
    document.section("What followed");
    if !paper.milestones.is_empty() {
        let row = |milestone: &MilestoneTold| {
            vec![
                milestone.text.as_str().into(),
                milestone.owner.name.as_str().into(),
                day(&milestone.due).into(),
                settled(milestone).into(),
            ]
        };
        let columns = columns(&["What is to be done", "By whom", "By", "How it stands"]);
        document.table("Milestones", columns, paper.milestones.iter().map(row).collect());
    }
    if !paper.benefits.is_empty() {
        let rows = paper.benefits.iter().map(|benefit| {
            let (outturn, difference) = match &benefit.outturn {
                Some((gbp, _)) => (pounds(gbp), difference(gbp, &benefit.forecast_gbp)),
                None => ("Not yet".to_string(), "–".to_string()),
            };
            vec![
                benefit.title.as_str().into(),
                pounds(&benefit.forecast_gbp).into(),
                outturn.into(),
                difference.into(),
            ]
        });
        let columns = vec![
            Column::words("Benefit"),
            Column::number("Forecast"),
            Column::number("Outturn"),
            Column::number("Difference"),
        ];
        document.table("Benefits", columns, rows.collect());
    }
}

fn difference(outturn: &str, forecast: &str) -> String {
    match (outturn.parse::<Pence>(), forecast.parse::<Pence>()) {
        (Ok(outturn), Ok(forecast)) => (outturn - forecast).whole_pounds(),
        _ => "–".to_string(),
    }
}

fn settled(milestone: &MilestoneTold) -> String {
    match (&milestone.met, &milestone.waived) {
        (Some((on, text)), _) => format!("Met on {}: {text}", day(on)),
        (None, Some(why)) => format!("Let go: {why}"),
        (None, None) => "Open".to_string(),
    }
}
