use actions::acts::KnownImport;
use actions::permission::allow;
use actions::{Operation, acts};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use vocabulary::Code;

use super::links;
use crate::Html;
use crate::accounts::when;
use crate::components::{Column, Input, Question, Select, Table};
use crate::site::plain::{Form, Plain};
use crate::site::{Names, Refused, Site, Visitor, shell};

pub(super) async fn page(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refused> {
    let known = acts::list_registers(site.desk(), &visitor.actor).await?;
    let names = Names::of(&site, &visitor).await;
    let rows: Vec<Vec<Html>> = known.iter().map(|known| row(known, &names)).collect();
    let columns = ["Register", "Of", "Snapshot", "Since", "Brought in by"].map(Column::words).to_vec();
    let page = Plain::new(shell(&site, &visitor), "Registers");
    let page = match rows.len() {
        0 => page.lead("There is no register yet."),
        1 => page.lead("There is one register."),
        several => page.lead(format!("There are {several} registers.")),
    };
    let page = match rows.is_empty() {
        true => page,
        false => page.add(Table { hides_caption: true, ..Table::new("Registers", columns, rows) }),
    };
    let mine: Vec<&Code> = visitor
        .actor
        .bodies()
        .into_iter()
        .filter(|body| allow(&visitor.actor, Operation::UploadRegister, Some(body)).is_ok())
        .collect();
    let page = match mine.is_empty() {
        true => page.text("The data steward of a body brings its facts in."),
        false => page.heading("Bring facts in").add(begin_form(&mine, &names)),
    };
    Ok(page.answer(StatusCode::OK))
}

fn row(known: &KnownImport, names: &Names) -> Vec<Html> {
    let import = &known.import;
    let address = links::register(&import.body, &import.register);
    vec![
        Html::link(&address, &import.register),
        names.with_code(&import.body).into(),
        import.number.to_string().into(),
        when(import.imported).into(),
        known.by.clone().unwrap_or_else(|| "Came with Ballast".to_string()).into(),
    ]
}

fn begin_form(mine: &[&Code], names: &Names) -> Form {
    let options: Vec<(String, String)> =
        mine.iter().map(|body| (body.to_string(), names.with_code(body))).collect();
    let selected = options.first().map(|(code, _)| code.clone()).unwrap_or_default();
    let body = Select { question: Question::new("body", "For which body?"), options, selected };
    let name = Input {
        question: Question::new("name", "Which register?")
            .hint("Its name, such as england-2013. A name that isn't there yet begins a new one."),
        width: Some(20),
        without_spelling: true,
        ..Input::default()
    };
    let mut form = Form::new("/registers/begin", "Continue").field(body).field(name).asking();
    form.button.prevents_double_click = false;
    form
}

#[derive(Deserialize)]
pub(super) struct Begun {
    body: String,
    name: String,
}

/// Leads to the upload of a register. Whether there may be one of that name is said there.
pub(super) async fn begin(Query(begun): Query<Begun>) -> Response {
    let name = begun.name.trim();
    if name.is_empty() {
        return Redirect::to("/registers").into_response();
    }
    let address = links::register(&Code::new(&begun.body), name);
    Redirect::to(&format!("{address}/upload")).into_response()
}
