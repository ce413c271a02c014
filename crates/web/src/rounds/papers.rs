//! Papers that show an answer: only named, or attached as files, which the unit takes out again while it answers.

use actions::{Refusal, acts};
use assurance::{Answer, Evidence};
use axum::extract::{Path, State};
use axum::response::Response;
use casework::FileKind;
use exchange::{EVIDENCE_WORDS, evidence_size};
use vocabulary::Code;

use super::on::On;
use crate::Html;
use crate::components::{Checkboxes, Choice, FileUpload, Question};
use crate::fields::{Sheet, Values};
use crate::files::{saved_as, sent};
use crate::site::plain::{list, paragraph};
use crate::site::{Refused, Site, Visitor};

/// The papers of an answer, for who reads it: a file is a link.
pub(super) fn listed(on: &On, evidence: &[Evidence]) -> Html {
    if evidence.is_empty() {
        return Html::default();
    }
    paragraph("What shows it:").then(list(evidence.iter().map(|paper| one(on, paper))))
}

fn one(on: &On, paper: &Evidence) -> Html {
    match on.seen.file(&paper.hash) {
        None => Html::from(&paper.title),
        Some(file) => {
            let kind = file.kind.to_uppercase();
            let about = format!(" ({kind}, {})", evidence_size(file.size_bytes));
            Html::link(&on.at(&format!("files/{}", file.hash)), &paper.title).then(about)
        }
    }
}

/// What stands in the fields to begin with.
pub(super) fn filled(on: &On, own: Option<&Answer>, values: Values) -> Values {
    let named = own.iter().flat_map(|answer| &answer.evidence).filter(|paper| !is_file(on, paper));
    let named: Vec<&str> = named.map(|paper| paper.title.as_str()).collect();
    values.with("evidence", named.join("\n"))
}

fn is_file(on: &On, paper: &Evidence) -> bool {
    on.seen.file(&paper.hash).is_some()
}

/// The fields. What is typed stands before the file, so that it is read even if that is too large.
pub(super) fn ask(on: &On, own: Option<&Answer>, chooses_again: bool, sheet: &mut Sheet<'_>) {
    let files: Vec<&Evidence> =
        own.iter().flat_map(|answer| &answer.evidence).filter(|paper| is_file(on, paper)).collect();
    sheet.heading("What shows it?");
    if !files.is_empty() {
        sheet.put(list(files.iter().map(|paper| one(on, paper))));
        let choice = |paper: &&Evidence| Choice::new(paper.hash.as_str(), paper.title.as_str());
        let question = Question::new("out", "Take a file out").hint("It goes when you save the answer.");
        sheet.checkboxes(Checkboxes { question, choices: files.iter().map(choice).collect() });
    }
    sheet.area(
        "evidence",
        "Papers that you only refer to",
        "One a line, by its title and date. The assessors read it.",
        3,
    );
    sheet.text(
        "title",
        "A file: what is it?",
        "In a few words, for the assessors. Blank if you attach none.",
    );
    let again = if chooses_again { "Choose the file again. " } else { "" };
    let hint =
        format!("{again}{EVIDENCE_WORDS}, 10 MB at most; all files of a unit together 20 MB. No macros.");
    sheet.file(FileUpload {
        question: Question::new("file", "File").hint(hint),
        accept: ".pdf,.png,.jpg,.jpeg,.csv,.xlsx,.docx,.odt",
        is_multiple: false,
    });
}

/// The papers of an answer as its form was sent: files that weren't taken out, and what is only named. A name that had a hash keeps it.
pub(super) fn sent_papers(on: &On, own: Option<&Answer>, values: &Values) -> Vec<Evidence> {
    let before: Vec<&Evidence> = own.iter().flat_map(|answer| &answer.evidence).collect();
    let (files, named): (Vec<&Evidence>, Vec<&Evidence>) =
        before.into_iter().partition(|paper| is_file(on, paper));
    let out = values.all("out");
    let kept = files.into_iter().filter(|paper| !out.contains(&paper.hash)).cloned();
    let lines = values.get("evidence").lines().map(str::trim).filter(|line| !line.is_empty());
    let typed = lines.map(|title| {
        let known = named.iter().find(|paper| paper.title == title);
        let hash = known.map(|paper| paper.hash.clone()).unwrap_or_default();
        Evidence { title: title.to_string(), hash }
    });
    kept.chain(typed).collect()
}

/// `GET /rounds/{round}/{unit}/files/{hash}`: always saved as a file, as what its content was found to be.
pub(super) async fn download(
    State(site): State<Site>,
    visitor: Visitor,
    Path((round, unit, hash)): Path<(String, String, String)>,
) -> Result<Response, Refused> {
    let code = |text: &str| text.parse::<Code>().map_err(|_| Refused::from(Refusal::NotFound));
    let (round, unit) = (code(&round)?, code(&unit)?);
    let read = acts::see_round_file(site.desk(), &visitor.actor, (&round, &unit), &hash, site.now());
    let (file, bytes) = read.await?;
    let kind: FileKind = file.kind.parse().map_err(|_| Refusal::NotFound)?;
    Ok(sent(&saved_as(&file.name, kind), kind.media_type(), bytes))
}
