//! The part of open contracting data that a register can use: who buys from whom, for how much a year, until when.

use std::collections::BTreeMap;

use register::{RawRow, RawTable};
use serde_json::Value;
use vocabulary::{Date, Finding, Findings, Pence, Place};

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OcdsRead {
    /// Parties as rows of `bodies`: code, name, roles.
    pub bodies: RawTable,
    /// Awards as rows of `agreement_lines`. The service is the first item's classification, for a person to map.
    pub lines: RawTable,
}

const BODIES: [&str; 3] = ["body_code", "name", "roles"];
const LINES: [&str; 9] = [
    "line_id",
    "buyer_code",
    "supplier_code",
    "service_code",
    "annual_gbp",
    "start_date",
    "end_date",
    "source",
    "basis",
];
/// Awards shorter than this aren't turned into amounts a year.
const DAYS_MIN: f64 = 28.0;
const DAYS_A_YEAR: f64 = 365.25;

/// Reads a release package (or one release) of OCDS 1.1. `source` is the row of `sources` that the rows name.
///
/// An award becomes a line where it has one buyer, one supplier, an amount in pounds and a period with both ends: the amount is then
/// spread evenly over the period. Every other award is a finding `ocds-award-left-out`, and nothing is guessed.
pub fn read_ocds(bytes: &[u8], source: &str) -> (OcdsRead, Findings) {
    let mut findings = Findings::new();
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => {
            findings.push(not_ocds(&format!("not JSON: {error}")));
            return (OcdsRead::default(), findings);
        }
    };
    let releases: Vec<&Value> = match value["releases"].as_array() {
        Some(releases) => releases.iter().collect(),
        None if value["ocid"].is_string() => vec![&value],
        None => {
            findings.push(not_ocds("no `releases`"));
            return (OcdsRead::default(), findings);
        }
    };
    let mut bodies: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for release in releases {
        parties(release, &mut bodies);
        for award in release["awards"].as_array().into_iter().flatten() {
            let id = format!("{}-{}", text(&release["ocid"]), text(&award["id"]));
            match line(&id, release, award, source) {
                // Of several releases of one award the last counts.
                Ok(line) => drop(lines.insert(id, line)),
                Err(why) => findings.push(left_out(&id, why)),
            }
        }
    }
    let bodies = bodies.into_iter().map(|(code, (name, roles))| vec![code, name, roles.join(";")]);
    let read = OcdsRead {
        bodies: table("bodies", &BODIES, bodies.collect()),
        lines: table("agreement_lines", &LINES, lines.into_values().collect()),
    };
    (read, findings)
}

fn table(name: &str, columns: &[&str], rows: Vec<Vec<String>>) -> RawTable {
    let rows = (2..).zip(rows).map(|(line, cells)| RawRow { line, cells });
    RawTable {
        name: name.to_string(),
        columns: columns.iter().map(|column| (*column).to_string()).collect(),
        rows: rows.collect(),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_string(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The code of a party: its identifier's id, else the id by which the release names it.
fn code(release: &Value, reference: &Value) -> Option<String> {
    let id = text(&reference["id"]);
    let party = release["parties"].as_array().into_iter().flatten().find(|party| text(&party["id"]) == id);
    let own = party.map(|party| text(&party["identifier"]["id"])).filter(|code| !code.is_empty());
    own.or(Some(id)).filter(|code| !code.is_empty())
}

fn parties(release: &Value, bodies: &mut BTreeMap<String, (String, Vec<String>)>) {
    for party in release["parties"].as_array().into_iter().flatten() {
        let Some(code) = code(release, party) else { continue };
        let roles =
            party["roles"].as_array().into_iter().flatten().filter_map(|role| match role.as_str()? {
                "buyer" | "procuringEntity" => Some("commissioner"),
                "supplier" => Some("supplier"),
                _ => None,
            });
        let (_, known) = bodies.entry(code).or_insert_with(|| (text(&party["name"]), Vec::new()));
        for role in roles {
            if !known.iter().any(|known| known == role) {
                known.push(role.to_string());
            }
        }
    }
}

fn line(id: &str, release: &Value, award: &Value, source: &str) -> Result<Vec<String>, &'static str> {
    if matches!(award["status"].as_str(), Some("cancelled" | "unsuccessful" | "pending")) {
        return Err("it isn't in force");
    }
    let buyer = code(release, &release["buyer"]).ok_or("it has no buyer")?;
    let suppliers = award["suppliers"].as_array().map_or(&[][..], Vec::as_slice);
    let [supplier] = suppliers else { return Err("it hasn't just one supplier") };
    let supplier = code(release, supplier).ok_or("its supplier has no id")?;
    if award["value"]["currency"].as_str() != Some("GBP") {
        return Err("its value isn't in pounds");
    }
    let amount =
        award["value"]["amount"].as_f64().filter(|amount| amount.is_finite()).ok_or("it has no amount")?;
    let day = |end: &str| award["contractPeriod"][end].as_str()?.get(..10)?.parse::<Date>().ok();
    let (start, end) = (day("startDate"), day("endDate"));
    let (Some(start), Some(end)) = (start, end) else { return Err("its period hasn't both ends") };
    // Both days are in it.
    let days = (end - start).get_days() as f64 + 1.0;
    if days < DAYS_MIN {
        return Err("its period is too short to say what a year costs");
    }
    let annual = Pence::round(amount * 100.0 / days * DAYS_A_YEAR);
    let service = text(&award["items"][0]["classification"]["id"]);
    let cells =
        [id.to_string(), buyer, supplier, service, annual.pounds_text(), start.to_string(), end.to_string()];
    Ok(cells.into_iter().chain([source.to_string(), "derived".to_string()]).collect())
}

fn not_ocds(seen: &str) -> Finding {
    Finding::error("not-ocds", Place::table("ocds"), seen)
        .expected("a release package of the Open Contracting Data Standard 1.1, as JSON")
        .action("Download the package again, or name another file.")
}

fn left_out(award: &str, why: &str) -> Finding {
    Finding::warning("ocds-award-left-out", Place::row("awards", award), why)
        .expected("one buyer, one supplier, an amount in pounds and a period with both ends")
        .action("Enter the agreement by hand if it matters.")
}
