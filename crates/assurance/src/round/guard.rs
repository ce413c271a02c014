//! What must be so before an act: one word each, and its question to the assessment.

use std::collections::BTreeSet;

use vocabulary::{Code, Date, Who, choice};

use super::Assessment;
use super::act::{Act, DomainRating, Milestone};
use super::hands::Hand;
use crate::definition::{Definition, Judged};
use crate::plan::check_plan;
use crate::survey::SCORES;

choice! {
    /// What must be so.
    pub enum Guard {
        /// Of any act.
        DayForward = "the day isn't before that of the last act",
        /// It can be begun with this.
        SetupWhole = "unit, oversight body and customers are different bodies, the oversight body opens it, and the definition can be used",
        /// Words are there.
        Worded = "it says something",
        /// The question is asked.
        QuestionThere = "the definition asks this question",
        /// There is an answer to keep.
        CarriedThere = "the last round has an answer to this question",
        /// A rating with its reason.
        RatingWhole = "the domain and the rating are those of the definition, and there is a reason",
        /// The plan is of this unit.
        OwnPlan = "each row of the plan is this unit's, no line stands in it twice, and it has four years in a row at most",
        /// All is answered.
        AllAnswered = "every question is answered in this round, or its last answer kept",
        /// All is rated by the unit itself.
        AllSelfRated = "the unit has rated itself in every domain",
        /// The plan is there.
        PlanStated = "the unit has stated its plan",
        /// A customer speaks of itself.
        OwnIntentions = "each row is about this customer and this unit, with a low end that isn't above the high end",
        /// The survey can be read.
        ScoresFit = "there is a score or more, each from 1 to 5 and of a domain of the definition",
        /// Every domain is rated.
        EveryDomainRated = "each domain has one rating of the definition, with a reason",
        /// One person is one assessor.
        NotRatedYet = "the person hasn't rated this unit already",
        /// What differs is settled.
        DifferencesSettled = "each domain on which the assessors differ, and no other, has one rating with a reason",
        /// The outcome is the rule's.
        OutcomeFits = "the outcome is that of the rule; where the rule leaves it open, an outcome of the definition or none",
        /// The plan binds.
        PlanWhole = "there is a milestone, and each says something, has a day ahead, and is the unit's or the oversight body's",
        /// The milestone is open.
        MilestoneOpen = "there is such a milestone, and nobody has said what became of it",
        /// The milestone is the body's own.
        OwnMilestone = "the milestone is this body's",
        /// Its day has passed.
        MilestoneDayPassed = "the day of the milestone has passed",
        /// All is settled.
        PlanSettled = "every milestone is met or missed, and an outcome that needs a plan has one",
        /// Roles that must be apart.
        HandsApart = "the person has done nothing on this unit that must be done by somebody else",
    }
}

/// What a guard is asked about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The assessment before the act.
    pub on_unit: &'a Assessment,
    /// The act.
    pub act: &'a Act,
    /// Who acts.
    pub who: &'a Who,
    /// The day.
    pub on: Date,
}

impl Guard {
    /// Is it so?
    pub(super) fn is_met(self, asked: Asked<'_>) -> bool {
        let Asked { on_unit, act, who, on } = asked;
        match self {
            Guard::DayForward => on_unit.last_day() <= on,
            Guard::Worded => act.words().is_some_and(|words| !words.trim().is_empty()),
            Guard::HandsApart => are_apart(asked),
            Guard::SetupWhole => setup_is_whole(asked),
            Guard::AllAnswered => {
                on_unit.definition().questions().all(|question| on_unit.answers().contains_key(&question.id))
            }
            Guard::AllSelfRated => {
                let mut domains = on_unit.definition().domains.iter();
                domains.all(|domain| on_unit.self_ratings().contains_key(&domain.id))
            }
            Guard::PlanStated => !on_unit.plan().is_empty(),
            Guard::NotRatedYet => on_unit.ratings_of(&who.person).is_none(),
            Guard::PlanSettled => on_unit.is_settled(),
            _ => self.is_met_by_content(asked),
        }
    }

    /// Guards that look into what the act says.
    fn is_met_by_content(self, asked: Asked<'_>) -> bool {
        let Asked { on_unit, act, who, on } = asked;
        let definition = on_unit.definition();
        let unit = &on_unit.setup().unit;
        match (self, act) {
            (Guard::QuestionThere, Act::Answer { question, .. }) => definition.question(question).is_some(),
            (Guard::CarriedThere, Act::Keep { question }) => on_unit.setup().carried.contains_key(question),
            (Guard::RatingWhole, Act::RateSelf { rating }) => is_whole(definition, rating),
            (Guard::OwnPlan, Act::StatePlan { rows }) => {
                !rows.is_empty() && check_plan(unit, rows).iter().all(|finding| !finding.is_error())
            }
            (Guard::OwnIntentions, Act::Intend { rows }) => rows.iter().all(|row| {
                row.unit == *unit && row.customer == who.body && row.low <= row.high && row.low.0 >= 0
            }),
            (Guard::ScoresFit, Act::Respond { scores, .. }) => {
                !scores.is_empty()
                    && scores
                        .iter()
                        .all(|(domain, score)| definition.domain(domain).is_some() && SCORES.contains(score))
            }
            (Guard::EveryDomainRated, Act::Rate { ratings }) => {
                rates_each(definition, ratings, definition.domains.iter().map(|domain| &domain.id))
            }
            (Guard::DifferencesSettled, Act::Moderate { ratings }) => {
                let differences = on_unit.differences();
                rates_each(definition, ratings, differences.iter().map(|difference| &difference.domain))
            }
            (Guard::OutcomeFits, Act::RecordOutcome { outcome, .. }) => match (on_unit.judged(), outcome) {
                (Some(Judged::Outcome(found)), Some(outcome)) => found == *outcome,
                (Some(Judged::Open(_)), Some(outcome)) => definition.outcome(outcome).is_some(),
                (Some(Judged::Open(_)), None) => true,
                _ => false,
            },
            (Guard::PlanWhole, Act::BindPlan { milestones }) => {
                let whole = |milestone: &Milestone| {
                    let owner = &milestone.owner;
                    !milestone.text.trim().is_empty()
                        && milestone.due >= on
                        && (owner == unit || *owner == on_unit.setup().overseer)
                        && !milestone.is_settled()
                };
                !milestones.is_empty() && milestones.iter().all(whole)
            }
            (_, Act::MeetMilestone { milestone, .. } | Act::MissMilestone { milestone, .. }) => {
                let Some(milestone) = on_unit.milestones().get(*milestone) else { return false };
                match self {
                    Guard::MilestoneOpen => !milestone.is_settled(),
                    Guard::OwnMilestone => milestone.owner == who.body,
                    Guard::MilestoneDayPassed => milestone.due < on,
                    _ => false,
                }
            }
            _ => false,
        }
    }
}

fn is_whole(definition: &Definition, rating: &DomainRating) -> bool {
    definition.domain(&rating.domain).is_some()
        && definition.rating(&rating.rating).is_some()
        && !rating.reason.trim().is_empty()
}

/// Is there one whole rating for each of these domains, and none for another?
fn rates_each<'a>(
    definition: &Definition,
    ratings: &[DomainRating],
    domains: impl Iterator<Item = &'a Code>,
) -> bool {
    let wanted: BTreeSet<&Code> = domains.collect();
    let given: BTreeSet<&Code> = ratings.iter().map(|rating| &rating.domain).collect();
    wanted == given
        && given.len() == ratings.len()
        && ratings.iter().all(|rating| is_whole(definition, rating))
}

fn are_apart(asked: Asked<'_>) -> bool {
    let Some(hand) = Hand::of(asked.act.kind()) else { return true };
    let before = asked.on_unit.hands_of(&asked.who.person);
    before.into_iter().all(|done| !hand.is_apart_from(done))
}

fn setup_is_whole(asked: Asked<'_>) -> bool {
    let setup = asked.on_unit.setup();
    let mut bodies: Vec<&Code> = setup.customers.iter().chain([&setup.unit, &setup.overseer]).collect();
    let all = bodies.len();
    bodies.sort();
    bodies.dedup();
    bodies.len() == all
        && setup.overseer == asked.who.body
        && setup.answer_by >= asked.on
        && setup.definition.check("").iter().all(|finding| !finding.is_error())
}
