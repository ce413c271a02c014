use std::collections::BTreeMap;

use actions::acts::{self, Upload};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use exchange::csv_bytes;
use register::TABLES;
use vocabulary::{Finding, Severity};

use super::{columns, confirm, links};
use crate::Html;
use crate::components::{Button, ButtonKind, Column, InsetText, Table, Tag};
use crate::site::plain::{Plain, paragraph};
use crate::site::{Refused, Site, Visitor};

/// So many findings of a table stand on the page; the file has all.
const SHOWN_MAX: usize = 100;

/// Check your file: everything that was found, at once.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let upload = acts::see_upload(site.desk(), &visitor.actor, &links::id(&id)?, site.now()).await?;
    let shell = links::of_upload(&site, &visitor, &upload).await;
    let address = links::upload(&upload.draft);
    let inset = InsetText { html: paragraph("Nothing has been saved.") };
    let mut page =
        Plain::new(shell, "Check your file").caption(upload.file.clone()).lead(verdict(&upload)).add(inset);
    if columns::differ(&upload) {
        let words = "Some headings of the file aren't the register's.";
        let link = Html::link(&format!("{address}/columns"), "Match your columns");
        page = page.add(paragraph(Html::from(words).then(" ").then(link).then(".")));
    }
    if !upload.questions.is_empty() {
        let link = Html::link(&format!("{address}/questions"), "Say what became of them");
        let words = Html::from(match upload.questions.len() {
            1 => "A body ends while another begins.".to_string(),
            several => format!("{several} bodies end while others begin."),
        });
        page = page.add(paragraph(words.then(" ").then(link).then(".")));
    }
    page = tables(page, &upload);
    if !upload.findings.is_empty() {
        let csv = Html::link(&format!("{address}/findings.csv"), "All findings as CSV");
        page = page.add(paragraph(csv));
    }
    page = match upload.can_be_confirmed() {
        true => page.add(Button { text: "Continue".into(), href: Some(next(&upload)), ..Button::default() }),
        false => page.add(Button {
            text: "Upload it again".into(),
            href: Some(again(&upload)),
            ..Button::default()
        }),
    };
    Ok(page.add(confirm::discard_form(&upload, ButtonKind::Secondary)).answer(StatusCode::OK))
}

fn again(upload: &Upload) -> String {
    let register = links::register(&upload.body, &upload.register);
    match &upload.table {
        Some(table) => format!("{register}/upload?table={table}"),
        None => format!("{register}/upload"),
    }
}

/// The step after the findings.
fn next(upload: &Upload) -> String {
    let step = if upload.questions.is_empty() { "review" } else { "questions" };
    format!("{}/{step}", links::upload(&upload.draft))
}

fn verdict(upload: &Upload) -> String {
    let count = |severity: Severity| upload.findings.iter().filter(|f| f.severity == severity).count();
    let words = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let rest = format!("{} and {}", words(warnings, "warning"), words(count(Severity::Note), "note"));
    match errors {
        0 if upload.findings.is_empty() => "The file can be used: nothing is wrong with it.".to_string(),
        0 => format!("The file can be used: no errors, {rest}."),
        errors => format!("The file can't be used as it is: {}, {rest}.", words(errors, "error")),
    }
}

/// The findings, a table each, in the order of a pack; the worst first.
fn tables(mut page: Plain, upload: &Upload) -> Plain {
    let place = |name: &str| TABLES.iter().position(|table| table.name == name);
    let mut by_table: BTreeMap<(Option<usize>, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in &upload.findings {
        let table = finding.place.table.as_str();
        by_table.entry((place(table), table)).or_default().push(finding);
    }
    for ((_, table), mut findings) in by_table {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let more = findings.len().saturating_sub(SHOWN_MAX);
        findings.truncate(SHOWN_MAX);
        let columns = ["How bad", "Row", "Column", "What is there", "What to do"].map(Column::words).to_vec();
        let rows = findings.into_iter().map(row).collect();
        let caption = if table.is_empty() { "Everywhere" } else { table };
        page = page.add(Table {
            first_is_heading: false,
            caption_size: Some("m"),
            ..Table::new(caption, columns, rows)
        });
        if more > 0 {
            page = page.text(format!("{more} more of this table are in the CSV file."));
        }
    }
    page
}

fn row(finding: &Finding) -> Vec<Html> {
    let tag = match finding.severity {
        Severity::Error => Tag::coloured("Error", "red"),
        Severity::Warning => Tag::coloured("Warning", "orange"),
        Severity::Note => Tag::coloured("Note", "grey"),
    };
    let expected = match finding.expected.as_str() {
        "" => String::new(),
        expected => format!("Expected: {}. ", expected.trim_end_matches('.')),
    };
    let or_all = |text: &str| if text.is_empty() { "–".to_string() } else { text.to_string() };
    vec![
        tag.into(),
        or_all(&finding.place.row).into(),
        or_all(&finding.place.column).into(),
        (&finding.seen).into(),
        format!("{expected}{}", finding.action).into(),
    ]
}

const COLUMNS: [&str; 8] = ["severity", "code", "table", "row", "column", "seen", "expected", "action"];

/// Every finding as CSV, in the columns of `ballast check --format csv`.
pub(super) async fn csv(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let upload = acts::see_upload(site.desk(), &visitor.actor, &links::id(&id)?, site.now()).await?;
    let row = |finding: &Finding| {
        let place = finding.place.clone();
        let (severity, code) = (finding.severity.word().to_string(), finding.code.to_string());
        let rest = [finding.seen.clone(), finding.expected.clone(), finding.action.clone()];
        [severity, code, place.table, place.row, place.column].into_iter().chain(rest).collect::<Vec<_>>()
    };
    let bytes = csv_bytes(&COLUMNS, upload.findings.iter().map(row));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"findings.csv\""),
    ];
    Ok((headers, bytes).into_response())
}
