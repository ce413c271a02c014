//! `lowest_reserve` and `verdicts/UNIT`: a unit's reserve, month by month.

use exchange::result::PostingRow;
use serde_json::Value as Json;
use vocabulary::{Month, Pence};

use super::money::{Which, Whose};
use super::summary::{money_of, number_of, text_of};
use super::{Answer, Explained, Explainer, Value};

/// A unit's reserve in one run.
struct Path {
    months: Vec<Pence>,
}

impl Path {
    /// The lowest, and the month of the horizon in which it is reached first.
    fn lowest(&self) -> (Pence, usize) {
        let by_value = self.months.iter().copied().enumerate().min_by_key(|(month, pence)| (*pence, *month));
        by_value.map_or((Pence::ZERO, 0), |(month, pence)| (pence, month))
    }

    fn fails_from(&self) -> Option<usize> {
        self.months.iter().position(|pence| *pence < Pence::ZERO)
    }
}

impl Explainer {
    fn unit_verdict(&self, unit: &str) -> Option<&Json> {
        self.list("/verdicts").iter().find(|verdict| text_of(verdict, "unit_code") == unit)
    }

    /// The opening reserve of a unit: what the register says, as the scenario's assumptions have it.
    pub(super) fn opening_reserve(&self, unit: &str) -> Option<Pence> {
        let register = self.register.as_ref()?;
        let row = register.rows.units.iter().find(|row| row.unit_code.as_str() == unit);
        let recorded = row.map_or(0.0, |row| row.opening_reserve_gbp.0.as_f64());
        let at = format!("units/{unit}/opening_reserve_gbp");
        let apply = |value: f64, assumed: &stability::scenario::Assumption| {
            if assumed.scale { value * assumed.value.likely() } else { assumed.value.likely() * 100.0 }
        };
        Some(Pence::round(self.assumptions_at(&at).fold(recorded, apply)))
    }

    fn reserve_path(&self, unit: &str, postings: &[PostingRow]) -> Option<Path> {
        let mut reserve = self.opening_reserve(unit)?;
        let mut net = vec![Pence::ZERO; self.result.scenario.months as usize];
        for posting in postings {
            let at = usize::try_from(posting.month.since(self.start())).ok().and_then(|at| net.get_mut(at));
            if let Some(month) = at {
                *month += Pence(self.sign(Whose::Body(unit), posting) * posting.amount.0);
            }
        }
        let months = net.into_iter().map(|paid| {
            reserve -= paid;
            reserve
        });
        Some(Path { months: months.collect() })
    }

    /// The lowest reserve of a unit with the moves, in pence; none without the register.
    pub(super) fn lowest_of(&self, unit: &str) -> Option<Pence> {
        Some(self.reserve_path(unit, &self.result.postings)?.lowest().0)
    }

    fn month(&self, at: usize) -> Month {
        self.start().plus(at as i32)
    }

    pub(super) fn lowest_reserve(&self) -> Answer {
        let mut told = self.stated_number("lowest_reserve")?;
        let lowest = |verdict: &&Json| money_of(verdict, "lowest_reserve_gbp");
        let unit =
            self.list("/verdicts").iter().min_by_key(lowest).map(|verdict| text_of(verdict, "unit_code"));
        let unit = unit.unwrap_or_default().to_string();
        if let Some(Value::Money(stated)) = told.named("value").cloned() {
            self.check_reserve(&mut told, &unit, stated);
        }
        Ok(told)
    }

    fn check_reserve(&self, told: &mut Explained, unit: &str, stated: Pence) {
        told.how("The opening reserve, and month by month what the unit receives less what it pays; the lowest of all months.");
        let Some(path) = self.reserve_path(unit, &self.result.postings) else {
            told.note("Without the register the opening reserve isn't known: the sum could not be checked.");
            let gathered = self.gather_all(Whose::Body(unit));
            return self.behind_groups(told, gathered.groups);
        };
        let (lowest, at) = path.lowest();
        let opening = self.opening_reserve(unit).unwrap_or_default();
        told.money("opening_reserve", opening);
        told.check_money("lowest reserve", stated, lowest, 0);
        told.note(format!(
            "It opens with {opening}; the postings below are those up to {}, the month in which it is lowest.",
            self.month(at).words()
        ));
        let last = self.month(at);
        let fits = |posting: &PostingRow| posting.month <= last;
        let gathered = self.gather(Which { whose: Whose::Body(unit), fits: &fits });
        self.behind_groups(told, gathered.groups);
        self.add_row(told, &format!("units/{unit}"));
    }

    pub(super) fn verdict(&self, unit: &str) -> Option<Answer> {
        let verdict = self.unit_verdict(unit)?;
        let mut told = Explained::of(format!("verdicts/{unit}"), format!("Does {} stand?", self.name(unit)));
        for field in ["scenario", "baseline"] {
            told.figure(field, Value::Words(text_of(verdict, field).to_string()));
        }
        let lowest = money_of(verdict, "lowest_reserve_gbp")?;
        told.money("lowest_reserve", lowest);
        for field in ["lowest_reserve_month", "fails_from"] {
            let month = text_of(verdict, field);
            if !month.is_empty() {
                told.figure(field, Value::Words(month.to_string()));
            }
        }
        if let Some(chance) = verdict.get("chance_of_failing").and_then(|chance| number_of(chance, "share")) {
            told.figure("chance_of_failing", Value::Number(chance * 100.0, "%"));
        }
        money_of(verdict, "break_even_loss_gbp")
            .into_iter()
            .for_each(|pence| told.money("break_even_loss", pence));
        let gaps = verdict.get("months_without_supplier").and_then(Json::as_array);
        let months = gaps.into_iter().flatten().filter_map(|gap| gap.get("months")?.as_f64());
        if let Some(longest) = months.reduce(f64::max) {
            told.figure("months_without_supplier", Value::Number(longest, "months"));
            told.figure("lines_without_supplier", Value::Number(gaps.map_or(0, Vec::len) as f64, "lines"));
        }
        told.how("It stands when every test is met (`tests/…`), is strained when one isn't, and fails when its reserve falls below zero.");
        self.check_reserve(&mut told, unit, lowest);
        if let Some(path) = self.reserve_path(unit, &self.result.postings) {
            let month = |at: Option<usize>| at.map_or_else(String::new, |at| self.month(at).to_string());
            told.check_words(
                "month of the lowest",
                text_of(verdict, "lowest_reserve_month"),
                &month(Some(path.lowest().1)),
            );
            told.check_words("fails from", text_of(verdict, "fails_from"), &month(path.fails_from()));
            let says_so = if text_of(verdict, "scenario") == "fails" { "fails" } else { "does not fail" };
            told.check_words(
                "answer",
                says_so,
                if path.fails_from().is_some() { "fails" } else { "does not fail" },
            );
        }
        Some(Ok(told))
    }
}
