use casework::{Exhibit, ExhibitFigure};
use serde_json::{Value, json};

use super::amount::{amount_value, read_amount};
use super::fields::Fields;

pub(super) fn exhibit_value(exhibit: &Exhibit) -> Value {
    let figures = exhibit.figures.iter().map(|figure| {
        let mut value =
            json!({ "id": figure.id.as_str(), "title": figure.title, "amount": amount_value(figure.amount) });
        if let Some(body) = &figure.body {
            value["body"] = json!(body.as_str());
        }
        value
    });
    json!({
        "hash": exhibit.hash.as_str(), "title": exhibit.title, "section": exhibit.section.word(),
        "affected": exhibit.affected.iter().map(|body| body.as_str()).collect::<Vec<_>>(),
        "basis": exhibit.basis, "figures": figures.collect::<Vec<_>>(),
    })
}

pub(super) fn read_exhibit(fields: &mut Fields<'_>) -> Option<Exhibit> {
    let (hash, title) = (fields.code("hash"), fields.text("title"));
    let (section, affected) = (fields.parsed("section", "a section"), fields.codes("affected"));
    let basis = fields.texts("basis");
    let figures = fields.list("figures", |fields| {
        let (id, title) = (fields.code("id"), fields.text("title"));
        let body = if fields.has("body") { Some(fields.code("body")?) } else { None };
        let amount = fields.inside("amount", read_amount);
        Some(ExhibitFigure { id: id?, title: title?, body, amount: amount? })
    });
    let (hash, title, section) = (hash?, title?, section?);
    Some(Exhibit { hash, title, section, affected: affected?, basis: basis?, figures: figures? })
}
