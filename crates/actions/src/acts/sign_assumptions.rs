use jiff::Timestamp;
use store::{Id, NewAudit, NewSignature, Said, Tx};
use vocabulary::{Code, Finding, Place};

use super::see_signatures::{SeenSignatures, register_of, said_of};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::signatures::{KnownFigure, SeenFigure};

/// Figures that were signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedFigures {
    /// How many.
    pub count: usize,
    /// The receipt: names the line of the audit.
    pub receipt: Id,
}

/// Signs figures that are derived or assumed about a unit, as they stand in the register. All of them or none.
///
/// Errors: `Forbidden`; `NotFound` when no register knows the unit; `Stale` when the register says another value of
/// one of them by now, or somebody said something of it since; `Invalid` when one isn't about the unit, or there is
/// none.
pub async fn sign_assumptions(
    desk: &Desk,
    actor: &Actor,
    unit: &Code,
    seen: &[SeenFigure],
    now: Timestamp,
) -> Result<SignedFigures, Refusal> {
    allow(actor, Operation::SignAssumptions, Some(unit))?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    if seen.is_empty() {
        return Err(Refusal::Invalid(vec![
            Finding::error("nothing-to-sign", Place::cell("signatures", "", "figures"), "no figure")
                .expected("one figure or several")
                .action("Choose the figures that you sign."),
        ]));
    }
    let mut tx = desk.store().tx().await?;
    let known = of_unit(desk, &mut tx, unit, now).await?;
    for seen in seen {
        let one = as_seen(&known, seen)?;
        let new = NewSignature {
            unit,
            body: &known.body,
            register: &known.register,
            figure: &seen.at,
            seen: seen.number,
            said: Said::Signed,
            seen_value: &one.figure.value,
            corrected_value: None,
            reason: "",
            person,
        };
        tx.add_signature(&new, now).await?;
    }
    let line = NewAudit {
        person: Some(person),
        body: Some(unit),
        act: "sign-assumptions",
        on_kind: "unit",
        on_id: unit.as_str(),
        ..NewAudit::default()
    };
    let receipt = tx.append_audit(&line, now).await?.receipt;
    tx.commit().await?;
    Ok(SignedFigures { count: seen.len(), receipt })
}

/// The figures about a unit as they are now.
pub(super) async fn of_unit(
    desk: &Desk,
    tx: &mut Tx,
    unit: &Code,
    now: Timestamp,
) -> Result<SeenSignatures, Refusal> {
    let found = register_of(desk, tx, unit, now).await?.ok_or(Refusal::NotFound)?;
    said_of(tx, unit, found).await
}

/// The figure that somebody saw, if it is still as it was seen.
pub(super) fn as_seen<'a>(known: &'a SeenSignatures, seen: &SeenFigure) -> Result<&'a KnownFigure, Refusal> {
    let Some(one) = known.figures.iter().find(|known| known.figure.at == seen.at) else {
        return Err(Refusal::Invalid(vec![
            Finding::error("figure-unknown", Place::cell("signatures", "", "at"), seen.at.clone())
                .expected("a figure that the register derives or assumes about the unit")
                .action("Look at the figures again: what is recorded isn't signed."),
        ]));
    };
    if one.number() != seen.number || one.figure.value != seen.value {
        return Err(Refusal::Stale { current_version: one.number() });
    }
    Ok(one)
}
