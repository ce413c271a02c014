use actions::acts::{self, FileToProve, SeenHead};
use actions::permission::allow;
use actions::{Operation, RecordReceipt, Refusal};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use vocabulary::{Finding, Findings, Place};

use super::said;
use crate::Html;
use crate::accounts::when;
use crate::components::{Column, FileUpload, Input, Question, Table};
use crate::registers::sent::{Sent, no_file};
use crate::site::plain::{Form, Plain, error_at, errors_of, list};
use crate::site::{Bounded, Refused, Site, Visitor, encoded, shell};

/// What was filled in, and what is wrong with it.
#[derive(Default)]
struct Filled {
    receipt: String,
    key: String,
    of: String,
    wrong: Findings,
}

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    receipt: Option<String>,
}

/// `GET /prove`: the forms; with a receipt, its answer above them.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let Some(text) = asked.receipt else {
        let page = begun(&site, &visitor).text(ABOUT);
        return Ok(around(&site, &visitor, page, &Filled::default()).await?.answer(StatusCode::OK));
    };
    let mut filled = Filled { receipt: text.trim().to_string(), ..Filled::default() };
    if filled.receipt.parse::<RecordReceipt>().is_err() {
        filled.wrong.push(not_a_receipt(&filled.receipt));
        let page = begun(&site, &visitor).errors(errors_of(&filled.wrong, &["receipt"]));
        let page = around(&site, &visitor, page, &filled).await?;
        return Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let page = match acts::see_receipt(site.desk(), &visitor.actor, &filled.receipt).await {
        Ok(seen) => said::receipt(begun(&site, &visitor), &seen, site.settings().seal_minutes),
        Err(Refusal::NotFound) => said::unknown(begun(&site, &visitor)),
        Err(other) => return Err(other.into()),
    };
    Ok(around(&site, &visitor, page, &filled).await?.answer(StatusCode::OK))
}

/// `POST /prove`: a file is worked out again.
pub(super) async fn file(
    State(site): State<Site>,
    visitor: Visitor,
    form: Bounded,
) -> Result<Response, Refused> {
    let mut filled = Filled::default();
    let looked = match Sent::read(form).await {
        Ok(sent) => {
            (filled.key, filled.of) = (sent.field("key").to_string(), sent.field("of").to_string());
            match sent.files.into_iter().next() {
                Some((_, bytes)) => {
                    let asked = FileToProve { bytes, key: filled.key.clone(), receipt: filled.of.clone() };
                    acts::prove_file(site.desk(), &visitor.actor, asked).await
                }
                None => Err(Refusal::Invalid(no_file())),
            }
        }
        Err(refusal) => Err(refusal),
    };
    match looked {
        Ok(looked) => {
            let page = said::file(begun(&site, &visitor), &looked);
            Ok(around(&site, &visitor, page, &filled).await?.answer(StatusCode::OK))
        }
        Err(Refusal::Invalid(findings)) => {
            // What is wrong with the file as a whole is told at its field.
            filled.wrong = findings;
            filled.wrong.iter_mut().filter(|finding| finding.code == "not-a-record").for_each(|finding| {
                finding.place = Place::cell("prove", "", "file");
            });
            let page = begun(&site, &visitor).errors(errors_of(&filled.wrong, &["file", "key", "of"]));
            let page = around(&site, &visitor, page, &filled).await?;
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
}

/// What it is about, where nothing was asked yet.
const ABOUT: &str = "Decisions, shared answers and imports stand in a record that nobody can change unseen. Each gave \
    whoever made it a receipt. You need no account here, and nothing that you send is kept.";

fn begun(site: &Site, visitor: &Visitor) -> Plain {
    Plain::new(shell(site, visitor), "Prove what was recorded")
}

fn not_a_receipt(seen: &str) -> Finding {
    Finding::error("receipt-or-key", Place::cell("prove", "", "receipt"), seen)
        .expected("a receipt, such as ballast.example/2026#12: and 64 digits and letters a to f")
        .action("Copy the receipt whole.")
}

/// What stands below every answer: the forms, key and heads, and what isn't proved.
async fn around(site: &Site, visitor: &Visitor, page: Plain, filled: &Filled) -> Result<Plain, Refused> {
    let heads = acts::see_heads(site.desk(), &visitor.actor).await?;
    let may_download = allow(&visitor.actor, Operation::DownloadRecord, None).is_ok();
    let page = page
        .heading("With a receipt")
        .add(by_receipt(filled))
        .heading("With a file")
        .text("A record (record.jsonl), the proof of an entry, or the bundle of a case (case-REFERENCE.zip), as it was downloaded.")
        .add(by_file(filled));
    let page = match site.desk().verifier_key() {
        Some(key) => page.heading("The key and the heads of this server").text(
            Html::from("The record is sealed with a key whose signatures are checked by ")
                .then(Html::raw("<span class=\"app-code\">"))
                .then(key.to_string())
                .then(Html::raw("</span>. Note it, and compare it with what others have.")),
        ),
        None => page
            .heading("The key and the heads of this server")
            .text("This server has no key: it seals nothing of what it records."),
    };
    let page = match heads.is_empty() {
        true => page.text("There is no signed head yet."),
        false => page.add(table_of(&heads, may_download)).text(
            "A head is a few lines that stand for every entry before it. Keep one, or give it to somebody else: then \
             nobody can change or take out what was there without being found out, not even who runs this server.",
        ),
    };
    Ok(page.heading("What this doesn’t prove").add(list(NOT_PROVED)).text(
        Html::from("Without this server: ")
            .then(Html::raw("<span class=\"app-code\">ballast verify FILE --key KEY --receipt RECEIPT</span>"))
            .then(" does the same on your own machine, and the format is public, so that anybody can write another program for it."),
    ))
}

const NOT_PROVED: [&str; 5] = [
    "That something is true. It proves what was recorded, not that it was right.",
    "That everything was recorded.",
    "Who acted: no names are in the record. The audit has them.",
    "When it was, beyond what the server’s clock said. What a head has was there when somebody else first saw that head.",
    "That the key is the right one. Compare it with one that you got another way.",
];

fn by_receipt(filled: &Filled) -> Form {
    let question = Question::new("receipt", "Receipt")
        .hint("It is shown when something is recorded: a name, a year, a number and 64 digits and letters.")
        .error(error_at(&filled.wrong, "receipt"));
    let mut form = Form::new("/prove", "Look it up").asking();
    form.button.prevents_double_click = false;
    form.field(Input { question, value: filled.receipt.clone(), ..Input::default() })
}

fn by_file(filled: &Filled) -> Form {
    let file = FileUpload {
        question: Question::new("file", "File").error(error_at(&filled.wrong, "file")),
        accept: "",
        is_multiple: false,
    };
    let key = Question::new("key", "The key that you know (optional)")
        .hint("Without it, the key is taken that the file names, or that this server has.")
        .error(error_at(&filled.wrong, "key"));
    let of =
        Question::new("of", "A receipt that it has to fit (optional)").error(error_at(&filled.wrong, "of"));
    let mut form = Form::new("/prove", "Check the file");
    form.is_multipart = true;
    form.field(file)
        .field(Input { question: key, value: filled.key.clone(), ..Input::default() })
        .field(Input { question: of, value: filled.of.clone(), ..Input::default() })
}

fn table_of(heads: &[SeenHead], may_download: bool) -> Table {
    let mut columns =
        vec![Column::words("Log"), Column::number("Entries"), Column::words("Sealed"), Column::words("Head")];
    if may_download {
        columns.push(Column::words("Record"));
    }
    let row = |seen: &SeenHead| {
        let log = encoded(&seen.log);
        let code = Html::raw("<span class=\"app-code\">").then(&seen.log).then(Html::raw("</span>"));
        let head = Html::link(&format!("/prove/head?log={log}"), &format!("Head over {}", seen.head.size));
        let mut row: Vec<Html> =
            vec![code, seen.head.size.to_string().into(), when(seen.head.sealed).into(), head];
        if may_download {
            row.push(Html::link(&format!("/prove/record?log={log}"), "Without contents"));
        }
        row
    };
    Table::new("The last head of each log", columns, heads.iter().map(row).collect())
}
