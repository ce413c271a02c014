use super::{Told, number, pounds};
use crate::csv_bytes;

const COLUMNS: [&str; 5] = ["assumption", "low_gbp", "high_gbp", "first_order", "total"];

/// `drivers.csv`: what everyone but the leavers pays more when one assumption alone is at its low and at its
/// high end, and its first-order and total Sobol index for the same amount. The last two columns are blank
/// unless base samples were asked for; standard errors are in `result.json`.
pub(super) fn drivers_csv(told: &Told<'_>) -> Vec<u8> {
    let found = told.answer.sensitivity.as_ref();
    let rows = told.answer.drivers.iter().map(|driver| {
        let index = found.and_then(|found| found.of(&driver.name));
        let share = |value: Option<f64>| value.map(number).unwrap_or_default();
        vec![
            driver.name.clone(),
            pounds(driver.low),
            pounds(driver.high),
            share(index.map(|index| index.first_order.value)),
            share(index.map(|index| index.total.value)),
        ]
    });
    csv_bytes(&COLUMNS, rows)
}
