//! Random questions: a small register, a rulebook, moves. Each number of a case is taken from a row of dice,
//! so that a failure shrinks and can be replayed.

use std::collections::BTreeMap;

use proptest::prelude::*;
use register::{RawPack, Rulebook, Snapshot};
use stability::impact::Impact;
use stability::scenario::{Assumption, Scenario};
use vocabulary::{Code, Estimate};

use crate::common::{codes, moved, pack, rulebook, scenario, try_run};

/// Numbers that a case is made of, one after another.
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

    fn one_in(&mut self, sides: u32) -> bool {
        self.roll(sides) == 1
    }

    fn pick<'b>(&mut self, from: &[&'b str]) -> &'b str {
        from[self.roll(from.len() as u32) as usize]
    }
}

/// A register, a rulebook and a question.
pub struct Question {
    pub pack: RawPack,
    pub snapshot: Snapshot,
    pub rules: Rulebook,
    pub scenario: Scenario,
}

const BODIES: &str = "body_code,name,roles\nA,A,commissioner\nB,B,commissioner\nC,C,commissioner\n\
D,D,commissioner\nE,E,commissioner\nU,U,unit\nV,V,unit\nW,W,unit\nS,S,supplier\n";
const BUYERS: [&str; 5] = ["A", "B", "C", "D", "E"];
const UNITS: [&str; 3] = ["U", "V", "W"];
const SERVICES: [&str; 3] = ["fin", "com", "adv"];

fn rules() -> Rulebook {
    let mut payers = "rule_id,title,valid_from,valid_to,cost_kind,destination,leaver_percent,\
remaining_percent,unit_percent,centre_percent\n"
        .to_string();
    for (rule, shares) in [
        ("unit-bears", "0,0,100,0"),
        ("leaver-pays", "100,0,0,0"),
        ("centre-pays", "0,0,0,100"),
        ("remaining-bear", "0,100,0,0"),
        ("shared-out", "10,35,30,25"),
    ] {
        for cost in ["residual", "redundancy", "transition"] {
            payers += &format!("{rule},{rule},2013-04-01,,{cost},*,{shares}\n");
        }
    }
    rulebook(&[
        ("payer_rules", &payers),
        (
            "viability",
            "test,threshold,unit,valid_from,valid_to\ncannot_fund_itself,0,GBP,2013-04-01,\nmargin,5,percent,2013-04-01,\ncritical_mass,10,percent,2013-04-01,\nconcentration_hhi,2500,points,2013-04-01,",
        ),
        (
            "significance",
            "rule_id,title,test,threshold,unit,destinations,valid_from,valid_to\nany,Any,unit_income_share,5,percent,*,2013-04-01,\nany,Any,other_body_worse_off,2,percent,*,2013-04-01,",
        ),
        (
            "agenda_for_change_pay",
            "effective_from,band,step,annual_gbp\n2013-04-01,6,1,34000.00\n2013-04-01,8a,1,48000.00",
        ),
        (
            "redundancy",
            "rule_id,title,valid_from,valid_to,minimum_years,months_per_year,maximum_months,floor_annual_gbp,cap_annual_gbp\ns16,S16,2006-12-01,,2,1,24,,",
        ),
    ])
}

fn register_of(dice: &mut Dice) -> RawPack {
    let (units, buyers) = (1 + dice.roll(3) as usize, 2 + dice.roll(4) as usize);
    let services = 1 + dice.roll(3) as usize;
    let mut text: BTreeMap<&str, String> = BTreeMap::from([
        ("bodies", BODIES.to_string()),
        ("services", "service_code,title,min_people,statutory\nfin,F,100000,no\ncom,C,,no\nadv,A,,no\n".into()),
        ("populations", "body_code,as_of,people,measure\n".to_string()),
        ("units", "unit_code,opening_reserve_gbp,review_month\n".to_string()),
        ("agreement_lines", "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,start_date,end_date,notice_months\n".to_string()),
        ("cost_pools", "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,release_over_months\n".to_string()),
        ("post_groups", "unit_code,service_code,band,tier,wte,mean_service_years\n".to_string()),
        ("alternatives", "alternative_id,buyer_code,service_code,kind,supplier_code,fixed_gbp,per_volume_gbp,step_gbp,step_volume,irrecoverable_vat_percent,switching_gbp,spread_years,lead_months\n".to_string()),
    ]);
    let mut add = |table: &'static str, row: String| *text.get_mut(table).expect("a table") += &(row + "\n");
    for buyer in BUYERS {
        add("populations", format!("{buyer},2013-01-01,{},registered", 20_000 + dice.roll(90_000)));
    }
    for unit in &UNITS[..units] {
        let month = ["", "", "4", "10", "1"][dice.roll(5) as usize];
        add("units", format!("{unit},{}.50,{month}", dice.roll(400_000)));
        for pool in 0..dice.roll(3) {
            let (kind, step) = pool_kind(dice, 40_000);
            let release = format!("{},{}", dice.roll(9), dice.roll(9));
            let staff = dice.pick(&["yes", "no"]);
            add(
                "cost_pools",
                format!(
                    "{unit}-over-{pool},{unit},overhead,{kind},{}.00,{step},{staff},{release}",
                    dice.roll(200_000)
                ),
            );
        }
        for service in &SERVICES[..services] {
            for pool in 0..dice.roll(4) {
                let (kind, step) = pool_kind(dice, 10_000);
                let release = format!("{},{}", dice.roll(9), dice.roll(9));
                let staff = dice.pick(&["yes", "no"]);
                add(
                    "cost_pools",
                    format!(
                        "{unit}-{service}-{pool},{unit},{service},{kind},{}.00,{step},{staff},{release}",
                        dice.roll(500_000)
                    ),
                );
            }
            if dice.one_in(2) {
                let (band, tier) = (dice.pick(&["6", "8a"]), dice.pick(&["frontline", "management"]));
                add(
                    "post_groups",
                    format!("{unit},{service},{band},{tier},{}.5,{}.7", dice.roll(20), dice.roll(30)),
                );
            }
        }
    }
    for buyer in &BUYERS[..buyers] {
        for service in &SERVICES[..services] {
            if dice.one_in(5) {
                continue;
            }
            let unit = UNITS[dice.roll(units as u32) as usize];
            let volume = if dice.one_in(3) { format!("{}", 1 + dice.roll(60_000)) } else { String::new() };
            let basis = if dice.one_in(4) { "fixed" } else { "cost_share" };
            let start = dice.pick(&["", "2013-04-01", "2012-06-15", "2013-04-01", "2014-01-01"]);
            let annual = dice.roll(400_000);
            let end = dice.pick(&["", "", "", "2014-09-30", "2015-03-31"]);
            add(
                "agreement_lines",
                format!(
                    "{buyer}-{service},{buyer},{unit},{service},{annual}.25,{volume},{basis},{start},{end},{}",
                    dice.roll(8)
                ),
            );
            for option in 0..dice.roll(3) {
                let kind = dice.pick(&["in_house", "supplier", "shared", "unit", "council", "framework"]);
                let whom = match kind {
                    "in_house" => "",
                    "unit" => UNITS[dice.roll(units as u32) as usize],
                    "shared" => BUYERS[dice.roll(buyers as u32) as usize],
                    _ => "S",
                };
                let who = if dice.one_in(3) { "*" } else { buyer };
                add(
                    "alternatives",
                    format!(
                        "{buyer}-{service}-{option},{who},{service},{kind},{whom},{}.00,{}.01,{}.00,{},{},{}.00,{},{}",
                        annual * (60 + dice.roll(50)) / 100,
                        dice.roll(2),
                        dice.roll(3_000),
                        1 + dice.roll(50_000),
                        dice.roll(8),
                        dice.roll(30_000),
                        1 + dice.roll(5),
                        dice.roll(12)
                    ),
                );
            }
        }
    }
    let tables: Vec<(&str, &str)> = text.iter().map(|(name, text)| (*name, text.as_str())).collect();
    pack(&tables)
}

fn pool_kind(dice: &mut Dice, least: u32) -> (&'static str, String) {
    match dice.roll(3) {
        0 => ("variable", String::new()),
        1 => ("fixed", String::new()),
        _ => ("step", format!("{}", least + dice.roll(100_000))),
    }
}

pub fn question(values: &[u32]) -> Question {
    let mut dice = Dice { values, at: 0 };
    let mut asked = scenario();
    asked.months = if dice.one_in(4) { 1 + dice.roll(12) } else { 13 + dice.roll(32) };
    asked.start = ["2013-04-01", "2013-04-01", "2013-07-01", "2014-01-01"][dice.roll(4) as usize]
        .parse()
        .expect("a date");
    asked.payer_rule =
        Code::new(dice.pick(&["unit-bears", "leaver-pays", "centre-pays", "remaining-bear", "shared-out"]));
    asked.reaction = !dice.one_in(3);
    asked.reluctance = Estimate::new(0.0, 0.05, 0.2).expect("in order");
    let moves = if dice.one_in(8) { 0 } else { 1 + dice.roll(3) };
    let mut wanted = Vec::new();
    for _ in 0..moves {
        let date = vocabulary::Month::of(asked.start).plus(dice.roll(asked.months) as i32).first_day();
        let to = match dice.pick(&[
            "in_house",
            "in_house",
            "shared",
            "unit",
            "framework",
            "supplier",
            "council",
            "stop",
        ]) {
            "unit" => format!("unit:{}", UNITS[dice.roll(3) as usize]),
            "shared" => format!("shared:{}", BUYERS[dice.roll(5) as usize]),
            kind @ ("framework" | "supplier" | "council") => format!("{kind}:S"),
            kind => kind.to_string(),
        };
        let share = dice.roll(3);
        let transfer = if share == 0 { None } else { Some(f64::from(share - 1) * 0.6) };
        wanted.push((
            dice.roll(64),
            date.to_string(),
            to,
            dice.roll(5),
            transfer,
            f64::from(dice.roll(3)) * 0.4,
            dice.one_in(4),
        ));
    }
    let pack = register_of(&mut dice);
    let (snapshot, findings) = Snapshot::of(&pack);
    assert!(!findings.iter().any(|finding| finding.is_error()), "{findings:#?}");
    let lines = &snapshot.rows.agreement_lines;
    for (which, date, to, phase, transfer, redeploy, all) in wanted {
        let Some(line) = lines.get(which as usize % lines.len().max(1)) else { continue };
        let services = if all { "*" } else { line.service_code.as_str() };
        let mut one = moved(line.buyer_code.as_str(), line.supplier_code.as_str(), services, &date, &to);
        one.phase_months = phase;
        one.transfer_share = transfer;
        one.redeploy_share = redeploy;
        asked.moves.push(one);
    }
    Question { pack, snapshot, rules: rules(), scenario: asked }
}

/// What may forbid an answer to a random question, and nothing else.
const FORBIDS: [&str; 5] =
    ["moved-twice", "moved-before-start", "nothing-to-move", "no-price-there", "moved-to-itself"];

pub fn answered(question: &Question, scenario: &Scenario) -> Option<Impact> {
    match try_run(&question.snapshot, &question.rules, scenario) {
        Ok(impact) => Some(impact),
        Err(findings) => {
            let errors: Vec<_> = findings.iter().filter(|finding| finding.is_error()).cloned().collect();
            assert!(!errors.is_empty());
            assert!(codes(&errors).iter().all(|code| FORBIDS.contains(code)), "{errors:#?}");
            None
        }
    }
}

pub fn dice() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(0u32..1_000_003, 500)
}

/// A shuffle that depends on a number only.
pub fn shuffled<T: Clone>(items: &[T], seed: u64) -> Vec<T> {
    let key =
        |index: usize| (index as u64 + 1).wrapping_mul(seed | 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 7;
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|index| key(*index));
    order.into_iter().map(|index| items[index].clone()).collect()
}

pub fn assumptions(with: &[(&str, f64, f64)]) -> Vec<Assumption> {
    let one = |(at, low, high): &(&str, f64, f64)| Assumption {
        at: at.to_string(),
        value: Estimate::new(*low, (*low + *high) / 2.0, *high).expect("in order"),
        scale: true,
        reason: "tried".to_string(),
    };
    with.iter().map(one).collect()
}
