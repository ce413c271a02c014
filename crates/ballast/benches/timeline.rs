//! How long the five-year monthly timeline takes under uncertainty, with reaction, on the national register: beside
//! the limit that the project sets itself, beside a second version of it in numpy, and against size. A draw is
//! the scenario and its baseline, each sixty months of every line and pool. Run with `cargo xtask bench`;
//! `--quick` takes a tenth of the draws and extrapolates, `--curve` stops after time against size. The exit code is 1 when the two versions disagree.

#[path = "timeline/instance.rs"]
mod instance;
#[path = "timeline/peer.rs"]
mod peer;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use exchange::{Limits, pack_from_files};
use register::{RawPack, Rulebook, Snapshot};
use stability::draws::Draws;
use stability::ensemble::ensemble;
use stability::scenario::{Assumption, Scenario};
use stability::setup::{Options, Setup, prepare};
use vocabulary::Estimate;

const SCENARIO: &str = "five-recorded-moves";
const DRAWS: u32 = 10_000;
const LIMIT: Duration = Duration::from_secs(10);

/// A question on a register, ready to run.
struct Ready {
    rulebook: Rulebook,
    scenario: Scenario,
    setup: Setup,
}

impl Ready {
    fn of(pack: &RawPack, scenario: Scenario) -> Option<Ready> {
        let (rulebook, _) = ballast::shipped::rulebook();
        let options = Options { whole_register: true };
        let setup = prepare(&Snapshot::of(pack).0, &rulebook, &scenario, options).ok()?;
        Some(Ready { rulebook, scenario, setup })
    }

    /// Seconds for so many draws on so many threads.
    fn seconds(&self, draws: u32, threads: usize) -> f64 {
        let scenario = Scenario { draws, ..self.scenario.clone() };
        let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build() else { return f64::NAN };
        let start = Instant::now();
        let drawn = pool.install(|| ensemble(&self.rulebook, &scenario, &self.setup));
        let taken = start.elapsed().as_secs_f64();
        std::hint::black_box(drawn.draws.len());
        taken
    }

    /// Seconds for so many draws, one after another.
    fn seconds_alone(&self, draws: u32) -> f64 {
        let start = Instant::now();
        let ready = Draws::of(&self.rulebook, &self.scenario, &self.setup);
        let mut room = ready.room();
        for draw in 0..u64::from(draws) {
            std::hint::black_box(ready.draw(draw, &mut room));
        }
        start.elapsed().as_secs_f64()
    }
}

fn register() -> RawPack {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/england-2013");
    let paths = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let paths = paths.filter(|path| path.extension().is_some_and(|e| e == "csv"));
    let read = |path: std::path::PathBuf| {
        Some((path.file_name()?.to_string_lossy().into_owned(), std::fs::read(&path).ok()?))
    };
    let files: Vec<(String, Vec<u8>)> = paths.filter_map(read).collect();
    pack_from_files("england-2013", &files, &Limits::default()).0
}

/// The register with the lines of so many buyers only: those that move first, then by code.
fn of_buyers(pack: &RawPack, scenario: &Scenario, count: usize) -> RawPack {
    let mut pack = pack.clone();
    let Some(lines) = pack.tables.iter_mut().find(|table| table.name == "agreement_lines") else {
        return pack;
    };
    let Some(buyer) = lines.columns.iter().position(|name| name == "buyer_code") else { return pack };
    let code = |row: &register::RawRow| row.cells.get(buyer).cloned().unwrap_or_default();
    let moves = |code: &String| scenario.moves.iter().any(|moved| moved.buyer.as_str() == code);
    let mut buyers: Vec<(bool, String)> =
        lines.rows.iter().map(code).map(|code| (!moves(&code), code)).collect();
    buyers.sort();
    buyers.dedup();
    buyers.truncate(count);
    lines.rows.retain(|row| buyers.iter().any(|(_, kept)| *kept == code(row)));
    pack
}

/// The same with the costs of every unit and every alternative uncertain as well, so that no unit is the same in
/// two draws.
fn all_uncertain(scenario: &Scenario) -> Scenario {
    let mut scenario = scenario.clone();
    let everything = ["cost_pools/*/annual_gbp", "alternatives/*/fixed_gbp", "alternatives/*/per_volume_gbp"];
    for at in everything {
        let value = Estimate::new(0.8, 1.0, 1.25).ok();
        let reason = "the bench".to_string();
        scenario.assumptions.extend(value.map(|value| Assumption {
            at: at.to_string(),
            value,
            scale: true,
            reason,
        }));
    }
    scenario
}

/// How long all draws take on one core and on two.
fn tell(what: &str, ready: &Ready, quick: bool) {
    let draws = if quick { DRAWS / 10 } else { DRAWS };
    let all = f64::from(DRAWS) / f64::from(draws);
    for threads in [1, 2] {
        let seconds = ready.seconds(draws, threads) * all;
        let whole = if quick { ", extrapolated" } else { "" };
        let cores = if threads == 1 { "1 core" } else { "2 cores" };
        let line = format!("{DRAWS} draws, {what}, {cores}{whole}");
        let (limit, each) = (LIMIT.as_secs_f64(), seconds / f64::from(DRAWS) * 1e6);
        println!(
            "{line:<64} {seconds:>8.2} s   limit {limit:>6.0} s   ratio {:.2}  ({each:.0} µs a draw, {:.0} a run)",
            seconds / limit,
            each / 2.0
        );
    }
}

fn curve(pack: &RawPack, scenario: &Scenario) {
    for size in [10, 25, 50, 100, 211] {
        let Some(ready) = Ready::of(&of_buyers(pack, scenario, size), scenario.clone()) else { continue };
        ready.seconds_alone(50);
        let draws = 1000;
        println!("curve timeline {size} {:.1}", ready.seconds_alone(draws) / f64::from(draws) * 1e6);
    }
}

fn main() -> ExitCode {
    let quick = std::env::args().any(|word| word == "--quick");
    let pack = register();
    let text = ballast::shipped::scenario(SCENARIO).unwrap_or_default();
    let (scenario, _) = exchange::read_scenario(SCENARIO, &text);
    let ready = scenario.and_then(|scenario| {
        let harder = Ready::of(&pack, all_uncertain(&scenario))?;
        Some((Ready::of(&pack, scenario)?, harder))
    });
    let Some((shipped, harder)) = ready else {
        println!("the scenario that ships can't be read");
        return ExitCode::FAILURE;
    };
    let model = &shipped.setup.model;
    println!(
        "{} lines, {} pools, {} months; a draw is two runs, with and without the moves",
        model.lines.len(),
        model.pools.len(),
        model.months
    );
    curve(&pack, &shipped.scenario);
    if std::env::args().any(|word| word == "--curve") {
        return ExitCode::SUCCESS;
    }
    tell("as shipped", &shipped, quick);
    tell("every unit uncertain", &harder, quick);
    let Some(python) = std::env::var_os("BALLAST_PYTHON") else {
        println!("beside numpy: run `cargo xtask bench`, which finds a python that has it");
        return ExitCode::SUCCESS;
    };
    let draws = if quick { 64 } else { 256 };
    let mut agree = true;
    for (what, ready) in [("as shipped", &shipped), ("every unit uncertain", &harder)] {
        match peer::beside(&python, what, ready, draws) {
            Ok(()) => {}
            Err(reason) => {
                println!("beside numpy, {what}: {reason}");
                agree = false;
            }
        }
    }
    if agree { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
