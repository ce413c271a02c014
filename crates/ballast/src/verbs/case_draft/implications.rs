//! Money: the implications for the wider system. Only for a significant change.

use exchange::document::{Column, Inline};
use serde_json::Value as Json;

use super::writer::{Writer, at, cell};
use crate::explain::text_of;

/// Columns of a variant: the field of its explanation and the title.
const VARIANT: [(&str, &str); 7] = [
    ("leavers_pay_more", "Those that move pay more"),
    ("neighbours_pay_more", "Neighbours pay more"),
    ("units_pay_more", "Units pay more"),
    ("centre_pays_more", "Centre pays more"),
    ("system_pays_more", "System pays more"),
    ("exit_charge", "Exit charge worked out"),
    ("verdict", "Unit"),
];

pub(super) fn write(writer: &mut Writer<'_>) {
    writer.document.section("Financial implications for the wider system");
    system(writer);
    residual(writer);
    exit_charge(writer);
    writer.document.part("Who pays, under each payer rule");
    let rules: Vec<Json> = writer.explainer.list("/payer_rules").to_vec();
    let addresses = rules
        .iter()
        .map(|rule| (text_of(rule, "title").to_string(), format!("rules/{}", text_of(rule, "rule_id"))));
    variants(writer, "The same move under each payer rule, side by side", "Payer rule", addresses.collect());
    writer.document.part("Ways to soften it");
    let softer: Vec<Json> = writer.explainer.list("/mitigations").to_vec();
    let addresses = softer
        .iter()
        .enumerate()
        .map(|(at, row)| (text_of(row, "title").to_string(), format!("mitigations/{}", at + 1)));
    variants(writer, "The mitigations, side by side", "Mitigation", addresses.collect());
    writer.document.write_here(
        "which of these were offered or agreed, with whom, and who bears the cost that can't be avoided.",
    );
}

fn system(writer: &mut Writer<'_>) {
    writer.document.part("The unit, the centre, the exchequer and the system");
    let mut rows = Vec::new();
    for role in ["unit", "centre", "exchequer", "system"] {
        let bodies = writer.bodies(role);
        if bodies.is_empty() {
            let dash = || cell("–");
            rows.push(vec![cell(format!("The {role}")), cell("pays and receives nothing"), dash(), dash()]);
        }
        for (code, name) in bodies {
            let address = format!("effects/{code}");
            let change = writer.shown(&address, "change");
            rows.push(vec![cell(name), cell(change), cell(writer.range(&address)), at(&address)]);
        }
    }
    let columns = vec![
        Column::words("Body"),
        Column::number("Pays more"),
        Column::number("8 in 10 draws"),
        Column::words("Address"),
    ];
    writer.document.table("What falls on the wider system", columns, rows);
    writer.document.paragraph("For a unit paying more is losing: it receives less than it sheds. Transfers between bodies add up to nothing; the system is what all of them pay to the outside world.");
}

/// What units carry, year by year: cost that they can't shed at once, and loss of scale that stays.
fn residual(writer: &mut Writer<'_>) {
    let mut rows = Vec::new();
    for (code, name) in writer.bodies("unit") {
        let known = writer.explainer.addresses();
        let prefix = format!("effects/{code}/2");
        let years =
            known.into_iter().map(|known| known.address).filter(|address| address.starts_with(&prefix));
        for address in years.filter(|address| address.matches('/').count() == 2) {
            let year = address.rsplit('/').next().unwrap_or_default().replace('-', "/");
            let change = writer.shown(&address, "change");
            rows.push(vec![cell(year), cell(name.clone()), cell(change), at(&address)]);
        }
    }
    if rows.is_empty() {
        return;
    }
    writer.document.part("The residual cost, year by year");
    let columns =
        vec![Column::words("Year"), Column::words("Unit"), Column::number("Loses"), Column::words("Address")];
    writer.document.table("What units lose in each year, under the payer rule of this result", columns, rows);
    writer.document.paragraph(
        "Residual cost ends when the unit has adjusted; loss of scale stays. They need different answers.",
    );
}

fn exit_charge(writer: &mut Writer<'_>) {
    writer.document.part("The exit charge, in both of its ways");
    let rows = [
        ("Prices that those who move no longer pay", "revenue_lost"),
        ("less cost that the others no longer have", "cost_avoided"),
        ("Or: what other buyers and the centre pay more", "others_pay_more"),
        ("and what the units lose meanwhile", "unit_loses"),
        ("The charge that would leave everyone else no worse off", "charge"),
        ("Paid already under this payer rule", "paid_already"),
        ("The saving of those who move, discounted alike", "leaver_saving"),
    ];
    let mut cells = Vec::new();
    for (title, name) in rows {
        cells.push(vec![cell(title), cell(writer.shown("exit_charge", name)), at("exit_charge")]);
    }
    let columns = vec![Column::words("Term"), Column::number("Amount"), Column::words("Address")];
    writer.document.table("The exit charge", columns, cells);
}

fn variants(writer: &mut Writer<'_>, caption: &str, what: &str, addresses: Vec<(String, String)>) {
    if addresses.is_empty() {
        return writer.document.paragraph("This result holds none.");
    }
    let mut rows = Vec::new();
    for (title, address) in addresses {
        let mut row: Vec<Inline> = vec![cell(title)];
        for (name, _) in VARIANT {
            row.push(cell(writer.shown(&address, name)));
        }
        row.push(at(&address));
        rows.push(row);
    }
    let mut columns = vec![Column::words(what)];
    columns.extend(
        VARIANT.map(|(name, title)| Column { title: title.to_string(), is_number: name != "verdict" }),
    );
    columns.push(Column::words("Address"));
    writer.document.table(caption, columns, rows);
}
