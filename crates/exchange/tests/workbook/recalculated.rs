//! What LibreOffice finds when it works a workbook out from nothing.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use appraisal::answer::Answer;
use appraisal::input::{ClosureTable, Destined};
use appraisal::page::sentence;
use calamine::{Data, Reader, Xlsx};
use exchange::{Results, appraisal_workbook, appraisal_workbook_with};
use vocabulary::{Code, Pence};

use crate::facts::{Facts, every_kind, shipped};

/// Makes LibreOffice work every formula out when it opens a file, whatever results the file holds.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

pub fn has_libreoffice() -> bool {
    let found = Command::new("soffice").arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("LibreOffice isn't installed: left out");
    }
    found
}

/// A workbook as it reads: values by sheet and by defined name.
pub struct Book {
    pub sheets: BTreeMap<String, calamine::Range<Data>>,
    names: BTreeMap<String, String>,
}

impl Book {
    pub fn read(bytes: &[u8]) -> Book {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
        let names = book.defined_names().iter().cloned().collect();
        let sheets = book.worksheets().into_iter().collect();
        Book { sheets, names }
    }

    /// Where a name points: sheet, row and column, from 0.
    pub fn place(&self, name: &str) -> (String, u32, u32) {
        let text =
            self.names.get(name).unwrap_or_else(|| panic!("no name {name} in {:#?}", self.names.keys()));
        let (sheet, cell) = text.rsplit_once('!').unwrap();
        let cell = cell.replace('$', "");
        let letters: String = cell.chars().take_while(char::is_ascii_alphabetic).collect();
        let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A' + 1)) - 1;
        let row: u32 = cell[letters.len()..].split(':').next().unwrap().parse().unwrap();
        (sheet.trim_matches('\'').to_string(), row - 1, column)
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    pub fn value(&self, name: &str) -> &Data {
        let (sheet, row, column) = self.place(name);
        self.sheets[&sheet].get_value((row, column)).unwrap_or(&Data::Empty)
    }

    pub fn number(&self, name: &str) -> f64 {
        match self.value(name) {
            Data::Float(number) => *number,
            Data::Int(number) => *number as f64,
            other => panic!("{name} is {other:?}"),
        }
    }
}

/// Opens a workbook in LibreOffice, works it out from nothing, and reads what was found.
pub fn recalculated(name: &str, bytes: &[u8]) -> Book {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("workbook-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("profile/user")).unwrap();
    std::fs::write(folder.join("profile/user/registrymodifications.xcu"), ALWAYS).unwrap();
    std::fs::write(folder.join("model.xlsx"), bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let output = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .arg(folder.join("saved"))
        .arg(folder.join("model.xlsx"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Book::read(&std::fs::read(folder.join("saved/model.xlsx")).unwrap())
}

/// A code as it stands in a name.
fn word(code: &str) -> String {
    code.chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' })
        .collect()
}

/// Pence, whole: pounds as a spreadsheet holds them.
fn pence_of(pounds: f64) -> i64 {
    (pounds * 100.0).round() as i64
}

/// Every headline number of an answer, found again in a workbook.
pub fn assert_headlines(book: &Book, answer: &Answer) {
    for (index, option) in answer.options.iter().enumerate() {
        let (id, money) = (word(option.id.as_str()), option.money);
        let headlines = [
            ("cost_us", money.us),
            ("cost_others", money.others + money.exchequer),
            ("cost_tax_authority", money.exchequer),
            ("cost_purse", money.purse),
            ("npsv", money.net_present),
            ("npsv_before", money.net_present_unmitigated),
            ("present_cost", money.present_cost),
            ("present_benefit", money.present_benefit),
            (
                "cash_us",
                option.flows.us.iter().zip(&answer.years).map(|(pence, year)| pence * year.prices).sum(),
            ),
        ];
        for (name, pence) in headlines {
            let name = format!("{name}_{id}");
            assert_eq!(pence_of(book.number(&name)), Pence::round(pence).0, "{name}");
        }
        match money.benefit_cost_ratio() {
            Some(ratio) => assert!((book.number(&format!("bcr_{id}")) - ratio).abs() < 1e-9),
            None => assert_eq!(book.value(&format!("bcr_{id}")), &Data::String("none".to_string())),
        }
        match answer.points.weighted[index] {
            Some(points) => assert!((book.number(&format!("points_{id}")) - points).abs() < 1e-6),
            None if answer.appraisal.criteria.is_empty() => {}
            None => assert_eq!(book.value(&format!("points_{id}")), &Data::String("not scored".to_string())),
        }
        let place = answer.order.iter().position(|other| *other == index).unwrap() + 1;
        assert_eq!(book.number(&format!("place_{id}")), place as f64, "place of {id}");
    }
    let preferred = answer.options[answer.preferred].title.clone();
    assert_eq!(book.value("preferred_option"), &Data::String(preferred));
    for (name, factor) in [
        ("discount_factor", answer.years.iter().map(|year| year.discount).collect::<Vec<_>>()),
        ("price_factor", answer.years.iter().map(|year| year.prices).collect()),
    ] {
        let (sheet, row, column) = book.place(name);
        for (row, factor) in (row..).zip(factor) {
            let found =
                book.sheets[&sheet].get_value((row, column)).and_then(calamine::DataType::as_f64).unwrap();
            assert!((found - factor).abs() < 1e-12, "{name}: {found}, not {factor}");
        }
    }
    for (number, cost) in (1..).zip(&answer.posts) {
        if cost.post.wte < 5.0 {
            assert!(!book.has(&format!("posts_organisation_{number}")), "a small group is told as a band");
            continue;
        }
        let ours = book.number(&format!("posts_organisation_{number}"));
        assert_eq!(pence_of(ours), Pence::round(cost.organisation()).0, "posts {number}");
        let all = book.number(&format!("posts_system_{number}"));
        assert_eq!(pence_of(all), Pence::round(cost.system()).0, "posts {number}");
    }
}

fn number_of(value: &Data) -> Option<f64> {
    match value {
        Data::Float(number) => Some(*number),
        Data::Int(number) => Some(*number as f64),
        Data::DateTime(day) => Some(day.as_f64()),
        _ => None,
    }
}

/// No formula fails, and every cell holds what the copy for programs that don't work formulas out holds.
fn assert_all_cells(found: &Book, kept: &Book) {
    let mut compared = 0;
    for (sheet, range) in &kept.sheets {
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let (row, column) = (top + row as u32, left + column as u32);
            let again = found.sheets[sheet].get_value((row, column)).unwrap_or(&Data::Empty);
            let place = format!("{sheet}, row {}, column {}", row + 1, column + 1);
            assert!(!matches!(again, Data::Error(_)), "{place}: {again:?}");
            match (number_of(value), number_of(again)) {
                (Some(value), Some(again)) => {
                    let near = 1e-9 * value.abs().max(1.0);
                    assert!((value - again).abs() <= near.max(1e-6), "{place}: {again}, kept {value}");
                    compared += 1;
                }
                _ => assert_eq!(value.to_string().trim(), again.to_string().trim(), "{place}"),
            }
        }
    }
    assert!(compared > 200, "only {compared} numbers");
}

fn assert_recalculates(name: &str, facts: &Facts, answer: &Answer) {
    let zeros = appraisal_workbook_with(answer, &facts.snapshot, &facts.rulebook, Results::Zero).unwrap();
    // The copy really holds nothing to pass by.
    for option in &answer.options {
        assert_eq!(Book::read(&zeros).number(&format!("npsv_{}", word(option.id.as_str()))), 0.0);
    }
    let found = recalculated(name, &zeros);
    assert_headlines(&found, answer);
    assert_eq!(found.number("numbers_that_differ"), 0.0);
    assert_eq!(found.value("answer").to_string(), sentence(answer, &facts.snapshot));
    let kept = Book::read(&appraisal_workbook(answer, &facts.snapshot, &facts.rulebook).unwrap());
    assert_headlines(&kept, answer);
    assert_all_cells(&found, &kept);
}

#[test]
fn what_ships_recalculates_to_the_penny() {
    if !has_libreoffice() {
        return;
    }
    for (name, appraisal) in shipped() {
        let facts = Facts::of(&appraisal.register);
        assert_recalculates(&name, &facts, &facts.answer(&appraisal));
    }
}

#[test]
fn receivers_of_a_closing_unit_recalculate_to_the_penny() {
    if !has_libreoffice() {
        return;
    }
    let facts = Facts::of("england-2013");
    let mut appraisal = every_kind();
    let (any, date) = (|| Code::new("*"), appraisal.start);
    let (to, band) = (appraisal.buyer.clone(), any());
    appraisal.closure.push(Destined {
        table: ClosureTable::Lines,
        buyer: any(),
        service: any(),
        band,
        place: None,
        to,
        date,
    });
    let answer = facts.answer(&appraisal);
    let receiver = &answer.closure.as_ref().unwrap().receivers[0];
    let share = receiver.lines.as_f64() / receiver.envelope.expect("it may spend").as_f64();
    assert_recalculates("receivers", &facts, &answer);
    let made = appraisal_workbook(&answer, &facts.snapshot, &facts.rulebook).unwrap();
    let cells = Book::read(&made);
    let is_share = |value: &Data| matches!(value, Data::Float(found) if (found - share).abs() < 1e-12);
    assert!(cells.sheets["Receivers"].used_cells().any(|(_, _, value)| is_share(value)), "{share}");
}

#[test]
fn every_kind_of_item_recalculates_to_the_penny() {
    if !has_libreoffice() {
        return;
    }
    let facts = Facts::of("england-2013");
    let answer = facts.answer(&every_kind());
    // The appraisal is worth asking about: nothing in it comes to nothing.
    let extras = &answer.options[1].flows.extras;
    let parts = [
        &extras.cost_us,
        &extras.cost_others,
        &extras.vat_us,
        &extras.vat_others,
        &extras.saved_us,
        &extras.saved_others,
        &extras.other_benefit,
        &extras.risk,
        &extras.bias,
        &extras.bias_unmitigated,
    ];
    assert!(parts.iter().all(|part| part.iter().sum::<f64>() > 0.0));
    assert_eq!(answer.posts.len(), 2);
    assert_recalculates("every-kind", &facts, &answer);
}
