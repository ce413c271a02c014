use exchange::csv_bytes;
use exchange::result::finding;
use serde_json::{Value, json};
use vocabulary::Finding;

use super::Context;
use crate::answered::Answered;
use crate::check_page::{Checked, pack, scenario, text};
use crate::cli::Format;
use crate::exit::Exit;
use crate::listing::json_bytes;
use crate::shipped;

const COLUMNS: [&str; 8] = ["severity", "code", "table", "row", "column", "seen", "expected", "action"];

/// Checks packs and scenarios: all findings at once, and nothing is written.
pub(super) fn run(context: &Context, paths: &[String]) -> Answered {
    let checked: Vec<Checked> = paths.iter().map(|path| check(context, path)).collect();
    let data = match context.format {
        Format::Text => {
            checked.iter().map(|one| text(one, context.colour)).collect::<Vec<_>>().join("\n").into_bytes()
        }
        Format::Csv => csv(&checked),
        Format::Json => json_of(&checked),
    };
    let findings = || checked.iter().flat_map(|one| &one.findings);
    let exit = if findings().any(|finding| finding.is_error() && finding.code == "cannot-read") {
        Exit::CouldNot
    } else if findings().any(Finding::is_error) {
        Exit::No
    } else {
        Exit::Done
    };
    Answered { data, messages: String::new(), exit }
}

/// A scenario is what ends in `.toml`, comes from standard input, or ships under its name; all else is a pack.
fn check(context: &Context, path: &str) -> Checked {
    let is_pack = shipped::REGISTERS.contains(&path);
    let is_scenario =
        path == "-" || path.to_lowercase().ends_with(".toml") || shipped::scenario(path).is_some();
    if is_scenario && !is_pack {
        scenario(&context.loader, path, context.register.as_deref())
    } else {
        pack(&context.loader, path)
    }
}

/// One row a finding; with several paths the table tells which of them.
fn csv(checked: &[Checked]) -> Vec<u8> {
    let several = checked.len() > 1;
    let row = |path: &str, finding: &Finding| {
        let table = &finding.place.table;
        vec![
            finding.severity.word().to_string(),
            finding.code.to_string(),
            if several { format!("{path}: {table}") } else { table.clone() },
            finding.place.row.clone(),
            finding.place.column.clone(),
            finding.seen.clone(),
            finding.expected.clone(),
            finding.action.clone(),
        ]
    };
    let rows = checked.iter().flat_map(|one| one.findings.iter().map(|finding| row(&one.path, finding)));
    csv_bytes(&COLUMNS, rows)
}

fn json_of(checked: &[Checked]) -> Vec<u8> {
    let with_path = |one: &Checked, found: &Finding| {
        let mut value = finding(found);
        value["path"] = json!(one.path);
        value
    };
    let all = checked.iter().flat_map(|one| one.findings.iter().map(|found| with_path(one, found)));
    json_bytes(&Value::Array(all.collect()))
}
