use super::Context;
use crate::answered::Answered;

/// What part of the market to show.
pub(super) struct Filters {
    pub unit: Option<String>,
    pub buyer: Option<String>,
    pub service: Option<String>,
}

pub(super) fn run(_context: &Context, _filters: &Filters) -> Answered {
    Answered::wrong_use("not here yet")
}
