//! What can be asked of an assessment.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Code, Date};

use super::table::Side;
use super::{
    Answer, Assessment, AssessorRatings, Carried, DomainRating, Event, Hand, Milestone, RecordedBy, Setup,
    State,
};
use crate::definition::{Definition, Judged};
use crate::plan::{Intended, PlanRow};
use crate::survey::Response;

/// A domain on which the two assessors differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The domain.
    pub domain: Code,
    /// What the one who rated first found.
    pub first: DomainRating,
    /// What the other found.
    pub second: DomainRating,
    /// How many steps of the definition's ratings lie between the two.
    pub steps: usize,
}

impl Assessment {
    /// What it was opened with.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }
    /// What is asked, and what follows from ratings.
    pub fn definition(&self) -> &Definition {
        &self.setup.definition
    }
    /// Everything that was done.
    pub fn events(&self) -> &[Event] {
        &self.events
    }
    /// Where it stands. Don't show it: [`Assessment::state_shown_to`] is for that.
    pub fn state(&self) -> State {
        self.state
    }
    /// Where it stood when it was given up.
    pub fn ended_at(&self) -> Option<State> {
        self.ended_at
    }
    /// Answers of this round, by question.
    pub fn answers(&self) -> &BTreeMap<Code, Answer> {
        &self.answers
    }
    /// How the unit rates itself, by domain.
    pub fn self_ratings(&self) -> &BTreeMap<Code, DomainRating> {
        &self.self_ratings
    }
    /// What the unit plans to earn and spend, sorted.
    pub fn plan(&self) -> &[PlanRow] {
        &self.plan
    }
    /// When the unit certified.
    pub fn certified(&self) -> Option<Date> {
        self.certified
    }
    /// What customers say they intend, by customer.
    pub fn intentions(&self) -> &BTreeMap<Code, Vec<Intended>> {
        &self.intentions
    }
    /// Everything that customers say they intend.
    pub fn all_intentions(&self) -> Vec<Intended> {
        self.intentions.values().flatten().cloned().collect()
    }
    /// What customers answered, by customer.
    pub fn responses(&self) -> &BTreeMap<Code, Response> {
        &self.responses
    }
    /// What each assessor found, in the order in which they rated.
    pub fn assessors(&self) -> &[AssessorRatings] {
        &self.assessors
    }
    /// What a person found.
    pub fn ratings_of(&self, person: &str) -> Option<&AssessorRatings> {
        self.assessors.iter().find(|rated| rated.person == person)
    }
    /// How differences were settled, by domain.
    pub fn moderated(&self) -> &BTreeMap<Code, DomainRating> {
        &self.moderated
    }
    /// The outcome as it is on record.
    pub fn outcome(&self) -> Option<&RecordedBy> {
        self.outcome.as_ref()
    }
    /// The binding plan.
    pub fn milestones(&self) -> &[Milestone] {
        &self.milestones
    }
    /// The day of the last act.
    pub fn last_day(&self) -> Date {
        self.events.last().map_or(Date::MIN, |event| event.on)
    }

    /// Has the unit still to certify, although its day has passed? Or did it certify late?
    pub fn is_late(&self, on: Date) -> bool {
        self.certified.unwrap_or(on) > self.setup.answer_by
    }

    /// Where the assessors differ; empty until two have rated.
    pub fn differences(&self) -> Vec<Difference> {
        let [one, other] = &self.assessors[..] else { return Vec::new() };
        let place = |rating: &Code| self.definition().ratings.iter().position(|known| known.id == *rating);
        let mut found = Vec::new();
        for (domain, first) in &one.ratings {
            let Some(second) = other.ratings.get(domain).filter(|second| second.rating != first.rating)
            else {
                continue;
            };
            let steps = place(&first.rating).unwrap_or(0).abs_diff(place(&second.rating).unwrap_or(0));
            found.push(Difference {
                domain: domain.clone(),
                first: first.clone(),
                second: second.clone(),
                steps,
            });
        }
        found
    }

    /// The rating of each domain, once both assessors have rated: what they agree on, and what was settled.
    pub fn final_ratings(&self) -> BTreeMap<Code, DomainRating> {
        let [one, other] = &self.assessors[..] else { return BTreeMap::new() };
        let agreed = one.ratings.iter().filter(|(domain, rating)| {
            other.ratings.get(*domain).is_some_and(|second| second.rating == rating.rating)
        });
        let settled = agreed.chain(&self.moderated);
        settled.map(|(domain, rating)| (domain.clone(), rating.clone())).collect()
    }

    /// The ratings alone, as the rule takes them.
    pub(super) fn rated(&self) -> BTreeMap<Code, Code> {
        self.final_ratings().into_iter().map(|(domain, rating)| (domain, rating.rating)).collect()
    }

    /// What the rule says, once every domain has its rating.
    pub fn judged(&self) -> Option<Judged> {
        let rated = self.ended_at.unwrap_or(self.state) >= State::Rated;
        rated.then(|| self.definition().judge(&self.rated()))
    }

    /// Is every milestone met or missed, and is there a plan if the outcome needs one?
    pub fn is_settled(&self) -> bool {
        let outcome = self.outcome.as_ref().and_then(|recorded| recorded.outcome.as_ref());
        let needs =
            outcome.and_then(|id| self.definition().outcome(id)).is_some_and(|outcome| outcome.needs_plan);
        self.milestones.iter().all(Milestone::is_settled) && (!needs || !self.milestones.is_empty())
    }

    /// Milestones whose day has passed and of which nobody has said what became of them.
    pub fn overdue(&self, on: Date) -> impl Iterator<Item = &Milestone> {
        self.milestones.iter().filter(move |milestone| !milestone.is_settled() && milestone.due < on)
    }

    /// What a person had a hand in.
    pub fn hands_of(&self, person: &str) -> BTreeSet<Hand> {
        let own = self.events.iter().filter(|event| event.who.person == person);
        own.filter_map(|event| Hand::of(event.act.kind())).collect()
    }

    /// Does a body stand on a side?
    pub fn is_at(&self, side: Side, body: &Code) -> bool {
        match side {
            Side::Unit => self.setup.unit == *body,
            Side::Customer => self.setup.customers.contains(body),
            Side::Oversight => self.setup.overseer == *body,
        }
    }

    /// The answers that the next round opens with: those to questions that its definition asks too. A kept answer says in
    /// which round it was written.
    pub fn carried_into(&self, next: &Definition) -> BTreeMap<Code, Carried> {
        let asked = self.answers.iter().filter(|(question, _)| next.question(question).is_some());
        let carry = |(question, answer): (&Code, &Answer)| {
            let round = answer.kept_from.clone().unwrap_or_else(|| self.setup.round.clone());
            (
                question.clone(),
                Carried { round, text: answer.text.clone(), evidence: answer.evidence.clone() },
            )
        };
        asked.map(carry).collect()
    }
}
