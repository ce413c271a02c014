//! Adding postings up: an own path, in whole pence.

use std::collections::BTreeMap;

use exchange::result::PostingRow;
use ledger::{Account, Nature};
use vocabulary::{Month, OUTSIDE, Pence};

use super::Explainer;

/// Whose money is counted: paid is positive, received is negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Whose<'a> {
    /// One body's.
    Body(&'a str),
    /// Of all bodies that move.
    Leavers,
    /// Of all bodies that don't.
    Others,
    /// Of the other customers.
    Neighbours,
    /// Of the units.
    Units,
    /// What the system as a whole pays to the outside world.
    System,
}

/// Which postings are counted.
#[derive(Clone, Copy)]
pub(super) struct Which<'a> {
    pub whose: Whose<'a>,
    pub fits: &'a dyn Fn(&PostingRow) -> bool,
}

/// Postings that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    /// The other end.
    pub counterparty: String,
    /// What for.
    pub account: Account,
    /// Resource or transfer.
    pub nature: Nature,
    /// The service.
    pub service: String,
    /// The rows of the register behind, joined by `;`.
    pub rows: String,
    /// How many postings, with the moves and without.
    pub count: usize,
    /// The first month.
    pub first: Month,
    /// The last month.
    pub last: Month,
    /// Sum without the moves.
    pub baseline: Pence,
    /// Sum with them.
    pub scenario: Pence,
}

impl Group {
    /// What is paid more.
    pub fn change(&self) -> Pence {
        self.scenario - self.baseline
    }
}

/// Sums without and with the moves, and the groups that make them.
#[derive(Debug, Clone, Default)]
pub(super) struct Gathered {
    pub baseline: Pence,
    pub scenario: Pence,
    pub groups: Vec<Group>,
}

impl Gathered {
    pub fn change(&self) -> Pence {
        self.scenario - self.baseline
    }
}

impl Explainer {
    fn owns(&self, whose: Whose<'_>, code: &str) -> bool {
        match whose {
            Whose::Body(body) => code == body,
            Whose::Leavers => self.leavers.contains(code),
            Whose::Others => code != OUTSIDE && !self.leavers.contains(code),
            Whose::Neighbours => code != "centre" && self.is_other_buyer(code),
            Whose::Units => self.is_unit(code),
            Whose::System => code != OUTSIDE,
        }
    }

    /// Paid, received, or neither.
    pub(super) fn sign(&self, whose: Whose<'_>, posting: &PostingRow) -> i64 {
        i64::from(self.owns(whose, &posting.from)) - i64::from(self.owns(whose, &posting.to))
    }

    /// Sums the postings, and groups them by the other end, account, service and rows behind.
    pub(super) fn gather(&self, which: Which<'_>) -> Gathered {
        type Key<'k> = (&'k str, Account, Nature, &'k str, &'k str);
        let mut groups: BTreeMap<Key<'_>, Group> = BTreeMap::new();
        let mut gathered = Gathered::default();
        for (postings, moved) in self.both() {
            for posting in postings {
                let sign = self.sign(which.whose, posting);
                if sign == 0 || !(which.fits)(posting) {
                    continue;
                }
                // The system's own side is every body, so what is told is the body and not the outside world.
                let is_system = which.whose == Whose::System;
                let other = if is_system == (sign > 0) { &posting.from } else { &posting.to };
                let key: Key<'_> =
                    (other, posting.account, posting.nature, &posting.service_code, &posting.rows);
                let group = groups.entry(key).or_insert_with(|| new_group(other, posting));
                let signed = Pence(sign * posting.amount.0);
                let (total, sum) = if moved {
                    (&mut gathered.scenario, &mut group.scenario)
                } else {
                    (&mut gathered.baseline, &mut group.baseline)
                };
                *total += signed;
                *sum += signed;
                group.count += 1;
                group.first = group.first.min(posting.month);
                group.last = group.last.max(posting.month);
            }
        }
        gathered.groups = groups.into_values().collect();
        // A stable sort: groups of the same size stay in the order of their names.
        gathered.groups.sort_by_key(|group| std::cmp::Reverse((group.change().abs(), group.scenario.abs())));
        gathered
    }

    /// Everything that somebody pays, net, over the horizon.
    pub(super) fn gather_all(&self, whose: Whose<'_>) -> Gathered {
        self.gather(Which { whose, fits: &|_| true })
    }
}

fn new_group(other: &str, posting: &PostingRow) -> Group {
    Group {
        counterparty: other.to_string(),
        account: posting.account,
        nature: posting.nature,
        service: posting.service_code.clone(),
        rows: posting.rows.clone(),
        count: 0,
        first: posting.month,
        last: posting.month,
        baseline: Pence::ZERO,
        scenario: Pence::ZERO,
    }
}
