//! Reads a worked example: its tables, its scenario and what is expected, out of the fenced blocks of
//! `docs/worked/`. A block is `csv TABLE [VARIATION]`; tables of `README.md` hold for every example.

use std::collections::BTreeMap;

use register::{Rulebook, Snapshot};
use stability::impact::{Impact, Side};
use stability::scenario::Scenario;

use crate::common::{What, moved, pounds, rulebook, run_case, scenario, snapshot};

const RULE_TABLES: [&str; 6] =
    ["payer_rules", "significance", "viability", "agenda_for_change_pay", "redundancy", "discount"];

/// One worked example in one variation.
pub struct Case {
    tables: BTreeMap<String, String>,
    pub snapshot: Snapshot,
    pub rules: Rulebook,
    pub scenario: Scenario,
}

fn blocks(document: &str, variation: &str) -> BTreeMap<String, String> {
    let path = format!("{}/../../docs/worked/{document}.md", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut blocks = BTreeMap::new();
    let mut own = BTreeMap::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```csv ") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        let mut words = info.split_whitespace();
        let name = words.next().expect("a table").to_string();
        match words.next() {
            None => assert!(blocks.insert(name, body.join("\n")).is_none(), "{document}: {info} twice"),
            Some(word) if word == variation => {
                assert!(own.insert(name, body.join("\n")).is_none(), "{document}: {info} twice");
            }
            Some(_) => {}
        }
    }
    assert!(variation.is_empty() || !own.is_empty(), "{document} has no variation {variation}");
    // What is expected of the main example isn't expected of a variation.
    if !variation.is_empty() {
        blocks.retain(|name: &String, _| !name.starts_with("expect"));
    }
    blocks.extend(own);
    blocks
}

impl Case {
    pub fn of(document: &str, variation: &str) -> Case {
        let mut tables = blocks("README", "");
        tables.extend(blocks(document, variation));
        let is_rule = |name: &str| RULE_TABLES.contains(&name);
        let is_register =
            |name: &str| !is_rule(name) && !name.starts_with("expect") && !name.starts_with("scenario");
        let chosen = |fits: &dyn Fn(&str) -> bool| -> Vec<(&str, &str)> {
            tables.iter().filter(|(name, _)| fits(name)).map(|(n, t)| (n.as_str(), t.as_str())).collect()
        };
        let (snapshot, rules) = (snapshot(&chosen(&is_register)), rulebook(&chosen(&is_rule)));
        let mut scenario = scenario();
        for row in records(tables.get("scenario").expect("a scenario")) {
            scenario.start = row["start"].parse().expect("a date");
            scenario.months = row["months"].parse().expect("months");
            scenario.payer_rule = row["payer_rule"].as_str().into();
            scenario.reaction = row["reaction"] == "yes";
        }
        for row in records(tables.get("scenario-moves").map_or("", String::as_str)) {
            let number = |column: &str| row.get(column).and_then(|text| text.parse::<f64>().ok());
            let mut one = moved(&row["buyer"], &row["supplier"], &row["services"], &row["date"], &row["to"]);
            one.phase_months = number("phase_months").unwrap_or(0.0) as u32;
            one.transfer_share = number("transfer_share");
            one.redeploy_share = number("redeploy_share").unwrap_or(0.0);
            scenario.moves.push(one);
        }
        Case { tables, snapshot, rules, scenario }
    }

    /// Runs the case and holds every `expect` block against the answer.
    pub fn check(&self) -> Impact {
        let impact = run_case(&self.snapshot, &self.rules, &self.scenario);
        self.postings("expect", &impact.moved);
        self.postings("expect-baseline", &impact.baseline);
        for row in self.rows("expect-change") {
            let expected = pounds(&row["gbp"]);
            let seen = match row["body"].as_str() {
                "system" => impact.system_change(),
                body => impact.change(impact.setup.model.names.find(body).expect("a body")),
            };
            assert_eq!(seen, expected, "change of {row:?}");
        }
        impact
    }

    fn postings(&self, block: &str, side: &Side) {
        let mut wrong = Vec::new();
        for row in self.rows(block) {
            let any = "*".to_string();
            let cell = |column: &str| row.get(column).unwrap_or(&any).as_str();
            let what = What {
                from: cell("from"),
                to: cell("to"),
                account: cell("account"),
                service: cell("service"),
                row: cell("row"),
            };
            let (first, last) = row["months"].split_once('-').unwrap_or((&row["months"], &row["months"]));
            let expected = pounds(&row["each_gbp"]);
            for month in first.parse::<u32>().expect("a month")..=last.parse().expect("a month") {
                let seen = what.in_month(side, month);
                if seen != expected {
                    wrong.push(format!("month {month}: {what:?}: {seen}, by hand {expected}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{block}:\n{}", wrong.join("\n"));
    }

    /// The rows of a block; none when it isn't there.
    pub fn rows(&self, block: &str) -> Vec<BTreeMap<String, String>> {
        records(self.tables.get(block).map_or("", String::as_str))
    }
}

fn records(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let cells = |line: &str| line.split(',').map(|cell| cell.trim().to_string()).collect::<Vec<_>>();
    let columns = cells(lines.next().unwrap_or(""));
    lines.map(|line| columns.iter().cloned().zip(cells(line)).collect()).collect()
}
