//! `cargo xtask test`: everything CI runs, in order. A step that fails doesn't stop the next one, so that one
//! run tells everything there is to mend.

use crate::{Answer, api, browser, install_tools, shell, tidy};
use std::path::Path;
use std::time::Instant;

/// What `cargo test` printed, added up.
#[derive(Debug, Default, PartialEq)]
struct Counts {
    passed: u64,
    failed: u64,
}

impl Counts {
    /// Reads a line such as `test result: ok. 12 passed; 0 failed; 1 ignored; …`; any other line adds nothing.
    fn add(&mut self, line: &str) {
        let Some(rest) = line.trim_start().strip_prefix("test result:") else { return };
        self.passed += number_before(rest, " passed");
        self.failed += number_before(rest, " failed");
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    let Some(at) = text.find(word) else { return 0 };
    text[..at]
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

/// Runs every step. The last line says how many tests passed and failed; a step that fails with no failed test of
/// its own (formatting, say, or a build) counts as one failed.
pub fn run(root: &Path) -> Answer {
    let mut counts = Counts::default();
    let mut failed_steps = Vec::new();

    step("format", &mut failed_steps, || {
        shell::succeeds(&mut shell::cargo(root, &["fmt", "--all", "--check"]))
    });
    step("clippy", &mut failed_steps, || {
        let words = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
        shell::succeeds(&mut shell::cargo(root, &words))
    });
    step("tidy", &mut failed_steps, || tidy::run(root, &[]));
    step("tools", &mut Vec::new(), || {
        // A missing tool is told here; the test that needs it decides what its absence means.
        install_tools::run(root)
    });
    step("tests", &mut failed_steps, || {
        let words = ["test", "--workspace", "--no-fail-fast"];
        let mut tests = shell::cargo(root, &words);
        // Properties are tried on the same games each time, so that a failure is one of the change at hand. New
        // games are for `cargo test`, which draws them, and for the long tries of `cargo xtask bench`.
        tests.env("PROPTEST_RNG_SEED", "20131018");
        shell::watch(&mut tests, |line| counts.add(line))
    });
    step("api", &mut failed_steps, || api::run(root));

    step("browser", &mut failed_steps, || browser::run(root, &[]));

    if counts.failed > 0 {
        failed_steps.retain(|step| *step != "tests");
    }
    for step in &failed_steps {
        println!("step failed: {step}");
    }
    let failed = counts.failed + failed_steps.len() as u64;
    println!("{} passed, {failed} failed", counts.passed);
    Ok(failed == 0)
}

/// Runs one step, prints its name and its time, and notes it when it fails.
fn step(name: &'static str, failed: &mut Vec<&'static str>, work: impl FnOnce() -> Answer) {
    println!("── {name}");
    let begun = Instant::now();
    let well = work().unwrap_or_else(|why| {
        println!("{why}");
        false
    });
    println!(
        "── {name}: {} in {:.1} s\n",
        if well { "fine" } else { "not fine" },
        begun.elapsed().as_secs_f64()
    );
    if !well {
        failed.push(name);
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn adds_up_result_lines_and_nothing_else() {
        let mut counts = Counts::default();
        counts.add("running 3 tests");
        counts.add(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.1s",
        );
        counts.add("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out");
        counts.add("my own words: 99 passed; 99 failed");
        assert_eq!(counts, Counts { passed: 15, failed: 2 });
    }
}
