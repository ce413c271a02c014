use actions::permission::allow;
use actions::{Operation, Refusal, StoredResult, acts};
use appraisal::input::Appraisal;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use exchange::{read_appraisal, write_appraisal};
use register::Snapshot;
use register::tables::Role;
use serde::Deserialize;
use vocabulary::Code;

use super::register_of;
use crate::Html;
use crate::accounts::when;
use crate::components::{Button, Input, Link, Question, Select, Tag};
use crate::hurt::Problem;
use crate::site::plain::{Form, Plain, paragraph};
use crate::site::{Names, Posted, Refused, Site, Visitor, shell, state_tag};
use crate::weigh::blank::blank;

/// What begins an appraisal.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Begun {
    title: String,
    body: String,
    supplier: String,
    /// The appraisal that ships and that it starts from; blank for an empty one.
    from: String,
}

/// `GET /weigh`: this body's appraisals and their answers, what others share with it, and where to start.
pub(super) async fn home(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refused> {
    if visitor.actor.person.is_none() {
        return Err(Refusal::SignInFirst.into());
    }
    let names = Names::of(&site, &visitor).await;
    let (mut drafts, mut answers, mut may_write) = (Vec::new(), Vec::new(), false);
    for body in visitor.actor.bodies() {
        may_write |= allow(&visitor.actor, Operation::WriteAppraisal, Some(body)).is_ok();
        match acts::see_appraisals(site.desk(), &visitor.actor, body, site.now()).await {
            Ok(found) => drafts.extend(found.into_iter().map(|one| {
                let says = format!("{}, changed on {}", names.short(&one.body), when(one.changed));
                line(
                    &format!("/weigh/drafts/{}", one.id),
                    &one.appraisal.title,
                    Tag::coloured("Draft", "white"),
                    &says,
                )
            })),
            Err(Refusal::Forbidden) => {}
            Err(refusal) => return Err(refusal.into()),
        }
        match acts::see_all_weighed(site.desk(), &visitor.actor, body).await {
            Ok(found) => answers.extend(found.iter().map(|stored| of_answer(&names, stored))),
            Err(Refusal::Forbidden) => {}
            Err(refusal) => return Err(refusal.into()),
        }
    }
    let shared = acts::see_shared_weighed(site.desk(), &visitor.actor).await?;
    let shared: Vec<Html> = shared.iter().map(|one| of_answer(&names, &one.stored)).collect();
    let mut page = Plain::new(shell(&site, &visitor), "Make, share or buy").lead(
        "Where should a service come from? Say what you want to achieve, what you need and which options there are; lock what \
         matters; and see what each option costs you, others and the public purse.",
    );
    if may_write {
        let new = Button {
            text: "Start an appraisal".into(),
            href: Some("/weigh/new".to_string()),
            ..Button::default()
        };
        page = page.add(new);
    }
    for (title, lines) in
        [("Being written", drafts), ("Answers", answers), ("What others have shared with you", shared)]
    {
        if !lines.is_empty() {
            page = page.heading(title).add(list(lines));
        }
    }
    let starts = if may_write { starts(&site, &visitor) } else { Vec::new() };
    if !starts.is_empty() {
        let links =
            starts.into_iter().map(|(name, title)| Html::link(&format!("/weigh/new?from={name}"), &title));
        page = page.heading("Start from an example").add(crate::site::plain::list(links));
    }
    let page = page.text(
        "Nobody has to ask for an appraisal, and it needs no oversight body. The four titles (aim, needs, options, decision) and the \
         tree of make, share and buy are recovered from the guide that commissioners were promised in 2013; the worksheets are ours.",
    );
    Ok(page.answer(StatusCode::OK))
}

fn list(lines: Vec<Html>) -> Html {
    let all = lines.into_iter().fold(Html::raw("<ul class=\"nhsuk-list app-lines\">"), Html::then);
    all.then(Html::raw("</ul>"))
}

fn line(href: &str, title: &str, state: Tag, says: &str) -> Html {
    Html::raw("<li>")
        .then(Html::link(href, title))
        .then(" ")
        .then(state)
        .then(Html::raw("<span class=\"app-lines__says\">"))
        .then(says)
        .then(Html::raw("</span></li>"))
}

fn of_answer(names: &Names, stored: &StoredResult) -> Html {
    let frozen = if stored.shared.is_some() { ", frozen as an exhibit" } else { "" };
    let says = format!("{}, worked out on {}{frozen}", names.short(&stored.body), when(stored.created));
    line(&format!("/weigh/{}", stored.id), &stored.title, state_tag(stored.run.state), &says)
}

/// Examples that ship, for a body of the visitor's: name and title.
fn starts(site: &Site, visitor: &Visitor) -> Vec<(String, String)> {
    let bodies = visitor.actor.bodies();
    let titled = |(name, text): &(String, String)| {
        let appraisal = read_appraisal(name, text).0?;
        bodies.contains(&appraisal.buyer).then(|| (name.clone(), appraisal.title))
    };
    site.settings().appraisals.iter().filter_map(titled).collect()
}

/// `GET /weigh/new`.
pub(super) async fn new(
    State(site): State<Site>,
    visitor: Visitor,
    Query(begun): Query<Begun>,
) -> Result<Response, Refused> {
    let shipped = site.settings().appraisals.iter().find(|(name, _)| *name == begun.from);
    let title =
        shipped.and_then(|(name, text)| read_appraisal(name, text).0).map(|appraisal| appraisal.title);
    let begun = Begun { title: title.unwrap_or_else(|| begun.title.clone()), ..begun };
    new_page(&site, &visitor, &begun, &[]).await
}

async fn new_page(
    site: &Site,
    visitor: &Visitor,
    begun: &Begun,
    problems: &[Problem],
) -> Result<Response, Refused> {
    let own: Vec<&Code> = visitor.actor.bodies().into_iter().collect();
    let own: Vec<&Code> = own
        .into_iter()
        .filter(|body| allow(&visitor.actor, Operation::WriteAppraisal, Some(body)).is_ok())
        .collect();
    if own.is_empty() {
        return Err(Refusal::Forbidden.into());
    }
    let snapshot = register_of(site, visitor, "").await?;
    let error = |name: &str| {
        problems.iter().find(|problem| problem.field == name).map(|problem| Html::from(&problem.words))
    };
    let named = |code: &Code| (code.to_string(), snapshot.name_of(code.as_str()));
    let title = Input {
        question: Question::new("title", "What do you weigh?")
            .hint("A question, as you would put it: Where should our payroll come from?")
            .error(error("title")),
        value: begun.title.clone(),
        ..Input::default()
    };
    let bodies = Select {
        question: Question::new("body", "For which body?").error(error("body")),
        options: own.iter().map(|code| named(code)).collect(),
        selected: begun.body.clone(),
    };
    let mut form = Form::new("/weigh", "Continue").field(title);
    form = if own.len() > 1 { form.field(bodies) } else { form.hidden("body", own[0]) };
    let form = match begun.from.is_empty() {
        false => form.hidden("from", &begun.from),
        true => form.field(Select {
            question: Question::new("supplier", "From whom do you buy today?").error(error("supplier")),
            options: suppliers(&snapshot, &own),
            selected: begun.supplier.clone(),
        }),
    };
    let mut shell = shell(site, visitor);
    shell.breadcrumbs = vec![Link::to("/weigh", "Make, share or buy")];
    let errors =
        problems.iter().map(|problem| ((&problem.words).into(), Some(format!("#{}", problem.field))));
    let mut page = Plain::new(shell, "Start an appraisal").errors(errors.collect());
    if !begun.from.is_empty() {
        page = page.add(paragraph("It starts from an example, with its options and weights. The weights are open again, and nothing is scored."));
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page.add(form).answer(status))
}

/// The suppliers that some bodies buy from, by name.
fn suppliers(snapshot: &Snapshot, bodies: &[&Code]) -> Vec<(String, String)> {
    let lines = snapshot.rows.agreement_lines.iter().filter(|line| bodies.contains(&&line.buyer_code));
    let codes: std::collections::BTreeSet<&Code> = lines.map(|line| &line.supplier_code).collect();
    let mut named: Vec<(String, String)> =
        codes.into_iter().map(|code| (code.to_string(), snapshot.name_of(code.as_str()))).collect();
    let is_unit =
        |code: &str| snapshot.body(&Code::new(code)).is_some_and(|body| body.roles.0.contains(&Role::Unit));
    named.sort_by(|a, b| (!is_unit(&a.0), &a.1).cmp(&(!is_unit(&b.0), &b.1)));
    named
}

/// `POST /weigh`: begins an appraisal, and leads to its tasks.
pub(super) async fn begin(
    State(site): State<Site>,
    visitor: Visitor,
    Posted(begun): Posted<Begun>,
) -> Result<Response, Refused> {
    let title = begun.title.trim().to_string();
    if title.is_empty() || title.chars().count() > 200 {
        let problems = [Problem::new("title", "Enter what you weigh, in at most 200 characters")];
        return new_page(&site, &visitor, &begun, &problems).await;
    }
    let body = Code::new(begun.body.trim());
    let shipped = site.settings().appraisals.iter().find(|(name, _)| *name == begun.from);
    let started = shipped.and_then(|(name, text)| read_appraisal(name, text).0);
    let market = acts::see_market(site.desk(), &visitor.actor, site.now()).await?.ok_or(Refusal::NotFound)?;
    let appraisal = match started {
        Some(started) => Appraisal { title, ..started },
        None => {
            let supplier = Code::new(begun.supplier.trim());
            if market.snapshot.body(&supplier).is_none() {
                let problems = [Problem::new("supplier", "Choose whom you buy from today")];
                return new_page(&site, &visitor, &begun, &problems).await;
            }
            let day = market::usual_date(&market.snapshot);
            let register = (market.import.register.clone(), &*market.snapshot);
            blank(title, register, &site.settings().rulebook, (&body, supplier), day)
                .ok_or(Refusal::NotFound)?
        }
    };
    let text = write_appraisal(&appraisal);
    let (id, _) = acts::begin_appraisal(site.desk(), &visitor.actor, &body, &text, site.now()).await?;
    Ok(Redirect::to(&format!("/weigh/drafts/{id}")).into_response())
}
