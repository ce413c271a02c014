//! A unit's plan, and what a customer intends, as the tables `plans` and `intentions` of a pack.

use std::str::FromStr;

use assurance::{Intended, PlanRow, check_plan};
use register::{RawRow, RawTable};
use vocabulary::{Code, Finding, Findings, Pence, Place};

use crate::Limits;
use crate::pack::pack_from_files;

/// Reads a unit's plan: the columns of the table `plans`, whose template it uses. `source` isn't needed. `name` is what findings
/// call the file.
///
/// All findings come at once, those of [`check_plan`] too once every row can be read.
pub fn read_plan(name: &str, bytes: &[u8], unit: &Code, limits: &Limits) -> (Vec<PlanRow>, Findings) {
    let columns = ["unit_code", "service_code", "buyer_code", "financial_year", "income_gbp"];
    let (rows, mut findings) = read_rows(name, bytes, &columns, limits, |cells| {
        let unit = cells.value("unit_code", "the code of the unit");
        let service = cells.value("service_code", "the code of a service, or *");
        let customer = cells.value("buyer_code", "the code of a customer, or *");
        let year = cells.value("financial_year", "a financial year such as 2013/14");
        let income = cells.value("income_gbp", "pounds, such as 1200.00");
        let cost = match cells.text("cost_gbp") {
            "" => None,
            _ => cells.value("cost_gbp", "pounds, such as 1200.00, or nothing"),
        };
        Some(PlanRow {
            unit: unit?,
            service: service?,
            customer: customer?,
            year: year?,
            income: income?,
            cost,
        })
    });
    if findings.is_empty() {
        findings.extend(check_plan(unit, &rows));
    }
    (rows, findings)
}

/// Reads what a customer intends to spend with a unit: the columns of the table `intentions`, in pounds a year (`per_head` is no, or
/// isn't there).
pub fn read_intentions(name: &str, bytes: &[u8], limits: &Limits) -> (Vec<Intended>, Findings) {
    let columns = ["buyer_code", "supplier_code", "service_code", "financial_year", "low_gbp", "high_gbp"];
    read_rows(name, bytes, &columns, limits, |cells| {
        if !matches!(cells.text("per_head"), "" | "no") {
            cells.wrong("per_head", "no: pounds a year, not a head");
        }
        let customer = cells.value("buyer_code", "the code of a customer");
        let unit = cells.value("supplier_code", "the code of the unit");
        let service = cells.value("service_code", "the code of a service, or *");
        let year = cells.value("financial_year", "a financial year such as 2013/14");
        let low: Option<Pence> = cells.value("low_gbp", "pounds, such as 1200.00");
        let high: Option<Pence> = cells.value("high_gbp", "pounds, no less than low_gbp");
        if low.zip(high).is_some_and(|(low, high)| high < low) {
            cells.wrong("high_gbp", "pounds, no less than low_gbp");
        }
        Some(Intended {
            customer: customer?,
            unit: unit?,
            service: service?,
            year: year?,
            low: low?,
            high: high?,
        })
    })
}

/// The cells of one row, by column. What can't be read is a finding.
struct Cells<'a> {
    file: &'a str,
    columns: &'a [String],
    row: &'a RawRow,
    findings: Findings,
}

impl Cells<'_> {
    /// A cell as it is; blank where there is no such column.
    fn text(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|known| known.trim() == column);
        at.and_then(|at| self.row.cells.get(at)).map_or("", |cell| cell.trim())
    }

    fn wrong(&mut self, column: &str, expected: &str) {
        let place = Place::cell(self.file, self.row.line, column);
        let seen = format!("{:?}", self.text(column));
        self.findings
            .push(Finding::error("plan-cell", place, seen).expected(expected).action("Correct the cell."));
    }

    fn value<T: FromStr>(&mut self, column: &str, expected: &str) -> Option<T> {
        let found = self.text(column).parse().ok();
        if found.is_none() {
            self.wrong(column, expected);
        }
        found
    }
}

/// Reads each row of a file that has these columns at least; rows that can't be read are left out, with their findings.
fn read_rows<T>(
    name: &str,
    bytes: &[u8],
    columns: &[&str],
    limits: &Limits,
    read: impl Fn(&mut Cells<'_>) -> Option<T>,
) -> (Vec<T>, Findings) {
    let (pack, mut findings) = pack_from_files(name, &[("plan.csv".to_string(), bytes.to_vec())], limits);
    let Some(RawTable { columns: there, rows, .. }) = pack.tables.first() else {
        return (Vec::new(), findings);
    };
    let missing: Vec<&str> = columns
        .iter()
        .filter(|column| !there.iter().any(|known| known.trim() == **column))
        .copied()
        .collect();
    if !missing.is_empty() {
        findings.push(
            Finding::error("plan-columns", Place::table(name), format!("no {}", missing.join(", ")))
                .expected(columns.join(", "))
                .action("Start from the template of the table."),
        );
        return (Vec::new(), findings);
    }
    let mut found = Vec::new();
    for row in rows {
        let mut cells = Cells { file: name, columns: there, row, findings: Findings::new() };
        found.extend(read(&mut cells).filter(|_| cells.findings.is_empty()));
        findings.append(&mut cells.findings);
    }
    (found, findings)
}
