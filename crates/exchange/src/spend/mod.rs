//! Payments over £25,000 as public bodies publish them: every publisher its own headings, orders of dates and
//! ways to write money. What can be read becomes a [`Payment`]; every other row is kept as [`Dropped`], with
//! the reason. Nothing here knows which supplier is a unit.

mod amount;
mod dates;
mod header;
mod rows;

use vocabulary::{Date, Finding, Findings, Pence, Place, choice};

use crate::limits::Limits;
use dates::DateReader;
use header::Columns;

pub use dates::DateOrder;

/// One payment, as published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Its line in the file, from 1.
    pub line: u32,
    /// Who paid, as published; blank where the file doesn't say.
    pub payer: String,
    /// The day; none where the file doesn't print one that can be read.
    pub date: Option<Date>,
    /// What for, as published.
    pub expense_type: String,
    /// Which part of the payer, as published.
    pub expense_area: String,
    /// Who was paid, as published.
    pub supplier: String,
    /// Number of the transaction, as published; blank where there is none. One invoice may be many lines.
    pub transaction: String,
    /// The amount; below zero for a reversal.
    pub amount: Pence,
}

choice! {
    /// Why a row is no payment.
    pub enum WhyDropped {
        /// The row repeats the headings.
        Heading = "heading",
        /// It adds others up.
        Total = "total",
        /// Nobody is named as paid.
        NoSupplier = "no supplier",
        /// The amount is blank, or a dash for nothing.
        NoAmount = "no amount",
        /// The amount can't be read.
        UnreadableAmount = "unreadable amount",
    }
}

/// A row that is no payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Its line in the file, from 1.
    pub line: u32,
    /// Why.
    pub why: WhyDropped,
    /// The row, its cells joined by ` | `.
    pub seen: String,
}

/// A file of payments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SpendFile {
    /// The payments, in the order of the file.
    pub payments: Vec<Payment>,
    /// All other rows that aren't blank, with the reason.
    pub dropped: Vec<Dropped>,
    /// Which way round its dates are.
    pub date_order: DateOrder,
}

/// Reads a file of payments: CSV (UTF-8, else Windows-1252) or the first sheet of a workbook.
///
/// Findings: a heading can't be found (error: nothing is read), the encoding, how dates were read, dates that
/// are missing, rows that were dropped.
pub fn read_spend(name: &str, bytes: &[u8], limits: &Limits) -> (SpendFile, Findings) {
    let mut findings = Findings::new();
    let rows = rows::rows(name, bytes, limits, &mut findings);
    if findings.iter().any(Finding::is_error) {
        return (SpendFile::default(), findings);
    }
    let Some((mut columns, first)) = header::find(&rows) else {
        findings.push(
            Finding::error("spend-no-header", Place::table(name), "no row with a supplier and an amount")
                .expected("headings such as Entity, Date, Expense Type, Supplier, Transaction Number, Amount")
                .action("Add a row of headings, or choose another file."),
        );
        return (SpendFile::default(), findings);
    };
    let rows = &rows[first..];
    let dates = DateReader::of(rows.iter().filter_map(|row| columns.date_of(row)));
    let mut file = SpendFile { date_order: dates.order(), ..SpendFile::default() };
    for row in rows {
        if let Some(again) = header::columns_of(&row.cells) {
            // Some publishers repeat the headings, and some change the columns on the way.
            columns = again;
            file.dropped.push(dropped(row, WhyDropped::Heading));
            continue;
        }
        match payment(row, &columns, &dates) {
            Ok(payment) => file.payments.push(payment),
            Err(why) => file.dropped.push(dropped(row, why)),
        }
    }
    findings.extend(told(name, &file, &dates));
    (file, findings)
}

fn payment(row: &rows::Row, columns: &Columns, dates: &DateReader) -> Result<Payment, WhyDropped> {
    let cell = |index: Option<usize>| index.map_or("", |index| row.cell(index)).trim().to_string();
    let supplier = cell(Some(columns.supplier));
    let payer = cell(columns.payer);
    if [&supplier, &payer].iter().any(|text| is_total(text)) || row.cells.first().is_some_and(|c| is_total(c))
    {
        return Err(WhyDropped::Total);
    }
    // Where a supplier was lost, the cells after it moved one to the left: a number stands in its place.
    if supplier.is_empty() || amount::is_number(&supplier) {
        return Err(WhyDropped::NoSupplier);
    }
    let amount = match amount::read(row.cell(columns.amount)) {
        amount::Read::Amount(amount) => amount,
        amount::Read::Nothing => return Err(WhyDropped::NoAmount),
        amount::Read::Unreadable => return Err(WhyDropped::UnreadableAmount),
    };
    let (payer, run_on) = dates::split_off(&payer);
    let date = columns.date_of(row).or(run_on).and_then(|text| dates.read(text));
    Ok(Payment {
        line: row.line,
        payer: payer.to_string(),
        date,
        expense_type: cell(columns.expense_type),
        expense_area: cell(columns.expense_area),
        supplier,
        transaction: cell(columns.transaction),
        amount,
    })
}

/// “Total” or “Grand total”, but not Total Gas Ltd.
fn is_total(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':').to_ascii_lowercase();
    matches!(text.as_str(), "total" | "grand total" | "totals" | "sub total" | "subtotal")
}

fn dropped(row: &rows::Row, why: WhyDropped) -> Dropped {
    let cells = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    Dropped { line: row.line, why, seen: cells.collect::<Vec<_>>().join(" | ") }
}

fn told(name: &str, file: &SpendFile, dates: &DateReader) -> Findings {
    let mut findings = Findings::new();
    if let Some(words) = dates.words() {
        findings.push(
            Finding::warning("spend-dates-guessed", Place::table(name), words)
                .expected("one order of day and month throughout")
                .action("Check a few dates in the review."),
        );
    }
    let dateless = file.payments.iter().filter(|payment| payment.date.is_none()).count();
    if dateless > 0 {
        findings.push(
            Finding::warning(
                "spend-no-date",
                Place::table(name),
                format!("{dateless} payments without a date"),
            )
            .expected("a date in every row")
            .action("Say which month the file is of."),
        );
    }
    for why in WhyDropped::ALL {
        let rows: Vec<&Dropped> = file.dropped.iter().filter(|row| row.why == *why).collect();
        let Some(first) = rows.first() else { continue };
        let seen = format!("{} rows left out: {why}; the first is “{}”", rows.len(), first.seen);
        let place = Place::row(name, first.line);
        let finding = if *why == WhyDropped::Heading {
            Finding::note("spend-row-dropped", place, seen)
        } else {
            Finding::warning("spend-row-dropped", place, seen)
        };
        findings.push(
            finding
                .expected("a supplier, and an amount in pounds")
                .action("Mend the rows in the file, or go on without them."),
        );
    }
    findings
}

/// A payment that stands in two files of one publisher: the same payer, day, supplier, transaction and amount.
/// Files without transaction numbers can't tell, so nothing of theirs is found. Answers positions (file, payment)
/// of every payment after the first.
pub fn repeated(files: &[SpendFile]) -> Vec<(usize, usize)> {
    let mut seen = std::collections::BTreeMap::new();
    let mut again = Vec::new();
    for (at, file) in files.iter().enumerate() {
        for (index, payment) in file.payments.iter().enumerate().filter(|(_, p)| !p.transaction.is_empty()) {
            let key = (&payment.payer, payment.date, &payment.supplier, &payment.transaction, payment.amount);
            let what = (&payment.expense_type, &payment.expense_area);
            let first = *seen.entry((key, what)).or_insert(at);
            if first != at {
                again.push((at, index));
            }
        }
    }
    again
}
