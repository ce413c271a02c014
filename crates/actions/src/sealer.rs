//! Whoever seals the record while a server is up. Several servers may do it for one database: a head is kept once.

use std::future::Future;
use std::time::Duration;

use jiff::Timestamp;
use vocabulary::Finding;

use crate::acts::seal;
use crate::desk::Desk;

/// Seals what isn't sealed now and again until `stop` is over, and at its end. `tells` is told what couldn't be.
pub async fn keep_sealed(
    desk: Desk,
    every: Duration,
    stop: impl Future<Output = ()>,
    tells: impl Fn(String),
) {
    let mut stop = std::pin::pin!(stop);
    loop {
        seal_once(&desk, &tells).await;
        if tokio::time::timeout(every, &mut stop).await.is_ok() {
            break;
        }
    }
    seal_once(&desk, &tells).await;
}

async fn seal_once(desk: &Desk, tells: &impl Fn(String)) {
    let said = |finding: &Finding| format!("{}: {}. {}", finding.place, finding.seen, finding.action);
    match seal(desk, Timestamp::now()).await {
        Ok(sealed) => sealed.findings.iter().map(said).for_each(tells),
        Err(refusal) => tells(refusal.to_string()),
    }
}
