use exchange::result::Told;
use vocabulary::{Finding, Findings, Severity};

use crate::text::Page;

/// What else there is to say, and how to trace a figure.
pub(super) fn write(told: &Told<'_>, of_the_day: &Findings, page: &mut Page) {
    findings(told, of_the_day, page);
    page.heading("Where do these numbers come from?");
    let hash: String = told.snapshot.hash.chars().take(12).collect();
    page.paragraph(&format!(
        "Register {} ({hash}…), rule {}, seed {}. Write the result with `ballast simulate … --out DIR`, then \
         `ballast explain DIR effects/CODE` traces any figure to its postings, rows and sources.",
        told.snapshot.name, told.answer.scenario.payer_rule, told.answer.scenario.seed
    ));
}

/// Errors and warnings, like ones together; notes are counted.
fn findings(told: &Told<'_>, of_the_day: &Findings, page: &mut Page) {
    let findings: Vec<&Finding> = told.answer.findings.iter().chain(of_the_day).collect();
    let mut told_codes: Vec<&str> = Vec::new();
    let serious = findings.iter().filter(|finding| finding.severity > Severity::Note);
    let notes = findings.iter().filter(|finding| finding.severity == Severity::Note).count();
    let mut lines = Vec::new();
    for finding in serious {
        if told_codes.contains(&finding.code) {
            continue;
        }
        told_codes.push(finding.code);
        let like = findings.iter().filter(|other| other.code == finding.code).count();
        let more = if like > 1 { format!(" (and {} like it)", like - 1) } else { String::new() };
        lines.push(format!("  {}: {}{more}", finding.severity, finding.seen));
    }
    if lines.is_empty() && notes == 0 {
        return;
    }
    page.heading("What there is to say");
    lines.iter().for_each(|line| page.paragraph(line));
    if notes > 0 {
        page.paragraph(&format!("  {notes} notes (`findings` of result.json)."));
    }
}
