//! The figures of a unit for one service, to be signed together or corrected one by one.

use actions::acts::{self, SeenSignatures};
use actions::permission::allow;
use actions::{FigureState, KnownFigure, Operation, Refusal, SeenFigure};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use listing::thousands;
use serde::Deserialize;
use vocabulary::Code;

use super::figures;
use crate::Html;
use crate::components::{Column, Link, NotificationBanner, Table};
use crate::site::plain::{Form, Plain, paragraph};
use crate::site::{Posted, Refused, Site, Visitor, encoded, shell};

/// Which figures, and what was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    service: String,
    done: String,
}

/// The address of the figures of a service; of those of the unit as a whole without one.
pub(super) fn address(unit: &Code, service: Option<&Code>) -> String {
    let begin = format!("/units/{}/assumptions", encoded(unit.as_str()));
    match service {
        Some(service) => format!("{begin}?service={}", encoded(service.as_str())),
        None => begin,
    }
}

pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let unit = Code::new(code.trim());
    let seen = acts::see_signatures(site.desk(), &visitor.actor, &unit, site.now()).await?;
    let service = (!asked.service.is_empty()).then(|| Code::new(&asked.service));
    let figures: Vec<&KnownFigure> =
        seen.figures.iter().filter(|known| known.figure.service == service).collect();
    if figures.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let may_sign = allow(&visitor.actor, Operation::SignAssumptions, Some(&unit)).is_ok();
    let title = figures::service(&seen.snapshot, service.as_ref());
    let mut page = Plain::new(below(&site, &visitor, &seen), format!("{title}: what is assumed or derived"))
        .caption(seen.snapshot.name_of(unit.as_str()))
        .lead(lead(&figures));
    if let Some(done) = done_words(&asked.done) {
        page = page.before(NotificationBanner { is_success: true, heading: done.into(), html: None });
    }
    for (table, heading) in KINDS {
        let rows: Vec<&KnownFigure> =
            figures.iter().copied().filter(|one| one.figure.table == table).collect();
        if !rows.is_empty() {
            page = page.heading(heading).add(table_of(&seen, heading, &rows, may_sign));
        }
    }
    let open: Vec<&KnownFigure> = figures.iter().copied().filter(|one| can_be_signed(one)).collect();
    page = match (may_sign, open.is_empty()) {
        (false, _) => page.text("The unit’s director signs or corrects these figures."),
        (true, true) => page.text("Every figure here is signed or corrected."),
        (true, false) => page
            .heading("Sign")
            .text(
                "By signing you say that these figures are right for your unit, as far as you know. Correct those that \
                 aren’t first: corrections are left out here. Your name and the time are kept, and you can say otherwise later.",
            )
            .add(sign_form(&unit, &asked.service, &open)),
    };
    Ok(page.add(paragraph(next(&seen, service.as_ref()))).answer(StatusCode::OK))
}

/// What the tables of figures are called.
const KINDS: [(&str, &str); 4] = [
    ("units", "Reserve and surplus"),
    ("cost_pools", "What it costs, and how fast cost goes"),
    ("post_groups", "Posts"),
    ("agreement_lines", "What customers buy"),
];

/// What stands around a page below a unit's standing.
pub(super) fn below(site: &Site, visitor: &Visitor, seen: &SeenSignatures) -> crate::Shell {
    let name = seen.snapshot.name_of(seen.unit.as_str());
    let code = encoded(seen.unit.as_str());
    let breadcrumbs = vec![
        Link::to("/market", "The market"),
        Link::to(format!("/market/units/{code}"), &name),
        Link::to(format!("/units/{code}/standing"), format!("What {name} stands on")),
    ];
    crate::Shell { breadcrumbs, ..shell(site, visitor) }
}

/// What a signature of all that is listed leaves out: what is signed already, and what is corrected and waits.
fn can_be_signed(known: &KnownFigure) -> bool {
    matches!(known.state, FigureState::Unsaid | FigureState::Declined | FigureState::Earlier)
}

fn lead(figures: &[&KnownFigure]) -> String {
    let signed = figures.iter().filter(|known| known.state.is_signed()).count();
    let corrected = figures.iter().filter(|known| known.state == FigureState::Corrected).count();
    let begin =
        format!("{} of {} figures are signed", thousands(signed as u64), thousands(figures.len() as u64));
    match corrected {
        0 => format!("{begin}."),
        1 => format!("{begin}; one correction waits to be taken up."),
        several => format!("{begin}; {several} corrections wait to be taken up."),
    }
}

fn done_words(done: &str) -> Option<String> {
    match (done, done.parse::<u64>()) {
        ("corrected", _) => Some("Your correction is sent to the data steward of the register.".to_string()),
        (_, Ok(1)) => Some("You signed one figure.".to_string()),
        (_, Ok(several)) => Some(format!("You signed {} figures.", thousands(several))),
        _ => None,
    }
}

fn table_of(seen: &SeenSignatures, heading: &str, rows: &[&KnownFigure], may_sign: bool) -> Table {
    let mut columns = vec![
        Column::words("Figure"),
        Column::number("The register says"),
        Column::words("How it is known"),
        Column::words("What the unit says"),
    ];
    if may_sign {
        columns.push(Column::words("What can be done"));
    }
    let row = |known: &&KnownFigure| {
        let figure = &known.figure;
        let title = figures::title(&seen.snapshot, figure);
        let said = figures::said(known);
        let says = Html::from(figures::tag(known.state));
        let says = match said.is_empty() {
            true => says,
            false => {
                let said =
                    Html::raw("<span class=\"app-lines__says\">").then(said).then(Html::raw("</span>"));
                figures::together(says.then(said))
            }
        };
        let mut cells = vec![
            Html::from(&title),
            figures::value(figure, &figure.value).into(),
            figures::basis(&seen.snapshot, figure),
            says,
        ];
        if may_sign {
            let href =
                format!("/units/{}/corrections?at={}", encoded(seen.unit.as_str()), encoded(&figure.at));
            let words = if known.state == FigureState::Corrected { "Change" } else { "Correct" };
            cells.push(
                Html::raw("<a href=\"")
                    .then(href)
                    .then(Html::raw("\">"))
                    .then(words)
                    .then(Html::raw("<span class=\"nhsuk-u-visually-hidden\"> "))
                    .then(title)
                    .then(Html::raw("</span></a>")),
            );
        }
        cells
    };
    Table { hides_caption: true, ..Table::new(heading, columns, rows.iter().map(row).collect()) }
}

fn sign_form(unit: &Code, service: &str, open: &[&KnownFigure]) -> Form {
    let words = match open.len() {
        1 => "Sign the one figure that isn’t signed".to_string(),
        several => format!("Sign all {} figures that aren’t signed", thousands(several as u64)),
    };
    let form = Form::new(format!("/units/{}/signatures", encoded(unit.as_str())), words);
    let form = form.hidden("service", service);
    open.iter().fold(form, |form, known| form.hidden("seen", seen_words(known)))
}

/// The next service with something to say, and the way back.
fn next(seen: &SeenSignatures, here: Option<&Code>) -> Html {
    let mut services: Vec<Option<&Code>> = Vec::new();
    for known in &seen.figures {
        let service = known.figure.service.as_ref();
        if can_be_signed(known) && service != here && !services.contains(&service) {
            services.push(service);
        }
    }
    services.sort();
    let after = services.iter().find(|service| **service > here).or(services.first());
    match after {
        Some(service) => {
            let title = figures::service(&seen.snapshot, *service);
            Html::from("Next: ").then(Html::link(&address(&seen.unit, *service), &title))
        }
        None => Html::link(
            &format!("/units/{}/standing#signatures", encoded(seen.unit.as_str())),
            "Back to all services",
        ),
    }
}

/// A figure as a form sends it back: number, value and which.
pub(crate) fn seen_words(known: &KnownFigure) -> String {
    format!("{}|{}|{}", known.number(), known.figure.value, known.figure.at)
}

/// What [`seen_words`] said.
///
/// Errors: `NotFound` for what no page sends.
pub(crate) fn read_seen(text: &str) -> Result<SeenFigure, Refusal> {
    let mut parts = text.splitn(3, '|');
    let (number, value, at) = (parts.next(), parts.next(), parts.next());
    match (number.and_then(|number| number.parse().ok()), value, at) {
        (Some(number), Some(value), Some(at)) => {
            Ok(SeenFigure { at: at.to_string(), value: value.to_string(), number })
        }
        _ => Err(Refusal::NotFound),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Signed {
    service: String,
    seen: Vec<String>,
}

/// `POST /units/{code}/signatures`.
pub(super) async fn sign(
    State(site): State<Site>,
    visitor: Visitor,
    Path(code): Path<String>,
    Posted(sent): Posted<Signed>,
) -> Result<Response, Refused> {
    let unit = Code::new(code.trim());
    let seen = sent.seen.iter().map(|text| read_seen(text)).collect::<Result<Vec<SeenFigure>, Refusal>>()?;
    let done = acts::sign_assumptions(site.desk(), &visitor.actor, &unit, &seen, site.now()).await?;
    let service = (!sent.service.is_empty()).then(|| Code::new(&sent.service));
    let to = address(&unit, service.as_ref());
    let mark = if service.is_some() { '&' } else { '?' };
    Ok(Redirect::to(&format!("{to}{mark}done={}", done.count)).into_response())
}
