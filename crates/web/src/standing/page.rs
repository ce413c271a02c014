use actions::acts::SeenStanding;
use askama::Template;
use listing::{Cell, Section};
use vocabulary::{Code, Findings};

use super::assumptions::address;
use super::said::said;
use crate::components::{Button, Column, Link, Table, Tag};
use crate::files::section_file;
use crate::site::encoded;
use crate::{Html, Shell};

/// Rows of a table on the page; its files have all.
const ROWS_MAX: usize = 30;

struct Shelf {
    id: &'static str,
    title: String,
    notes: Vec<String>,
    table: Option<Table>,
    more: usize,
    files: Vec<Link>,
}

#[derive(Template)]
#[template(path = "standing.html")]
struct Page {
    shell: Shell,
    sentence: String,
    numbers: Vec<(String, String)>,
    asks: Vec<Button>,
    shelves: Vec<Shelf>,
}

/// The page of a unit's standing. `starts` are questions that ship in which a customer joins: name and title.
pub fn standing_page(seen: &SeenStanding, starts: &[(String, String)], mut shell: Shell) -> Html {
    let unit = &seen.standing.unit;
    let listing = said(seen);
    let name = seen.snapshot.name_of(unit.as_str());
    shell.title = listing.title.clone();
    shell.breadcrumbs = vec![
        Link::to("/market", "The market"),
        Link::to(format!("/market/units/{}", encoded(unit.as_str())), name),
    ];
    let button = |href: String, text: &str| Button {
        text: text.into(),
        kind: crate::components::ButtonKind::Secondary,
        href: Some(href),
        ..Button::default()
    };
    let mut asks = vec![
        button("#signatures".to_string(), "See what is assumed or derived about it, to sign or correct"),
        button(
            format!("/hurt/new?body={}", encoded(unit.as_str())),
            "Ask what it means when a customer leaves or joins",
        ),
    ];
    asks.extend(starts.iter().map(|(from, title)| {
        button(format!("/hurt/new?body={}&from={}", encoded(unit.as_str()), encoded(from)), title)
    }));
    let headline = |cell: &Cell| match cell {
        Cell::Money(amount) => amount.headline(),
        cell => cell.words(),
    };
    Html::of(&Page {
        shell,
        numbers: listing
            .numbers
            .iter()
            .map(|number| (number.title.clone(), headline(&number.value)))
            .collect(),
        shelves: listing.sections.iter().map(|section| shelf(unit, section)).collect(),
        sentence: listing.sentence,
        asks,
    })
}

fn shelf(unit: &Code, section: &Section) -> Shelf {
    let file = |ending: &str| {
        let href = format!("/units/{}/standing/table/{}.{ending}", encoded(unit.as_str()), section.id);
        Link::to(href, ending.to_uppercase())
    };
    let has_rows = !section.rows.is_empty();
    Shelf {
        id: section.id,
        title: section.title.clone(),
        notes: section.notes.clone(),
        table: has_rows.then(|| table(unit, section)),
        more: section.rows.len().saturating_sub(ROWS_MAX),
        files: if has_rows { ["csv", "xlsx", "json"].map(file).to_vec() } else { Vec::new() },
    }
}

fn table(unit: &Code, section: &Section) -> Table {
    let column = |(at, column): (usize, &listing::Column)| Column {
        title: Html::from(&column.title),
        is_numeric: section.is_numeric(at),
    };
    let row = |cells: &Vec<Cell>| {
        let cell = |(cell, column): (&Cell, &listing::Column)| linked(unit, column.key, cell);
        cells.iter().zip(&section.columns).map(cell).collect()
    };
    Table {
        hides_caption: true,
        is_compact: true,
        ..Table::new(
            &section.title,
            section.columns.iter().enumerate().map(column).collect(),
            section.rows.iter().take(ROWS_MAX).map(row).collect(),
        )
    }
}

fn linked(unit: &Code, key: &str, cell: &Cell) -> Html {
    let to =
        |part: &str, code: &Code, name: &str| Html::link(&format!("{part}/{}", encoded(code.as_str())), name);
    match (key, cell) {
        ("buyer" | "largest" | "body", Cell::Named(code, name)) => to("/market/commissioners", code, name),
        ("service", Cell::Named(code, name)) => to("/market/services", code, name),
        ("figures_of", Cell::Named(code, name)) => Html::link(&address(unit, Some(code)), name),
        ("figures_of", Cell::Text(name)) => Html::link(&address(unit, None), name),
        ("state", Cell::Text(state)) => Tag::task(state).into(),
        ("result", Cell::Named(code, name)) => to("/hurt", code, name),
        ("goes", Cell::Text(word)) if word == "goes" => Tag::coloured("goes", "red").into(),
        (_, cell) => cell.words().into(),
    }
}

/// A table of the page as a file: media type and bytes. None when there is no such table.
pub fn standing_file(seen: &SeenStanding, file: &str) -> Option<Result<(&'static str, Vec<u8>), Findings>> {
    section_file(&said(seen), file)
}
