//! A case begins on a frozen answer, and takes others as exhibits.

use actions::permission::allow;
use actions::{Actor, Operation, Refusal, StoredResult, acts};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{ActKind, SectionId, sections_of};
use serde::Deserialize;
use vocabulary::{CaseTier, Code, Finding, Place};

use super::act::{on_its_way, problems_of};
use super::on::On;
use crate::Html;
use crate::components::{Choice, Input, InsetText, Link, Question, Radios, Select};
use crate::hurt::Problem;
use crate::site::plain::{Form, Plain};
use crate::site::{Names, Posted, Refused, Site, Visitor, encoded, id_of, shell};

/// What the form of a new case sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    answer: String,
    body: String,
    title: String,
    tier: String,
}

/// Where a case can be opened on an answer, for who may open one: it has to be frozen.
pub(crate) fn case_on(actor: &Actor, stored: &StoredResult) -> Option<String> {
    let may = allow(actor, Operation::OpenCase, Some(&stored.body)).is_ok();
    let at = || format!("/cases/new?answer={}&body={}", stored.id, encoded(stored.body.as_str()));
    (may && stored.shared.is_some()).then(at)
}

/// `GET /cases/new?answer=…&body=…`.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let names = Names::of(&site, &visitor).await;
    Ok(shown(&site, &visitor, &names, &asked, &[]))
}

fn shown(site: &Site, visitor: &Visitor, names: &Names, asked: &Asked, problems: &[Problem]) -> Response {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let error = |name: &str| {
        let found = problems.iter().find(|problem| problem.field == name);
        found.map(|problem| Html::from(&problem.words))
    };
    let title = Input {
        question: Question::new("title", "What is the case called?")
            .hint("As it will be published: “East and North Hertfordshire takes its services in house”.")
            .error(error("title")),
        value: asked.title.clone(),
        ..Input::default()
    };
    let chosen = |tier: CaseTier, words: &str| Choice {
        is_chosen: asked.tier == tier.word(),
        ..Choice::new(tier.word(), words.to_string())
    };
    let tier = Radios {
        question: Question {
            label_size: Some("s"),
            ..Question::new("tier", "How much is asked of it?").error(error("tier"))
        },
        choices: vec![
            chosen(CaseTier::Case, "A case, reviewed by the oversight body"),
            chosen(
                CaseTier::Record,
                "One page on the record, without a review: only where the change isn’t significant",
            ),
        ],
        is_inline: false,
    };
    let form = Form::new("/cases/new", "Open the case")
        .hidden("answer", &asked.answer)
        .hidden("body", &asked.body)
        .field(title)
        .field(tier);
    let mut shell = shell(site, visitor);
    shell.breadcrumbs = vec![Link::to("/cases", "Cases")];
    let errors = problems.iter().map(|problem| {
        let at = (!problem.field.is_empty()).then(|| format!("#{}", problem.field));
        (Html::from(&problem.words), at)
    });
    let body = names.short(&Code::new(&asked.body));
    Plain::new(shell, "Open a case")
        .errors(errors.collect())
        .text(format!("{body} opens a case on an answer that it has frozen. Who moves in the answer are its commissioners; those whose money moves are asked; those who oversee them are told once it is sent."))
        .add(InsetText { html: "Where the policy in force finds the change significant, it is a case whatever is chosen here.".into() })
        .add(form)
        .answer(status)
}

/// `POST /cases/new`.
pub(super) async fn open(
    State(site): State<Site>,
    visitor: Visitor,
    Posted(asked): Posted<Asked>,
) -> Result<Response, Refused> {
    let names = Names::of(&site, &visitor).await;
    let mut problems = Vec::new();
    if asked.title.trim().is_empty() || asked.title.chars().count() > 200 {
        problems.push(Problem::new("title", "Enter a title of at most 200 characters"));
    }
    let tier: Option<CaseTier> = asked.tier.parse().ok();
    if tier.is_none() {
        problems.push(Problem::new("tier", "Choose how much is asked of it"));
    }
    let (Some(tier), true) = (tier, problems.is_empty()) else {
        return Ok(shown(&site, &visitor, &names, &asked, &problems));
    };
    let (body, answer) = (Code::new(&asked.body), id_of(&asked.answer)?);
    let (desk, now) = (site.desk(), site.now());
    let opened =
        acts::open_case(desk, &visitor.actor, (&body, &answer), (asked.title.trim(), tier), now).await;
    match opened {
        Ok(reference) => {
            // The answer that it rests on is its first exhibit.
            let seen = acts::see_case(desk, &visitor.actor, &reference, now).await?;
            let section = match seen.setup().tier {
                CaseTier::Case => SectionId::SystemImpact,
                CaseTier::Record => SectionId::EffectOnNeighbours,
            };
            acts::attach_exhibit(desk, &visitor.actor, &reference, (section, &answer), now).await?;
            Ok(Redirect::to(&format!("/cases/{}", encoded(reference.as_str()))).into_response())
        }
        Err(Refusal::Invalid(findings)) => {
            Ok(shown(&site, &visitor, &names, &asked, &problems_of(&findings)))
        }
        Err(other) => Err(other.into()),
    }
}

/// What the form of an exhibit sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Exhibit {
    answer: String,
    section: String,
}

/// `GET /cases/{reference}/exhibits`.
pub(super) async fn attach_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &reference).await?;
    exhibits(&site, &visitor, &on, &[]).await
}

async fn exhibits(
    site: &Site,
    visitor: &Visitor,
    on: &On,
    problems: &[Problem],
) -> Result<Response, Refused> {
    if !on.seen.may(ActKind::Attach) {
        return Err(Refusal::Forbidden.into());
    }
    let body = on.seen.body();
    let questions = acts::see_answers(site.desk(), &visitor.actor, body).await?;
    let weighed = acts::see_all_weighed(site.desk(), &visitor.actor, body).await?;
    let frozen = questions.iter().chain(&weighed).filter(|stored| stored.shared.is_some());
    let options: Vec<(String, String)> =
        frozen.map(|stored| (stored.id.to_string(), stored.title.clone())).collect();
    let errors: Vec<_> = problems.iter().map(|problem| (Html::from(&problem.words), None)).collect();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = on.below("Attach an exhibit").errors(errors).text(
        "An exhibit is an answer that was frozen. It takes the place of one of the same title; what was certified has to be certified again.",
    );
    if options.is_empty() {
        return Ok(page.text("Nothing of yours is frozen yet.").answer(status));
    }
    let sections = sections_of(on.seen.setup().tier);
    let sections = sections.map(|kind| (kind.id.to_string(), kind.title.to_string())).collect();
    let form = Form::new(on.at("exhibits"), "Attach it")
        .field(Select {
            question: Question::new("answer", "Which answer?"),
            options,
            selected: String::new(),
        })
        .field(Select {
            question: Question::new("section", "Which section rests on it?"),
            options: sections,
            selected: SectionId::SystemImpact.to_string(),
        });
    Ok(page.add(form).answer(status))
}

/// `POST /cases/{reference}/exhibits`.
pub(super) async fn attach(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
    Posted(sent): Posted<Exhibit>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &reference).await?;
    let section: SectionId = sent.section.parse().map_err(|_| {
        Refusal::Invalid(vec![
            Finding::error("act-field", Place::cell("case", &reference, "section"), sent.section.clone())
                .expected("a section of the case")
                .action("Choose the section that rests on it."),
        ])
    })?;
    let answer = id_of(&sent.answer)?;
    let case = on.seen.reference();
    match acts::attach_exhibit(site.desk(), &visitor.actor, case, (section, &answer), site.now()).await {
        Ok(receipt) => Ok(on_its_way(&on.home(), &receipt)),
        Err(Refusal::Invalid(findings)) => exhibits(&site, &visitor, &on, &problems_of(&findings)).await,
        Err(other) => Err(other.into()),
    }
}
