//! Findings as messages for people.

use vocabulary::{Finding, Findings, Severity};

/// Errors and warnings in full, worst first; notes are only counted, for there may be many.
pub fn findings(findings: &Findings) -> String {
    let mut sorted: Vec<&Finding> =
        findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let mut out = String::new();
    for finding in sorted {
        out.push_str(&finding.to_string());
        out.push('\n');
    }
    let notes = findings.iter().filter(|finding| finding.severity == Severity::Note).count();
    if notes > 0 {
        let (count, several) = (notes, if notes == 1 { "" } else { "s" });
        out.push_str(&format!("{count} note{several}: `ballast check` shows those of the register\n"));
    }
    out
}
