use serde::{Deserialize, Serialize};
use store::StoreError;

use super::followed::FollowedAnswer;
use crate::refusal::Refusal;

/// What of the register an uploaded file is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Shape {
    /// All of it: what isn't in the file is no longer in the register.
    #[default]
    Whole,
    /// One table, in place of what the register has; the others stay.
    Table(String),
    /// Rows to be added; a row of the same key and source is replaced.
    Rows,
}

/// What the draft of an upload holds beside the file itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Content {
    /// The file's name; its ending says how it is read.
    pub file: String,
    /// What it is.
    #[serde(default)]
    pub shape: Shape,
    /// The register's column, and the heading in the file under which it stands.
    #[serde(default)]
    pub columns: Vec<(String, String)>,
    /// What became of bodies that end.
    #[serde(default)]
    pub answers: Vec<FollowedAnswer>,
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
            .map_err(|error| StoreError::Failed { why: format!("a draft of an upload: {error}") }.into())
    }
}
