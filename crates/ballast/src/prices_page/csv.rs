//! The table for spreadsheets: one row a buyer, charges side by side, then every cost by itself.

use exchange::csv_bytes;
use register::Snapshot;
use stability::prices::{Part, SheetColumn, UnitPrices};
use vocabulary::Pence;

/// Charges by buyer, and what each pays for every cost under the nearest prices. The last rows are what nobody covers
/// and the costs: columns add up to them.
pub(crate) fn table(snapshot: &Snapshot, answer: &UnitPrices) -> Vec<u8> {
    let sheet = answer.stable.as_ref().and_then(|stable| stable.sheet.as_ref());
    let columns: &[SheetColumn] = sheet.map_or(&[], |sheet| &sheet.columns);
    let mut heads: Vec<String> = [
        "buyer_code",
        "name",
        "today_gbp",
        "scaled_gbp",
        "scrb_gbp",
        "nucleolus_gbp",
        "shapley_gbp",
        "nearest_gbp",
    ]
    .map(String::from)
    .to_vec();
    heads.extend(columns.iter().map(|column| {
        format!("{}{}_gbp", column.id, if column.part == Part::Empty { ":empty" } else { "" })
    }));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let text = |amount: f64| Pence::round(amount).pounds_text();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (at, code) in answer.game.buyers.iter().enumerate() {
        let others = &answer.others;
        let mut row = vec![
            code.to_string(),
            snapshot.name_of(code.as_str()),
            text(answer.today.prices[at]),
            text(answer.scaled.prices[at]),
            text(others.scrb[at]),
            text(others.nucleolus.charges[at]),
            text(others.shapley.charges[at]),
            answer.stable.as_ref().map_or(String::new(), |stable| stable.pence[at].pounds_text()),
        ];
        let cells =
            sheet.iter().flat_map(|sheet| (0..columns.len()).map(|c| sheet.cell(&answer.game, at, c)));
        row.extend(cells.map(Pence::pounds_text));
        rows.push(row);
    }
    if sheet.is_some() {
        rows.push(total("support", "Somebody else", columns.iter().map(|column| column.short)));
        rows.push(total("cost", "What it costs", columns.iter().map(|column| column.cost)));
    }
    csv_bytes(&heads, rows)
}

fn total(code: &str, name: &str, amounts: impl Iterator<Item = Pence> + Clone) -> Vec<String> {
    let mut row = vec![code.to_string(), name.to_string()];
    row.extend(std::iter::repeat_n(String::new(), 5));
    row.push(amounts.clone().sum::<Pence>().pounds_text());
    row.extend(amounts.map(Pence::pounds_text));
    row
}
