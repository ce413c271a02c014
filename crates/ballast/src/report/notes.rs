use exchange::result::Told;
use vocabulary::{Pence, Severity};

use crate::text::{Align, Page};

/// What drives the answer, what else there is to say, and how to trace a figure.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    drivers(told, page);
    findings(told, page);
    page.heading("Where do these numbers come from?");
    let hash: String = told.snapshot.hash.chars().take(12).collect();
    page.paragraph(&format!(
        "Register {} ({hash}…), rule {}, seed {}. Write the result with `ballast simulate … --out DIR`, then \
         `ballast explain DIR effects/CODE` traces any figure to its postings, rows and sources.",
        told.snapshot.name, told.answer.scenario.payer_rule, told.answer.scenario.seed
    ));
}

fn drivers(told: &Told<'_>, page: &mut Page) {
    let drivers = &told.answer.drivers;
    if drivers.is_empty() {
        return;
    }
    page.heading("What drives the answer?");
    let pounds = |pence: f64| Pence::round(pence).whole_pounds();
    let rows: Vec<Vec<String>> = drivers
        .iter()
        .take(5)
        .map(|driver| vec![driver_name(told, &driver.name), pounds(driver.low), pounds(driver.high)])
        .collect();
    page.table(
        &[
            ("everyone else pays more, net, when", Align::Left),
            ("it is low", Align::Right),
            ("it is high", Align::Right),
        ],
        &rows,
    );
}

/// An assumption with its range: `× 0.85 to 1.25`, or from one number to another.
fn driver_name(told: &Told<'_>, name: &str) -> String {
    let scenario = &told.answer.scenario;
    let found = scenario.assumptions.iter().find(|assumption| assumption.at == name);
    match found {
        Some(a) if a.scale => format!("{name} × {} to {}", a.value.low(), a.value.high()),
        Some(a) => format!("{name} from {} to {}", a.value.low(), a.value.high()),
        None => format!("{name} from {} to {}", scenario.reluctance.low(), scenario.reluctance.high()),
    }
}

/// Errors and warnings, like ones together; notes are counted.
fn findings(told: &Told<'_>, page: &mut Page) {
    let findings = &told.answer.findings;
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
