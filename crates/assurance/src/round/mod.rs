//! The round: each of its units is assessed in a fold over acts. What may be done is one table.

mod act;
mod ask;
mod guard;
mod hands;
mod many;
mod offered;
mod refused;
mod setup;
mod state;
mod table;
mod turn;

use std::collections::BTreeMap;

use vocabulary::{Code, Date, Who};

pub use act::{Act, ActKind, DomainRating, Evidence, Milestone, Standing};
pub use ask::Difference;
pub use guard::Guard;
pub use hands::{APART, Hand};
pub use many::{Opening, Round, UnitOpening};
pub use refused::Refused;
pub use setup::{Carried, Setup};
pub use state::State;
pub use table::{By, RULES, Row, Side, To, row_of};
pub use turn::Turn;

use crate::definition::Judged;
use crate::plan::{Intended, PlanRow};
use crate::survey::Response;
use guard::Asked;

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub act: Act,
    /// By whom.
    pub who: Who,
    /// The day.
    pub on: Date,
}

/// An answer of this round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The answer.
    pub text: String,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// The round in which it was written, where that isn't this one.
    pub kept_from: Option<Code>,
    /// When it was given, or kept.
    pub on: Date,
}

/// What one assessor found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessorRatings {
    /// The person: an id of an account, never a name.
    pub person: String,
    /// By domain.
    pub ratings: BTreeMap<Code, DomainRating>,
    /// When.
    pub on: Date,
}

/// An outcome as it was put on the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedBy {
    /// The outcome; none where the rule leaves it open and it stays so.
    pub outcome: Option<Code>,
    /// What the rule says: it stays visible beside the outcome.
    pub judged: Judged,
    /// Why.
    pub reason: String,
    /// When.
    pub on: Date,
}

/// The assessment of one unit: everything that was done, and what follows from that. It is changed by
/// [`Assessment::apply`] only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    setup: Setup,
    events: Vec<Event>,
    state: State,
    ended_at: Option<State>,
    answers: BTreeMap<Code, Answer>,
    self_ratings: BTreeMap<Code, DomainRating>,
    plan: Vec<PlanRow>,
    certified: Option<Date>,
    intentions: BTreeMap<Code, Vec<Intended>>,
    responses: BTreeMap<Code, Response>,
    assessors: Vec<AssessorRatings>,
    moderated: BTreeMap<Code, DomainRating>,
    outcome: Option<RecordedBy>,
    milestones: Vec<Milestone>,
}

impl Assessment {
    /// Begins the assessment of a unit.
    ///
    /// # Errors
    /// The setup isn't whole, or whoever opens it isn't the review lead of its oversight body.
    pub fn open(setup: Setup, who: Who, on: Date) -> Result<Assessment, Refused> {
        let act = ActKind::Open;
        let event = Event { act: Act::Open { setup: Box::new(setup.clone()) }, who, on };
        let begun = Assessment::begun(setup, event);
        let Event { act: opening, who, on } = &begun.events[0];
        if !begun.may(row_of(act), who) {
            return Err(Refused::NotYours { act });
        }
        let guards = failed(row_of(act), Asked { on_unit: &begun, act: opening, who, on: *on });
        if guards.is_empty() { Ok(begun) } else { Err(Refused::NotSo { act, guards }) }
    }

    /// The assessment that a history makes; nothing is asked again. `None` if it doesn't begin with the act that begins.
    pub fn of(events: &[Event]) -> Option<Assessment> {
        let (first, rest) = events.split_first()?;
        let Act::Open { setup } = &first.act else { return None };
        let mut begun = Assessment::begun((**setup).clone(), first.clone());
        rest.iter().for_each(|event| begun.fold(event.clone()));
        Some(begun)
    }

    /// The assessment after an act. The one before stays as it is.
    ///
    /// # Errors
    /// The act isn't this person's, isn't open in this state, or something that must be so isn't.
    pub fn apply(&self, act: Act, who: &Who, on: Date) -> Result<Assessment, Refused> {
        let kind = act.kind();
        let row = row_of(kind);
        if !self.may(row, who) {
            return Err(Refused::NotYours { act: kind });
        }
        if !row.from.contains(&self.state) {
            return Err(Refused::NotNow { act: kind, state: self.state_shown_to(&who.body) });
        }
        let guards = failed(row, Asked { on_unit: self, act: &act, who, on });
        if !guards.is_empty() {
            return Err(Refused::NotSo { act: kind, guards });
        }
        let mut after = self.clone();
        after.fold(Event { act, who: who.clone(), on });
        Ok(after)
    }

    /// The acts that are open to somebody now, by state and role. Guards are asked when it acts.
    pub fn open_to(&self, who: &Who) -> Vec<ActKind> {
        let open = |row: &&Row| row.from.contains(&self.state) && self.may(row, who);
        RULES.iter().filter(open).map(|row| row.act).collect()
    }

    fn may(&self, row: &Row, who: &Who) -> bool {
        row.by.iter().any(|by| by.offices.contains(&who.office) && self.is_at(by.side, &who.body))
    }

    fn begun(setup: Setup, first: Event) -> Assessment {
        Assessment {
            setup,
            events: vec![first],
            state: State::Answering,
            ended_at: None,
            answers: BTreeMap::new(),
            self_ratings: BTreeMap::new(),
            plan: Vec::new(),
            certified: None,
            intentions: BTreeMap::new(),
            responses: BTreeMap::new(),
            assessors: Vec::new(),
            moderated: BTreeMap::new(),
            outcome: None,
            milestones: Vec::new(),
        }
    }

    fn fold(&mut self, event: Event) {
        let Event { act, who, on } = &event;
        self.fold_act(act, who, *on);
        match row_of(act.kind()).to {
            To::Goes(State::Abandoned) => {
                self.ended_at = Some(self.state);
                self.state = State::Abandoned;
            }
            To::Goes(state) => self.state = state,
            To::MayGo(_) if self.assessors.len() >= 2 => {
                let differ = !self.differences().is_empty();
                self.state = if differ { State::Moderating } else { State::Rated };
            }
            To::MayGo(_) | To::Stays => {}
        }
        self.events.push(event);
    }

    fn fold_act(&mut self, act: &Act, who: &Who, on: Date) {
        match act {
            Act::Answer { question, text, evidence } => {
                let answer = Answer { text: text.clone(), evidence: evidence.clone(), kept_from: None, on };
                self.answers.insert(question.clone(), answer);
            }
            Act::Keep { question } => {
                if let Some(Carried { round, text, evidence }) = self.setup.carried.get(question).cloned() {
                    self.answers
                        .insert(question.clone(), Answer { text, evidence, kept_from: Some(round), on });
                }
            }
            Act::RateSelf { rating } => {
                self.self_ratings.insert(rating.domain.clone(), rating.clone());
            }
            Act::StatePlan { rows } => {
                self.plan = rows.clone();
                self.plan.sort();
            }
            Act::Certify => self.certified = Some(on),
            Act::Intend { rows } => {
                self.intentions.insert(who.body.clone(), rows.clone());
            }
            Act::Respond { scores, text } => {
                let response = Response { scores: scores.clone(), text: text.clone() };
                self.responses.insert(who.body.clone(), response);
            }
            Act::Rate { ratings } => {
                let (person, ratings) = (who.person.clone(), by_domain(ratings));
                self.assessors.push(AssessorRatings { person, ratings, on });
            }
            Act::Moderate { ratings } => self.moderated = by_domain(ratings),
            _ => self.fold_end(act, on),
        }
    }

    fn fold_end(&mut self, act: &Act, on: Date) {
        match act {
            Act::RecordOutcome { outcome, text } => {
                let judged = self.setup.definition.judge(&self.rated());
                let (outcome, reason) = (outcome.clone(), text.clone());
                self.outcome = Some(RecordedBy { outcome, judged, reason, on });
            }
            Act::BindPlan { milestones } => self.milestones = milestones.clone(),
            Act::MeetMilestone { milestone, text } => {
                if let Some(milestone) = self.milestones.get_mut(*milestone) {
                    milestone.met = Some((on, text.clone()));
                }
            }
            Act::MissMilestone { milestone, text } => {
                if let Some(milestone) = self.milestones.get_mut(*milestone) {
                    milestone.missed = Some((on, text.clone()));
                }
            }
            _ => {}
        }
    }
}

fn by_domain(ratings: &[DomainRating]) -> BTreeMap<Code, DomainRating> {
    ratings.iter().map(|rating| (rating.domain.clone(), rating.clone())).collect()
}

/// Every guard of a row that isn't met.
fn failed(row: &Row, asked: Asked<'_>) -> Vec<Guard> {
    let all = std::iter::once(&Guard::DayForward).chain(row.guards);
    all.copied().filter(|guard| !guard.is_met(asked)).collect()
}
