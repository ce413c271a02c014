//! What the file is made of.

use std::io::{Cursor, Read};

use appraisal::input::ClosureTable;
use calamine::{Data, Reader, Xlsx};
use exchange::appraisal_workbook;

use crate::facts::{Facts, every_kind, shipped};
use crate::recalculated::Book;

fn made() -> Vec<u8> {
    let facts = Facts::of("england-2013");
    appraisal_workbook(&facts.answer(&every_kind()), &facts.snapshot, &facts.rulebook).unwrap()
}

/// Every formula with its sheet.
fn formulas(bytes: &[u8]) -> Vec<(String, String)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let mut all = Vec::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_formula(&sheet).unwrap();
        all.extend(range.used_cells().map(|(_, _, formula)| (sheet.clone(), formula.clone())));
    }
    assert!(all.len() > 300, "{} formulas", all.len());
    all
}

#[test]
fn what_looks_like_a_formula_is_text() {
    let bytes = made();
    let book = Book::read(&bytes);
    let holds = |text: &str| {
        let is_text = |value: &Data| matches!(value, Data::String(found) if found == text);
        book.sheets.values().any(|range| range.used_cells().any(|(_, _, value)| is_text(value)))
    };
    for text in [
        "=1+1: an appraisal with every kind of thing in it",
        "-less money",
        "@nothing else",
        "+ledgers",
        "@Take it in house",
        "=HYPERLINK(\"nowhere\")",
        "-our own estimate",
        "=A1",
        "+1",
        "=Memory",
        "=cost",
    ] {
        assert!(holds(text), "{text} is nowhere as text");
    }
    for (sheet, formula) in formulas(&bytes) {
        assert!(
            !formula.contains("HYPERLINK") && formula != "A1" && formula != "Memory",
            "{sheet}: {formula}"
        );
    }
}

/// The numbers that stand in a formula, outside of quotes and references.
fn constants(formula: &str) -> Vec<String> {
    let (mut all, mut word, mut quoted) = (Vec::new(), String::new(), None);
    for letter in formula.chars().chain([' ']) {
        match quoted {
            Some(quote) if letter == quote => quoted = None,
            Some(_) => {}
            None if letter == '\'' || letter == '"' => quoted = Some(letter),
            None if letter.is_alphanumeric() || letter == '.' || letter == '$' => word.push(letter),
            None => all.push(std::mem::take(&mut word)),
        }
    }
    all.retain(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
    all
}

#[test]
fn no_result_is_baked_into_a_formula() {
    // Places to round to, months, per cent, the length of a year in text, the place of what has none.
    let allowed = ["0", "1", "2", "4", "6", "9", "12", "100", "9999"];
    for (sheet, formula) in formulas(&made()) {
        for constant in constants(&formula) {
            assert!(allowed.contains(&constant.as_str()), "{sheet}: {constant} in {formula}");
        }
    }
    assert_eq!(constants("ROUND('Option 12'!B7*1.5,2)&\"34\""), ["1.5", "2"]);
}

#[test]
fn nothing_but_sheets_is_in_the_file_and_it_is_the_same_each_time() {
    let bytes = made();
    assert_eq!(bytes, made());
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let path = file.name().unwrap().into_owned();
        assert!(!path.contains("vba") && !path.contains("externalLink"), "{path}");
        let mut text = String::new();
        if path.starts_with("xl/worksheets/sheet") && file.read_to_string(&mut text).is_ok() {
            assert!(!text.contains("<sheetProtection"), "{path} is protected");
            assert!(path.ends_with("sheet1.xml") || !text.contains("<mergeCell"), "{path} has merged cells");
        }
    }
}

#[test]
fn a_closing_unit_has_its_map_and_its_receivers() {
    let facts = Facts::of("england-2026");
    let (_, appraisal) = shipped().into_iter().find(|(name, _)| name == "closing-unit-2026").unwrap();
    let answer = facts.answer(&appraisal);
    let book = Book::read(&appraisal_workbook(&answer, &facts.snapshot, &facts.rulebook).unwrap());
    let closure = answer.closure.as_ref().unwrap();
    let words = |sheet: &str| -> Vec<String> {
        book.sheets[sheet].used_cells().map(|(_, _, value)| value.to_string()).collect()
    };
    let map = words("Closure");
    assert!(closure.rows.iter().all(|row| map.contains(&row.key)));
    // Small groups of posts stand nowhere as a number.
    let (people, receivers) = (words("People"), words("Receivers"));
    let small: Vec<f64> = answer.posts.iter().map(|row| row.post.wte).filter(|wte| *wte < 5.0).collect();
    assert!(!small.is_empty() && people.contains(&"fewer than 5".to_string()));
    assert!(small.iter().all(|wte| !people.contains(&wte.to_string())), "{small:?}");
    // All lines are taken over once: the receivers' sum is the map's.
    let lines = closure.rows.iter().filter(|row| row.table == ClosureTable::Lines && row.to.len() == 1);
    let pounds: f64 = lines.filter_map(|row| row.annual).map(|annual| annual.as_f64() / 100.0).sum();
    let found = receivers
        .iter()
        .filter_map(|cell| cell.parse::<f64>().ok())
        .any(|cell| (cell - pounds).abs() < 0.005);
    assert!(found, "{pounds} in {receivers:?}");
}

#[test]
fn the_sheets_are_the_stages() {
    let book: Xlsx<_> = Xlsx::new(Cursor::new(made())).unwrap();
    assert_eq!(
        book.sheet_names(),
        [
            "Cover",
            "1 Aim",
            "2 Needs",
            "3 Options",
            "Scores",
            "Rates",
            "Option A",
            "Option B",
            "Option C",
            "Summary",
            "4 Decision",
            "People",
            "Checks",
            "Sources"
        ]
    );
}
