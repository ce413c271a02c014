//! What cases and rounds have in common in the API: acts, each with the body that it is done for, what it rests on, and a receipt.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use vocabulary::{Code, Date, Office};

use super::code_of;
use super::paging::Item;
use super::problem::Problem;

/// For which body.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct At {
    /// The body that the act is done for; needed only by who could do it for several.
    #[param(required = false, nullable = false, min_length = 1, max_length = 200)]
    pub at: Option<String>,
}

impl At {
    pub(super) fn body(&self) -> Result<Option<Code>, Problem> {
        self.at.as_deref().map(code_of).transpose()
    }
}

/// That something was done.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReceiptBody {
    /// The receipt of its entry in the record.
    pub receipt: String,
}

/// Something that waits for somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WaitingBody {
    /// The act, as `docs/casework.md` and `docs/assurance.md` list them.
    act: &'static str,
    /// For which body.
    body: String,
    /// In which role.
    role: &'static str,
    /// The last day, if there is one.
    #[schema(format = Date)]
    by: Option<String>,
}

impl WaitingBody {
    pub(super) fn of(act: &'static str, (body, office): (&Code, Office), by: Option<Date>) -> Self {
        let by = by.map(|day| day.to_string());
        WaitingBody { act, body: body.to_string(), role: office.word(), by }
    }
}

/// Something that was done.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StepBody {
    /// Among what whoever asks knows of, from 1.
    pub number: usize,
    #[schema(format = Date)]
    pub on: String,
    pub act: &'static str,
    /// For which body.
    pub body: String,
    /// The receipt of its entry in the record.
    pub receipt: Option<String>,
}

impl Item for StepBody {
    const COLUMNS: &'static [&'static str] = &["number", "on", "act", "body", "receipt"];

    fn cursor(&self) -> String {
        format!("{:08}", self.number)
    }
}
