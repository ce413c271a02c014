use super::Context;
use crate::answered::Answered;

pub(super) fn run(_context: &Context, _paths: &[String]) -> Answered {
    Answered::wrong_use("not here yet")
}
