use std::collections::BTreeMap;

use actions::permission::allow;
use actions::spend::{Spend, Supplier};
use actions::{Operation, Refusal, acts};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use market::MEASURED;
use vocabulary::{Code, Findings};

use super::links;
use super::sent::Sent;
use crate::Html;
use crate::components::{FileUpload, InsetText, Question, Select};
use crate::site::plain::{Form, Plain, error_at, errors_of, paragraph};
use crate::site::{Bounded, Names, Posted, Refused, Site, Visitor};

/// What is sent for a supplier that is no unit.
const NONE: &str = "-";

pub(super) async fn form(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, name)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let body = Code::new(&body);
    allow(&visitor.actor, Operation::UploadRegister, Some(&body))?;
    Ok(asking(&site, &visitor, &body, &name, &Findings::new()).await.answer(StatusCode::OK))
}

async fn asking(site: &Site, visitor: &Visitor, body: &Code, name: &str, wrong: &Findings) -> Plain {
    let names = Names::of(site, visitor).await;
    let file = FileUpload {
        question: Question::new("file", "Files of payments over £25,000")
            .hint("As they were published: CSV or workbooks, one or several. Headings, order of dates and ways to write money may differ.")
            .error(error_at(wrong, "file")),
        accept: ".csv,.xlsx",
        is_multiple: true,
    };
    let mut form = Form::new(format!("{}/spend", links::register(body, name)), "Read the files");
    form.is_multipart = true;
    Plain::new(links::below(site, visitor, body, name, &names), "Bring payments in")
        .caption(format!("The register {name} of {}", names.short(body)))
        .errors(errors_of(wrong, &["file"]))
        .text("Suppliers are matched to units, and you confirm each match. Nothing is saved before you have seen what it adds up to, and confirmed it.")
        .add(form.field(file))
}

pub(super) async fn upload(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, name)): Path<(String, String)>,
    form: Bounded,
) -> Result<Response, Refused> {
    let body = Code::new(&body);
    // Before large files are read.
    allow(&visitor.actor, Operation::UploadRegister, Some(&body))?;
    let done = match Sent::read(form).await {
        Ok(sent) => {
            acts::upload_spend(site.desk(), &visitor.actor, &body, &name, &sent.files, site.now()).await
        }
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(draft) => Ok(Redirect::to(&format!("/spend/{draft}")).into_response()),
        Err(Refusal::Invalid(findings)) => {
            let page = asking(&site, &visitor, &body, &name, &findings).await;
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let spend = acts::see_spend(site.desk(), &visitor.actor, &links::id(&id)?, site.now()).await?;
    let names = Names::of(&site, &visitor).await;
    let shell = links::below(&site, &visitor, &spend.body, &spend.register, &names);
    let payments: usize = spend.files.iter().map(|file| file.payments).sum();
    let dropped: usize = spend.files.iter().map(|file| file.dropped.len()).sum();
    let lead = format!(
        "{payments} payments were read from {}; {} supplier names may be units.",
        if spend.files.len() == 1 { "1 file".to_string() } else { format!("{} files", spend.files.len()) },
        spend.suppliers.len()
    );
    let mut page = Plain::new(shell, "Whose payments are these?")
        .lead(lead)
        .add(InsetText { html: paragraph("Nothing has been saved.") });
    if dropped > 0 {
        let link = Html::link(&format!("/spend/{}/dropped.csv", spend.draft), "each with its reason, as CSV");
        let words = Html::from(format!("{dropped} rows were left out, "));
        page = page.add(paragraph(words.then(link).then(".")));
    }
    if spend.repeated > 0 {
        page = page.text(format!("{} payments stand in two files, and are counted once.", spend.repeated));
    }
    page = page.text(format!(
        "The {} other suppliers don't speak of commissioning support, and are left out.",
        spend.others
    ));
    for finding in
        spend.files.iter().flat_map(|file| &file.findings).filter(|f| f.code != "spend-row-dropped")
    {
        page = page.text(format!("{}: {}. {}", finding.place, finding.seen, finding.action));
    }
    page = page.text(measured());
    let mut form =
        Form::new(format!("/spend/{}", spend.draft), "Save and add up").hidden("version", spend.version);
    for (number, supplier) in spend.suppliers.iter().enumerate() {
        form = form.field(question(number, supplier, &spend));
    }
    Ok(page.add(form).answer(StatusCode::OK))
}

/// How well names are matched.
fn measured() -> String {
    format!(
        "Of {} spellings that people labelled, a unit is proposed for {}, and {} of these are right: precision {:.3}, \
         recall {:.3}. A name that isn't clear is left to you.",
        MEASURED.of_units,
        MEASURED.proposed,
        MEASURED.right,
        MEASURED.precision(),
        MEASURED.recall()
    )
}

fn question(number: usize, supplier: &Supplier, spend: &Spend) -> Select {
    let name_of = |code: &Code| {
        let unit = spend.units.iter().find(|(known, _)| known == code);
        unit.map_or_else(|| code.to_string(), |(_, name)| name.clone())
    };
    let likely: Vec<String> = supplier
        .matches
        .iter()
        .take(3)
        .map(|found| {
            let doubt = found.doubt.as_ref().map(|doubt| format!(": {doubt}")).unwrap_or_default();
            format!("{} {:.2}{doubt}", name_of(&found.unit_code), found.score)
        })
        .collect();
    let words = if supplier.payments == 1 { "payment" } else { "payments" };
    let hint = format!(
        "{} {words}, {} in all. How alike the names are (1 is the same): {}.",
        supplier.payments,
        supplier.total.whole_pounds(),
        likely.join("; ")
    );
    let ask = (String::new(), "Choose one".to_string());
    let none = (NONE.to_string(), "Not a unit".to_string());
    let units = spend.units.iter().map(|(code, name)| (code.to_string(), name.clone()));
    let selected = match (&supplier.said, &supplier.proposed) {
        (Some(Some(unit)), _) | (None, Some(unit)) => unit.to_string(),
        (Some(None), _) => NONE.to_string(),
        (None, None) => String::new(),
    };
    Select {
        question: Question::new(format!("supplier_{number}"), format!("“{}” is", supplier.name)).hint(hint),
        options: [ask, none].into_iter().chain(units).collect(),
        selected,
    }
}

pub(super) async fn say(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(sent): Posted<BTreeMap<String, String>>,
) -> Result<Response, Refused> {
    let (desk, actor, draft) = (site.desk(), &visitor.actor, links::id(&id)?);
    let spend = acts::see_spend(desk, actor, &draft, site.now()).await?;
    let version = sent.get("version").and_then(|version| version.parse().ok()).unwrap_or_default();
    let mut said = Vec::new();
    for (number, supplier) in spend.suppliers.iter().enumerate() {
        match sent.get(&format!("supplier_{number}")).map(String::as_str) {
            None | Some("") => {}
            Some(NONE) => said.push((supplier.name.clone(), None)),
            Some(unit) => said.push((supplier.name.clone(), Some(Code::new(unit)))),
        }
    }
    let spend = acts::match_suppliers(desk, actor, &draft, version, &said, site.now()).await?;
    Ok(Redirect::to(&format!("/spend/{}/sums", spend.draft)).into_response())
}
