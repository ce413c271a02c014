//! `docs/worked/09-prices-that-hold.md`: a unit, worked out by hand.

use stability::prices::{Breakaway, Judged, UnitPrices, unit_prices};
use vocabulary::Pence;

use crate::common::{pounds, snapshot};
use crate::game_of;

/// The blocks of a variation: name and text.
fn blocks(variation: &str) -> Vec<(String, String)> {
    let path = format!("{}/../../docs/worked/09-prices-that-hold.md", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some((name, of)) = line.strip_prefix("```csv ").and_then(|info| info.split_once(' ')) else {
            continue;
        };
        let body: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        if of == variation {
            blocks.push((name.to_string(), body.join("\n")));
        }
    }
    assert!(!blocks.is_empty(), "there is no {variation}");
    blocks
}

fn names(answer: &UnitPrices, group: &Breakaway) -> String {
    let names: Vec<&str> = group.members().map(|at| answer.game.buyers[at].as_str()).collect();
    names.join("+")
}

/// The gain of the group that the page names; any of the same size where several gain alike.
fn gain(answer: &UnitPrices, group: Option<&Breakaway>, named: &str) -> f64 {
    let group = group.expect("a group that gains");
    assert_eq!(names(answer, group), named);
    group.gain()
}

fn seen(answer: &UnitPrices, what: &str, member: &str) -> f64 {
    let at = answer.game.buyers.iter().position(|code| code.as_str() == member);
    let of = |prices: &[f64]| prices[at.expect("a member")];
    let why = |judged: &Judged| judged.why.expect("reasons");
    let tested = |judged: &Judged| judged.tested.clone();
    let stable = || answer.stable.as_ref().expect("prices that hold");
    match what {
        "whole" => answer.whole,
        "today" => of(&answer.today.prices),
        "scaled" => of(&answer.scaled.prices),
        "today-gain" => gain(answer, tested(&answer.today).in_pounds.as_ref(), member),
        "today-share" => gain(answer, tested(&answer.today).in_per_cent.as_ref(), member),
        "scaled-gain" => gain(answer, tested(&answer.scaled).in_pounds.as_ref(), member),
        "scaled-share" => gain(answer, tested(&answer.scaled).in_per_cent.as_ref(), member),
        "why-prices" => why(&answer.scaled).prices_above_cost,
        "why-elsewhere" => why(&answer.scaled).cheaper_elsewhere,
        "why-steps" => why(&answer.scaled).empty_steps,
        "why-scale" => why(&answer.scaled).scale_lost,
        "support-low" => answer.support.low,
        "support-high" => answer.support.high,
        "holds" => stable().pence[at.expect("a member")].as_f64(),
        "distance" => stable().distance,
        "scrb" => of(&answer.others.scrb),
        "cover" => answer.support.binding.iter().map(|(group, weight)| weight * group.alone).sum(),
        other => panic!("{other} isn't known"),
    }
}

#[test]
fn worked_09_a_unit_with_and_without_a_step() {
    for variation in ["three-buyers", "a-step"] {
        let blocks = blocks(variation);
        let (expected, tables): (Vec<_>, Vec<_>) =
            blocks.iter().partition(|(name, _)| name.starts_with("expect"));
        let tables: Vec<(&str, &str)> =
            tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let answer = unit_prices(game_of(&snapshot(&tables), "U", None)).expect("an answer");
        assert!(answer.checks.iter().all(|check| check.passed), "{:?}", answer.checks);
        let rows = expected[0].1.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>());
        for row in rows {
            let seen = Pence::round(seen(&answer, row[0], row[1]));
            assert_eq!(seen, pounds(row[2]), "{variation}: {row:?}");
        }
    }
}

#[test]
fn one_service_carries_its_part_of_the_overhead() {
    let blocks = blocks("three-buyers");
    let tables: Vec<(&str, &str)> = blocks
        .iter()
        .filter(|(name, _)| !name.starts_with("expect"))
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let game = game_of(&snapshot(&tables), "U", Some("com"));
    // £100,000 of £400,000 of direct cost: a quarter of the board.
    assert_eq!(Pence::round(game.whole()), Pence(12_250_000));
    assert_eq!((game.buyers.len(), game.lines.len()), (3, 3));
}
