use actions::SeenCountry;
use askama::Template;
use listing::{Cell, Section};
use vocabulary::Code;

use super::{maps, said::said};
use crate::components::{Column, Table, Tag};
use crate::map::Boundaries;
use crate::shelf::Shelf;
use crate::site::encoded;
use crate::{Html, Shell};

#[derive(Template)]
#[template(path = "country.html")]
struct Page {
    shell: Shell,
    sentence: String,
    /// May they see what cases do together?
    sees_joint: bool,
    /// Title, words and the list that it counts.
    numbers: Vec<(String, String, &'static str)>,
    map: Option<Map>,
    shelves: Vec<Shelf>,
}

struct Map {
    title: String,
    drawing: Html,
    legend: Html,
    table: Table,
}

/// The page of the country.
pub(super) fn page(
    seen: &SeenCountry,
    boundaries: Option<&Boundaries>,
    (mut shell, sees_joint): (Shell, bool),
) -> Html {
    let listing = said(seen);
    shell.title = listing.title.clone();
    let lists = ["units", "cases", "conditions", "ends"];
    let shelf = |section: &Section| {
        let table = |rows: &[usize]| vec![table(section, rows.len())];
        Shelf::of(section, table, &format!("/country/table/{}", section.id))
    };
    Html::of(&Page {
        shell,
        sees_joint,
        numbers: listing
            .numbers
            .iter()
            .zip(lists)
            .map(|(number, list)| (number.title.clone(), number.value.words(), list))
            .collect(),
        map: boundaries.filter(|_| !seen.units.is_empty()).map(|boundaries| map(seen, boundaries)),
        shelves: listing.sections.iter().map(shelf).collect(),
        sentence: listing.sentence,
    })
}

fn map(seen: &SeenCountry, boundaries: &Boundaries) -> Map {
    let places = maps::places(seen, boundaries);
    let map = maps::map_of(seen, &places);
    let section = maps::table_of(seen, &places);
    Map {
        title: map.words.title.clone(),
        drawing: map.svg(boundaries),
        legend: map.legend(boundaries),
        table: table(&section, section.rows.len()),
    }
}

/// A table of the page, so many of its rows.
fn table(section: &Section, rows: usize) -> Table {
    let column = |(at, column): (usize, &listing::Column)| Column {
        title: Html::from(&column.title),
        is_numeric: section.is_numeric(at),
    };
    let row = |cells: &Vec<Cell>| {
        let cell = |(cell, column): (&Cell, &listing::Column)| linked(section.id, cells, column.key, cell);
        cells.iter().zip(&section.columns).map(cell).collect()
    };
    Table {
        hides_caption: true,
        is_compact: true,
        ..Table::new(
            &section.title,
            section.columns.iter().enumerate().map(column).collect(),
            section.rows.iter().take(rows).map(row).collect(),
        )
    }
}

/// A cell with the way to what it names; the next act leads to where it is done.
fn linked(section: &str, cells: &[Cell], key: &str, cell: &Cell) -> Html {
    let to = |address: String, name: &str| Html::link(&address, name);
    match (key, cell) {
        ("unit", Cell::Named(code, name)) => to(format!("/units/{}/standing", encoded(code.as_str())), name),
        ("case", Cell::Named(code, name)) => to(format!("/cases/{}", encoded(code.as_str())), name),
        ("buyer" | "owner" | "area", Cell::Named(code, name)) => {
            to(format!("/market/commissioners/{}", encoded(code.as_str())), name)
        }
        ("supplier" | "from", Cell::Named(code, name)) => {
            to(format!("/market/units/{}", encoded(code.as_str())), name)
        }
        ("service", Cell::Named(code, name)) => {
            to(format!("/market/services/{}", encoded(code.as_str())), name)
        }
        ("agreement", Cell::Named(code, name)) => {
            to(format!("/market/agreements/{}", encoded(code.as_str())), name)
        }
        ("next", Cell::Text(words)) => {
            next(section, cells).map_or_else(|| words.into(), |address| to(address, words))
        }
        ("answer", Cell::Text(words)) if words == "can’t fund itself" => Tag::coloured(words, "red").into(),
        ("limit", Cell::Text(words)) => Tag::coloured(words, "red").into(),
        (_, cell) => cell.words().into(),
    }
}

/// Where the next act of a row is done.
fn next(section: &str, cells: &[Cell]) -> Option<String> {
    let first: &Code = match cells.first() {
        Some(Cell::Named(code, _)) => code,
        _ => return None,
    };
    match section {
        "units" => Some(format!("/units/{}/standing", encoded(first.as_str()))),
        "cases" | "conditions" => Some(format!("/cases/{}", encoded(first.as_str()))),
        "ends" => Some("/hurt".to_string()),
        _ => None,
    }
}
