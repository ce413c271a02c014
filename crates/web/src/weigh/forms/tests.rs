//! Every form of every appraisal that ships: a form that is sent as it stands changes nothing, so nothing is lost on the way
//! through a page; and a form that is sent empty says what it needs, or takes what may be blank.
#![allow(clippy::unwrap_used)] // A test may stop where it fails.

use std::path::{Path, PathBuf};

use appraisal::input::Appraisal;
use exchange::{Limits, pack_from_files, read_appraisal, read_pack};
use register::{Rulebook, Snapshot};
use vocabulary::Date;

use super::form_of;
use crate::Html;
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::{May, On};
use crate::weigh::step::Step;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

fn rulebook() -> Rulebook {
    let mut files = Vec::new();
    for folder in ["rules", "rates"] {
        for file in std::fs::read_dir(data().join(folder)).unwrap().map(|file| file.unwrap()) {
            let name = file.file_name().to_string_lossy().into_owned();
            if name.ends_with(".csv") {
                files.push((name, std::fs::read(file.path()).unwrap()));
            }
        }
    }
    files.sort();
    Rulebook::read(&pack_from_files("rules", &files, &Limits::default()).0).0
}

fn shipped() -> Vec<Appraisal> {
    let files = std::fs::read_dir(data().join("appraisals")).unwrap();
    let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    texts.map(|text| read_appraisal("shipped", &text).0.unwrap()).collect()
}

/// What a browser sends of a form that nobody touches: fields as they stand, boxes and buttons that are checked.
fn sent_by_a_browser(page: &str) -> Values {
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(plain(rest.split_once('"')?.0))
    };
    let kinds = ["input", "textarea", "select"];
    let kind_at = |at: usize| kinds.into_iter().find(|kind| page[at + 1..].starts_with(kind));
    let fields = page.match_indices('<').filter_map(|(at, _)| Some((at, kind_at(at)?)));
    fields.fold(Values::default(), |values, (at, kind)| {
        let (tag, rest) = page[at..].split_once('>').unwrap();
        let value = match kind {
            "textarea" => Some(plain(rest.split_once("</textarea>").unwrap().0)),
            "select" => {
                let options = rest.split_once("</select>").unwrap().0;
                let chosen = options.split("<option").find(|option| option.contains(" selected"));
                let chosen = chosen.or(options.split("<option").nth(1));
                chosen.and_then(|option| attribute(option, "value"))
            }
            _ if tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"") => {
                tag.contains(" checked").then(|| attribute(tag, "value").unwrap())
            }
            _ => Some(attribute(tag, "value").unwrap_or_default()),
        };
        values.with_some(attribute(tag, "name").unwrap(), value)
    })
}

/// Text without the escapes of markup.
fn plain(text: &str) -> String {
    let escapes = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    escapes.into_iter().fold(text.to_string(), |text, (escape, plain)| text.replace(escape, plain))
}

/// Every place that a form can be about.
fn places(appraisal: &Appraisal) -> Vec<(usize, usize)> {
    let most = [
        appraisal.options.len(),
        appraisal.needs.len(),
        appraisal.criteria.len(),
        appraisal.claims.len(),
        appraisal.posts.len(),
        appraisal.assumptions.len(),
    ];
    let inner = appraisal.options.iter().map(|option| option.items.len().max(option.choices.len())).max();
    let n = most.into_iter().max().unwrap_or_default();
    (0..=n).flat_map(|n| (0..=inner.unwrap_or_default()).map(move |m| (n, m))).collect()
}

/// Does a form at a place speak of something that there is?
fn is_there(on: &On<'_>, step: Step) -> bool {
    let appraisal = on.appraisal;
    let choice = || on.option().zip(on.scope().into_iter().nth(on.m));
    match step {
        Step::Need => on.n < appraisal.needs.len(),
        Step::Title | Step::Score => on.option().is_some(),
        Step::Choice => choice().is_some(),
        Step::Costs => choice().is_some_and(|(option, service)| {
            let goes = |choice: &appraisal::input::Choice| choice.sourcing.destination().is_some();
            option.choices.iter().any(|choice| choice.service == service && goes(choice))
        }),
        Step::Item => on.option().is_some_and(|option| on.m < option.items.len()),
        Step::Criterion => on.n < appraisal.criteria.len(),
        Step::Claim => on.n < appraisal.claims.len(),
        Step::Post => on.n < appraisal.posts.len(),
        Step::Assumption => on.n < appraisal.assumptions.len(),
        _ => true,
    }
}

#[test]
fn a_form_that_is_sent_as_it_stands_changes_nothing() {
    let (rulebook, mut sent) = (rulebook(), 0);
    for appraisal in shipped() {
        let folder = data().join(&appraisal.register);
        let snapshot = Snapshot::of(&read_pack(&folder, &Limits::default()).0).0;
        for (n, m) in places(&appraisal) {
            let on = On {
                id: "x",
                version: 1,
                appraisal: &appraisal,
                snapshot: &snapshot,
                rulebook: &rulebook,
                may: May { write: true, posts: true, lock: true, run: true },
                n,
                m,
                today: Date::constant(2026, 11, 22),
                name: "Somebody else",
            };
            for step in Step::ALL {
                let Some(form) = form_of(step).filter(|_| is_there(&on, step)) else { continue };
                let filled = form.fill(&on);
                let mut sheet = Sheet::new(&filled, &[]);
                form.show(&on, &mut sheet);
                let nothing_to_score = step == Step::Score && appraisal.criteria.is_empty();
                assert!(!sheet.fields.is_empty() || nothing_to_score, "{step:?}");
                let values = sent_by_a_browser(&sheet.fields.iter().map(Html::to_string).collect::<String>());
                let mut reader = Reader::new(&values);
                let taken = form.take(&on, &mut reader);
                // A file may leave out what a form asks for; what it holds is never wrong.
                let wrong = reader.problems.iter().find(|problem| !values.get(&problem.field).is_empty());
                assert_eq!(wrong, None, "{step:?} {n} {m} of {}", appraisal.title);
                assert_eq!(taken, appraisal, "{step:?} {n} {m} of {}", appraisal.title);
                sent += 1;
            }
        }
    }
    assert!(sent > 300, "{sent} forms were sent");
}

#[test]
fn a_form_that_is_sent_empty_says_what_it_needs_and_changes_nothing_else() {
    let rulebook = rulebook();
    let needs = [Step::Aim, Step::Title, Step::Choice, Step::Item, Step::Criterion, Step::Claim, Step::Post];
    for appraisal in shipped().into_iter().take(1) {
        let snapshot = Snapshot::of(&read_pack(&data().join(&appraisal.register), &Limits::default()).0).0;
        for step in needs {
            let may = May { write: true, posts: true, lock: true, run: true };
            let today = Date::constant(2026, 11, 22);
            let on = On {
                id: "x",
                version: 1,
                appraisal: &appraisal,
                snapshot: &snapshot,
                rulebook: &rulebook,
                may,
                n: 1,
                m: 0,
                today,
                name: "",
            };
            let (values, form) = (Values::default(), form_of(step).unwrap());
            let mut reader = Reader::new(&values);
            let _ = form.take(&on, &mut reader);
            assert!(!reader.problems.is_empty(), "{step:?}");
            // Each problem names a field that the page has.
            let mut sheet = Sheet::new(&values, &reader.problems);
            form.show(&on, &mut sheet);
            let page: String = sheet.fields.iter().map(|html| html.to_string()).collect();
            for problem in &reader.problems {
                assert!(
                    page.contains(&format!("id=\"{}\"", problem.field)),
                    "{step:?} has no {}",
                    problem.field
                );
                assert!(page.contains(&problem.words.replace('\'', "&#39;")), "{step:?}: {}", problem.words);
            }
        }
    }
}
