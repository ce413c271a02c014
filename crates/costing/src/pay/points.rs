use register::Rows;
use register::rules::PayPoint;
use vocabulary::{Code, Date};

/// A step of a band, or its top, in the latest pay table in force: its row, and pence a year.
pub(super) fn band_point(
    pay: &Rows<PayPoint>,
    band: &Code,
    step: Option<&str>,
    on: Date,
) -> Option<(usize, f64)> {
    let of_band =
        || pay.iter().enumerate().filter(|(_, point)| point.band == *band && point.effective_from <= on);
    let latest = of_band().map(|(_, point)| point.effective_from).max()?;
    let points = of_band()
        .filter(|(_, point)| point.effective_from == latest && step.is_none_or(|step| point.step.0 == step));
    let (row, point) = points.max_by_key(|(_, point)| point.annual_gbp)?;
    Some((row, point.annual_gbp.as_f64()))
}
