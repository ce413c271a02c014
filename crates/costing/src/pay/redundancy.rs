use register::Rows;
use register::rules::{PayPoint, RedundancyRule, Used};
use vocabulary::{Code, Date};

use super::points::band_point;

/// The redundancy terms and pay that are in force.
#[derive(Debug, Clone, Copy)]
pub struct RedundancyTerms<'a> {
    /// Dated terms.
    pub terms: &'a Rows<RedundancyRule>,
    /// Dated pay.
    pub pay: &'a Rows<PayPoint>,
}

/// What one post made redundant costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Redundancy {
    /// Payment for one whole-time equivalent, pence.
    pub cost: f64,
    /// Yearly pay that it was worked out from, pence, after floor and cap.
    pub annual_pay: f64,
    /// Months' pay.
    pub months: f64,
    /// Which row of the terms.
    pub terms_row: usize,
    /// Which row of the pay table.
    pub pay_row: usize,
}

impl Redundancy {
    /// The rows of the terms and of pay, for the check of their review dates.
    pub fn used(&self, tables: RedundancyTerms<'_>) -> Vec<Used> {
        let terms = tables.terms.get(self.terms_row).map(|row| Used::of(row, row.review_date));
        let pay = tables.pay.get(self.pay_row).map(|row| Used::of(row, row.review_date));
        [terms, pay].into_iter().flatten().collect()
    }
}

/// The payment for one post of a band with so many years of mean service, made on a date: a month's pay (at
/// the top of the band) for each whole year, within the terms in force (`docs/model.md`, section 11).
///
/// Errors: which table has no row in force.
pub fn redundancy_for_one(
    tables: RedundancyTerms<'_>,
    band: &Code,
    mean_service_years: f64,
    on: Date,
) -> Result<Redundancy, &'static str> {
    let (pay_row, pay) = band_point(tables.pay, band, None, on).ok_or("agenda_for_change_pay")?;
    let in_force = |row: &RedundancyRule| row.valid_from <= on && row.valid_to.is_none_or(|to| to >= on);
    let terms = tables.terms.iter().enumerate().filter(|(_, row)| in_force(row));
    let (terms_row, terms) = terms.max_by_key(|(_, row)| row.valid_from).ok_or("redundancy")?;
    let floor = terms.floor_annual_gbp.map_or(f64::MIN, |pence| pence.as_f64());
    let cap = terms.cap_annual_gbp.map_or(f64::MAX, |pence| pence.as_f64());
    let annual_pay = pay.max(floor).min(cap);
    let years = mean_service_years.floor();
    let months = if years < f64::from(terms.minimum_years) {
        0.0
    } else {
        (years * terms.months_per_year.0).min(terms.maximum_months.0)
    };
    Ok(Redundancy { cost: annual_pay / 12.0 * months, annual_pay, months, terms_row, pay_row })
}

#[cfg(test)]
mod tests {
    use super::*;
    use register::tables::cell::{Quantity, Title};
    use vocabulary::{Basis, Pence};

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn cost(on: &str, years: f64, top_pounds: i64) -> f64 {
        let mut pay = Rows::default();
        for (line, annual) in [(2, 15_000), (3, top_pounds)] {
            pay.push(
                line,
                PayPoint {
                    effective_from: date("2013-04-01"),
                    band: "7".into(),
                    step: Title(line.to_string()),
                    annual_gbp: Pence(annual * 100),
                    basis: Basis::Recorded,
                    source_url: Title("test".into()),
                    review_date: None,
                },
            );
        }
        let mut terms = Rows::default();
        for (line, from, to, cap) in
            [(2, "2006-12-01", Some("2015-03-31"), None), (3, "2015-04-01", None, Some(8_000_000))]
        {
            terms.push(
                line,
                RedundancyRule {
                    rule_id: "s16".into(),
                    title: Title("Section 16".into()),
                    valid_from: date(from),
                    valid_to: to.map(date),
                    minimum_years: 2,
                    months_per_year: Quantity(1.0),
                    maximum_months: Quantity(24.0),
                    floor_annual_gbp: cap.map(|_| Pence(2_300_000)),
                    cap_annual_gbp: cap.map(Pence),
                    basis: Basis::Recorded,
                    source: Title("test".into()),
                    review_date: None,
                },
            );
        }
        let tables = RedundancyTerms { terms: &terms, pay: &pay };
        redundancy_for_one(tables, &"7".into(), years, date(on)).expect("terms").cost
    }

    #[test]
    fn a_months_pay_for_each_whole_year() {
        assert_eq!(cost("2013-10-01", 9.8, 36_000), 9.0 * 300_000.0);
        assert_eq!(cost("2013-10-01", 1.99, 36_000), 0.0);
        assert_eq!(cost("2013-10-01", 40.0, 36_000), 24.0 * 300_000.0);
    }

    #[test]
    fn from_april_2015_pay_has_a_floor_and_a_cap() {
        assert_eq!(cost("2015-04-01", 3.0, 96_000), 3.0 * 8_000_000.0 / 12.0);
        assert_eq!(cost("2015-04-01", 3.0, 18_000), 3.0 * 2_300_000.0 / 12.0);
        assert_eq!(cost("2015-03-01", 3.0, 96_000), 3.0 * 800_000.0);
    }
}
