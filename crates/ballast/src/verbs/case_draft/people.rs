//! HR implications. Only for a significant change.

use exchange::document::Column;
use exchange::result::PeopleRow;

use super::writer::{Writer, at, cell};

pub(super) fn write(writer: &mut Writer<'_>) {
    writer.document.section("HR implications");
    let people: Vec<PeopleRow> = writer.explainer.result.people.clone();
    if people.is_empty() {
        writer.document.paragraph("The register holds no posts of the units that are touched: how many people are affected isn't known.");
    } else {
        posts(writer, &people);
    }
    writer.document.write_here("who was consulted, with which unions, from which date; which posts the receiving body offers; where people will work.");
}

fn posts(writer: &mut Writer<'_>, people: &[PeopleRow]) {
    let total = ["transfer", "redeploy", "redundant", "cost"].map(|name| writer.shown("people", name));
    let [transfer, redeploy, redundant, cost] = total;
    writer.document.paragraph(
        cell(format!(
            "In whole-time equivalents {transfer} posts transfer, {redeploy} are redeployed and {redundant} are redundant, which costs {cost} "
        ))
        .then(at("people"))
        .text(". Posts are groups, never people."),
    );
    let mut rows = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for row in people {
        let address = format!("people/{}/{}/{}/{}", row.unit_code, row.service_code, row.band, row.tier);
        if !seen.insert(address.clone()) {
            continue;
        }
        let mut cells = vec![
            cell(writer.explainer.service(&row.service_code)),
            cell(row.band.clone()),
            cell(row.tier.clone()),
        ];
        for name in ["transfer", "redeploy", "redundant", "cost"] {
            cells.push(cell(writer.shown(&address, name)));
        }
        let of_group = |other: &&PeopleRow| {
            (&other.unit_code, &other.service_code, &other.band, &other.tier)
                == (&row.unit_code, &row.service_code, &row.band, &row.tier)
        };
        cells.push(cell(payers(writer, people.iter().filter(of_group))));
        cells.push(cell(row.month.to_string()));
        cells.push(at(&address));
        rows.push(cells);
    }
    let columns = vec![
        Column::words("Service"),
        Column::words("Band"),
        Column::words("Tier"),
        Column::number("Transfer"),
        Column::number("Redeployed"),
        Column::number("Redundant"),
        Column::number("Cost"),
        Column::words("Who pays"),
        Column::words("When"),
        Column::words("Address"),
    ];
    writer.document.table("Posts by service, band and tier", columns, rows);
}

fn payers<'r>(writer: &Writer<'_>, rows: impl Iterator<Item = &'r PeopleRow>) -> String {
    let name = |code: &str| match code {
        "remaining" => "the customers that remain".to_string(),
        "centre" => writer.label("national", false),
        code => writer.explainer.name(code),
    };
    let mut names: Vec<String> = rows.map(|row| name(&row.payer_code)).collect();
    names.sort();
    names.dedup();
    names.join(", ")
}
