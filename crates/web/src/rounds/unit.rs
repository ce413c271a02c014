use assurance::{ActKind, State as Stands};
use axum::extract::{Path, State};
use axum::response::Response;

use super::on::{On, found};
use super::{answers, income, parts, tasks, words};
use crate::Html;
use crate::site::plain::{Plain, list, paragraph};
use crate::site::{Refused, Site, Visitor};

/// `GET /rounds/{round}/{unit}`: the assessment as its reader sees it, what waits for them first.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path((round, unit)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &round, &unit).await?;
    let view = on.seen.view();
    let mut page = on.page().lead(lead(&on)).add(paragraph(words::state_tag(on.seen.state())));
    page = page.text(words::looks(on.seen.party()));
    page = waiting(&on, page);
    page = tasks::of_unit(&on, page, &view);
    page = parts::outcome(&on, page, &view);
    page = parts::milestones(&on, page, &view);
    page = parts::assessors(&on, page, &view);
    page = answers::read(&on, page, &view);
    page = income::all(&on, page, &view);
    page = parts::own_words(&on, page, &view);
    page = parts::survey(&on, page, &view);
    page = others(&on, page);
    Ok(found(parts::history(&on, page, &view)))
}

/// Where it stands, in one sentence.
fn lead(on: &On) -> String {
    let (name, by) = (on.name(on.seen.unit()), words::day(on.seen.setup().answer_by));
    let late = if on.seen.is_late() { ", which has passed" } else { "" };
    match on.seen.state() {
        Stands::Answering => format!("{name} answers until {by}{late}."),
        Stands::Assessing => format!("{name} has certified its answers, and is assessed."),
        Stands::Moderating => format!("Two assessors differ on {name}; that is settled now."),
        Stands::Rated => format!("{name} is rated; the outcome isn’t on record yet."),
        Stands::Outcome => format!("The outcome for {name} is on record, and not published yet."),
        Stands::Published => format!("The outcome for {name} is published."),
        Stands::Bound => format!("A plan binds {name}."),
        Stands::Closed => format!("The round is closed for {name}."),
        Stands::Abandoned => format!("The round was given up for {name}."),
    }
}

/// Where an act is done.
fn address(on: &On, act: ActKind) -> String {
    match act {
        ActKind::Answer | ActKind::Keep => on.at("#questions"),
        ActKind::RateSelf => on.at("#self-ratings"),
        ActKind::StatePlan => on.at("plan"),
        ActKind::Intend => on.at("intentions"),
        ActKind::MeetMilestone | ActKind::MissMilestone => on.at("#milestones"),
        act => on.at(&format!("do/{act}")),
    }
}

fn waiting(on: &On, page: Plain) -> Plain {
    let told = on.seen.turns().into_iter().map(|turn| {
        let by = turn.by.map(|day| format!(", by {}", words::day(day))).unwrap_or_default();
        let at = match turn.act {
            ActKind::Intend => format!("{}?body={}", on.at("intentions"), turn.body),
            ActKind::Respond => format!("{}?body={}", on.at("do/respond"), turn.body),
            act => address(on, act).replace("/#", "#"),
        };
        Html::link(&at, words::title(turn.act)).then(format!("{by} (for {})", on.name(&turn.body)))
    });
    let told: Vec<Html> = told.collect();
    if told.is_empty() { page } else { page.heading("What waits for you").add(list(told)) }
}

/// Acts that stand nowhere else on the page.
fn others(on: &On, page: Plain) -> Plain {
    let elsewhere = |act: &ActKind| {
        use ActKind::{Answer, Intend, Keep, MeetMilestone, MissMilestone, RateSelf, Respond, StatePlan};
        matches!(act, Answer | Keep | RateSelf | StatePlan | MeetMilestone | MissMilestone | Intend | Respond)
    };
    let acts = on.seen.open().into_iter().map(|(act, _)| act).filter(|act| !elsewhere(act));
    let open: Vec<Html> = acts.map(|act| Html::link(&address(on, act), words::title(act))).collect();
    if open.is_empty() { page } else { page.heading("What you can do").add(list(open)) }
}
