//! Evidence files of a case: attached on the page of a section, read by whoever sees them, taken out again before they were sent.

use actions::{Refusal, acts};
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::{ActKind, EvidenceFile, HeldFile, SectionId};
use exchange::{EVIDENCE_WORDS, evidence_size};
use vocabulary::{Code, Findings};

use super::act::on_its_way;
use super::on::On;
use super::words;
use crate::Html;
use crate::components::{Button, ButtonKind, Column, FileUpload, Input, Question, Table};
use crate::files::sent;
use crate::registers::sent::{Sent, no_file};
use crate::site::plain::{Form, Plain, error_at, errors_of};
use crate::site::{Refused, Site, Visitor};

/// The files of a section, and for its writers the form that attaches one.
pub(super) fn of_section(on: &On, id: SectionId, page: Plain) -> Plain {
    let view = on.seen.view();
    let own: Vec<&HeldFile> = view.files.iter().copied().filter(|held| held.file.section == id).collect();
    let attaches = on.seen.may(ActKind::AttachFile);
    if own.is_empty() && !attaches {
        return page;
    }
    let mut page = page.heading(Html::raw("<span id=\"files\">Evidence files</span>"));
    if own.is_empty() {
        page = page.text("No file is attached to this section.");
    } else {
        page = page.add(table(on, &own));
    }
    match attaches {
        true => page.add(form(on, id, "", &Findings::new())),
        false => page,
    }
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
    let mut form = Form::new(on.at(&format!("files/{}/removals", file.hash)), "Take it out");
    form.button = Button { kind: ButtonKind::Secondary, ..form.button };
    form.is_inline = true;
    form.label = Some(format!("Take out {}", file.title));
    Html::from(form)
}

fn form(on: &On, id: SectionId, title: &str, wrong: &Findings) -> Form {
    let input = Input {
        question: Question::new("title", "What is the file?")
            .hint("In a few words, for whoever reads the case.")
            .error(error_at(wrong, "title")),
        value: title.to_string(),
        ..Input::default()
    };
    let hint = format!(
        "{EVIDENCE_WORDS}, 10 MB at most; all files of a case together 20 MB. No macros. It can be taken out again until the case is sent."
    );
    let file = FileUpload {
        question: Question::new("file", "File").hint(hint).error(error_at(wrong, "file")),
        accept: ".pdf,.png,.jpg,.jpeg,.csv,.xlsx,.docx,.odt",
        is_multiple: false,
    };
    let mut form = Form::new(on.at(&format!("sections/{id}/files")), "Attach the file");
    form.button = Button { kind: ButtonKind::Secondary, ..form.button };
    form.is_multipart = true;
    form.field(input).field(file)
}

/// `POST /cases/{reference}/sections/{section}/files`.
pub(super) async fn attach(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, section)): Path<(String, String)>,
    posted: Multipart,
) -> Result<Response, Refused> {
    let section: SectionId = section.parse().map_err(|_| Refusal::NotFound)?;
    let on = On::of(&site, &visitor, &reference).await?;
    // Before a large file is read.
    if !on.seen.may(ActKind::AttachFile) {
        let allowed = on.seen.open().into_iter().map(|(act, _)| act.word()).collect();
        return Err(Refusal::WrongState { allowed }.into());
    }
    let (done, title) = match Sent::read(posted).await {
        Ok(sent) => (attached(&site, &visitor, &on, section, &sent).await, sent.field("title").to_string()),
        Err(refusal) => (Err(refusal), String::new()),
    };
    match done {
        Ok(receipt) => Ok(on_its_way(&on.at(&format!("sections/{section}")), &receipt)),
        Err(Refusal::Invalid(findings)) => {
            let findings = at_the_file(findings);
            let page = on.below(format!("Attach a file to “{}”", section.kind().title));
            let page = page.errors(errors_of(&findings, &["title", "file"]));
            Ok(page.add(form(&on, section, &title, &findings)).answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
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
    Ok(sent(&saved_as(&file), file.kind.media_type(), bytes))
}

/// The file's own name in letters that every header takes, with the ending of what it is.
fn saved_as(file: &EvidenceFile) -> String {
    let stem = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
    let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ') { c } else { '_' };
    format!("{}.{}", stem.chars().map(safe).collect::<String>(), file.kind.ending())
}

/// `POST /cases/{reference}/files/{hash}/removals`.
pub(super) async fn take_out_again(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, hash)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let (case, hash) = named(&reference, &hash)?;
    let on = On::of(&site, &visitor, &reference).await?;
    let view = on.seen.view();
    let section = view.files.iter().find(|held| held.file.hash == hash).map(|held| held.file.section);
    let section = section.ok_or(Refusal::NotFound)?;
    let receipt = acts::take_out_file(site.desk(), &visitor.actor, &case, &hash, site.now()).await?;
    Ok(on_its_way(&on.at(&format!("sections/{section}")), &receipt))
}

fn named(reference: &str, hash: &str) -> Result<(Code, Code), Refused> {
    let code = |text: &str| text.parse::<Code>().map_err(|_| Refused::from(Refusal::NotFound));
    Ok((code(reference)?, code(hash)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use casework::FileKind;

    #[test]
    fn a_name_is_saved_without_anything_that_leads_elsewhere_or_ends_a_header() {
        let file = |name: &str| EvidenceFile {
            hash: Code::new("aa"),
            title: String::new(),
            name: name.to_string(),
            kind: FileKind::Pdf,
            bytes: 1,
            section: SectionId::Money,
        };
        let saved = |name| saved_as(&file(name));
        assert_eq!(saved("Minutes of May.PDF"), "Minutes of May.pdf");
        assert_eq!(saved("../../etc/passwd"), "____.pdf");
        assert_eq!(saved("a\"\r\nSet-Cookie: x.exe"), "a___Set-Cookie_ x.pdf");
        assert_eq!(saved("ö"), "_.pdf");
    }
}
