use stability::effects::percent_of;
use stability::impact::Party;
use stability::variants::Variant;
use vocabulary::{ChanceBand, PenceBand, PercentBand};

use super::super::{
    Manifest, Told, chances,
    headline::{numbers, what_moves},
};
use super::{
    Banded, BandedBody, BandedChance, BandedFinding, BandedNumber, BandedPolicy, BandedVariant, ends,
    exact::leaving, people::people, range_of, units, words,
};

/// An answer in bands.
pub fn banded(told: &Told<'_>) -> Banded {
    let answer = told.answer;
    let scenario = &answer.scenario;
    Banded {
        exhibit: Manifest::of(told).exhibit(),
        manifest: Manifest::of(told),
        title: scenario.title.clone(),
        start: scenario.start,
        months: scenario.months,
        payer_rule: scenario.payer_rule.to_string(),
        what_moves: what_moves(told),
        sentence: words::sentence(told),
        caveat: words::caveat(told),
        numbers: four(told),
        chances: how_often(told),
        bodies: bodies(told),
        system: Some(PenceBand::of(answer.impact.system_change())),
        leaving: leaving(told),
        verdicts: units::verdicts(told),
        cascade: units::cascade(told),
        residual: units::residual(told),
        rules: answer.rules.iter().map(|(_, rule)| variant(rule)).collect(),
        mitigations: answer.mitigations.iter().map(variant).collect(),
        exit_charge: Some(PenceBand::of(answer.exit_charge.charge)),
        charge_stops_the_spread: answer.charge_paid.as_ref().map(|paid| paid.stops_the_spread()),
        people: people(told),
        tests: units::tests(told),
        significant: answer.significance.is_significant(),
        policy: policy(told),
        asked: asked(told),
        findings: findings(told),
    }
}

fn four(told: &Told<'_>) -> Vec<BandedNumber> {
    let band = |number: super::super::Number| BandedNumber {
        id: number.id,
        title: number.title,
        band: PenceBand::of(number.value),
        range: ends(number.range),
    };
    numbers(told).into_iter().map(band).collect()
}

fn how_often(told: &Told<'_>) -> Vec<BandedChance> {
    let band = |told: super::super::ToldChance| BandedChance {
        id: told.id,
        title: told.title,
        band: ChanceBand::of(told.chance.share),
    };
    chances(told).into_iter().map(band).collect()
}

fn bodies(told: &Told<'_>) -> Vec<BandedBody> {
    let impact = &told.answer.impact;
    let row = |body| {
        let (change, before) = (impact.change(body), impact.baseline.sums.total(body));
        BandedBody {
            body_code: impact.code(body).to_string(),
            name: told.name(body),
            role: impact.party(body).word(),
            change: PenceBand::of(change),
            // Of a unit it would be a share of its surplus, which nobody else knows.
            percent: percent_of(change, before)
                .filter(|_| impact.party(body) != Party::Unit)
                .and_then(PercentBand::of),
            range: range_of(told, body),
        }
    };
    impact.bodies().into_iter().map(row).collect()
}

fn variant(variant: &Variant) -> BandedVariant {
    BandedVariant {
        id: variant.id.to_string(),
        title: variant.title.clone(),
        leavers: PenceBand::of(variant.leavers),
        neighbours: PenceBand::of(variant.neighbours),
        units: PenceBand::of(variant.units),
        centre: PenceBand::of(variant.centre),
        system: PenceBand::of(variant.system),
        follow: variant.spread.len(),
        verdict: variant.verdict.word(),
    }
}

fn policy(told: &Told<'_>) -> Vec<BandedPolicy> {
    let rows = told.answer.significance.rows.iter().map(|row| BandedPolicy {
        title: row.title.clone(),
        bites: row.bites,
        in_force: row.in_force,
        source: row.source.clone(),
    });
    rows.collect()
}

fn asked(told: &Told<'_>) -> Vec<(String, String)> {
    let asked = told.answer.significance.asked.iter();
    asked.map(|row| (row.oversight.to_string(), told.snapshot.name_of(row.oversight.as_str()))).collect()
}

/// What was seen may hold a number of the books, and so may its place: only the code and what to do are told.
fn findings(told: &Told<'_>) -> Vec<BandedFinding> {
    let mut findings: Vec<BandedFinding> = Vec::new();
    for finding in &told.answer.findings {
        if !findings.iter().any(|known| known.code == finding.code) {
            findings.push(BandedFinding {
                code: finding.code,
                severity: finding.severity,
                action: finding.action.clone(),
            });
        }
    }
    findings
}
