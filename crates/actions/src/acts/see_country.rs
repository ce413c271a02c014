use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use register::Snapshot;
use stability::at_risk::{UnitStand, unit_stands};
use store::StoreError;
use vocabulary::{Date, Findings};

use super::see_cases::cases_of;
use super::see_joint::see_joint_of_all;
use super::see_market::whole;
use crate::actor::Actor;
use crate::cases::day_of;
use crate::country::SeenCountry;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::sight::sight_of;

/// The whole country, for those who oversee: of units those whose books they see, of cases those that were sent to them.
///
/// Errors: `SignInFirst`; `Forbidden` for everybody else; `NotFound` when no register was imported yet.
pub async fn see_country(desk: &Desk, actor: &Actor, now: Timestamp) -> Result<SeenCountry, Refusal> {
    allow(actor, Operation::SeeCountry, None)?;
    let mut view = desk.store().view().await?;
    let cases = cases_of(desk, &mut view, actor, now).await?;
    let books = whole(desk, &mut view, now).await?.ok_or(Refusal::NotFound)?.snapshot;
    drop(view);
    let today = day_of(now);
    // A register in which nothing has a day is looked at as of today.
    let reference = Some(market::usual_date(&books)).filter(|day| *day != Date::default()).unwrap_or(today);
    let (units, findings) = match stands(desk, &books, reference).await? {
        Ok(known) => {
            (known.iter().filter(|stand| sees(actor, &books, stand)).cloned().collect(), Findings::new())
        }
        Err(findings) => (Vec::new(), findings),
    };
    let shown = desk.opened(&books, &BTreeSet::new());
    let joint = match allow(actor, Operation::SeeJoint, None) {
        Ok(()) => Some(see_joint_of_all(desk, actor, now).await?),
        Err(_) => None,
    };
    Ok(SeenCountry::of((today, shown, reference), (units, findings), cases).with_joint(joint))
}

/// Do they see the unit's books?
fn sees(actor: &Actor, books: &Snapshot, stand: &UnitStand) -> bool {
    sight_of(actor, books, &BTreeSet::from([stand.unit.clone()])).is_books()
}

type Stands = Result<Arc<Vec<UnitStand>>, Findings>;

/// How every unit of a register stands, worked out once for a register and a day.
async fn stands(desk: &Desk, books: &Arc<Snapshot>, on: Date) -> Result<Stands, Refusal> {
    let key = format!("{} {on}", books.hash);
    if let Some(known) = desk.known_stands(&key) {
        return Ok(Ok(known));
    }
    let failed = |why: String| Refusal::Store(StoreError::Failed { why });
    let _turn = desk.working().acquire().await.map_err(|_| failed("the server is ending".to_string()))?;
    let (snapshot, rulebook) = (Arc::clone(books), Arc::clone(desk.rulebook()));
    let work = move || unit_stands(&snapshot, &rulebook, on);
    let found = tokio::task::spawn_blocking(work).await.map_err(|error| failed(error.to_string()))?;
    let known = found.map(Arc::new);
    if let Ok(known) = &known {
        desk.know_stands(&key, known);
    }
    Ok(known)
}
