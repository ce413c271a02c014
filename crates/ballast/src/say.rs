//! Findings as messages for people.

use std::collections::BTreeMap;

use vocabulary::{Finding, Findings, Severity};

/// Of findings with one code, so many are told in full.
const LIKE_MAX: usize = 3;

/// Errors in full and warnings, worst first; of many alike only the first, with a count. Notes are left out:
/// they are in the JSON of a verb, and `ballast check` shows those of a register.
pub fn findings(findings: &Findings) -> String {
    let mut sorted: Vec<&Finding> =
        findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out = String::new();
    for finding in sorted {
        let count = told.entry(finding.code).or_default();
        *count += 1;
        if finding.is_error() || *count <= LIKE_MAX {
            out.push_str(&finding.to_string());
            out.push('\n');
        }
    }
    for (code, count) in told {
        let warnings = findings.iter().any(|finding| finding.code == code && !finding.is_error());
        if warnings && count > LIKE_MAX {
            out.push_str(&format!("and {} more like it [{code}]\n", count - LIKE_MAX));
        }
    }
    out
}
