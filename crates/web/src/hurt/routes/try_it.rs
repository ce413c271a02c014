//! Change an assumption, and see at once what the likely values become. All of it stands in the address.

use std::collections::BTreeMap;

use actions::{Refusal, acts};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use exchange::{read_scenario, write_scenario};
use listing::Cell;
use stability::scenario::Scenario;
use vocabulary::Estimate;

use super::answer::seen;
use super::{Asked, again, id_of, shown};
use crate::components::{Button, ButtonKind, Column, ErrorSummary, Input, Link, Question, Table};
use crate::hurt::{Part, PostingsView, Seen};
use crate::site::{Posted, Refused, Site, Visitor, shell};
use crate::{Html, Shell};

#[derive(Template)]
#[template(path = "hurt_try.html")]
struct Page {
    shell: Shell,
    title: String,
    id: String,
    errors: Option<ErrorSummary>,
    sentence: String,
    tables: Vec<Table>,
    fields: Vec<Html>,
    hidden: Vec<(String, String)>,
    show: Button,
    ranges: Option<Button>,
}

/// Likely values as they were typed: `a0` is the reluctance, the assumptions follow from `a1` on.
type Typed = BTreeMap<String, String>;

/// The scenario with what was typed; which fields can't be used.
fn changed(scenario: &Scenario, typed: &Typed) -> (Scenario, Vec<(String, String)>) {
    let mut changed = scenario.clone();
    let mut problems = Vec::new();
    for (name, text) in typed {
        let Some(number) = name.strip_prefix('a').and_then(|number| number.parse::<usize>().ok()) else {
            continue;
        };
        let place = match number.checked_sub(1) {
            None => Some(&mut changed.reluctance),
            Some(at) => changed.assumptions.get_mut(at).map(|one| &mut one.value),
        };
        let Some(place) = place else { continue };
        let likely: Option<f64> = text.trim().parse().ok().filter(|likely: &f64| likely.is_finite());
        let moved = likely.and_then(|likely| {
            // A likely value outside of the range takes the end of the range along.
            Estimate::new(place.low().min(likely), likely, place.high().max(likely)).ok()
        });
        match moved {
            Some(moved) => *place = moved,
            None => problems.push((name.clone(), "Enter a number".to_string())),
        }
    }
    (changed, problems)
}

/// `GET /hurt/{id}/try?a1=1.2`.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Asked(typed): Asked<Typed>,
) -> Result<Response, Refused> {
    let answer = acts::see_answer(site.desk(), &visitor.actor, &id_of(&id)?, site.now()).await?;
    let told = answer.shown.as_ref().ok_or(Refusal::NotFound)?;
    let scenario = read_scenario("scenario", &answer.stored.scenario).0.ok_or(Refusal::NotFound)?;
    let market = site.market(&visitor).await?;
    let before = seen(told, &market);
    let (after, problems) = changed(&scenario, &typed);
    let is_changed = after != scenario && problems.is_empty();
    let mut tables = Vec::new();
    let mut sentence = "Type another likely value, and see at once what the answer becomes.".to_string();
    if is_changed {
        let text = write_scenario(&Scenario { draws: 0, ..after.clone() });
        let body = &answer.stored.body;
        let (_, now) = acts::answer_now(site.desk(), &visitor.actor, body, &text, site.now()).await?;
        let now = seen(&now, &market);
        sentence = now.said(Part::Answer, &PostingsView::default()).sentence;
        tables = side_by_side(&before, &now);
    }
    let mut shell = shell(&site, &visitor);
    shell.title = format!("Change an assumption – {}", answer.stored.title);
    shell.has_errors = !problems.is_empty();
    shell.breadcrumbs = vec![
        Link::to("/hurt", "Who else is hurt?"),
        Link::to(format!("/hurt/{id}"), answer.stored.title.clone()),
    ];
    let is_wrong = !problems.is_empty();
    let html = Html::of(&Page {
        shell,
        title: answer.stored.title.clone(),
        errors: is_wrong.then(|| ErrorSummary {
            errors: problems.iter().map(|(at, words)| (Html::from(words), Some(format!("#{at}")))).collect(),
        }),
        sentence,
        tables,
        fields: fields(&scenario, &typed, &problems),
        hidden: typed.into_iter().collect(),
        show: Button { text: "Show what it becomes".into(), ..Button::default() },
        ranges: is_changed.then(|| Button {
            text: "Run with ranges".into(),
            kind: ButtonKind::Secondary,
            prevents_double_click: true,
            ..Button::default()
        }),
        id,
    });
    Ok(if is_wrong { again(html) } else { shown(html) })
}

/// A field for the likely value of each assumption.
fn fields(scenario: &Scenario, typed: &Typed, problems: &[(String, String)]) -> Vec<Html> {
    let field = |number: usize, label: String, value: Estimate, why: String| {
        let name = format!("a{number}");
        let error = problems.iter().find(|(at, _)| *at == name).map(|(_, words)| Html::from(words));
        let hint = format!("{why} Range {} to {}.", value.low(), value.high());
        Html::from(Input {
            value: typed.get(&name).cloned().unwrap_or_else(|| value.likely().to_string()),
            question: Question::new(name, label).hint(hint).error(error),
            width: Some(5),
            input_mode: Some("decimal"),
            ..Input::default()
        })
    };
    let reluctance = field(
        0,
        "Reluctance to go".to_string(),
        scenario.reluctance,
        "How much dearer the unit must be before a buyer goes: 0.1 is a tenth.".to_string(),
    );
    let others = scenario.assumptions.iter().enumerate().map(|(at, one)| {
        let times = if one.scale { ": times" } else { "" };
        let why = sentence(&one.reason);
        field(at + 1, format!("{}{times}", figure_words(&one.at)), one.value, why)
    });
    std::iter::once(reluctance).chain(others).collect()
}

/// A figure of the register in words: `cost_pools/0CG-*-team/annual_gbp` is the annual amount of cost pools
/// 0CG-*-team.
fn figure_words(at: &str) -> String {
    let plain = |word: &str| word.replace('_', " ");
    let parts: Vec<&str> = at.split('/').collect();
    let [table, rows, column] = parts.as_slice() else { return at.to_string() };
    let column = match column.strip_suffix("_gbp") {
        Some(amount) => format!("{} amount", plain(amount)),
        None => plain(column),
    };
    let rows = if *rows == "*" { "all".to_string() } else { (*rows).to_string() };
    sentence(&format!("{column} of {} {rows}", plain(table))).trim_end_matches('.').to_string()
}

/// Words as a sentence: a capital first, one stop last.
fn sentence(words: &str) -> String {
    let words = words.trim().trim_end_matches('.');
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// The four numbers, and what every body pays more, before and after.
fn side_by_side(before: &Seen<'_>, after: &Seen<'_>) -> Vec<Table> {
    let bodies = |seen: &Seen<'_>| -> Vec<(String, Cell)> {
        let listing = seen.said(Part::Bodies, &PostingsView::default());
        let rows = listing.section("bodies").map(|section| section.rows.clone()).unwrap_or_default();
        rows.into_iter().filter_map(|row| Some((row.first()?.words(), row.get(2)?.clone()))).collect()
    };
    vec![
        table("The four numbers", "Over the whole time", before.numbers(), after.numbers()),
        table("What each body pays more", "Body", bodies(before), bodies(after)),
    ]
}

fn table(title: &str, what: &str, before: Vec<(String, Cell)>, after: Vec<(String, Cell)>) -> Table {
    let mut order: Vec<String> = Vec::new();
    let mut rows: BTreeMap<String, [Cell; 2]> = BTreeMap::new();
    for (side, cells) in [before, after].into_iter().enumerate() {
        for (name, cell) in cells {
            if !rows.contains_key(&name) {
                order.push(name.clone());
            }
            rows.entry(name).or_insert([Cell::Blank, Cell::Blank])[side] = cell;
        }
    }
    let columns =
        vec![Column::words(what), Column::number("Before"), Column::number("Now"), Column::number("Change")];
    let row = |name: String| {
        let [was, is] = rows.get(&name).cloned().unwrap_or([Cell::Blank, Cell::Blank]);
        let change = match (&was, &is) {
            (Cell::Money(was), Cell::Money(is)) => (*is - *was).whole_pounds(),
            (was, is) if was == is => "none to be seen".to_string(),
            _ => "another band".to_string(),
        };
        vec![Html::from(name), was.words().into(), is.words().into(), change.into()]
    };
    Table::new(title, columns, order.into_iter().map(row).collect())
}

/// `POST /hurt/{id}/try`: asks the whole question anew with what was typed, with its ranges.
pub(super) async fn ask_with_ranges(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let answer = acts::see_answer(site.desk(), &visitor.actor, &id_of(&id)?, site.now()).await?;
    let scenario = read_scenario("scenario", &answer.stored.scenario).0.ok_or(Refusal::NotFound)?;
    let (after, problems) = changed(&scenario, &typed);
    if !problems.is_empty() {
        return Ok(Redirect::to(&format!("/hurt/{id}/try")).into_response());
    }
    let (desk, actor, body) = (site.desk(), &visitor.actor, &answer.stored.body);
    let title: String =
        format!("{}, with other assumptions", answer.stored.title).chars().take(200).collect();
    let text = write_scenario(&Scenario { title: title.clone(), ..after });
    let (draft, version) = acts::begin_question(desk, actor, body, &title, &text, site.now()).await?;
    let result = acts::ask(desk, actor, &draft, version, site.now()).await?;
    // The answer keeps its scenario; the draft was only the way to it.
    acts::drop_question(desk, actor, &draft, version, site.now()).await?;
    Ok(Redirect::to(&format!("/hurt/{result}")).into_response())
}
