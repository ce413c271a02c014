//! Does the unit stand, does it spread, and who would be without a supplier? Only for a significant change.

use exchange::document::{Column, Inline};
use serde_json::Value as Json;

use super::writer::{Writer, at, cell, month_words};
use crate::explain::text_of;

pub(super) fn write(writer: &mut Writer<'_>) {
    writer.document.section("Continuity of supply");
    let verdicts: Vec<Json> = writer.explainer.list("/verdicts").to_vec();
    for verdict in &verdicts {
        stands(writer, verdict);
    }
    spread(writer);
    writer
        .document
        .write_here("what is agreed with the unit so that those who stay are served without a gap.");
}

fn stands(writer: &mut Writer<'_>, verdict: &Json) {
    let (unit, name) = (text_of(verdict, "unit_code"), text_of(verdict, "name").to_string());
    let address = format!("verdicts/{unit}");
    writer.document.part(format!("Does {name} stand?"));
    let mut words = format!(
        "With the move: {}; without it: {}. Its reserve is lowest in {}, at {}",
        writer.shown(&address, "scenario"),
        writer.shown(&address, "baseline"),
        month_words(&writer.shown(&address, "lowest_reserve_month")),
        writer.shown(&address, "lowest_reserve"),
    );
    let fails = writer.shown(&address, "fails_from");
    if fails != "–" {
        words.push_str(&format!("; from {} it can't pay its way out of what it holds", month_words(&fails)));
    }
    let chance = writer.shown(&address, "chance_of_failing");
    if chance != "–" {
        words.push_str(&format!("; its reserve falls below zero in {chance} of the draws"));
    }
    words.push_str(&format!(
        ". It could lose {} a year, shedding no cost ",
        writer.shown(&address, "break_even_loss")
    ));
    writer.document.paragraph(cell(words).then(at(&address)).text("."));
    let months = writer.shown(&address, "months_without_supplier");
    if months != "–" {
        let lines = writer.shown(&address, "lines_without_supplier");
        let words = format!(
            "If it failed then, {lines} lines of those who stay would be without a supplier for up to {months} months "
        );
        writer.document.paragraph(cell(words).then(at(&address)).text("."));
    }
    tests(writer, unit);
}

/// Tests that are not met.
fn tests(writer: &mut Writer<'_>, unit: &str) {
    let prefix = format!("tests/{unit}/");
    let known = writer.explainer.addresses();
    let of_unit = known.into_iter().map(|known| known.address).filter(|address| address.starts_with(&prefix));
    let mut rows = Vec::new();
    for address in of_unit {
        if writer.shown(&address, "verdict") != "not met" {
            continue;
        }
        let test = address.trim_start_matches(&prefix).replace(['_', '/'], " ");
        let (value, threshold) = (writer.shown(&address, "value"), writer.shown(&address, "threshold"));
        let month = writer.shown(&address, "month");
        rows.push(vec![cell(test), cell(value), cell(threshold), cell(month), at(&address)]);
    }
    if rows.is_empty() {
        return writer.document.paragraph("Every test of it is met.");
    }
    let columns = vec![
        Column::words("Test"),
        Column::number("Value"),
        Column::number("Threshold"),
        Column::words("From"),
        Column::words("Address"),
    ];
    writer.document.table("Tests that are not met with the move", columns, rows);
}

fn spread(writer: &mut Writer<'_>) {
    writer.document.part("Does it spread?");
    let lines: Vec<Json> = writer.explainer.list("/spread/lines").to_vec();
    let chance = writer.shown("spread", "chance");
    let words = match lines.len() {
        0 => "At likely values nobody follows".to_string(),
        1 => "At likely values 1 line follows by its own decision".to_string(),
        many => format!("At likely values {many} lines follow by their own decision"),
    };
    let words =
        if chance == "–" { words } else { format!("{words}; in {chance} of the draws somebody does") };
    writer.document.paragraph(Inline::new().text(format!("{words} ")).then(at("spread")).text("."));
    let mut rows = Vec::new();
    for line in &lines {
        let line = text_of(line, "line_id");
        let address = format!("cascade/{line}");
        let mut row = vec![cell(line)];
        for name in ["month", "price", "alternative", "reluctance", "threshold"] {
            row.push(cell(writer.shown(&address, name)));
        }
        row.push(at(&address));
        rows.push(row);
    }
    if !rows.is_empty() {
        let columns = vec![
            Column::words("Line"),
            Column::words("Review"),
            Column::number("Price a year"),
            Column::number("Alternative"),
            Column::number("Reluctance"),
            Column::number("Leaves above"),
            Column::words("Address"),
        ];
        writer.document.table(
            "Who leaves next, with the price and the alternative that tip it",
            columns,
            rows,
        );
    }
}
