//! Generated files are what their generator would write now.

use super::{Finding, Tree};
use crate::generate;

pub fn check(tree: &Tree) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    for generator in generate::GENERATORS {
        if !generate::run_one(&tree.root, generator, true)? {
            findings.push(Finding::new(
                generator.folder,
                0,
                format!(
                    "{} is not what `{}` writes now (what differs is told above)",
                    generator.writes, generator.program
                ),
                "files as generated",
                "run `cargo xtask generate` and commit what changes",
            ));
        }
    }
    Ok(findings)
}
