use vocabulary::{Finding, Findings, Place};

/// What the engine has to say, as far as it is told: what is about the appraisal itself as it is, of the rest the code
/// and what to do, once each. What was seen may hold a figure of the books, and so may its place.
pub(super) fn told(findings: Findings) -> Findings {
    let tell = |finding: Finding| match finding.place.table.as_str() {
        "appraisal" | "option" | "scenario" => finding,
        _ => Finding {
            place: Place::table("register"),
            seen: "something in the register".to_string(),
            expected: String::new(),
            ..finding
        },
    };
    findings.into_iter().map(tell).collect()
}
