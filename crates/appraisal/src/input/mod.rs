//! What people bring to an appraisal: the aim, the needs, the options, the criteria and the evidence. Values only;
//! `check` says what is wrong with them, `run` works them out.

mod aim;
mod choice;
mod closure;
mod criterion;
mod evidence;
mod item;
mod post;
mod sourcing;

use stability::scenario::Assumption;
use vocabulary::{Code, Date, Estimate};

pub use aim::{Aim, Envelope, Need};
pub use choice::{AppraisalOption, Choice};
pub use closure::{ClosureTable, Destined};
pub use criterion::{Criterion, Evidence, Lock, Score};
pub use evidence::{Claim, Question};
pub use item::{Item, ItemKind, Payer};
pub use post::Post;
pub use sourcing::{Branch, Sourcing};

/// What comes first when options are put in an order.
pub use order::RankBy;

mod order {
    vocabulary::choice! {
        /// What puts options in order.
        pub enum RankBy {
            /// Net present social value, the highest first.
            Money = "money",
            /// Weighted points, the highest first.
            Points = "points",
        }
    }
}

/// An appraisal as its author states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Appraisal {
    /// Title for people.
    pub title: String,
    /// The register that it is asked of.
    pub register: String,
    /// The body that appraises.
    pub buyer: Code,
    /// The unit that it buys from today.
    pub supplier: Code,
    /// Kind of employer that the buyer is, a word of the pension rates (`nhs_body`).
    pub employer_kind: Code,
    /// The day on which the appraisal was prepared: rates are judged by it.
    pub prepared_on: Date,
    /// First day of the horizon: the first of a month. Its financial year is year 0.
    pub start: Date,
    /// Length of the horizon in months.
    pub months: u32,
    /// Who pays for what a leaver leaves behind.
    pub payer_rule: Code,
    /// Do others decide anew at each review?
    pub reaction: bool,
    /// By how much a price must exceed the alternative before anyone else leaves, as a share.
    pub reluctance: Estimate,
    /// Seed of the draws.
    pub seed: u64,
    /// Number of draws; 0 for likely values only.
    pub draws: u32,
    /// Discount schedule, by its name in the rates.
    pub schedule: Code,
    /// Inflation after the last year that the deflator knows, per cent a year; none: prices of year 0 throughout.
    pub inflation_percent: Option<f64>,
    /// What is to be achieved.
    pub aim: Aim,
    /// The services in scope.
    pub needs: Vec<Need>,
    /// The options, business as usual among them.
    pub options: Vec<AppraisalOption>,
    /// What options are scored on beside money.
    pub criteria: Vec<Criterion>,
    /// Points that a criterion can give at most; scales start at 0.
    pub points_max: f64,
    /// When the weights were locked; none while they can still change.
    pub lock: Option<Lock>,
    /// The scores.
    pub scores: Vec<Score>,
    /// Evidence for value for money and for improved quality.
    pub claims: Vec<Claim>,
    /// Posts that serve the buyer's lines today, where the HR lead has said.
    pub posts: Vec<Post>,
    /// What is assumed beside the register.
    pub assumptions: Vec<Assumption>,
    /// What puts options in order; none: points if there are criteria, else money.
    pub rank_by: Option<RankBy>,
    /// The option that the author prefers; none: the one that comes first.
    pub preferred: Option<Code>,
    /// Where everything of a closing unit goes.
    pub closure: Vec<Destined>,
}

impl Appraisal {
    /// What puts the options in order.
    pub fn order(&self) -> RankBy {
        let by_points = self.criteria.is_empty();
        self.rank_by.unwrap_or(if by_points { RankBy::Money } else { RankBy::Points })
    }

    /// The financial years of the horizon, as first calendar years.
    pub fn years(&self) -> Vec<i32> {
        let start = vocabulary::Month::of(self.start);
        let first = start.financial_year().first_month();
        let last = start.plus(self.months.saturating_sub(1) as i32);
        (0..=last.since(first) / 12).map(|year| first.year() + year).collect()
    }

    /// Which year of the horizon a month of it falls in, counted from 0.
    pub fn year_of(&self, month: u32) -> usize {
        let start = vocabulary::Month::of(self.start);
        let first = start.financial_year().first_month();
        (start.plus(month as i32).since(first) / 12).max(0) as usize
    }

    /// The option that changes nothing.
    pub fn business_as_usual(&self) -> Option<&AppraisalOption> {
        self.options.iter().find(|option| option.is_business_as_usual())
    }
}
