//! How long the national register takes, beside the limits that the project sets itself. Printed as ratios:
//! below 1 is inside the limit. Run with `cargo xtask bench`.

use std::time::{Duration, Instant};

use exchange::{Limits, pack_from_files};
use register::Snapshot;
use stability::impact::run;
use stability::scenario::Scenario;
use stability::setup::{Options, prepare};

/// Times something several times and keeps the middle.
fn median(times: usize, mut what: impl FnMut()) -> Duration {
    let mut taken: Vec<Duration> = (0..times)
        .map(|_| {
            let start = Instant::now();
            what();
            start.elapsed()
        })
        .collect();
    taken.sort();
    taken[taken.len() / 2]
}

fn tell(what: &str, taken: Duration, limit: Duration) {
    let ratio = taken.as_secs_f64() / limit.as_secs_f64();
    println!(
        "{what:<64} {:>8.1} ms  limit {:>6.0} ms  ratio {ratio:.2}",
        taken.as_secs_f64() * 1e3,
        limit.as_secs_f64() * 1e3
    );
}

/// Files of the register as they lie in the checkout: reading from disk is part of loading.
fn files() -> Vec<(String, Vec<u8>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/england-2013");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "csv"));
    let read = |path: std::path::PathBuf| {
        Some((path.file_name()?.to_string_lossy().into_owned(), std::fs::read(&path).ok()?))
    };
    paths.filter_map(read).collect()
}

fn load() -> Snapshot {
    let (raw, _) = pack_from_files("england-2013", &files(), &Limits::default());
    Snapshot::of(&raw).0
}

/// Peak memory of this process in megabytes, where the system tells.
fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

fn national(snapshot: &Snapshot, scenario: &Scenario) -> usize {
    let (rulebook, _) = ballast::shipped::rulebook();
    let options = Options { whole_register: true, ..Options::default() };
    let Ok(setup) = prepare(snapshot, &rulebook, scenario, options) else { return 0 };
    let Ok(impact) = run(snapshot, &rulebook, scenario, setup) else { return 0 };
    impact.moved.ledger.postings().len()
}

fn main() {
    let snapshot = load();
    let text = ballast::shipped::scenario("five-recorded-moves").unwrap_or_default();
    let (scenario, _) = exchange::read_scenario("five-recorded-moves", &text);
    let Some(scenario) = scenario else {
        println!("the scenario that ships can't be read");
        return;
    };
    let postings = national(&snapshot, &scenario);
    println!(
        "{} lines, {} pools, {postings} postings in one run",
        snapshot.rows.agreement_lines.len(),
        snapshot.rows.cost_pools.len()
    );
    tell(
        "national register from CSV, read and checked",
        median(9, || drop(load())),
        Duration::from_millis(300),
    );

    let (rulebook, _) = ballast::shipped::rulebook();
    let options = Options { whole_register: true, ..Options::default() };
    let Ok(setup) = prepare(&snapshot, &rulebook, &scenario, options) else { return };
    let policy =
        stability::timeline::Policy { rulebook: &rulebook, payer_rule: &scenario.payer_rule, reaction: true };
    let one = || {
        let mut ledger = setup.model.names.clone();
        ledger.reserve(setup.model.most_postings());
        stability::timeline::simulate(&setup.model, &setup.likely, &setup.plan, policy, &mut ledger);
        std::hint::black_box(ledger.postings().len());
    };
    tell("one five-year national simulation, postings included", median(15, one), Duration::from_millis(50));
    tell(
        "the same made ready, with its baseline, tests and proof",
        median(9, || std::mem::drop(std::hint::black_box(vec![national(&snapshot, &scenario)]))),
        Duration::from_millis(500),
    );
    if let Some(peak) = peak_megabytes() {
        println!(
            "{:<64} {peak:>8.1} MB  limit    150 MB  ratio {:.2}",
            "peak memory of all this",
            peak / 150.0
        );
    }
}
