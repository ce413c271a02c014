//! Documents whose answer is what is posted.

use stability::effects::effects;
use stability::impact::Impact;
use stability::variants::system_cost_held_fixed;
use vocabulary::Pence;

use crate::case::Case;
use crate::common::{codes, posted, pounds, try_run};

fn check_effects(case: &Case, impact: &Impact) {
    let rows = effects(impact);
    for expected in case.rows("expect-effects") {
        let body = |id: ledger::BodyId| impact.code(id).to_string();
        let found = rows.iter().find(|row| {
            row.body.map_or("system".to_string(), body) == expected["body"]
                && row.year.map_or(String::new(), |year| year.to_string()) == expected["year"]
                && row.account.map_or("", |account| account.word()) == expected["account"]
        });
        let found = found.unwrap_or_else(|| panic!("no row {expected:?}"));
        assert_eq!(found.baseline, pounds(&expected["baseline_gbp"]), "{expected:?}");
        assert_eq!(found.scenario, pounds(&expected["scenario_gbp"]), "{expected:?}");
    }
}

/// docs/worked/01-time.md
#[test]
fn worked_01_time() {
    for variation in ["", "july"] {
        let case = Case::of("01-time", variation);
        check_effects(&case, &case.check());
    }
    let mut case = Case::of("01-time", "");
    for date in ["2013-10-02", "2013-03-01", "2016-04-01"] {
        case.scenario.moves[0].date = date.parse().expect("a date");
        let findings = try_run(&case.snapshot, &case.rules, &case.scenario).expect_err("not in the horizon");
        assert!(codes(&findings).contains(&"date-outside-horizon"), "{findings:#?}");
    }
    for (notice, short) in [(0, false), (6, false), (7, true), (12, true)] {
        let case = Case::of("01-time", "");
        let lines = case.snapshot.rows.agreement_lines.iter();
        let mut raw = case.snapshot.rows.to_raw("case");
        let table = raw.tables.iter_mut().find(|table| table.name == "agreement_lines").expect("lines");
        let column = table.columns.iter().position(|name| name == "notice_months").expect("notice");
        assert_eq!(lines.count(), table.rows.len());
        table.rows.iter_mut().for_each(|row| row.cells[column] = notice.to_string());
        let (snapshot, _) = register::Snapshot::of(&raw);
        let impact = try_run(&snapshot, &case.rules, &case.scenario).expect("an answer");
        assert_eq!(codes(&impact.findings).contains(&"short-notice"), short, "notice {notice}");
        assert_eq!(posted(&impact.moved, "B", "U", "price", "fin").len(), 6, "notice {notice}");
    }
}

/// docs/worked/02-costs.md
#[test]
fn worked_02_costs() {
    for variation in ["", "transfer", "two", "later-rise"] {
        let case = Case::of("02-costs", variation);
        let impact = case.check();
        for row in case.rows("expect-residual") {
            let month: usize = row["month"].parse().expect("a month");
            let seen = Pence::round(impact.moved.outcome.residual[0][month]);
            assert_eq!(seen, pounds(&row["gbp"]), "residual of month {month}");
        }
    }
    let impact = Case::of("02-costs", "").check();
    let model = &impact.setup.model;
    let fin = model.cell_of(0, &"fin".into()).expect("finance");
    let track = &impact.moved.outcome.cells[fin];
    let near = |seen: f64, expected: f64| assert!((seen - expected).abs() < 1e-9, "{seen} {expected}");
    near(track.kappa_start, 585.0);
    near(track.kappa[5], 585.0);
    near(track.kappa[6], 617.5);
    near(track.kappa[35], 617.5);
}

/// docs/worked/02-destinations.md
#[test]
fn worked_02_destinations() {
    for variation in ["", "shared", "joins", "framework", "phase", "comes"] {
        Case::of("02-destinations", variation).check();
    }
    let stopped = Case::of("02-destinations", "stop").check();
    assert!(codes(&stopped.findings).contains(&"service-stopped"), "{:?}", codes(&stopped.findings));
    let unknown = Case::of("02-destinations", "unknown").check();
    assert!(codes(&unknown.findings).contains(&"no-alternative"), "{:?}", codes(&unknown.findings));
}

/// docs/worked/03-prices.md
#[test]
fn worked_03_prices() {
    for variation in ["", "october", "late"] {
        Case::of("03-prices", variation).check();
    }
    let fixed = Case::of("03-prices", "fixed").check();
    assert!(codes(&fixed.findings).contains(&"taken-as-renewed"), "{:?}", codes(&fixed.findings));
    let no_cost = Case::of("03-prices", "no-cost").check();
    assert!(codes(&no_cost.findings).contains(&"price-stands"), "{:?}", codes(&no_cost.findings));
}

/// docs/worked/04-payer-rules.md
#[test]
fn worked_04_payer_rules() {
    let variations =
        ["", "leaver-pays", "centre-pays", "remaining-bear", "leaves-early", "nobody-left", "shared-out"];
    let mut costs = Vec::new();
    for variation in variations {
        let impact = Case::of("04-payer-rules", variation).check();
        if !["leaves-early", "nobody-left"].contains(&variation) {
            costs.push(impact.moved.system_cost);
        }
        let case = Case::of("04-payer-rules", variation);
        let fixed = system_cost_held_fixed(&case.rules, &impact);
        assert!(fixed.iter().all(|(_, cost)| *cost == fixed[0].1), "{fixed:?}");
    }
    assert_eq!(costs.len(), 5);
    assert!(costs.iter().all(|cost| *cost == costs[0]), "{costs:?}");
}

/// docs/worked/05-ledger.md
#[test]
fn worked_05_ledger() {
    for variation in ["", "in-house"] {
        let case = Case::of("05-ledger", variation);
        check_effects(&case, &case.check());
    }
}
