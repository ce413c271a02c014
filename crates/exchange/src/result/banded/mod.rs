//! What of an answer is told to those who may not see the books of the units in it
//! (`docs/decisions/0010-who-sees-what.md`).
//!
//! A [`Banded`] view is a pure function of the answer. What a body pays today, and what it would pay elsewhere,
//! stand in the register that everybody sees: these are exact. Whatever hangs on a unit's cost pools, posts or
//! reserve falls into bands whose grid never moves.

mod exact;
mod files;
mod json;
mod one_body;
mod people;
mod told;
mod units;
mod words;

use super::Manifest;
use ledger::BodyId;
use stability::ensemble::Range;
use vocabulary::{
    ChanceBand, Date, FinancialYear, Month, Pence, PenceBand, PeopleBand, PercentBand, Severity,
};

pub use files::banded_files;
pub use people::grouped_people_csv;
pub use told::banded;

/// The low and the high end of a range over the draws: one in ten is below, one in ten above.
pub type BandedRange = (PenceBand, PenceBand);

/// An answer in bands.
#[derive(Debug, Clone, PartialEq)]
pub struct Banded {
    /// The hash that names the exhibit: of the whole answer, not of its bands.
    pub exhibit: String,
    /// What that hash is of.
    pub manifest: Manifest,
    /// What its author calls it.
    pub title: String,
    /// First day of the horizon.
    pub start: Date,
    /// Length of the horizon in months.
    pub months: u32,
    /// The payer rule.
    pub payer_rule: String,
    /// What moves, as the sentence begins.
    pub what_moves: String,
    /// One sentence.
    pub sentence: String,
    /// What it rests on.
    pub caveat: String,
    /// At most four numbers.
    pub numbers: Vec<BandedNumber>,
    /// How often what is so; empty without draws.
    pub chances: Vec<BandedChance>,
    /// What each body pays more over the horizon, by code.
    pub bodies: Vec<BandedBody>,
    /// What the system as a whole pays more; none where only one's own line is told.
    pub system: Option<PenceBand>,
    /// The lines that move: exact, for they stand in the register.
    pub leaving: Vec<LeavingLine>,
    /// Does each unit stand?
    pub verdicts: Vec<BandedVerdict>,
    /// Who follows, in order.
    pub cascade: Vec<BandedStep>,
    /// Cost that stays behind because of the moves, by unit and year.
    pub residual: Vec<BandedResidual>,
    /// The same question under every payer rule.
    pub rules: Vec<BandedVariant>,
    /// Ways to soften the moves.
    pub mitigations: Vec<BandedVariant>,
    /// What the leavers would have to pay so that the others are no worse off.
    pub exit_charge: Option<PenceBand>,
    /// Does nobody follow if it is paid? None when nobody follows anyway.
    pub charge_stops_the_spread: Option<bool>,
    /// Posts by unit and service.
    pub people: Vec<BandedPeople>,
    /// The tests of each unit.
    pub tests: Vec<BandedTest>,
    /// Is a case needed?
    pub significant: bool,
    /// Why, test by test.
    pub policy: Vec<BandedPolicy>,
    /// Who must be asked: code and name of oversight bodies, the leavers' own first.
    pub asked: Vec<(String, String)>,
    /// What else there is to say: without the numbers.
    pub findings: Vec<BandedFinding>,
}

/// One of the four numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct BandedNumber {
    /// Its name.
    pub id: &'static str,
    /// Its title for people.
    pub title: String,
    /// The band of its likely value.
    pub band: PenceBand,
    /// Its range over the draws.
    pub range: Option<BandedRange>,
}

/// How often something is so.
#[derive(Debug, Clone, PartialEq)]
pub struct BandedChance {
    /// Its name.
    pub id: String,
    /// What is so.
    pub title: String,
    /// How often.
    pub band: ChanceBand,
}

/// What a body pays more over the horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct BandedBody {
    /// Its code.
    pub body_code: String,
    /// Its name.
    pub name: String,
    /// What it is in the scenario: `leaver`, `neighbour`, `unit`, `centre`, `exchequer`.
    pub role: &'static str,
    /// What it pays more; below zero when it pays less.
    pub change: PenceBand,
    /// The same in per cent of what it would pay; none when it would pay nothing.
    pub percent: Option<PercentBand>,
    /// Its range over the draws.
    pub range: Option<BandedRange>,
}

/// A line that moves.
#[derive(Debug, Clone, PartialEq)]
pub struct LeavingLine {
    /// Its id in the register.
    pub line_id: String,
    /// Who moves it.
    pub buyer_code: String,
    /// Whom it leaves.
    pub supplier_code: String,
    /// The service.
    pub service_code: String,
    /// What it costs today, a year.
    pub price: Pence,
    /// What it would cost there, a year, with tax and the yearly part of switching; none when no table says.
    pub alternative: Option<Pence>,
    /// Where it goes.
    pub to: String,
    /// When.
    pub month: Month,
}

/// Does a unit stand?
#[derive(Debug, Clone, PartialEq)]
pub struct BandedVerdict {
    /// The unit.
    pub unit_code: String,
    /// Its name.
    pub name: String,
    /// Without the moves: `stands`, `strained`, `fails`.
    pub baseline: &'static str,
    /// With them.
    pub scenario: &'static str,
    /// The year in which its reserve first falls below zero.
    pub fails_in: Option<FinancialYear>,
}

/// Somebody follows.
#[derive(Debug, Clone, PartialEq)]
pub struct BandedStep {
    /// Which review, counted from 1.
    pub round: u32,
    /// When it was held.
    pub month: Month,
    /// Who decides.
    pub buyer_code: String,
    /// Whom they leave.
    pub supplier_code: String,
    /// The service.
    pub service_code: String,
    /// How much dearer it has become since the start.
    pub rise: Option<PercentBand>,
    /// Where they go instead: a row of `alternatives`.
    pub alternative_id: String,
}

/// Cost that a unit still carries and that nobody needs, because of the moves.
#[derive(Debug, Clone, PartialEq)]
pub struct BandedResidual {
    /// The unit.
    pub unit_code: String,
    /// The financial year.
    pub year: FinancialYear,
    /// How much.
    pub cost: PenceBand,
}

/// The question asked a little differently.
#[derive(Debug, Clone, PartialEq)]
pub struct BandedVariant {
    /// Its name.
    pub id: String,
    /// What is different.
    pub title: String,
    /// What the leavers pay more.
    pub leavers: PenceBand,
    /// What the other buyers pay more.
    pub neighbours: PenceBand,
    /// What the units lose.
    pub units: PenceBand,
    /// What the centre pays.
    pub centre: PenceBand,
    /// What the system spends more.
    pub system: PenceBand,
    /// How many lines follow.
    pub follow: usize,
    /// The worst answer among the units.
    pub verdict: &'static str,
}

/// Posts of one service of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct BandedPeople {
    /// The unit.
    pub unit_code: String,
    /// The service.
    pub service_code: String,
    /// Who go with the work.
    pub transfer: PeopleBand,
    /// Who are found another post.
    pub redeploy: PeopleBand,
    /// Who lose their post.
    pub redundant: PeopleBand,
    /// What that costs; none when the group is small.
    pub cost: Option<PenceBand>,
}

/// A test of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct BandedTest {
    /// The unit.
    pub unit_code: String,
    /// The service, where it is about one.
    pub service_code: Option<String>,
    /// The test.
    pub test: &'static str,
    /// Is it met?
    pub met: bool,
    /// The band of its value, in words; blank where the unit's books would show.
    pub value: String,
    /// Where its threshold is from.
    pub source: String,
}

/// A test of the policy.
#[derive(Debug, Clone, PartialEq)]
pub struct BandedPolicy {
    /// Its title.
    pub title: String,
    /// Does it make the move significant?
    pub bites: bool,
    /// Was it in force?
    pub in_force: bool,
    /// Where it is from.
    pub source: String,
}

/// Something to say, without its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct BandedFinding {
    /// Its code in `docs/findings.md`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What to do.
    pub action: String,
}

fn ends(range: Option<Range>) -> Option<BandedRange> {
    range.map(|range| (PenceBand::of(Pence::round(range.p10)), PenceBand::of(Pence::round(range.p90))))
}

fn range_of(told: &super::Told<'_>, body: BodyId) -> Option<BandedRange> {
    ends(told.answer.ensemble.change_of(body))
}
