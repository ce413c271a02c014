use axum::extract::{Path, State};
use axum::response::Response;

use super::on::{OnRound, found};
use super::words;
use crate::Html;
use crate::components::{Column, Details, SummaryList, Table};
use crate::files::sent;
use crate::site::plain::{Plain, list};
use crate::site::{Refused, Site, Visitor, encoded};

/// `GET /rounds/{round}`: the units of the round that its reader is told of, and what is asked.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(round): Path<String>,
) -> Result<Response, Refused> {
    let on = OnRound::of(&site, &visitor, &round).await?;
    let seen = &on.seen;
    let lead = format!("{} opened this round on {}.", seen.name(seen.overseer()), words::day(seen.opened()));
    let page = on.page().lead(lead).add(units(&on));
    Ok(found(asks(&on, page)))
}

fn units(on: &OnRound) -> Table {
    let columns = ["Unit", "Stands at", "To be certified by", "Outcome"].map(Column::words);
    let row = |unit: &actions::SeenUnit| {
        let at = format!("{}/{}", on.home(), encoded(unit.unit().as_str()));
        let view = unit.view();
        let outcome = view.outcome.map_or_else(
            || "–".to_string(),
            |recorded| match &recorded.outcome {
                Some(id) => {
                    let known = on.seen.definition().outcome(id);
                    known.map_or_else(|| id.to_string(), |outcome| outcome.title.clone())
                }
                None => "Open: the rule gives none".to_string(),
            },
        );
        let late = if unit.is_late() { " (late)" } else { "" };
        vec![
            Html::link(&at, &unit.name(unit.unit())),
            words::state_tag(unit.state()).into(),
            format!("{}{late}", words::day(unit.setup().answer_by)).into(),
            outcome.into(),
        ]
    };
    Table::new("Units that you are told of", columns.into(), on.seen.units().iter().map(row).collect())
}

/// What the round asks, how far that is known, and its rule.
fn asks(on: &OnRound, page: Plain) -> Plain {
    let definition = on.seen.definition();
    let [recorded, reconstructed, ours] = definition.known();
    let known = format!(
        "{recorded} items are recorded in a source, {reconstructed} were reconstructed from one, {ours} are ours"
    );
    let checked = match definition.checked_by.as_str() {
        "" => "nobody yet".to_string(),
        somebody => somebody.to_string(),
    };
    let page = page.heading("What is asked").text(definition.about.trim()).add(SummaryList::of([
        ("How far it is known", Html::from(known)),
        ("Checked by", checked.into()),
        ("To be reviewed by", words::day(definition.review_date).into()),
        (
            "SHA-256 of its text",
            Html::raw("<code class=\"app-hash\">").then(on.seen.definition_hash()).then(Html::raw("</code>")),
        ),
        (
            "Its text",
            Html::link(
                &format!("{}/definition.toml", on.home()),
                "As it was when the round was opened (TOML)",
            ),
        ),
    ]));
    let rules = definition.rules.iter().map(|rule| {
        let outcome = definition.outcome(&rule.outcome);
        let title = outcome.map_or_else(|| rule.outcome.to_string(), |outcome| outcome.title.clone());
        Html::raw("<strong>").then(title).then(Html::raw("</strong>: ")).then(format!(
            "{} ({})",
            rule.words,
            words::known(rule.origin.known)
        ))
    });
    let page = page.heading("What comes of which ratings").add(list(rules));
    page.text("Where the rule says nothing, or two rules differ, the outcome is shown as open.").add(
        Details {
            summary: "The ratings, and what each says".into(),
            html: list(definition.ratings.iter().map(|rating| format!("{}: {}", rating.title, rating.means))),
        },
    )
}

/// `GET /rounds/{round}/definition.toml`.
pub(super) async fn definition(
    State(site): State<Site>,
    visitor: Visitor,
    Path(round): Path<String>,
) -> Result<Response, Refused> {
    let on = OnRound::of(&site, &visitor, &round).await?;
    let name = format!("{}.toml", on.seen.definition().id);
    Ok(sent(&name, "application/toml", on.seen.definition_text().as_bytes().to_vec()))
}
