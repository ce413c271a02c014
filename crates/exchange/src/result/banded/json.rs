use serde_json::{Value, json};
use vocabulary::{PenceBand, PercentBand};

use super::{Banded, BandedRange, BandedVariant};

/// `bands/result.json`. A band of pounds has its two ends as text; other bands are told in words.
pub(super) fn banded_json(banded: &Banded) -> Vec<u8> {
    let value = json!({
        "exhibit": banded.exhibit,
        "manifest": banded.manifest,
        "banded": true,
        "title": banded.title,
        "payer_rule": banded.payer_rule,
        "start": banded.start.to_string(),
        "months": banded.months,
        "headline": banded.sentence,
        "caveat": banded.caveat,
        "numbers": numbers(banded),
        "chances": chances(banded),
        "bodies": bodies(banded),
        "system": banded.system.map(ends),
        "moves": moves(banded),
        "verdicts": verdicts(banded),
        "cascade": cascade(banded),
        "residual": residual(banded),
        "payer_rules": banded.rules.iter().map(variant).collect::<Vec<_>>(),
        "mitigations": banded.mitigations.iter().map(variant).collect::<Vec<_>>(),
        "exit_charge": banded.exit_charge.map(ends),
        "charge_stops_the_spread": banded.charge_stops_the_spread,
        "significance": significance(banded),
        "findings": findings(banded),
    });
    let mut text = serde_json::to_vec_pretty(&value).unwrap_or_default();
    text.push(b'\n');
    text
}

fn ends(band: PenceBand) -> Value {
    json!({ "low_gbp": band.low().pounds_text(), "high_gbp": band.high().pounds_text() })
}

fn range(range: Option<BandedRange>) -> Value {
    range.map_or(Value::Null, |(p10, p90)| json!({ "p10": ends(p10), "p90": ends(p90) }))
}

fn percent(band: Option<PercentBand>) -> Value {
    band.map_or(Value::Null, |band| Value::String(band.to_string()))
}

fn numbers(banded: &Banded) -> Value {
    let rows = banded.numbers.iter();
    rows.map(
        |row| json!({ "id": row.id, "title": row.title, "band": ends(row.band), "range": range(row.range) }),
    )
    .collect()
}

fn chances(banded: &Banded) -> Value {
    let rows = banded.chances.iter();
    rows.map(|row| json!({ "id": row.id, "title": row.title, "share": row.band.word() })).collect()
}

fn bodies(banded: &Banded) -> Value {
    let rows = banded.bodies.iter().map(|row| {
        json!({
            "body_code": row.body_code,
            "name": row.name,
            "role": row.role,
            "change": ends(row.change),
            "change_percent": percent(row.percent),
            "range": range(row.range),
        })
    });
    rows.collect()
}

fn moves(banded: &Banded) -> Value {
    let rows = banded.leaving.iter().map(|row| {
        json!({
            "line_id": row.line_id,
            "buyer_code": row.buyer_code,
            "supplier_code": row.supplier_code,
            "service_code": row.service_code,
            "annual_gbp": row.price.pounds_text(),
            "alternative_gbp": row.alternative.map(vocabulary::Pence::pounds_text),
            "to": row.to,
            "month": row.month.to_string(),
        })
    });
    rows.collect()
}

fn verdicts(banded: &Banded) -> Value {
    let rows = banded.verdicts.iter().map(|row| {
        json!({
            "unit_code": row.unit_code,
            "name": row.name,
            "baseline": row.baseline,
            "scenario": row.scenario,
            "fails_in": row.fails_in.map(|year| year.to_string()),
        })
    });
    rows.collect()
}

fn cascade(banded: &Banded) -> Value {
    let rows = banded.cascade.iter().map(|step| {
        json!({
            "round": step.round,
            "month": step.month.to_string(),
            "buyer_code": step.buyer_code,
            "supplier_code": step.supplier_code,
            "service_code": step.service_code,
            "rise": percent(step.rise),
            "alternative_id": step.alternative_id,
        })
    });
    rows.collect()
}

fn residual(banded: &Banded) -> Value {
    let rows = banded.residual.iter().map(|row| {
        json!({ "unit_code": row.unit_code, "financial_year": row.year.to_string(), "cost": ends(row.cost) })
    });
    rows.collect()
}

fn variant(row: &BandedVariant) -> Value {
    json!({
        "id": row.id,
        "title": row.title,
        "leavers_pay_more": ends(row.leavers),
        "neighbours_pay_more": ends(row.neighbours),
        "units_pay_more": ends(row.units),
        "centre_pays_more": ends(row.centre),
        "system_pays_more": ends(row.system),
        "lines_that_follow": row.follow,
        "verdict": row.verdict,
    })
}

fn significance(banded: &Banded) -> Value {
    let tests = banded.policy.iter().map(|row| {
        json!({ "title": row.title, "bites": row.bites, "in_force": row.in_force, "source": row.source })
    });
    let asked = banded.asked.iter().map(|(code, name)| json!({ "oversight_code": code, "name": name }));
    json!({
        "is_significant": banded.significant,
        "tests": tests.collect::<Vec<_>>(),
        "must_be_asked": asked.collect::<Vec<_>>(),
    })
}

fn findings(banded: &Banded) -> Value {
    let rows = banded.findings.iter();
    rows.map(|row| json!({ "code": row.code, "severity": row.severity.word(), "action": row.action }))
        .collect()
}
