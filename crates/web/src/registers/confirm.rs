use actions::acts::{self, Upload};
use actions::{Id, Refusal};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{links, review};
use crate::Html;
use crate::components::{Action, ButtonKind, SummaryList, SummaryRow};
use crate::site::plain::{Form, Plain};
use crate::site::{Names, Posted, Refused, Site, Visitor};

/// Check answers, then confirm and save.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let upload = acts::see_upload(site.desk(), &visitor.actor, &links::id(&id)?, site.now()).await?;
    let address = links::upload(&upload.draft);
    if !upload.can_be_confirmed() {
        return Ok(Redirect::to(&address).into_response());
    }
    let names = Names::of(&site, &visitor).await;
    let form = Form::new(format!("{address}/confirmations"), "Confirm and save")
        .hidden("version", upload.version)
        .hidden("seen", upload.seen);
    let shell = links::of_upload(&site, &visitor, &upload).await;
    let page = Plain::new(shell, "Check before you save")
        .caption(upload.file.clone())
        .add(SummaryList { rows: rows(&upload, &names, &address) })
        .text("From then on this counts, for everybody. What counted before is kept, and you can go back to it.")
        .add(form)
        .add(discard_form(&upload, ButtonKind::Secondary));
    Ok(page.answer(StatusCode::OK))
}

fn rows(upload: &Upload, names: &Names, address: &str) -> Vec<SummaryRow> {
    let row = |key: &str, value: String, to: Option<(&str, &str)>| SummaryRow {
        key: key.into(),
        value: value.into(),
        actions: to
            .map(|(step, words)| Action {
                href: format!("{address}{step}"),
                text: words.into(),
                hidden_text: key.to_lowercase(),
            })
            .into_iter()
            .collect(),
    };
    let what = match &upload.table {
        Some(table) => format!("{}, in place of the table {table}", upload.file),
        None => upload.file.clone(),
    };
    let [added, changed, ended] = review::counts(upload.differences.iter());
    let against = match upload.seen {
        0 => "Nothing: it is the first".to_string(),
        number => format!("Snapshot {number}"),
    };
    let mut rows = vec![
        row("Register", format!("{} of {}", upload.register, names.with_code(&upload.body)), None),
        row("File", what, None),
        row("Takes the place of", against, None),
        row(
            "Changes",
            format!("{} added, {changed} changed, {ended} ended", review::rows_words(added)),
            Some(("/review", "Review")),
        ),
        row("Findings", format!("{} to know of, no errors", upload.findings.len()), Some(("", "Look again"))),
    ];
    for answer in &upload.answers {
        let said = match &answer.to {
            Some(to) => format!("Became {to} on {}", answer.date),
            None => "Ended, and nobody followed".to_string(),
        };
        rows.push(row(&format!("What became of {}", answer.from), said, None));
    }
    rows
}

/// Throws an upload away.
pub(super) fn discard_form(upload: &Upload, kind: ButtonKind) -> Html {
    let mut form = discard(&upload.draft, upload.version, "Throw this upload away");
    form.button.kind = kind;
    form.into()
}

/// The form that throws an upload of facts or of payments away.
pub(super) fn discard(draft: &Id, version: i64, words: impl Into<Html>) -> Form {
    Form::new(format!("{}/discards", links::upload(draft)), words).hidden("version", version)
}

#[derive(Deserialize)]
pub(super) struct Seen {
    version: i64,
    #[serde(default)]
    seen: i64,
}

pub(super) async fn confirm(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(sent): Posted<Seen>,
) -> Result<Response, Refused> {
    let (desk, actor, draft) = (site.desk(), &visitor.actor, links::id(&id)?);
    let upload = acts::see_upload(desk, actor, &draft, site.now()).await?;
    let done = acts::confirm_import(desk, actor, &draft, sent.version, sent.seen, site.now()).await?;
    let register = links::register(&upload.body, &upload.register);
    Ok(Redirect::to(&format!("{register}/imports/{}?saved=yes", done.number)).into_response())
}

pub(super) async fn discarded(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(sent): Posted<Seen>,
) -> Result<Response, Refused> {
    let (desk, actor, draft) = (site.desk(), &visitor.actor, links::id(&id)?);
    let (body, register) = match acts::see_upload(desk, actor, &draft, site.now()).await {
        Ok(upload) => (upload.body, upload.register),
        // Payments are an upload of another kind.
        Err(Refusal::NotFound) => {
            let spend = acts::see_spend(desk, actor, &draft, site.now()).await?;
            (spend.body, spend.register)
        }
        Err(other) => return Err(other.into()),
    };
    acts::discard_upload(desk, actor, &draft, sent.version, site.now()).await?;
    Ok(Redirect::to(&links::register(&body, &register)).into_response())
}
