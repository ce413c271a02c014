use serde::{Deserialize, Serialize};
use store::StoreError;
use vocabulary::Code;

use crate::refusal::Refusal;

/// What the draft of payments holds beside the files.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Content {
    /// Each supplier that a person has spoken about, with the unit's code; none for one that is no unit.
    pub said: Vec<(String, Option<String>)>,
}

impl Content {
    /// As it is kept.
    ///
    /// Errors: never in practice; text always becomes JSON.
    pub fn write(&self) -> Result<String, Refusal> {
        serde_json::to_string(self).map_err(|error| StoreError::Failed { why: error.to_string() }.into())
    }

    /// As it was kept.
    ///
    /// Errors: when the draft holds something else.
    pub fn read(text: &str) -> Result<Content, Refusal> {
        serde_json::from_str(text)
            .map_err(|error| StoreError::Failed { why: format!("a draft of payments: {error}") }.into())
    }

    /// What a person said of a supplier.
    pub fn of(&self, supplier: &str) -> Option<Option<Code>> {
        let (_, unit) = self.said.iter().find(|(name, _)| name == supplier)?;
        Some(unit.as_ref().map(|unit| Code::new(unit)))
    }
}
