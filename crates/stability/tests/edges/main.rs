//! Cases at the edge: dates, notice, last buyers, closures, what may not be asked.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

mod asked;
#[path = "../common/mod.rs"]
mod common;
mod ends;

use common::{moved, pack, rulebook, scenario, table};
use register::{RawPack, Rulebook, Snapshot};
use stability::scenario::Scenario;

/// A small register whose tables a test may replace.
struct Town {
    tables: Vec<(String, String)>,
}

/// Alder (60 people) and Birch (40) buy finance from U at £10 a head; it costs the unit £600 a year for
/// people, in proportion to volume, and £200 a year for a system. Nothing is released before month 2, all then.
fn town() -> Town {
    let tables = [
        (
            "bodies",
            "body_code,name,roles\nA,Alder,commissioner\nB,Birch,commissioner\nC,Cedar,commissioner\nU,Unit,unit\nV,Other,unit\nS,Supplier,supplier",
        ),
        (
            "populations",
            "body_code,as_of,people,measure\nA,2013-04-01,60,registered\nB,2013-04-01,40,registered\nC,2013-04-01,20,registered",
        ),
        (
            "services",
            "service_code,title,min_people,statutory\nfin,Finance,,no\ncom,Communications,,no\nlaw,Law,,yes",
        ),
        ("units", "unit_code,opening_reserve_gbp\nU,100.00\nV,100.00"),
        (
            "agreement_lines",
            "line_id,buyer_code,supplier_code,service_code,annual_gbp,price_basis,start_date,end_date,notice_months\nA-fin,A,U,fin,600.00,cost_share,,,0\nB-fin,B,U,fin,400.00,cost_share,,,0",
        ),
        (
            "cost_pools",
            "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,release_over_months\npeople,U,fin,variable,600.00,,yes,2,0\nsystem,U,fin,fixed,240.00,,no,2,0",
        ),
        ("post_groups", "unit_code,service_code,band,tier,wte,mean_service_years"),
        (
            "alternatives",
            "alternative_id,buyer_code,service_code,kind,supplier_code,fixed_gbp,per_volume_gbp,lead_months\nown,*,fin,in_house,,,9.00,6",
        ),
    ];
    Town { tables: tables.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect() }
}

impl Town {
    fn with(mut self, name: &str, text: &str) -> Town {
        self.tables.retain(|(other, _)| other != name);
        self.tables.push((name.to_string(), text.to_string()));
        self
    }

    fn adding(mut self, name: &str, rows: &str) -> Town {
        let found = self.tables.iter_mut().find(|(other, _)| other == name).expect("a table");
        found.1 = format!("{}\n{rows}", found.1);
        self
    }

    fn raw(&self) -> RawPack {
        pack(&self.tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
    }

    fn snapshot(&self) -> Snapshot {
        let (snapshot, findings) = Snapshot::of(&self.raw());
        assert!(!findings.iter().any(|finding| finding.is_error()), "{findings:#?}");
        snapshot
    }
}

fn rules() -> Rulebook {
    rulebook(&[
        (
            "payer_rules",
            "rule_id,title,valid_from,valid_to,cost_kind,destination,leaver_percent,remaining_percent,unit_percent,centre_percent\nunit-bears,U,2013-04-01,,residual,*,0,0,100,0\nunit-bears,U,2013-04-01,,redundancy,*,0,0,100,0\nunit-bears,U,2013-04-01,,transition,*,100,0,0,0\nremaining-bear,R,2013-04-01,,residual,*,0,100,0,0\nremaining-bear,R,2013-04-01,,redundancy,*,0,100,0,0\nremaining-bear,R,2013-04-01,,transition,*,100,0,0,0\nleaver-pays,L,2013-04-01,,residual,*,100,0,0,0\nleaver-pays,L,2013-04-01,,redundancy,*,100,0,0,0\nleaver-pays,L,2013-04-01,,transition,*,100,0,0,0",
        ),
        ("viability", "test,threshold,unit,valid_from,valid_to\ncannot_fund_itself,0,GBP,2013-04-01,"),
        ("agenda_for_change_pay", "effective_from,band,step,annual_gbp\n2013-04-01,6,1,24000.00"),
        (
            "redundancy",
            "rule_id,title,valid_from,valid_to,minimum_years,months_per_year,maximum_months,floor_annual_gbp,cap_annual_gbp\ns16,S,2006-12-01,,2,1,24,,",
        ),
    ])
}

/// 24 months in which Birch takes finance in house on a date.
fn leaves_on(date: &str) -> Scenario {
    let mut asked = scenario();
    asked.months = 24;
    asked.moves = vec![moved("B", "U", "fin", date, "in_house")];
    asked
}

/// The rules that ship.
fn shipped() -> Rulebook {
    let read = |folder: &str, name: &str| {
        let path = format!("{}/../../data/{folder}/{name}.csv", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        // Quoted cells hold commas: they are sources, which say nothing here.
        let mut plain = String::new();
        let mut quoted = false;
        for letter in text.chars() {
            match letter {
                '"' => quoted = !quoted,
                ',' if quoted => plain.push(';'),
                letter => plain.push(letter),
            }
        }
        table(name, &plain)
    };
    let tables = vec![
        read("rules", "payer_rules"),
        read("rules", "significance"),
        read("rules", "viability"),
        read("rates", "agenda_for_change_pay"),
        read("rates", "redundancy"),
        read("rates", "discount"),
        read("rates", "employer_ni"),
        read("rates", "pension"),
        read("rates", "apprenticeship_levy"),
        read("rates", "gdp_deflator"),
        read("rates", "optimism_bias"),
        read("rates", "vat"),
        read("rules", "timing"),
        read("rules", "criteria"),
        read("rules", "decision_rights"),
        read("rules", "review_tests"),
    ];
    let (book, findings) = Rulebook::read(&RawPack { name: "shipped".to_string(), tables });
    assert!(!findings.iter().any(|finding| finding.is_error()), "{findings:#?}");
    book
}
