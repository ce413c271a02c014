//! What cases that were sent do together, for those who review them.

use actions::SeenCase;
use actions::acts::{self, SeenJoint};
use axum::extract::{Path, State};
use axum::response::Response;
use listing::Listing;

use super::on::{On, found};
use super::words;
use crate::Html;
use crate::components::{Column, Link, Table};
use crate::shelf::table;
use crate::site::plain::{Plain, list};
use crate::site::{Refused, Site, Visitor, encoded, shell};

/// `GET /cases/{reference}/together`: a case with every other one that was sent.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &reference).await?;
    let joint = acts::see_joint(site.desk(), &visitor.actor, on.seen.reference(), site.now()).await?;
    Ok(found(told(on.below("With the other cases"), &joint)))
}

/// `GET /cases/together`: all cases that were sent and that a reviewer is told of.
pub(super) async fn all(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refused> {
    let joint = acts::see_joint_of_all(site.desk(), &visitor.actor, site.now()).await?;
    let mut shell = shell(&site, &visitor);
    shell.breadcrumbs = vec![Link::to("/cases", "Cases")];
    Ok(found(told(Plain::new(shell, "What the cases do together"), &joint)))
}

fn told(page: Plain, joint: &SeenJoint) -> Plain {
    let page = match &joint.listing {
        Some(listing) => page.lead(listing.sentence.clone()),
        None if joint.together.is_empty() => page.lead("No case that was sent can be looked at."),
        None => page.lead("The cases can’t be looked at together."),
    };
    let page = forbidden(page, joint);
    let page = match joint.together.is_empty() {
        true => page,
        false => page.text(on_what(joint)).add(cases(&joint.together)),
    };
    let page = match &joint.listing {
        Some(listing) => sections(page, listing),
        None => page,
    };
    left_out(page, joint)
}

fn forbidden(page: Plain, joint: &SeenJoint) -> Plain {
    let errors = joint.findings.iter().filter(|finding| finding.is_error());
    let points: Vec<Html> = errors
        .map(|finding| format!("{}: {}. {}", finding.place, finding.seen, finding.action).into())
        .collect();
    if points.is_empty() { page } else { page.add(list(points)) }
}

/// On which terms, and how much of it is told.
fn on_what(joint: &SeenJoint) -> String {
    let Some(first) = joint.together.first() else { return String::new() };
    let terms = match joint.together.as_slice() {
        [_] => "No other case that was sent can be looked at with it.".to_string(),
        _ => format!(
            "Every case is taken as its frozen answer says, on the settings and assumptions of {}: a case by itself may come out otherwise.",
            first.reference()
        ),
    };
    let sight = match joint.is_whole {
        true => "You see the books of every unit in it, and so the amounts.",
        false => "Amounts are in bands, because they rest on books of units that you don’t see.",
    };
    format!("{terms} {sight} It is worked out, not recorded.")
}

/// The cases with their marks: A, B, C as the tables below call them.
fn cases(together: &[SeenCase]) -> Table {
    let columns = ["Case", "Reference", "Who", "Stands at"].map(Column::words);
    let row = |case: &SeenCase| {
        let (title, state) = case.notice();
        let at = format!("/cases/{}", encoded(case.reference().as_str()));
        let who = case.commissioners().into_iter().map(|body| case.name(body)).collect::<Vec<_>>();
        vec![
            Html::link(&at, title),
            Html::raw("<span class=\"app-whole\">")
                .then(case.reference().as_str())
                .then(Html::raw("</span>")),
            who.join(", ").into(),
            words::state_tag(state).into(),
        ]
    };
    Table::new("Cases that are looked at", columns.into(), together.iter().map(row).collect())
}

fn sections(page: Plain, listing: &Listing) -> Plain {
    listing.sections.iter().filter(|section| !section.notes.is_empty() || !section.rows.is_empty()).fold(
        page,
        |page, section| {
            let page = page.heading(section.title.clone());
            let page = section.notes.iter().fold(page, |page, note| page.text(note.clone()));
            let rows: Vec<usize> = (0..section.rows.len()).collect();
            if rows.is_empty() { page } else { page.add(table(section, &rows, 0)) }
        },
    )
}

fn left_out(page: Plain, joint: &SeenJoint) -> Plain {
    let point = |(case, why): &(SeenCase, actions::LeftOut)| -> Html {
        let at = format!("/cases/{}", encoded(case.reference().as_str()));
        let named = format!("{}: {}", case.reference(), case.notice().0);
        Html::link(&at, &named).then(format!(" ({})", why.words()))
    };
    let points: Vec<Html> = joint.left_out.iter().map(point).collect();
    if points.is_empty() { page } else { page.heading("Cases that are left out").add(list(points)) }
}
