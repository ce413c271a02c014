use store::AuditLine;
use vocabulary::Code;

use super::see_audit::see_audit;
use super::see_history::names;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::refusal::Refusal;

/// A line of the audit with the name of whoever acted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldLine {
    /// The line.
    pub line: AuditLine,
    /// What they are called; none when Ballast acted by itself.
    pub by: Option<String>,
}

/// What was done for a body, as [`see_audit`], with names.
///
/// Errors: `Forbidden`.
pub async fn read_audit(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    before: i64,
    limit: i64,
) -> Result<Vec<ToldLine>, Refusal> {
    let lines = see_audit(desk, actor, body, before, limit).await?;
    let mut view = desk.store().view().await?;
    let names = names(&mut view, lines.iter().filter_map(|line| line.person.as_ref())).await?;
    let told =
        |line: AuditLine| ToldLine { by: line.person.as_ref().and_then(|id| names.get(id)).cloned(), line };
    Ok(lines.into_iter().map(told).collect())
}
