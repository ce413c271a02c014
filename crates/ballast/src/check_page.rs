//! What `check` finds of a pack or a scenario, and how people read it.

use register::TABLES;
use stability::setup::{Options, prepare};
use vocabulary::{Finding, Findings, Place, Severity};

use crate::load::Loader;
use crate::text::Page;

/// One path that was checked.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    /// The path, as it was given.
    pub path: String,
    /// Everything that was found, grouped by table, worst first.
    pub findings: Findings,
    /// The hash of the register, and how many rows were read.
    pub register: Option<(String, usize)>,
}

/// Checks a pack.
pub(crate) fn pack(loader: &Loader, path: &str) -> Checked {
    let (snapshot, findings) = loader.register(path);
    let rows = snapshot.all.to_raw("").tables.iter().map(|table| table.rows.len()).sum();
    let register = (rows > 0).then_some((snapshot.hash, rows));
    Checked { path: path.to_string(), findings: sorted(findings), register }
}

/// Checks a scenario, and, where its register can be read, that every move and assumption fits it.
pub(crate) fn scenario(loader: &Loader, path: &str, register: Option<&str>) -> Checked {
    let (read, mut findings) = loader.scenario(path);
    let mut used = None;
    if let Some(scenario) = read {
        let name = register.unwrap_or(&scenario.register);
        let (snapshot, of_register) = loader.register(name);
        if of_register.iter().any(Finding::is_error) {
            let errors = of_register.iter().filter(|finding| finding.is_error()).count();
            let seen = format!("the register {name:?} can't be used: {errors} errors");
            findings.push(
                Finding::warning("register-not-usable", Place::cell(path, "", "register"), seen)
                    .expected("a register without errors; the moves were not held against it")
                    .action(format!("Look at `ballast check {name}`, or name another with --register.")),
            );
        } else {
            let (rulebook, of_rules) = loader.rulebook();
            findings.extend(of_rules);
            match prepare(&snapshot, &rulebook, &scenario, Options::default()) {
                Ok(setup) => findings.extend(setup.findings),
                Err(found) => findings.extend(found),
            }
            let rows = snapshot.all.to_raw("").tables.iter().map(|table| table.rows.len()).sum();
            used = Some((snapshot.hash, rows));
        }
    }
    Checked { path: path.to_string(), findings: sorted(findings), register: used }
}

/// By table in the order of a pack, what is no table first; within a table as they were found.
fn sorted(mut findings: Findings) -> Findings {
    let place = |finding: &Finding| TABLES.iter().position(|table| table.name == finding.place.table);
    findings.sort_by_key(|finding| (place(finding), finding.place.table.clone()));
    findings
}

/// The findings for people: table by table, with what to do, and at the end whether it can be used.
pub(crate) fn text(checked: &Checked, colour: bool) -> String {
    let mut page = Page::new(colour);
    page.heading(&checked.path);
    let mut table = None;
    for finding in &checked.findings {
        if table != Some(&finding.place.table) {
            page.gap();
            page.paragraph(if finding.place.table.is_empty() {
                "(everywhere)"
            } else {
                &finding.place.table
            });
            table = Some(&finding.place.table);
        }
        one(finding, &mut page);
    }
    if !checked.findings.is_empty() {
        page.gap();
    }
    page.paragraph(&verdict(&checked.findings));
    if let Some((hash, rows)) = &checked.register {
        page.paragraph(&format!("Register: {rows} rows, hash {hash}"));
    }
    page.into_text()
}

fn one(finding: &Finding, page: &mut Page) {
    let row = match finding.place.row.as_str() {
        "" => String::new(),
        row if row.bytes().all(|byte| byte.is_ascii_digit()) => format!("row {row}"),
        // Some findings begin with the key that they are about.
        key if finding.seen.starts_with(key) => String::new(),
        key => key.to_string(),
    };
    let place = [row.as_str(), finding.place.column.as_str()];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
    page.paragraph(&format!("  {} [{}] {place}{}", finding.severity, finding.code, finding.seen));
    if !finding.expected.is_empty() {
        page.paragraph(&format!("    Expected: {}", finding.expected));
    }
    if !finding.action.is_empty() {
        page.paragraph(&format!("    To do: {}", finding.action));
    }
}

/// Whether it can be used as it is.
fn verdict(findings: &Findings) -> String {
    let count = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let words = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let rest =
        format!("{}, {}", words(count(Severity::Warning), "warning"), words(count(Severity::Note), "note"));
    match count(Severity::Error) {
        0 => format!("No errors: {rest}."),
        errors => format!("Not usable as it is: {}, {rest}. Nothing was written.", words(errors, "error")),
    }
}
