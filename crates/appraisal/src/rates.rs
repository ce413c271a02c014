//! The dated rates that an appraisal uses, as it uses them.

use costing::{RedundancyTerms, holds, redundancy_for_one};
use register::Rulebook;
use register::rules::{EstimatedCost, Used};
use register::tables::DestinationKind;
use vocabulary::{Code, Date, FinancialYear, Finding, Findings, Place};

use crate::input::Appraisal;

/// By how much costs of a kind turn out higher than was thought, as shares of the cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bias {
    /// With nothing done about it.
    pub upper: f64,
    /// With everything done that can be.
    pub lower: f64,
}

impl Bias {
    /// What is left when a share of the difference has been dealt with.
    pub fn mitigated(self, share: f64) -> f64 {
        self.upper - (self.upper - self.lower) * share
    }
}

/// The bias of a category on a kind of cost; none where the rates say nothing.
pub fn bias(rulebook: &Rulebook, category: &Code, cost: EstimatedCost, on: Date) -> Option<Bias> {
    let (upper, lower) = costing::optimism_bias(&rulebook.optimism_bias, category, cost, on)?;
    Some(Bias { upper: upper / 100.0, lower: lower / 100.0 })
}

/// Tax on a service from a kind of supplier that a public body can't recover, per cent; nothing where the rates say
/// nothing.
pub fn irrecoverable_vat_percent(
    rulebook: &Rulebook,
    service: &Code,
    kind: DestinationKind,
    on: Date,
) -> f64 {
    costing::vat_share(&rulebook.vat, service, kind, on).map_or(0.0, |share| share.irrecoverable_percent())
}

/// Days of collective consultation before the first dismissal; 0 where the law asks for none.
pub fn consultation_days(rulebook: &Rulebook, redundancies: f64, on: Date) -> u32 {
    costing::consultation_days(&rulebook.timing, redundancies, on).map_or(0, |found| found.days)
}

/// Months before which a change of codes must be asked for; none where the rates say nothing.
pub fn code_change_months(rulebook: &Rulebook, on: Date) -> Option<u32> {
    costing::notice_months(&rulebook.timing, &Code::new("code-change"), on)
}

/// What something that costs a pound in year 0 costs in each year of the horizon: by the deflator as far as it goes,
/// then by the appraisal's own rate of inflation; without one, prices stand still from there.
pub fn price_factors(rulebook: &Rulebook, appraisal: &Appraisal) -> Vec<f64> {
    let years = appraisal.years();
    let Some(first) = years.first().map(|year| FinancialYear::starting(*year)) else { return Vec::new() };
    let rate = 1.0 + appraisal.inflation_percent.unwrap_or(0.0) / 100.0;
    let mut factor = 1.0;
    let mut factors = Vec::new();
    for (index, year) in years.iter().enumerate() {
        let known = costing::real_terms_factor(&rulebook.gdp_deflator, first, FinancialYear::starting(*year));
        factor = match known {
            Some(known) => known,
            None if index == 0 => 1.0,
            None => factor * rate,
        };
        factors.push(factor);
    }
    factors
}

/// The rates that an appraisal uses, but those of its post schedule. `redundant` are the bands of posts that become
/// redundant, with the day on which they are paid.
pub fn used(rulebook: &Rulebook, appraisal: &Appraisal, redundant: &[(&Code, Date)]) -> Vec<Used> {
    let on = appraisal.prepared_on;
    let years = appraisal.years();
    let in_years = |year: FinancialYear| years.iter().any(|starts| FinancialYear::starting(*starts) == year);
    let schedule = rulebook.discount.iter().filter(|row| row.schedule == appraisal.schedule);
    let mut used: Vec<Used> = schedule.map(|row| Used::of(row, row.review_date)).collect();
    let prices = rulebook.gdp_deflator.iter().filter(|row| in_years(row.financial_year));
    used.extend(prices.map(|row| Used::of(row, row.review_date)));
    let categories: Vec<&Code> = categories(appraisal).collect();
    let biases = rulebook.optimism_bias.iter().filter(|row| categories.contains(&&row.category));
    used.extend(biases.map(|row| Used::of(row, row.review_date)));
    let timing = rulebook.timing.iter().filter(|row| holds(row.valid_from, row.valid_to, on));
    used.extend(timing.map(|row| Used::of(row, row.review_date)));
    let tables = RedundancyTerms { terms: &rulebook.redundancy, pay: &rulebook.pay };
    for (band, paid_on) in redundant {
        // The engine says so itself when no row is in force.
        if let Ok(payment) = redundancy_for_one(tables, band, 0.0, *paid_on) {
            used.extend(payment.used(tables));
        }
    }
    for choice in appraisal.options.iter().flat_map(|option| &option.choices) {
        let Some(kind) = choice.sourcing.destination().filter(|_| choice.running_gbp.is_some()) else {
            continue;
        };
        let share = costing::vat_share(&rulebook.vat, &choice.service, kind, choice.date);
        let row =
            share.filter(|_| choice.vat_percent.is_none()).and_then(|share| rulebook.vat.get(share.row));
        used.extend(row.map(|row| Used::of(row, row.review_date)));
    }
    used
}

/// Categories of optimism bias that the rates don't know: without one the bias would silently be nothing.
pub fn unknown_categories(rulebook: &Rulebook, appraisal: &Appraisal) -> Findings {
    let known = |category: &Code| rulebook.optimism_bias.iter().any(|row| row.category == *category);
    let mut unknown: Vec<&Code> = categories(appraisal).filter(|category| !known(category)).collect();
    unknown.sort();
    unknown.dedup();
    let mut all: Vec<&str> = rulebook.optimism_bias.iter().map(|row| row.category.as_str()).collect();
    all.sort_unstable();
    all.dedup();
    let finding = |category: &Code| {
        Finding::error(
            "unknown-category",
            Place::cell("appraisal", category, "optimism"),
            category.to_string(),
        )
        .expected(all.join(", "))
        .action("Correct the category, or add it to the rates with its source.")
    };
    unknown.into_iter().map(finding).collect()
}

fn categories(appraisal: &Appraisal) -> impl Iterator<Item = &Code> {
    appraisal.options.iter().flat_map(|option| {
        let of_choices = option.choices.iter().filter_map(|choice| choice.optimism.as_ref());
        of_choices.chain(option.items.iter().filter_map(|item| item.optimism.as_ref()))
    })
}
