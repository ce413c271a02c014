//! Payment files as published, and the spellings of suppliers, against lists that people made by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use exchange::Limits;
use exchange::spend::{DateOrder, SpendFile, WhyDropped, read_spend, repeated};
use market::{MEASURED, Measured, PROPOSED_FROM, SupplierMatcher};
use vocabulary::Pence;

fn sources(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sources").join(path)
}

fn table(path: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(sources(path)).expect("a table");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

fn read(file: &str) -> SpendFile {
    let bytes = std::fs::read(sources("spend/as_published").join(file)).expect("a file");
    let (file, findings) = read_spend(file, &bytes, &Limits::default());
    assert!(findings.iter().all(|finding| !finding.is_error()), "{findings:?}");
    file
}

fn matcher() -> SupplierMatcher {
    SupplierMatcher::of(&ballast::shipped::register("england-2013").expect("ships").0)
}

/// The code in the register of a unit as the lists name it; none for one that the register doesn't hold.
fn code_of(name: &str, code: &str) -> Option<String> {
    let (snapshot, _) = ballast::shipped::register("england-2013").expect("ships");
    let units = snapshot.rows.bodies.iter().map(|body| (body.body_code.to_string(), body.name.0.clone()));
    let named = |title: &str| title.trim_end_matches(" (local code)") == name;
    units.into_iter().find(|(known, title)| known == code || named(title)).map(|(code, _)| code)
}

/// Every record that was kept of every file is a payment, or a row with a reason.
#[test]
fn every_published_file_is_read_and_nothing_is_lost() {
    for row in table("spend/as_published/INDEX.csv") {
        let file = read(&row["file"]);
        let kept: usize = row["records_kept"].parse().expect("a number");
        let headings = file.dropped.iter().filter(|row| row.why == WhyDropped::Heading).count();
        assert_eq!(file.payments.len() + file.dropped.len() - headings, kept, "{}", row["file"]);
        // A spreadsheet that was too narrow printed these.
        let mut unread = file.dropped.iter().filter(|row| row.why == WhyDropped::UnreadableAmount);
        assert!(unread.all(|row| row.seen.ends_with("####")), "{}: {:?}", row["file"], file.dropped);
    }
}

#[test]
fn dates_are_turned_the_way_that_the_file_shows() {
    assert_eq!(read("ccg-havering-2020-09.csv").date_order, DateOrder::MonthFirst);
    assert_eq!(read("ccg-tower-hamlets-2021-03-from-pdf.csv").date_order, DateOrder::DayFirst);
    let dateless = read("ccg-south-west-london-2020-04-from-pdf.csv");
    assert!(dateless.payments.iter().all(|payment| payment.date.is_none()), "###### is no date");
    let run_on = read("ccg-south-east-london-2021-01-from-pdf.csv");
    assert!(run_on.payments.iter().all(|payment| payment.payer == "NHS South East London CCG"));
    assert!(run_on.payments.iter().all(|p| p.date.is_some_and(|date| date.to_string() == "2021-01-31")));
}

/// What is paid to units by each file, against the list of payments that was made by hand.
#[test]
fn payments_to_units_are_those_of_the_list() {
    let matcher = matcher();
    let listed = table("spend/csu_payments.csv");
    let mut checked = 0;
    for row in table("spend/as_published/INDEX.csv") {
        let expected: Vec<_> = listed
            .iter()
            .filter(|listed| {
                listed["file"].ends_with(&format!("/{}", row["published_name"]))
                    || listed["file"] == row["published_name"]
            })
            .collect();
        if expected.is_empty() {
            continue;
        }
        let file = read(&row["file"]);
        let mut found: BTreeMap<String, (usize, Pence)> = BTreeMap::new();
        for payment in &file.payments {
            if let Some(unit) = matcher.proposed(&payment.supplier) {
                let sum = found.entry(unit.unit_code.to_string()).or_default();
                *sum = (sum.0 + 1, sum.1 + payment.amount);
            }
        }
        let mut hand: BTreeMap<String, (usize, Pence)> = BTreeMap::new();
        for listed in expected {
            let pounds: f64 = listed["amount"].parse().expect("an amount");
            let sum = hand.entry(listed["csu_code"].clone()).or_default();
            *sum = (sum.0 + 1, sum.1 + Pence::round(pounds * 100.0));
        }
        assert_eq!(found, hand, "{}", row["file"]);
        checked += 1;
    }
    assert!(checked >= 10, "only {checked} files of the list");
}

/// Precision: of the spellings for which a unit is proposed, how many are of that unit. Recall: of the
/// spellings of units that the register holds, for how many it is proposed.
#[test]
fn spellings_are_matched_as_people_labelled_them() {
    let matcher = matcher();
    let (mut proposed, mut right, mut of_units, mut clean, mut clean_right) = (0, 0, 0, 0, 0);
    for row in table("csu/csu_supplier_names_2013_2020.csv") {
        let label = code_of(&row["csu"], &row["csu_code"]);
        let found = matcher.proposed(&row["name_as_normalised"]).map(|found| found.unit_code.to_string());
        proposed += u32::from(found.is_some());
        of_units += u32::from(label.is_some());
        let is_right = found.is_some() && found == label;
        right += u32::from(is_right);
        if row["clean"] == "yes" && label.is_some() {
            clean += 1;
            clean_right += usize::from(is_right);
        }
        if found != label {
            println!("{}: proposed {found:?}, labelled {label:?}", row["name_as_normalised"]);
        }
    }
    println!(
        "proposed {proposed}, right {right}, of units {of_units}: precision {:.3}, recall {:.3}",
        MEASURED.precision(),
        MEASURED.recall()
    );
    println!("clean spellings: {clean_right} of {clean}");
    assert_eq!(MEASURED, Measured { proposed, right, of_units }, "what the pages say of it");
    assert_eq!(right, proposed, "a wrong unit is never proposed");
    assert_eq!(clean_right, clean, "every clean spelling is found");
    assert!(MEASURED.recall() >= 0.9);
}

#[test]
fn what_is_not_sure_is_left_to_a_person() {
    let matcher = matcher();
    let two =
        "NHS NEL COMMISSIONING SUPPORT UNIT TOTAL NHS SOUTH CENTRAL AND WEST COMMISSIONING SUPPORT UNIT";
    assert!(matcher.matches(two).len() >= 2 && matcher.proposed(two).is_none());
    assert!(matcher.matches(two)[0].doubt.as_deref().is_some_and(|doubt| doubt.contains("run together")));
    let part = matcher.matches("AND LANCASHIRE COMMISSIONING SUPPORT UNIT");
    assert!(part.iter().all(|found| found.score < PROPOSED_FROM) && !part.is_empty());
    assert!(matcher.matches("BARTS HEALTH NHS TRUST").is_empty());
    assert!(matcher.matches("SOUTH WEST LONDON AND ST GEORGES MENTAL HEALTH").is_empty());
}

#[test]
fn a_payment_that_two_files_hold_is_found_once() {
    let files = [read("ccg-havering-2020-09.csv"), read("ccg-havering-2020-10.csv")];
    let again = repeated(&files);
    assert!(!again.is_empty() && again.iter().all(|(file, _)| *file == 1), "{again:?}");
    let both = [files[0].clone(), files[0].clone()];
    assert!(repeated(&both).len() >= files[0].payments.len() - 5);
}
