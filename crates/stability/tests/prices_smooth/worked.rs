//! The example of `docs/worked/09-prices-of-a-unit.md`, read from it.

use stability::prices::core_test::{Worst, worst_in_per_cent, worst_in_pounds};
use stability::prices::nucleolus::{Limits, nucleolus};
use stability::prices::separable::scrb;
use stability::prices::shapley::shapley;
use stability::prices::smooth::{Smooth, SmoothLine, SmoothPool};
use stability::prices::subsidy::least_subsidy;
use stability::prices::tariff::closest_tariff;

const BUYERS: [&str; 3] = ["A", "B", "C"];
const TODAY: [f64; 3] = [75.0, 50.0, 65.0];

fn rows(info: &str) -> Vec<Vec<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/worked/09-prices-of-a-unit.md");
    let text = std::fs::read_to_string(path).expect("the worked example");
    let mut lines = text.lines().skip_while(|line| *line != format!("```csv {info}"));
    assert!(lines.next().is_some(), "no block {info}");
    lines
        .skip(1)
        .take_while(|line| !line.starts_with("```"))
        .map(|line| line.split(',').map(str::to_string).collect())
        .collect()
}

struct Unit {
    game: Smooth,
    lines: Vec<String>,
}

fn unit(info: &str) -> Unit {
    let typed = rows(info);
    let place = |buyer: &str| BUYERS.iter().position(|known| *known == buyer).expect("a buyer");
    let lines: Vec<String> = typed.iter().map(|row| row[0].clone()).collect();
    let at = |line: &str| lines.iter().position(|known| known == line).expect("a line");
    let pool = |row: Vec<String>| SmoothPool {
        cost: row[1].parse().expect("an amount"),
        lines: row[2].split('+').map(at).collect(),
    };
    let line = |row: &Vec<String>| SmoothLine {
        buyer: place(&row[1]),
        cost: row[2].parse().expect("an amount"),
        outside: row[3].parse().unwrap_or(f64::INFINITY),
    };
    let game = Smooth {
        buyers: BUYERS.len(),
        lines: typed.iter().map(line).collect(),
        pools: rows("unit-pools").into_iter().map(pool).collect(),
    };
    Unit { game, lines }
}

fn names(group: &[bool], names: &[impl ToString]) -> String {
    let taken = group.iter().zip(names).filter(|(taken, _)| **taken).map(|(_, name)| name.to_string());
    taken.collect::<Vec<_>>().join("+")
}

/// What the engine says to a row of the expected numbers.
fn said(unit: &Unit, what: &str, who: &str) -> f64 {
    let game = &unit.game;
    let at = BUYERS.iter().position(|known| *known == who).unwrap_or(0);
    let gain = |worst: Worst| {
        assert_eq!(names(&worst.group, &BUYERS), who);
        worst.gain()
    };
    let subsidy = least_subsidy(game);
    let tariff = closest_tariff(game, &TODAY, subsidy.amount).expect("a tariff");
    let group: Vec<bool> = BUYERS.iter().map(|buyer| who.split('+').any(|name| name == *buyer)).collect();
    match what {
        "whole" => game.whole(),
        "subsidy" => subsidy.amount,
        "avoidable" => {
            assert_eq!(names(&subsidy.leaves, &unit.lines), who);
            subsidy.avoidable
        }
        "alone" => game.alone(&group).cost,
        "worst_gain" => gain(worst_in_pounds(game, &TODAY)),
        "worst_percent_gain" => gain(worst_in_per_cent(game, &TODAY)),
        "closest" => tariff.charges[at],
        "distance" => tariff.distance,
        "scrb" => scrb(game)[at],
        "nucleolus" => nucleolus(game, Limits::default()).charges[at],
        "level" => {
            let levels = nucleolus(game, Limits::default()).levels;
            levels[who.parse::<usize>().expect("a number") - 1].epsilon
        }
        _ => panic!("unknown: {what}"),
    }
}

fn check(lines: &str, expected: &str) {
    let unit = unit(lines);
    for row in rows(expected) {
        let (ours, theirs) = (said(&unit, &row[0], &row[1]), row[2].parse::<f64>().expect("an amount"));
        assert!((ours - theirs).abs() < 1e-9, "{} {}: {ours} not {theirs}", row[0], row[1]);
    }
}

#[test]
fn worked_09_prices_of_a_unit() {
    check("unit-lines", "expect-unit");
    check("unit-lines cheap", "expect-unit cheap");
}

#[test]
fn worked_09_drawn_orders_come_near() {
    let shares = shapley(&unit("unit-lines").game, 1, 500);
    for ((share, error), exact) in shares.charges.iter().zip(&shares.standard_errors).zip([107.5, 50.0, 32.5])
    {
        assert!((share - exact).abs() <= 4.0 * error + 1e-9, "{share} ± {error} not {exact}");
        assert!(*error > 0.0 && *error < 0.3);
    }
}
