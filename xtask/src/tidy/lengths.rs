//! How long files and functions may be. Small pieces are read; long ones are scrolled.

use super::ratchet::{self, Ratchet};
use super::{Finding, Tree, source};
use crate::Answer;
use std::collections::BTreeMap;
use std::fs;

/// No file may be longer, tests included.
const FILE_LINES_MAX: usize = 600;
/// A longer file outside of tests needs an entry in the ratchet.
const FILE_LINES_SOFT: usize = 300;
/// A longer function outside of tests needs an entry in the ratchet.
const FUNCTION_LINES_SOFT: usize = 60;

/// What is over a soft limit: length and line by key.
type Long = BTreeMap<String, (usize, usize)>;

fn measure(tree: &Tree) -> Result<(Long, Long), String> {
    let (mut files, mut functions) = (Long::new(), Long::new());
    for (path, text) in tree.ending(".rs").filter(|(path, _)| !source::is_test_file(path)) {
        let lines = text.lines().count();
        if lines > FILE_LINES_SOFT {
            files.insert(path.to_string(), (lines, 0));
        }
        let file = syn::parse_file(text).map_err(|e| format!("{path}: {e}"))?;
        for function in source::functions(&file) {
            if function.lines > FUNCTION_LINES_SOFT {
                let entry = functions.entry(format!("{path}::{}", function.name)).or_insert((0, 0));
                *entry = (*entry).max((function.lines, function.line));
            }
        }
    }
    Ok((files, functions))
}

fn read_ratchet(tree: &Tree) -> Result<Ratchet, String> {
    match fs::read_to_string(tree.root.join(ratchet::PATH)) {
        Ok(text) => Ratchet::parse(&text),
        Err(e) => Err(format!("{}: {e}", ratchet::PATH)),
    }
}

pub fn check(tree: &Tree) -> Result<Vec<Finding>, String> {
    judge(tree, &read_ratchet(tree)?)
}

fn judge(tree: &Tree, recorded: &Ratchet) -> Result<Vec<Finding>, String> {
    let (files, functions) = measure(tree)?;
    let mut findings = Vec::new();
    for (path, text) in tree.ending(".rs") {
        let lines = text.lines().count();
        if lines > FILE_LINES_MAX {
            let expected = format!("at most {FILE_LINES_MAX}, always");
            findings.push(Finding::new(
                path,
                0,
                format!("{lines} lines"),
                expected,
                "split it by what it talks about",
            ));
        }
    }
    findings.extend(compare(&files, &recorded.files, FILE_LINES_SOFT));
    findings.extend(compare(&functions, &recorded.functions, FUNCTION_LINES_SOFT));
    Ok(findings)
}

fn compare(present: &Long, recorded: &BTreeMap<String, usize>, soft: usize) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (key, &(lines, line)) in present {
        let path = key.split("::").next().unwrap_or(key);
        let what = key.strip_prefix(path).map_or("", |rest| rest.trim_start_matches(':'));
        let seen =
            if what.is_empty() { format!("{lines} lines") } else { format!("`{what}` of {lines} lines") };
        match recorded.get(key) {
            None => findings.push(Finding::new(
                path,
                line,
                seen,
                format!("at most {soft}"),
                format!(
                    "split it; if it truly is one thing, write {key:?} = {lines} in {} by hand",
                    ratchet::PATH
                ),
            )),
            Some(&was) if lines > was => findings.push(Finding::new(
                path,
                line,
                seen,
                format!("at most {was}, its recorded length"),
                "move what was added elsewhere",
            )),
            _ => {}
        }
    }
    for (key, &was) in recorded {
        let is = present.get(key).map(|(lines, _)| *lines);
        if is.is_none_or(|lines| lines < was) {
            let expected =
                is.map_or("no entry: it is no longer too long".to_string(), |lines| lines.to_string());
            let todo = "run `cargo xtask tidy --bless`, so that it stays so";
            findings.push(Finding::new(ratchet::PATH, 0, format!("{key:?} = {was}"), expected, todo));
        }
    }
    findings
}

/// Lowers and removes entries of the ratchet.
pub fn bless(tree: &Tree) -> Answer {
    let recorded = read_ratchet(tree)?;
    let (files, functions) = measure(tree)?;
    let lengths = |long: Long| long.into_iter().map(|(key, (lines, _))| (key, lines)).collect();
    let blessed = Ratchet {
        files: ratchet::lowered(&recorded.files, &lengths(files)),
        functions: ratchet::lowered(&recorded.functions, &lengths(functions)),
    };
    fs::write(tree.root.join(ratchet::PATH), blessed.write())
        .map_err(|e| format!("{}: {e}", ratchet::PATH))?;
    println!("{}: {} files, {} functions", ratchet::PATH, blessed.files.len(), blessed.functions.len());
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(path: &str, text: &str, recorded: &Ratchet) -> Vec<String> {
        judge(&Tree::of(&[(path, text)]), recorded).unwrap().into_iter().map(|finding| finding.seen).collect()
    }

    fn function_of(lines: usize) -> String {
        format!("fn f() {{\n{}}}\n", "    g();\n".repeat(lines - 2))
    }

    #[test]
    fn a_long_function_is_a_finding_until_it_is_recorded() {
        let (path, text) = ("crates/a/src/lib.rs", function_of(61));
        assert_eq!(seen(path, &text, &Ratchet::default()), ["`f` of 61 lines"]);
        let mut recorded = Ratchet::default();
        recorded.functions.insert("crates/a/src/lib.rs::f".into(), 61);
        assert!(seen(path, &text, &recorded).is_empty());
        assert_eq!(seen(path, &function_of(62), &recorded), ["`f` of 62 lines"]);
        assert_eq!(seen(path, &function_of(60), &recorded), ["\"crates/a/src/lib.rs::f\" = 61"]);
    }

    #[test]
    fn files_have_a_soft_and_a_hard_limit() {
        let (path, none) = ("crates/a/src/lib.rs", Ratchet::default());
        assert!(seen(path, &"\n".repeat(300), &none).is_empty());
        assert_eq!(seen(path, &"\n".repeat(301), &none), ["301 lines"]);
        let mut recorded = Ratchet::default();
        recorded.files.insert(path.into(), 601);
        assert_eq!(seen(path, &"\n".repeat(601), &recorded), ["601 lines"]);
    }

    #[test]
    fn tests_have_only_the_hard_limit() {
        let path = "crates/a/tests/long.rs";
        assert!(seen(path, &function_of(500), &Ratchet::default()).is_empty());
        assert_eq!(seen(path, &function_of(601), &Ratchet::default()), ["601 lines"]);
    }
}
