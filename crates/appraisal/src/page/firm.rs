use listing::{Cell, Section};
use vocabulary::Pence;

use super::{Told, money};
use crate::answer::SwitchingRow;
use crate::input::RankBy;

/// How firmly the order stands.
pub(super) fn firmness(told: &Told<'_>) -> Section {
    let answer = told.answer;
    let counts = match answer.appraisal.order() {
        RankBy::Points => "points, with scores drawn in their ranges",
        RankBy::Money => "net present social value",
    };
    let mut section = Section::new("firmness", "How firmly the order stands")
        .column("option", "Option")
        .column("near", "Near weights")
        .column("any", "Any weights")
        .column("draws", "Draws")
        .column("by_money", "Draws, by money");
    if answer.points.weightings > 0 {
        section = section.note(format!(
            "How often each is first. {} weightings were tried of each kind, at likely scores: near ones have each weight between half and double what is locked. The locked weights are a judgement: an option that \
             is first under few other weights is first by that judgement alone.",
            answer.points.weightings
        ));
    }
    if answer.appraisal.draws > 0 {
        section =
            section.note(format!("{} draws, in the order that counts: by {counts}.", answer.appraisal.draws));
    }
    let share = |share: f64| Cell::Percent(share * 100.0);
    let scored = answer.points.weightings > 0;
    for (index, option) in answer.options.iter().enumerate() {
        let chance =
            |list: &[stability::ensemble::Chance]| Cell::maybe(list.get(index), |chance| share(chance.share));
        section.row(vec![
            Cell::text(option.title.clone()),
            if scored { share(answer.points.first_near[index]) } else { Cell::Blank },
            if scored { share(answer.points.first_any[index]) } else { Cell::Blank },
            chance(&answer.firmness.first_in_draws),
            chance(&answer.firmness.first_by_money),
        ]);
    }
    if scored || answer.appraisal.draws > 0 { section } else { Section::default() }
}

/// What each input would have to be.
pub(super) fn switching(told: &Told<'_>) -> Section {
    let title = &told.preferred().title;
    let mut section = Section::new("switching", "What would change the answer by money")
        .note(format!(
            "By how much one input alone must differ for “{title}” to gain or lose first place by net present social \
             value; the nearest first. Tried from nothing to four times the likely value."
        ))
        .column("input", "Input")
        .column("likely", "Likely")
        .column("switches_at", "Switches at")
        .column("means", "Which means");
    for row in &told.answer.switching {
        section.row(vec![
            Cell::text(row.title.clone()),
            Cell::text(value(row, row.likely)),
            Cell::maybe(row.switched, |switched| Cell::text(value(row, switched.at))),
            Cell::text(meaning(row, title)),
        ]);
    }
    section
}

fn value(row: &SwitchingRow, value: f64) -> String {
    match (row.is_pounds, row.is_factor) {
        (true, _) => Pence::round(value * 100.0).whole_pounds(),
        (_, true) => format!("{value:.2} times"),
        _ => format!("{value:.3}"),
    }
}

fn meaning(row: &SwitchingRow, title: &str) -> String {
    let Some(switched) = row.switched else { return "no value of it changes the answer".to_string() };
    let (at, side) = (value(row, switched.at), if switched.is_above { "above" } else { "below" });
    if switched.preferred_leads {
        format!("“{title}” is worth most only if it is {side} {at}")
    } else {
        format!("“{title}” is worth most unless it is {side} {at}")
    }
}

/// What drives the worth of the preferred option.
pub(super) fn drivers(told: &Told<'_>) -> Section {
    let mut section = Section::new("drivers", "What drives it")
        .note("Each uncertain input alone at its low and its high end, all others at their likely value: the net present social value of the preferred option, and its lead over the next by money.")
        .column("input", "Input")
        .column("low_gbp", "Worth at its low")
        .column("high_gbp", "At its high")
        .column("lead_low_gbp", "Lead at its low")
        .column("lead_high_gbp", "At its high");
    for row in &told.answer.firmness.drivers {
        section.row(vec![
            Cell::text(row.title.clone()),
            money(row.low),
            money(row.high),
            money(row.lead.0),
            money(row.lead.1),
        ]);
    }
    if section.rows.is_empty() { Section::default() } else { section }
}

/// How much of the variance each input makes.
pub(super) fn indices(told: &Told<'_>) -> Section {
    let mut section = Section::new("indices", "How much of the variance each input makes")
        .note("Of the net present social value of the preferred option: alone, and with all that it does together with others.")
        .column("input", "Input")
        .column("first_order", "Alone")
        .column("total", "In all");
    for row in &told.answer.firmness.indices {
        section.row(vec![
            Cell::text(row.title.clone()),
            Cell::Percent(row.index.first_order.value * 100.0),
            Cell::Percent(row.index.total.value * 100.0),
        ]);
    }
    if section.rows.is_empty() { Section::default() } else { section }
}
