use exchange::Limits;
use jiff::Timestamp;
use register::{Difference, Register, Snapshot, differences};
use store::{Id, NewAudit, NewDraft};
use vocabulary::{Code, Finding, Findings, Place};

use super::see_register::current;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::upload::{Content, FollowedAnswer, FollowedQuestion, Shape, compose, questions};

/// The kind of draft that an upload is.
pub(super) const KIND: &str = "upload";

/// A pack that was uploaded and isn't the register yet.
#[derive(Debug)]
pub struct Upload {
    /// The draft that holds it.
    pub draft: Id,
    /// The draft's version, to confirm with.
    pub version: i64,
    /// Whose register it would become.
    pub body: Code,
    /// Which of their registers.
    pub register: String,
    /// The name of the file.
    pub file: String,
    /// The one table that the file is; none for a whole pack and for rows that are added.
    pub table: Option<String>,
    /// The headings of the file, where it is one table.
    pub headers: Vec<String>,
    /// The register's column, and the heading of the file under which it stands, where the two differ.
    pub columns: Vec<(String, String)>,
    /// The number of the import that it was compared with; 0 when there is none.
    pub seen: i64,
    /// What was read.
    pub snapshot: Snapshot,
    /// Everything that is wrong with it.
    pub findings: Findings,
    /// What it would change.
    pub differences: Vec<Difference>,
    /// Bodies that end while others begin: what became of them isn't said yet.
    pub questions: Vec<FollowedQuestion>,
    /// What was answered.
    pub answers: Vec<FollowedAnswer>,
}

impl Upload {
    /// May it become the register? Not while anything is an error.
    pub fn can_be_confirmed(&self) -> bool {
        !self.findings.iter().any(Finding::is_error)
    }
}

/// Keeps an uploaded file as a draft and reads it. Nothing is saved in the register.
///
/// Errors: `Forbidden`; `Invalid` when the file is too large to be kept, or the register has no name.
pub async fn upload_register(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    register: &str,
    file: (&str, &[u8]),
    now: Timestamp,
) -> Result<Upload, Refusal> {
    let content = Content { file: file.0.to_string(), ..Content::default() };
    upload(desk, actor, body, register, &content, file.1, now).await
}

/// Keeps a file that is rows to be added to the register. A row of the same key and source is replaced.
///
/// Errors: as [`upload_register`].
pub async fn upload_rows(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    register: &str,
    file: (&str, &[u8]),
    now: Timestamp,
) -> Result<Upload, Refusal> {
    let content = Content { file: file.0.to_string(), shape: Shape::Rows, ..Content::default() };
    upload(desk, actor, body, register, &content, file.1, now).await
}

pub(super) async fn upload(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    register: &str,
    content: &Content,
    bytes: &[u8],
    now: Timestamp,
) -> Result<Upload, Refusal> {
    allow(actor, Operation::UploadRegister, Some(body))?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    check(register, bytes)?;
    let mut tx = desk.store().tx().await?;
    let text = content.write()?;
    let new = NewDraft { kind: KIND, body, person, title: register, content: &text };
    let draft = tx.add_draft(&new, now).await?;
    let hash = tx.put_draft_file(&draft, &content.file, bytes, now).await?;
    let line = NewAudit {
        person: Some(person),
        body: Some(body),
        act: "upload-register",
        on_kind: "draft",
        on_id: draft.as_str(),
        after: Some(&hash),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    see_upload(desk, actor, &draft, now).await
}

pub(super) fn check(register: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let limit = Limits::default().file_bytes_max;
    let mut findings = Findings::new();
    let named = !register.is_empty()
        && register.len() <= 64
        && register.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !named {
        findings.push(
            Finding::error("register-name", Place::cell("upload", "", "register"), format!("{register:?}"))
                .expected("1 to 64 small letters, digits and hyphens")
                .action("Choose another name."),
        );
    }
    if bytes.len() as u64 > limit {
        let seen = format!("{} bytes", bytes.len());
        findings.push(
            Finding::error("upload-too-large", Place::cell("upload", "", "file"), seen)
                .expected(format!("at most {limit} bytes"))
                .action("Split the file, or take out what isn't needed."),
        );
    }
    if findings.is_empty() { Ok(()) } else { Err(Refusal::Invalid(findings)) }
}

/// An upload as it is now: read again, and compared with the register as it is now.
///
/// Errors: `NotFound` when there is none, or it is another body's.
pub async fn see_upload(desk: &Desk, actor: &Actor, draft: &Id, now: Timestamp) -> Result<Upload, Refusal> {
    let mut view = desk.store().view().await?;
    let found = view.draft(draft).await?.filter(|draft| draft.kind == KIND).ok_or(Refusal::NotFound)?;
    // Whoever may not upload for the body may not know that there is an upload.
    allow(actor, Operation::UploadRegister, Some(&found.body)).map_err(|_| Refusal::NotFound)?;
    let file = view.draft_files(draft).await?.into_iter().next().ok_or(Refusal::NotFound)?;
    let blob = view.blob(&file.hash).await?.ok_or(Refusal::NotFound)?;
    let before = current(desk, &mut view, &found.body, &found.title, now).await?;
    drop(view);
    let content = Content::read(&found.content)?;
    let empty = Register::default();
    let all = before.as_ref().map_or(&empty, |before| &before.snapshot.all);
    let composed = compose(&content, &blob.bytes, all, &found.title);
    let questions = questions(all, &composed.snapshot.all, &content.answers);
    let mut findings = composed.findings;
    findings.extend(questions.iter().map(unsaid));
    Ok(Upload {
        draft: found.id,
        version: found.version,
        body: found.body,
        register: found.title,
        file: content.file,
        table: match content.shape {
            Shape::Table(table) => Some(table),
            Shape::Whole | Shape::Rows => None,
        },
        headers: composed.headers,
        columns: content.columns,
        seen: before.as_ref().map_or(0, |before| before.import.number),
        differences: differences(all, &composed.snapshot.all),
        snapshot: composed.snapshot,
        findings,
        questions,
        answers: content.answers,
    })
}

fn unsaid(question: &FollowedQuestion) -> Finding {
    let seen = format!("{} ({}) ends, and nothing says what became of it", question.name, question.from);
    let near: Vec<String> =
        question.candidates.iter().take(3).map(|(code, name)| format!("{name} ({code})")).collect();
    Finding::warning("succession-unsaid", Place::row("bodies", &question.from), seen)
        .expected(format!("a row of successions, perhaps to {}", near.join(" or ")))
        .action("Say whether it became one of the bodies that begin.")
}
