//! `result.json`: the whole answer for programs, and for the verbs that read a result back.

use serde_json::{Value, json};
use stability::ensemble::Range;
use stability::variants::Variant;
use vocabulary::{Finding, Pence};

use super::chances::chances_json;
use super::charges::{charge_paid, exit_charge, resting_charges};
use super::headline::{Number, further_numbers, headline};
use super::manifest::Manifest;
use super::mitigations::mitigation_file;
use super::sensitivity::sensitivity;
use super::{Told, number};

/// `result.json`: manifest, headline, numbers, verdicts, and everything that isn't a table of its own.
/// Amounts are pounds as text, so that no reader rounds them.
pub fn result_json(told: &Told<'_>) -> Vec<u8> {
    let manifest = Manifest::of(told);
    let head = headline(told);
    let number_of = |n: &Number| json!({ "id": n.id, "title": n.title, "value_gbp": n.value.pounds_text(), "range": range(n.range) });
    let numbers: Vec<Value> = head.numbers.iter().map(number_of).collect();
    let further: Vec<Value> = further_numbers(told).iter().map(number_of).collect();
    let answer = told.answer;
    let value = json!({
        "exhibit": manifest.exhibit(),
        "manifest": manifest,
        "title": answer.scenario.title,
        "payer_rule": answer.scenario.payer_rule.as_str(),
        "start": answer.scenario.start.to_string(),
        "months": answer.scenario.months,
        "headline": head.sentence,
        "caveat": head.caveat,
        "numbers": numbers,
        "further_numbers": further,
        "stopped_early": manifest.draws_done < manifest.draws || manifest.samples_done < manifest.samples,
        "chances": chances_json(told),
        "bodies": bodies(told),
        "sensitivity": sensitivity(told),
        "resting_on": {
            "recorded": number(answer.resting_on.recorded),
            "derived": number(answer.resting_on.derived),
            "assumed": number(answer.resting_on.assumed),
        },
        "saving": saving(told),
        "moves": moves(told),
        "verdicts": verdicts(told),
        "spread": spread(told),
        "resting_points": super::resting::resting_points(told),
        "released_steps": released(told),
        "exit_charge": exit_charge(&answer.exit_charge),
        "charge_paid": charge_paid(told),
        "exit_charge_at_rest": resting_charges(told),
        "significance": significance(told),
        "payer_rules": answer.rules.iter().map(|(_, rule)| variant(rule, true)).collect::<Vec<_>>(),
        "mitigations": answer.mitigations.iter().map(|softer| variant(softer, false)).collect::<Vec<_>>(),
        "findings": answer.findings.iter().map(finding).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_vec_pretty(&value).unwrap_or_default();
    text.push(b'\n');
    text
}

/// A finding as other programs see it.
pub fn finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code,
        "severity": finding.severity.word(),
        "table": finding.place.table,
        "row": finding.place.row,
        "column": finding.place.column,
        "seen": finding.seen,
        "expected": finding.expected,
        "action": finding.action,
    })
}

/// An amount as text.
pub(super) fn money(pence: Pence) -> Value {
    Value::String(pence.pounds_text())
}

fn range(range: Option<Range>) -> Value {
    let pounds = |pence: f64| money(Pence::round(pence));
    match range {
        None => Value::Null,
        Some(r) => {
            json!({ "mean_gbp": pounds(r.mean), "p10_gbp": pounds(r.p10), "p50_gbp": pounds(r.p50), "p90_gbp": pounds(r.p90) })
        }
    }
}

/// What each body pays more, with its range over the draws.
fn bodies(told: &Told<'_>) -> Value {
    let impact = &told.answer.impact;
    let rows = impact.bodies().into_iter().map(|body| {
        json!({
            "body_code": impact.code(body).as_str(),
            "role": impact.party(body).word(),
            "change_gbp": money(impact.change(body)),
            "range": range(told.answer.ensemble.change_of(body)),
        })
    });
    rows.collect()
}

/// A saving is real as far as the system spends less, and only moved for the rest.
fn saving(told: &Told<'_>) -> Value {
    let impact = &told.answer.impact;
    let (saving, real) = (impact.leaver_saving(), -impact.system_change());
    json!({ "leaver_gbp": money(saving), "real_gbp": money(real), "moved_gbp": money(saving - real) })
}

fn moves(told: &Told<'_>) -> Value {
    let setup = &told.answer.impact.setup;
    let rows = setup.plan.exits.iter().map(|exit| {
        let line = &setup.model.lines[exit.line];
        json!({
            "line_id": line.id.as_str(),
            "buyer_code": line.buyer_code.as_str(),
            "supplier_code": line.supplier_code.as_str(),
            "service_code": line.service_code.as_str(),
            "annual_gbp": money(Pence::round(setup.likely.line_annual[exit.line])),
            "to": exit.target.to.to_string(),
            "month": setup.model.month(exit.month).to_string(),
        })
    });
    rows.collect()
}

fn verdicts(told: &Told<'_>) -> Value {
    let impact = &told.answer.impact;
    let model = &impact.setup.model;
    let rows = model.units.iter().enumerate().map(|(index, unit)| {
        let (before, after) = (&impact.baseline.verdicts[index], &impact.moved.verdicts[index]);
        let fails = told.answer.ensemble.chance(|draw| draw.lowest_reserve[index] < 0);
        json!({
            "unit_code": unit.code.as_str(),
            "name": told.name(unit.body),
            "baseline": before.verdict.word(),
            "scenario": after.verdict.word(),
            "lowest_reserve_gbp": money(after.lowest_reserve.0),
            "lowest_reserve_month": model.month(after.lowest_reserve.1).to_string(),
            "fails_from": after.fails_from.map(|month| model.month(month).to_string()),
            "chance_of_failing": fails.map(|chance| json!({ "share": number(chance.share), "standard_error": number(chance.standard_error) })),
            "break_even_loss_gbp": money(stability::viability::break_even_loss(model, &before.reserve)),
            "months_without_supplier": stability::continuity::without_supplier(impact, index).into_iter().map(|(line, months)| json!({ "line_id": model.lines[line].id.as_str(), "months": months })).collect::<Vec<_>>(),
        })
    });
    rows.collect()
}

fn spread(told: &Told<'_>) -> Value {
    let impact = &told.answer.impact;
    let model = &impact.setup.model;
    let exit = |exits: &[stability::timeline::Exit], index: usize| {
        let exit = &exits[index];
        let line = &model.lines[exit.line];
        json!({ "line_id": line.id.as_str(), "month": model.start.plus(exit.month as i32).to_string(), "to": exit.to.to_string() })
    };
    let follows = impact.spread().into_iter().map(|i| exit(&impact.moved.outcome.exits, i));
    let anyway = impact.anyway().into_iter().map(|i| exit(&impact.baseline.outcome.exits, i));
    let chance = told.answer.ensemble.chance(|draw| draw.spread > 0);
    json!({
        "lines": follows.collect::<Vec<_>>(),
        "would_leave_anyway": anyway.collect::<Vec<_>>(),
        "chance": chance.map(|chance| json!({ "share": number(chance.share), "standard_error": number(chance.standard_error) })),
    })
}

/// The bracket when freed steps go, and how the orders that were tried end.
fn released(told: &Told<'_>) -> Value {
    let model = &told.answer.impact.setup.model;
    let ids = |lines: &[usize]| lines.iter().map(|line| model.lines[*line].id.as_str()).collect::<Vec<_>>();
    let rows = told.answer.released.iter().map(|bracket| {
        let ends = bracket.ends.iter().map(|(order, stay)| json!({ "order": order, "stay": ids(stay) }));
        json!({
            "unit_code": model.units[bracket.unit].code.as_str(),
            "stay_in_every_order": ids(&bracket.at_least),
            "may_stay": ids(&bracket.at_most),
            "orders": ends.collect::<Vec<_>>(),
            "orders_differ": bracket.orders_differ(),
        })
    });
    rows.collect()
}

fn significance(told: &Told<'_>) -> Value {
    let significance = &told.answer.significance;
    let rows = significance.rows.iter().map(|row| {
        json!({
            "rule": row.rule.as_str(),
            "title": row.title,
            "test": row.test.word(),
            "threshold": row.threshold.map(number),
            "value": number(row.value),
            "bites": row.bites,
            "in_force": row.in_force,
            "basis": row.basis.word(),
            "source": row.source,
        })
    });
    let asked = significance.asked.iter().map(|row| {
        let about: Vec<&str> = row.about.iter().map(vocabulary::Code::as_str).collect();
        json!({ "oversight_code": row.oversight.as_str(), "name": told.snapshot.name_of(row.oversight.as_str()), "of_leaver": row.of_leaver, "about": about })
    });
    json!({
        "is_significant": significance.is_significant(),
        "tests": rows.collect::<Vec<_>>(),
        "must_be_asked": asked.collect::<Vec<_>>(),
    })
}

/// A scenario under a payer rule.
pub(crate) fn rule_value(under: &Variant) -> Value {
    variant(under, true)
}

fn variant(variant: &Variant, is_rule: bool) -> Value {
    json!({
        "rule_id": is_rule.then(|| variant.id.as_str()),
        "scenario_file": (!is_rule).then(|| mitigation_file(variant.id.as_str())),
        "title": variant.title,
        "leavers_pay_more_gbp": money(variant.leavers),
        "neighbours_pay_more_gbp": money(variant.neighbours),
        "units_pay_more_gbp": money(variant.units),
        "centre_pays_more_gbp": money(variant.centre),
        "system_pays_more_gbp": money(variant.system),
        "lines_that_follow": variant.spread.iter().map(vocabulary::Code::as_str).collect::<Vec<_>>(),
        "verdict": variant.verdict.word(),
        "lowest_reserve_gbp": money(variant.lowest_reserve),
        "exit_charge": exit_charge(&variant.exit_charge),
    })
}
