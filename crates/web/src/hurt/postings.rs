//! The postings behind every figure, and the rows of the register that they come from.

use std::collections::{BTreeMap, BTreeSet};

use exchange::result::Told;
use ledger::{Account, Ledger, Posting, RowId};
use listing::{Cell, Listing, Section};
use register::Snapshot;
use register::tables::Row;
use serde::Deserialize;
use vocabulary::{Code, FinancialYear, Pence};

/// Which postings are asked for: `?body=06K&account=price&year=2013/14&run=without&page=2`. Blank parts say nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PostingsView {
    /// Paid or received by this body.
    #[serde(deserialize_with = "code_or_blank")]
    pub body: Option<Code>,
    /// On this account.
    pub account: String,
    /// In this financial year: `2013/14`.
    pub year: String,
    /// `without` for the run without the move.
    pub run: String,
    /// The page of the list, from 1.
    pub page: usize,
}

/// A code, or nothing where the address says nothing.
fn code_or_blank<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Code>, D::Error> {
    let text = String::deserialize(from)?;
    Ok(Some(text.trim()).filter(|text| !text.is_empty()).map(Code::new))
}

/// Postings on a page.
pub(super) const PAGE_ROWS: usize = 100;
/// Rows of the register told under the postings.
const BEHIND_MAX: usize = 40;

impl PostingsView {
    /// Is the run without the move asked for?
    pub fn is_without(&self) -> bool {
        self.run == "without"
    }

    /// What is asked for, as the query of an address, on a page of the list.
    pub fn query(&self, page: usize) -> String {
        let body = self.body.as_ref().map(Code::to_string).unwrap_or_default();
        let run = if self.is_without() { "without" } else { "" };
        let parts = [("body", body.as_str()), ("account", &self.account), ("year", &self.year), ("run", run)];
        let mut out: Vec<String> = parts
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", crate::site::encoded(value)))
            .collect();
        if page > 1 {
            out.push(format!("page={page}"));
        }
        if out.is_empty() { String::new() } else { format!("?{}", out.join("&")) }
    }

    fn ledger<'a>(&self, told: &Told<'a>) -> &'a Ledger {
        let impact = &told.answer.impact;
        if self.is_without() { &impact.baseline.ledger } else { &impact.moved.ledger }
    }

    /// The postings that are asked for.
    fn matching<'a>(&self, ledger: &'a Ledger) -> Vec<&'a Posting> {
        let body = self.body.as_ref().map(|code| ledger.find(code.as_str()));
        let account: Option<Account> = self.account.parse().ok();
        let year = |posting: &Posting| ledger.start().plus(posting.month as i32).financial_year();
        let keep = |posting: &&Posting| {
            body.is_none_or(|body| body.is_some_and(|body| posting.from == body || posting.to == body))
                && account.is_none_or(|account| posting.account == account)
                && (self.year.is_empty() || year(posting).to_string() == self.year)
        };
        ledger.postings().iter().filter(keep).collect()
    }

    /// How many pages the list has.
    pub(super) fn pages(&self, told: &Told<'_>) -> usize {
        self.matching(self.ledger(told)).len().div_ceil(PAGE_ROWS)
    }
}

/// The years of an answer.
pub(super) fn years(told: &Told<'_>) -> Vec<FinancialYear> {
    let model = &told.answer.impact.setup.model;
    let years: BTreeSet<FinancialYear> =
        (0..model.months).map(|month| model.month(month).financial_year()).collect();
    years.into_iter().collect()
}

/// What is asked for, all of it: the page shows a part of the table, its files have the whole.
pub(super) fn postings(told: &Told<'_>, view: &PostingsView) -> Listing {
    let ledger = view.ledger(told);
    let found = view.matching(ledger);
    let run = if view.is_without() { "without the move" } else { "with the move" };
    let mut listing = Listing::new("", sentence(told, view, ledger, &found, run));
    let mut section = Section::new("postings", "Postings")
        .column("month", "Month")
        .column("from", "Paid by")
        .column("to", "To")
        .column("account", "Account")
        .column("nature", "Nature")
        .column("amount_gbp", "Amount")
        .column("about", "About")
        .column("rows", "Rows of the register");
    for posting in &found {
        let rows: Vec<&str> = ledger.rows_of(posting.trace).collect();
        section.row(vec![
            Cell::text(ledger.start().plus(posting.month as i32).to_string()),
            named(told, ledger.code(posting.from)),
            named(told, ledger.code(posting.to)),
            Cell::text(posting.account.to_string().replace('_', " ")),
            Cell::text(posting.nature.to_string()),
            Cell::Rate(posting.amount.0 as f64),
            Cell::text(told.service(ledger.label_code(posting.label).as_str())),
            Cell::text(rows.join("; ")),
        ]);
    }
    listing.add(section);
    listing.add(behind(told, ledger, &found));
    listing
}

fn named(told: &Told<'_>, code: &Code) -> Cell {
    match code.as_str() {
        vocabulary::OUTSIDE => Cell::text("the outside world"),
        code => Cell::Named(Code::new(code), told.snapshot.name_of(code)),
    }
}

fn sentence(told: &Told<'_>, view: &PostingsView, ledger: &Ledger, found: &[&Posting], run: &str) -> String {
    let count = listing::thousands(found.len() as u64);
    let Some(id) = view.body.as_ref().and_then(|code| ledger.find(code.as_str())) else {
        return format!("{count} postings {run}. Every figure of this answer is a sum of them.");
    };
    let net: Pence =
        found.iter().map(|posting| if posting.from == id { posting.amount } else { -posting.amount }).sum();
    let verb = if net.0 < 0 { "receives" } else { "pays" };
    format!(
        "{count} postings {run}: in them {} {verb} {} net.",
        told.snapshot.name_of(ledger.code(id).as_str()),
        net.abs()
    )
}

/// The rows behind the postings, by how much money comes from them: their basis and source.
fn behind(told: &Told<'_>, ledger: &Ledger, found: &[&Posting]) -> Section {
    let mut weight: BTreeMap<RowId, i64> = BTreeMap::new();
    for posting in found {
        for row in ledger.row_set(posting.trace) {
            *weight.entry(*row).or_default() += posting.amount.0;
        }
    }
    let mut order: Vec<(RowId, i64)> = weight.into_iter().collect();
    order.sort_by_key(|(row, pence)| (std::cmp::Reverse(*pence), *row));
    let names: Vec<&str> = order.iter().take(BEHIND_MAX).map(|(row, _)| ledger.name_of(*row)).collect();
    let known = known(told.snapshot, &names);
    let mut section = Section::new("rows", "Where do these numbers come from?")
        .note(format!(
            "{} rows of the register stand behind these postings; those with most of the money first.",
            order.len()
        ))
        .column("row", "Row")
        .column("basis", "Basis")
        .column("source", "Source");
    for name in names {
        let (basis, source) = known.get(name).cloned().unwrap_or_default();
        let source = source.and_then(|code| told.snapshot.source(&code));
        let source = Cell::maybe(source, |row| Cell::Named(row.source_id.clone(), row.title.0.clone()));
        section.row(vec![Cell::text(name), Cell::text(basis), source]);
    }
    section
}

/// Basis and source of rows by their names, `table/key`.
fn known(snapshot: &Snapshot, names: &[&str]) -> BTreeMap<String, (String, Option<Code>)> {
    let wanted: BTreeSet<&str> = names.iter().copied().collect();
    let mut known = BTreeMap::new();
    macro_rules! look {
        ($($table:ident),+) => { $(
            for row in snapshot.rows.$table.iter() {
                let name = format!("{}/{}", stringify!($table), row.key());
                if wanted.contains(name.as_str()) {
                    known.insert(name, (row.basis.to_string(), row.source().cloned()));
                }
            }
        )+ };
    }
    look!(agreement_lines, cost_pools, alternatives, post_groups, units);
    known
}
