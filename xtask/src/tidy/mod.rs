//! `cargo xtask tidy`: every house rule that a compiler can't check. Each check is one file; it reads the tree and
//! returns findings. Findings are printed together, so that one run tells everything there is to mend.

mod documents;
mod edges;
mod finding_codes;
mod fresh;
mod lengths;
mod purity;
mod ratchet;
mod source;
mod stories;
mod tree;

use crate::Answer;
use std::path::Path;
use tree::Tree;

/// Something a check has to say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// File, from the top of the workspace.
    path: String,
    /// Line in it, from 1; 0 when the whole file is meant.
    line: usize,
    seen: String,
    expected: String,
    todo: String,
}

impl Finding {
    fn new(
        path: impl Into<String>,
        line: usize,
        seen: impl Into<String>,
        expected: impl Into<String>,
        todo: impl Into<String>,
    ) -> Self {
        Finding { path: path.into(), line, seen: seen.into(), expected: expected.into(), todo: todo.into() }
    }

    fn print(&self, check: &str) {
        match self.line {
            0 => println!("{}  [{check}]", self.path),
            line => println!("{}:{line}  [{check}]", self.path),
        }
        println!("    seen:      {}", self.seen);
        println!("    expected:  {}", self.expected);
        println!("    do:        {}", self.todo);
    }
}

type Check = fn(&Tree) -> Result<Vec<Finding>, String>;

/// Every check, by name. The slowest, which builds and runs the generators, comes last.
const CHECKS: &[(&str, Check)] = &[
    ("edges", edges::check),
    ("purity", purity::check),
    ("lengths", lengths::check),
    ("finding-codes", finding_codes::check),
    ("stories", stories::check),
    ("documents", documents::check),
    ("fresh", fresh::check),
];

/// Runs all checks, or those that are named.
pub fn run(root: &Path, rest: &[String]) -> Answer {
    if rest.iter().any(|word| word == "--edges") {
        edges::print_table();
        return Ok(true);
    }
    let tree = Tree::read(root)?;
    if rest.iter().any(|word| word == "--bless") {
        return lengths::bless(&tree);
    }
    if let Some(unknown) = rest.iter().find(|word| CHECKS.iter().all(|(name, _)| name != word)) {
        let names: Vec<_> = CHECKS.iter().map(|(name, _)| *name).collect();
        return Err(format!("there is no check `{unknown}`; there are {}", names.join(", ")));
    }
    let mut total = 0;
    for (name, check) in CHECKS {
        if rest.is_empty() || rest.iter().any(|word| word == name) {
            let mut findings = check(&tree)?;
            findings.sort();
            findings.iter().for_each(|finding| finding.print(name));
            total += findings.len();
        }
    }
    println!("tidy: {}", if total == 0 { "nothing to say".to_string() } else { format!("{total} findings") });
    Ok(total == 0)
}
