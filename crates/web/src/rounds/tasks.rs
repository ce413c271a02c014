//! The unit's task list: its questions by domain, how it rates itself, its plan.

use assurance::{ActKind, Domain, View};
use vocabulary::Code;

use super::on::On;
use crate::Html;
use crate::components::{Tag, Task, TaskList};
use crate::site::encoded;
use crate::site::plain::Plain;

/// What the unit has to do, as long as it answers.
pub(super) fn of_unit(on: &On, mut page: Plain, view: &View<'_>) -> Plain {
    if !on.seen.may(ActKind::Answer) && !on.seen.may(ActKind::StatePlan) {
        return page;
    }
    page = page.heading(anchored("questions", "The questions"));
    for (number, domain) in on.definition().domains.iter().enumerate() {
        let tests =
            domain.tests.iter().flat_map(|test| test.questions.iter().map(move |question| (test, question)));
        let tasks = tests.map(|(test, question)| question_task(on, view, (&test.title, question))).collect();
        page = page
            .add(Html::raw("<h3 class=\"nhsuk-heading-s\">").then(&domain.title).then(Html::raw("</h3>")))
            .add(TaskList { id_prefix: format!("questions-{number}"), tasks });
    }
    let rated = on.definition().domains.iter().map(|domain| self_rating(on, view, domain)).collect();
    page = page
        .heading(anchored("self-ratings", "How you rate your unit"))
        .add(TaskList { id_prefix: "self-ratings".to_string(), tasks: rated });
    let plan = Task {
        title: "Income and cost of four years, by customer and service".into(),
        hint: Some(match view.plan.len() {
            0 => "As a CSV file, or typed.".into(),
            rows => format!("{rows} rows are stated.").into(),
        }),
        href: Some(on.at("plan")),
        status: if view.plan.is_empty() { todo() } else { done("Stated") },
    };
    page.heading("The plan").add(TaskList { id_prefix: "plan".to_string(), tasks: vec![plan] })
}

fn anchored(id: &str, words: &str) -> Html {
    Html::raw(format!("<span id=\"{id}\">")).then(words).then(Html::raw("</span>"))
}

fn todo() -> Tag {
    Tag::coloured("To do", "blue")
}

fn done(words: &str) -> Tag {
    Tag::coloured(words.to_string(), "green")
}

fn question_task(on: &On, view: &View<'_>, (test, question): (&str, &assurance::Question)) -> Task {
    let own = view.answers.iter().find(|(id, _)| **id == question.id).map(|(_, answer)| *answer);
    let carried = view.carried.iter().any(|(id, _)| **id == question.id);
    let status = match own {
        Some(answer) if answer.kept_from.is_some() => done("Kept"),
        Some(_) => done("Answered"),
        None if carried => Tag::coloured("Answered last round", "yellow"),
        None => todo(),
    };
    Task {
        title: question.asks.as_str().into(),
        hint: Some(test.into()),
        href: Some(at(on, &question.id)),
        status,
    }
}

/// The page of a question.
pub(super) fn at(on: &On, question: &Code) -> String {
    on.at(&format!("questions/{}", encoded(question.as_str())))
}

fn self_rating(on: &On, view: &View<'_>, domain: &Domain) -> Task {
    let own = view.self_ratings.iter().find(|rated| rated.domain == domain.id);
    Task {
        title: domain.title.as_str().into(),
        hint: own.map(|rated| Html::from(format!("{}: {}", on.rating(&rated.rating), rated.reason))),
        href: Some(on.at(&format!("do/rate-self?domain={}", encoded(domain.id.as_str())))),
        status: if own.is_some() { done("Rated") } else { todo() },
    }
}
