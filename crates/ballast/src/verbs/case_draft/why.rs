//! Why the change is, or isn't, significant.

use exchange::document::Column;
use serde_json::Value as Json;

use super::writer::{Writer, at, cell};
use crate::explain::text_of;

pub(super) fn write(writer: &mut Writer<'_>) {
    let yes = writer.is_significant();
    writer.document.section(if yes { "Why it is significant" } else { "Why it is not significant" });
    let tests: Vec<Json> = writer.explainer.list("/significance/tests").to_vec();
    let mut rows = Vec::new();
    for test in &tests {
        let address = format!("significance/{}", text_of(test, "test"));
        let mut row = vec![cell(words(text_of(test, "test")))];
        for name in ["threshold", "value", "bites"] {
            row.push(cell(writer.shown(&address, name)));
        }
        row.push(cell(format!("{}: {}", text_of(test, "basis"), text_of(test, "source"))));
        row.push(at(&address));
        rows.push(row);
    }
    let columns = vec![
        Column::words("Test"),
        Column::number("Threshold"),
        Column::number("Value"),
        Column::words("Does it make the move significant?"),
        Column::words("Basis"),
        Column::words("Address"),
    ];
    writer.document.table("The tests of significance", columns, rows);
    writer
        .document
        .note("No number was published; the thresholds are ours, and are data that may be disputed.");
    let in_force = |test: &Json| test.get("in_force").and_then(Json::as_bool).unwrap_or(true);
    if !tests.iter().all(in_force) {
        writer.document.paragraph("The policy was not yet in force in the month of the first move: the move is judged by what came later.");
    }
}

fn words(test: &str) -> String {
    match test {
        "buyer_share_of_unit_spend" => "Share of what the buyer spends with the unit".to_string(),
        "unit_income_share" => "Share of the unit's income".to_string(),
        "break_even_breached" => "The unit loses more than it can bear".to_string(),
        "service_under_critical_mass" => "A service goes under its critical mass".to_string(),
        "other_body_worse_off" => "What the neighbour hit hardest pays more".to_string(),
        other => other.replace('_', " "),
    }
}
