//! What came of it: how long answers took, what was confirmed, and everything that was not as it should be.

use std::collections::BTreeMap;

use crate::shared::Shared;

/// Limit of the slowest hundredth of reads.
pub const P99_READS_MAX_MS: f64 = 250.0;
/// So many kinds of reads are listed, the slowest first.
const SLOWEST: usize = 8;
/// So many of what went wrong are told in words.
const WORDS_MAX: usize = 12;

/// What one person, or all, can tell.
#[derive(Debug, Default)]
pub struct Told {
    /// Milliseconds of every read, by what was read.
    reads: BTreeMap<&'static str, Vec<f64>>,
    /// Milliseconds of every change that was confirmed.
    pub writes: Vec<f64>,
    /// Changes that were refused because somebody else was first.
    pub stale: u64,
    /// What should not have been answered.
    pub errors: Vec<String>,
    /// Confirmed changes that were not there when their own author looked again.
    pub lost: Vec<String>,
    /// How many changes each person was confirmed, of each thing that is shared.
    pub changes: BTreeMap<(Shared, usize), u64>,
    /// How many questions were begun at each body.
    pub begun: BTreeMap<String, u64>,
    /// How many comments were made on each case.
    pub comments: BTreeMap<String, u64>,
}

impl Told {
    /// Nothing but that it failed.
    pub fn failed(why: &str) -> Told {
        Told { errors: vec![why.to_string()], ..Told::default() }
    }

    /// A read took so long.
    pub fn read(&mut self, name: &'static str, ms: f64) {
        self.reads.entry(name).or_default().push(ms);
    }

    /// With what somebody else tells.
    pub fn with(mut self, other: Told) -> Told {
        for (name, mut all) in other.reads {
            self.reads.entry(name).or_default().append(&mut all);
        }
        self.writes.extend(other.writes);
        self.stale += other.stale;
        self.errors.extend(other.errors);
        self.lost.extend(other.lost);
        self.changes.extend(other.changes);
        other.begun.into_iter().for_each(|(body, count)| *self.begun.entry(body).or_default() += count);
        other.comments.into_iter().for_each(|(case, count)| *self.comments.entry(case).or_default() += count);
        self
    }

    /// Prints the figures, over so many seconds. Whether all is as it should be.
    pub fn print(self, seconds: f64) -> bool {
        let reads = Times::of(self.reads.values().flatten().copied().collect());
        let writes = Times::of(self.writes);
        let (read, written) = (reads.0.len(), writes.0.len());
        println!(
            "{:<28} {:>9} requests  {:>7.1} reads/s  {:>6.1} writes/s  {} refused as stale",
            "done",
            read + written + self.stale as usize,
            read as f64 / seconds,
            written as f64 / seconds,
            self.stale
        );
        let p99 = reads.at(0.99);
        let ratio = p99 / P99_READS_MAX_MS;
        println!("{:<28} {p99:>9.1} ms (limit {P99_READS_MAX_MS}), ratio {ratio:.2}", "p99 of reads");
        reads.print("reads");
        writes.print("writes");
        let mut kinds: Vec<(&str, Times)> =
            self.reads.into_iter().map(|(name, all)| (name, Times::of(all))).collect();
        kinds.sort_by(|one, other| other.1.at(0.99).total_cmp(&one.1.at(0.99)));
        kinds.iter().take(SLOWEST).for_each(|(name, times)| times.print(name));
        let none = |what: &str, all: &[String]| {
            println!("{what:<28} {:>9} (limit 0)", all.len());
            all.iter().take(WORDS_MAX).for_each(|words| println!("  {words}"));
            all.is_empty()
        };
        // Both are told, whatever the first one says.
        let is_right = [none("errors", &self.errors), none("lost updates", &self.lost)];
        is_right == [true, true] && p99 <= P99_READS_MAX_MS && written > 0
    }
}

/// Milliseconds, sorted.
struct Times(Vec<f64>);

impl Times {
    fn of(mut all: Vec<f64>) -> Times {
        all.sort_by(f64::total_cmp);
        Times(all)
    }

    fn at(&self, part: f64) -> f64 {
        let at = (self.0.len() as f64 * part).ceil() as usize;
        self.0.get(at.max(1) - 1).or(self.0.last()).copied().unwrap_or_default()
    }

    fn print(&self, name: &str) {
        let [p50, p95, p99, max] = [0.5, 0.95, 0.99, 1.0].map(|part| self.at(part));
        let count = self.0.len();
        println!(
            "  {name:<38} {count:>7}  p50 {p50:>6.1}  p95 {p95:>6.1}  p99 {p99:>6.1}  max {max:>7.1} ms"
        );
    }
}
