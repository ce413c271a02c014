//! `exit_charge`: the charge that leaves the others no worse off, in both of its ways.

use costing::exit_charge_factor;
use exchange::result::PostingRow;
use ledger::{Account, Nature};
use vocabulary::{OUTSIDE, Pence};

use super::money::{Which, Whose};
use super::{Answer, Explained, Explainer};

const EXCHEQUER: &str = "exchequer";

/// The field of `result.json`, and its name for people.
const PARTS: [(&str, &str); 7] = [
    ("charge", "The charge"),
    ("revenue_lost", "Prices that the leavers no longer pay"),
    ("cost_avoided", "Cost that the others no longer have"),
    ("others_pay_more", "What other buyers and the centre pay more"),
    ("unit_loses", "What the units lose meanwhile"),
    ("paid_already", "What the leavers pay already"),
    ("leaver_saving", "What the leavers save, discounted alike"),
];

impl Explainer {
    pub(super) fn exit_charge(&self) -> Answer {
        let mut told = Explained::of("exit_charge", "The charge that would leave everyone else no worse off");
        let lost = -self.discounted(&|p| self.is_price(p).then_some(1));
        let avoided = -self.discounted(&|p| self.others_spend(p));
        let paid = self.discounted(&|p| self.paid_besides(p));
        let others = self.discounted(&|p| self.net(p, |code| self.is_other_buyer(code)));
        let units = self.discounted(&|p| self.net(p, |code| self.is_unit(code))) + paid;
        let leavers = -self.discounted(&|p| self.net(p, |code| self.leavers.contains(code)));
        let worked = [lost - avoided, lost, avoided, others, units, paid, leavers];
        for ((field, title), worked) in PARTS.into_iter().zip(worked) {
            let stated = self.pence(&format!("/exit_charge/{field}_gbp"))?;
            told.money(field, stated);
            // Discounting makes parts of pennies: each sum may round the other way.
            told.check_money(&format!("{field}: {title}"), stated, Pence::round(worked), 1);
        }
        told.how(
            "First way: prices that the leavers no longer pay, less cost that the others no longer have.",
        );
        told.how("Second way: what other buyers and the centre pay more, and what the units lose meanwhile. Both give the charge.");
        told.how("Each month is discounted by 3.5 per cent for each whole year since the start.");
        let (first, second) = (told.named("charge").cloned(), told.named("others_pay_more").cloned());
        if let (
            Some(super::Value::Money(charge)),
            Some(super::Value::Money(more)),
            Some(super::Value::Money(lose)),
        ) = (first, second, told.named("unit_loses").cloned())
        {
            told.check_money("charge: the second way", charge, more + lose, 1);
        }
        told.note("The postings below are what the bodies that move pay, before discounting.");
        let gathered = self.gather(Which { whose: Whose::Leavers, fits: &|_| true });
        self.behind_groups(&mut told, gathered.groups);
        Ok(told)
    }

    /// The discounted change, scenario less baseline, of postings with a sign. Each year is summed in whole
    /// pence first.
    fn discounted(&self, sign: &dyn Fn(&PostingRow) -> Option<i64>) -> f64 {
        let mut by_year: Vec<i64> = Vec::new();
        for (postings, moved) in self.both() {
            for posting in postings {
                let Some(sign) = sign(posting) else { continue };
                let year = (posting.month.since(self.start()).max(0) / 12) as usize;
                by_year.resize(by_year.len().max(year + 1), 0);
                by_year[year] += if moved { sign } else { -sign } * posting.amount.0;
            }
        }
        by_year
            .iter()
            .enumerate()
            .map(|(year, pence)| *pence as f64 * exit_charge_factor(year as u32 * 12))
            .sum()
    }

    fn net(&self, posting: &PostingRow, is: impl Fn(&str) -> bool) -> Option<i64> {
        Some(i64::from(is(&posting.from)) - i64::from(is(&posting.to)))
    }

    pub(super) fn is_unit(&self, code: &str) -> bool {
        !self.leavers.contains(code)
            && self.list("/verdicts").iter().any(|unit| super::summary::text_of(unit, "unit_code") == code)
    }

    pub(super) fn is_other_buyer(&self, code: &str) -> bool {
        code != OUTSIDE && code != EXCHEQUER && !self.leavers.contains(code) && !self.is_unit(code)
    }

    fn is_price(&self, posting: &PostingRow) -> bool {
        let (from, to) = (self.leavers.contains(&posting.from), self.leavers.contains(&posting.to));
        from && !to && !leaves(posting) && posting.account == Account::Price
    }

    /// What others pay to the outside world or in tax; what comes back counts as less than nothing.
    fn others_spend(&self, posting: &PostingRow) -> Option<i64> {
        let own = |code: &str| code != OUTSIDE && !self.leavers.contains(code);
        if own(&posting.from) && leaves(posting) {
            Some(1)
        } else if posting.from == OUTSIDE && own(&posting.to) {
            Some(-1)
        } else {
            None
        }
    }

    fn paid_besides(&self, posting: &PostingRow) -> Option<i64> {
        let (from, to) = (self.leavers.contains(&posting.from), self.leavers.contains(&posting.to));
        if from && !to && !leaves(posting) && posting.account != Account::Price {
            Some(1)
        } else if to && !from && posting.from != OUTSIDE {
            Some(-1)
        } else {
            None
        }
    }
}

/// Does the money leave the bodies, to the outside world or in tax?
fn leaves(posting: &PostingRow) -> bool {
    posting.nature == Nature::Resource || posting.to == EXCHEQUER
}
