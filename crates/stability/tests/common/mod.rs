//! What the tests share: packs from text, rulebooks, scenarios in one line, and sums over postings.
#![allow(dead_code)] // Each test file uses another part.

use ledger::{Ledger, Posting};
use register::{RawPack, RawRow, RawTable, Rulebook, Snapshot};
use stability::impact::{Impact, Side, run};
use stability::scenario::{Destination, Move, Scenario, Services, Steps};
use stability::setup::{Options, prepare};
use vocabulary::{Code, Estimate, Finding, Findings, Pence};

/// Tables in which every row names its source and its basis. Small cases leave both columns out.
const CITED: [&str; 7] =
    ["units", "agreement_lines", "cost_pools", "post_groups", "alternatives", "intentions", "services"];
const SOURCE_ONLY: [&str; 3] = ["populations", "plans", "services"];
/// Tables of rules: their source is words, and they have a basis.
const RULES: [&str; 5] = ["payer_rules", "significance", "viability", "redundancy", "agenda_for_change_pay"];

/// A table from CSV text without quotes; `source` and `basis` are filled in where they are left out.
pub fn table(name: &str, text: &str) -> RawTable {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let cells = |line: &str| line.split(',').map(|cell| cell.trim().to_string()).collect::<Vec<_>>();
    let mut columns = cells(lines.next().unwrap_or(""));
    let mut rows: Vec<RawRow> =
        (2..).zip(lines).map(|(line, text)| RawRow { line, cells: cells(text) }).collect();
    let mut fill = |column: &str, value: &str| {
        if !columns.iter().any(|name| name == column) {
            for row in &mut rows {
                row.cells.resize(columns.len(), String::new());
                row.cells.push(value.to_string());
            }
            columns.push(column.to_string());
        }
    };
    if CITED.contains(&name) || SOURCE_ONLY.contains(&name) {
        fill("source", "case");
    }
    if CITED.contains(&name) && !SOURCE_ONLY.contains(&name) {
        fill("basis", "assumed");
    }
    if RULES.contains(&name) {
        fill("basis", "assumed");
        fill(if name == "agenda_for_change_pay" { "source_url" } else { "source" }, "made up for the case");
    }
    RawTable { name: name.to_string(), columns, rows }
}

/// A pack from named CSV texts, with the source `case`.
pub fn pack(tables: &[(&str, &str)]) -> RawPack {
    let mut all: Vec<RawTable> = tables.iter().map(|(name, text)| table(name, text)).collect();
    all.push(table(
        "sources",
        "source_id,title,publisher,published,rank,note\ncase,A made-up case,Ballast,2026-11-01,1,",
    ));
    RawPack { name: "case".to_string(), tables: all }
}

/// A snapshot of tables that must have no error.
pub fn snapshot(tables: &[(&str, &str)]) -> Snapshot {
    let (snapshot, findings) = Snapshot::of(&pack(tables));
    let errors: Vec<&Finding> = findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    snapshot
}

/// A rulebook of tables; those that are left out are empty.
pub fn rulebook(tables: &[(&str, &str)]) -> Rulebook {
    let tables = tables.iter().map(|(name, text)| table(name, text)).collect();
    let (book, findings) = Rulebook::read(&RawPack { name: "rules".to_string(), tables });
    let errors: Vec<&Finding> =
        findings.iter().filter(|finding| finding.is_error() && finding.code != "missing-rules").collect();
    assert!(errors.is_empty(), "{errors:#?}");
    book
}

/// Sixty likely months from April 2013, nobody moves, nobody reacts, the unit bears what is left.
pub fn scenario() -> Scenario {
    Scenario {
        title: "case".to_string(),
        register: "case".to_string(),
        start: "2013-04-01".parse().expect("a date"),
        months: 60,
        payer_rule: Code::new("unit-bears"),
        reaction: false,
        reluctance: Estimate::fixed(0.1).expect("a number"),
        seed: 1,
        draws: 0,
        steps: Steps::Sticky,
        closes: None,
        moves: Vec::new(),
        assumptions: Vec::new(),
    }
}

/// A move: `services` with `;` between them or `*`, `to` as in a scenario file (`unit:V`).
pub fn moved(buyer: &str, supplier: &str, services: &str, date: &str, to: &str) -> Move {
    let (kind, code) = to.split_once(':').map_or((to, None), |(kind, code)| (kind, Some(Code::new(code))));
    Move {
        buyer: Code::new(buyer),
        supplier: Code::new(supplier),
        services: if services == "*" {
            Services::All
        } else {
            Services::These(services.split(';').map(Code::new).collect())
        },
        date: date.parse().expect("a date"),
        to: Destination { kind: kind.parse().expect("a destination"), code },
        phase_months: 0,
        transfer_share: None,
        redeploy_share: 0.0,
    }
}

/// Runs a scenario against its baseline. Errors: what forbids an answer.
pub fn try_run(snapshot: &Snapshot, rules: &Rulebook, scenario: &Scenario) -> Result<Impact, Findings> {
    let setup = prepare(snapshot, rules, scenario, Options::default())?;
    run(snapshot, rules, scenario, setup)
}

/// The same when it must have an answer.
pub fn run_case(snapshot: &Snapshot, rules: &Rulebook, scenario: &Scenario) -> Impact {
    try_run(snapshot, rules, scenario).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

/// The codes of findings, each once, sorted.
pub fn codes(findings: &[Finding]) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = findings.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The months of the horizon in which something is posted between two bodies for an account.
pub fn posted(side: &Side, from: &str, to: &str, account: &str, service: &str) -> Vec<(u32, Pence)> {
    let what = What { from, to, account, service, row: "*" };
    let mut months: Vec<(u32, Pence)> = Vec::new();
    for posting in side.ledger.postings().iter().filter(|posting| what.fits(&side.ledger, posting)) {
        match months.iter_mut().find(|(month, _)| *month == posting.month) {
            Some((_, sum)) => *sum += posting.amount,
            None => months.push((posting.month, posting.amount)),
        }
    }
    months.sort();
    months
}

/// Which postings to add up; `*` fits any.
#[derive(Debug, Clone, Copy)]
pub struct What<'a> {
    /// Code of the payer.
    pub from: &'a str,
    /// Code of the receiver.
    pub to: &'a str,
    /// The account.
    pub account: &'a str,
    /// The service, or `overhead`.
    pub service: &'a str,
    /// A row that the posting must come from, `table/key`.
    pub row: &'a str,
}

impl What<'_> {
    /// Does a posting fit?
    pub fn fits(&self, ledger: &Ledger, posting: &Posting) -> bool {
        let fits = |pattern: &str, text: &str| pattern == "*" || pattern == text;
        fits(self.from, ledger.code(posting.from).as_str())
            && fits(self.to, ledger.code(posting.to).as_str())
            && fits(self.account, posting.account.word())
            && fits(self.service, ledger.label_code(posting.label).as_str())
            && (self.row == "*" || ledger.rows_of(posting.trace).any(|row| row == self.row))
    }

    /// The sum in one month.
    pub fn in_month(&self, side: &Side, month: u32) -> Pence {
        let postings = side.ledger.postings().iter().filter(|posting| posting.month == month);
        postings.filter(|posting| self.fits(&side.ledger, posting)).map(|posting| posting.amount).sum()
    }
}

/// Every posting in words, sorted: what must not depend on the order of anything.
pub fn in_words(side: &Side) -> Vec<String> {
    let ledger = &side.ledger;
    let words = |posting: &Posting| {
        let mut rows: Vec<&str> = ledger.rows_of(posting.trace).collect();
        rows.sort_unstable();
        format!(
            "{:03} {} {} {} {} {} {} {}",
            posting.month,
            ledger.code(posting.from),
            ledger.code(posting.to),
            posting.account,
            posting.nature,
            ledger.label_code(posting.label),
            posting.amount.pounds_text(),
            rows.join(" "),
        )
    };
    let mut all: Vec<String> = ledger.postings().iter().map(words).collect();
    all.sort();
    all
}

/// Pounds as text to pence.
pub fn pounds(text: &str) -> Pence {
    text.trim().parse().unwrap_or_else(|_| panic!("{text:?} is no amount"))
}
