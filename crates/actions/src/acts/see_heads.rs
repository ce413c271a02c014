use store::KeptHead;

use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// The last head of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenHead {
    /// The log.
    pub log: String,
    /// Its last head.
    pub head: KeptHead,
}

/// The last head of every log that has one, the log's name first. Open to everybody: heads are made to be given away.
///
/// Errors: when the database can't be reached.
pub async fn see_heads(desk: &Desk, actor: &Actor) -> Result<Vec<SeenHead>, Refusal> {
    allow(actor, Operation::SeeHeads, None)?;
    let mut view = desk.store().view().await?;
    let mut heads = Vec::new();
    for log in view.record_logs().await? {
        if let Some(head) = view.last_record_head(&log).await? {
            heads.push(SeenHead { log, head });
        }
    }
    Ok(heads)
}
