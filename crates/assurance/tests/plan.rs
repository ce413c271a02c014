//! Plans against intentions: on what is recorded of 2012, and whatever the rows are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use assurance::{
    Intended, PlanRow, Totals, Verdict, check_plan, expected_of, intentions_of, plan_of, potential,
    reconcile, sums_by_year, under_scale,
};
use market::{Filter, Market, usual_date};
use proptest::prelude::*;
use register::{RawPack, RawRow, RawTable, Snapshot};
use vocabulary::{Code, FinancialYear, Pence};

/// Cells of a line of CSV, in which a quoted cell may hold commas and doubled quotes.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted, mut letters) = (vec![String::new()], false, line.chars().peekable());
    while let Some(letter) = letters.next() {
        let last = cells.last_mut().unwrap();
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => last.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => last.push(letter),
        }
    }
    cells
}

fn data(path: &str) -> String {
    std::fs::read_to_string(format!("{}/../../data/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn england_2013() -> Snapshot {
    let tables = [
        "sources",
        "bodies",
        "labels",
        "words",
        "populations",
        "allowances",
        "services",
        "units",
        "agreement_lines",
        "plans",
        "intentions",
        "facts",
        "ratings",
    ];
    let table = |name: &str| {
        let text = data(&format!("england-2013/{name}.csv"));
        let mut lines = text.lines();
        let columns = cells(lines.next().unwrap());
        let rows = (2..).zip(lines).map(|(line, row)| RawRow { line, cells: cells(row) }).collect();
        RawTable { name: name.to_string(), columns, rows }
    };
    let pack = RawPack { name: "england-2013".to_string(), tables: tables.map(table).to_vec() };
    Snapshot::of(&pack).0
}

fn pounds(pounds: i64) -> Pence {
    Pence(pounds * 100)
}

#[test]
fn nottingham_city_says_five_to_ten_pounds_and_its_unit_plans_nine_fifty() {
    let snapshot = england_2013();
    let gem = Code::new("X-GEM");
    // What the record says, as it was printed.
    let printed = |id: &str| {
        let fact = snapshot.rows.facts.iter().find(|fact| fact.fact_id.as_str() == id).unwrap();
        fact.as_printed.to_string()
    };
    assert_eq!(printed("F13"), "£9.50; hopes for the top of Nottingham City's range");
    assert_eq!(printed("F14"), "£5-£10 per head, the customer's own statement");
    let (intentions, unknown) = intentions_of(&snapshot, &gem);
    assert!(unknown.is_empty());
    let reconciled = reconcile(&plan_of(&snapshot, &gem), &intentions);
    // 352,952 people.
    let line = reconciled.lines.iter().find(|line| line.customer.as_str() == "04K").unwrap();
    assert_eq!(line.planned, Some(pounds(3_353_044)));
    assert_eq!(line.intended, Some((pounds(1_764_760), pounds(3_529_520))));
    assert_eq!((line.verdict, line.percent_of_range()), (Verdict::Matched, Some(90.0)));
    // £5.00 of the £9.50 is confirmed: the rest hangs on the top of the range.
    assert_eq!((line.totals.confirmed, line.totals.hoped), (pounds(1_764_760), pounds(1_588_284)));
    assert_eq!(format!("{:.1}", line.totals.confirmed_percent().unwrap()), "52.6");
    // Of the other nineteen nobody has printed what they intended.
    assert_eq!((reconciled.count(Verdict::Matched), reconciled.count(Verdict::NotStated)), (1, 19));
    assert_eq!(reconciled.totals.confirmed, line.totals.confirmed);
}

#[test]
fn peninsula_expected_eleven_per_cent_of_what_there_was() {
    let snapshot = england_2013();
    let peninsula = Code::new("X-PENINSULA");
    let found = expected_of(&snapshot, &peninsula);
    let [pair] = &found[..] else { panic!("{found:?}") };
    // 4.5 ÷ 40.
    assert_eq!(pair.percent, 11.25);
    // Its plan names no customer, so nothing more can be said of allowances.
    let [year] = &potential(&snapshot, &plan_of(&snapshot, &peninsula))[..] else { panic!("one year") };
    assert_eq!((year.percent(), year.unknown.iter().next().unwrap().as_str()), (None, "*"));
}

#[test]
fn a_plan_is_seen_beside_its_customers_allowances() {
    let snapshot = england_2013();
    let percent = |unit: &str| {
        let [year] = &potential(&snapshot, &plan_of(&snapshot, &Code::new(unit)))[..] else {
            panic!("one year")
        };
        assert!(year.unknown.is_empty(), "{unit}");
        year.percent().unwrap()
    };
    // £9.50, £12, £10 and £8 a head of £25 a head: 38, 48, 40 and 32%. The plans are by people on the list, allowances by
    // people who live there, so it isn't quite that.
    for (unit, of_25) in [("X-GEM", 38.0), ("X-ARDEN", 48.0), ("X-SOUTH", 40.0), ("0AX", 32.0)] {
        assert!((percent(unit) - of_25).abs() < 3.0, "{unit}: {}", percent(unit));
    }
}

#[test]
fn services_under_their_scale_are_a_units_own() {
    let snapshot = england_2013();
    let market = Market::of(&snapshot, usual_date(&snapshot), &Filter::default());
    let under = market.scales().into_iter().filter(|scale| scale.is_under()).count();
    let units = market.units();
    let by_unit: usize = units.iter().map(|unit| under_scale(&market, unit).len()).sum();
    assert!(under > 0 && by_unit == under, "{by_unit} of {under}");
}

#[test]
fn the_outcomes_of_may_2012_agree_with_the_register() {
    let outcomes = data("checkpoints/2012-checkpoint-2-outcomes.csv");
    let told: BTreeMap<String, String> =
        outcomes.lines().skip(1).map(cells).map(|row| (row[1].clone(), row[2].clone())).collect();
    let snapshot = england_2013();
    let rated: Vec<_> = snapshot.rows.ratings.iter().collect();
    assert_eq!(rated.len(), 3);
    for row in rated {
        assert_eq!(told[row.unit_code.as_str()], row.outcome.0, "{}", row.unit_code);
    }
}

fn row(customer: &str, service: &str, year: i32, income: i64, cost: Option<i64>) -> PlanRow {
    PlanRow {
        unit: Code::new("U"),
        customer: Code::new(customer),
        service: Code::new(service),
        year: FinancialYear::starting(year),
        income: Pence(income),
        cost: cost.map(Pence),
    }
}

#[test]
fn a_plan_that_does_not_hang_together_is_told_all_of_it() {
    let codes = |rows: &[PlanRow]| -> Vec<&str> {
        check_plan(&Code::new("U"), rows).iter().map(|finding| finding.code).collect()
    };
    let years = |years: &[i32]| -> Vec<PlanRow> {
        years.iter().map(|year| row("A", "fin", *year, 100, Some(90))).collect()
    };
    assert!(codes(&years(&[2013, 2014, 2015, 2016])).is_empty());
    assert_eq!(codes(&years(&[2013, 2014])), ["plan-too-short"]);
    assert_eq!(codes(&years(&[2013, 2015, 2016])), ["plan-years"]);
    assert_eq!(codes(&years(&[2013, 2014, 2015, 2016, 2017])), ["plan-years"]);
    let mut rows = years(&[2013, 2013, 2014, 2015, 2016]);
    rows[0].unit = Code::new("V");
    rows[2].income = Pence(-1);
    rows[4].cost = Some(Pence(101));
    assert_eq!(
        codes(&rows),
        ["plan-other-unit", "plan-line-twice", "plan-below-nothing", "plan-loses", "plan-loses"]
    );
    let sums = sums_by_year(&[row("A", "fin", 2013, 100, Some(90)), row("B", "fin", 2013, 50, None)]);
    assert_eq!((sums[0].income, sums[0].cost, sums[0].surplus()), (Pence(150), Pence(90), None));
}

fn plans() -> impl Strategy<Value = Vec<PlanRow>> {
    let one = (0..4_usize, 0..4_usize, 2013..2015, 0..1_000_000_i64);
    let build = |(customer, service, year, income)| {
        row(["A", "B", "C", "*"][customer], ["fin", "it", "hr", "*"][service], year, income, None)
    };
    prop::collection::vec(one.prop_map(build), 0..20)
}

fn intentions() -> impl Strategy<Value = Vec<Intended>> {
    let one = (0..4_usize, 0..4_usize, 2013..2015, 0..1_000_000_i64, 0..1_000_000_i64);
    let build = |(customer, service, year, one, other): (usize, usize, i32, i64, i64)| Intended {
        customer: Code::new(["A", "B", "C", "D"][customer]),
        unit: Code::new("U"),
        service: Code::new(["fin", "it", "hr", "*"][service]),
        year: FinancialYear::starting(year),
        low: Pence(one.min(other)),
        high: Pence(one.max(other)),
    };
    prop::collection::vec(one.prop_map(build), 0..20)
}

fn add(all: impl Iterator<Item = Totals>) -> Totals {
    all.fold(Totals::default(), |mut sum, totals| {
        sum += totals;
        sum
    })
}

proptest! {
    #[test]
    fn pounds_are_conserved(plan in plans(), says in intentions()) {
        let found = reconcile(&plan, &says);
        let totals = found.totals;
        // The unit's pounds: each is confirmed, hoped for, beyond, or unstated.
        prop_assert_eq!(totals.planned, plan.iter().map(|row| row.income).sum::<Pence>());
        let parts = [totals.confirmed, totals.hoped, totals.beyond, totals.unstated];
        prop_assert_eq!(totals.planned, parts.into_iter().sum::<Pence>());
        prop_assert!(parts.into_iter().chain([totals.unplanned]).all(|part| part >= Pence::ZERO));
        // The customers' least pounds: each is confirmed or unplanned.
        prop_assert_eq!(totals.confirmed + totals.unplanned, says.iter().map(|row| row.low).sum::<Pence>());
        prop_assert_eq!(totals.gap(), totals.planned - totals.confirmed);
        prop_assert_eq!(totals, add(found.lines.iter().map(|line| line.totals)));
        prop_assert_eq!(totals, add(found.by_year().into_values()));
        prop_assert_eq!(totals, add(found.by_customer().into_values()));
        let verdicts: usize = Verdict::ALL.iter().map(|verdict| found.count(*verdict)).sum();
        prop_assert_eq!(verdicts, found.lines.len());
    }

    #[test]
    fn the_order_of_rows_and_how_they_are_cut_is_irrelevant(
        plan in plans(),
        says in intentions(),
        turn in 0..20_usize,
        cut in 0..1_000_000_i64,
    ) {
        let found = reconcile(&plan, &says);
        let (mut turned, mut back) = (plan.clone(), says.clone());
        turned.rotate_left(turn.min(plan.len()));
        back.reverse();
        prop_assert_eq!(&reconcile(&turned, &back), &found);
        if let Some(first) = turned.first_mut() {
            let part = Pence(cut.min(first.income.0));
            first.income -= part;
            let rest = PlanRow { income: part, ..first.clone() };
            turned.push(rest);
            prop_assert_eq!(&reconcile(&turned, &back), &found);
        }
    }

    #[test]
    fn a_verdict_is_what_its_amounts_say(plan in plans(), says in intentions()) {
        for line in reconcile(&plan, &says).lines {
            let agrees = match (line.verdict, line.planned, line.intended) {
                (Verdict::NotPlanned, None, Some(_)) | (Verdict::NotStated, Some(_), None) => true,
                (Verdict::Matched, Some(plan), Some((low, high))) => low <= plan && plan <= high,
                (Verdict::UnitHigher, Some(plan), Some((_, high))) => plan > high,
                (Verdict::UnitLower, Some(plan), Some((low, _))) => plan < low,
                _ => false,
            };
            prop_assert!(agrees, "{line:?}");
            prop_assert!(line.percent_of_range().is_none_or(|percent| (0.0..=100.0).contains(&percent)));
        }
    }
}
