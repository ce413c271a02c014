use jiff::Timestamp;
use record::Receipt;
use store::{NewAudit, NewSignature, Said};
use vocabulary::Code;

use super::correct_assumption::reason_finding;
use super::see_corrections::open;
use super::take_up_corrections::chosen_of;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::recorded::record_act;
use crate::refusal::Refusal;
use crate::signatures::SeenFigure;

/// Says that corrections aren't taken up, and why; the units' directors see it. All of them or none. The receipt of the record.
///
/// Errors: `Forbidden`; `NotFound`; `Invalid` when no reason is given, none is chosen or one isn't open; `Stale` when
/// one has changed.
pub async fn decline_correction(
    desk: &Desk,
    actor: &Actor,
    (body, register): (&Code, &str),
    chosen: &[(Code, SeenFigure)],
    reason: &str,
    now: Timestamp,
) -> Result<Receipt, Refusal> {
    allow(actor, Operation::AnswerCorrections, Some(body))?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    let mut findings: Vec<_> = reason_finding(reason).into_iter().collect();
    if chosen.is_empty() {
        findings.push(super::take_up_corrections::nothing());
    }
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    let mut tx = desk.store().tx().await?;
    let mut declined = String::new();
    let seen = open(desk, &mut tx, body, register, now).await?;
    for (unit, figure) in chosen {
        let one = chosen_of(&seen.open, unit, figure)?;
        let new = NewSignature {
            unit,
            body,
            register,
            figure: &figure.at,
            seen: figure.number,
            said: Said::Declined,
            seen_value: &one.known.figure.value,
            corrected_value: Some(one.value()),
            reason: reason.trim(),
            person,
        };
        tx.add_signature(&new, now).await?;
        declined += &format!("{unit} {} {} {}\n", figure.at, new.seen_value, one.value());
    }
    let on_id = format!("{body}/{register}");
    let line = NewAudit {
        person: Some(person),
        body: Some(body),
        act: "decline-correction",
        on_kind: "register",
        on_id: &on_id,
        ..NewAudit::default()
    };
    let line = tx.append_audit(&line, now).await?;
    let receipt = record_act(
        &mut tx,
        actor,
        Operation::AnswerCorrections,
        &line,
        &[("corrections", &declined), ("reason", reason.trim())],
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(receipt)
}
