//! Whose turn it is.

use vocabulary::{Code, Date, Office};

use super::act::ActKind;
use super::state::State;
use super::{Assessment, Milestone};

/// Something that an assessment waits for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    /// The last day, if there is one.
    pub by: Option<Date>,
    /// The body.
    pub body: Code,
    /// The role.
    pub office: Office,
    /// What is to be done.
    pub act: ActKind,
}

impl Assessment {
    /// What the assessment waits for, what is due first before the rest. Each line is told to its own body only.
    pub fn turns(&self) -> Vec<Turn> {
        let (unit, overseer) = (&self.setup().unit, &self.setup().overseer);
        let lead = |act| vec![turn(None, overseer, Office::ReviewLead, act)];
        let mut turns = match self.state() {
            State::Answering => vec![self.unit_turn(unit)],
            State::Assessing => vec![turn(None, overseer, Office::Assessor, ActKind::Rate)],
            State::Moderating => vec![turn(None, overseer, Office::Assessor, ActKind::Moderate)],
            State::Rated => lead(ActKind::RecordOutcome),
            State::Outcome => lead(ActKind::Publish),
            State::Published if self.is_settled() => lead(ActKind::Close),
            State::Published => lead(ActKind::BindPlan),
            State::Bound if self.is_settled() => lead(ActKind::Close),
            State::Bound => self.open_milestones().collect(),
            State::Closed | State::Abandoned => Vec::new(),
        };
        if matches!(self.state(), State::Answering | State::Assessing) {
            turns.extend(self.customer_turns());
        }
        turns.sort_by_key(|turn| (turn.by.is_none(), turn.by, turn.body.clone(), turn.act, turn.office));
        turns.dedup();
        turns
    }

    /// Questions that the unit hasn't answered in this round, in the order in which they are asked.
    pub fn unanswered(&self) -> impl Iterator<Item = &Code> {
        let asked = self.definition().questions().map(|question| &question.id);
        asked.filter(|question| !self.answers().contains_key(*question))
    }

    fn unit_turn(&self, unit: &Code) -> Turn {
        let by = Some(self.setup().answer_by);
        let mut domains = self.definition().domains.iter();
        if self.unanswered().next().is_some() {
            turn(by, unit, Office::UnitDirector, ActKind::Answer)
        } else if domains.any(|domain| !self.self_ratings().contains_key(&domain.id)) {
            turn(by, unit, Office::UnitDirector, ActKind::RateSelf)
        } else if self.plan().is_empty() {
            turn(by, unit, Office::UnitFinance, ActKind::StatePlan)
        } else {
            turn(by, unit, Office::Certifier, ActKind::Certify)
        }
    }

    /// Customers that haven't said what they intend, or haven't answered the survey. They may, and needn't: nothing waits for them.
    fn customer_turns(&self) -> impl Iterator<Item = Turn> {
        let by = Some(self.setup().answer_by);
        self.setup().customers.iter().filter_map(move |customer| {
            let act =
                match (self.intentions().contains_key(customer), self.responses().contains_key(customer)) {
                    (false, _) => ActKind::Intend,
                    (true, false) => ActKind::Respond,
                    (true, true) => return None,
                };
            Some(turn(by, customer, Office::Author, act))
        })
    }

    fn open_milestones(&self) -> impl Iterator<Item = Turn> {
        let open = self.milestones().iter().filter(|milestone| !milestone.is_settled());
        open.map(|milestone: &Milestone| {
            let office =
                if milestone.owner == self.setup().unit { Office::UnitDirector } else { Office::ReviewLead };
            turn(Some(milestone.due), &milestone.owner, office, ActKind::MeetMilestone)
        })
    }
}

fn turn(by: Option<Date>, body: &Code, office: Office, act: ActKind) -> Turn {
    Turn { by, body: body.clone(), office, act }
}
