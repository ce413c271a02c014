//! A round of several units.

use std::collections::BTreeMap;
use std::sync::Arc;

use vocabulary::{Code, Date, Who};

use super::{Act, Assessment, Refused, Setup, State};
use crate::definition::Definition;

/// A unit that a round is opened for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitOpening {
    /// The unit.
    pub unit: Code,
    /// Its customers.
    pub customers: Vec<Code>,
}

/// What a round is opened with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The name of the round.
    pub round: Code,
    /// What is asked.
    pub definition: Arc<Definition>,
    /// The oversight body.
    pub overseer: Code,
    /// The units.
    pub units: Vec<UnitOpening>,
    /// The last day to certify.
    pub answer_by: Date,
}

/// One round: the assessment of each of its units, each at its own pace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Round {
    assessments: BTreeMap<Code, Assessment>,
}

impl Round {
    /// Opens a round for units. Each opens with its answers of the round before, where that asked the same.
    ///
    /// # Errors
    /// The first unit that can't be assessed so, and why. Then nothing is opened.
    pub fn open(
        opening: &Opening,
        last: Option<&Round>,
        who: &Who,
        on: Date,
    ) -> Result<Round, (Code, Refused)> {
        let mut assessments = BTreeMap::new();
        for UnitOpening { unit, customers } in &opening.units {
            let before =
                last.and_then(|last| last.of_unit(unit)).filter(|before| before.certified().is_some());
            let setup = Setup {
                round: opening.round.clone(),
                unit: unit.clone(),
                overseer: opening.overseer.clone(),
                customers: customers.clone(),
                definition: Arc::clone(&opening.definition),
                answer_by: opening.answer_by,
                carried: before.map(|before| before.carried_into(&opening.definition)).unwrap_or_default(),
            };
            let opened =
                Assessment::open(setup, who.clone(), on).map_err(|refused| (unit.clone(), refused))?;
            assessments.insert(unit.clone(), opened);
        }
        Ok(Round { assessments })
    }

    /// The round that these assessments make.
    pub fn of(assessments: impl IntoIterator<Item = Assessment>) -> Round {
        let by_unit = assessments.into_iter().map(|assessment| (assessment.setup().unit.clone(), assessment));
        Round { assessments: by_unit.collect() }
    }

    /// The round after an act on a unit.
    ///
    /// # Errors
    /// As [`Assessment::apply`]; or the round doesn't assess such a unit.
    pub fn apply(&self, unit: &Code, act: Act, who: &Who, on: Date) -> Result<Round, Refused> {
        let after = self.of_unit(unit).ok_or(Refused::NoSuchUnit)?.apply(act, who, on)?;
        let mut round = self.clone();
        round.assessments.insert(unit.clone(), after);
        Ok(round)
    }

    /// The assessment of a unit.
    pub fn of_unit(&self, unit: &Code) -> Option<&Assessment> {
        self.assessments.get(unit)
    }

    /// Every assessment, by unit.
    pub fn assessments(&self) -> impl Iterator<Item = &Assessment> {
        self.assessments.values()
    }

    /// Is it over for every unit?
    pub fn is_over(&self) -> bool {
        self.assessments().all(|assessment| assessment.state().is_over())
    }

    /// How many units stand where.
    pub fn states(&self) -> BTreeMap<State, usize> {
        let mut counts = BTreeMap::new();
        self.assessments().for_each(|assessment| *counts.entry(assessment.state()).or_default() += 1);
        counts
    }
}
