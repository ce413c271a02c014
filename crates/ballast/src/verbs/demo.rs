use super::Context;
use super::simulate::{self, Asked};
use crate::answered::Answered;
use crate::shipped::DEMONSTRATION;

/// Prints the impact statement of the demonstration: the move of 2013 that the project comes from.
pub(super) fn run(context: &Context) -> Answered {
    let asked = Asked { scenario: DEMONSTRATION.to_string(), all_rules: true, ..Asked::default() };
    simulate::run(context, &asked)
}
