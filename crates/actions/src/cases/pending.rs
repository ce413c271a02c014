//! Which cases are looked at together, each as the question that it was frozen with; and why others are left out.

use std::sync::Arc;

use appraisal::input::{Appraisal, AppraisalOption};
use appraisal::run::scenario_of;
use casework::{Choice, Exhibit, Party, SectionId, State};
use register::Snapshot;
use stability::scenario::Scenario;
use store::View;
use vocabulary::Code;

use super::SeenCase;
use crate::asked::{Asked, asked_of};
use crate::desk::Desk;
use crate::refusal::Refusal;

/// Why a case isn't looked at together with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// No frozen answer says what it moves.
    NoQuestion,
    /// Its answer is of another register.
    OtherRegister,
    /// It moves something outside of the months that are looked at.
    OtherMonths,
    /// There are more cases than can be looked at.
    TooMany,
}

impl LeftOut {
    /// In words, after the case.
    pub fn words(self) -> &'static str {
        match self {
            LeftOut::NoQuestion => "none of its exhibits says what moves",
            LeftOut::OtherRegister => "its evidence is of another register",
            LeftOut::OtherMonths => "it moves outside of the months that are looked at",
            LeftOut::TooMany => "there are more cases than can be looked at together",
        }
    }
}

/// A case as a question to the engine.
pub(crate) struct PendingCase {
    pub reference: Code,
    /// The hash of the exhibit that it is.
    pub exhibit: String,
    pub scenario: Scenario,
    pub snapshot: Arc<Snapshot>,
}

impl SeenCase {
    /// Was it sent, does an overseer look at it, and is it neither over nor decided against? Then it is among those that are looked at
    /// together.
    pub fn is_pending(&self) -> bool {
        let (view, state) = (self.view(), self.notice().1);
        let oversees = matches!(self.party(), Party::Deciding | Party::Told);
        let stays = state > State::Outcome
            && !view.decisions.is_empty()
            && view.decisions.iter().all(|(_, decision)| decision.choice == Choice::Stay);
        oversees && state != State::Draft && !state.is_over() && !stays
    }
}

/// What a case that was sent asks the engine; none where no exhibit says.
///
/// Errors: when what is kept can't be read.
pub(crate) async fn question_of(
    desk: &Desk,
    view: &mut View,
    case: &SeenCase,
) -> Result<Option<PendingCase>, Refusal> {
    let known = view.case_exhibits(case.reference()).await?;
    for exhibit in in_order(&case.view().exhibits) {
        let Some((_, id)) = known.iter().find(|(hash, _)| hash == exhibit.hash.as_str()) else { continue };
        let Some(stored) = view.result(id).await? else { continue };
        let (asked, snapshot) = asked_of(desk, view, &stored).await?;
        let scenario = match asked {
            Asked::Question(scenario) => *scenario,
            Asked::Appraisal(appraisal) => {
                let Some(option) = preferred(&appraisal) else { continue };
                scenario_of(&snapshot, desk.rulebook(), &appraisal, option)
            }
        };
        if scenario.moves.is_empty() {
            continue;
        }
        let (reference, exhibit) = (case.reference().clone(), exhibit.hash.to_string());
        return Ok(Some(PendingCase { reference, exhibit, scenario, snapshot }));
    }
    Ok(None)
}

/// The option that the author prefers, or the only one that changes anything. Which of several comes first isn't known here.
fn preferred(appraisal: &Appraisal) -> Option<&AppraisalOption> {
    let named = |code: &Code| appraisal.options.iter().find(|option| option.id == *code);
    appraisal.preferred.as_ref().map_or_else(
        || {
            let mut changing = appraisal.options.iter().filter(|option| option.changes().next().is_some());
            changing.next().filter(|_| changing.next().is_none())
        },
        named,
    )
}

/// Exhibits of the system's impact first: those say what the whole case moves.
fn in_order<'a>(exhibits: &[&'a Exhibit]) -> Vec<&'a Exhibit> {
    let mut exhibits = exhibits.to_vec();
    exhibits.sort_by_key(|exhibit| exhibit.section != SectionId::SystemImpact);
    exhibits
}

/// Does everything that a case moves lie within the months of another?
pub(crate) fn is_within(scenario: &Scenario, first: &Scenario) -> bool {
    let months = |on: vocabulary::Date| i64::from(on.year()) * 12 + i64::from(on.month());
    let start = months(first.start);
    scenario.moves.iter().all(|one| (0..i64::from(first.months)).contains(&(months(one.date) - start)))
}
