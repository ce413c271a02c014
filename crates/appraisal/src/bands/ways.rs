use register::{Rulebook, Snapshot};
use vocabulary::Findings;

use super::questions::{asked_without_books, unstated, without_books, without_posts};
use super::run::Asked;
use crate::input::Appraisal;
use crate::run::Money;

/// The ways in which an appraisal is asked.
pub(super) struct Ways {
    /// As it is stated, without books and posts.
    pub stated: Asked,
    /// Without what it states, and without books.
    pub unstated: Asked,
    /// Without what it states, with the books.
    pub books: Asked,
    /// As it is stated, with the posts of the HR lead and no others.
    pub posts: Option<Asked>,
}

impl Ways {
    /// Asks in every way. Errors: everything that forbids an answer.
    pub fn of(snapshot: &Snapshot, rulebook: &Rulebook, appraisal: &Appraisal) -> Result<Ways, Findings> {
        let (bare, open) = (unstated(appraisal), without_books(snapshot));
        let ask = |snapshot: &Snapshot, asked: &Appraisal| {
            Asked::of(snapshot, rulebook, asked, appraisal.weighed_against())
        };
        let posts = (!appraisal.posts.is_empty()).then(|| ask(&open, &asked_without_books(appraisal)));
        Ok(Ways {
            stated: ask(&open, &asked_without_books(&without_posts(appraisal)))?,
            unstated: ask(&open, &asked_without_books(&bare))?,
            books: ask(snapshot, &bare)?,
            posts: posts.transpose()?,
        })
    }

    /// The money of an option in its two parts: without books as stated, and what books add without what is stated.
    pub fn parts(&self, option: usize, factors: &[f64]) -> (Money, Money) {
        let (whole, open) = (self.books.money(option, factors), self.unstated.money(option, factors));
        let rest = Money {
            us: whole.us - open.us,
            others: whole.others - open.others,
            exchequer: whole.exchequer - open.exchequer,
            purse: whole.purse - open.purse,
            present_cost: whole.present_cost - open.present_cost,
            present_benefit: whole.present_benefit - open.present_benefit,
            net_present: whole.net_present - open.net_present,
            net_present_unmitigated: whole.net_present_unmitigated - open.net_present_unmitigated,
        };
        (self.stated.money(option, factors), rest)
    }
}
