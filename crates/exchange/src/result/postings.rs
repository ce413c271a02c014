use ledger::Ledger;

use crate::csv_bytes;

/// Columns of `postings.csv`.
pub(super) const COLUMNS: [&str; 8] =
    ["month", "from", "to", "account", "nature", "amount_gbp", "service_code", "rows"];

/// `postings.csv`: every posting of one run, with the rows of the register that it came from.
pub(super) fn postings_csv(ledger: &Ledger) -> Vec<u8> {
    let rows = ledger.postings().iter().map(|posting| {
        let behind: Vec<&str> = ledger.rows_of(posting.trace).collect();
        vec![
            ledger.start().plus(posting.month as i32).to_string(),
            ledger.code(posting.from).to_string(),
            ledger.code(posting.to).to_string(),
            posting.account.to_string(),
            posting.nature.to_string(),
            posting.amount.pounds_text(),
            ledger.label_code(posting.label).to_string(),
            behind.join(";"),
        ]
    });
    csv_bytes(&COLUMNS, rows)
}
