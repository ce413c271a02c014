//! Runs the second version and compares.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::process::Command;

use ledger::Ledger;
use serde_json::Value;
use stability::book::Sums;
use stability::plan::Plan;
use stability::timeline::{Engine, Exit, Policy};
use stability::viability::reserve_path;

use super::{Ready, instance};

/// How many times faster than numpy the engine should be, a draw on one core each.
const RATIO: f64 = 30.0;

/// What the engine comes to at one draw.
struct Expected {
    system: f64,
    baseline: f64,
    lowest: Vec<f64>,
    leaves: BTreeSet<u64>,
    leaves_baseline: BTreeSet<u64>,
}

/// Runs both at the same draws, compares the answers and tells the times. Errors: what they differ in.
pub fn beside(python: &OsStr, what: &str, ready: &Ready, draws: usize) -> Result<(), String> {
    let path = std::env::temp_dir().join(format!("ballast-timeline-{}.bin", std::process::id()));
    std::fs::write(&path, instance::write(ready, draws)?).map_err(|error| error.to_string())?;
    let answer = ask(python, &path);
    std::fs::remove_file(&path).map_err(|error| error.to_string())?;
    let answer = answer?;
    let (mut furthest, mut allowed): (f64, f64) = (0.0, 0.0);
    let mut exits = 0;
    for draw in 0..draws {
        let expected = expected(ready, draw as u64);
        exits += expected.leaves.len();
        for (name, set) in [("leaves", &expected.leaves), ("leaves_baseline", &expected.leaves_baseline)] {
            let seen: BTreeSet<u64> = list(&answer[name][draw]).filter_map(Value::as_u64).collect();
            if seen != *set {
                return Err(format!("draw {draw}, {name}: {} lines here, {} there", set.len(), seen.len()));
            }
        }
        let systems = [("system", expected.system), ("baseline", expected.baseline)];
        let systems = systems.map(|(name, pence)| (&answer[name][draw], pence, None));
        let lowest = list(&answer["lowest"][draw]).zip(&expected.lowest).enumerate();
        let lowest = lowest.map(|(unit, (seen, pence))| (seen, *pence, Some(unit)));
        for (seen, pence, unit) in systems.into_iter().chain(lowest) {
            let tolerance = tolerance(ready, unit, expected.leaves.len());
            let off = (seen.as_f64().unwrap_or(f64::NAN) - pence).abs();
            if off.is_nan() || off > tolerance {
                return Err(format!("draw {draw}: {pence} pence here, {seen} there, allowed {tolerance:.0}"));
            }
            if off / tolerance >= furthest / allowed.max(1.0) {
                (furthest, allowed) = (off, tolerance);
            }
        }
    }
    println!(
        "beside numpy, {what}: {draws} draws agree on who leaves ({exits} lines) and on cost; at most {furthest:.0} pence apart where {allowed:.0} are allowed"
    );
    tell(what, ready, &answer, draws);
    Ok(())
}

/// Each posting is rounded to whole pence, so each may be half a penny off: one a month for each pool and each line
/// that has left, with its redundancy; and for the reserve of a unit those of its own pools and lines.
fn tolerance(ready: &Ready, unit: Option<usize>, reacting: usize) -> f64 {
    let model = &ready.setup.model;
    let here = |of: usize| unit.is_none_or(|unit| of == unit);
    let pools = model.pools.iter().filter(|pool| here(pool.unit)).count();
    let gone = ready.setup.plan.exits.len() + reacting;
    let without_books = model.lines.iter().filter(|line| line.cell.is_none()).count();
    let of_unit =
        |line: &&stability::model::Line| line.cell.is_some_and(|cell| Some(model.cells[cell].unit) == unit);
    let lines = if unit.is_some() { model.lines.iter().filter(of_unit).count() } else { without_books };
    0.5 * f64::from(model.months) * (pools + lines + gone) as f64
}

fn ask(python: &OsStr, path: &std::path::Path) -> Result<Value, String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/peers/timeline.py");
    // One core each: the libraries under numpy are told so.
    let threads = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"].map(|name| (name, "1"));
    let output = Command::new(python).arg(script).arg(path).envs(threads).output();
    let output = output.map_err(|error| format!("{}: {error}", python.display()))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_string());
    }
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}

fn tell(what: &str, ready: &Ready, answer: &Value, draws: usize) {
    let there = answer["seconds"].as_f64().unwrap_or(f64::NAN) / draws as f64;
    ready.seconds_alone(50);
    let count = 1000;
    let here = ready.seconds_alone(count) / f64::from(count);
    println!(
        "{:<64} {:>8.1} times faster than numpy, wanted {RATIO:.0} ({:.0} µs against {:.0}, batches of {})",
        format!("a draw, {what}, one core each"),
        there / here,
        here * 1e6,
        there * 1e6,
        answer["batch"]
    );
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn expected(ready: &Ready, draw: u64) -> Expected {
    let (model, numbers) = (&ready.setup.model, ready.setup.numbers_of(draw));
    let rule = &ready.scenario.payer_rule;
    let policy = Policy { rulebook: &ready.rulebook, payer_rule: rule, reaction: ready.scenario.reaction };
    let engine = Engine::of(model, policy);
    let run = |plan: &Plan| {
        let mut sums = Sums::new(model.names.bodies().len(), model.months);
        let outcome = engine.simulate(&numbers, plan, &mut sums);
        (sums, outcome.exits)
    };
    let (moved, exits) = run(&ready.setup.plan);
    let (still, exits_baseline) = run(&Plan::default());
    let lowest = |unit| {
        let path = reserve_path(model, &numbers, &moved, unit);
        path.into_iter().min().unwrap_or_default().as_f64()
    };
    Expected {
        system: -moved.total(Ledger::OUTSIDE).as_f64(),
        baseline: -still.total(Ledger::OUTSIDE).as_f64(),
        lowest: (0..model.units.len()).map(lowest).collect(),
        leaves: reacting(&exits),
        leaves_baseline: reacting(&exits_baseline),
    }
}

fn reacting(exits: &[Exit]) -> BTreeSet<u64> {
    exits.iter().filter(|exit| exit.reaction.is_some()).map(|exit| exit.line as u64).collect()
}
