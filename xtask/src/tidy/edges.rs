//! Who may use whom. The crates are listed in reading order; each may use only some of those above it.
//! Development dependencies are free.

use super::{Finding, Tree};
use crate::shell;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A crate, what it may use, and why no more than that.
struct Row {
    name: &'static str,
    may_use: &'static [&'static str],
    why: &'static str,
}

const fn row(name: &'static str, may_use: &'static [&'static str], why: &'static str) -> Row {
    Row { name, may_use, why }
}

/// The map, in reading order. Crates that do not exist yet have their row already.
const MAP: &[Row] = &[
    row("vocabulary", &[], "the words everybody shares; knows nothing else"),
    row("listing", &["vocabulary"], "answers as values, for whoever shows them; never what they are about"),
    row(
        "ledger",
        &["vocabulary"],
        "adds up money between bodies; never learns what a service is, so never the register",
    ),
    row("register", &["vocabulary"], "the facts; no postings, no file formats"),
    row(
        "costing",
        &["vocabulary", "ledger", "register"],
        "what a line costs; knows neither the market nor a scenario",
    ),
    row(
        "market",
        &["vocabulary", "listing", "ledger", "register"],
        "what is bought from whom; costs are somebody else's",
    ),
    row(
        "stability",
        &["vocabulary", "listing", "ledger", "register", "costing", "market"],
        "scenarios to postings; the only engine that uses other engines; what cases do together is told as a listing",
    ),
    row(
        "appraisal",
        &["vocabulary", "listing", "ledger", "register", "costing", "market", "stability"],
        "weighs options by their impacts; knows no case",
    ),
    row(
        "assurance",
        &["vocabulary", "register", "market"],
        "rates units against a definition; knows no case",
    ),
    row("record", &["vocabulary"], "keeps entries and never learns what is in them"),
    row("casework", &["vocabulary", "record"], "states and rights; never how an exhibit was computed"),
    row(
        "exchange",
        &[
            "vocabulary",
            "listing",
            "ledger",
            "register",
            "costing",
            "market",
            "stability",
            "appraisal",
            "assurance",
            "record",
            "casework",
        ],
        "bytes to values and back; values have their shape from the crates that own them; a workbook names the rates that \
         costing takes",
    ),
    row(
        "store",
        &["vocabulary", "ledger", "register", "assurance", "record", "casework"],
        "keeps values; computes nothing, so no engine",
    ),
    row(
        "actions",
        &[
            "vocabulary",
            "listing",
            "ledger",
            "register",
            "costing",
            "market",
            "stability",
            "appraisal",
            "assurance",
            "record",
            "casework",
            "exchange",
            "store",
        ],
        "joins everything in one transaction; below it nobody knows that there are people",
    ),
    row(
        "web",
        &[
            "vocabulary",
            "listing",
            "ledger",
            "register",
            "market",
            "stability",
            "appraisal",
            "assurance",
            "casework",
            "exchange",
            "actions",
        ],
        "pages and addresses; reaches the store only through actions",
    ),
    row(
        "ballast",
        &[
            "vocabulary",
            "listing",
            "ledger",
            "register",
            "costing",
            "market",
            "stability",
            "appraisal",
            "assurance",
            "record",
            "casework",
            "exchange",
            "store",
            "actions",
            "web",
        ],
        "main: the one place that sees everything and decides nothing",
    ),
];

/// Packages beside the product: they may use every crate, and no crate may use them.
const TOOLS: &[&str] = &["xtask", "england-2013", "england-2026"];

fn crate_name(package: &str) -> &str {
    package.strip_prefix("ballast-").unwrap_or(package)
}

pub fn print_table() {
    for Row { name, may_use, why } in MAP {
        println!("{name}: {why}");
        println!("    may use: {}", if may_use.is_empty() { "nothing".into() } else { may_use.join(", ") });
    }
    println!("{}: chores and builders of data; no crate may use them", TOOLS.join(", "));
    println!("    may use: any crate");
}

pub fn check(tree: &Tree) -> Result<Vec<Finding>, String> {
    let words = ["metadata", "--no-deps", "--format-version", "1"];
    let text = shell::output(&mut shell::cargo(&tree.root, &words))?;
    let metadata: Value = serde_json::from_str(&text).map_err(|e| format!("cargo metadata: {e}"))?;
    Ok(judge(&metadata, tree))
}

/// One edge of the workspace.
struct Edge<'a> {
    from: &'a str,
    to: &'a str,
    manifest: String,
}

fn judge(metadata: &Value, tree: &Tree) -> Vec<Finding> {
    let packages: &[Value] = metadata["packages"].as_array().map_or(&[], Vec::as_slice);
    let manifests: BTreeMap<&str, String> =
        packages.iter().filter_map(|p| Some((p["name"].as_str()?, manifest(p, tree)?))).collect();
    let mut findings = Vec::new();
    for (name, manifest) in &manifests {
        if !TOOLS.contains(name) && MAP.iter().all(|row| row.name != crate_name(name)) {
            findings.push(Finding::new(
                manifest,
                0,
                format!("the package `{name}`"),
                "a crate of the map (`cargo xtask tidy --edges`)",
                "give it a row in xtask/src/tidy/edges.rs, with a reason, at its place in reading order",
            ));
        }
    }
    for package in packages {
        let Some(from) = package["name"].as_str() else { continue };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let Some(to) = dependency["name"].as_str() else { continue };
            if dependency["kind"].as_str() != Some("dev") && manifests.contains_key(to) {
                findings.extend(judge_edge(&Edge { from, to, manifest: manifests[from].clone() }, tree));
            }
        }
    }
    findings
}

fn judge_edge(edge: &Edge, tree: &Tree) -> Option<Finding> {
    let Edge { from, to, manifest } = edge;
    let expected = if TOOLS.contains(from) {
        return None;
    } else if TOOLS.contains(to) {
        "only a tool uses a tool".to_string()
    } else {
        let row = MAP.iter().find(|row| row.name == crate_name(from))?;
        if row.may_use.contains(&crate_name(to)) {
            return None;
        }
        format!("`{}` uses only [{}]: {}", row.name, row.may_use.join(", "), row.why)
    };
    let line =
        tree.get(manifest).and_then(|text| text.lines().position(|line| line.trim_start().starts_with(to)));
    Some(Finding::new(
        manifest,
        line.map_or(0, |at| at + 1),
        format!("`{}` uses `{}`", crate_name(from), crate_name(to)),
        expected,
        "move what is needed to a crate that both may use, or hand it in as a value; an edge is added only with a reason",
    ))
}

fn manifest(package: &Value, tree: &Tree) -> Option<String> {
    let path = Path::new(package["manifest_path"].as_str()?);
    Some(path.strip_prefix(&tree.root).unwrap_or(path).to_string_lossy().replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, uses: &[(&str, Option<&str>)]) -> Value {
        let dependencies: Vec<_> =
            uses.iter().map(|(name, kind)| json!({ "name": name, "kind": kind })).collect();
        json!({ "name": name, "manifest_path": format!("/nowhere/crates/{name}/Cargo.toml"), "dependencies": dependencies })
    }

    fn judged(packages: &[Value]) -> Vec<String> {
        judge(&json!({ "packages": packages }), &Tree::of(&[]))
            .into_iter()
            .map(|finding| finding.seen)
            .collect()
    }

    #[test]
    fn each_row_uses_only_rows_above_it() {
        for (at, row) in MAP.iter().enumerate() {
            for used in row.may_use {
                assert!(MAP[..at].iter().any(|above| above.name == *used), "{} uses {used}", row.name);
            }
        }
    }

    #[test]
    fn an_allowed_edge_is_silent_and_so_is_an_outside_crate() {
        let packages = [
            package("ballast-vocabulary", &[]),
            package("ballast-ledger", &[("ballast-vocabulary", None), ("serde", None)]),
        ];
        assert!(judged(&packages).is_empty());
    }

    #[test]
    fn an_edge_upwards_is_a_finding_unless_it_is_for_tests() {
        let register = package("ballast-register", &[]);
        let ledger = |kind| package("ballast-ledger", &[("ballast-register", kind)]);
        assert_eq!(judged(&[register.clone(), ledger(None)]), ["`ledger` uses `register`"]);
        assert_eq!(judged(&[register.clone(), ledger(Some("build"))]), ["`ledger` uses `register`"]);
        assert!(judged(&[register, ledger(Some("dev"))]).is_empty());
    }

    #[test]
    fn engines_beside_each_other_stay_apart() {
        let packages =
            [package("ballast-costing", &[]), package("ballast-market", &[("ballast-costing", None)])];
        assert_eq!(judged(&packages), ["`market` uses `costing`"]);
    }

    #[test]
    fn tools_use_anything_and_nobody_uses_them() {
        let packages = [package("xtask", &[("ballast", None)]), package("ballast", &[("xtask", None)])];
        assert_eq!(judged(&packages), ["`ballast` uses `xtask`"]);
    }

    #[test]
    fn a_crate_without_a_row_is_a_finding() {
        assert_eq!(judged(&[package("ballast-helpers", &[])]), ["the package `ballast-helpers`"]);
    }
}
