//! What a reviewer checks.

use vocabulary::{Basis, CaseTier, Code, Date};

use super::Rulebook;
use crate::tables::cell::{Title, choice_cell};
use crate::tables::declare::table;

choice_cell!(CaseTier);

table! {
    /// The reviewer's checklist: what a change of arrangements is asked to show.
    "review_tests" => ReviewTest, key [test_id, valid_from], source [] {
        /// Names the test.
        test_id: Code,
        /// Title for people.
        title: Title,
        /// What is asked.
        question: Title,
        /// The smallest tier that it is asked of: `record` is asked of a case too.
        tier: CaseTier,
        /// First day.
        valid_from: Date,
        /// Last day; blank if it still holds.
        valid_to: Option<Date>,
        /// How it is known.
        basis: Basis,
        /// Where it is known from, in words.
        source: Title,
        /// When to look at the row again; blank for a row that has ended.
        review_date: Option<Date>,
    }
}

impl Rulebook {
    /// The checklist of a tier on a day, in the order of its ids.
    pub fn review_tests_on(&self, tier: CaseTier, on: Date) -> Vec<&ReviewTest> {
        let asked = |test: &&ReviewTest| {
            test.tier <= tier && test.valid_from <= on && test.valid_to.is_none_or(|last| on <= last)
        };
        self.review_tests.sorted().into_iter().map(|(_, row)| row).filter(asked).collect()
    }
}
