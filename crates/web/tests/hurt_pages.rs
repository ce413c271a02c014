//! "Who else is hurt?": the pages of the shipped answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use exchange::result::Told;
use register::{Rulebook, Snapshot};
use stability::answer::{Answer, Depth, answer};
use web::Shell;
use web::hurt::{About, AboutSigned, Part, PostingsView, Seen, Shown, result_page, table_file};
use web::map::Boundaries;

struct Shipped {
    snapshot: Snapshot,
    rulebook: Rulebook,
    answer: Answer,
    boundaries: Boundaries,
}

const DEPTH: Depth = Depth {
    options: stability::setup::Options { whole_register: false, draw: None },
    variants: true,
    samples: 0,
    only: None,
};

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(path)
}

fn rulebook() -> Rulebook {
    let files: Vec<(String, Vec<u8>)> = ["rules", "rates"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(data(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect();
    Rulebook::read(&exchange::pack_from_files("rules", &files, &exchange::Limits::default()).0).0
}

/// The demonstration's answer with a few draws.
static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| {
    let (pack, _) = exchange::read_pack(&data("england-2013"), &exchange::Limits::default());
    let snapshot = Snapshot::of(&pack).0;
    let rulebook = rulebook();
    let text = std::fs::read_to_string(data("scenarios/east-and-north-hertfordshire.toml")).unwrap();
    let mut scenario = exchange::read_scenario("shipped", &text).0.unwrap();
    scenario.draws = 20;
    let answer = answer(&snapshot, &rulebook, &scenario, DEPTH).unwrap();
    let boundaries =
        Boundaries::read(&std::fs::read(data("england-2013/boundaries.topojson")).unwrap()).unwrap();
    Shipped { snapshot, rulebook, answer, boundaries }
});

fn shown() -> Shown<'static> {
    let Shipped { snapshot, rulebook, answer, boundaries } = &*SHIPPED;
    let told = Told { answer, snapshot, rulebook, options: DEPTH.options };
    Shown { seen: Seen::Whole(told), boundaries: Some(boundaries) }
}

fn told() -> Told<'static> {
    match shown().seen {
        Seen::Whole(told) => told,
        Seen::Banded(..) => panic!("the whole answer"),
    }
}

fn about() -> About {
    About {
        id: "r1".into(),
        title: "East and North Hertfordshire takes its services in house".into(),
        ..About::default()
    }
}

fn html(part: Part, view: &PostingsView) -> String {
    result_page(&shown(), about(), part, view).html(Shell::default()).into_string()
}

#[test]
fn the_answer_stands_first_and_is_that_of_the_terminal() {
    let page = html(Part::Answer, &PostingsView::default());
    let head = exchange::result::headline(&told());
    let sentence = web::Html::from(head.sentence).into_string();
    assert!(page.contains(&sentence));
    for question in [
        "Does the unit stand?",
        "How many others pay more, and how much?",
        "Does it spread?",
        "Is there a price that holds?",
    ] {
        assert!(page.contains(question), "{question}");
    }
    assert_eq!(page.matches("class=\"app-number\"").count(), 4);
    assert!(page.find(&sentence).unwrap() < page.find("class=\"app-number\"").unwrap());
    for part in Part::ALL {
        assert!(html(part, &PostingsView::default()).contains("aria-current=\"page\""), "{part:?}");
    }
}

#[test]
fn words_of_analysts_stand_only_where_it_is_said_how_it_was_worked_out() {
    for part in Part::ALL {
        let page = html(part, &PostingsView::default()).to_lowercase();
        for word in ["certificate", "nucleolus", "shapley", "tipping index", "sobol"] {
            assert!(part == Part::How || !page.contains(word), "{part:?}: {word}");
        }
    }
    assert!(html(Part::How, &PostingsView::default()).contains("Certificates"));
}

#[test]
fn a_body_s_years_add_up_to_its_change_and_lead_to_postings_that_do() {
    let impact = &told().answer.impact;
    let body = impact.bodies().into_iter().find(|body| impact.change(*body).0 > 0).unwrap();
    let view = PostingsView { body: Some(impact.code(body).clone()), ..PostingsView::default() };
    let page = result_page(&shown(), about(), Part::Bodies, &view);
    let section = page.listing.section("by_year").unwrap();
    let sum: i64 = section
        .rows
        .iter()
        .map(|row| match row[4] {
            listing::Cell::Money(amount) => amount.0,
            _ => panic!("an amount"),
        })
        .sum();
    assert_eq!(sum, impact.change(body).0);
    let net = |run: &str| -> f64 {
        let view = PostingsView { run: run.into(), ..view.clone() };
        let page = result_page(&shown(), about(), Part::Postings, &view);
        let rows = &page.listing.section("postings").unwrap().rows;
        let is_mine =
            |cell: &listing::Cell| matches!(cell, listing::Cell::Named(code, _) if code == impact.code(body));
        rows.iter()
            .map(|row| match row[5] {
                listing::Cell::Rate(pence) if is_mine(&row[1]) => pence,
                listing::Cell::Rate(pence) => -pence,
                _ => panic!("an amount"),
            })
            .sum()
    };
    assert_eq!((net("") - net("without")) as i64, sum);
}

#[test]
fn small_groups_of_posts_are_not_told() {
    let page = result_page(&shown(), about(), Part::People, &PostingsView::default());
    let posts = page.listing.section("posts").unwrap();
    let told: Vec<String> =
        posts.rows.iter().flat_map(|row| row[1..].iter().map(listing::Cell::words)).collect();
    assert!(told.iter().any(|cell| cell == "fewer than 5"), "{told:?}");
    for number in told.iter().filter_map(|cell| cell.parse::<f64>().ok()) {
        assert!(number == 0.0 || number >= 5.0, "{number}");
    }
}

#[test]
fn every_table_is_a_file_and_every_chart_has_its_words() {
    for part in Part::ALL {
        let view = PostingsView::default();
        let page = result_page(&shown(), about(), part, &view);
        for section in page.listing.sections.iter().filter(|section| !section.rows.is_empty()) {
            for ending in ["csv", "json"] {
                let file = table_file(&shown(), part, &view, &format!("{}.{ending}", section.id));
                assert!(!file.unwrap().unwrap().1.is_empty(), "{part:?} {}", section.id);
            }
        }
        let html = html(part, &view);
        assert_eq!(html.matches("<svg class=\"app-chart\"").count(), html.matches("<figcaption>").count());
        let mut ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{part:?}: an id stands twice");
    }
    assert!(table_file(&shown(), Part::Bodies, &PostingsView::default(), "nothing.csv").is_none());
}

#[test]
fn the_map_names_every_customer_of_the_run() {
    let html = html(Part::Map, &PostingsView::default());
    assert!(html.contains("NHS East and North Hertfordshire CCG (moves):"), "{}", &html[..200]);
    assert!(html.contains("class=\"band-"));
}

#[test]
fn an_answer_says_how_much_of_what_is_assumed_the_unit_has_signed() {
    let about = |signed| {
        let signed = vec![AboutSigned { unit: "NHS Central Eastern CSU".into(), figures: 1680, signed }];
        About { id: "1".into(), title: "T".into(), signed, ..About::default() }
    };
    let page = |part, signed| {
        result_page(&shown(), about(signed), part, &PostingsView::default())
            .html(Shell::default())
            .to_string()
    };
    let words = "has signed 1,200 of 1,680 figures that are assumed or derived about it.";
    let illustrative = "Illustrative: NHS Central Eastern CSU hasn’t signed what is assumed about it.";
    for part in [Part::Answer, Part::How] {
        let text = page(part, 1200);
        assert!(text.contains(words) && text.contains(illustrative), "{part:?}");
        let text = page(part, 1680);
        assert!(text.contains("has signed 1,680 of 1,680") && !text.contains("Illustrative"), "{part:?}");
    }
    assert!(!page(Part::Bodies, 1200).contains("has signed"));
}
