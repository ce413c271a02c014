//! The order of rows says nothing.

use proptest::prelude::*;
use stability::prices::unit_prices;

use crate::common::snapshot;
use crate::game_of;

const BODIES: [&str; 5] = [
    "A,Ash,commissioner,",
    "B,Beech,commissioner,",
    "C,Copse,commissioner,",
    "D,Dell,commissioner,",
    "U,The unit,unit,",
];
const LINES: [&str; 6] = [
    "l1,A,U,fin,150000.00,51000,cost_share,2013-04-01,0",
    "l2,B,U,fin,91000.00,30500,cost_share,2013-04-01,0",
    "l3,C,U,fin,70000.00,17000,cost_share,2013-04-01,0",
    "l4,D,U,com,40000.00,20000,cost_share,2013-04-01,0",
    "l5,A,U,com,90000.00,51000,cost_share,2013-04-01,0",
    "l6,B,U,com,61000.00,30500,cost_share,2013-04-01,0",
];
const POOLS: [&str; 6] = [
    "p1,U,fin,step,120000.00,40000,yes,0,0",
    "p2,U,fin,fixed,40000.00,,no,0,0",
    "p3,U,com,variable,90000.00,,yes,0,0",
    "p4,U,com,step,60000.00,30000,yes,0,0",
    "p5,U,overhead,fixed,50000.00,,no,0,0",
    "p6,U,overhead,variable,30000.00,,no,0,0",
];

fn shuffled<const N: usize>(rows: [&'static str; N]) -> impl Strategy<Value = Vec<&'static str>> {
    Just(rows.to_vec()).prop_shuffle()
}

fn text(head: &str, rows: &[&str]) -> String {
    format!("{head}\n{}", rows.join("\n"))
}

fn answered(bodies: &[&str], lines: &[&str], pools: &[&str]) -> String {
    let bodies = text("body_code,name,roles,oversight_code", bodies);
    let lines = text(
        "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,start_date,notice_months",
        lines,
    );
    let pools = text(
        "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,release_over_months",
        pools,
    );
    let snapshot = snapshot(&[
        ("bodies", &bodies),
        ("services", "service_code,title,min_people,statutory\nfin,Finance,,no\ncom,Communications,,no"),
        ("agreement_lines", &lines),
        ("cost_pools", &pools),
        (
            "alternatives",
            "alternative_id,buyer_code,service_code,kind,supplier_code,fixed_gbp,per_volume_gbp,step_gbp,step_volume,irrecoverable_vat_percent,switching_gbp,spread_years,lead_months\nx,*,com,in_house,,9000.00,2.50,,,,,,3",
        ),
    ]);
    format!("{:?}", unit_prices(game_of(&snapshot, "U", None)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_says_nothing(
        bodies in shuffled(BODIES),
        lines in shuffled(LINES),
        pools in shuffled(POOLS),
    ) {
        prop_assert_eq!(answered(&bodies, &lines, &pools), answered(&BODIES, &LINES, &POOLS));
    }
}
