//! The lines of a market as one table.

use listing::{Cell, Section};
use vocabulary::Pence;

use crate::Market;

const COLUMNS: [(&str, &str); 15] = [
    ("line_id", "Agreement"),
    ("buyer_code", "Buyer"),
    ("buyer_name", "Its name"),
    ("supplier_code", "Supplier"),
    ("supplier_name", "Its name"),
    ("service_code", "Service"),
    ("annual_gbp", "A year"),
    ("per_head_gbp", "A head"),
    ("allowance_share_percent", "Of the allowance"),
    ("price_basis", "Price"),
    ("start_date", "Starts"),
    ("end_date", "Ends"),
    ("notice_months", "Notice"),
    ("source", "Source"),
    ("basis", "Known"),
];

/// One row a line, for spreadsheets. Only lines that are paid from running costs have a share of the allowance.
pub fn lines_section(market: &Market<'_>) -> Section {
    let mut section = Section::new("lines", "Agreement lines");
    for (key, title) in COLUMNS {
        section = section.column(key, title);
    }
    for line in &market.lines {
        let one = Market { snapshot: market.snapshot, on: market.on, lines: vec![line] };
        let shares = one.allowance_shares();
        let share = shares.first().filter(|share| share.running_cost > Pence::ZERO);
        let date = |date: vocabulary::Date| Cell::text(date.to_string());
        section.row(vec![
            Cell::text(line.line_id.as_str()),
            Cell::text(line.buyer_code.as_str()),
            Cell::text(market.snapshot.name_of(line.buyer_code.as_str())),
            Cell::text(line.supplier_code.as_str()),
            Cell::text(market.snapshot.name_of(line.supplier_code.as_str())),
            Cell::text(line.service_code.as_str()),
            Cell::Money(line.annual_gbp),
            Cell::maybe(one.a_head(), Cell::Rate),
            Cell::maybe(share, |share| Cell::text(format!("{:.2}", share.percent()))),
            Cell::text(line.price_basis.word()),
            Cell::maybe(line.start_date, date),
            Cell::maybe(line.end_date, date),
            Cell::maybe(line.notice_months, |months| Cell::Count(months.into())),
            Cell::text(line.source.as_str()),
            Cell::text(line.basis.word()),
        ]);
    }
    section
}
