use axum::extract::{Path, State};
use axum::response::Response;
use casework::{ActKind, LAYOUTS, Layout, LayoutRow, Party, State as Stands};
use vocabulary::CaseTier;

use super::on::{On, found};
use super::{figures, parts, tasks, words};
use crate::Html;
use crate::site::plain::{Plain, list};
use crate::site::{Refused, Site, Visitor};

/// `GET /cases/{reference}`: the case as its reader sees it, what waits for them first.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &reference).await?;
    let view = on.seen.view();
    let mut page = on.page().lead(lead(&on)).add(crate::site::plain::paragraph(on.tag()));
    page = page.text(words::looks(on.seen.party()));
    page = waiting(&on, page);
    page = match on.seen.party() {
        Party::Ours => tasks::of_writers(&on, page),
        Party::Deciding | Party::Told => tasks::of_reviewers(&on, page, &site.settings().rulebook),
        _ => page,
    };
    page = parts::verdicts(&on, page, &view);
    page = parts::points(&on, page, &view);
    page = parts::followed(&on, page, &view);
    page = figures::figures(page, &view);
    page = parts::consultation(&on, page, &view);
    page = parts::notes(&on, page, &view);
    if !matches!(on.seen.party(), Party::Ours | Party::Deciding | Party::Told) {
        page = parts::texts(page, &view);
    }
    page = others(&on, page);
    page = papers(&on, page);
    Ok(found(parts::history(&on, page, &view)))
}

/// Where the case stands, in one sentence.
fn lead(on: &On) -> String {
    let who = on.bodies(on.seen.commissioners());
    let units = on.bodies(&on.seen.setup().units);
    let view = on.seen.view();
    let deciding = on.seen.deciding().map(|body| on.name(body)).unwrap_or_default();
    let by = view.view_by.map(|day| format!(" by {}", words::day(day))).unwrap_or_default();
    let what = match on.seen.notice().1 {
        Stands::Draft => "is being written".to_string(),
        Stands::Sent if deciding.is_empty() => "was sent".to_string(),
        Stands::Sent | Stands::Triage => format!("was sent to {deciding}, which gives its view{by}"),
        Stands::InReview | Stands::Recommended => format!("is reviewed by {deciding}{by}"),
        Stands::Returned => "came back with points to put right".to_string(),
        Stands::Outcome => "waits for the decision of its governing bodies".to_string(),
        Stands::Decided => "is decided".to_string(),
        Stands::Published => "is decided and published".to_string(),
        Stands::Followed => "is decided; its conditions and benefits are followed".to_string(),
        Stands::Closed => "is closed".to_string(),
        Stands::Withdrawn => "was withdrawn".to_string(),
        Stands::Superseded => "gave way to another case".to_string(),
    };
    format!("The case of {who} about {units} {what}.")
}

fn waiting(on: &On, page: Plain) -> Plain {
    let told = on.seen.turns().into_iter().map(|turn| {
        let by = turn.by.map(|day| format!(", by {}", words::day(day))).unwrap_or_default();
        let at = match turn.act {
            ActKind::Write => on.at("#sections"),
            ActKind::AnswerOffer => on.at("#offers"),
            act => on.at(&format!("do/{act}")),
        };
        let link = match turn.act {
            // A section, a question or a point is chosen below.
            ActKind::Write | ActKind::Answer | ActKind::AnswerPoint | ActKind::MeetMilestone => {
                Html::from(words::title(turn.act))
            }
            ActKind::RecordOutturn => Html::from(words::title(turn.act)),
            _ => Html::link(&at, words::title(turn.act)),
        };
        link.then(by)
    });
    let told: Vec<Html> = told.collect();
    if told.is_empty() { page } else { page.heading("What waits for you").add(list(told)) }
}

/// Acts that stand nowhere else on the page.
fn others(on: &On, page: Plain) -> Plain {
    let elsewhere = |act: &ActKind| {
        matches!(
            act,
            ActKind::Write
                | ActKind::Complete
                | ActKind::Attach
                | ActKind::AttachFile
                | ActKind::TakeOutFile
                | ActKind::Answer
                | ActKind::AnswerPoint
                | ActKind::AnswerOffer
                | ActKind::MeetMilestone
                | ActKind::WaiveMilestone
                | ActKind::RecordOutturn
        )
    };
    let open: Vec<Html> = on
        .seen
        .open()
        .into_iter()
        .map(|(act, _)| act)
        .filter(|act| !elsewhere(act))
        .map(|act| Html::link(&on.at(&format!("do/{act}")), words::title(act)))
        .collect();
    if open.is_empty() { page } else { page.heading("What you can do").add(list(open)) }
}

fn papers(on: &On, page: Plain) -> Plain {
    let is_read = !on.seen.view().texts.is_empty();
    if !is_read {
        return page;
    }
    let link = |file: &str, words: &str| Html::link(&on.at(&format!("papers/{file}")), words);
    let summary = link("summary.html", "Summary sheet for the governing body");
    let bundles = [
        Html::link(&on.at("bundle/exempt.zip"), "Everything to check it with, as you see it (zip)"),
        Html::link(&on.at("bundle/public.zip"), "Everything to check it with, as published (zip)"),
    ];
    let wholes = match on.seen.setup().tier {
        CaseTier::Record => {
            vec![
                link("case.html", "The record, to read and to print"),
                link("case.docx", "The record, to edit (Word)"),
            ]
        }
        CaseTier::Case => layouts(on),
    };
    page.heading("The case on paper").add(list(wholes.into_iter().chain([summary]).chain(bundles)))
}

/// The same content under the headings that a body's own rules may ask for, the usual ones first.
fn layouts(on: &On) -> Vec<Html> {
    let link = |row: &LayoutRow, file: &str, words: &str| {
        let words = format!("{}, {words}", row.title);
        Html::link(&on.at(&format!("papers/{file}?layout={}", row.layout)), &words)
    };
    let both = |row: &LayoutRow| {
        link(row, "case.html", "to read and to print").then(" · ").then(link(
            row,
            "case.docx",
            "to edit (Word)",
        ))
    };
    let (usual, others): (Vec<_>, Vec<_>) = LAYOUTS.iter().partition(|row| row.layout == Layout::Fbc);
    usual.into_iter().chain(others).map(both).collect()
}
