use register::Rows;
use register::rules::{TimeUnit, Timing};
use vocabulary::{Code, Date};

use crate::in_force::holds;

/// How long people must be consulted before the first dismissal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consultation {
    /// Days before the first dismissal.
    pub days: u32,
    /// Which row of the table.
    pub row: usize,
}

/// The collective consultation that so many redundancies at one establishment, proposed on a day, need. None
/// when they need none. The law counts people and a register whole-time posts: round up what is given here where
/// posts are part-time.
pub fn consultation_days(rows: &Rows<Timing>, redundancies: f64, on: Date) -> Option<Consultation> {
    let fits = rows.iter().enumerate().filter(|(_, row)| {
        row.rule_id.as_str() == "collective-consultation"
            && row.unit == TimeUnit::Days
            && row.redundancies_min.is_some_and(|least| redundancies >= f64::from(least))
            && holds(row.valid_from, row.valid_to, on)
    });
    let (row, timing) = fits.max_by_key(|(_, row)| (row.redundancies_min, row.valid_from))?;
    Some(Consultation { days: timing.length, row })
}

/// Calendar months that a rule of another kind asks for, such as `code-change`. None when it isn't known.
pub fn notice_months(rows: &Rows<Timing>, rule: &Code, on: Date) -> Option<u32> {
    let fits = |row: &&Timing| {
        row.rule_id == *rule && row.unit == TimeUnit::Months && holds(row.valid_from, row.valid_to, on)
    };
    rows.iter().filter(fits).max_by_key(|row| row.valid_from).map(|row| row.length)
}
