//! `cargo xtask bench`: the benchmarks of every crate, each a plain program that prints its figures.

use crate::{Answer, shell};
use std::path::Path;

/// Runs them; words after `bench` go to the benchmark programs.
pub fn run(root: &Path, rest: &[String]) -> Answer {
    let mut words = vec!["bench", "--workspace", "--benches"];
    if !rest.is_empty() {
        words.push("--");
        words.extend(rest.iter().map(String::as_str));
    }
    shell::succeeds(&mut shell::cargo(root, &words))
}
