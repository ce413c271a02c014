use costing::{RedundancyTerms, redundancy_for_one};
use exchange::result::Told;
use register::rules::past_review;
use vocabulary::{Date, Findings};

/// Warnings about rates that an answer rests on and that somebody should have looked at before `today`. They are
/// told with an answer and are no part of it: the same question has the same result on every day.
pub(crate) fn late(told: &Told<'_>, today: Date) -> Findings {
    let impact = &told.answer.impact;
    let model = &impact.setup.model;
    let tables = RedundancyTerms { terms: &told.rulebook.redundancy, pay: &told.rulebook.pay };
    let mut used = Vec::new();
    for row in impact.moved.outcome.people.iter().filter(|row| row.redundant_wte > 0.0) {
        let paid_on = model.month(row.month).first_day();
        // The engine says so itself when no row is in force.
        if let Ok(payment) = redundancy_for_one(tables, &model.posts[row.posts].band, 0.0, paid_on) {
            used.extend(payment.used(tables));
        }
    }
    past_review(&used, today)
}

/// The day that it is, where the program runs.
pub(crate) fn today() -> Date {
    jiff::Zoned::now().date()
}
