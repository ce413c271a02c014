//! The lines of a market as a table for spreadsheets.

use exchange::csv_bytes;
use market::Market;
use vocabulary::Pence;

const COLUMNS: [&str; 15] = [
    "line_id",
    "buyer_code",
    "buyer_name",
    "supplier_code",
    "supplier_name",
    "service_code",
    "annual_gbp",
    "per_head_gbp",
    "allowance_share_percent",
    "price_basis",
    "start_date",
    "end_date",
    "notice_months",
    "source",
    "basis",
];

/// One row a line. Only lines that are paid from running costs have a share of the allowance.
pub(crate) fn lines_csv(market: &Market<'_>) -> Vec<u8> {
    let rows = market.lines.iter().map(|line| {
        let one = Market { snapshot: market.snapshot, on: market.on, lines: vec![line] };
        let shares = one.allowance_shares();
        let share = shares.first().filter(|share| share.running_cost > Pence::ZERO);
        let date = |date: Option<vocabulary::Date>| date.map(|date| date.to_string()).unwrap_or_default();
        vec![
            line.line_id.to_string(),
            line.buyer_code.to_string(),
            market.snapshot.name_of(line.buyer_code.as_str()),
            line.supplier_code.to_string(),
            market.snapshot.name_of(line.supplier_code.as_str()),
            line.service_code.to_string(),
            line.annual_gbp.pounds_text(),
            one.a_head().map(|pence| Pence::round(pence).pounds_text()).unwrap_or_default(),
            share.map(|share| format!("{:.2}", share.percent())).unwrap_or_default(),
            line.price_basis.word().to_string(),
            date(line.start_date),
            date(line.end_date),
            line.notice_months.map(|months| months.to_string()).unwrap_or_default(),
            line.source.to_string(),
            line.basis.word().to_string(),
        ]
    });
    csv_bytes(&COLUMNS, rows)
}
