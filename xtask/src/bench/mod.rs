//! `cargo xtask bench`: the benchmarks of every crate, each a plain program that prints its figures beside a
//! limit or a peer. Installs the peers first; at the end draws cost against size.

mod curve;
mod peers;

use crate::{Answer, install_tools, shell};
use std::path::Path;

/// Runs them; words after `bench` go to the benchmark programs. Lines `curve NAME SIZE MICROSECONDS` that they
/// print are drawn as one picture beside the build output.
pub fn run(root: &Path, rest: &[String]) -> Answer {
    let mut words = vec!["bench", "--workspace", "--bench", "*"];
    if !rest.is_empty() {
        words.push("--");
        words.extend(rest.iter().map(String::as_str));
    }
    let mut command = shell::cargo(root, &words);
    match peers::python()? {
        Some(python) => drop(command.env(peers::PYTHON, python)),
        None => println!("no python with numpy could be installed: ratios to it are left out"),
    }
    if !peers::load_generator()? {
        println!("wrk could not be installed: the server isn't measured");
    }
    if !install_tools::postgresql()? {
        println!("PostgreSQL could not be installed: load on it is left out");
    }
    let mut points = Vec::new();
    let well = shell::watch(&mut command, |line| points.extend(curve::point(line)))?;
    if !points.is_empty() {
        let file = shell::build_output(root).join("cost-against-size.svg");
        std::fs::write(&file, curve::picture(&points))
            .map_err(|error| format!("{} can't be written: {error}", file.display()))?;
        println!("cost against size: {}", file.display());
    }
    Ok(well)
}
