//! What comes of which ratings: rules as data, and a total function over them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use vocabulary::Code;

use super::{Definition, Origin};

/// So many of some domains have one of some ratings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The ratings that count.
    pub ratings: Vec<Code>,
    /// The domains that are looked at; all of them where none is named.
    pub domains: Vec<Code>,
    /// No fewer domains than this.
    pub at_least: u32,
    /// No more domains than this; any number if none is given.
    pub at_most: Option<u32>,
}

/// An outcome, and when it comes about: every condition is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The outcome.
    pub outcome: Code,
    /// The rule as people read it.
    pub words: String,
    /// The conditions.
    pub when: Vec<Condition>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Why ratings have no outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// These domains have no rating, or one that the definition doesn't have.
    NotRated(Vec<Code>),
    /// The definition has no rule for such ratings.
    NoRule,
    /// Rules give different outcomes: these.
    Contradiction(Vec<Code>),
}

/// What a definition says of ratings. Open is an answer, never an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// The outcome.
    Outcome(Code),
    /// The definition leaves it open.
    Open(Why),
}

impl Condition {
    /// Is it met by these ratings of domains?
    pub fn is_met(&self, ratings: &BTreeMap<Code, Code>) -> bool {
        let looked_at = |domain: &Code| self.domains.is_empty() || self.domains.contains(domain);
        let counts = |(domain, rating): &(&Code, &Code)| looked_at(domain) && self.ratings.contains(rating);
        let number = ratings.iter().filter(counts).count();
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        self.at_least <= number && self.at_most.is_none_or(|most| number <= most)
    }
}

impl Rule {
    /// Is every condition met?
    pub fn applies(&self, ratings: &BTreeMap<Code, Code>) -> bool {
        self.when.iter().all(|condition| condition.is_met(ratings))
    }
}

impl Definition {
    /// What comes of ratings: one rating for each domain, by name. Has an answer for whatever it is given.
    pub fn judge(&self, ratings: &BTreeMap<Code, Code>) -> Judged {
        let rated = |id: &Code| ratings.get(id).is_some_and(|rating| self.rating(rating).is_some());
        let missing: Vec<Code> =
            self.domains.iter().map(|domain| &domain.id).filter(|id| !rated(id)).cloned().collect();
        if !missing.is_empty() {
            return Judged::Open(Why::NotRated(missing));
        }
        let found: BTreeSet<&Code> =
            self.rules.iter().filter(|rule| rule.applies(ratings)).map(|rule| &rule.outcome).collect();
        let mut outcomes = found.into_iter();
        match (outcomes.next(), outcomes.next()) {
            (None, _) => Judged::Open(Why::NoRule),
            (Some(only), None) => Judged::Outcome(only.clone()),
            (Some(one), Some(other)) => {
                let all = [one, other].into_iter().chain(outcomes);
                Judged::Open(Why::Contradiction(all.cloned().collect()))
            }
        }
    }
}

impl Judged {
    /// The outcome, where there is one.
    pub fn outcome(&self) -> Option<&Code> {
        match self {
            Judged::Outcome(outcome) => Some(outcome),
            Judged::Open(_) => None,
        }
    }

    /// Is it open?
    pub fn is_open(&self) -> bool {
        self.outcome().is_none()
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |codes: &[Code]| codes.iter().map(Code::as_str).collect::<Vec<_>>().join(", ");
        match self {
            Why::NotRated(domains) => write!(f, "not rated: {}", list(domains)),
            Why::NoRule => f.write_str("the definition has no rule for such ratings"),
            Why::Contradiction(outcomes) => write!(f, "its rules say different things: {}", list(outcomes)),
        }
    }
}

impl fmt::Display for Judged {
    /// `proceeds`, or `open: the definition has no rule for such ratings`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Judged::Outcome(outcome) => write!(f, "{outcome}"),
            Judged::Open(why) => write!(f, "open: {why}"),
        }
    }
}
