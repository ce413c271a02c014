use axum::http::StatusCode;
use axum::response::Response;

use super::on::On;
use super::step::Step;
use crate::components::{Button, ButtonKind, Link, Tag, Task, TaskList};
use crate::site::plain::{Form, Plain, paragraph};
use crate::{Html, Shell};

const NOT_YET: &str = "Not yet started";
const UNDER_WAY: &str = "In progress";
const DONE: &str = "Completed";
const CANT: &str = "Cannot start yet";

/// All tasks of an appraisal, in its four stages, each with how far it is.
pub(super) fn tasks_page(on: &On<'_>, mut shell: Shell) -> Response {
    let all = stages(on);
    let tasks: Vec<&TaskRow> = all.iter().flat_map(|(_, tasks)| tasks).collect();
    let done = tasks.iter().filter(|(.., status)| *status == DONE).count();
    shell.breadcrumbs = vec![Link::to("/weigh", "Make, share or buy")];
    let mut page = Plain::new(shell, &on.appraisal.title)
        .caption("Make, share or buy")
        .lead(format!("{done} of {} tasks are completed.", tasks.len()))
        .text(format!(
            "{} weighs where the services should come from that it buys from {}.",
            on.body(&on.appraisal.buyer),
            on.body(&on.appraisal.supplier)
        ));
    for (at, (title, tasks)) in all.iter().enumerate() {
        let list = TaskList {
            id_prefix: format!("stage-{}", at + 1),
            tasks: tasks
                .iter()
                .map(|(step, title, hint, status)| task(on, *step, (title, hint), status))
                .collect(),
        };
        page = page.heading(format!("{}. {title}", at + 1)).add(list);
    }
    page.heading("The rest").add(rest(on)).answer(StatusCode::OK)
}

fn task(on: &On<'_>, step: Step, (title, hint): (&str, &str), status: &str) -> Task {
    Task {
        title: title.into(),
        hint: (!hint.is_empty()).then(|| Html::from(hint)),
        href: (status != CANT).then(|| on.at_n(step, 0)),
        status: Tag::task(status),
    }
}

type TaskRow = (Step, &'static str, &'static str, &'static str);
type Stage = (&'static str, Vec<TaskRow>);

fn stages(on: &On<'_>) -> Vec<Stage> {
    let appraisal = on.appraisal;
    let has_aim = !appraisal.aim.objective.is_empty() && !appraisal.aim.success.is_empty();
    let aim = if has_aim { DONE } else { NOT_YET };
    let money = of_list(&appraisal.aim.envelope);
    let said = appraisal.needs.iter().filter(|need| !need.what.is_empty()).count();
    let needs = part_of(said, appraisal.needs.len());
    let check = if has_options(on) { NOT_YET } else { CANT };
    vec![
        (
            "Aim",
            vec![
                (Step::Aim, "What you want to achieve", "", aim),
                (Step::Envelope, "The money there is", "Now and after cuts", money),
            ],
        ),
        ("Needs", vec![(Step::Needs, "What you need, service by service", "", needs)]),
        ("Options", options(on)),
        ("Decision", vec![(Step::Check, "Check, and work it out", "", check)]),
    ]
}

/// The tasks of stage three.
fn options(on: &On<'_>) -> Vec<TaskRow> {
    let appraisal = on.appraisal;
    let locked = appraisal.lock.is_some();
    let options = match (on.scope().is_empty(), has_options(on)) {
        (true, _) => CANT,
        (_, true) => DONE,
        _ => NOT_YET,
    };
    let criteria = if locked { DONE } else { part_of(0, appraisal.criteria.len()) };
    let all_scores = appraisal.options.len() * appraisal.criteria.len();
    let scores = if locked { part_of(appraisal.scores.len(), all_scores) } else { CANT };
    let claims = "Evidence for value for money, and for quality";
    vec![
        (Step::Options, "The options", "Where each service could come from, and at what cost", options),
        (
            Step::Criteria,
            "What matters, and how much",
            "Criteria and weights; locked before anything is scored",
            criteria,
        ),
        (Step::Scores, "Scores", "Each with a reason and the strength of its evidence", scores),
        (Step::Claims, claims, "", of_list(&appraisal.claims)),
        (
            Step::Posts,
            "Who does the work today",
            "Kept by the HR lead. May be left out",
            of_list(&appraisal.posts),
        ),
        (Step::Assumptions, "What is assumed", "May be left out", of_list(&appraisal.assumptions)),
        (Step::Terms, "How it is looked at", "Dates, who pays what stays behind, draws", DONE),
    ]
}

fn has_options(on: &On<'_>) -> bool {
    on.appraisal.options.iter().any(|option| !option.is_business_as_usual())
}

fn of_list<T>(list: &[T]) -> &'static str {
    if list.is_empty() { NOT_YET } else { DONE }
}

/// How far so many of all are. Where there are some and none is done, it has begun: they came with the appraisal.
fn part_of(done: usize, all: usize) -> &'static str {
    match (done, all) {
        (_, 0) => NOT_YET,
        (done, all) if done >= all => DONE,
        _ => UNDER_WAY,
    }
}

/// What else can be done with it.
fn rest(on: &On<'_>) -> Html {
    let mut html =
        paragraph(Html::link(&format!("{}/appraisal.toml", on.home()), "Download it as a text file"));
    if on.may.write {
        html = html.then(paragraph(Html::link(&on.at_n(Step::File, 0), "Change it as a text file")));
        let button = Button {
            text: "Throw this appraisal away".into(),
            kind: ButtonKind::Secondary,
            ..Button::default()
        };
        let drop = Form { action: format!("{}/drop", on.home()), button, ..Form::default() };
        html = html.then(drop.hidden("version", on.version));
    }
    html
}
