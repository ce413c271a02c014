use register::Rows;
use register::rules::{CostKind, PayerRule};
use register::tables::DestinationKind;
use vocabulary::{Code, Date};

/// Who pays for a cost that a leaver leaves behind, as shares that add up to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PayerShares {
    /// The body that leaves.
    pub leaver: f64,
    /// The buyers that remain, through their prices.
    pub remaining: f64,
    /// The unit, out of surplus and reserve.
    pub unit: f64,
    /// The centre.
    pub centre: f64,
    /// Was the row used outside of its dates?
    pub outside_dates: bool,
    /// Which row of the rules, counted from 0.
    pub row: usize,
}

/// The shares of a rule for a kind of cost and destination on a date: the most specific row in force.
///
/// When no row of the rule is in force that day, the one nearest in time is used and said to be so. None
/// when the rule has no row for the cost at all.
pub fn payer_shares(
    rules: &Rows<PayerRule>,
    rule: &Code,
    cost: CostKind,
    destination: DestinationKind,
    on: Date,
) -> Option<PayerShares> {
    let fits = |row: &PayerRule| {
        row.rule_id == *rule
            && row.cost_kind == cost
            && (row.destination.is_any() || row.destination.as_str() == destination.word())
    };
    let days_off = |row: &PayerRule| {
        let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
        if on < row.valid_from {
            days(on, row.valid_from)
        } else {
            row.valid_to.filter(|to| *to < on).map_or(0, |to| days(to, on))
        }
    };
    let candidates = rules.iter().enumerate().filter(|(_, row)| fits(row));
    let (index, row) = candidates.min_by_key(|(index, row)| {
        let off = days_off(row);
        // In force first; then the specific destination; then the later rule; then the order of the file.
        (off > 0, row.destination.is_any(), off, std::cmp::Reverse(row.valid_from), *index)
    })?;
    Some(PayerShares {
        leaver: row.leaver_percent.0 / 100.0,
        remaining: row.remaining_percent.0 / 100.0,
        unit: row.unit_percent.0 / 100.0,
        centre: row.centre_percent.0 / 100.0,
        outside_dates: days_off(row) > 0,
        row: index,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use register::tables::cell::{Percent, Title};
    use vocabulary::Basis;

    fn rule(destination: &str, from: &str, to: Option<&str>, leaver: f64) -> PayerRule {
        PayerRule {
            rule_id: "r".into(),
            title: Title("R".into()),
            valid_from: from.parse().expect("a date"),
            valid_to: to.map(|to| to.parse().expect("a date")),
            cost_kind: CostKind::Residual,
            destination: destination.into(),
            leaver_percent: Percent(leaver),
            remaining_percent: Percent(0.0),
            unit_percent: Percent(100.0 - leaver),
            centre_percent: Percent(0.0),
            basis: Basis::Assumed,
            source: Title("test".into()),
        }
    }

    fn leaver_share(on: &str, destination: DestinationKind) -> (f64, bool) {
        let mut rules = Rows::default();
        rules.push(2, rule("*", "2013-04-01", Some("2014-01-31"), 0.0));
        rules.push(3, rule("in_house", "2013-06-01", None, 100.0));
        let on = on.parse().expect("a date");
        let shares = payer_shares(&rules, &"r".into(), CostKind::Residual, destination, on).expect("a row");
        (shares.leaver, shares.outside_dates)
    }

    #[test]
    fn the_most_specific_row_in_force_applies() {
        assert_eq!(leaver_share("2013-07-01", DestinationKind::InHouse), (1.0, false));
        assert_eq!(leaver_share("2013-07-01", DestinationKind::Unit), (0.0, false));
        assert_eq!(leaver_share("2013-05-01", DestinationKind::InHouse), (0.0, false));
    }

    #[test]
    fn out_of_date_the_nearest_row_is_used_and_said() {
        assert_eq!(leaver_share("2015-01-01", DestinationKind::Unit), (0.0, true));
    }
}
