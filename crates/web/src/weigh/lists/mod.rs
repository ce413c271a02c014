//! One file a list: its heading, its table, what can be added, and what becomes of the appraisal when one is taken out.

mod assumptions;
mod claims;
mod criteria;
mod needs;
mod option;
mod options;
mod posts;
mod scores;

use appraisal::input::Appraisal;
use askama::Template;

use super::on::On;
use super::step::Step;
use crate::components::{Button, ButtonKind, Column, Link, Table};
use crate::{Html, Shell};

/// What a list shows.
#[derive(Default)]
pub(super) struct Shown {
    /// The heading of its page.
    pub title: String,
    /// What stands before the list.
    pub lead: Html,
    /// The columns, and the rows. The last cells of a row are what can be done with it.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Html>>,
    /// Links and buttons below it.
    pub below: Vec<Html>,
}

/// A list of an appraisal.
pub(super) trait List: Sync {
    /// What it shows.
    fn show(&self, on: &On<'_>) -> Shown;

    /// The page before it.
    fn back(&self, on: &On<'_>) -> String {
        on.home()
    }

    /// The appraisal without one of the list.
    fn take_out(&self, on: &On<'_>, number: usize) -> Appraisal;
}

/// The list of a step; none where the step is a form.
pub(super) fn list_of(step: Step) -> Option<&'static dyn List> {
    Some(match step {
        Step::Needs => &needs::Needs,
        Step::Options => &options::Options,
        Step::Option => &option::OneOption,
        Step::Criteria => &criteria::Criteria,
        Step::Scores => &scores::Scores,
        Step::Claims => &claims::Claims,
        Step::Posts => &posts::Posts,
        Step::Assumptions => &assumptions::Assumptions,
        _ => return None,
    })
}

#[derive(Template)]
#[template(path = "weigh_list.html")]
struct Page {
    shell: Shell,
    back: crate::components::BackLink,
    caption: String,
    title: String,
    lead: Html,
    table: Option<Table>,
    below: Vec<Html>,
}

/// A list as a page.
pub(super) fn list_page(on: &On<'_>, list: &dyn List, mut shell: Shell) -> Html {
    let shown = list.show(on);
    shell.title = shown.title.clone();
    shell.breadcrumbs =
        vec![Link::to("/weigh", "Make, share or buy"), Link::to(on.home(), &on.appraisal.title)];
    let has_rows = !shown.rows.is_empty();
    Html::of(&Page {
        shell,
        back: crate::components::BackLink { href: list.back(on), text: "Back".to_string() },
        caption: on.appraisal.title.clone(),
        table: has_rows
            .then(|| Table { hides_caption: true, ..Table::new(&shown.title, shown.columns, shown.rows) }),
        title: shown.title,
        lead: shown.lead,
        below: shown.below,
    })
}

/// Columns of words, with one at the end for what can be done.
fn columns(titles: &[&str]) -> Vec<Column> {
    let hidden = Html::raw("<span class=\"nhsuk-u-visually-hidden\">What can be done</span>");
    titles.iter().map(|title| Column::words(*title)).chain([Column::words(hidden)]).collect()
}

/// A link to change something.
fn change(href: &str, text: &str, what: &str) -> Html {
    Html::raw("<a href=\"")
        .then(href)
        .then(Html::raw("\">"))
        .then(text)
        .then(Html::raw("<span class=\"nhsuk-u-visually-hidden\"> "))
        .then(what)
        .then(Html::raw("</span></a>"))
}

/// A form with one button, about a place of the list.
fn act(on: &On<'_>, address: &str, (name, value): (&str, &str), (text, what): (&str, &str)) -> Html {
    let button = Button {
        text: Html::from(text)
            .then(Html::raw("<span class=\"nhsuk-u-visually-hidden\"> "))
            .then(what)
            .then(Html::raw("</span>")),
        kind: ButtonKind::Secondary,
        ..Button::default()
    };
    let form = crate::site::plain::Form {
        action: address.to_string(),
        button,
        is_inline: true,
        ..crate::site::plain::Form::default()
    };
    form.hidden("version", on.version).hidden(name, value).into()
}

/// What can be done with one of a list: change it, take it out.
fn acts(parts: impl IntoIterator<Item = Html>) -> Html {
    let all = parts.into_iter().fold(Html::raw("<div class=\"app-acts\">"), Html::then);
    all.then(Html::raw("</div>"))
}

/// A button that takes one of a list out.
fn take_out(on: &On<'_>, step: Step, number: usize, what: &str) -> Html {
    act(on, &on.at(step), ("take_out", &number.to_string()), ("Take out", what))
}

/// A button that leads somewhere.
fn add(href: String, text: &str) -> Html {
    Button { text: text.into(), kind: ButtonKind::Secondary, href: Some(href), ..Button::default() }.into()
}

/// Text, or a word that nothing is there.
fn or(text: &str, nothing: &str) -> Html {
    if text.is_empty() { nothing.into() } else { text.into() }
}
