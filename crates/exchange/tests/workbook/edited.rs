//! An input that is changed in the file changes the numbers as the engine would.

use std::io::{Cursor, Read, Write};

use appraisal::input::Appraisal;
use calamine::{Reader, Xlsx};
use exchange::{Results, appraisal_workbook_with};
use register::rules::{DiscountBand, EmployerInsurance, OptimismBias};
use register::tables::cell::{Percent, Quantity};
use register::{Rows, Rulebook};
use vocabulary::Estimate;

use crate::facts::{Facts, every_kind, shipped};
use crate::recalculated::{Book, assert_headlines, has_libreoffice, recalculated};

/// A workbook with other numbers in named cells, and nothing else touched.
fn edited(bytes: &[u8], changes: &[(&str, f64)]) -> Vec<u8> {
    let book = Book::read(bytes);
    let names = Xlsx::new(Cursor::new(bytes.to_vec())).map(|book: Xlsx<_>| book.sheet_names()).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let path = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let sheet = path.strip_prefix("xl/worksheets/sheet").and_then(|rest| rest.strip_suffix(".xml"));
        if let Some(number) = sheet.and_then(|number| number.parse::<usize>().ok()) {
            let mut text = String::from_utf8(content).unwrap();
            for (name, value) in changes {
                let (sheet, row, column) = book.place(name);
                if names[number - 1] == sheet {
                    text = with_value(
                        &text,
                        &rust_xlsxwriter::utility::row_col_to_cell(row, column as u16),
                        *value,
                    );
                }
            }
            content = text.into_bytes();
        }
        writer.start_file(path, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn with_value(sheet: &str, cell: &str, value: f64) -> String {
    let start = sheet.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no cell {cell}"));
    let open = start + sheet[start..].find("<v>").unwrap() + 3;
    let close = open + sheet[open..].find("</v>").unwrap();
    assert!(!sheet[start..close].contains("<f>"), "{cell} is a formula, not an input");
    format!("{}{value}{}", &sheet[..open], &sheet[close..])
}

/// The workbook of an appraisal, with changes made in the file, gives what the engine gives for the changed appraisal.
fn assert_follows(
    name: &str,
    facts: &Facts,
    before: &Appraisal,
    changes: &[(&str, f64)],
    after: (&Appraisal, Rulebook),
) {
    let answered = facts.answer(before);
    let zeros = appraisal_workbook_with(&answered, &facts.snapshot, &facts.rulebook, Results::Zero).unwrap();
    let (appraisal, rulebook) = after;
    let changed = Facts { snapshot: facts.snapshot.clone(), rulebook }.answer(appraisal);
    assert_ne!(answered.points.weighted, changed.points.weighted);
    let found = recalculated(name, &edited(&zeros, changes));
    assert_headlines(&found, &changed);
    assert!(found.number("numbers_that_differ") > 0.0, "the workbook doesn't say that it was changed");
}

fn rows<T: register::tables::Row + Clone>(rows: &Rows<T>, change: impl Fn(&mut T)) -> Rows<T> {
    let mut changed = Rows::default();
    for (line, row) in rows.numbered() {
        let mut row = row.clone();
        change(&mut row);
        changed.push(line, row);
    }
    changed
}

#[test]
fn a_changed_weight_changes_points_and_order() {
    if !has_libreoffice() {
        return;
    }
    let (name, before) = shipped().into_iter().find(|(_, appraisal)| !appraisal.criteria.is_empty()).unwrap();
    let facts = Facts::of(&before.register);
    let criterion = before.criteria[0].id.clone();
    let mut after = before.clone();
    after.criteria[0].weight = 2_000.0;
    let cell = format!("weight_{criterion}");
    assert_follows(
        &format!("{name}-weight"),
        &facts,
        &before,
        &[(&cell, 2_000.0)],
        (&after, facts.rulebook.clone()),
    );
}

#[test]
fn every_input_that_the_engine_does_not_read_is_live() {
    if !has_libreoffice() {
        return;
    }
    let facts = Facts::of("england-2013");
    let before = every_kind();
    let mut after = before.clone();
    let fixed = |value: f64| Estimate::fixed(value).unwrap();
    after.criteria[0].weight = 12.5;
    after.scores[0].points = fixed(4.5);
    after.points_max = 8.0;
    after.inflation_percent = Some(7.0);
    let items = &mut after.options[1].items;
    items[0].annual_gbp = Some(fixed(54_321.0));
    items[0].vat_percent = 5.0;
    items[1].mitigated_share = 0.1;
    items[2].vat_percent = 0.0;
    items[3].annual_gbp = Some(fixed(44_444.0));
    items[8].chance = 0.75;
    after.options[1].choices[0].mitigated_share = 0.9;
    let mut rulebook = facts.rulebook.clone();
    rulebook.discount = rows(&rulebook.discount, |row: &mut DiscountBand| {
        if row.schedule == before.schedule && row.first_year == 0 {
            row.rate_percent = Quantity(6.0);
        }
    });
    rulebook.optimism_bias = rows(&rulebook.optimism_bias, |row: &mut OptimismBias| {
        if row.category.as_str() == "outsourcing" && row.cost.word() == "operating" {
            row.upper_percent = Quantity(77.0);
        }
    });
    rulebook.employer_ni =
        rows(&rulebook.employer_ni, |row: &mut EmployerInsurance| row.rate_percent = Percent(20.0));
    let changes = [
        ("weight_memory", 12.5),
        ("score_stay_memory", 4.5),
        ("points_max", 8.0),
        ("inflation_percent", 7.0),
        ("item_in_house_run", 54_321.0),
        ("vat_in_house_run", 5.0),
        ("mitigated_in_house_build", 0.1),
        ("vat_in_house_theirs", 0.0),
        ("item_in_house_saved", 44_444.0),
        ("chance_in_house_fire", 0.75),
        ("mitigated_in_house_finance", 0.9),
        ("discount_rate_from_year_0", 6.0),
        ("optimism_bias_outsourcing_operating_upper", 77.0),
        ("ni_rate", 20.0),
    ];
    assert_follows("every-kind-edited", &facts, &before, &changes, (&after, rulebook));
}
