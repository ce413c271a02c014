use exchange::Limits;
use exchange::spend::read_spend;
use jiff::Timestamp;
use register::tables::Role as BodyRole;
use store::{Id, NewAudit, NewDraft, View};
use vocabulary::{Code, Finding, Findings, Place};

use super::see_register::{CurrentRegister, current};
use super::upload_register::check;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::spend::{Content, FileRead, ReadFile, Spend, sums, suppliers};

/// The kind of draft that files of payments are.
pub(super) const KIND: &str = "spend";
/// So many files at once.
const FILES_MAX: usize = 24;

/// Keeps files of payments over £25,000, as published, and reads them. Nothing is saved in the register.
///
/// Errors: `Forbidden`; `WrongState` when there is no register yet, whose units suppliers could be matched to;
/// `Invalid` when there is no file, or one is too large or can't be read.
pub async fn upload_spend(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    register: &str,
    files: &[(String, Vec<u8>)],
    now: Timestamp,
) -> Result<Id, Refusal> {
    allow(actor, Operation::UploadRegister, Some(body))?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    readable(register, files)?;
    let mut view = desk.store().view().await?;
    if current(desk, &mut view, body, register, now).await?.is_none() {
        return Err(Refusal::WrongState { allowed: vec!["bring a register in first"] });
    }
    drop(view);
    let mut tx = desk.store().tx().await?;
    let content = Content::default().write()?;
    let new = NewDraft { kind: KIND, body, person, title: register, content: &content };
    let draft = tx.add_draft(&new, now).await?;
    for (name, bytes) in files {
        tx.put_draft_file(&draft, name, bytes, now).await?;
    }
    let line = NewAudit {
        person: Some(person),
        body: Some(body),
        act: "upload-spend",
        on_kind: "draft",
        on_id: draft.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(draft)
}

fn readable(register: &str, files: &[(String, Vec<u8>)]) -> Result<(), Refusal> {
    let mut findings = Findings::new();
    let place = || Place::cell("upload", "", "file");
    if files.is_empty() || files.len() > FILES_MAX {
        findings.push(
            Finding::error("spend-files", place(), format!("{} files", files.len()))
                .expected(format!("1 to {FILES_MAX} files"))
                .action("Choose the files, of a year or so at once."),
        );
    }
    for (at, (name, bytes)) in files.iter().enumerate() {
        if let Err(Refusal::Invalid(more)) = check(register, bytes) {
            findings.extend(more);
            continue;
        }
        if files[..at].iter().any(|(other, _)| other == name) {
            findings.push(
                Finding::error("spend-files", place(), format!("two files called {name:?}"))
                    .expected("each file once")
                    .action("Leave one of them out, or give it another name."),
            );
        }
        let (_, found) = read_spend(name, bytes, &Limits::default());
        let at_field = |finding: Finding| Finding { place: place(), ..finding };
        findings.extend(found.into_iter().filter(Finding::is_error).map(at_field));
    }
    if findings.is_empty() { Ok(()) } else { Err(Refusal::Invalid(findings)) }
}

/// Payments as they are now: read again, and matched to the units of the register as it is now.
///
/// Errors: `NotFound` when there are none, or they are another body's.
pub async fn see_spend(desk: &Desk, actor: &Actor, draft: &Id, now: Timestamp) -> Result<Spend, Refusal> {
    let mut view = desk.store().view().await?;
    Ok(read(desk, &mut view, actor, draft, now).await?.0)
}

/// Payments with their files, for whoever makes rows of them.
pub(super) async fn read(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    draft: &Id,
    now: Timestamp,
) -> Result<(Spend, Vec<ReadFile>), Refusal> {
    let found = view.draft(draft).await?.filter(|draft| draft.kind == KIND).ok_or(Refusal::NotFound)?;
    // Whoever may not upload for the body may not know that there is an upload.
    allow(actor, Operation::UploadRegister, Some(&found.body)).map_err(|_| Refusal::NotFound)?;
    let content = Content::read(&found.content)?;
    let register = current(desk, view, &found.body, &found.title, now).await?.ok_or(Refusal::NotFound)?;
    let (mut files, mut told) = (Vec::new(), Vec::new());
    for named in view.draft_files(draft).await? {
        let blob = view.blob(&named.hash).await?.ok_or(Refusal::NotFound)?;
        let (file, findings) = read_spend(&named.name, &blob.bytes, &Limits::default());
        let (name, dropped) = (named.name.clone(), file.dropped.clone());
        told.push(FileRead { name, payments: file.payments.len(), dropped, findings });
        files.push(ReadFile { name: named.name, hash: named.hash, file });
    }
    let (suppliers, others, repeated) = suppliers(&files, &register.snapshot, &content);
    let spend = Spend {
        draft: found.id,
        version: found.version,
        body: found.body,
        register: found.title,
        files: told,
        repeated,
        sums: sums(&files, &suppliers, &register.snapshot),
        suppliers,
        others,
        units: units(&register),
    };
    Ok((spend, files))
}

fn units(register: &CurrentRegister) -> Vec<(Code, String)> {
    let bodies = register.snapshot.rows.bodies.iter().filter(|body| body.roles.0.contains(&BodyRole::Unit));
    let mut units: Vec<(Code, String)> =
        bodies.map(|body| (body.body_code.clone(), body.name.0.clone())).collect();
    units.sort_by(|a, b| a.1.cmp(&b.1));
    units
}
