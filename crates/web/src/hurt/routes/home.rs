use actions::permission::allow;
use actions::{Operation, Refusal, StoredResult, acts};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use exchange::read_scenario;
use vocabulary::Code;

use super::shown;
use crate::accounts::when;
use crate::components::{Button, ErrorSummary, Input, Link, Question, Select, Tag};
use crate::hurt::Problem;
use crate::site::{Refused, Site, Visitor, shell, state_tag};
use crate::{Html, MarketFacts, Shell};

/// A question or an answer in a list.
struct Line {
    href: String,
    title: String,
    says: String,
    state: Tag,
}

#[derive(Template)]
#[template(path = "hurt_home.html")]
struct Page {
    shell: Shell,
    new: Option<Button>,
    drafts: Vec<Line>,
    answers: Vec<Line>,
    shared: Vec<Line>,
    starts: Vec<Link>,
}

/// The question's bodies: those at which the visitor may ask. A refusal of one body leaves it out.
async fn lists(site: &Site, visitor: &Visitor) -> Result<(Vec<Line>, Vec<Line>, bool), Refused> {
    let market = site.market(visitor).await?;
    let (mut drafts, mut answers, mut may_ask) = (Vec::new(), Vec::new(), false);
    for body in visitor.actor.bodies() {
        match acts::see_questions(site.desk(), &visitor.actor, body, site.now()).await {
            Ok(questions) => {
                may_ask |= allow(&visitor.actor, Operation::WriteQuestion, Some(body)).is_ok();
                drafts.extend(questions.into_iter().map(|question| Line {
                    href: format!("/hurt/questions/{}/check", question.id),
                    says: format!("changed on {}", when(question.changed)),
                    state: Tag::coloured("Draft", "white"),
                    title: question.title,
                }));
            }
            Err(Refusal::Forbidden) => {}
            Err(refusal) => return Err(refusal.into()),
        }
        match acts::see_answers(site.desk(), &visitor.actor, body).await {
            Ok(stored) => answers.extend(stored.iter().map(|stored| line(&market, stored))),
            Err(Refusal::Forbidden) => {}
            Err(refusal) => return Err(refusal.into()),
        }
    }
    Ok((drafts, answers, may_ask))
}

fn line(market: &MarketFacts, stored: &StoredResult) -> Line {
    let shared = if stored.shared.is_some() { ", frozen as an exhibit" } else { "" };
    Line {
        href: format!("/hurt/{}", stored.id),
        title: stored.title.clone(),
        says: format!(
            "asked by {} on {}{shared}",
            market.was().name_of(stored.body.as_str()),
            when(stored.created)
        ),
        state: state_tag(stored.run.state),
    }
}

/// `GET /hurt`: this body's questions and answers, what others share with it, and where to start.
pub(super) async fn home(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refused> {
    if visitor.actor.person.is_none() {
        return Err(Refusal::SignInFirst.into());
    }
    let (drafts, answers, may_ask) = lists(&site, &visitor).await?;
    let shared = acts::see_shared_answers(site.desk(), &visitor.actor).await?;
    let register = register_name(&site, &visitor).await?;
    let market = site.market(&visitor).await?;
    let starts = starts(&site, &register)
        .into_iter()
        .map(|(name, title)| Link::to(format!("/hurt/new?from={name}"), title))
        .collect();
    let new = Button {
        text: "Ask a new question".into(),
        href: Some("/hurt/new".to_string()),
        ..Button::default()
    };
    let shell = Shell { title: "Who else is hurt?".to_string(), ..shell(&site, &visitor) };
    Ok(shown(Html::of(&Page {
        shell,
        new: may_ask.then_some(new),
        drafts,
        answers,
        shared: shared.iter().map(|one| line(&market, &one.stored)).collect(),
        starts: if may_ask { starts } else { Vec::new() },
    })))
}

/// The name of the register that counts now; blank when there is none.
pub(super) async fn register_name(site: &Site, visitor: &Visitor) -> Result<String, Refused> {
    let found = acts::see_market(site.desk(), &visitor.actor, site.now()).await?;
    Ok(found.map(|found| found.import.register).unwrap_or_default())
}

/// Scenarios that ship for a register: name and title.
fn starts(site: &Site, register: &str) -> Vec<(String, String)> {
    let titled = |(name, text): &(String, String)| {
        let scenario = read_scenario(name, text).0.filter(|scenario| scenario.register == register)?;
        Some((name.clone(), scenario.title))
    };
    site.settings().scenarios.iter().filter_map(titled).collect()
}

/// What a new question starts from.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub(super) struct Begun {
    /// The body that asks.
    pub body: String,
    /// What it is called.
    pub title: String,
    /// The shipped scenario that it starts from; blank for none.
    pub from: String,
}

#[derive(Template)]
#[template(path = "hurt_new.html")]
struct NewPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    fields: Vec<Html>,
    button: Button,
}

/// `GET /hurt/new`: what it is called, who asks, what it starts from.
pub(super) async fn new(
    State(site): State<Site>,
    visitor: Visitor,
    super::Asked(begun): super::Asked<Begun>,
) -> Result<Response, Refused> {
    if visitor.actor.person.is_none() {
        return Err(Refusal::SignInFirst.into());
    }
    Ok(shown(new_page(&site, &visitor, begun, &[]).await?))
}

pub(super) async fn new_page(
    site: &Site,
    visitor: &Visitor,
    mut begun: Begun,
    problems: &[Problem],
) -> Result<Html, Refused> {
    let register = register_name(site, visitor).await?;
    let starts = starts(site, &register);
    if begun.title.is_empty() {
        let from = starts.iter().find(|(name, _)| *name == begun.from);
        begun.title = from.map(|(_, title)| title.clone()).unwrap_or_default();
    }
    let error = |field: &str| {
        problems.iter().find(|problem| problem.field == field).map(|problem| Html::from(&problem.words))
    };
    let market = site.market(visitor).await?;
    let name = |code: &&Code| (code.to_string(), market.was().name_of(code.as_str()));
    let bodies: Vec<(String, String)> = visitor.actor.bodies().iter().map(name).collect();
    let blank = (String::new(), "Nothing: step by step".to_string());
    let fields = vec![
        Input {
            question: Question::new("title", "What do you call this question?").error(error("title")),
            value: begun.title,
            ..Input::default()
        }
        .into(),
        Select {
            question: Question::new("body", "Who asks?")
                .hint("The answer is private to this body until it is frozen."),
            options: bodies,
            selected: begun.body,
        }
        .into(),
        Select {
            question: Question::new("from", "What does it start from?"),
            options: std::iter::once(blank).chain(starts).collect(),
            selected: begun.from,
        }
        .into(),
    ];
    let mut shell = shell(site, visitor);
    shell.title = "Ask a new question".to_string();
    shell.breadcrumbs = vec![Link::to("/hurt", "Who else is hurt?")];
    shell.has_errors = !problems.is_empty();
    let link = |problem: &Problem| (Html::from(&problem.words), Some(format!("#{}", problem.field)));
    let errors = (!problems.is_empty()).then(|| ErrorSummary { errors: problems.iter().map(link).collect() });
    let button = Button { text: "Continue".into(), ..Button::default() };
    Ok(Html::of(&NewPage { shell, errors, fields, button }))
}
