use register::Rows;
use register::rules::DiscountBand;
use vocabulary::Code;

/// The factor of a year under a schedule, chained year by year; year 0 isn't discounted. None when the
/// schedule says nothing about a year on the way.
pub fn discount_factor(bands: &Rows<DiscountBand>, schedule: &Code, year: u32) -> Option<f64> {
    let rate = |year: u32| {
        let fits = |row: &&DiscountBand| {
            row.schedule == *schedule && row.first_year <= year && year <= row.last_year
        };
        bands.iter().find(fits).map(|row| row.rate_percent.0 / 100.0)
    };
    (1..=year).try_fold(1.0, |factor, year| Some(factor / (1.0 + rate(year)?)))
}

/// The factor of a month in an exit charge: 3.5 per cent for each whole year that has passed
/// (`docs/model.md`, section 10).
pub fn exit_charge_factor(month: u32) -> f64 {
    1.035f64.powi(-((month / 12) as i32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use register::tables::cell::{Quantity, Title};
    use vocabulary::Basis;

    #[test]
    fn factors_chain_across_bands() {
        let mut bands = Rows::default();
        for (line, first, last, rate) in [(2, 0, 30, 3.5), (3, 31, 75, 3.0)] {
            bands.push(
                line,
                DiscountBand {
                    schedule: "standard".into(),
                    first_year: first,
                    last_year: last,
                    rate_percent: Quantity(rate),
                    basis: Basis::Recorded,
                    source: Title("test".into()),
                    review_date: None,
                },
            );
        }
        let factor = |year| discount_factor(&bands, &"standard".into(), year);
        assert_eq!(factor(0), Some(1.0));
        assert!(factor(1).is_some_and(|f| (f - 0.966184).abs() < 1e-6));
        assert!(factor(31).is_some_and(|f| (f - 1.035f64.powi(-30) / 1.03).abs() < 1e-12));
        assert_eq!(factor(76), None);
    }

    #[test]
    fn the_first_year_of_an_exit_charge_is_not_discounted() {
        assert_eq!(exit_charge_factor(11), 1.0);
        assert_eq!(exit_charge_factor(12), 1.0 / 1.035);
    }
}
