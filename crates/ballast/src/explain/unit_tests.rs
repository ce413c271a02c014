//! `tests/UNIT[/SERVICE]/TEST[/YEAR]`: the tests of a unit.

use std::collections::BTreeMap;

use exchange::result::{PostingRow, TestRow};
use ledger::Account;
use vocabulary::OUTSIDE;

use super::address::year_text;
use super::money::{Which, Whose};
use super::{Answer, Explained, Explainer, Value};

impl Explainer {
    /// The address of a row: with its year where the test is made each year.
    pub(super) fn test_address(&self, row: &TestRow) -> String {
        let same = |other: &&TestRow| {
            (&other.unit_code, &other.service_code, &other.test)
                == (&row.unit_code, &row.service_code, &row.test)
        };
        let parts = [row.unit_code.as_str(), row.service_code.as_str(), row.test.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let mut address = format!("tests/{}", parts.join("/"));
        if self.result.tests.iter().filter(same).count() > 1 {
            address.push_str(&format!("/{}", year_text(row.month.financial_year())));
        }
        address
    }

    pub(super) fn test(&self, rest: &str) -> Option<Answer> {
        let address = format!("tests/{rest}");
        let row = self.result.tests.iter().find(|row| self.test_address(row) == address)?;
        let service = if row.service_code.is_empty() {
            String::new()
        } else {
            format!(", {}", self.service(&row.service_code))
        };
        let title = format!("Test {} of {}{service}", row.test, self.name(&row.unit_code));
        let mut told = Explained::of(address, title);
        let unit = unit_of(&row.test);
        let value = |number: f64| match unit {
            "GBP" => Value::Money(vocabulary::Pence::round(number * 100.0)),
            unit => Value::Number(number, unit),
        };
        told.figure("value", value(row.value));
        told.figure("threshold", value(row.threshold));
        told.figure("verdict", Value::Words(if row.met { "met" } else { "not met" }.to_string()));
        told.figure("month", Value::Words(row.month.to_string()));
        told.how(how(&row.test));
        told.note(format!("The threshold is from: {}.", row.source.trim_end_matches('.')));
        self.check_test(&mut told, row);
        Some(Ok(told))
    }

    fn check_test(&self, told: &mut Explained, row: &TestRow) {
        match row.test.as_str() {
            "cannot_fund_itself" => {
                if let Some(lowest) = self.lowest_of(&row.unit_code) {
                    told.check_number("value", "GBP", row.value, lowest.as_f64() / 100.0);
                }
                let gathered = self.gather_all(Whose::Body(&row.unit_code));
                self.behind_groups(told, gathered.groups);
                self.add_row(told, &format!("units/{}", row.unit_code));
            }
            "margin" => self.check_margin(told, row),
            "concentration_largest" | "concentration_hhi" => self.check_concentration(told, row),
            _ => {
                told.note("This test looks at people, volumes or plans, which are no postings: `ballast replay` works it out again.");
                self.rows_of_service(told, row);
            }
        }
    }

    fn check_margin(&self, told: &mut Explained, row: &TestRow) {
        let end = row.month.plus(12);
        let in_year = |posting: &PostingRow| posting.month >= row.month && posting.month < end;
        let unit = row.unit_code.as_str();
        let received =
            self.result.postings.iter().filter(|p| in_year(p) && p.to == unit && p.from != OUTSIDE);
        let turnover: i64 = received.map(|posting| posting.amount.0).sum();
        let gathered = self.gather(Which { whose: Whose::Body(unit), fits: &in_year });
        if turnover > 0 {
            let worked = -(gathered.scenario.as_f64()) / turnover as f64 * 100.0;
            told.check_number("value", "%", row.value, worked);
        }
        self.behind_groups(told, gathered.groups);
    }

    fn check_concentration(&self, told: &mut Explained, row: &TestRow) {
        let unit = row.unit_code.as_str();
        let fits = |p: &PostingRow| p.month == row.month && p.to == unit && p.account == Account::Price;
        let mut by_buyer: BTreeMap<&str, i64> = BTreeMap::new();
        for posting in self.result.postings.iter().filter(|posting| fits(posting)) {
            *by_buyer.entry(&posting.from).or_default() += posting.amount.0;
        }
        let total: i64 = by_buyer.values().sum();
        let share = |pence: &i64| *pence as f64 / total as f64 * 100.0;
        let worked = if row.test == "concentration_hhi" {
            by_buyer.values().map(|pence| share(pence).powi(2)).sum()
        } else {
            by_buyer.values().map(share).fold(0.0, f64::max)
        };
        told.check_number("value", unit_of(&row.test), row.value, worked);
        let gathered = self.gather(Which { whose: Whose::Body(unit), fits: &fits });
        self.behind_groups(told, gathered.groups);
    }

    fn rows_of_service(&self, told: &mut Explained, row: &TestRow) {
        let Some(register) = &self.register else { return };
        let (unit, service) = (row.unit_code.as_str(), row.service_code.as_str());
        let mut names = vec![format!("services/{service}")];
        let pools = register.rows.cost_pools.iter();
        let pools =
            pools.filter(|pool| pool.unit_code.as_str() == unit && pool.service_code.as_str() == service);
        names.extend(pools.map(|pool| format!("cost_pools/{}", pool.pool_id)));
        let lines = register.rows.agreement_lines.iter();
        let lines =
            lines.filter(|line| line.supplier_code.as_str() == unit && line.service_code.as_str() == service);
        names.extend(lines.map(|line| format!("agreement_lines/{}", line.line_id)));
        if !service.is_empty() {
            names.iter().for_each(|name| self.add_row(told, name));
        }
    }
}

fn unit_of(test: &str) -> &'static str {
    match test {
        "cannot_fund_itself" => "GBP",
        "minimum_scale" => "people",
        "concentration_hhi" => "points",
        _ => "%",
    }
}

fn how(test: &str) -> &'static str {
    match test {
        "cannot_fund_itself" => {
            "The lowest reserve of all months; the test is met while it is not below the threshold."
        }
        "margin" => {
            "What the unit receives from its customers less what it pays in the financial year, in per cent of what it receives."
        }
        "minimum_scale" => {
            "The fewest people that the service serves in any month, against the fewest at which it is economic."
        }
        "critical_mass" => {
            "How far the needed cost for each person still served has risen since the start, at its highest."
        }
        "concentration_largest" => "The largest customer's share of the unit's prices in the last month.",
        "concentration_hhi" => {
            "The squares of all customers' shares of the unit's prices in the last month, added up."
        }
        "plan_not_backed" => {
            "What the unit plans to earn in per cent of the middle of what its customers say they will spend."
        }
        _ => "See `docs/model.md`, section 6.",
    }
}
