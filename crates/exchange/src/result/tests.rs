use super::{Told, number};
use crate::csv_bytes;

/// Columns of `tests.csv`, for whoever writes it and whoever reads it back.
pub(super) const COLUMNS: [&str; 8] =
    ["unit_code", "service_code", "test", "threshold", "value", "month", "verdict", "source"];

/// `tests.csv`: every test of every unit with the moves. The verdict of a row is `met` or `not met`.
pub(super) fn tests_csv(told: &Told<'_>) -> Vec<u8> {
    let model = &told.answer.impact.setup.model;
    let rows = told.answer.impact.moved.tests.iter().map(|row| {
        vec![
            model.units[row.unit].code.to_string(),
            row.cell.map(|cell| model.cells[cell].code.to_string()).unwrap_or_default(),
            row.test.to_string(),
            number(row.threshold),
            number(row.value),
            model.month(row.month).to_string(),
            if row.met { "met" } else { "not met" }.to_string(),
            row.source.clone(),
        ]
    });
    csv_bytes(&COLUMNS, rows)
}
