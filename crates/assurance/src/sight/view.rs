//! An assessment as one party sees it: nothing else is in the value.

use vocabulary::{Code, Date, Who};

use super::{Ground, Party};
use crate::definition::Judged;
use crate::plan::{Intended, PlanRow, Reconciled, reconcile};
use crate::round::{
    ActKind, Answer, Assessment, AssessorRatings, Carried, Difference, DomainRating, Event, Milestone,
    RecordedBy, State,
};
use crate::survey::{Response, Summary, summarise};

/// Something that was done, by which body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// When.
    pub on: Date,
    /// What.
    pub act: ActKind,
    /// For which body.
    pub body: &'a Code,
}

/// An assessment as somebody sees it. What isn't seen is empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct View<'a> {
    /// Round, unit and state; `None` where nobody is told that there is one.
    pub notice: Option<(&'a Code, &'a Code, State)>,
    /// Answers, by question.
    pub answers: Vec<(&'a Code, &'a Answer)>,
    /// Answers of the last round that were neither kept nor replaced, by question.
    pub carried: Vec<(&'a Code, &'a Carried)>,
    /// How the unit rates itself.
    pub self_ratings: Vec<&'a DomainRating>,
    /// The plan.
    pub plan: &'a [PlanRow],
    /// What customers intend: all, or what the own body said.
    pub intentions: Vec<&'a Intended>,
    /// The plan held against what customers intend.
    pub reconciled: Option<Reconciled>,
    /// What customers answered, by customer: all, or the own body.
    pub responses: Vec<(&'a Code, &'a Response)>,
    /// What customers answered together.
    pub survey: Option<Summary>,
    /// What assessors found: the own person, or both.
    pub assessors: Vec<&'a AssessorRatings>,
    /// Where they differ.
    pub differences: Vec<Difference>,
    /// The rating of each domain.
    pub rated: Vec<DomainRating>,
    /// What the rule says of it: open is shown as open.
    pub judged: Option<Judged>,
    /// The outcome.
    pub outcome: Option<&'a RecordedBy>,
    /// The binding plan.
    pub milestones: &'a [Milestone],
    /// What was done, in order, as far as it is known.
    pub history: Vec<Step<'a>>,
}

impl Assessment {
    /// The assessment as somebody sees it, in the role in hand.
    pub fn seen_by(&self, who: &Who) -> View<'_> {
        self.view(self.party_of(who), &who.body, &who.person)
    }

    /// The assessment as a party sees it: somebody at a body.
    pub fn view(&self, party: Party, body: &Code, person: &str) -> View<'_> {
        let mut view = View::default();
        let grounds = self.grounds(party);
        for ground in &grounds {
            self.show(*ground, body, person, &mut view);
        }
        let events = self.events();
        let step =
            |at: usize| Step { on: events[at].on, act: events[at].act.kind(), body: &events[at].who.body };
        view.history = self.known_events(party, body, person).into_iter().map(step).collect();
        view
    }

    /// Which of its events a party knows of, counted from 0. The view's history has a step for each of them.
    pub fn known_events(&self, party: Party, body: &Code, person: &str) -> Vec<usize> {
        let grounds = self.grounds(party);
        let is_known = |event: &Event| {
            let kind = event.act.kind();
            let own = match kind {
                ActKind::Rate => grounds.contains(&Ground::OwnRatings) && event.who.person == person,
                ActKind::Intend | ActKind::Respond => {
                    grounds.contains(&Ground::OwnWords) && event.who.body == *body
                }
                _ => false,
            };
            own || grounds.contains(&ground_of(kind))
        };
        let events = self.events().iter().enumerate();
        events.filter(|(_, event)| is_known(event)).map(|(at, _)| at).collect()
    }

    fn show<'a>(&'a self, ground: Ground, body: &Code, person: &str, view: &mut View<'a>) {
        match ground {
            Ground::Notice => {
                view.notice = Some((&self.setup().round, &self.setup().unit, self.state_shown_to(body)));
            }
            Ground::Answers => {
                view.answers = self.answers().iter().collect();
                let waiting = self.setup().carried.iter();
                view.carried =
                    waiting.filter(|(question, _)| !self.answers().contains_key(*question)).collect();
                view.self_ratings = self.self_ratings().values().collect();
            }
            Ground::Plan => view.plan = self.plan(),
            Ground::OwnWords => {
                view.intentions = self.intentions().get(body).into_iter().flatten().collect();
                view.responses = self.responses().iter().filter(|(customer, _)| *customer == body).collect();
            }
            Ground::Intentions => {
                view.intentions = self.intentions().values().flatten().collect();
                view.reconciled = Some(reconcile(self.plan(), &self.all_intentions()));
            }
            Ground::SurveyWhole => view.responses = self.responses().iter().collect(),
            Ground::SurveyTold => view.survey = Some(self.survey()),
            Ground::OwnRatings => view.assessors = self.ratings_of(person).into_iter().collect(),
            Ground::BothRatings => {
                view.assessors = self.assessors().iter().collect();
                view.differences = self.differences();
            }
            Ground::Rated => {
                view.rated = self.final_ratings().into_values().collect();
                view.judged = self.judged();
            }
            Ground::Outcome => view.outcome = self.outcome(),
            Ground::BindingPlan => view.milestones = self.milestones(),
        }
    }

    /// What may be told of the survey.
    pub fn survey(&self) -> Summary {
        let domains: Vec<Code> = self.definition().domains.iter().map(|domain| domain.id.clone()).collect();
        summarise(&domains, self.responses().values())
    }
}

/// What one must see to know that an act was done.
fn ground_of(act: ActKind) -> Ground {
    match act {
        ActKind::Open | ActKind::Certify => Ground::Notice,
        ActKind::Answer | ActKind::Keep | ActKind::RateSelf => Ground::Answers,
        ActKind::StatePlan => Ground::Plan,
        ActKind::Intend => Ground::Intentions,
        ActKind::Respond => Ground::SurveyWhole,
        ActKind::Rate | ActKind::Moderate => Ground::BothRatings,
        ActKind::RecordOutcome | ActKind::Publish | ActKind::Close | ActKind::Abandon => Ground::Outcome,
        ActKind::BindPlan | ActKind::MeetMilestone | ActKind::MissMilestone => Ground::BindingPlan,
    }
}
