use super::Context;
use crate::answered::Answered;

pub(super) fn run(_context: &Context, _kind: &str, _id: Option<&str>) -> Answered {
    Answered::wrong_use("not here yet")
}
