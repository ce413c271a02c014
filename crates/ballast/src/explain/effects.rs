//! `effects/BODY[/YEAR][/ACCOUNT]`.

use exchange::result::{EffectRow, PostingRow};
use ledger::Account;
use vocabulary::{FinancialYear, Pence};

use super::address::year_text;
use super::money::{Which, Whose};
use super::{Answer, Explained, Explainer, Value};

impl Explainer {
    pub(super) fn effect(&self, rest: &str) -> Option<Answer> {
        let mut parts = rest.split('/');
        let body = parts.next()?;
        let (mut year, mut account) = (None, None);
        for part in parts {
            if let Some(found) = self.year(part).filter(|_| year.is_none()) {
                year = Some(found);
            } else {
                account = Some(part.parse::<Account>().ok().filter(|_| account.is_none())?);
            }
        }
        let rows = self.effect_rows(body, year, account);
        let first = *rows.first()?;
        let mut told = Explained::of(address(body, year, account), title(first, year, account));
        let sum = |of: fn(&EffectRow) -> Pence| rows.iter().map(|row| of(row)).sum::<Pence>();
        told.money("change", sum(|row| row.change));
        told.money("baseline", sum(|row| row.baseline));
        told.money("scenario", sum(|row| row.scenario));
        if let [row] = rows.as_slice() {
            if let Some(percent) = row.change_percent {
                told.figure("change_percent", Value::Number(percent, "%"));
            }
            for (name, value) in [("p10", row.p10), ("p90", row.p90)] {
                value.into_iter().for_each(|pence| told.money(name, pence));
            }
        }
        self.words_of_effect(&mut told, first, rows.len());
        self.check_effect(&mut told, body, year, account);
        Some(Ok(told))
    }

    fn year(&self, text: &str) -> Option<FinancialYear> {
        text.replacen('-', "/", 1).parse().ok()
    }

    /// The row of `effects.csv`; for a year without an account, the rows of all its accounts.
    fn effect_rows(
        &self,
        body: &str,
        year: Option<FinancialYear>,
        account: Option<Account>,
    ) -> Vec<&EffectRow> {
        let rows = self.result.effects.iter().filter(|row| row.body_code == body && row.year == year);
        match (year, account) {
            (Some(_), None) => rows.collect(),
            _ => rows.filter(|row| row.account == account).collect(),
        }
    }

    fn words_of_effect(&self, told: &mut Explained, row: &EffectRow, rows: usize) {
        if row.body_code == "system" {
            told.how("What all bodies pay to the outside world in the scenario less what they pay it in the baseline: transfers between bodies cancel.");
        } else {
            told.how("Paid in the scenario less paid in the baseline; what the body receives counts as less than nothing.");
        }
        if rows > 1 {
            told.how(format!("effects.csv has {rows} rows for it, one for each account; they are added up."));
        }
    }

    fn check_effect(
        &self,
        told: &mut Explained,
        body: &str,
        year: Option<FinancialYear>,
        account: Option<Account>,
    ) {
        let fits = |posting: &PostingRow| {
            account.is_none_or(|account| posting.account == account)
                && year.is_none_or(|year| posting.month.financial_year() == year)
        };
        let whose = if body == "system" { Whose::System } else { Whose::Body(body) };
        let gathered = self.gather(Which { whose, fits: &fits });
        for (name, worked) in
            [("baseline", gathered.baseline), ("scenario", gathered.scenario), ("change", gathered.change())]
        {
            if let Some(Value::Money(stated)) = told.named(name).cloned() {
                told.check_money(name, stated, worked, 0);
            }
        }
        self.behind_groups(told, gathered.groups);
    }
}

fn address(body: &str, year: Option<FinancialYear>, account: Option<Account>) -> String {
    let mut address = format!("effects/{body}");
    year.into_iter().for_each(|year| address.push_str(&format!("/{}", year_text(year))));
    account.into_iter().for_each(|account| address.push_str(&format!("/{account}")));
    address
}

fn title(row: &EffectRow, year: Option<FinancialYear>, account: Option<Account>) -> String {
    let when = year.map_or_else(|| "over the whole time".to_string(), |year| format!("in {year}"));
    let what = account.map_or_else(String::new, |account| format!(", account {account}"));
    format!("What {} pays more {when}{what}", row.name)
}
