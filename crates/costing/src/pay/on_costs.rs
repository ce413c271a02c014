use register::Rows;
use register::rules::{ApprenticeshipLevy, EmployerInsurance, PayPoint, PensionRate, Rulebook, Used};
use vocabulary::{Code, Date};

use super::points::band_point;
use crate::in_force::holds;

/// Pay and what an employer pays on top of it, dated.
#[derive(Debug, Clone, Copy)]
pub struct PayRates<'a> {
    /// Pay by band and step.
    pub pay: &'a Rows<PayPoint>,
    /// Employer's National Insurance.
    pub insurance: &'a Rows<EmployerInsurance>,
    /// Employer's pension contributions.
    pub pension: &'a Rows<PensionRate>,
    /// The apprenticeship levy.
    pub levy: &'a Rows<ApprenticeshipLevy>,
}

impl<'a> From<&'a Rulebook> for PayRates<'a> {
    fn from(book: &'a Rulebook) -> Self {
        PayRates {
            pay: &book.pay,
            insurance: &book.employer_ni,
            pension: &book.pension,
            levy: &book.apprenticeship_levy,
        }
    }
}

/// Which rows a cost was worked out from, by their place in the tables of [`PayRates`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayRows {
    /// Pay.
    pub pay: usize,
    /// National Insurance.
    pub insurance: usize,
    /// Pension.
    pub pension: usize,
    /// Apprenticeship levy; none before there was one.
    pub levy: Option<usize>,
}

/// What one whole-time post costs in a year, in pence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PayCost {
    /// Pay.
    pub annual_pay: f64,
    /// Employer's National Insurance.
    pub national_insurance: f64,
    /// Pension contribution that is collected from every employer.
    pub pension_employer: f64,
    /// The rest of the pension contribution, whoever pays it.
    pub pension_central: f64,
    /// How much of that rest this kind of employer pays itself.
    pub pension_central_from_employer: f64,
    /// Apprenticeship levy, without the allowance: an employer that pays the levy has used it up.
    pub levy: f64,
    /// The rows that it was worked out from.
    pub rows: PayRows,
}

impl PayCost {
    /// Does the employer pay any of the central part of the pension contribution?
    pub fn central_paid_by_employer(&self) -> bool {
        self.pension_central_from_employer > 0.0
    }

    /// What the employer pays, pence a year.
    pub fn organisation(&self) -> f64 {
        self.annual_pay
            + self.national_insurance
            + self.pension_employer
            + self.pension_central_from_employer
            + self.levy
    }

    /// What everybody together pays, pence a year.
    pub fn system(&self) -> f64 {
        self.annual_pay + self.national_insurance + self.pension_employer + self.pension_central + self.levy
    }

    /// The rows of the rates, for the check of their review dates.
    pub fn used(&self, rates: PayRates<'_>) -> Vec<Used> {
        let pay = rates.pay.get(self.rows.pay).map(|row| Used::of(row, row.review_date));
        let insurance = rates.insurance.get(self.rows.insurance).map(|row| Used::of(row, row.review_date));
        let pension = rates.pension.get(self.rows.pension).map(|row| Used::of(row, row.review_date));
        let levy = self.rows.levy.and_then(|row| rates.levy.get(row));
        let levy = levy.map(|row| Used::of(row, row.review_date));
        [pay, insurance, pension, levy].into_iter().flatten().collect()
    }
}

/// What one whole-time post of a band costs in a year at the rates of a day: pay (the top of the band unless a
/// step is named), National Insurance above the threshold less a rebate where the scheme is contracted out, both
/// parts of the pension contribution, and the apprenticeship levy (`docs/worked/11-pay.md`). The person is taken
/// to be a member of the pension scheme.
///
/// Errors: which table has no row in force.
pub fn pay_cost_for_one(
    rates: PayRates<'_>,
    band: &Code,
    step: Option<&str>,
    on: Date,
    employer_kind: &Code,
) -> Result<PayCost, &'static str> {
    let (pay_row, annual_pay) = band_point(rates.pay, band, step, on).ok_or("agenda_for_change_pay")?;
    let (insurance_row, insurance) =
        latest(rates.insurance, on, |row| (row.valid_from, row.valid_to)).ok_or("employer_ni")?;
    let (pension_row, pension) = pension_of(rates.pension, employer_kind, on).ok_or("pension")?;
    let levy = levy_in_force(rates.levy, on);
    let percent = |rate: f64| annual_pay * rate / 100.0;
    Ok(PayCost {
        annual_pay,
        national_insurance: insurance_on(insurance, annual_pay),
        pension_employer: percent(pension.employer_percent.0),
        pension_central: percent(pension.central_percent.0),
        pension_central_from_employer: percent(pension.central_from_employer_percent.0),
        levy: levy.map_or(0.0, |(_, row)| percent(row.rate_percent.0)),
        rows: PayRows {
            pay: pay_row,
            insurance: insurance_row,
            pension: pension_row,
            levy: levy.map(|(row, _)| row),
        },
    })
}

/// The apprenticeship levy of an employer on a pay bill, both in pence a year: so many per cent of it, less the
/// allowance. Nothing before there was a levy.
pub fn apprenticeship_levy(levy: &Rows<ApprenticeshipLevy>, pay_bill: f64, on: Date) -> f64 {
    levy_in_force(levy, on).map_or(0.0, |(_, row)| {
        (pay_bill * row.rate_percent.0 / 100.0 - row.allowance_annual_gbp.as_f64()).max(0.0)
    })
}

fn levy_in_force(levy: &Rows<ApprenticeshipLevy>, on: Date) -> Option<(usize, &ApprenticeshipLevy)> {
    latest(levy, on, |row| (row.valid_from, row.valid_to))
}

/// Employer's National Insurance on a year's pay, pence.
fn insurance_on(row: &EmployerInsurance, annual_pay: f64) -> f64 {
    let due = (annual_pay - row.threshold_annual_gbp.as_f64()).max(0.0) * row.rate_percent.0 / 100.0;
    let rebate = match (row.rebate_percent, row.rebate_from_gbp, row.rebate_to_gbp) {
        (Some(rate), Some(from), Some(to)) => {
            (annual_pay.min(to.as_f64()) - from.as_f64()).max(0.0) * rate.0 / 100.0
        }
        _ => 0.0,
    };
    due - rebate
}

/// The row of a kind of employer in force, else that of any other employer.
fn pension_of<'a>(
    rows: &'a Rows<PensionRate>,
    employer_kind: &Code,
    on: Date,
) -> Option<(usize, &'a PensionRate)> {
    let of_kind = |kind: &str| {
        let rows = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.employer_kind.as_str() == kind && holds(row.valid_from, row.valid_to, on));
        rows.max_by_key(|(_, row)| row.valid_from)
    };
    of_kind(employer_kind.as_str()).or_else(|| of_kind("*"))
}

/// The row that came into force last among those that hold on a day, with its place in the table.
fn latest<T>(rows: &Rows<T>, on: Date, dates: impl Fn(&T) -> (Date, Option<Date>)) -> Option<(usize, &T)> {
    let in_force = rows.iter().enumerate().filter(|(_, row)| {
        let (from, to) = dates(row);
        holds(from, to, on)
    });
    in_force.max_by_key(|(_, row)| dates(row).0)
}
