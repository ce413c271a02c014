//! What a stored result was asked: a question, or an appraisal.

use std::collections::BTreeSet;
use std::sync::Arc;

use appraisal::input::Appraisal;
use exchange::{read_appraisal, read_scenario};
use register::Snapshot;
use stability::scenario::{Move, Scenario};
use store::{StoredResult, View};
use vocabulary::{Code, Findings};

use crate::acts::see_register::of_hash;
use crate::bounds::{bounds, bounds_of_appraisal};
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::sight::{units_of, units_weighed};
use crate::weighing;

/// What was asked.
pub(crate) enum Asked {
    /// Who else is hurt?
    Question(Box<Scenario>),
    /// Which option?
    Appraisal(Box<Appraisal>),
}

impl Asked {
    /// Reads what was asked. Errors: why it can't be read.
    pub(crate) fn of(stored: &StoredResult) -> Result<Asked, Findings> {
        if stored.kind == weighing::KIND {
            let (appraisal, findings) = read_appraisal(weighing::KIND, &stored.scenario);
            return appraisal.map(|appraisal| Asked::Appraisal(Box::new(appraisal))).ok_or(findings);
        }
        let (scenario, findings) = read_scenario("scenario", &stored.scenario);
        scenario.map(|scenario| Asked::Question(Box::new(scenario))).ok_or(findings)
    }

    /// The units whose books its answer rests on.
    pub(crate) fn units(&self, desk: &Desk, snapshot: &Snapshot) -> BTreeSet<Code> {
        match self {
            Asked::Question(scenario) => units_of(snapshot, scenario),
            Asked::Appraisal(appraisal) => units_weighed(snapshot, desk.rulebook(), appraisal),
        }
    }

    /// Does it speak of a unit by itself: as one that is left or joined? Of every unit where nothing moves.
    pub(crate) fn moves(&self, unit: &Code) -> bool {
        match self {
            Asked::Question(scenario) => {
                let of = |one: &Move| one.supplier == *unit || one.to.code.as_ref() == Some(unit);
                scenario.moves.is_empty() || scenario.moves.iter().any(of)
            }
            Asked::Appraisal(appraisal) => {
                let mut choices = appraisal.options.iter().flat_map(|option| &option.choices);
                appraisal.supplier == *unit || choices.any(|choice| choice.to.as_ref() == Some(unit))
            }
        }
    }

    /// Does it hold more than somebody who sees bands may ask? Then its author may have put the books in it.
    pub(crate) fn holds_books(&self) -> bool {
        match self {
            Asked::Question(scenario) => !bounds(scenario).is_empty(),
            Asked::Appraisal(appraisal) => !bounds_of_appraisal(appraisal).is_empty(),
        }
    }
}

impl Asked {
    /// Does it tell small groups of posts apart? Then nobody reads it in an answer but who asked: it is kept so that
    /// the answer can be worked out again.
    pub(crate) fn tells_posts_apart(&self) -> bool {
        match self {
            Asked::Question(_) => false,
            Asked::Appraisal(appraisal) => appraisal.posts.iter().any(weighing::is_small),
        }
    }
}

/// The name of the file of an answer that holds what was asked.
pub(crate) fn asked_file(kind: &str) -> &'static str {
    if kind == weighing::KIND { "appraisal.toml" } else { "scenario.toml" }
}

/// What a stored answer was asked, and of which register.
pub(crate) async fn asked_of(
    desk: &Desk,
    view: &mut View,
    stored: &StoredResult,
) -> Result<(Asked, Arc<Snapshot>), Refusal> {
    let snapshot = of_hash(desk, view, &stored.snapshot_hash).await?;
    Ok((Asked::of(stored).map_err(Refusal::Invalid)?, snapshot))
}
