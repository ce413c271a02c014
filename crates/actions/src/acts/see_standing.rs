use std::sync::Arc;

use exchange::read_scenario;
use jiff::Timestamp;
use register::Snapshot;
use stability::scenario::Assumption;
use stability::standing::{Standing, assumed_about, standing};
use store::{Id, StoreError, View};
use vocabulary::Code;

use super::see_register::of_hash;
use super::see_signatures::{SeenSignatures, seen};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::question::KIND;
use crate::refusal::Refusal;

/// What a unit's income stands on, and what others assume about it.
#[derive(Debug, Clone)]
pub struct SeenStanding {
    /// The register that it is worked out from.
    pub snapshot: Arc<Snapshot>,
    /// What the income stands on.
    pub standing: Standing,
    /// What shared answers of others assume about the unit.
    pub assumed: Vec<Assumed>,
    /// What the unit says of the figures that are derived or assumed about it.
    pub signatures: SeenSignatures,
}

/// An assumption about the unit that another body's shared answer uses.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumed {
    /// The answer.
    pub result: Id,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub body: Code,
    /// What is assumed.
    pub assumption: Assumption,
}

/// What a unit's income stands on: for those who keep its books or oversee it.
///
/// Errors: `NotFound` for everybody else, and when no register knows the unit.
pub async fn see_standing(
    desk: &Desk,
    actor: &Actor,
    unit: &Code,
    now: Timestamp,
) -> Result<SeenStanding, Refusal> {
    let mut view = desk.store().view().await?;
    let signatures = seen(desk, &mut view, actor, unit, now).await?;
    let assumed = assumed(desk, &mut view, unit).await?;
    drop(view);
    let snapshot = Arc::clone(&signatures.snapshot);
    let failed = |why: String| Refusal::Store(StoreError::Failed { why });
    let _turn = desk.working().acquire().await.map_err(|_| failed("the server is ending".to_string()))?;
    let (known, rulebook, code) = (Arc::clone(&snapshot), Arc::clone(desk.rulebook()), unit.clone());
    let work = move || standing(&known, &rulebook, &code, market::usual_date(&known));
    let standing = tokio::task::spawn_blocking(work).await.map_err(|error| failed(error.to_string()))?;
    Ok(SeenStanding { snapshot, standing: standing.ok_or(Refusal::NotFound)?, assumed, signatures })
}

async fn assumed(desk: &Desk, view: &mut View, unit: &Code) -> Result<Vec<Assumed>, Refusal> {
    let mut assumed = Vec::new();
    for stored in view.shared_results(KIND).await? {
        if stored.body == *unit {
            continue;
        }
        let (Some(scenario), _) = read_scenario("scenario", &stored.scenario) else { continue };
        let snapshot = of_hash(desk, view, &stored.snapshot_hash).await?;
        let about = assumed_about(&snapshot, unit, &scenario);
        assumed.extend(about.into_iter().map(|assumption| Assumed {
            result: stored.id.clone(),
            title: stored.title.clone(),
            body: stored.body.clone(),
            assumption: assumption.clone(),
        }));
    }
    Ok(assumed)
}
