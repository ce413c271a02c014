//! A unit with books of odd numbers, its customers, and those who oversee them.

use std::sync::Arc;

use actions::acts::{self, NewAccount};
use actions::{Actor, Desk, HashingCost, Role};
use exchange::{Limits, pack_from_files, write_zip};
use jiff::Timestamp;
use register::{RawPack, Rulebook};
use store::{Address, Id, Options, Store};
use vocabulary::Code;

pub const PASSWORD: &str = "three words and more";

/// Unit U serves A, B and C; V serves D. Area team O1 oversees A, B and C, O2 oversees D, X oversees everybody.
pub const REGISTER: [(&str, &str); 8] = [
    (
        "bodies.csv",
        "body_code,name,roles,oversight_code
A,Alder,commissioner,O1
B,Birch,commissioner,O1
C,Cedar,commissioner,O1
D,Dogwood,commissioner,O2
U,Upper unit,unit,X
V,Vale unit,unit,X
O1,First area,oversight,X
O2,Second area,oversight,X
X,Everybody,oversight,
",
    ),
    ("sources.csv", "source_id,title,publisher,published,rank,note\ncase,Case,Ballast,2026-11-01,1,\n"),
    (
        "services.csv",
        "service_code,title,parent_code,component,min_people,statutory,source
fin,Finance,,,,no,case
adv,Advice,,,,no,case
",
    ),
    (
        "units.csv",
        "unit_code,opening_reserve_gbp,required_margin_percent,review_month,source,basis
U,61843.27,3.7,4,case,recorded
V,7919.13,,4,case,recorded
",
    ),
    (
        "agreement_lines.csv",
        "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,funding,start_date,end_date,notice_months,source,basis
A-fin,A,U,fin,411000.00,40,cost_share,running_cost,,,3,case,recorded
A-adv,A,U,adv,87000.00,4,cost_share,running_cost,,,3,case,recorded
B-fin,B,U,fin,309000.00,30,cost_share,running_cost,,,3,case,recorded
C-fin,C,U,fin,302000.00,30,cost_share,running_cost,,,3,case,recorded
C-adv,C,U,adv,93000.00,4,cost_share,running_cost,,,3,case,recorded
D-fin,D,V,fin,211000.00,20,cost_share,running_cost,,,3,case,recorded
",
    ),
    (
        "cost_pools.csv",
        "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,release_over_months,source,basis
U-fin-team,U,fin,step,517391.83,7,yes,4,7,case,recorded
U-fin-fixed,U,fin,fixed,283177.59,,no,11,13,case,recorded
U-adv-team,U,adv,variable,131713.37,,yes,5,8,case,recorded
U-over,U,overhead,fixed,197341.61,,no,9,17,case,recorded
V-fin,V,fin,fixed,197913.19,,no,6,6,case,recorded
",
    ),
    (
        "post_groups.csv",
        "unit_code,service_code,band,tier,wte,mean_service_years,place,source,basis
U,fin,6,frontline,13.37,7.3,,case,recorded
U,fin,8a,management,2.71,11.9,,case,recorded
U,adv,6,frontline,3.19,8.7,,case,recorded
",
    ),
    (
        "alternatives.csv",
        "alternative_id,buyer_code,service_code,kind,supplier_code,fixed_gbp,per_volume_gbp,step_gbp,step_volume,irrecoverable_vat_percent,switching_gbp,spread_years,lead_months,source,basis
A-fin-home,A,fin,in_house,,380000.00,,,,,,,,case,recorded
A-adv-home,A,adv,in_house,,80000.00,,,,,,,,case,recorded
B-fin-home,B,fin,in_house,,300000.00,,,,,,,,case,recorded
C-fin-home,C,fin,in_house,,900000.00,,,,,,,,case,recorded
",
    ),
];

/// A takes everything in house; whoever remains bears what is left, so that B follows.
pub const SCENARIO: &str = r#"title = "Alder leaves"
register = "case"
start = 2013-04-01
months = 60
payer_rule = "remaining-bear"
reluctance = { low = 0.05, likely = 0.10, high = 0.25 }
draws = 200

[[move]]
buyer = "A"
supplier = "U"
services = "*"
date = 2013-06-01
to = "in_house"
transfer_share = 0.4
redeploy_share = 0.3

[[assume]]
at = "cost_pools/U-*/annual_gbp"
low = 0.8
likely = 1.0
high = 1.2
scale = true
reason = "a guess"
"#;

/// Rules whose own numbers may be told.
pub const RULES: [(&str, &str); 3] = [
    ("payer_rules.csv", include_str!("../../../../data/rules/payer_rules.csv")),
    ("significance.csv", include_str!("../../../../data/rules/significance.csv")),
    ("viability.csv", include_str!("../../../../data/rules/viability.csv")),
];
const RATES: [(&str, &str); 13] = [
    ("agenda_for_change_pay.csv", include_str!("../../../../data/rates/agenda_for_change_pay.csv")),
    ("discount.csv", include_str!("../../../../data/rates/discount.csv")),
    ("redundancy.csv", include_str!("../../../../data/rates/redundancy.csv")),
    ("employer_ni.csv", include_str!("../../../../data/rates/employer_ni.csv")),
    ("pension.csv", include_str!("../../../../data/rates/pension.csv")),
    ("apprenticeship_levy.csv", include_str!("../../../../data/rates/apprenticeship_levy.csv")),
    ("gdp_deflator.csv", include_str!("../../../../data/rates/gdp_deflator.csv")),
    ("optimism_bias.csv", include_str!("../../../../data/rates/optimism_bias.csv")),
    ("vat.csv", include_str!("../../../../data/rates/vat.csv")),
    ("timing.csv", include_str!("../../../../data/rules/timing.csv")),
    ("criteria.csv", include_str!("../../../../data/rules/criteria.csv")),
    ("decision_rights.csv", include_str!("../../../../data/rules/decision_rights.csv")),
    ("review_tests.csv", include_str!("../../../../data/rules/review_tests.csv")),
];

pub fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

pub fn pack(name: &str, files: &[(&str, &str)]) -> RawPack {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    pack_from_files(name, &files, &Limits::default()).0
}

pub fn rulebook() -> Arc<Rulebook> {
    let (rules, findings) = Rulebook::read(&pack("rules", &[&RULES[..], &RATES[..]].concat()));
    assert!(findings.iter().all(|finding| !finding.is_error()), "{findings:?}");
    Arc::new(rules)
}

pub struct World {
    pub desk: Desk,
    pub person: Id,
    /// Somebody else with an account.
    pub other: Id,
}

impl World {
    pub async fn new() -> World {
        World::at(&Address::Memory).await
    }

    pub async fn at(address: &Address) -> World {
        World::of(address, &REGISTER).await
    }

    /// With other facts than the usual ones.
    pub async fn of(address: &Address, register: &[(&str, &str)]) -> World {
        let (store, _) = Store::init(address, Options::default(), now()).await.unwrap();
        let desk = desk_on(store);
        let new = NewAccount { email: "a@a.example", name: "A", password: PASSWORD };
        let person = acts::first_administrator(&desk, new, &Code::new("SYSTEM"), now()).await.unwrap();
        let roles = vec![(Code::new("X"), Role::DataSteward), (Code::new("SYSTEM"), Role::Administrator)];
        let steward = Actor { person: Some(person.clone()), name: "A".into(), roles, scope: None };
        let new = NewAccount { email: "b@a.example", name: "B", password: PASSWORD };
        let other = acts::add_person(&desk, &steward, new, now()).await.unwrap();
        let zip = write_zip(&pack("case", register)).unwrap();
        let body = Code::new("X");
        let upload =
            acts::upload_register(&desk, &steward, &body, "case", ("case.zip", &zip), now()).await.unwrap();
        assert!(upload.can_be_confirmed(), "{:?}", upload.findings);
        acts::confirm_import(&desk, &steward, &upload.draft, upload.version, upload.seen, now())
            .await
            .unwrap();
        World { desk, person, other }
    }

    /// Somebody with one role at one body; not the person who asked.
    pub fn actor(&self, body: &str, role: Role) -> Actor {
        let roles = vec![(Code::new(body), role)];
        Actor { person: Some(self.other.clone()), name: "B".into(), roles, scope: None }
    }

    /// The person who asks, in a role.
    pub fn asker(&self, body: &str, role: Role) -> Actor {
        Actor { person: Some(self.person.clone()), ..self.actor(body, role) }
    }

    /// An answer of a body, worked out.
    pub async fn answered(&self, asker: &Actor, body: &str, scenario: &str) -> Id {
        let body = Code::new(body);
        let (question, version) =
            acts::begin_question(&self.desk, asker, &body, "A question", scenario, now()).await.unwrap();
        let id = acts::ask(&self.desk, asker, &question, version, now()).await.unwrap();
        assert!(actions::work_once(&self.desk, "worker").await.unwrap());
        let seen = acts::see_answer(&self.desk, asker, &id, now()).await.unwrap();
        assert_eq!(seen.stored.run.state, store::RunState::Done, "{:?}", seen.stored.run);
        id
    }

    pub async fn share(&self, asker: &Actor, id: &Id) {
        let seen = acts::see_answer(&self.desk, asker, id, now()).await.unwrap();
        let exhibit = seen.shown.unwrap().exhibit();
        acts::share_answer(&self.desk, asker, id, &exhibit, now()).await.unwrap();
    }
}

pub fn desk_on(store: Store) -> Desk {
    Desk::with_cost(store, HashingCost::new(8, 1, 1, None).unwrap()).unwrap().with_rulebook(rulebook())
}
