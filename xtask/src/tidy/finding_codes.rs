//! Every finding the product can make has a row in `docs/findings.md`, and every row a use.

use super::{Finding, Tree, source};
use std::collections::BTreeMap;

const PAGE: &str = "docs/findings.md";
const SEVERITIES: &[&str] = &["error", "warning", "note"];

/// A call of `Finding::error("code"` and the like.
#[derive(Debug, PartialEq)]
struct Use {
    severity: &'static str,
    /// `None` when the first argument isn't a string literal.
    code: Option<String>,
    line: usize,
}

/// The calls in a text.
fn uses(text: &str) -> Vec<Use> {
    let mut found = Vec::new();
    for severity in SEVERITIES {
        let call = format!("Finding::{severity}(");
        for (at, _) in text.match_indices(&call) {
            let argument = text[at + call.len()..].trim_start();
            let code = argument
                .strip_prefix('"')
                .and_then(|rest| rest.split_once('"'))
                .map(|(code, _)| code.to_string());
            found.push(Use { severity, code, line: text[..at].matches('\n').count() + 1 });
        }
    }
    found.sort_by_key(|found| found.line);
    found
}

/// The rows of the page: code → (severity, line). A row is `| code | severity | meaning | what to do |`.
fn rows(page: &str) -> BTreeMap<String, (String, usize)> {
    page.lines()
        .enumerate()
        .filter_map(|(at, line)| {
            let cells: Vec<_> = line.trim().strip_prefix('|')?.split('|').map(str::trim).collect();
            let code = cells.first()?.strip_prefix('`')?.strip_suffix('`')?;
            Some((code.to_string(), (cells.get(1)?.to_string(), at + 1)))
        })
        .collect()
}

pub fn check(tree: &Tree) -> Result<Vec<Finding>, String> {
    let rows = rows(tree.get(PAGE).unwrap_or(""));
    let mut used = BTreeMap::new();
    let mut findings = Vec::new();
    for (path, text) in
        tree.ending(".rs").filter(|(path, _)| path.starts_with("crates/") && !source::is_test_file(path))
    {
        let calls = uses(text);
        if calls.is_empty() {
            continue;
        }
        let tests = source::test_lines(&syn::parse_file(text).map_err(|e| format!("{path}: {e}"))?);
        let is_comment =
            |line: usize| text.lines().nth(line - 1).is_some_and(|line| line.trim_start().starts_with("//"));
        for call in calls {
            if tests.iter().any(|range| range.contains(&call.line)) || is_comment(call.line) {
                continue;
            }
            findings.extend(judge(path, &call, &rows));
            used.extend(call.code.map(|code| (code, ())));
        }
    }
    for (code, (_, line)) in rows.iter().filter(|(code, _)| !used.contains_key(*code)) {
        let expected = "a code that some crate uses";
        findings.push(Finding::new(
            PAGE,
            *line,
            format!("a row for `{code}`"),
            expected,
            "remove the row or correct the code",
        ));
    }
    Ok(findings)
}

fn judge(path: &str, call: &Use, rows: &BTreeMap<String, (String, usize)>) -> Option<Finding> {
    let Use { severity, code, line } = call;
    let Some(code) = code else {
        return Some(Finding::new(
            path,
            *line,
            format!("Finding::{severity}( with a code that isn't written out"),
            "a string literal, so that the code can be looked up",
            "write the code out where the finding is made",
        ));
    };
    match rows.get(code) {
        None => Some(Finding::new(
            path,
            *line,
            format!("the finding `{code}`"),
            format!("a row in {PAGE}"),
            format!("add | `{code}` | {severity} | its meaning | what to do |"),
        )),
        Some((written, row)) if !written.split(", ").any(|one| one == *severity) => Some(Finding::new(
            path,
            *line,
            format!("`{code}` as {severity}"),
            format!("{written}, as in {PAGE}:{row}"),
            "make them agree; a code of two severities has both in its row, with a comma",
        )),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
fn f() {
    Finding::error(\"unknown-body\", 1);
    Finding::warning(
        \"short-notice\",
        2,
    );
}
#[cfg(test)]
mod tests {
    fn t() { Finding::note(\"made-up\", 3); }
}
";

    fn seen(page: &str, source: &str) -> Vec<String> {
        let tree = Tree::of(&[(PAGE, page), ("crates/register/src/lib.rs", source)]);
        check(&tree).unwrap().into_iter().map(|finding| finding.seen).collect()
    }

    #[test]
    fn every_code_has_a_row_and_every_row_a_use() {
        let page = "| code | severity |\n|---|---|\n| `unknown-body` | error | … | … |\n| `short-notice` | warning | … | … |\n";
        assert!(seen(page, SOURCE).is_empty());
        assert_eq!(seen("", SOURCE), ["the finding `unknown-body`", "the finding `short-notice`"]);
        assert_eq!(seen(&format!("{page}| `old` | note | … | … |"), SOURCE), ["a row for `old`"]);
    }

    #[test]
    fn severity_must_agree() {
        let page = "| `unknown-body` | warning | … | … |\n| `short-notice` | error, warning | … | … |\n";
        assert_eq!(seen(page, SOURCE), ["`unknown-body` as error"]);
    }

    #[test]
    fn a_code_is_written_out() {
        assert_eq!(seen("", "fn f(code: &str) { Finding::note(code, 1); }").len(), 1);
    }
}
