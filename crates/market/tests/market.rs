//! The market, on a register small enough to check by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop where it fails.

use market::{
    Filter, Market, disagreeing_facts, expected_against_potential, head_budgets, plans_against_intentions,
    reconciliations, usual_date,
};
use register::{RawPack, RawRow, RawTable, Snapshot};
use vocabulary::{Code, Pence};

fn table(name: &str, columns: &str, rows: &[&str]) -> RawTable {
    let cells = |row: &str| row.split(',').map(|cell| cell.trim().to_string()).collect::<Vec<_>>();
    let row = |(line, row): (u32, &&str)| RawRow { line, cells: cells(row) };
    RawTable { name: name.into(), columns: cells(columns), rows: (2..).zip(rows).map(row).collect() }
}

/// Two units, three buyers with people (100, 200, 300 thousand) and one without.
fn snapshot() -> Snapshot {
    let lines = "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,funding,start_date,end_date,notice_months,source,basis";
    let facts = "fact_id,subject_code,measure,low,high,unit,period,as_printed,source,basis";
    let tables = vec![
        table(
            "sources",
            "source_id,title,publisher,published,rank,note",
            &["s,A source,us,,1,", "t,Another,us,,2,"],
        ),
        table(
            "bodies",
            "body_code,name,roles,region_code,oversight_code,valid_from,valid_to",
            &[
                "A,Alpha,commissioner,,,,",
                "B,Beta,commissioner,,,,",
                "C,Gamma,commissioner,,,,",
                "N,Nation,oversight,,,,",
                "U,Unit one,unit,,,,",
                "V,Unit two,unit,,,,",
            ],
        ),
        table("labels", "role,label,label_plural", &["commissioner,CCG,CCGs"]),
        table(
            "populations",
            "body_code,as_of,people,measure,source",
            &[
                "A,2013-04-01,100000,registered,s",
                "B,2013-04-01,200000,registered,s",
                "C,2013-04-01,300000,registered,s",
            ],
        ),
        table(
            "services",
            "service_code,title,parent_code,component,min_people,statutory,source",
            &["fin,Finance,,,250000,no,s", "bi,Intelligence,,,,no,s"],
        ),
        table(
            "allowances",
            "body_code,financial_year,amount_gbp,source,basis",
            &["A,2013/14,2500000,s,recorded", "B,2013/14,5000000,s,recorded", "A,2013/14,2400000,t,recorded"],
        ),
        table(
            "agreement_lines",
            lines,
            &[
                "1,A,U,fin,1000000,,cost_share,running_cost,2013-04-01,2014-09-30,6,s,recorded",
                "2,A,U,bi,500000,,cost_share,programme,2013-04-01,2014-10-02,6,s,recorded",
                "3,B,U,fin,1500000,,cost_share,running_cost,2013-04-01,,6,s,recorded",
                "4,N,U,fin,1000000,10,fixed,,2013-04-01,,6,s,assumed",
                "5,C,V,bi,600000,,fixed,running_cost,2013-04-01,,,s,recorded",
                "6,C,V,fin,1,,fixed,running_cost,2010-04-01,2012-03-31,,s,recorded",
            ],
        ),
        table(
            "plans",
            "unit_code,service_code,buyer_code,financial_year,income_gbp,cost_gbp,source",
            &["U,*,A,2013/14,950000,,s"],
        ),
        table(
            "intentions",
            "buyer_code,supplier_code,service_code,financial_year,low_gbp,high_gbp,per_head,stated_on,source,basis",
            &["A,U,*,2013/14,5,10,yes,,s,recorded"],
        ),
        table(
            "facts",
            facts,
            &[
                "1,*,turnover,4700000,4700000,GBP,2013-14,p,s,recorded",
                "2,*,income from CCGs,3600000,3600000,GBP,2013-14,p,s,recorded",
                "3,*,income from Nation,1000000,1000000,GBP,2013-14,p,s,recorded",
                "4,V,expected turnover,1,1,GBP a year,2012,p,s,recorded",
                "5,V,potential: all,8,8,GBP a year,2012,p,s,recorded",
                "6,*,running cost a head,25,25,GBP a head,2012,p,s,recorded",
                "7,U,expected budget a head,9.5,9.5,GBP a head,2012,p,s,recorded",
                "8,*,units under half,2,2,of 3 units,2012,p,s,recorded",
                "9,U,share,33,33,per cent,2014,a third,s,recorded",
                "10,U,share,75,75,per cent,2014,three quarters,t,recorded",
            ],
        ),
    ];
    let (snapshot, findings) = Snapshot::of(&RawPack { name: "small".into(), tables });
    let errors: Vec<_> = findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    snapshot
}

fn pounds(pounds: i64) -> Pence {
    Pence(pounds * 100)
}

#[test]
fn only_lines_in_force_count() {
    let snapshot = snapshot();
    let on = usual_date(&snapshot);
    assert_eq!(on.to_string(), "2013-04-01");
    let market = Market::of(&snapshot, on, &Filter::default());
    assert_eq!((market.lines.len(), market.spend()), (5, pounds(4_600_000)));
    let earlier = Market::of(&snapshot, "2011-01-01".parse().unwrap(), &Filter::default());
    assert_eq!(earlier.spend(), pounds(1));
    let filter = Filter { buyer: Some(Code::new("A")), service: Some(Code::new("fin")), ..Filter::default() };
    assert_eq!(Market::of(&snapshot, on, &filter).spend(), pounds(1_000_000));
}

#[test]
fn shares_of_the_allowance_are_of_running_costs() {
    let snapshot = snapshot();
    let market = Market::of(&snapshot, usual_date(&snapshot), &Filter::default());
    let shares: Vec<(String, f64)> =
        market.allowance_shares().iter().map(|share| (share.buyer.to_string(), share.percent())).collect();
    // The programme line of A counts nothing, C and N have no allowance, and the source of rank 1 is used.
    assert_eq!(shares, [("A".to_string(), 40.0), ("B".to_string(), 30.0)]);
    assert_eq!(market.median_allowance_share(), Some(35.0));
}

#[test]
fn pounds_a_head_are_of_those_whose_people_are_known() {
    let snapshot = snapshot();
    let market = Market::of(&snapshot, usual_date(&snapshot), &Filter::default());
    // (1,000,000 + 500,000 + 1,500,000 + 600,000) ÷ 600,000 people = £6.
    assert_eq!(market.a_head(), Some(600.0));
    assert_eq!(market.people_served(), 600_000);
}

#[test]
fn concentration_by_hand() {
    let snapshot = snapshot();
    let filter = Filter { unit: Some(Code::new("U")), ..Filter::default() };
    let known = Market::of(&snapshot, usual_date(&snapshot), &filter).concentration().unwrap();
    // A 1.5, B 1.5, N 1.0 of 4.0: 37.5² + 37.5² + 25² = 3437.5; two make 75 per cent, three 100.
    assert_eq!((known.customers, known.largest.0.as_str(), known.largest_percent), (3, "A", 37.5));
    assert_eq!((known.hhi, known.customers_to_80_percent), (3437.5, 3));
}

#[test]
fn eighteen_months_end_on_the_day() {
    let snapshot = snapshot();
    let market = Market::of(&snapshot, usual_date(&snapshot), &Filter::default());
    let ending: Vec<&str> = market.ending_within(18).iter().map(|line| line.line_id.as_str()).collect();
    assert_eq!(ending, ["1"], "2 October 2014 is a day too late");
    assert_eq!(market.without_end(), 3);
}

#[test]
fn people_served_against_the_smallest_scale() {
    let snapshot = snapshot();
    let market = Market::of(&snapshot, usual_date(&snapshot), &Filter::default());
    let scales = market.scales();
    assert_eq!(scales.len(), 1, "only finance has a smallest scale, and only U supplies it");
    assert_eq!((scales[0].people, scales[0].is_under()), (300_000, false));
}

#[test]
fn recorded_totals_are_shown_as_printed() {
    let snapshot = snapshot();
    let market = Market::of(&snapshot, usual_date(&snapshot), &Filter::default());
    let found = reconciliations(&market);
    let all = &found[0];
    assert_eq!((all.total.recorded, all.total.of_lines), (pounds(4_700_000), pounds(4_600_000)));
    assert_eq!((all.parts_recorded(), all.unexplained()), (pounds(4_600_000), pounds(100_000)));
    let parts: Vec<(Pence, Pence, usize)> =
        all.parts.iter().map(|part| (part.recorded, part.of_lines, part.buyers)).collect();
    assert_eq!(parts, [(pounds(3_600_000), pounds(3_600_000), 3), (pounds(1_000_000), pounds(1_000_000), 1)]);
}

#[test]
fn what_was_expected_stands_beside_what_could_be() {
    let snapshot = snapshot();
    let pairs = expected_against_potential(&snapshot);
    assert_eq!((pairs.len(), pairs[0].percent), (1, 12.5));
    let heads = head_budgets(&snapshot).unwrap();
    assert_eq!((heads.allowance_pounds, heads.units.len(), heads.under_half()), (25.0, 1, 1));
    assert_eq!((heads.units[0].percent, heads.units[0].intentions.len()), (38.0, 1));
    assert_eq!(heads.counted.map(|(fact, of)| (fact.low.unwrap().0, of)), Some((2.0, 3)));
    let plans = plans_against_intentions(&snapshot);
    assert_eq!((plans[0].intended_low, plans[0].intended_high), (pounds(500_000), pounds(1_000_000)));
    assert!(!plans[0].is_backed());
}

#[test]
fn sources_that_disagree_are_both_there() {
    let snapshot = snapshot();
    assert_eq!(snapshot.conflicts.len(), 1);
    let groups = disagreeing_facts(&snapshot);
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].iter().map(|fact| fact.low.unwrap().0).collect::<Vec<_>>(), [75.0, 33.0]);
}

#[test]
fn a_register_without_lines_has_an_empty_market() {
    let (snapshot, _) = Snapshot::of(&RawPack::default());
    let market = Market::of(&snapshot, usual_date(&snapshot), &Filter::default());
    assert!(market.concentration().is_none() && market.a_head().is_none());
    assert!(market.scales().is_empty() && market.median_allowance_share().is_none());
    assert!(reconciliations(&market).is_empty() && head_budgets(&snapshot).is_none());
}
