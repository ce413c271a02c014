//! The answer for programs (`docs/decisions/0006-prices-of-a-unit.md`). Amounts are pounds.

use exchange::result::finding;
use register::Snapshot;
use serde_json::{Map, Value, json};
use stability::prices::nucleolus::Level;
use stability::prices::{Breakaway, Exactness, Judged, Part, Shared, Tested, UnitPrices, Verdict};
use vocabulary::{Findings, Pence};

/// The whole answer.
pub(crate) fn json(snapshot: &Snapshot, answer: &UnitPrices, findings: &Findings) -> Value {
    let game = &answer.game;
    let stable = answer.stable.as_ref();
    let gain = stable.and_then(|stable| stable.tested.in_pounds.as_ref()).map_or(0.0, Breakaway::gain);
    let names = game.buyers.iter().map(|code| (code.to_string(), json!(snapshot.name_of(code.as_str()))));
    json!({
        "unit": game.unit.as_str(),
        "service": game.service.as_ref().map(|code| code.as_str()),
        "register": snapshot.name,
        "method": "closest-tariff",
        "kind": word(answer.kind()),
        "verdict": match answer.verdict {
            Verdict::Some => "prices-hold",
            Verdict::None => "no-prices-hold",
            Verdict::Open => "not-settled",
        },
        "total": pounds(answer.whole),
        "names": names.collect::<Map<_, _>>(),
        "allocation": stable.map(|stable| by_buyer(answer, &pence(&stable.pence))),
        "epsilon": stable.map(|_| pounds(gain)),
        "levels": answer.others.levels.iter().map(|level| of_level(answer, level)).collect::<Vec<_>>(),
        "support": {
            "low": pounds(answer.support.low),
            "high": pounds(answer.support.high),
            "binding": answer.support.binding.iter().map(|bound| binding(answer, bound)).collect::<Vec<_>>(),
            "leaves": answer.support.leaves.as_ref().map(|leaves| json!({
                "lines": ids(answer, &leaves.lines),
                "avoidable": leaves.avoidable.as_f64() / 100.0,
                "outside": leaves.outside.as_f64() / 100.0,
            })),
        },
        "today": judged(answer, &answer.today),
        "scaled": judged(answer, &answer.scaled),
        "tested": stable.map(|stable| tested(answer, &stable.tested)),
        "others": {
            "scrb": by_buyer(answer, &answer.others.scrb),
            "nucleolus": shared(answer, &answer.others.nucleolus),
            "shapley": shared(answer, &answer.others.shapley),
        },
        "certificate": certificate(answer),
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn certificate(answer: &UnitPrices) -> Value {
    let sheet = answer.stable.as_ref().and_then(|stable| stable.sheet.as_ref());
    let checks = answer.checks.iter().map(
        |check| json!({ "what": check.what, "passed": check.passed, "slack": check.slack.as_f64() / 100.0 }),
    );
    let columns = sheet.iter().flat_map(|sheet| &sheet.columns).map(|column| {
        let service = column.service.map(|at| answer.game.costs.services[at].code.as_str().to_string());
        json!({
            "pool": column.id.as_str(),
            "service": service,
            "kind": column.kind.word(),
            "part": if column.part == Part::Empty { "empty" } else { "used" },
            "cost": column.cost.as_f64() / 100.0,
            "support": column.short.as_f64() / 100.0,
        })
    });
    let rows = sheet.iter().flat_map(|sheet| {
        answer.game.lines.iter().zip(&sheet.lines).map(|(line, cells)| {
            let cells: Vec<f64> = cells.iter().map(|cell| cell.as_f64() / 100.0).collect();
            (line.id.to_string(), json!(cells))
        })
    });
    json!({
        "verified": answer.checks.iter().all(|check| check.passed),
        "empty_steps": pounds(answer.smoothed.idle_cost()),
        "columns": columns.collect::<Vec<_>>(),
        "lines": rows.collect::<Map<_, _>>(),
        "checks": checks.collect::<Vec<_>>(),
    })
}

fn judged(answer: &UnitPrices, judged: &Judged) -> Value {
    let mut value = tested(answer, &judged.tested);
    value["charges"] = by_buyer(answer, &judged.prices);
    value["why"] = judged.why.map_or(Value::Null, |why| {
        json!({
            "surplus": pounds(why.surplus),
            "prices_above_cost": pounds(why.prices_above_cost),
            "cheaper_elsewhere": pounds(why.cheaper_elsewhere),
            "empty_steps": pounds(why.empty_steps),
            "scale_lost": pounds(why.scale_lost),
        })
    });
    value
}

fn tested(answer: &UnitPrices, tested: &Tested) -> Value {
    let of = |group: &Option<Breakaway>| group.as_ref().map(|group| broken(answer, group));
    let mut value = json!({
        "kind": word(tested.kind),
        "in_pounds": of(&tested.in_pounds),
        "in_per_cent": of(&tested.in_per_cent),
    });
    if let Exactness::Bracket { low, high } = tested.kind {
        value["gain"] = json!({ "low": pounds(low), "high": pounds(high) });
    }
    value
}

fn broken(answer: &UnitPrices, group: &Breakaway) -> Value {
    json!({
        "group": codes(answer, group),
        "outside": ids(answer, &group.outside),
        "pays": pounds(group.pays),
        "alone": pounds(group.alone),
        "gain": pounds(group.gain()),
        "percent": (group.share() * 1e6).round() / 1e4,
    })
}

/// A level of the nucleolus.
fn of_level(answer: &UnitPrices, level: &Level) -> Value {
    let names = |group: &[bool]| -> Vec<&str> {
        let members = group.iter().zip(&answer.game.buyers).filter(|(member, _)| **member);
        members.map(|(_, code)| code.as_str()).collect()
    };
    let groups: Vec<_> = level.binding.iter().map(|binding| names(&binding.group)).collect();
    json!({ "epsilon": pounds(level.epsilon), "groups": groups })
}

fn binding(answer: &UnitPrices, (group, weight): &(Breakaway, f64)) -> Value {
    json!({
        "group": codes(answer, group),
        "weight": (weight * 1e9).round() / 1e9,
        "alone": pounds(group.alone),
        "outside": ids(answer, &group.outside),
    })
}

fn codes(answer: &UnitPrices, group: &Breakaway) -> Vec<String> {
    group.members().map(|at| answer.game.buyers[at].to_string()).collect()
}

fn ids(answer: &UnitPrices, lines: &[bool]) -> Vec<String> {
    let chosen = answer.game.lines.iter().zip(lines).filter(|(_, chosen)| **chosen);
    chosen.map(|(line, _)| line.id.to_string()).collect()
}

fn by_buyer(answer: &UnitPrices, amounts: &[f64]) -> Value {
    let pairs = answer.game.buyers.iter().zip(amounts);
    Value::Object(pairs.map(|(code, amount)| (code.to_string(), json!(pounds(*amount)))).collect())
}

fn shared(answer: &UnitPrices, shared: &Shared) -> Value {
    json!({ "kind": word(shared.kind), "charges": by_buyer(answer, &shared.charges) })
}

fn pence(amounts: &[Pence]) -> Vec<f64> {
    amounts.iter().map(|amount| amount.as_f64()).collect()
}

/// Pence of the engine as pounds, to the penny.
fn pounds(pence: f64) -> f64 {
    Pence::round(pence).as_f64() / 100.0
}

fn word(kind: Exactness) -> &'static str {
    match kind {
        Exactness::Exact => "exact",
        Exactness::Bracket { .. } => "bracket",
        Exactness::Sampled { .. } => "sampled",
    }
}
