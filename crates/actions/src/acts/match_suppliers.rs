use jiff::Timestamp;
use store::{Id, NewAudit};
use vocabulary::{Code, Finding, Findings, Place};

use super::upload_spend::see_spend;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::spend::{Content, Spend};

/// Says of suppliers which unit each is, or that it is none. What was said before of the same name is replaced.
///
/// Errors: `NotFound`; `Stale`; `Invalid` when a supplier isn't in the files, or a unit isn't in the register.
pub async fn match_suppliers(
    desk: &Desk,
    actor: &Actor,
    draft: &Id,
    version: i64,
    said: &[(String, Option<Code>)],
    now: Timestamp,
) -> Result<Spend, Refusal> {
    let spend = see_spend(desk, actor, draft, now).await?;
    allow(actor, Operation::ChangeUpload, Some(&spend.body))?;
    check(&spend, said)?;
    let mut tx = desk.store().tx().await?;
    let held = tx.draft(draft).await?.ok_or(Refusal::NotFound)?;
    let mut content = Content::read(&held.content)?;
    content.said.retain(|(name, _)| !said.iter().any(|(again, _)| again == name));
    content.said.extend(said.iter().map(|(name, unit)| (name.clone(), unit.as_ref().map(Code::to_string))));
    tx.change_draft(draft, version, &spend.register, &content.write()?, now).await?;
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(&spend.body),
        act: "match-suppliers",
        on_kind: "draft",
        on_id: draft.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    see_spend(desk, actor, draft, now).await
}

fn check(spend: &Spend, said: &[(String, Option<Code>)]) -> Result<(), Refusal> {
    let mut findings = Findings::new();
    for (name, unit) in said {
        let is_supplier = spend.suppliers.iter().any(|supplier| supplier.name == *name);
        let is_unit = unit.as_ref().is_none_or(|unit| spend.units.iter().any(|(code, _)| code == unit));
        if !is_supplier || !is_unit {
            let seen = format!("{name:?} as {:?}", unit.as_ref().map_or("no unit", |unit| unit.as_str()));
            findings.push(
                Finding::error("supplier-unit", Place::cell("payments", name, "supplier"), seen)
                    .expected("a supplier of the files, and a unit of the register or none")
                    .action("Choose a unit, or say that it is none."),
            );
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(Refusal::Invalid(findings)) }
}
