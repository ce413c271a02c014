use std::collections::BTreeMap;

use store::{Id, Import, View};
use vocabulary::Code;

use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// An import with what people ask about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownImport {
    /// The line of the register's history.
    pub import: Import,
    /// The name of whoever did it; none when it came with Ballast.
    pub by: Option<String>,
    /// What whoever did it was given: names the line of the audit. Only told in a history.
    pub receipt: Option<Id>,
}

/// The last import of every register, by body and name, with the name of whoever did it.
///
/// Errors: `SignInFirst`.
pub async fn list_registers(desk: &Desk, actor: &Actor) -> Result<Vec<KnownImport>, Refusal> {
    allow(actor, Operation::SeeRegister, None)?;
    let mut view = desk.store().view().await?;
    let imports = view.registers().await?;
    let names = names(&mut view, imports.iter().filter_map(|import| import.imported_by.as_ref())).await?;
    Ok(imports.into_iter().map(|import| known(import, &names, None)).collect())
}

/// Every import of a register, the latest first, each with its receipt.
///
/// Errors: `NotFound` when there is no such register.
pub async fn see_history(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    register: &str,
) -> Result<Vec<KnownImport>, Refusal> {
    allow(actor, Operation::SeeRegister, Some(body))?;
    let mut view = desk.store().view().await?;
    let imports = view.imports(body, register).await?;
    if imports.is_empty() {
        return Err(Refusal::NotFound);
    }
    let names = names(&mut view, imports.iter().filter_map(|import| import.imported_by.as_ref())).await?;
    let lines = view.audit_of("register", &format!("{body}/{register}")).await?;
    // An import writes one line in its own transaction, so the two histories have the same order.
    let mut receipts: Vec<Id> = lines
        .into_iter()
        .filter(|line| matches!(line.act.as_str(), "confirm-import" | "undo-import" | "ship-register"))
        .map(|line| line.receipt)
        .collect();
    let one = |import: Import| {
        let receipt = receipts.pop();
        known(import, &names, receipt)
    };
    Ok(imports.into_iter().map(one).collect())
}

fn known(import: Import, names: &BTreeMap<Id, String>, receipt: Option<Id>) -> KnownImport {
    let by = import.imported_by.as_ref().and_then(|id| names.get(id)).cloned();
    KnownImport { import, by, receipt }
}

/// What people are called, by id.
pub(super) async fn names(
    view: &mut View,
    ids: impl Iterator<Item = &Id>,
) -> Result<BTreeMap<Id, String>, Refusal> {
    let mut names = BTreeMap::new();
    for id in ids {
        if !names.contains_key(id)
            && let Some(person) = view.person(id).await?
        {
            names.insert(id.clone(), person.name);
        }
    }
    Ok(names)
}
