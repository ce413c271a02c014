use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::cards::cards_of;
use crate::components::{Column, Table};
use crate::home::{Guide, GuideAnswer};
use crate::respond;
use crate::site::plain::Cards;
use crate::site::{Names, Site, Visitor, shell};
use crate::{Html, Shell};

/// The first page.
#[derive(Template)]
#[template(path = "home.html")]
struct HomePage<'a> {
    shell: Shell,
    guide: Option<&'a Guide>,
    welcome: String,
    todo: Cards,
    around: Cards,
    shows_sign_in: bool,
}

impl HomePage<'_> {
    fn numbers(&self, answer: &GuideAnswer) -> Table {
        let columns =
            vec![Column::words("Over five years"), Column::number("Likely"), Column::number("8 in 10 draws")];
        let rows = answer.numbers.iter().map(|number| number.iter().map(Html::from).collect()).collect();
        Table { hides_caption: true, ..Table::new("The answer in numbers, over five years", columns, rows) }
    }
}

pub(super) async fn page(State(site): State<Site>, visitor: Visitor) -> Response {
    let guide = site.settings().guide.as_ref();
    let is_public = visitor.actor.person.is_none();
    let names = if is_public { None } else { Some(Names::of(&site, &visitor).await) };
    let mut todo = names.as_ref().map(|names| cards_of(&visitor.actor, names)).unwrap_or_default();
    if !is_public && let Some(card) = crate::rounds::card(&site, &visitor).await {
        todo.insert(0, card);
    }
    let welcome = match (&guide, is_public) {
        (Some(_), true) => String::new(),
        (_, false) => format!("You are signed in as {}.", visitor.actor.name),
        (None, true) => "It keeps a register of who buys what from whom, says where each number comes from, and \
                         answers one question: who else is hurt? Bodies, their units and their oversight use it \
                         together, each with what is theirs to see."
            .to_string(),
    };
    let title = if is_public || guide.is_some() { "Who is hurt when someone leaves" } else { "Start" };
    let shell = Shell { title: title.to_string(), ..shell(&site, &visitor) };
    let around = Cards { cards: guide.map(|guide| guide.cards.clone()).unwrap_or_default() };
    let shows_sign_in = is_public && visitor.samples.is_none();
    let home = HomePage { shell, guide, welcome, todo: Cards { cards: todo }, around, shows_sign_in };
    respond::page(StatusCode::OK, Html::of(&home))
}
