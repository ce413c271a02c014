//! `significance/TEST`, `resting_on` and `moves/LINE`.

use std::collections::BTreeMap;

use vocabulary::Pence;

use super::money::Whose;
use super::summary::{money_of, number_of, text_of};
use super::{Answer, Explained, Explainer, Value};

impl Explainer {
    pub(super) fn significance(&self, test: &str) -> Option<Answer> {
        let row = self.list("/significance/tests").iter().find(|row| text_of(row, "test") == test)?;
        let mut told = Explained::of(format!("significance/{test}"), text_of(row, "title"));
        let value = number_of(row, "value")?;
        let threshold = number_of(row, "threshold");
        let unit = if threshold.is_some() { "%" } else { "" };
        let yes_no = |yes: bool| Value::Words(if yes { "yes" } else { "no" }.to_string());
        told.figure(
            "value",
            if threshold.is_some() { Value::Number(value, unit) } else { yes_no(value > 0.0) },
        );
        threshold.into_iter().for_each(|number| told.figure("threshold", Value::Number(number, unit)));
        let bites = row.get("bites").and_then(serde_json::Value::as_bool).unwrap_or_default();
        told.figure("bites", yes_no(bites));
        told.check_words(
            "bites",
            if bites { "yes" } else { "no" },
            if value > threshold.unwrap_or(0.0) { "yes" } else { "no" },
        );
        told.how(how(test));
        told.note(format!(
            "The threshold is {}: {}.",
            text_of(row, "basis"),
            text_of(row, "source").trim_end_matches('.')
        ));
        if test == "other_body_worse_off" {
            self.check_worst(&mut told, value);
        } else {
            for line in self.list("/moves") {
                self.add_row(&mut told, &format!("agreement_lines/{}", text_of(line, "line_id")));
            }
        }
        Some(Ok(told))
    }

    /// The neighbour that pays most more, in per cent, from the postings.
    fn check_worst(&self, told: &mut Explained, stated: f64) {
        let neighbours = self.result.effects.iter();
        let neighbours =
            neighbours.filter(|row| row.role == "neighbour" && row.year.is_none() && row.account.is_none());
        let percents = neighbours.filter_map(|row| {
            let paid = self.gather_all(Whose::Body(&row.body_code));
            let percent = paid.change().as_f64() / paid.baseline.abs().as_f64() * 100.0;
            (paid.baseline != Pence::ZERO).then_some((percent, row, paid))
        });
        if let Some((percent, row, paid)) = percents.max_by(|a, b| a.0.total_cmp(&b.0)) {
            told.check_number("value", "%", stated, percent);
            told.note(format!("It is {}: effects/{}", row.name, row.body_code));
            self.behind_groups(told, paid.groups);
        }
    }

    pub(super) fn resting_on(&self) -> Answer {
        let mut told = Explained::of("resting_on", "How much of the answer rests on which kind of row");
        let stated = self.at("/resting_on")?;
        let stated = ["assumed", "derived", "recorded"]
            .map(|name| (name, number_of(stated, name).unwrap_or_default()));
        for (name, share) in stated {
            told.figure(name, Value::Number(share * 100.0, "%"));
        }
        told.how("Every posting counts to the weakest row that it comes from; for each set of rows the change in what is paid is taken without its sign, and the sums are shares of all.");
        if self.register.is_some() {
            let pence = self.change_by_basis();
            let total: i64 = pence.iter().sum();
            for (name, share) in stated {
                let at = super::explained::Resting::WORDS.iter().position(|word| *word == name);
                let part = at.map_or(0, |at| pence[at]);
                let worked = if total == 0 { 0.0 } else { part as f64 / total as f64 };
                told.check_number(name, "of 1", share, worked);
            }
        }
        let gathered = self.gather_all(Whose::System);
        told.note("The postings below are those to the outside world; the shares count transfers as well.");
        self.behind_groups(&mut told, gathered.groups);
        Ok(told)
    }

    fn change_by_basis(&self) -> [i64; 3] {
        let mut changes: BTreeMap<&str, i64> = BTreeMap::new();
        for (postings, moved) in self.both() {
            for posting in postings {
                *changes.entry(&posting.rows).or_default() +=
                    if moved { posting.amount.0 } else { -posting.amount.0 };
            }
        }
        self.by_basis(changes.into_iter())
    }

    /// `moves`: all lines that move, a year.
    fn all_moves(&self) -> Answer {
        let mut told = Explained::of("moves", "What moves, a year");
        let annual = self.list("/moves").iter().filter_map(|row| money_of(row, "annual_gbp"));
        told.money("annual", annual.sum());
        told.how(
            "The prices of the lines that move, a year, at the start, added up. Each line: `moves/LINE`.",
        );
        for row in self.list("/moves") {
            self.add_row(&mut told, &format!("agreement_lines/{}", text_of(row, "line_id")));
        }
        Ok(told)
    }

    pub(super) fn moved_line(&self, line: &str) -> Option<Answer> {
        if line.is_empty() {
            return Some(self.all_moves());
        }
        let row = self.list("/moves").iter().find(|row| text_of(row, "line_id") == line)?;
        let title = format!(
            "{} moves {}",
            self.name(text_of(row, "buyer_code")),
            self.service(text_of(row, "service_code"))
        );
        let mut told = Explained::of(format!("moves/{line}"), title);
        let annual = money_of(row, "annual_gbp")?;
        told.money("annual", annual);
        told.figure("to", Value::Words(text_of(row, "to").to_string()));
        told.figure("month", Value::Words(text_of(row, "month").to_string()));
        told.how("The price of the line, a year, at the start.");
        let name = format!("agreement_lines/{line}");
        let assumed = self.assumptions_at(&format!("{name}/annual_gbp")).count();
        let recorded = self
            .behind(&name)
            .columns
            .iter()
            .find(|(column, _)| column == "annual_gbp")
            .and_then(|(_, value)| value.parse().ok());
        if let Some(recorded) = recorded.filter(|_| assumed == 0) {
            told.check_money("annual", annual, recorded, 0);
        }
        self.add_row(&mut told, &name);
        Some(Ok(told))
    }
}

fn how(test: &str) -> &'static str {
    match test {
        "buyer_share_of_unit_spend" => {
            "What moves, in per cent of what the buyer spends with the unit, a year at the start; the largest of all buyers."
        }
        "unit_income_share" => {
            "What moves, in per cent of the unit's income, a year at the start; the largest of all units."
        }
        "break_even_breached" => "Does a unit lose more income a year than it could bear, shedding no cost?",
        "service_under_critical_mass" => "Does a service go under its critical mass because of the moves?",
        "other_body_worse_off" => {
            "What the neighbour that is hit hardest pays more, in per cent of what it pays without the moves."
        }
        _ => "See `docs/model.md`, section 14.",
    }
}
