//! Tables of groups that somebody typed in: `group,cost_gbp`, members joined by `+`; and the answer as JSON.

use register::{RawRow, RawTable};
use serde_json::{Map, Value, json};
use stability::coalition::{Answer, Entry, Group, Kind, Method, Table, Weighed};
use vocabulary::{Finding, Findings, Pence, Place};

use crate::Limits;
use crate::pack::pack_from_files;
use crate::result::finding;

/// Ten million million pounds: sums of 20 such amounts are still exact to the penny.
const LARGEST: Pence = Pence(1_000_000_000_000_000);

/// Reads a table of groups from a CSV file and makes a whole table of it; see [`Table::of`]. Amounts are in
/// pounds. `name` is what findings call the file.
pub fn read_coalitions(
    name: &str,
    bytes: &[u8],
    kind: Kind,
    additive: bool,
    limits: &Limits,
) -> (Option<Table>, Findings) {
    let (pack, mut findings) =
        pack_from_files(name, &[("coalitions.csv".to_string(), bytes.to_vec())], limits);
    let Some(raw) = pack.tables.first().filter(|_| !findings.iter().any(Finding::is_error)) else {
        return (None, findings);
    };
    let Some((group, amount)) = columns(name, raw, kind, &mut findings) else {
        return (None, findings);
    };
    let entries: Vec<Entry> =
        raw.rows.iter().filter_map(|row| entry(name, row, group, amount, &mut findings)).collect();
    if findings.iter().any(Finding::is_error) {
        return (None, findings);
    }
    let (table, more) = Table::of(name, &entries, kind, additive);
    findings.extend(more);
    (table, findings)
}

/// Where the group and its amount stand.
fn columns(name: &str, raw: &RawTable, kind: Kind, findings: &mut Findings) -> Option<(usize, usize)> {
    let at = |wanted: &str| raw.columns.iter().position(|column| column.trim() == wanted);
    let savings = ["savings_gbp", "saving_gbp", "worth_gbp"];
    let amount = match kind {
        Kind::Cost => at("cost_gbp"),
        Kind::Savings => savings.iter().find_map(|column| at(column)).or_else(|| at("cost_gbp")),
    };
    if let (Some(group), Some(amount)) = (at("group"), amount) {
        return Some((group, amount));
    }
    let expected = match kind {
        Kind::Cost => "the columns `group` and `cost_gbp`",
        Kind::Savings => "the columns `group` and `savings_gbp` (or `cost_gbp`)",
    };
    findings.push(
        Finding::error(
            "coalition-columns",
            Place::table(name),
            format!("the columns {}", raw.columns.join(", ")),
        )
        .expected(expected)
        .action("Correct the first row; for a table of savings say `--savings`."),
    );
    None
}

/// One row; none (and a finding) when its amount is no amount.
fn entry(name: &str, row: &RawRow, group: usize, amount: usize, findings: &mut Findings) -> Option<Entry> {
    let cell = |at: usize| row.cells.get(at).map_or("", |cell| cell.trim());
    let (text, group) = (cell(amount), cell(group));
    let members: Vec<String> = match group {
        "" => Vec::new(),
        group => group.split('+').map(|member| member.trim().to_string()).collect(),
    };
    if members.iter().any(String::is_empty) {
        findings.push(
            Finding::error(
                "coalition-member-blank",
                Place::cell(name, row.line, "group"),
                format!("`{group}`"),
            )
            .expected("names joined by single `+`")
            .action("Take the extra `+` out, or write the name."),
        );
        return None;
    }
    match text.parse::<Pence>() {
        Ok(amount) if amount >= Pence::ZERO && amount <= LARGEST => {
            Some(Entry { place: Place::row(name, row.line), members, amount })
        }
        _ => {
            findings.push(
                Finding::error("coalition-amount", Place::row(name, row.line), format!("`{text}`"))
                    .expected(
                        "pounds of at least 0 as a plain number with at most two decimal places, for example 1234.50",
                    )
                    .action("Write the amount without sign, commas, currency or exponent."),
            );
            None
        }
    }
}

/// The answer for programs. Amounts are pounds; `levels` and `epsilon` are as the method measures excess:
/// pounds, pounds a member (per-capita-nucleolus) or a ratio (proportional-nucleolus).
pub fn coalition_json(answer: &Answer, findings: &Findings) -> Value {
    let allocation =
        answer.allocation.as_ref().map(|shares| by_member(answer, shares.iter().map(|s| pounds(*s))));
    let level = |epsilon: f64| measured(answer.method, epsilon);
    let levels: Vec<Value> = answer
        .levels
        .iter()
        .map(|of| {
            let groups: Vec<Value> = of.groups.iter().map(|group| names(answer, *group)).collect();
            let mut value = json!({ "epsilon": level(of.epsilon), "groups": groups });
            if of.count > of.groups.len() {
                value["groups_in_all"] = json!(of.count);
            }
            value
        })
        .collect();
    json!({
        "method": answer.method.word(),
        "table": answer.kind.word(),
        "kind": "exact",
        "total": pounds(answer.total),
        "allocation": allocation,
        "epsilon": answer.epsilon.map(level),
        "levels": levels,
        "certificate": certificate(answer),
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn certificate(answer: &Answer) -> Value {
    let certificate = &answer.certificate;
    let weights = |list: &[Weighed]| -> Vec<Value> { list.iter().map(|w| weighed(answer, w)).collect() };
    let proofs: Vec<Value> = certificate
        .proofs
        .iter()
        .map(|proof| {
            json!({
                "epsilon": measured(answer.method, proof.epsilon),
                "binding": weights(&proof.binding),
                "bounds": weights(&proof.bounds),
                "settled": weights(&proof.settled),
            })
        })
        .collect();
    let core = certificate.core.as_ref().map(|core| {
        json!({
            "empty": core.empty,
            "epsilon": fine(core.epsilon / 100.0),
            "cover": weights(&core.cover),
            "cover_amount": fine(core.cover_amount / 100.0),
            "total": pounds(answer.total),
        })
    });
    let worst = certificate.worst.map(|worst| {
        json!({
            "group": names(answer, worst.group),
            "together": pounds(worst.together),
            "alone": pounds(worst.alone),
            "excess": pounds(worst.excess),
        })
    });
    json!({
        "verified": certificate.verified,
        "unrounded": by_member(answer, certificate.unrounded.iter().map(|pence| fine(pence / 100.0))),
        "rounding_slack": fine(certificate.rounding_slack_pence / 100.0),
        "core": core,
        "worst_group": worst,
        "balancing_weights": proofs,
    })
}

fn by_member(answer: &Answer, amounts: impl Iterator<Item = f64>) -> Value {
    let pairs = answer.members.iter().cloned().zip(amounts);
    Value::Object(pairs.map(|(member, amount)| (member, json!(amount))).collect::<Map<_, _>>())
}

fn weighed(answer: &Answer, weighed: &Weighed) -> Value {
    json!({
        "group": names(answer, weighed.group),
        "weight": fine(weighed.weight),
        "pays": fine(weighed.pays / 100.0),
    })
}

fn names(answer: &Answer, group: Group) -> Value {
    let member = |(i, name): (usize, &String)| (group >> i & 1 == 1).then(|| name.clone());
    json!(answer.members.iter().enumerate().filter_map(member).collect::<Vec<_>>())
}

fn pounds(amount: Pence) -> f64 {
    amount.as_f64() / 100.0
}

/// An excess: pence become pounds, a ratio stays.
fn measured(method: Method, epsilon: f64) -> f64 {
    fine(if method == Method::ProportionalNucleolus { epsilon } else { epsilon / 100.0 })
}

/// Without the digits that only round-off fills, and without a minus before zero.
fn fine(value: f64) -> f64 {
    (value * 1e9).round() / 1e9 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str, kind: Kind) -> Vec<&'static str> {
        let (table, findings) = read_coalitions("t.csv", text.as_bytes(), kind, false, &Limits::default());
        assert_eq!(table.is_none(), findings.iter().any(Finding::is_error));
        findings.into_iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn a_table_is_read_in_any_order() {
        let text = "group,cost_gbp\nB + A,3.50\n,0\nB,2\nA,2.00\n";
        let (table, findings) = read_coalitions("t", text.as_bytes(), Kind::Cost, false, &Limits::default());
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(table.unwrap().pence, [Pence(0), Pence(200), Pence(200), Pence(350)]);
        assert!(codes("group,savings_gbp\nA,1\n", Kind::Savings).is_empty());
        assert!(codes("group,cost_gbp\nA,1\n", Kind::Savings).is_empty());
    }

    #[test]
    fn amounts_are_plain_pounds() {
        for amount in ["-1", "1e3", "£5", "1,5", "1.234", "", "NaN", "inf", "99999999999999"] {
            let found = codes(&format!("group,cost_gbp\nA,\"{amount}\"\n"), Kind::Cost);
            assert_eq!(found, ["coalition-amount"], "{amount}");
        }
    }

    #[test]
    fn a_wrong_form_is_said() {
        assert_eq!(codes("group,savings_gbp\nA,1\n", Kind::Cost), ["coalition-columns"]);
        assert_eq!(codes("group,cost_gbp\nA++B,1\n", Kind::Cost), ["coalition-member-blank"]);
        assert_eq!(codes("", Kind::Cost).len(), 1);
        assert_eq!(codes("group,cost_gbp\n", Kind::Cost), ["coalition-empty"]);
    }
}
