use actions::acts::{self, KnownImport, OpenUpload};
use actions::permission::allow;
use actions::{Operation, Refusal};
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use listing::thousands;
use serde::Deserialize;
use vocabulary::{Code, Findings};

use super::confirm::discard;
use super::{corrections, links};
use crate::Html;
use crate::accounts::when;
use crate::components::{Button, ButtonKind, Column, Panel, SummaryList, Table};
use crate::site::plain::{Form, Plain, paragraph};
use crate::site::{Names, Posted, Refused, Site, Visitor, encoded, shell};

type Named = Path<(String, String)>;

pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, name)): Named,
) -> Result<Response, Refused> {
    let body = Code::new(&body);
    let history = acts::see_history(site.desk(), &visitor.actor, &body, &name).await?;
    let current = acts::see_register(site.desk(), &visitor.actor, &body, &name, site.now()).await?;
    let keeps = allow(&visitor.actor, Operation::UndoImport, Some(&body)).is_ok();
    let names = Names::of(&site, &visitor).await;
    let address = links::register(&body, &name);
    let rows = &current.snapshot.rows;
    let lead = format!(
        "Snapshot {} counts since {}: {} bodies, {} services and {} agreement lines from {} sources.",
        current.import.number,
        when(current.import.imported),
        thousands(rows.bodies.len() as u64),
        thousands(rows.services.len() as u64),
        thousands(rows.agreement_lines.len() as u64),
        thousands(rows.sources.len() as u64)
    );
    let mut page = Plain::new(shell_of(&site, &visitor), format!("The register {name}"))
        .caption(names.with_code(&body))
        .lead(lead);
    if keeps {
        let upload = Button {
            text: "Bring facts in".into(),
            href: Some(format!("{address}/upload")),
            ..Button::default()
        };
        let spend =
            Html::link(&format!("{address}/spend"), "Bring payments over £25,000 in, as they were published");
        page = page.add(upload).add(paragraph(spend));
        let open = acts::see_uploads(site.desk(), &visitor.actor, &body, &name).await?;
        if !open.is_empty() {
            page = page.heading("Uploads that aren't saved yet").add(open_uploads(&open));
        }
        let said = acts::see_corrections(site.desk(), &visitor.actor, &body, &name, site.now()).await?;
        if !said.open.is_empty() {
            let text = "Nothing changes in the register before you have reviewed and confirmed it.";
            let form = corrections::form(&said, &address, &corrections::Sent::default(), &Findings::new());
            page = page.heading("Corrections from units").text(text).add(form);
        }
    }
    let seen = current.import.number;
    let table = history_table(&history, &address, keeps, seen);
    Ok(page.heading("What counted when").add(table).answer(StatusCode::OK))
}

fn shell_of(site: &Site, visitor: &Visitor) -> crate::Shell {
    let breadcrumbs = vec![crate::components::Link::to("/registers", "Registers")];
    crate::Shell { breadcrumbs, ..shell(site, visitor) }
}

/// What was begun and left: each goes on where it was, or is thrown away.
fn open_uploads(open: &[OpenUpload]) -> Table {
    let columns =
        ["File", "What it is", "By", "Last changed", "What can be done"].map(Column::words).to_vec();
    let row = |one: &OpenUpload| {
        let (address, what) = match one.is_payments {
            true => (format!("/spend/{}", one.draft), "Payments over £25,000"),
            false => (links::upload(&one.draft), "Facts"),
        };
        let of_it =
            Html::raw("<span class=\"nhsuk-u-visually-hidden\"> ").then(&one.file).then(Html::raw("</span>"));
        let mut form = discard(&one.draft, one.version, Html::from("Throw away").then(of_it));
        form.button.kind = ButtonKind::Secondary;
        form.is_inline = true;
        vec![
            Html::link(&address, &one.file),
            what.into(),
            (&one.by).into(),
            when(one.changed).into(),
            form.into(),
        ]
    };
    let rows = open.iter().map(row).collect();
    Table { hides_caption: true, ..Table::new("Uploads that aren't saved yet", columns, rows) }
}

fn history_table(history: &[KnownImport], address: &str, keeps: bool, seen: i64) -> Table {
    let mut columns = ["Snapshot", "Since", "By", "What was done"].map(Column::words).to_vec();
    if keeps {
        columns.push(Column::words("What can be done"));
    }
    let row = |known: &KnownImport| {
        let import = &known.import;
        let number = import.number;
        let link = Html::link(&format!("{address}/imports/{number}"), &number.to_string());
        let by = known.by.clone().unwrap_or_else(|| "Came with Ballast".to_string());
        let mut cells = vec![link, when(import.imported).into(), by.into(), (&import.title).into()];
        if keeps {
            let href = format!("{address}/imports/{number}/pack.zip");
            let download = Html::raw("<a href=\"")
                .then(href)
                .then(Html::raw("\">"))
                .then(with_number("Download", number))
                .then(Html::raw("</a>"));
            let undo = || undo_form(address, number, seen);
            cells.push(if number == seen {
                download
            } else {
                let both = Html::raw("<div class=\"app-acts\">").then(download).then(Html::from(undo()));
                both.then(Html::raw("</div>"))
            });
        }
        cells
    };
    let rows = history.iter().map(row).collect();
    Table { hides_caption: true, ..Table::new("What counted when", columns, rows) }
}

/// What can be done, with the snapshot's number for those who don't see the row that it stands in.
fn with_number(words: &str, number: i64) -> Html {
    Html::from(words)
        .then(Html::raw(format!("<span class=\"nhsuk-u-visually-hidden\"> (snapshot {number})</span>")))
}

fn undo_form(address: &str, number: i64, seen: i64) -> Form {
    let mut form = Form::new(format!("{address}/undos"), with_number("Go back to it", number))
        .hidden("back_to", number)
        .hidden("seen", seen);
    form.button.kind = ButtonKind::Secondary;
    form.is_inline = true;
    form
}

#[derive(Deserialize)]
pub(super) struct Undo {
    back_to: i64,
    seen: i64,
}

pub(super) async fn undo(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, name)): Named,
    Posted(sent): Posted<Undo>,
) -> Result<Response, Refused> {
    let body = Code::new(&body);
    let done =
        acts::undo_import(site.desk(), &visitor.actor, &body, &name, sent.back_to, sent.seen, site.now());
    let number = done.await?.number;
    let address = links::register(&body, &name);
    Ok(Redirect::to(&format!("{address}/imports/{number}?saved=yes")).into_response())
}

#[derive(Deserialize)]
pub(super) struct Saved {
    #[serde(default)]
    saved: String,
}

/// One import: what was saved, by whom, and its receipt.
pub(super) async fn import(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, name, number)): Path<(String, String, String)>,
    Query(asked): Query<Saved>,
) -> Result<Response, Refused> {
    let body = Code::new(&body);
    let history = acts::see_history(site.desk(), &visitor.actor, &body, &name).await?;
    let known = history.iter().find(|known| known.import.number.to_string() == number);
    let known = known.ok_or(Refusal::NotFound)?;
    let import = &known.import;
    let names = Names::of(&site, &visitor).await;
    let audit = known.receipt.as_ref().map(ToString::to_string).unwrap_or_default();
    let receipt = acts::import_receipt(site.desk(), &visitor.actor, known).await?;
    let receipt = receipt.as_ref().map(ToString::to_string).unwrap_or_default();
    let title = format!("Snapshot {number}");
    let mut page = Plain::new(links::below(&site, &visitor, &body, &name, &names), title);
    page = match asked.saved.is_empty() {
        true => page.caption(format!("The register {name} of {}", names.short(&body))),
        false => {
            let html = Html::raw("Your receipt<br><strong class=\"app-code\">").then(&receipt);
            let heading = format!("Saved as snapshot {number}").into();
            page.headed_by(Panel { heading, html: html.then(Html::raw("</strong>")) })
        }
    };
    let pairs = SummaryList::of([
        ("What was done", import.title.clone()),
        ("Counts since", when(import.imported)),
        ("By", known.by.clone().unwrap_or_else(|| "Came with Ballast".to_string())),
        ("Receipt", if receipt.is_empty() { "Not in the record".to_string() } else { receipt.clone() }),
        ("Line of the audit", audit),
        ("Hash of the register", import.snapshot_hash.clone()),
    ]);
    let back = Html::link(&links::register(&body, &name), "To the register and its history");
    Ok(page.add(pairs).text(prove(&receipt)).add(paragraph(back)).answer(StatusCode::OK))
}

/// What a receipt is good for.
fn prove(receipt: &str) -> Html {
    if receipt.is_empty() {
        return "It was saved before there was a record.".into();
    }
    let link = Html::link(&format!("/prove?receipt={}", encoded(receipt)), "prove what was saved");
    Html::from("Keep the receipt: with it anybody can ").then(link).then(", also years later.")
}

/// The whole pack of an import.
pub(super) async fn download(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, name, number)): Path<(String, String, String)>,
) -> Result<Response, Refused> {
    let code = Code::new(&body);
    let number: i64 = number.parse().map_err(|_| Refusal::NotFound)?;
    let bytes =
        acts::download_register(site.desk(), &visitor.actor, &code, &name, number, site.now()).await?;
    let safe: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let disposition = format!("attachment; filename=\"{safe}-{number}.zip\"");
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_string()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "private, no-store".to_string()),
    ];
    Ok((headers, bytes).into_response())
}
