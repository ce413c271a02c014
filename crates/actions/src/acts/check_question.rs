use jiff::Timestamp;
use stability::scenario::Scenario;
use store::Id;
use vocabulary::{Finding, Findings};

use super::see_question::found;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::question::{Question, engine_says, ready};
use crate::refusal::Refusal;
use crate::sight::Sight;

/// A question with everything that is to be said before it is asked.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The question.
    pub question: Question,
    /// Its scenario; none when it can't be read.
    pub scenario: Option<Scenario>,
    /// How much of the answer whoever checks it would see.
    pub sight: Sight,
    /// What there is to say.
    pub findings: Findings,
}

impl Checked {
    /// Can it be asked? Not while anything is an error.
    pub fn can_be_asked(&self) -> bool {
        self.scenario.is_some() && !self.findings.iter().any(Finding::is_error)
    }
}

/// Checks a question as it is now: all findings at once, and nothing is run.
///
/// Errors: `NotFound` when there is none, or it is another body's.
pub async fn check_question(desk: &Desk, actor: &Actor, id: &Id, now: Timestamp) -> Result<Checked, Refusal> {
    let mut view = desk.store().view().await?;
    let question = found(desk, &mut view, actor, id, now).await?;
    let mut checked = ready(desk, &mut view, actor, (&question.body, &question.scenario), now).await?;
    engine_says(desk, &mut checked);
    Ok(Checked { question, scenario: checked.scenario, sight: checked.sight, findings: checked.findings })
}
