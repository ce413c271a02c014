use register::{Rulebook, Snapshot};
use vocabulary::{Code, Date, Month};

use crate::input::{Appraisal, AppraisalOption, Sourcing};
use crate::run::{Inputs, Money, OptionModel, OptionRun};

/// The preferred option at another date.
#[derive(Debug, Clone, PartialEq)]
pub struct TimingRow {
    /// By how many months it is later; none when each line moves as its agreement ends.
    pub later_months: Option<u32>,
    /// The first date of a move.
    pub date: Date,
    /// What it comes to.
    pub money: Money,
}

/// How much later the preferred option is tried, in months.
const LATER: [u32; 4] = [0, 6, 12, 24];

/// The preferred option at its dates, later, and as each agreement ends. Dates beyond the horizon are left out, and so
/// are dates that can't be worked out.
pub(super) fn timing(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    appraisal: &Appraisal,
    preferred: usize,
    factors: &[f64],
) -> Vec<TimingRow> {
    let Some(option) = appraisal.options.get(preferred) else { return Vec::new() };
    if option.changes().next().is_none() {
        return Vec::new();
    }
    let later = LATER.into_iter().map(|months| (Some(months), shifted(option, months)));
    let ends = at_the_end(snapshot, appraisal, option).map(|option| (None, option));
    let rows = later.chain(ends).filter_map(|(later_months, option)| {
        let date = option.changes().map(|(_, choice)| choice.date).min()?;
        let money = money(snapshot, rulebook, appraisal, &option, factors)?;
        Some(TimingRow { later_months, date, money })
    });
    rows.collect()
}

fn shifted(option: &AppraisalOption, months: u32) -> AppraisalOption {
    let mut option = option.clone();
    for choice in &mut option.choices {
        choice.date = Month::of(choice.date).plus(months as i32).first_day();
    }
    option
}

/// Each line moves on the first of the month after its agreement ends; none when no end is known, or none lies ahead.
fn at_the_end(
    snapshot: &Snapshot,
    appraisal: &Appraisal,
    option: &AppraisalOption,
) -> Option<AppraisalOption> {
    let mut moved = option.clone();
    let mut any = false;
    for choice in moved.choices.iter_mut().filter(|choice| choice.sourcing != Sourcing::Stay) {
        let Some(end) = end_of(snapshot, appraisal, &choice.service) else { continue };
        let after = Month::of(end).plus(1);
        if after > Month::of(appraisal.start) {
            any |= after != Month::of(choice.date);
            choice.date = after.first_day();
        }
    }
    any.then_some(moved)
}

/// The day on which the agreement for a service ends, where one is known.
pub(super) fn end_of(snapshot: &Snapshot, appraisal: &Appraisal, service: &Code) -> Option<Date> {
    let lines = snapshot.rows.agreement_lines.iter();
    let ours = lines.filter(|line| {
        line.buyer_code == appraisal.buyer
            && line.supplier_code == appraisal.supplier
            && line.service_code == *service
    });
    ours.filter_map(|line| line.end_date).max()
}

fn money(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    appraisal: &Appraisal,
    option: &AppraisalOption,
    factors: &[f64],
) -> Option<Money> {
    let last = option.last_date()?;
    let inside = Month::of(last).since(Month::of(appraisal.start)) < appraisal.months as i32;
    let inputs = Inputs::of(appraisal);
    let model = inside.then(|| OptionModel::of(snapshot, rulebook, appraisal, option, &inputs).ok())??;
    let run = OptionRun::of(appraisal, option, &inputs, rulebook, Some(&model));
    Some(Money::of(&run.flows(rulebook, &inputs.likely()), factors))
}
