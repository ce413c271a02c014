//! What Birch sees in the worked example, and what the files in bands hold.

use appraisal::bands::{Banded, banded};
use appraisal::input::{Appraisal, RankBy};
use appraisal::page::{banded_page, page};
use exchange::{AppraisalManifest, appraisal_files, read_appraisal_manifest};
use vocabulary::{ChanceBand, Estimate, Pence, PercentBand};

use crate::bands::{every_kind, other_books, with_amounts};
use crate::case::{Case, case};

fn banded_of(case: &Case, appraisal: &Appraisal) -> Banded {
    banded(&case.snapshot, &case.rulebook, appraisal).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

#[test]
fn what_birch_sees() {
    let case = case();
    let banded = banded_of(&case, &case.appraisal);
    for line in case.seen.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let option = banded.options.iter().find(|option| option.id.as_str() == cells[0]).expect("the option");
        let told = [option.us, option.others, option.purse, option.net_present];
        let found: Vec<Pence> = told.into_iter().flat_map(|seen| [seen.low(), seen.high()]).collect();
        let expected: Vec<Pence> =
            cells[1..].iter().map(|cell| Pence::round(cell.parse::<f64>().unwrap() * 100.0)).collect();
        assert_eq!(found, expected, "{line}");
    }
    assert_eq!(banded.appraisal.options[banded.preferred].id.as_str(), "in-house", "by points");
    assert!(banded.followers.is_empty());
    let rows: Vec<(&str, Pence, Pence)> =
        banded.bodies.iter().map(|row| (row.body.as_str(), row.change.low(), row.change.high())).collect();
    assert_eq!(
        rows,
        vec![("A", Pence(20_000_000), Pence(50_000_000)), ("B", Pence(-3_700_000), Pence(-3_500_000))]
    );
    assert_eq!(banded.bodies[0].percent, PercentBand::of(25.0));
    assert_eq!(banded.bodies[1].percent, None);
}

#[test]
fn by_money_what_overlaps_is_not_told_apart() {
    let case = case();
    let mut appraisal = case.appraisal.clone();
    appraisal.rank_by = Some(RankBy::Money);
    let banded = banded_of(&case, &appraisal);
    let places: Vec<((usize, usize), Vec<usize>)> =
        banded.options.iter().map(|option| (option.places, option.alike.clone())).collect();
    assert_eq!(places, vec![((1, 2), vec![1]), ((1, 2), vec![0]), ((3, 4), vec![3]), ((3, 4), vec![2])]);
    assert_eq!(banded.order, vec![0, 1, 2, 3]);
    // Who is preferred nevertheless is told so, by what is told.
    appraisal.preferred = Some("council".into());
    let codes = |appraisal: &Appraisal| -> Vec<&str> {
        banded_of(&case, appraisal).findings.iter().map(|finding| finding.code).collect()
    };
    assert!(codes(&appraisal).contains(&"preferred-not-first"));
    appraisal.preferred = Some("renegotiate".into());
    assert!(!codes(&appraisal).contains(&"preferred-not-first"));
}

#[test]
fn the_files_in_bands_hold_nothing_of_the_exact_answer() {
    let case = case();
    let answer = case.answer();
    let exact = page(&answer, &case.snapshot);
    let files = appraisal_files(
        &answer,
        &banded_of(&case, &answer.appraisal),
        &case.snapshot,
        &case.rulebook,
        &exact,
    )
    .unwrap();
    let file = |name: &str| {
        let found = files.iter().find(|(known, _)| known == name);
        String::from_utf8(found.unwrap_or_else(|| panic!("no {name}")).1.clone()).unwrap()
    };
    assert_eq!(
        file("bands/affected.csv"),
        "body_code\r\nA\r\nB\r\n".replace("\r\n", line_end(&file("bands/affected.csv")))
    );
    let manifests = ["appraisal.json", "bands/appraisal.json"]
        .map(|name| read_appraisal_manifest(file(name).as_bytes()).unwrap());
    assert_eq!(manifests[0], manifests[1]);
    let made = AppraisalManifest::of(&case.appraisal, &case.snapshot, &case.rulebook);
    assert_eq!(manifests[0].exhibit(), made.exhibit());
    // In house takes £360,000 of the unit's cost away, and Ash pays £240,000 more: neither stands anywhere.
    for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("bands/")) {
        let text = String::from_utf8_lossy(bytes);
        for number in
            ["240000", "240,000", "360000", "360,000", "204000", "204,000", "197101", "197,101", "158,000"]
        {
            assert!(!text.contains(number), "{number} in {name}");
        }
    }
    assert!(file("bands/options.csv").starts_with("place,option,points,us_low_gbp,us_high_gbp,"));
    for name in ["units", "economic", "financial", "drivers", "switching", "timing", "indices"] {
        assert!(!files.iter().any(|(known, _)| *known == format!("bands/{name}.csv")), "{name}");
    }
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// What is told, but for what follows from stated amounts alone: as the page has it.
fn sections(banded: &Banded, case: &Case, names: &[&str]) -> Vec<String> {
    let page = banded_page(banded, &case.snapshot);
    names.iter().map(|name| format!("{:?}", page.section(name))).collect()
}

#[test]
fn other_amounts_change_nothing_of_what_hangs_on_books() {
    let mut case = every_kind();
    case.appraisal.preferred = Some("every-kind".into());
    case.appraisal.draws = 12;
    let before = banded_of(&case, &case.appraisal);
    assert_eq!(before.follow_often, Some(ChanceBand::OverNineTenths));
    assert!(!before.followers.is_empty(), "somebody follows, so that there is something to tell");
    let mut other = case.appraisal.clone();
    for share in [0.05, 0.95] {
        other = with_amounts(&other, &[share, 0.4, 1.0 - share]);
        let after = banded_of(&case, &other);
        for name in ["followers", "significance", "dates"] {
            assert_eq!(sections(&before, &case, &[name]), sections(&after, &case, &[name]), "{name}");
        }
        for (a, b) in before.options.iter().zip(&after.options) {
            assert_eq!(
                [a.us.rest, a.others.rest, a.purse.rest, a.net_present.rest],
                [b.us.rest, b.others.rest, b.purse.rest, b.net_present.rest]
            );
            assert_eq!((&a.people, a.resting_tenths), (&b.people, b.resting_tenths));
        }
        let percents = |banded: &Banded| -> Vec<_> {
            banded.bodies.iter().map(|row| (row.body.clone(), row.change.rest, row.percent)).collect()
        };
        let neighbours = |banded: &Banded| -> Vec<_> {
            percents(banded).into_iter().filter(|(_, _, percent)| percent.is_some()).collect()
        };
        assert_eq!(neighbours(&before), neighbours(&after));
    }
}

#[test]
fn sections_of_open_tables_know_nothing_of_the_books() {
    let mut case = every_kind();
    case.appraisal.preferred = Some("every-kind".into());
    case.appraisal.reaction = false;
    let names =
        ["hosting", "dates", "envelope", "sourcing", "posts", "needs", "aim", "scores", "ranges", "firmness"];
    let before = sections(&banded_of(&case, &case.appraisal), &case, &names);
    let other = Case { snapshot: other_books(&case.snapshot, 2.5), ..every_kind() };
    let after = sections(&banded_of(&other, &case.appraisal), &other, &names);
    assert_eq!(before, after);
    assert!(before[0].contains("smallest") && before[1].contains("consult"));
}

#[test]
fn a_closing_unit_is_told_by_its_lines() {
    let case = Case::shipped("closing-unit-2026");
    let appraisal = Appraisal { draws: 0, ..case.appraisal.clone() };
    let names = ["closure", "receivers", "hosting", "envelope"];
    let before = sections(&banded_of(&case, &appraisal), &case, &names);
    assert!(!before[0].contains("cost_pools") && !before[0].contains("post_groups"));
    let other = Case { snapshot: other_books(&case.snapshot, 3.0), ..Case::shipped("closing-unit-2026") };
    assert_eq!(before, sections(&banded_of(&other, &appraisal), &other, &names));
}

#[test]
fn halving_an_amount_finds_no_edge() {
    // The attack that the two parts are for: somebody varies what it states until the order of the options tips, and
    // reads the books out of where. All that it finds is the grid.
    let case = case();
    let mut appraisal = case.appraisal.clone();
    appraisal.rank_by = Some(RankBy::Money);
    let tips_at = |case: &Case| {
        let (mut low, mut high) = (0.0, 2_000_000.0);
        while high - low > 1.0 {
            let middle = f64::midpoint(low, high);
            let mut asked = appraisal.clone();
            asked.options[3].choices[0].running_gbp = Estimate::fixed(middle).ok();
            let banded = banded_of(case, &asked);
            if banded.order[0] == 3 { low = middle } else { high = middle }
        }
        low
    };
    // Other books whose effect falls into the same bands: the same place.
    let other = Case { snapshot: other_books(&case.snapshot, 1.2), ..crate::case::case() };
    assert!((tips_at(&case) - tips_at(&other)).abs() < 1.5);
}
