//! Small random games, few enough lines to try every set and every order. Each number is taken from a row of
//! dice, so that a failure shrinks.

use proptest::prelude::*;
use register::Snapshot;
use stability::scenario::Scenario;
use stability::setup::{Options, Setup, prepare};
use vocabulary::Estimate;

use crate::common::{moved, pack, rulebook, scenario};

struct Dice<'a> {
    values: &'a [u32],
    at: usize,
}

impl Dice<'_> {
    /// A number from 0 to `sides` − 1; 0 when the dice have run out.
    fn roll(&mut self, sides: u32) -> u32 {
        let value = self.values.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        value % sides
    }
}

pub fn dice() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(0u32..1_000_003, 160)
}

/// What a game may hold.
#[derive(Clone, Copy)]
pub struct Mix {
    /// Units; each buyer buys each service from one of them.
    pub units: u32,
    /// Do some lines bring no volume?
    pub no_volume: bool,
}

const BUYERS: [&str; 5] = ["A", "B", "C", "D", "E"];
const UNITS: [&str; 3] = ["U", "V", "W"];
const SERVICES: [&str; 2] = ["fin", "com"];

/// A game of up to ten lines, with moves of one or two of them.
pub struct Small {
    pub setup: Setup,
    pub rules: register::Rulebook,
    pub scenario: Scenario,
}

pub fn small(values: &[u32], mix: Mix) -> Small {
    let mut dice = Dice { values, at: 0 };
    let (buyers, services) = (2 + dice.roll(4) as usize, 1 + dice.roll(2) as usize);
    let units = 1 + dice.roll(mix.units) as usize;
    let mut lines =
        "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,start_date,end_date,notice_months\n".to_string();
    let mut places = "alternative_id,buyer_code,service_code,kind,supplier_code,fixed_gbp,per_volume_gbp,step_gbp,step_volume,irrecoverable_vat_percent,switching_gbp,spread_years\n".to_string();
    let mut moves = Vec::new();
    for buyer in &BUYERS[..buyers] {
        for service in &SERVICES[..services] {
            let unit = UNITS[dice.roll(units as u32) as usize];
            let annual = 10_000 + dice.roll(400_000);
            let volume = if mix.no_volume && dice.roll(4) == 1 { 0 } else { 1 + dice.roll(90_000) };
            // Prices that stand for a while, and prices that stand for good.
            let (basis, end) = match dice.roll(6) {
                1 => ("fixed", "2014-09-30"),
                2 => ("fixed", ""),
                _ => ("cost_share", ""),
            };
            lines += &format!(
                "{buyer}-{service},{buyer},{unit},{service},{annual}.25,{volume},{basis},2013-04-01,{end},0\n"
            );
            for option in 0..[1, 1, 2, 0][dice.roll(4) as usize] {
                let fixed = u64::from(annual) * u64::from(88 + dice.roll(50)) / 100;
                places += &format!(
                    "{buyer}-{service}-{option},{buyer},{service},supplier,S,{fixed}.00,,,,,{}.00,3\n",
                    dice.roll(9_000)
                );
            }
            if moves.is_empty() || (moves.len() < 2 && dice.roll(6) == 1) {
                moves.push(moved(buyer, unit, service, "2013-10-01", "supplier:S"));
            }
        }
    }
    let pools = pools(&mut dice, &UNITS[..units], &SERVICES[..services]);
    let (snapshot, findings) = Snapshot::of(&pack(&[
        ("bodies", BODIES),
        ("services", "service_code,title,min_people,statutory\nfin,F,,no\ncom,C,,no"),
        ("units", "unit_code,opening_reserve_gbp\nU,0.00\nV,0.00\nW,0.00"),
        ("agreement_lines", &lines),
        ("alternatives", &places),
        ("cost_pools", &pools),
    ]));
    assert!(!findings.iter().any(|finding| finding.is_error()), "{findings:#?}");
    let reluctance = Estimate::fixed(f64::from(dice.roll(20)) / 100.0).expect("a share");
    let scenario = Scenario { moves, reluctance, reaction: true, ..scenario() };
    let rules = rules();
    let options = Options { whole_register: true, ..Options::default() };
    let setup = prepare(&snapshot, &rules, &scenario, options).unwrap_or_else(|found| panic!("{found:#?}"));
    Small { setup, rules, scenario }
}

const BODIES: &str = "body_code,name,roles\nA,A,commissioner\nB,B,commissioner\nC,C,commissioner\n\
D,D,commissioner\nE,E,commissioner\nU,U,unit\nV,V,unit\nW,W,unit\nS,S,supplier\n";

fn pools(dice: &mut Dice, units: &[&str], services: &[&str]) -> String {
    let mut text = "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,release_over_months\n".to_string();
    for unit in units {
        for service in services.iter().copied().chain(["overhead"]) {
            for pool in 0..1 + dice.roll(3) {
                let (kind, step) = match dice.roll(3) {
                    0 => ("fixed", String::new()),
                    1 => ("variable", String::new()),
                    _ => ("step", format!("{}", 8_000 + dice.roll(80_000))),
                };
                let annual = dice.roll(400_000);
                text +=
                    &format!("{unit}-{service}-{pool},{unit},{service},{kind},{annual}.00,{step},no,0,0\n");
            }
        }
    }
    text
}

fn rules() -> register::Rulebook {
    let mut payers = "rule_id,title,valid_from,valid_to,cost_kind,destination,leaver_percent,\
remaining_percent,unit_percent,centre_percent\n"
        .to_string();
    for cost in ["residual", "redundancy", "transition"] {
        payers += &format!("unit-bears,U,2013-04-01,,{cost},*,0,0,100,0\n");
    }
    rulebook(&[("payer_rules", &payers)])
}
