//! The task lists of a case: its writers' in three groups, and its reviewers' with the guidance beside each section.

use casework::{ActKind, SectionId, View};
use exchange::paper::short;
use register::Rulebook;

use super::on::On;
use super::words;
use crate::Html;
use crate::components::{Column, Table, Tag, Task, TaskList};
use crate::site::plain::{Plain, list};

/// Task list of those who write: the case, the evidence, and sending.
pub(super) fn of_writers(on: &On, page: Plain) -> Plain {
    let view = on.seen.view();
    if view.sections.is_empty() {
        return page;
    }
    let sections = TaskList {
        id_prefix: "section".to_string(),
        tasks: view.sections.iter().map(|section| section_task(on, &view, section)).collect(),
    };
    let page = page.heading(Html::raw("<span id=\"sections\">The case</span>")).add(sections);
    let page = page
        .heading("The evidence")
        .add(TaskList { id_prefix: "evidence".to_string(), tasks: evidence(on, &view) });
    let page = exhibits(on, page, &view);
    let link = Html::link(
        &on.at("analysis"),
        "What the analysis rests on, and what changed since it was signed off",
    );
    page.heading("Sending").add(list(sending(on, &view).into_iter().chain([link])))
}

fn section_task(on: &On, view: &View<'_>, section: &casework::SeenSection) -> Task {
    let kind = section.id.kind();
    let points = view.points.iter().filter(|point| point.section == section.id && point.answer.is_none());
    let points = points.count();
    let hint = match (points, section.words) {
        (0, 0) => kind.asks.to_string(),
        (0, words) => format!("{}. {} words.", kind.asks, listing::thousands(words as u64)),
        (1, _) => "One point of the review to put right.".to_string(),
        (several, _) => format!("{several} points of the review to put right."),
    };
    Task {
        title: kind.title.into(),
        hint: Some(hint.into()),
        href: Some(on.at(&format!("sections/{}", section.id))),
        status: Tag::task(section.status.word()),
    }
}

fn evidence(on: &On, view: &View<'_>) -> Vec<Task> {
    let unasked = on.seen.unasked();
    let has = |section: SectionId| view.exhibits.iter().any(|exhibit| exhibit.section == section);
    let done = |is_done: bool| Tag::task(if is_done { "Completed" } else { "Not yet started" });
    let attach = on.seen.may(ActKind::Attach).then(|| on.at("exhibits"));
    let invite = (on.seen.may(ActKind::Invite) && !unasked.is_empty()).then(|| on.at("do/invite"));
    let asked = match unasked.len() {
        0 => "Everybody whose money moves was asked.".to_string(),
        _ => format!("Not asked yet: {}.", on.bodies(&unasked)),
    };
    vec![
        Task {
            title: "Exhibits".into(),
            hint: Some("Frozen answers that the case rests on; one for the system impact at least.".into()),
            href: attach,
            status: done(has(SectionId::SystemImpact)),
        },
        Task {
            title: "Ask those who are affected".into(),
            hint: Some(asked.into()),
            href: invite,
            status: done(unasked.is_empty()),
        },
    ]
}

fn exhibits(on: &On, page: Plain, view: &View<'_>) -> Plain {
    if view.exhibits.is_empty() {
        return page;
    }
    let row = |exhibit: &&casework::Exhibit| -> Vec<Html> {
        vec![
            exhibit.title.clone().into(),
            exhibit.section.kind().title.into(),
            short(exhibit.hash.as_str()).into(),
            on.bodies(&exhibit.affected).into(),
        ]
    };
    let columns = ["Exhibit", "Section", "Hash", "Whose money moves"].map(Column::words).into();
    page.add(Table::new("Exhibits", columns, view.exhibits.iter().map(row).collect()))
}

/// How far sending is, a line for each who has to act.
fn sending(on: &On, view: &View<'_>) -> Vec<Html> {
    let signed = match view.signed_off {
        Some((day, text)) => format!("The analysis was signed off on {}: {text}", words::day(*day)),
        None => "The analysis isn’t signed off. No case needs it; an assurer who has done nothing else in the case may.".to_string(),
    };
    let stand = |(body, stand): &(&vocabulary::Code, &casework::Stand)| {
        let says = match (&stand.left, stand.certified) {
            (Some(why), _) => format!("is no longer in the case: {why}"),
            (None, Some(day)) => format!("certified it on {}", words::day(day)),
            (None, None) => "has not certified what is written now".to_string(),
        };
        Html::from(format!("{} {says}.", on.name(body)))
    };
    let others =
        view.others_by.map(|day| Html::from(format!("The others are waited for until {}.", words::day(day))));
    std::iter::once(Html::from(signed)).chain(view.stands.iter().map(stand)).chain(others).collect()
}

/// Task list of those who review: each section beside what it is checked for.
pub(super) fn of_reviewers(on: &On, page: Plain, rulebook: &Rulebook) -> Plain {
    let view = on.seen.view();
    let mut page = page;
    if view.submissions.len() > 1 {
        let link = Html::link(&on.at("changes"), "what changed since it was sent before");
        page = page.text(Html::from("It was sent again: ").then(link).then("."));
    }
    if view.texts.is_empty() {
        return page;
    }
    if on.seen.is_pending() {
        let words = "What it does together with every other case that was sent";
        page = page.text(Html::link(&on.at("together"), words));
    }
    let flags = |id: SectionId| view.notes.iter().filter(|(_, note)| note.section == Some(id)).count();
    let task = |(id, text): &(SectionId, &str)| Task {
        title: id.kind().title.into(),
        hint: Some(format!("{}. {} words.", id.kind().asks, text.split_whitespace().count()).into()),
        href: Some(on.at(&format!("sections/{id}"))),
        status: match flags(*id) {
            0 => Tag::coloured("No notes", "grey"),
            1 => Tag::coloured("1 note", "yellow"),
            several => Tag::coloured(format!("{several} notes"), "yellow"),
        },
    };
    let tasks = view.texts.iter().map(task).collect();
    page = page.heading("Read it").add(TaskList { id_prefix: "read".to_string(), tasks });
    let tests: Vec<Html> = rulebook
        .review_tests_on(on.seen.setup().tier, on.seen.on())
        .into_iter()
        .map(|test| {
            Html::raw("<strong>")
                .then(&test.title.0)
                .then(Html::raw("</strong>: "))
                .then(&test.question.0)
                .then(format!(" ({})", test.source.0))
        })
        .collect();
    if tests.is_empty() {
        return page;
    }
    let where_from = Html::link(super::policy::ADDRESS, "Where these questions come from");
    page.heading("What it is checked for").add(list(tests)).text(where_from)
}
