//! Evidence files of a case: attached on the page of a section, read by whoever sees them, taken out again before they were sent.

use actions::{Refusal, acts};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::{ActKind, EvidenceFile, HeldFile, SectionId};
use exchange::{EVIDENCE_WORDS, evidence_size};
use vocabulary::{Code, Findings};

use super::act::on_its_way;
use super::on::On;
use super::section::{Typed, section_of, text_of, write};
use super::words;
use crate::Html;
use crate::components::{Button, ButtonKind, Column, FileUpload, Input, Link, Question, Table};
use crate::files::{saved_as, sent};
use crate::registers::sent::{Sent, no_file};
use crate::site::plain::{Form, Plain, error_at, paragraph};
use crate::site::{Bounded, Posted, Refused, Site, Visitor, encoded, signed_out_at, signed_out_with_file};

fn heading() -> Html {
    Html::raw("<h2 class=\"nhsuk-heading-m\" id=\"files\">Evidence files</h2>")
}

/// The files of a section, for who reads it.
pub(super) fn of_section(on: &On, id: SectionId, page: Plain) -> Plain {
    let view = on.seen.view();
    let own: Vec<&HeldFile> = view.files.iter().copied().filter(|held| held.file.section == id).collect();
    if own.is_empty() { page } else { page.add(heading()).add(table(on, &own)) }
}

/// The files of a section within the form of its text, and what attaches one: whichever button is pressed, all of the form is sent.
pub(super) fn beside(on: &On, id: SectionId, typed: &Typed<'_>, form: Form) -> Form {
    let view = on.seen.view();
    let own: Vec<&HeldFile> = view.files.iter().copied().filter(|held| held.file.section == id).collect();
    let there = match own.is_empty() {
        true => paragraph("No file is attached to this section."),
        false => table(on, &own).into(),
    };
    let title = Input {
        question: Question::new("title", "What is the file?")
            .hint("In a few words, for whoever reads the case.")
            .error(error_at(&typed.wrong, "title")),
        value: typed.title.to_string(),
        ..Input::default()
    };
    let again = if typed.chooses_again { "Choose the file again. " } else { "" };
    let hint = format!(
        "{again}{EVIDENCE_WORDS}, 10 MB at most; all files of a case together 20 MB. No macros. It can be taken out again until the case is sent."
    );
    let file = FileUpload {
        question: Question::new("file", "File").hint(hint).error(error_at(&typed.wrong, "file")),
        accept: ".pdf,.png,.jpg,.jpeg,.csv,.xlsx,.docx,.odt",
        is_multiple: false,
    };
    let mut form = form.field(heading()).field(there).field(title).field(file);
    form.button = Button {
        text: "Attach the file".into(),
        kind: ButtonKind::Secondary,
        goes_to: Some((on.at(&format!("sections/{id}/files")), true)),
        prevents_double_click: true,
        ..Button::default()
    };
    form
}

fn table(on: &On, files: &[&HeldFile]) -> Table {
    let row = |held: &&HeldFile| -> Vec<Html> {
        let file = &held.file;
        let link = Html::link(&on.at(&format!("files/{}", file.hash)), &file.title);
        let about = format!(" ({}, {})", file.kind.word().to_uppercase(), evidence_size(file.bytes));
        let attached = format!("{}, {}", on.name(&held.body), words::day(held.on));
        // One thing on a phone too, where the parts of a cell stand apart.
        let named = Html::raw("<span>").then(link).then(about).then(Html::raw("</span>"));
        let mut cells = vec![named, attached.into(), hash_of(file)];
        if on.seen.may(ActKind::TakeOutFile) {
            cells.push(take_out(on, file));
        }
        cells
    };
    let mut columns = ["File", "Attached", "SHA-256"].map(Column::words).to_vec();
    if on.seen.may(ActKind::TakeOutFile) {
        columns.push(Column::words("Take it out"));
    }
    Table::new("Files of this section", columns, files.iter().map(row).collect())
}

/// All of it, to be compared with, broken where the line ends.
fn hash_of(file: &EvidenceFile) -> Html {
    Html::raw("<code class=\"app-hash\">").then(file.hash.as_str()).then(Html::raw("</code>"))
}

fn take_out(on: &On, file: &EvidenceFile) -> Html {
    if on.seen.was_sent(&file.hash) {
        return Html::from("It was sent, and stays.");
    }
    let which =
        Html::raw("<span class=\"nhsuk-u-visually-hidden\">: ").then(&file.title).then(Html::raw("</span>"));
    let button = Button {
        text: Html::from("Take it out").then(which),
        kind: ButtonKind::Secondary,
        goes_to: Some((on.at(&format!("files/{}/removals", file.hash)), false)),
        prevents_double_click: true,
        ..Button::default()
    };
    Html::raw("<span class=\"app-inline-form\">").then(button).then(Html::raw("</span>"))
}

/// `POST /cases/{reference}/sections/{section}/files`.
pub(super) async fn attach(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, section)): Path<(String, String)>,
    posted: Bounded,
) -> Result<Response, Refused> {
    let section: SectionId = section.parse().map_err(|_| Refusal::NotFound)?;
    if visitor.actor.person.is_none() {
        let sent = Sent::read_typed(posted).await;
        return Ok(signed_out_with_file(&site, &visitor, Link::to("/cases", "Cases"), &sent.fields));
    }
    let on = On::of(&site, &visitor, &reference).await?;
    // Before a large file is read.
    if !on.seen.may(ActKind::AttachFile) {
        let allowed = on.seen.open().into_iter().map(|(act, _)| act.word()).collect();
        return Err(Refusal::WrongState { allowed }.into());
    }
    let id = section_of(&on, section.word())?;
    let (sent, stopped) = Sent::read_so_far(posted).await;
    let text = sent.text("text").filter(|text| *text != text_of(&on, id));
    // What stands beside the file isn't saved by this button, and isn't lost by it either.
    keep(&site, &visitor, &on, (id, text.as_deref()), sent.field("seen")).await?;
    let done = match stopped {
        None => attached(&site, &visitor, &on, section, &sent).await,
        Some(refusal) => Err(refusal),
    };
    match done {
        Ok(receipt) => Ok(on_its_way(&on.at(&format!("sections/{section}")), &receipt)),
        Err(Refusal::Invalid(findings)) => {
            let typed = Typed {
                text: text.as_deref(),
                title: sent.field("title"),
                wrong: at_the_file(findings),
                chooses_again: true,
                status: StatusCode::UNPROCESSABLE_ENTITY,
                ..Typed::default()
            };
            Ok(write(&on, id, &typed))
        }
        Err(other) => Err(other.into()),
    }
}

/// Keeps a text that was typed and isn't saved, as it is kept while it is typed.
async fn keep(
    site: &Site,
    visitor: &Visitor,
    on: &On,
    (section, text): (SectionId, Option<&str>),
    seen: &str,
) -> Result<(), Refusal> {
    let (Some(text), true) = (text, on.seen.may(ActKind::Write)) else { return Ok(()) };
    let (desk, case) = (site.desk(), on.seen.reference());
    acts::keep_typing(desk, &visitor.actor, case, (section, text), seen, site.now()).await
}

async fn attached(
    site: &Site,
    visitor: &Visitor,
    on: &On,
    section: SectionId,
    sent: &Sent,
) -> Result<String, Refusal> {
    let Some((name, bytes)) = sent.files.first() else { return Err(Refusal::Invalid(no_file())) };
    let new = acts::NewFile { section, title: sent.field("title"), name, bytes };
    acts::attach_file(site.desk(), &visitor.actor, on.seen.reference(), new, site.now()).await
}

/// What the case says of a file is said at the field of the file.
fn at_the_file(findings: Findings) -> Findings {
    let placed = |mut finding: vocabulary::Finding| {
        if finding.place.column != "title" {
            finding.place.column = "file".to_string();
        }
        if finding.code == "case-not-so" {
            finding.action = "This file can’t be attached.".to_string();
        }
        finding
    };
    findings.into_iter().map(placed).collect()
}

/// `GET /cases/{reference}/files/{hash}`: always saved as a file, as what its content was found to be.
pub(super) async fn download(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, hash)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let (case, hash) = named(&reference, &hash)?;
    let (file, bytes) = acts::see_case_file(site.desk(), &visitor.actor, &case, &hash, site.now()).await?;
    Ok(sent(&saved_as(&file.name, file.kind), file.kind.media_type(), bytes))
}

/// `POST /cases/{reference}/files/{hash}/removals`.
pub(super) async fn take_out_again(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, hash)): Path<(String, String)>,
    Posted(posted): Posted<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let (case, hash) = named(&reference, &hash)?;
    let sent = Sent { fields: posted, ..Sent::default() };
    if visitor.actor.person.is_none()
        && let Ok(section) = sent.field("section").parse::<SectionId>()
    {
        let here = format!("/cases/{}/sections/{section}", encoded(case.as_str()));
        let below = Link::to("/cases", "Cases");
        return Ok(signed_out_at(&site, &visitor, (below, &here), &sent.fields));
    }
    let on = On::of(&site, &visitor, &reference).await?;
    let view = on.seen.view();
    let section = view.files.iter().find(|held| held.file.hash == hash).map(|held| held.file.section);
    let section = section.ok_or(Refusal::NotFound)?;
    let text = sent.text("text").filter(|text| *text != text_of(&on, section));
    keep(&site, &visitor, &on, (section, text.as_deref()), sent.field("seen")).await?;
    let receipt = acts::take_out_file(site.desk(), &visitor.actor, &case, &hash, site.now()).await?;
    Ok(on_its_way(&on.at(&format!("sections/{section}")), &receipt))
}

fn named(reference: &str, hash: &str) -> Result<(Code, Code), Refused> {
    let code = |text: &str| text.parse::<Code>().map_err(|_| Refused::from(Refusal::NotFound));
    Ok((code(reference)?, code(hash)?))
}
