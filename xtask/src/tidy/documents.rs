//! Documents: a README for every crate, an open section in every change log, links that lead somewhere.

use super::{Finding, Tree};
use std::path::{Component, Path, PathBuf};

/// A README says at least what the crate is and what it must never know.
const README_LINES_MIN: usize = 2;

pub fn check(tree: &Tree) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    for (manifest, _) in tree.ending("/Cargo.toml") {
        findings.extend(judge_readme(tree, manifest.trim_end_matches("Cargo.toml")));
    }
    for (path, text) in tree.ending("CHANGELOG.md") {
        if !text.lines().any(|line| line.starts_with("## ") && line.contains("Unreleased")) {
            let todo = "open it above the newest version";
            findings.push(Finding::new(
                path,
                0,
                "no section for what comes",
                "a heading `## [Unreleased]`",
                todo,
            ));
        }
    }
    for (path, text) in tree.ending(".md") {
        for (line, target) in links(text) {
            if !leads_somewhere(tree, path, &target) {
                let seen = format!("a link to `{target}`");
                findings.push(Finding::new(
                    path,
                    line,
                    seen,
                    "a file that exists",
                    "correct the link or write the file",
                ));
            }
        }
    }
    Ok(findings)
}

fn judge_readme(tree: &Tree, folder: &str) -> Option<Finding> {
    let path = format!("{folder}README.md");
    let lines = tree.get(&path).map_or(0, |text| text.lines().filter(|line| !line.trim().is_empty()).count());
    let todo = "say what it is for, what it must never know, and where to start reading";
    (lines < README_LINES_MIN).then(|| {
        Finding::new(path, 0, format!("{lines} lines"), "a README of a few lines for every crate", todo)
    })
}

/// The relative targets of `[text](target)` with their lines, code left out.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            let prose: String = line.split('`').step_by(2).collect::<Vec<_>>().join("code");
            for rest in prose.split("](").skip(1) {
                let target = rest.split([')', ' ']).next().unwrap_or("");
                let target = target.split('#').next().unwrap_or("");
                if !target.is_empty() && !target.contains(':') {
                    found.push((at + 1, target.to_string()));
                }
            }
        }
    }
    found
}

fn leads_somewhere(tree: &Tree, from: &str, target: &str) -> bool {
    let folder = Path::new(from).parent().unwrap_or(Path::new(""));
    let Some(path) = flattened(&folder.join(target)) else { return false };
    let name = path.to_string_lossy().replace('\\', "/");
    tree.get(&name).is_some() || tree.root.join(&path).exists()
}

/// The path without `.` and `..`; `None` when it climbs out of the workspace.
fn flattened(path: &Path) -> Option<PathBuf> {
    let mut flat = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => flat.push(name),
            Component::ParentDir => {
                if !flat.pop() {
                    return None;
                }
            }
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(flat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_outside_of_code_only() {
        let text = "See [a](x.md#part), `[b](y.md)` and [c](https://example.org).\n```\n[d](z.md)\n```\n[e](#here) [f](w.md)";
        assert_eq!(links(text), [(1, "x.md".to_string()), (5, "w.md".to_string())]);
    }

    #[test]
    fn a_link_leads_to_a_file_of_the_workspace() {
        let tree = Tree::of(&[("docs/model.md", ""), ("README.md", "")]);
        assert!(leads_somewhere(&tree, "README.md", "docs/model.md"));
        assert!(leads_somewhere(&tree, "docs/guide/a.md", "../model.md"));
        assert!(!leads_somewhere(&tree, "docs/guide/a.md", "model.md"));
        assert!(!leads_somewhere(&tree, "README.md", "../elsewhere.md"));
    }

    #[test]
    fn readme_and_change_log_are_asked_for() {
        let tree =
            Tree::of(&[("crates/a/Cargo.toml", ""), ("CHANGELOG.md", "# Changes\n"), ("Cargo.toml", "")]);
        let paths: Vec<_> = check(&tree).unwrap().into_iter().map(|finding| finding.path).collect();
        assert_eq!(paths, ["crates/a/README.md", "CHANGELOG.md"]);
    }
}
