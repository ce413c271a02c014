//! What a unit's income stands on, worked by hand. Unit U has one service, finance, with one fixed cost of £960 a year.
//! B pays £600 for 6 of volume, C £480 for 4. Cost per volume is 960 / 10 = £96.
//!
//! B could do it itself for £500; with a reluctance of a tenth it stays up to £550, so at £600 it goes. Cost per volume is
//! then 960 / 4 = £240, up by 150%, and C, which has nowhere to go, pays 480 × 240 / 96 = £1,200. Of £1,080 a year, £600
//! are at risk. Nobody gone, the reserve of £1,000 grows by £120 a year to £1,600 after five years: £320 a year can be lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

mod common;

use common::{rulebook, snapshot};
use register::{Rulebook, Snapshot};
use stability::scenario::Assumption;
use stability::standing::{assumed_about, standing};
use vocabulary::{Code, Date, Estimate, Pence};

fn case() -> (Snapshot, Rulebook) {
    let snapshot = snapshot(&[
        (
            "bodies",
            "body_code,name,roles\nB,B,commissioner\nC,C,commissioner\nD,D,commissioner\nU,U,unit\nV,V,unit",
        ),
        ("services", "service_code,title,parent_code,component,min_people,statutory\nfin,Finance,,,,no"),
        ("units", "unit_code,opening_reserve_gbp,required_margin_percent,review_month\nU,1000.00,,4"),
        (
            "agreement_lines",
            "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,funding,start_date,end_date,notice_months
B-fin,B,U,fin,600.00,6,cost_share,,,2014-03-31,6
C-fin,C,U,fin,480.00,4,cost_share,,,,3
D-fin,D,V,fin,500.00,5,cost_share,,,,3",
        ),
        (
            "cost_pools",
            "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,release_over_months
U-fin,U,fin,fixed,960.00,,no,6,6
V-fin,V,fin,fixed,500.00,,no,6,6",
        ),
        (
            "alternatives",
            "alternative_id,buyer_code,service_code,kind,supplier_code,fixed_gbp,per_volume_gbp,step_gbp,step_volume,irrecoverable_vat_percent,switching_gbp,spread_years,lead_months
B-home,B,fin,in_house,,500.00,,,,,,,",
        ),
        (
            "satisfaction",
            "buyer_code,supplier_code,service_code,period,score_percent,respondents,source
B,U,*,2012,40,7,case
B,U,*,2013,55,9,case
B,U,fin,2013,61,4,case",
        ),
        (
            "intentions",
            "buyer_code,supplier_code,service_code,financial_year,low_gbp,high_gbp,per_head,stated_on
B,U,*,2013/14,300.00,450.00,no,",
        ),
    ]);
    let rules = rulebook(&[
        (
            "payer_rules",
            "rule_id,title,valid_from,valid_to,cost_kind,destination,leaver_percent,remaining_percent,unit_percent,centre_percent
unit-bears,Unit,2013-04-01,,residual,*,0,0,100,0
unit-bears,Unit,2013-04-01,,redundancy,*,0,0,100,0
unit-bears,Unit,2013-04-01,,transition,*,100,0,0,0",
        ),
        ("viability", "test,threshold,unit,valid_from,valid_to\ncritical_mass,10,percent,2013-04-01,"),
    ]);
    (snapshot, rules)
}

fn on() -> Date {
    "2013-04-15".parse().unwrap()
}

#[test]
fn what_a_unit_stands_on_is_as_worked_by_hand() {
    let (snapshot, rules) = case();
    let found = standing(&snapshot, &rules, &Code::new("U"), on()).unwrap();
    let pounds = |pounds: i64| Pence(pounds * 100);
    assert_eq!(found.on.to_string(), "2013-04-01");
    assert_eq!((found.income, found.at_risk), (pounds(1080), pounds(600)));
    assert_eq!((found.reserve, found.break_even_loss), (pounds(1600), pounds(320)));
    let [b, c] = found.customers.as_slice() else { panic!("{:?}", found.customers) };
    assert_eq!((b.buyer_code.as_str(), c.buyer_code.as_str()), ("B", "C"), "the nearest to leaving first");
    assert!((b.share_percent - 600.0 / 10.8).abs() < 1e-9, "{}", b.share_percent);
    assert_eq!((b.tipping_index, c.tipping_index), (Some(1.2), None));
    let satisfied =
        |content: &Option<stability::standing::Content>| content.as_ref().map(|c| c.score_percent);
    assert_eq!((satisfied(&b.satisfaction), satisfied(&b.lines[0].satisfaction)), (Some(55.0), Some(61.0)));
    assert_eq!(b.intends.as_ref().map(|said| (said.low, said.high)), Some((pounds(300), pounds(450))));
    let line = &b.lines[0];
    assert_eq!(
        (line.price, line.alternative, line.stays_up_to),
        (pounds(600), Some(pounds(500)), Some(pounds(550)))
    );
    assert!(line.goes && line.notice_months == 6 && line.end_date.is_some());
    let line = &c.lines[0];
    assert_eq!((line.price_at_rest, line.stays_up_to, line.goes), (pounds(1200), None, false));
    let [service] = found.services.as_slice() else { panic!("{:?}", found.services) };
    assert_eq!((service.largest_buyer.as_str(), service.customers), ("B", 2));
    assert!((service.rise_percent - 150.0).abs() < 1e-9, "{}", service.rise_percent);
    assert_eq!((found.threshold_percent, service.customers_to_threshold), (10.0, Some(1)));
}

#[test]
fn a_body_without_lines_has_no_standing() {
    let (snapshot, rules) = case();
    assert_eq!(standing(&snapshot, &rules, &Code::new("B"), on()), None);
    assert_eq!(standing(&snapshot, &rules, &Code::new("nobody"), on()), None);
}

#[test]
fn assumptions_about_a_unit_are_those_on_its_books_and_lines() {
    let (snapshot, _) = case();
    let mut scenario = common::scenario();
    let at = |at: &str| Assumption {
        at: at.to_string(),
        value: Estimate::fixed(1.1).unwrap(),
        scale: true,
        reason: String::new(),
    };
    scenario.assumptions = vec![
        at("cost_pools/U-*/annual_gbp"),
        at("cost_pools/V-fin/annual_gbp"),
        at("agreement_lines/C-fin/annual_gbp"),
        at("units/*/opening_reserve_gbp"),
        at("alternatives/*/fixed_gbp"),
    ];
    let about = assumed_about(&snapshot, &Code::new("U"), &scenario);
    let about: Vec<&str> = about.iter().map(|assumption| assumption.at.as_str()).collect();
    assert_eq!(
        about,
        ["cost_pools/U-*/annual_gbp", "agreement_lines/C-fin/annual_gbp", "units/*/opening_reserve_gbp"]
    );
}
