//! Which column is what: publishers name them differently, put them in another order, and may split a heading
//! over two rows.

use super::rows::Row;

/// Where each thing stands, as indices of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    pub supplier: usize,
    pub amount: usize,
    pub payer: Option<usize>,
    pub date: Option<usize>,
    pub expense_type: Option<usize>,
    pub expense_area: Option<usize>,
    pub transaction: Option<usize>,
}

impl Columns {
    /// What a row has for a date; none for nothing.
    pub fn date_of<'a>(&self, row: &'a Row) -> Option<&'a str> {
        Some(row.cell(self.date?).trim()).filter(|text| !text.is_empty())
    }
}

const SUPPLIER: &[&str] = &["supplier", "suppliername", "vendor", "vendorname", "payee", "beneficiary"];
const AMOUNT: &[&str] =
    &["amount", "amountgbp", "amountpaid", "apamount", "value", "netamount", "amountinsterling"];
const PAYER: &[&str] = &["entity", "organisation", "organisationname", "ccg", "icb", "bodyname"];
const DATE: &[&str] = &["date", "paymentdate", "transactiondate", "datepaid", "paiddate"];
const KIND: &[&str] = &["expensetype", "expenditurecategory", "expensestype"];
const AREA: &[&str] = &["expensearea", "expensesarea", "costcentre", "directorate"];
const TRANSACTION: &[&str] =
    &["transactionnumber", "transactionno", "transno", "invoicenumber", "documentnumber", "apinvoiceno"];

/// So many rows at the top may be titles and notes.
const TITLES_MAX: usize = 15;

/// The columns, and how many rows stand before the first row after the headings.
pub(super) fn find(rows: &[Row]) -> Option<(Columns, usize)> {
    for at in 0..rows.len().min(TITLES_MAX) {
        let Some(columns) = columns_of(&rows[at].cells) else {
            if let Some(both) = rows.get(at + 1).map(|below| joined(&rows[at].cells, &below.cells))
                && let Some(columns) = columns_of(&both)
                && columns_of(&rows[at + 1].cells).is_none()
            {
                return Some((columns, at + 2));
            }
            continue;
        };
        // A second heading row may name what the first leaves blank.
        if let Some(below) = rows.get(at + 1)
            && columns.date.is_none()
            && let Some(more) = columns_of(&joined(&rows[at].cells, &below.cells))
            && more.date.is_some()
        {
            return Some((more, at + 2));
        }
        return Some((columns, at + 1));
    }
    None
}

/// The columns, if these cells are headings: a supplier, an amount and one thing more at least.
pub(super) fn columns_of(cells: &[String]) -> Option<Columns> {
    let names: Vec<String> = cells.iter().map(|cell| letters(cell)).collect();
    let at = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    let columns = Columns {
        supplier: at(SUPPLIER)?,
        amount: at(AMOUNT)?,
        payer: at(PAYER),
        date: at(DATE),
        expense_type: at(KIND),
        expense_area: at(AREA),
        transaction: at(TRANSACTION),
    };
    let more = [columns.payer, columns.date, columns.expense_type, columns.expense_area, columns.transaction];
    more.iter().any(Option::is_some).then_some(columns)
}

/// Lower-case letters only: `Transaction No.` and `transaction no` are one name.
fn letters(cell: &str) -> String {
    cell.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

fn joined(above: &[String], below: &[String]) -> Vec<String> {
    let cell = |cells: &[String], at: usize| cells.get(at).map_or("", |cell| cell.trim()).to_string();
    (0..above.len().max(below.len())).map(|at| format!("{} {}", cell(above, at), cell(below, at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: u32, text: &str) -> Row {
        Row { line, cells: text.split(',').map(str::to_string).collect() }
    }

    #[test]
    fn headings_may_come_late_and_over_two_rows() {
        let rows = [
            row(1, "Payments over £25k"),
            row(2, "Entity,Date,,Transaction,"),
            row(3, ",,Supplier,Number,Amount"),
            row(4, "a,b,c,d,1"),
        ];
        let (columns, first) = find(&rows).expect("headings");
        assert_eq!((first, columns.supplier, columns.amount, columns.transaction), (3, 2, 4, Some(3)));
    }

    #[test]
    fn a_row_of_data_is_no_heading() {
        assert_eq!(columns_of(&row(1, "a,Supplier,c").cells), None);
        assert_eq!(columns_of(&row(1, "Supplier,Amount").cells), None);
        assert!(columns_of(&row(1, "Supplier Name, Amount ,Paid date,Date").cells).is_some());
    }
}
