use listing::{Cell, Section};

use super::Told;
use super::people::{is_small, wte_words};

/// Where everything of a closing unit goes.
pub(super) fn map(told: &Told<'_>) -> Section {
    let Some(closure) = &told.answer.closure else { return Section::default() };
    let unit = told.snapshot.name_of(closure.unit.as_str());
    let sound = closure.rows.iter().filter(|row| row.to.len() == 1).count();
    let mut section = Section::new("closure", format!("Where everything of {unit} goes"))
        .note(format!(
            "{sound} of {} lines, post groups and cost pools have exactly one destination and one date.",
            closure.rows.len()
        ))
        .column("table", "What")
        .column("key", "Which")
        .column("service", "Service")
        .column("annual_gbp", "A year")
        .column("wte", "Posts")
        .column("to", "Goes to")
        .column("date", "When");
    for row in &closure.rows {
        let names = |names: Vec<String>| match names.as_slice() {
            [] => Cell::text("nobody"),
            _ => Cell::text(names.join(" and ")),
        };
        let body = |code: &vocabulary::Code| match code.as_str() {
            "stop" => "ends".to_string(),
            code => told.snapshot.name_of(code),
        };
        section.row(vec![
            Cell::text(row.table.word().replace('_', " ")),
            Cell::text(row.key.clone()),
            told.service(&row.service),
            Cell::maybe(row.annual, Cell::Money),
            Cell::maybe(row.wte, |wte| Cell::text(posts(wte))),
            names(row.to.iter().map(|(to, _)| body(to)).collect()),
            names(row.to.iter().map(|(_, date)| date.to_string()).collect()),
        ]);
    }
    section
}

/// A number of posts; of a small group a band.
fn posts(wte: f64) -> String {
    if is_small(wte) { wte_words(wte) } else { listing::two_places(wte) }
}

/// What each receiver takes over, beside what it may spend.
pub(super) fn receivers(told: &Told<'_>) -> Section {
    let Some(closure) = &told.answer.closure else { return Section::default() };
    let mut section = Section::new("receivers", "What receivers take over, beside what they may spend")
        .column("body", "Receiver")
        .column("lines_gbp", "Lines that it takes over, at today's price")
        .column("pools_gbp", "Cost pools that it takes over, a year")
        .column("wte", "Posts")
        .column("paid_today_gbp", "Pays the unit today")
        .column("envelope_gbp", "May spend on running in the first year")
        .column("share_percent", "Lines, of what it may spend");
    for row in &closure.receivers {
        let share = row.envelope.filter(|envelope| envelope.0 > 0);
        section.row(vec![
            told.body(&row.body),
            Cell::Money(row.lines),
            Cell::Money(row.pools),
            Cell::text(posts(row.wte)),
            Cell::Money(row.paid_today),
            Cell::maybe(row.envelope, Cell::Money),
            Cell::maybe(share, |envelope| Cell::Percent(row.lines.as_f64() / envelope.as_f64() * 100.0)),
        ]);
    }
    section
}
