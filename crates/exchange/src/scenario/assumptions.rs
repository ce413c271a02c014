use register::TABLES;
use register::tables::cell::ColumnKind;
use stability::scenario::Assumption;
use vocabulary::{Estimate, Finding, Findings};

use super::section::Section;

const SETTINGS: &[&str] = &["at", "low", "likely", "high", "value", "scale", "reason"];

/// Reads one `[[assume]]`; none when something that it needs can't be had, which is then a finding.
pub(crate) fn read_assumption(section: &Section<'_>, findings: &mut Findings) -> Option<Assumption> {
    section.allow(SETTINGS, findings);
    section.need("at", "\"table/key/column\", the figure that is assumed", findings);
    let at = section.text("at", findings);
    if let Some(at) = &at {
        check_address(section, at, findings);
    }
    let value = read_estimate(section, findings);
    let scale = section.flag("scale", findings).unwrap_or(false);
    let reason = section.text("reason", findings).unwrap_or_default();
    if reason.trim().is_empty() {
        findings.push(
            Finding::warning("missing-reason", section.place("reason"), "an assumption without a reason")
                .expected("why, and who says so")
                .action("Add `reason = \"...\"`."),
        );
    }
    let value = value?;
    if scale && value.low() < 0.0 {
        findings.push(
            Finding::error("negative-scale", section.place("scale"), format!("a factor of {}", value.low()))
                .expected("factors of zero or more; 1 leaves the figure as it is")
                .action("Correct the factor, or set `scale = false` to replace the figure."),
        );
    }
    Some(Assumption { at: at?, value, scale, reason })
}

/// An estimate from `low, likely, high`, from `likely` alone or from `value`; none, with a finding, else.
pub(crate) fn read_estimate(section: &Section<'_>, findings: &mut Findings) -> Option<Estimate> {
    let has = |key: &str| section.table.contains_key(key);
    let several = has("low") || has("high");
    if has("value") && (several || has("likely")) {
        let seen = "a `value` beside `low`, `likely` or `high`";
        findings.push(
            Finding::error("two-values", section.place("value"), seen)
                .expected("`value` alone, or `low`, `likely` and `high`")
                .action("Take one of the two out."),
        );
        return None;
    }
    let key = if has("value") { "value" } else { "likely" };
    let likely_there = section.need(key, "a number", findings);
    let likely = section.number(key, findings);
    if !several {
        return likely.and_then(|value| Estimate::fixed(value).ok());
    }
    let low_there = section.need("low", "the lowest number that it may be", findings);
    let high_there = section.need("high", "the highest number that it may be", findings);
    let (low, high) = (section.number("low", findings), section.number("high", findings));
    if !(likely_there && low_there && high_there) {
        return None;
    }
    let (low, likely, high) = (low?, likely?, high?);
    let estimate = Estimate::new(low, likely, high).ok();
    if estimate.is_none() {
        let seen = format!("low {low}, likely {likely}, high {high}");
        findings.push(
            Finding::error("estimate-order", section.place("likely"), seen)
                .expected("low, likely and high in this order")
                .action("Put the three numbers in order."),
        );
    }
    estimate
}

/// An address is `table/key/column`; keys of several parts have more slashes.
fn check_address(section: &Section<'_>, at: &str, findings: &mut Findings) {
    if let Err(expected) = address(at) {
        findings.push(
            Finding::error("wrong-address", section.place("at"), format!("{at:?}"))
                .expected(expected)
                .action("Correct the address; `ballast template pack` shows all tables and columns."),
        );
    }
}

fn address(at: &str) -> Result<(), String> {
    let form = || "table/key/column, for example cost_pools/POOL-ID/annual_gbp".to_string();
    let (name, rest) = at.split_once('/').ok_or_else(form)?;
    let (key, column) = rest.rsplit_once('/').ok_or_else(form)?;
    if key.trim().is_empty() {
        return Err(form());
    }
    let Some(table) = TABLES.iter().find(|table| table.name == name) else {
        let names = TABLES.iter().map(|table| table.name).collect::<Vec<_>>().join(", ");
        return Err(format!("a table of the register first: {names}"));
    };
    let is_number = |kind: ColumnKind| {
        matches!(
            kind,
            ColumnKind::Money | ColumnKind::Balance | ColumnKind::Number { .. } | ColumnKind::Count
        )
    };
    let numbers = || table.columns.iter().filter(|column| is_number(column.kind)).map(|column| column.name);
    if numbers().any(|known| known == column) {
        return Ok(());
    }
    match numbers().collect::<Vec<_>>() {
        names if names.is_empty() => Err(format!("a table with numbers; {name} has none")),
        names => Err(format!("a column of numbers of {name} last: {}", names.join(", "))),
    }
}
