use super::{Told, pounds};
use crate::csv_bytes;

const COLUMNS: [&str; 5] = ["assumption", "low_gbp", "high_gbp", "first_order", "total"];

/// `drivers.csv`: what everyone but the leavers pays more when one assumption alone is at its low and at its
/// high end. The last two columns are blank: sensitivity indices come with a later version.
pub(super) fn drivers_csv(told: &Told<'_>) -> Vec<u8> {
    let rows = told.answer.drivers.iter().map(|driver| {
        vec![driver.name.clone(), pounds(driver.low), pounds(driver.high), String::new(), String::new()]
    });
    csv_bytes(&COLUMNS, rows)
}
