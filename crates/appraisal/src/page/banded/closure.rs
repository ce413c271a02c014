use listing::{Cell, Section};

use super::Told;

/// Where the agreement lines of a closing unit go.
pub(super) fn map(told: &Told<'_>) -> Section {
    let Some(closure) = &told.banded.closure else { return Section::default() };
    let name = |code: &str| told.asked.snapshot.name_of(code);
    let sound = closure.rows.iter().filter(|row| row.to.len() == 1).count();
    let mut section =
        Section::new("closure", format!("Where every line of {} goes", name(closure.unit.as_str())))
            .note(format!(
                "{sound} of {} lines have exactly one destination and one date. Post groups and cost pools are the unit's.",
                closure.rows.len()
            ))
            .column("key", "Which")
            .column("service", "Service")
            .column("annual_gbp", "A year")
            .column("to", "Goes to")
            .column("date", "When");
    for row in &closure.rows {
        let joined = |names: Vec<String>| match names.is_empty() {
            true => Cell::text("nobody"),
            false => Cell::text(names.join(" and ")),
        };
        let to = |code: &str| if code == "stop" { "ends".to_string() } else { name(code) };
        section.row(vec![
            Cell::text(row.key.clone()),
            told.asked.service(&row.service),
            Cell::maybe(row.annual, Cell::Money),
            joined(row.to.iter().map(|(code, _)| to(code.as_str())).collect()),
            joined(row.to.iter().map(|(_, date)| date.to_string()).collect()),
        ]);
    }
    section
}

/// What each receiver takes over of lines, beside what it may spend: open tables, all of it.
pub(super) fn receivers(told: &Told<'_>) -> Section {
    let Some(closure) = &told.banded.closure else { return Section::default() };
    let mut section = Section::new("receivers", "What receivers take over, beside what they may spend")
        .column("body", "Receiver")
        .column("lines_gbp", "Lines that it takes over, at today's price")
        .column("paid_today_gbp", "Pays the unit today")
        .column("envelope_gbp", "May spend on running in the first year")
        .column("share_percent", "Lines, of what it may spend");
    for row in &closure.receivers {
        let share = row.envelope.filter(|envelope| envelope.0 > 0);
        section.row(vec![
            told.asked.body(&row.body),
            Cell::Money(row.lines),
            Cell::Money(row.paid_today),
            Cell::maybe(row.envelope, Cell::Money),
            Cell::maybe(share, |envelope| Cell::Percent(row.lines.as_f64() / envelope.as_f64() * 100.0)),
        ]);
    }
    section
}
