//! What the case is, what it was made from, and to whom it goes.

use exchange::document::Inline;
use serde_json::Value as Json;

use super::writer::{Writer, at, month_words};
use crate::explain::text_of;

pub(super) fn write(writer: &mut Writer<'_>, result: &str) {
    let exhibit: String = writer.explainer.result.manifest.exhibit().chars().take(12).collect();
    writer.document.paragraph(
        Inline::new()
            .text("Reference ")
            .code(exhibit)
            .text(", prepared from the result ")
            .code(result)
            .text("."),
    );
    let assumed = writer.shown("resting_on", "assumed");
    writer.document.note(
        Inline::new()
            .strong("Illustrative:")
            .text(format!(" {assumed} rests on assumed rows "))
            .then(at("resting_on"))
            .text(". A draft for people to complete; each place to write is marked."),
    );
    let headline = text_of(&writer.explainer.result.summary, "headline").to_string();
    writer.document.section("In one sentence");
    writer.document.paragraph(
        Inline::new()
            .text(headline)
            .text(" ")
            .then(at("moves"))
            .text(" ")
            .then(at("leaver_saving"))
            .text(" ")
            .then(at("neighbours_pay_more"))
            .text(" ")
            .then(at("units_lose"))
            .text(" ")
            .then(at("system_saving")),
    );
    addressed(writer);
    moves(writer);
    writer.document.paragraph(
        Inline::new()
            .text("Each figure is followed by its address. To see where it comes from: ")
            .code("ballast explain RESULT ADDRESS".to_string())
            .text("."),
    );
}

/// Oversight bodies, the leavers' own first.
pub(super) fn asked(writer: &Writer<'_>) -> Vec<(String, bool, Vec<String>)> {
    let rows = writer.explainer.list("/significance/must_be_asked").iter();
    rows.map(|row| {
        let about = row.get("about").and_then(Json::as_array).into_iter().flatten();
        let about = about.filter_map(Json::as_str).map(|code| writer.explainer.name(code)).collect();
        let of_leaver = row.get("of_leaver").and_then(Json::as_bool).unwrap_or_default();
        (text_of(row, "name").to_string(), of_leaver, about)
    })
    .collect()
}

fn addressed(writer: &mut Writer<'_>) {
    writer.document.section("To whom it is addressed");
    let oversight = writer.label("oversight", false);
    let rows = asked(writer);
    if rows.is_empty() {
        return writer.document.paragraph("The register names no oversight body of those who are touched.");
    }
    let items = rows.into_iter().map(|(name, of_leaver, about)| {
        let role = if of_leaver { format!(", {oversight} of the body that moves") } else { String::new() };
        Inline::new().strong(name).text(format!("{role}: about {}", about.join(", ")))
    });
    writer.document.list(items.collect());
}

fn moves(writer: &mut Writer<'_>) {
    let moves: Vec<Json> = writer.explainer.list("/moves").to_vec();
    let mut items = Vec::new();
    for row in &moves {
        let address = format!("moves/{}", text_of(row, "line_id"));
        let words = format!(
            "{}: {} from {}, {} in {}, ",
            writer.explainer.name(text_of(row, "buyer_code")),
            writer.explainer.service(text_of(row, "service_code")),
            writer.explainer.name(text_of(row, "supplier_code")),
            text_of(row, "to").replace('_', " "),
            month_words(text_of(row, "month")),
        );
        items.push(Inline::new().text(words).then(writer.figure(&address, "annual")).text(" a year"));
    }
    writer.document.section("What moves");
    writer.document.list(items);
}
