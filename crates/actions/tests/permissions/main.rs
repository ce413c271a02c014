//! Permission by enumeration: every operation is tried by every role, at its own body and at another one, by
//! somebody without a role and by nobody; the answer is compared with `permissions.csv`, which people wrote.
//! A new operation without a try doesn't compile here; one without a row fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

use std::collections::{BTreeMap, BTreeSet};

use std::sync::Arc;

use actions::acts::{self, NewAccount};
use actions::{Actor, Desk, HashingCost, Operation, RecordReceipt, Refusal, Role, Secret, SeenFigure};
use exchange::{Limits, pack_from_files, write_zip};
use jiff::{Timestamp, ToSpan};
use register::Rulebook;
use store::{Address, Id, Options, Store};
use vocabulary::{CaseTier, Code};

mod cases;
mod rounds;

const PASSWORD: &str = "three words and more";

fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

/// A database with an administrator, and a register with two imports.
struct World {
    desk: Desk,
    administrator: Actor,
    /// Somebody with an account and no role.
    somebody: Id,
    body: Code,
}

const PACK: &str = "body_code,name,roles,oversight_code\nA,Alder,commissioner,\nD,Dale,unit,A\n";

/// A register in which unit A serves B and C, and the question of B's leaving.
const LINES: [(&str, &str); 7] = [
    (
        "bodies.csv",
        "body_code,name,roles,oversight_code\nA,Alder,unit,O\nB,Birch,commissioner,O\nC,Cedar,commissioner,O\nD,Dale,unit,O\nO,Over,oversight,\n",
    ),
    ("sources.csv", "source_id,title,publisher,published,rank,note\ncase,Case,Ballast,2026-11-01,1,\n"),
    (
        "services.csv",
        "service_code,title,parent_code,component,min_people,statutory,source\nfin,Finance,,,,no,case\nlaw,Legal advice,,,,no,case\n",
    ),
    (
        "units.csv",
        "unit_code,opening_reserve_gbp,required_margin_percent,review_month,source,basis\nA,1000.00,5,4,case,assumed\n",
    ),
    (
        "agreement_lines.csv",
        "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,funding,start_date,end_date,notice_months,source,basis\nB-fin,B,A,fin,600.00,6,cost_share,,,,6,case,assumed\nC-fin,C,A,fin,400.00,4,cost_share,,,,6,case,assumed\nA-law,A,D,law,100.00,1,cost_share,,,,6,case,assumed\n",
    ),
    (
        "cost_pools.csv",
        "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,release_over_months,source,basis\nA-fin,A,fin,fixed,900.00,,no,6,6,case,assumed\nD-law,D,law,variable,100.00,,no,0,0,case,assumed\n",
    ),
    (
        "alternatives.csv",
        "alternative_id,buyer_code,service_code,kind,supplier_code,fixed_gbp,per_volume_gbp,step_gbp,step_volume,irrecoverable_vat_percent,switching_gbp,spread_years,lead_months,source,basis\nB-home,B,fin,in_house,,500.00,,,,,,,,case,assumed\n",
    ),
];

/// The reserve of unit A as somebody saw it who knows so many words on it.
fn reserve(number: i64) -> SeenFigure {
    SeenFigure { at: "units/A/opening_reserve_gbp".into(), value: "1000.00".into(), number }
}

const SCENARIO: &str = r#"
register = "lines"
start = 2013-04-01
months = 12
[[move]]
buyer = "B"
supplier = "A"
services = "*"
date = 2013-05-01
to = "in_house"
"#;

/// What body A, which buys its legal advice from D, weighs.
const APPRAISAL: &str = r#"
title = "Where should our legal advice come from?"
register = "lines"
buyer = "A"
supplier = "D"
prepared_on = 2013-04-01
start = 2013-04-01
months = 12
[[option]]
id = "stay"
title = "Stay as we are"
[[option]]
id = "own"
title = "Our own lawyer"
[[option.choice]]
service = "law"
sourcing = "independent_make"
date = 2013-10-01
running_gbp = 90
reason = "made up"
[[criterion]]
id = "near"
title = "Near to us"
source = "made up"
weight = 1
"#;

const RULES: [(&str, &str); 16] = [
    ("payer_rules.csv", include_str!("../../../../data/rules/payer_rules.csv")),
    ("significance.csv", include_str!("../../../../data/rules/significance.csv")),
    ("viability.csv", include_str!("../../../../data/rules/viability.csv")),
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

fn rules() -> Arc<Rulebook> {
    let files: Vec<(&str, &[u8])> = RULES.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let (pack, _) = pack_from_files("rules", &files, &Limits::default());
    let (rules, findings) = Rulebook::read(&pack);
    assert!(findings.iter().all(|finding| !finding.is_error()), "{findings:?}");
    Arc::new(rules)
}

impl World {
    async fn new() -> World {
        let (store, _) = Store::init(&Address::Memory, Options::default(), now()).await.unwrap();
        let desk =
            Desk::with_cost(store, HashingCost::new(8, 1, 1, None).unwrap()).unwrap().with_rulebook(rules());
        let desk = desk.with_checkpoints([rounds::definition()]);
        let body = Code::new("A");
        let first = NewAccount { email: "first@a.example", name: "First", password: PASSWORD };
        let id = acts::first_administrator(&desk, first, &Code::new("X-SYSTEM"), now()).await.unwrap();
        let roles = vec![
            (Code::new("X-SYSTEM"), Role::Administrator),
            (body.clone(), Role::DataSteward),
            (body.clone(), Role::UnitDirector),
            (body.clone(), Role::Author),
        ];
        let administrator = Actor { person: Some(id), name: "First".into(), roles, scope: None };
        let other = NewAccount { email: "somebody@a.example", name: "Somebody", password: PASSWORD };
        let somebody = acts::add_person(&desk, &administrator, other, now()).await.unwrap();
        for name in ["Alder", "Alder Town"] {
            let pack = PACK.replace("Alder", name);
            let upload = acts::upload_register(
                &desk,
                &administrator,
                &body,
                "facts",
                ("bodies.csv", pack.as_bytes()),
                now(),
            );
            let upload = upload.await.unwrap();
            let confirmed = acts::confirm_import(
                &desk,
                &administrator,
                &upload.draft,
                upload.version,
                upload.seen,
                now(),
            );
            confirmed.await.unwrap();
        }
        let files: Vec<(&str, &[u8])> = LINES.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let (pack, _) = pack_from_files("lines", &files, &Limits::default());
        let zip = write_zip(&pack).unwrap();
        let file = ("lines.zip", zip.as_slice());
        let upload = acts::upload_register(&desk, &administrator, &body, "lines", file, now()).await.unwrap();
        assert!(upload.can_be_confirmed(), "{:?}", upload.findings);
        acts::confirm_import(&desk, &administrator, &upload.draft, upload.version, upload.seen, now())
            .await
            .unwrap();
        World { desk, administrator, somebody, body }
    }

    /// Tries an operation about body A in a way that fails for nobody who may do it.
    async fn attempt(&self, operation: Operation, actor: &Actor) -> Result<(), Refusal> {
        let (desk, body) = (&self.desk, &self.body);
        match operation {
            Operation::SignIn => {
                acts::sign_in(desk, "somebody@a.example", PASSWORD, "::1", now()).await.map(drop)
            }
            Operation::SignOut => acts::sign_out(desk, actor, &Secret::sent("none"), now()).await,
            Operation::ChangePassword => acts::change_password(desk, actor, PASSWORD, PASSWORD, now()).await,
            Operation::MakeToken => {
                let scope = BTreeSet::from([Operation::SeeRegister]);
                acts::make_token(desk, actor, "mine", &scope, 30, now()).await.map(drop)
            }
            Operation::RevokeToken => {
                let scope = BTreeSet::from([Operation::SeeRegister]);
                let made = acts::make_token(desk, actor, "mine", &scope, 30, now()).await?;
                acts::revoke_token(desk, actor, &made.id, now()).await
            }
            Operation::SeeTokens => acts::see_tokens(desk, actor).await.map(drop),
            Operation::SeeAccounts => acts::see_accounts(desk, actor, now()).await.map(drop),
            Operation::AddPerson => {
                let new = NewAccount { email: "new@a.example", name: "New", password: PASSWORD };
                acts::add_person(desk, actor, new, now()).await.map(drop)
            }
            Operation::SetPassword => {
                // Somebody else's: one's own is changed with the old one.
                let new = NewAccount { email: "forgets@a.example", name: "Forgets", password: PASSWORD };
                let forgets = acts::add_person(desk, &self.administrator, new, now()).await?;
                acts::set_password(desk, actor, &forgets, PASSWORD, now()).await
            }
            Operation::ClosePerson => {
                // Somebody else is closed: nobody may close themselves.
                let new = NewAccount { email: "leaver@a.example", name: "Leaver", password: PASSWORD };
                let leaver = acts::add_person(desk, &self.administrator, new, now()).await?;
                acts::close_person(desk, actor, &leaver, now()).await
            }
            Operation::GiveRole => {
                acts::give_role(desk, actor, &self.somebody, body, Role::Assurer, now()).await.map(drop)
            }
            Operation::EndRole => {
                let given =
                    acts::give_role(desk, &self.administrator, &self.somebody, body, Role::HrLead, now());
                let role = given.await?;
                acts::end_role(desk, actor, body, &role, now()).await
            }
            Operation::SeeMarket => acts::see_market(desk, actor, now()).await.map(drop),
            Operation::SeeRegister => acts::see_register(desk, actor, body, "facts", now()).await.map(drop),
            Operation::UploadRegister => {
                let file = ("bodies.csv", PACK.as_bytes());
                acts::upload_register(desk, actor, body, "facts", file, now()).await.map(drop)
            }
            Operation::ChangeUpload => {
                let file = ("bodies.csv", PACK.as_bytes());
                let upload =
                    acts::upload_register(desk, &self.administrator, body, "facts", file, now()).await?;
                acts::discard_upload(desk, actor, &upload.draft, upload.version, now()).await
            }
            Operation::ConfirmImport => {
                let file = ("bodies.csv", PACK.as_bytes());
                let upload =
                    acts::upload_register(desk, &self.administrator, body, "facts", file, now()).await?;
                acts::confirm_import(desk, actor, &upload.draft, upload.version, upload.seen, now())
                    .await
                    .map(drop)
            }
            Operation::UndoImport => {
                acts::undo_import(desk, actor, body, "facts", 1, 2, now()).await.map(drop)
            }
            Operation::DownloadRegister => {
                acts::download_register(desk, actor, body, "facts", 1, now()).await.map(drop)
            }
            Operation::SeeAudit => acts::see_audit(desk, actor, body, i64::MAX, 10).await.map(drop),
            Operation::WriteQuestion => {
                acts::begin_question(desk, actor, body, "Who?", SCENARIO, now()).await.map(drop)
            }
            Operation::SeeQuestion => acts::see_questions(desk, actor, body, now()).await.map(drop),
            Operation::Ask => {
                let question = self.question().await?;
                acts::ask(desk, actor, &question, 1, now()).await.map(drop)
            }
            Operation::AnswerNow => acts::answer_now(desk, actor, body, SCENARIO, now()).await.map(drop),
            Operation::StopAnswer => {
                let queued = self.queued().await?;
                acts::stop_answer(desk, actor, &queued, now()).await
            }
            Operation::SeeAnswer => {
                let queued = self.queued().await?;
                acts::see_answer(desk, actor, &queued, now()).await.map(drop)
            }
            Operation::ShareAnswer => {
                let queued = self.queued().await?;
                assert!(actions::work_once(desk, "test").await?);
                let done = acts::see_answer(desk, &self.administrator, &queued, now()).await?;
                let exhibit = done.shown.unwrap().exhibit();
                acts::share_answer(desk, actor, &queued, &exhibit, now()).await.map(drop)
            }
            Operation::WriteAppraisal => {
                acts::begin_appraisal(desk, actor, body, APPRAISAL, now()).await.map(drop)
            }
            Operation::KeepPosts => {
                let id = self.appraisal().await?;
                let post = "[[post]]\nservice = \"law\"\nband = \"7\"\nwte = 1\n";
                let with_posts = format!("{APPRAISAL}{post}");
                acts::change_appraisal(desk, actor, &id, 1, &with_posts, now()).await.map(drop)
            }
            Operation::LockWeights => {
                let id = self.appraisal().await?;
                acts::lock_weights(desk, actor, &id, 1, now()).await.map(drop)
            }
            Operation::SeeAppraisal => acts::see_appraisals(desk, actor, body, now()).await.map(drop),
            Operation::Appraise => {
                let id = self.appraisal().await?;
                acts::appraise(desk, actor, &id, 1, now()).await.map(drop)
            }
            Operation::SeeStanding => acts::see_standing(desk, actor, body, now()).await.map(drop),
            Operation::SeeCountry => acts::see_country(desk, actor, now()).await.map(drop),
            Operation::SignAssumptions => {
                acts::sign_assumptions(desk, actor, body, &[reserve(0)], now()).await.map(drop)
            }
            Operation::CorrectAssumption => {
                let said = ("5", "our books");
                acts::correct_assumption(desk, actor, body, &reserve(0), said, now()).await.map(drop)
            }
            Operation::SeeCorrections => {
                acts::see_corrections(desk, actor, body, "lines", now()).await.map(drop)
            }
            Operation::SeeReceipt => {
                let receipt = self.recorded().await?.to_string();
                acts::see_receipt(desk, actor, &receipt).await.map(drop)
            }
            Operation::SeeHeads => acts::see_heads(desk, actor).await.map(drop),
            Operation::DownloadRecord => {
                let log = self.recorded().await?.log;
                let key = acts::new_record_key(desk, now()).await?;
                acts::seal(&desk.clone().with_record_key(key), now()).await?;
                acts::download_record(desk, actor, &log).await.map(drop)
            }
            Operation::AnswerCorrections => {
                let said = ("5", "our books");
                acts::correct_assumption(desk, &self.administrator, body, &reserve(0), said, now()).await?;
                let (register, chosen) = ((body, "lines"), [(body.clone(), reserve(1))]);
                acts::decline_correction(desk, actor, register, &chosen, "no", now()).await?;
                // Once more, to be taken up.
                acts::correct_assumption(desk, &self.administrator, body, &reserve(2), said, now()).await?;
                let chosen = [(body.clone(), reserve(3))];
                acts::take_up_corrections(desk, actor, register, &chosen, now()).await.map(drop)
            }
            Operation::SeeCase => {
                let case = cases::published(self).await;
                acts::see_case(desk, actor, &case, now()).await.map(drop)
            }
            Operation::SeeCases => acts::see_cases(desk, actor, now()).await.map(drop),
            Operation::OpenCase => {
                let answer = self.frozen().await?;
                let (about, as_told) = ((body, &answer), ("We leave", CaseTier::Record));
                acts::open_case(desk, actor, about, as_told, now()).await.map(drop)
            }
            Operation::WriteCase => cases::write(self, actor).await,
            Operation::CertifyCase => cases::certify(self, actor).await,
            Operation::SignOffCase => cases::sign_off(self, actor).await,
            Operation::DecideCase => cases::decide(self, actor).await,
            Operation::ReplyToCase => match cases::reply_as_invited(self, actor).await {
                Err(Refusal::Forbidden | Refusal::NotFound) => cases::reply_as_unit(self, actor).await,
                other => other,
            },
            Operation::ReviewCase => cases::review(self, actor).await,
            Operation::SeeJoint => acts::see_joint_of_all(desk, actor, now()).await.map(drop),
            Operation::SeeRound => {
                let round = rounds::published(self).await;
                acts::see_round(desk, actor, &round, now()).await.map(drop)
            }
            Operation::OpenRound => rounds::open(self, actor).await,
            Operation::AnswerRound => rounds::answer(self, actor).await,
            Operation::CertifyAnswers => rounds::certify(self, actor).await,
            Operation::SpeakInRound => rounds::speak(self, actor).await,
            Operation::RateUnit => rounds::rate(self, actor).await,
            Operation::LeadRound => rounds::lead(self, actor).await,
        }
    }

    /// An answer of body A that is frozen.
    async fn frozen(&self) -> Result<Id, Refusal> {
        let (desk, queued) = (&self.desk, self.queued().await?);
        assert!(actions::work_once(desk, "test").await?);
        let done = acts::see_answer(desk, &self.administrator, &queued, now()).await?;
        let exhibit = done.shown.unwrap().exhibit();
        acts::share_answer(desk, &self.administrator, &queued, &exhibit, now()).await?;
        Ok(queued)
    }

    /// The receipt of something that was recorded.
    async fn recorded(&self) -> Result<RecordReceipt, Refusal> {
        let (desk, body) = (&self.desk, &self.body);
        Ok(acts::undo_import(desk, &self.administrator, body, "facts", 1, 2, now()).await?.receipt)
    }

    /// A question of body A.
    async fn question(&self) -> Result<Id, Refusal> {
        let (desk, body) = (&self.desk, &self.body);
        Ok(acts::begin_question(desk, &self.administrator, body, "Who?", SCENARIO, now()).await?.0)
    }

    /// An appraisal of body A.
    async fn appraisal(&self) -> Result<Id, Refusal> {
        let (desk, body) = (&self.desk, &self.body);
        Ok(acts::begin_appraisal(desk, &self.administrator, body, APPRAISAL, now()).await?.0)
    }

    /// An answer of body A that waits for a worker.
    async fn queued(&self) -> Result<Id, Refusal> {
        let question = self.question().await?;
        acts::ask(&self.desk, &self.administrator, &question, 1, now()).await
    }

    /// Was it allowed? What is wrong besides permission is a mistake of the test.
    async fn may(&self, operation: Operation, actor: &Actor) -> bool {
        match self.attempt(operation, actor).await {
            Ok(()) => true,
            Err(Refusal::Forbidden | Refusal::SignInFirst | Refusal::NotFound) => false,
            Err(other) => panic!("{operation}: {other:?}"),
        }
    }
}

/// Answers by operation and column.
fn expected() -> BTreeMap<String, BTreeMap<String, String>> {
    let text = include_str!("permissions.csv");
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), columns.len(), "{line}");
            let named = columns.iter().zip(&cells).skip(1).map(|(c, a)| (c.to_string(), a.to_string()));
            (cells[0].to_string(), named.collect())
        })
        .collect()
}

#[tokio::test]
async fn every_operation_answers_every_role_as_the_table_says() {
    let expected = expected();
    let known: BTreeSet<&str> = expected.keys().map(String::as_str).collect();
    let all: BTreeSet<&str> = Operation::WORDS.iter().copied().collect();
    assert_eq!(known, all, "one row for each operation");
    let mut differs = Vec::new();
    for operation in Operation::ALL {
        let row = &expected[operation.word()];
        let mut columns = vec![("public".to_string(), None)];
        columns.push(("no-role".to_string(), Some(Vec::new())));
        for role in Role::ALL {
            columns.push((role.word().to_string(), Some(vec![(Code::new("A"), *role)])));
        }
        assert_eq!(row.len(), columns.len(), "one column for each role");
        for (column, roles) in columns {
            let answer = &row[&column];
            // "yes": wherever the role is held; "body": only at the body that it is about; "no": never.
            let world = World::new().await;
            let actor = |roles: Vec<(Code, Role)>| Actor {
                person: Some(world.somebody.clone()),
                name: "Somebody".into(),
                roles,
                scope: None,
            };
            let here = match &roles {
                None => Actor::public(),
                Some(roles) => actor(roles.clone()),
            };
            let may_here = world.may(*operation, &here).await;
            let elsewhere = roles.iter().flatten().map(|(_, role)| (Code::new("B"), *role)).collect();
            let world = World::new().await;
            let actor = Actor { person: here.person.as_ref().map(|_| world.somebody.clone()), ..here };
            let may_elsewhere = world.may(*operation, &Actor { roles: elsewhere, ..actor }).await;
            let seen = match (may_here, may_elsewhere) {
                (true, true) => "yes",
                (true, false) => "body",
                (false, false) => "no",
                (false, true) => "only elsewhere",
            };
            if seen != answer {
                differs.push(format!("{operation} by {column}: {seen}, expected {answer}"));
            }
        }
    }
    assert!(differs.is_empty(), "{}", differs.join("\n"));
}

#[tokio::test]
async fn a_token_can_do_what_is_in_its_scope_and_no_more() {
    let world = World::new().await;
    let desk = &world.desk;
    let scope = BTreeSet::from([Operation::SeeAccounts]);
    let made = acts::make_token(desk, &world.administrator, "reads", &scope, 1, now()).await.unwrap();
    let with = acts::who_has_token(desk, &made.secret, now()).await.unwrap();
    assert!(acts::see_accounts(desk, &with, now()).await.is_ok());
    let new = NewAccount { email: "new@a.example", name: "New", password: PASSWORD };
    assert!(matches!(acts::add_person(desk, &with, new, now()).await, Err(Refusal::Forbidden)));
    let later = now() + 25.hours();
    assert_eq!(acts::who_has_token(desk, &made.secret, later).await.unwrap(), Actor::public());
    acts::revoke_token(desk, &world.administrator, &made.id, now()).await.unwrap();
    assert_eq!(acts::who_has_token(desk, &made.secret, now()).await.unwrap(), Actor::public());
}
