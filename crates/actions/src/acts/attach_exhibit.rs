use casework::{Act, ActKind, Exhibit, SectionId};
use jiff::Timestamp;
use store::Id;
use vocabulary::Code;

use super::act_on_case::{doer, seen_case};
use crate::actor::Actor;
use crate::cases::{Doing, carry_on, evidence};
use crate::desk::Desk;
use crate::refusal::Refusal;

/// Attaches a frozen answer of one of the case's commissioners to a section; the receipt. It takes the place of an exhibit of the
/// same title, and what was certified is no longer.
///
/// Errors: `NotFound` when there is no such case or answer; `Forbidden`; `WrongState`; `Invalid` when the answer isn't frozen.
pub async fn attach_exhibit(
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
    (section, result): (SectionId, &Id),
    now: Timestamp,
) -> Result<String, Refusal> {
    let mut view = desk.store().view().await?;
    let who = doer(actor, &seen_case(desk, &mut view, actor, reference, now).await?, ActKind::Attach, None)?;
    let stored =
        view.result(result).await?.filter(|stored| stored.body == who.body).ok_or(Refusal::NotFound)?;
    let evidence = evidence(desk, &mut view, &stored).await?;
    drop(view);
    // The engine takes a while, and nobody else writes during a transaction: so it has run before.
    let mut tx = desk.store().tx().await?;
    let seen = seen_case(desk, &mut tx, actor, reference, now).await?;
    let exhibit = Exhibit {
        hash: Code::new(&evidence.exhibit),
        title: stored.title.clone(),
        section,
        affected: evidence.affected,
        basis: evidence.basis,
        figures: evidence.figures,
    };
    tx.add_case_exhibit(reference, &evidence.exhibit, result).await?;
    let doing = Doing { act: Act::Attach { exhibit: Box::new(exhibit) }, who, now };
    let receipt = carry_on(&mut tx, seen.kept(), doing).await?;
    tx.commit().await?;
    Ok(receipt)
}
