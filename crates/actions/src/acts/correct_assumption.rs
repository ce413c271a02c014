use jiff::Timestamp;
use store::{Id, NewAudit, NewSignature, Said};
use vocabulary::{Code, Finding, Findings, Place};

use super::sign_assumptions::{as_seen, of_unit};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::signatures::{KnownFigure, SeenFigure, canonical, cells_of};

/// A reason is no longer.
const REASON_MAX: usize = 2_000;

/// Says what a figure about a unit should be. The register stays as it is until its data steward takes the correction
/// up. The receipt.
///
/// Errors: as `sign_assumptions`; `Invalid` when the column doesn't take the value, the value is the register's, or
/// no reason is given.
pub async fn correct_assumption(
    desk: &Desk,
    actor: &Actor,
    unit: &Code,
    seen: &SeenFigure,
    (value, reason): (&str, &str),
    now: Timestamp,
) -> Result<Id, Refusal> {
    allow(actor, Operation::CorrectAssumption, Some(unit))?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    let mut tx = desk.store().tx().await?;
    let known = of_unit(desk, &mut tx, unit, now).await?;
    let one = as_seen(&known, seen)?;
    let mut findings = Findings::new();
    let value = checked(&known.snapshot.rows, one, value).unwrap_or_else(|finding| {
        findings.push(*finding);
        String::new()
    });
    findings.extend(reason_finding(reason));
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    let new = NewSignature {
        unit,
        body: &known.body,
        register: &known.register,
        figure: &seen.at,
        seen: seen.number,
        said: Said::Corrected,
        seen_value: &one.figure.value,
        corrected_value: Some(&value),
        reason: reason.trim(),
        person,
    };
    tx.add_signature(&new, now).await?;
    let line = NewAudit {
        person: Some(person),
        body: Some(unit),
        act: "correct-assumption",
        on_kind: "figure",
        on_id: &seen.at,
        ..NewAudit::default()
    };
    let receipt = tx.append_audit(&line, now).await?.receipt;
    tx.commit().await?;
    Ok(receipt)
}

/// The value as the register would write it.
fn checked(rows: &register::Register, one: &KnownFigure, value: &str) -> Result<String, Box<Finding>> {
    let figure = &one.figure;
    let wrong = |seen: &str, expected: &str| {
        Box::new(
            Finding::error("correction-value", Place::cell(figure.table, &figure.key, "value"), seen)
                .expected(expected)
                .action("Say what the figure should be."),
        )
    };
    let found = cells_of(rows, figure.table, &figure.key);
    let at = found.as_ref().and_then(|(table, _)| table.position(figure.column));
    let (Some((table, cells)), Some(at)) = (found, at) else { return Err(wrong("no row", "a row")) };
    let value = canonical(&table, cells, at, value).map_err(|expected| wrong(value, &expected))?;
    if value == figure.value {
        return Err(wrong(&value, "another value than the register's; sign it if that is right"));
    }
    Ok(value)
}

/// What is wrong with a reason: blank, or too long.
pub(super) fn reason_finding(reason: &str) -> Option<Finding> {
    let length = reason.trim().chars().count();
    (length == 0 || length > REASON_MAX).then(|| {
        let seen = if length == 0 { "no reason".to_string() } else { format!("{length} characters") };
        Finding::error("correction-reason", Place::cell("signatures", "", "reason"), seen)
            .expected(format!("1 to {REASON_MAX} characters"))
            .action("Say why.")
    })
}
