use stability::scenario::{Scenario, Steps};
use toml::de::{DeTable, DeValue};
use vocabulary::{Code, Date, Estimate, Finding, Findings, Place};

use super::assumptions::{read_assumption, read_estimate};
use super::moves::read_move;
use super::section::{Section, wrong_share};
use crate::text::line_and_column;

const SETTINGS: &[&str] = &[
    "title",
    "register",
    "start",
    "months",
    "payer_rule",
    "reaction",
    "reluctance",
    "seed",
    "draws",
    "steps",
    "closes",
    "move",
    "assume",
];
pub(crate) const MONTHS_MAX: u64 = 600;
pub(crate) const DRAWS_MAX: u64 = 100_000;

/// Reads a scenario from TOML. `name` is what findings call the file.
///
/// All findings come at once, each with its place: the file, `move 2` or `assume 1`, and the setting. The
/// scenario is none when any of them is an error. Codes are not looked up; that needs a register.
pub fn read_scenario(name: &str, text: &str) -> (Option<Scenario>, Findings) {
    read_toml(name, text, SETTINGS, read_top)
}

/// Reads a file of TOML: settings that aren't known are findings, and what is read is none when any finding is an error.
pub(crate) fn read_toml<T>(
    name: &str,
    text: &str,
    settings: &[&str],
    read: impl FnOnce(&Section<'_>, &mut Findings) -> Option<T>,
) -> (Option<T>, Findings) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => return (None, vec![not_toml(name, text, &error)]),
    };
    let mut findings = Findings::new();
    let top = Section { file: name, row: "", table: &table };
    top.allow(settings, &mut findings);
    let found = read(&top, &mut findings);
    let sound = findings.iter().all(|finding| !finding.is_error());
    (found.filter(|_| sound), findings)
}

/// Reads the settings; none when one that is needed can't be had.
fn read_top(top: &Section<'_>, findings: &mut Findings) -> Option<Scenario> {
    top.need("start", "2013-04-01, the first day of the horizon", findings);
    let scenario = Scenario {
        title: top.text("title", findings).unwrap_or_else(|| title_of(top.file)),
        register: top.text("register", findings).unwrap_or_default(),
        start: top.month("start", findings).unwrap_or(Date::MIN),
        months: small(top.whole("months", 1, MONTHS_MAX, findings), 60),
        payer_rule: top.code("payer_rule", findings).unwrap_or_else(|| Code::new("unit-bears")),
        reaction: top.flag("reaction", findings).unwrap_or(true),
        reluctance: read_reluctance(top, findings)?,
        seed: top.whole("seed", 0, u64::MAX, findings).unwrap_or(1),
        draws: small(top.whole("draws", 0, DRAWS_MAX, findings), 0),
        steps: read_steps(top, findings),
        closes: top.code("closes", findings),
        moves: each(top, "move", findings, read_move),
        assumptions: each(top, "assume", findings, read_assumption),
    };
    Some(scenario)
}

pub(crate) fn small(number: Option<u64>, default: u32) -> u32 {
    number.and_then(|number| u32::try_from(number).ok()).unwrap_or(default)
}

fn title_of(file: &str) -> String {
    file.strip_suffix(".toml").unwrap_or(file).to_string()
}

fn read_steps(top: &Section<'_>, findings: &mut Findings) -> Steps {
    match top.text("steps", findings).map(|text| (text.parse(), text)) {
        None => Steps::Sticky,
        Some((Ok(steps), _)) => steps,
        Some((Err(expected), text)) => {
            findings.push(top.wrong("steps", &DeValue::String(text.into()), &expected));
            Steps::Sticky
        }
    }
}

/// The reluctance, as one number or as a table; 0.10 if nothing is said. None when it can't be read.
pub(crate) fn read_reluctance(top: &Section<'_>, findings: &mut Findings) -> Option<Estimate> {
    let estimate = match top.get("reluctance") {
        None => Estimate::fixed(0.10).ok(),
        Some(DeValue::Table(table)) => {
            let section = Section { file: top.file, row: "reluctance", table };
            section.allow(&["low", "likely", "high", "value"], findings);
            read_estimate(&section, findings)
        }
        Some(_) => top.number("reluctance", findings).and_then(|number| Estimate::fixed(number).ok()),
    };
    let place = Place::cell(top.file, "", "reluctance");
    for share in estimate.map(|estimate| [estimate.low(), estimate.high()]).unwrap_or_default() {
        if !(0.0..=1.0).contains(&share) {
            findings.push(wrong_share(place, share));
            break;
        }
    }
    estimate
}

/// Reads each table of a list such as `[[move]]`; those that can't be read are left out.
pub(crate) fn each<T>(
    top: &Section<'_>,
    key: &str,
    findings: &mut Findings,
    read: impl Fn(&Section<'_>, &mut Findings) -> Option<T>,
) -> Vec<T> {
    let Some(value) = top.get(key) else { return Vec::new() };
    let expected = format!("[[{key}]], once for each");
    let Some(list) = value.as_array() else {
        findings.push(top.wrong(key, value, &expected));
        return Vec::new();
    };
    let mut items = Vec::new();
    for (number, item) in (1..).zip(list) {
        let within = if top.row.is_empty() { String::new() } else { format!("{}, ", top.row) };
        let row = format!("{within}{key} {number}");
        match item.get_ref() {
            DeValue::Table(table) => {
                let section = Section { file: top.file, row: &row, table };
                items.extend(read(&section, findings));
            }
            other => findings.push(top.wrong(key, other, &expected)),
        }
    }
    items
}

fn not_toml(name: &str, text: &str, error: &toml::de::Error) -> Finding {
    let at = error.span().map_or(0, |span| span.start);
    let (line, column) = line_and_column(text.as_bytes(), at);
    let what = error.message().lines().collect::<Vec<_>>().join(", ");
    Finding::error("not-toml", Place::row(name, line), format!("line {line}, column {column}: {what}"))
        .expected("a scenario in TOML, as in `docs/guide`")
        .action("Mend that line and check again; nothing was read.")
}
