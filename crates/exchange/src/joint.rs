//! What several pending moves do together, as JSON and as a table.

use register::Snapshot;
use serde_json::{Value, json};
use stability::joint::sets::{Found, Monotone};
use stability::joint::{
    Blame, BlameKind, CaseSet, Certificate, Evidence, Joint, Pending, Question, ReserveState,
};
use stability::resting::{AtRest, CellAtRest, ExitAtRest};
use vocabulary::{Findings, Pence};

use crate::csv_bytes;
use crate::result::{finding, rule_value};

/// Columns of the table.
const COLUMNS: [&str; 9] = [
    "failure",
    "unit_code",
    "kind",
    "number",
    "cases",
    "standing",
    "smallest_sets",
    "blame_gbp",
    "standard_error_gbp",
];

/// The answer for programs: everything, certificates included. Amounts are pounds as text.
pub fn joint_json(joint: &Joint, snapshot: &Snapshot, headline: &str, findings: &Findings) -> Value {
    let told = Told { pending: &joint.pending, snapshot };
    let common = &joint.pending.common;
    let cases = joint.pending.cases.iter().map(|case| {
        let lines = case.plan.exits.iter().map(|exit| told.line(exit.line));
        json!({ "case": case.name, "title": case.scenario.title, "lines": lines.collect::<Vec<_>>() })
    });
    let excluding = joint.pending.excluding.iter().map(|(a, b, line)| {
        let pair: CaseSet = [*a, *b].into_iter().collect();
        json!({ "cases": told.names(&pair), "line": told.line(*line) })
    });
    json!({
        "headline": headline,
        "register": common.register,
        "start": common.start.to_string(),
        "months": common.months,
        "payer_rule": common.payer_rule.as_str(),
        "reaction": common.reaction,
        "steps": common.steps.word(),
        "cases": cases.collect::<Vec<_>>(),
        "excluding": excluding.collect::<Vec<_>>(),
        "failures": joint.questions.iter().map(|question| told.question(question)).collect::<Vec<_>>(),
        "blame": joint.blame.as_ref().map(|blame| told.blame(blame)),
        "rules": joint.rules.iter().map(|(_, variant)| rule_value(variant)).collect::<Vec<_>>(),
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

/// The answer as one table: the smallest sets, the largest safe ones, and the cases.
pub fn joint_csv(joint: &Joint) -> Vec<u8> {
    let mut rows = Vec::new();
    for question in &joint.questions {
        let unit = joint.pending.model.units[question.unit].code.to_string();
        let start = |kind: &str| vec![question.failure.to_string(), unit.clone(), kind.to_string()];
        let mut sets = |kind: &str, sets: &[CaseSet]| {
            for (number, set) in sets.iter().enumerate() {
                let mut row = start(kind);
                row.extend([(number + 1).to_string(), joint.pending.names(set).join("+")]);
                row.resize(COLUMNS.len(), String::new());
                rows.push(row);
            }
        };
        if let Some(found) = &question.found {
            sets("smallest", &found.smallest);
            sets("largest_safe", &found.largest);
        }
        for (case, standing, count) in &question.standings {
            let mut row = start("case");
            row.extend([(case + 1).to_string(), joint.pending.cases[*case].name.clone()]);
            row.extend([standing.words().to_string(), count.to_string()]);
            let share = joint.blame.as_ref().map(|blame| blame.shares[*case]);
            row.push(share.map_or(String::new(), |share| share.amount.pounds_text()));
            let error = share.and_then(|share| share.standard_error);
            row.push(error.map_or(String::new(), pounds));
            rows.push(row);
        }
    }
    csv_bytes(&COLUMNS, rows)
}

struct Told<'a> {
    pending: &'a Pending,
    snapshot: &'a Snapshot,
}

impl Told<'_> {
    fn names(&self, set: &CaseSet) -> Value {
        json!(self.pending.names(set))
    }

    fn line(&self, line: usize) -> Value {
        json!(self.pending.model.lines[line].id.as_str())
    }

    fn question(&self, question: &Question) -> Value {
        let unit = &self.pending.model.units[question.unit];
        let standings = question.standings.iter().map(|(case, standing, count)| {
            let name = &self.pending.cases[*case].name;
            json!({ "case": name, "standing": standing.words(), "smallest_sets": count })
        });
        let mut value = json!({
            "failure": question.failure.word(),
            "unit_code": unit.code.as_str(),
            "unit_name": self.snapshot.name_of(unit.code.as_str()),
            "happens_anyway": question.found.is_none(),
            "threshold_percent": question.threshold_percent,
            "cases": standings.collect::<Vec<_>>(),
        });
        if let Some(found) = &question.found {
            value["smallest"] = self.smallest(found, &question.certificates);
            value["largest_safe"] =
                json!(found.largest.iter().map(|set| self.names(set)).collect::<Vec<_>>());
            value["search"] = self.search(found);
        }
        value
    }

    fn smallest(&self, found: &Found, certificates: &[Certificate]) -> Value {
        let sets = found.smallest.iter().enumerate().map(|(number, set)| {
            let certificate = certificates.get(number).map(|certificate| self.certificate(certificate));
            json!({ "cases": self.names(set), "certificate": certificate })
        });
        json!(sets.collect::<Vec<_>>())
    }

    fn search(&self, found: &Found) -> Value {
        let monotone = match &found.monotone {
            Monotone::Seen { pairs } => json!({ "holds": true, "pairs_tried": pairs }),
            Monotone::Broken { smaller, larger } => {
                json!({ "holds": false, "fails": self.names(smaller), "safe": self.names(larger) })
            }
        };
        json!({
            "kind": if found.smallest_whole && found.largest_whole { "exact" } else { "partial" },
            "smallest_exact_to_size": found.exact_to,
            "smallest_whole": found.smallest_whole,
            "largest_whole": found.largest_whole,
            "every_set_tried": found.every_set_tried,
            "sets_tried": found.tried,
            "monotone": monotone,
        })
    }

    fn certificate(&self, certificate: &Certificate) -> Value {
        let without = certificate.without.iter().map(|(case, evidence)| {
            json!({ "case": self.pending.cases[*case].name, "happens": self.evidence(evidence) })
        });
        json!({
            "holds": certificate.holds,
            "happens": self.evidence(&certificate.with),
            "without": without.collect::<Vec<_>>(),
        })
    }

    fn evidence(&self, evidence: &Evidence) -> Value {
        match evidence {
            Evidence::Rest(rest) => self.rest(rest),
            Evidence::Reserve(reserve) => self.reserve(reserve),
        }
    }

    fn reserve(&self, reserve: &ReserveState) -> Value {
        let month = |month: u32| self.pending.model.month(month).to_string();
        json!({
            "fails_from": reserve.fails_from.map(month),
            "lowest_reserve_gbp": reserve.lowest.0.pounds_text(),
            "lowest_in": month(reserve.lowest.1),
        })
    }

    fn rest(&self, rest: &AtRest) -> Value {
        let exit = |exit: &ExitAtRest| {
            json!({
                "round": exit.round,
                "line": self.line(exit.line),
                "price_gbp": pounds(exit.price),
                "alternative_gbp": pounds(exit.alternative),
                "leaves_above_gbp": pounds(exit.tipping_price),
            })
        };
        let cell = |cell: &CellAtRest| {
            let staffed = cell.volume.1 > 0.0;
            json!({
                "service_code": self.pending.model.cells[cell.cell].code.as_str(),
                "volume_start": cell.volume.0,
                "volume": cell.volume.1,
                "cost_rise_percent": staffed.then(|| ((cell.cost_ratio - 1.0) * 1e6).round() / 1e4),
            })
        };
        json!({
            "follow": rest.exits.iter().map(exit).collect::<Vec<_>>(),
            "services": rest.cells.iter().map(cell).collect::<Vec<_>>(),
        })
    }

    fn blame(&self, blame: &Blame) -> Value {
        let (kind, orders) = match blame.kind {
            BlameKind::Exact => ("exact", None),
            BlameKind::Sampled { orders } => ("sampled", Some(orders)),
        };
        let shares = self.pending.cases.iter().zip(&blame.shares).map(|(case, share)| {
            json!({
                "case": case.name,
                "amount_gbp": share.amount.pounds_text(),
                "standard_error_gbp": share.standard_error.map(pounds),
                "alone_gbp": share.alone.pounds_text(),
                "last_gbp": share.last.pounds_text(),
            })
        });
        json!({
            "kind": kind,
            "orders_drawn": orders,
            "total_gbp": blame.total.pounds_text(),
            "shares": shares.collect::<Vec<_>>(),
        })
    }
}

fn pounds(pence: f64) -> String {
    Pence::round(pence).pounds_text()
}
