//! `docs/from-the-stories.md`: 43 things, and for each a test that exists or the later work that it waits for.

use super::{Finding, Tree};

const PAGE: &str = "docs/from-the-stories.md";
const THINGS: usize = 43;
const WAITS: &str = "waits for:";

/// A row of the table: its number, the line it is on, and its last cell.
#[derive(Debug, PartialEq)]
struct Row {
    number: usize,
    line: usize,
    proof: String,
}

/// The rows of a page: lines that begin `| number |`.
fn rows(page: &str) -> Vec<Row> {
    page.lines()
        .enumerate()
        .filter_map(|(at, line)| {
            let cells: Vec<_> =
                line.trim().strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
            let number = cells.first()?.parse().ok()?;
            Some(Row { number, line: at + 1, proof: cells.last()?.to_string() })
        })
        .collect()
}

/// The tests named in a cell: `path.rs::name` or `crate::module::name`, in backticks.
fn tests_named(proof: &str) -> Vec<&str> {
    proof.split('`').skip(1).step_by(2).filter(|word| word.contains("::")).collect()
}

/// Whether a text has `fn name(` under an attribute that ends in `test]`.
fn has_test(text: &str, name: &str) -> bool {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let begins = format!("fn {name}(");
    lines.iter().enumerate().filter(|(_, line)| line.contains(&begins)).any(|(at, _)| {
        lines[..at]
            .iter()
            .rev()
            .take_while(|line| line.starts_with('#') || line.starts_with("//"))
            .any(|line| line.starts_with('#') && line.ends_with("test]"))
    })
}

fn exists(tree: &Tree, named: &str) -> bool {
    let Some((place, name)) = named.rsplit_once("::") else { return false };
    if place.ends_with(".rs") {
        let inside = format!("/{place}");
        return tree
            .ending(".rs")
            .any(|(path, text)| (path == place || path.ends_with(&inside)) && has_test(text, name));
    }
    let folder = format!("crates/{}/", place.split("::").next().unwrap_or(place));
    tree.ending(".rs").any(|(path, text)| path.starts_with(&folder) && has_test(text, name))
}

pub fn check(tree: &Tree) -> Result<Vec<Finding>, String> {
    let rows = rows(tree.get(PAGE).unwrap_or(""));
    let mut findings = Vec::new();
    for number in 1..=THINGS {
        let count = rows.iter().filter(|row| row.number == number).count();
        if count != 1 {
            let seen = format!("{count} rows for {number}");
            findings.push(Finding::new(PAGE, 0, seen, "one row for each of 1 to 43", "add or join rows"));
        }
    }
    for row in &rows {
        findings.extend(judge(tree, row));
    }
    Ok(findings)
}

fn judge(tree: &Tree, row: &Row) -> Vec<Finding> {
    let tests = tests_named(&row.proof);
    let waits = row.proof.split_once(WAITS).is_some_and(|(_, later)| !later.trim().is_empty());
    if tests.is_empty() && !waits {
        return vec![Finding::new(
            PAGE,
            row.line,
            format!("row {} without a test", row.number),
            format!("`crates/…/tests/file.rs::name`, or `{WAITS}` and the later work"),
            "name the test that shows it",
        )];
    }
    let missing = tests.into_iter().filter(|named| !exists(tree, named));
    missing
        .map(|named| {
            let seen = format!("row {} names `{named}`", row.number);
            Finding::new(PAGE, row.line, seen, "a #[test] that exists", "write the test, or correct its name")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TESTS: &str = "#[test]\n#[ignore]\nfn story_01_asks() {}\n\nfn helper() {}\n";

    fn judged(proof: &str) -> Vec<String> {
        let tree =
            Tree::of(&[("crates/ballast/tests/stories.rs", TESTS), ("crates/ledger/src/sum.rs", TESTS)]);
        let row = Row { number: 1, line: 1, proof: proof.to_string() };
        judge(&tree, &row).into_iter().map(|finding| finding.seen).collect()
    }

    #[test]
    fn rows_are_lines_that_begin_with_a_number() {
        let page =
            "# Stories\n\n| # | thing | where | test |\n|---|---|---|---|\n| 7 | a | `demo` | `x.rs::y` |\n";
        assert_eq!(rows(page), [Row { number: 7, line: 5, proof: "`x.rs::y`".into() }]);
    }

    #[test]
    fn a_named_test_must_exist() {
        assert!(judged("`crates/ballast/tests/stories.rs::story_01_asks`").is_empty());
        assert!(judged("`tests/stories.rs::story_01_asks`").is_empty());
        assert!(judged("`ledger::sum::story_01_asks`").is_empty());
        assert_eq!(judged("`tests/stories.rs::helper`").len(), 1);
        assert_eq!(judged("`tests/stories.rs::story_02`, `market::story_01_asks`").len(), 2);
    }

    #[test]
    fn a_row_may_wait_for_named_work() {
        assert!(judged("waits for: casework").is_empty());
        assert_eq!(judged("waits for:"), ["row 1 without a test"]);
        assert_eq!(judged(""), ["row 1 without a test"]);
    }

    #[test]
    fn every_number_has_one_row() {
        let findings = check(&Tree::of(&[(PAGE, "| 1 | a | b | waits for: c |\n")])).unwrap();
        assert_eq!(findings.len(), THINGS - 1);
    }
}
