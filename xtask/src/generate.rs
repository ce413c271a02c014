//! `cargo xtask generate [--check]`: files that are written by a program and committed.

use crate::{Answer, shell};
use std::path::Path;

/// A program of the workspace that writes files below the top folder, and with `--check` only compares them.
pub struct Generator {
    /// What it writes, in words.
    pub writes: &'static str,
    /// Where it writes.
    pub folder: &'static str,
    /// The program.
    pub program: &'static str,
    /// Its words; `--check` is added at the end.
    pub words: &'static [&'static str],
}

/// Every generator, in the order in which they run. Another one is one more line.
pub const GENERATORS: &[Generator] = &[
    Generator {
        writes: "the register england-2013",
        folder: "data/england-2013",
        program: "england-2013",
        words: &["--root", "."],
    },
    Generator {
        writes: "the register england-2026",
        folder: "data/england-2026",
        program: "england-2026",
        words: &["--root", "."],
    },
    Generator {
        writes: "Table Schema, CSVW and the page of every table",
        folder: "docs/schema",
        program: "ballast",
        words: &["schema", "--out", "docs/schema"],
    },
    Generator {
        writes: "what the API says of itself (OpenAPI 3.1)",
        folder: "docs/api",
        program: "ballast",
        words: &["schema", "--api", "--out", "docs/api"],
    },
];

/// Runs every generator, and says which of them had something to say.
pub fn run(root: &Path, rest: &[String]) -> Answer {
    let check = match rest {
        [] => false,
        [only] if only == "--check" => true,
        other => return Err(format!("expected nothing or --check, saw {}", other.join(" "))),
    };
    let mut well = true;
    for generator in GENERATORS {
        let fine = run_one(root, generator, check)?;
        let said = match (check, fine) {
            (true, true) => "fresh",
            (true, false) => "not fresh: run `cargo xtask generate`",
            (false, true) => "written",
            (false, false) => "failed",
        };
        println!("{:<28} {} ({said})", generator.folder, generator.writes);
        well &= fine;
    }
    Ok(well)
}

/// Runs one generator; whether it ended well.
pub fn run_one(root: &Path, generator: &Generator, check: bool) -> Answer {
    let mut words = vec!["run", "--quiet", "--bin", generator.program, "--"];
    words.extend(generator.words);
    if check {
        words.push("--check");
    }
    shell::succeeds(&mut shell::cargo(root, &words))
}
