//! A director signs and corrects; the steward takes up or declines; the register changes when it is confirmed and
//! not before. On both databases: what a store does with each word is tried in `store`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

use actions::acts::{self, NewAccount, SeenSignatures, Upload};
use actions::{Actor, Desk, FigureState, HashingCost, KnownFigure, Refusal, Role, SeenFigure, Subject};
use exchange::{Limits, pack_from_files, write_zip};
use jiff::{Timestamp, ToSpan};
use register::Change;
use store::{Address, Options, Store};
use vocabulary::Code;

const PASSWORD: &str = "three words and more";
const RESERVE: &str = "units/U/opening_reserve_gbp";
const POOL: &str = "cost_pools/U-fin/annual_gbp";
const DELAY: &str = "cost_pools/U-fin/release_delay_months";

/// U serves B. Its costs are assumed, its line is derived, its post group is recorded.
const PACK: [(&str, &str); 7] = [
    ("bodies.csv", "body_code,name,roles\nX,Everybody,oversight\nU,Union,unit\nB,Birch,commissioner\n"),
    ("sources.csv", "source_id,title,publisher,published,rank,note\ncase,Case,Ballast,2026-11-01,1,\n"),
    (
        "services.csv",
        "service_code,title,parent_code,component,min_people,statutory,source\nfin,Finance,,,,no,case\n",
    ),
    (
        "units.csv",
        "unit_code,opening_reserve_gbp,required_margin_percent,review_month,source,basis\nU,1000.00,,4,case,assumed\n",
    ),
    (
        "agreement_lines.csv",
        "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,funding,start_date,end_date,notice_months,source,basis\nB-fin,B,U,fin,600.00,6,cost_share,,,,6,case,derived\n",
    ),
    (
        "cost_pools.csv",
        "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,release_over_months,source,basis\nU-fin,U,fin,fixed,900.00,,no,6,6,case,assumed\nU-over,U,overhead,fixed,50.00,,no,6,6,case,assumed\n",
    ),
    (
        "post_groups.csv",
        "unit_code,service_code,band,tier,wte,mean_service_years,place,source,basis\nU,fin,6,frontline,3,7,,case,recorded\n",
    ),
];

fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

struct World {
    desk: Desk,
    director: Actor,
    steward: Actor,
    unit: Code,
    x: Code,
}

impl World {
    async fn new() -> World {
        let (store, _) = Store::init(&Address::Memory, Options::default(), now()).await.unwrap();
        let desk = Desk::with_cost(store, HashingCost::new(8, 1, 1, None).unwrap()).unwrap();
        let first = NewAccount { email: "first@a.example", name: "First", password: PASSWORD };
        let id = acts::first_administrator(&desk, first, &Code::new("SYSTEM"), now()).await.unwrap();
        let actor = |roles: &[(&str, Role)]| Actor {
            person: Some(id.clone()),
            name: "First".into(),
            roles: roles.iter().map(|(body, role)| (Code::new(body), *role)).collect(),
            scope: None,
        };
        let (unit, x) = (Code::new("U"), Code::new("X"));
        let (director, steward) = (actor(&[("U", Role::UnitDirector)]), actor(&[("X", Role::DataSteward)]));
        let files: Vec<(&str, &[u8])> = PACK.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let zip = write_zip(&pack_from_files("case", &files, &Limits::default()).0).unwrap();
        let world = World { desk, director, steward, unit, x };
        let upload =
            acts::upload_register(&world.desk, &world.steward, &world.x, "case", ("case.zip", &zip), now());
        let upload = upload.await.unwrap();
        assert!(upload.can_be_confirmed(), "{:?}", upload.findings);
        world.confirm(&upload).await;
        world
    }

    async fn confirm(&self, upload: &Upload) {
        let (draft, version, seen) = (&upload.draft, upload.version, upload.seen);
        acts::confirm_import(&self.desk, &self.steward, draft, version, seen, now()).await.unwrap();
    }

    async fn seen(&self) -> SeenSignatures {
        acts::see_signatures(&self.desk, &self.director, &self.unit, now()).await.unwrap()
    }

    async fn figure(&self, at: &str) -> KnownFigure {
        self.seen().await.figures.into_iter().find(|known| known.figure.at == at).unwrap()
    }

    async fn state(&self, at: &str) -> FigureState {
        self.figure(at).await.state
    }

    /// A figure as it is now.
    async fn as_it_is(&self, at: &str) -> SeenFigure {
        let known = self.figure(at).await;
        SeenFigure { at: at.into(), number: known.number(), value: known.figure.value }
    }

    async fn sign(&self, all: &[&str]) {
        let mut seen = Vec::new();
        for at in all {
            seen.push(self.as_it_is(at).await);
        }
        let signed =
            acts::sign_assumptions(&self.desk, &self.director, &self.unit, &seen, now()).await.unwrap();
        assert_eq!(signed.count, all.len());
    }

    async fn correct(&self, at: &str, value: &str) {
        let (seen, said) = (self.as_it_is(at).await, (value, "our books"));
        acts::correct_assumption(&self.desk, &self.director, &self.unit, &seen, said, now()).await.unwrap();
    }

    async fn take_up(&self, all: &[&str]) -> Upload {
        let mut chosen = Vec::new();
        for at in all {
            chosen.push((self.unit.clone(), self.as_it_is(at).await));
        }
        let register = (&self.x, "case");
        acts::take_up_corrections(&self.desk, &self.steward, register, &chosen, now()).await.unwrap()
    }
}

fn codes(refused: Result<impl std::fmt::Debug, Refusal>) -> Vec<&'static str> {
    match refused {
        Err(Refusal::Invalid(findings)) => findings.iter().map(|finding| finding.code).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_is_derived_or_assumed_is_listed_and_what_is_recorded_is_not() {
    let world = World::new().await;
    let seen = world.seen().await;
    let listed: Vec<&str> = seen.figures.iter().map(|known| known.figure.at.as_str()).collect();
    let pool = |id: &str| {
        ["annual_gbp", "release_delay_months", "release_over_months"].map(|c| format!("cost_pools/{id}/{c}"))
    };
    let mut expected = vec![RESERVE.to_string()];
    expected.extend(pool("U-fin"));
    expected.extend(pool("U-over"));
    expected.extend(["annual_gbp", "volume", "notice_months"].map(|c| format!("agreement_lines/B-fin/{c}")));
    assert_eq!(listed, expected);
    assert_eq!((seen.count().figures, seen.count().signed), (10, 0));
    assert_eq!(seen.figures[0].figure.service, None);
    assert_eq!(seen.figures[1].figure.service, Some(Code::new("fin")));
    assert_eq!(seen.figures[4].figure.service, None, "overhead is the unit's as a whole");
    assert_eq!(seen.figures[7].figure.subject, Subject::Line { buyer: Code::new("B") });
}

#[tokio::test]
async fn many_are_signed_at_once_and_a_signature_counts_while_the_register_says_so() {
    let world = World::new().await;
    world.sign(&[RESERVE, POOL, DELAY]).await;
    assert_eq!(world.seen().await.count().signed, 3);
    assert_eq!(world.figure(POOL).await.by.as_deref(), Some("First"));
    let other = PACK[5].1.replace("900.00", "901.00");
    let file = ("cost_pools.csv", other.as_bytes());
    let upload = acts::upload_table(&world.desk, &world.steward, &world.x, "case", "cost_pools", file, now());
    world.confirm(&upload.await.unwrap()).await;
    assert_eq!(world.state(POOL).await, FigureState::Earlier, "said of an earlier value");
    assert_eq!(world.state(DELAY).await, FigureState::Signed);
    world.sign(&[POOL]).await;
    assert_eq!((world.state(POOL).await, world.figure(POOL).await.number()), (FigureState::Signed, 2));
    let lines = acts::see_audit(&world.desk, &world.director, &world.unit, i64::MAX, 9).await.unwrap();
    let acts: Vec<_> = lines.iter().map(|line| line.act.as_str()).collect();
    assert_eq!(acts, ["sign-assumptions", "sign-assumptions"], "one line an act");
}

#[tokio::test]
async fn a_form_that_saw_something_else_is_refused_and_nothing_of_it_is_kept() {
    let world = World::new().await;
    let (before, other) = (world.as_it_is(POOL).await, world.as_it_is(RESERVE).await);
    world.correct(POOL, "800").await;
    let both = [other, before.clone()];
    let stale = acts::sign_assumptions(&world.desk, &world.director, &world.unit, &both, now()).await;
    assert!(matches!(stale, Err(Refusal::Stale { current_version: 1 })), "{stale:?}");
    assert_eq!(world.state(RESERVE).await, FigureState::Unsaid, "all or none");
    let said = ("700", "again");
    let stale =
        acts::correct_assumption(&world.desk, &world.director, &world.unit, &before, said, now()).await;
    assert!(matches!(stale, Err(Refusal::Stale { current_version: 1 })), "{stale:?}");
    let older = SeenFigure { value: "899.00".into(), number: 1, ..before };
    let stale = acts::sign_assumptions(&world.desk, &world.director, &world.unit, &[older], now()).await;
    assert!(matches!(stale, Err(Refusal::Stale { .. })), "the register says another value");
    let recorded =
        SeenFigure { at: "post_groups/U/fin/6/frontline//wte".into(), value: "3".into(), number: 0 };
    let unknown = acts::sign_assumptions(&world.desk, &world.director, &world.unit, &[recorded], now()).await;
    assert_eq!(codes(unknown), ["figure-unknown"]);
    let nothing = acts::sign_assumptions(&world.desk, &world.director, &world.unit, &[], now()).await;
    assert_eq!(codes(nothing), ["nothing-to-sign"]);
}

#[tokio::test]
async fn a_correction_is_checked_as_its_column_and_needs_a_reason() {
    let world = World::new().await;
    let wrong = [
        (POOL, "-1", "our books", vec!["correction-value"]),
        (POOL, "much", "our books", vec!["correction-value"]),
        (POOL, "900", "our books", vec!["correction-value"]),
        (POOL, "", " ", vec!["correction-value", "correction-reason"]),
        (DELAY, "2.5", "our books", vec!["correction-value"]),
        (POOL, "901", "", vec!["correction-reason"]),
    ];
    for (at, value, reason, expected) in wrong {
        let seen = world.as_it_is(at).await;
        let said = acts::correct_assumption(
            &world.desk,
            &world.director,
            &world.unit,
            &seen,
            (value, reason),
            now(),
        );
        assert_eq!(codes(said.await), expected, "{at} {value:?} {reason:?}");
        assert_eq!(world.state(at).await, FigureState::Unsaid);
    }
    world.correct(RESERVE, "-250.5").await;
    let word = world.figure(RESERVE).await.word.unwrap();
    assert_eq!(word.corrected_value.as_deref(), Some("-250.50"), "a reserve may be a debt");
}

#[tokio::test]
async fn a_correction_changes_the_register_when_its_steward_confirms_it_and_not_before() {
    let world = World::new().await;
    world.correct(POOL, "800").await;
    world.correct(DELAY, "9").await;
    world.correct(RESERVE, "5").await;
    let open =
        acts::see_corrections(&world.desk, &world.steward, &world.x, "case", now()).await.unwrap().open;
    let told: Vec<_> = open.iter().map(|one| (one.known.figure.at.as_str(), one.value())).collect();
    assert_eq!(told, [(RESERVE, "5.00"), (POOL, "800.00"), (DELAY, "9")]);
    let upload = world.take_up(&[POOL, DELAY]).await;
    assert!(upload.can_be_confirmed(), "{:?}", upload.findings);
    let rows: Vec<_> = upload.differences.iter().map(|found| (found.table, found.key.as_str())).collect();
    assert_eq!(rows, [("sources", "said-by-U"), ("cost_pools", "U-fin said-by-U")], "one row for both");
    assert_eq!(world.state(POOL).await, FigureState::Corrected, "nothing is saved yet");
    world.confirm(&upload).await;
    assert_eq!(
        (world.state(POOL).await, world.state(DELAY).await),
        (FigureState::TakenUp, FigureState::TakenUp)
    );
    let pool = world.figure(POOL).await.figure;
    assert_eq!((pool.value.as_str(), pool.source.as_str()), ("800.00", "said-by-U"));
    assert_eq!(world.seen().await.count().signed, 2);
    let open =
        acts::see_corrections(&world.desk, &world.steward, &world.x, "case", now()).await.unwrap().open;
    assert_eq!(open.len(), 1, "the reserve waits still");
    // Both sources are kept; a second correction changes the unit's own row.
    world.correct(POOL, "750").await;
    let upload = world.take_up(&[POOL]).await;
    assert_eq!(upload.snapshot.conflicts.len(), 1);
    let changes: Vec<_> = upload.differences.iter().filter(|found| found.table == "cost_pools").collect();
    assert!(
        matches!(&changes[..], [one] if matches!(&one.change, Change::Changed(cells)
        if cells == &[("annual_gbp", "800.00".to_string(), "750.00".to_string())])),
        "{changes:?}"
    );
    world.confirm(&upload).await;
    // Going back to what was before opens the correction again.
    let (desk, later) = (&world.desk, now() + 1.second());
    acts::undo_import(desk, &world.steward, &world.x, "case", 2, 3, later).await.unwrap();
    let seen = acts::see_signatures(desk, &world.director, &world.unit, later).await.unwrap();
    let known = seen.figures.iter().find(|known| known.figure.at == POOL).unwrap();
    assert_eq!((known.figure.value.as_str(), known.state), ("800.00", FigureState::Corrected));
}

/// The act of the record's last entry, and the reason that is kept beside it.
async fn last_recorded(desk: &Desk) -> (String, String) {
    let mut view = desk.store().view().await.unwrap();
    let log = view.record_logs().await.unwrap().pop().unwrap();
    let Some(Ok(record::Line::Entry(line))) = view.record(&log).await.unwrap().lines.pop() else { panic!() };
    let entry = record::Entry::parse(&line.text).unwrap();
    assert!(!line.text.contains("accounts"), "a reason stands in no entry: {}", line.text);
    let reason = String::from_utf8(line.contents["reason"].content.clone()).unwrap();
    (entry.facts["act"].clone(), reason)
}

#[tokio::test]
async fn a_correction_that_is_declined_is_told_with_the_reason_and_can_be_made_again() {
    let world = World::new().await;
    world.correct(POOL, "800").await;
    let chosen = [(world.unit.clone(), world.as_it_is(POOL).await)];
    let register = (&world.x, "case");
    let (desk, steward) = (&world.desk, &world.steward);
    let blank = acts::decline_correction(desk, steward, register, &chosen, " ", now()).await;
    assert_eq!(codes(blank), ["correction-reason"]);
    let none = acts::decline_correction(desk, steward, register, &[], "no", now()).await;
    assert_eq!(codes(none), ["nothing-to-take-up"]);
    acts::decline_correction(desk, steward, register, &chosen, "Not in the accounts.", now()).await.unwrap();
    assert_eq!(
        last_recorded(desk).await,
        ("decline-correction".to_string(), "Not in the accounts.".to_string())
    );
    let known = world.figure(POOL).await;
    assert_eq!(known.state, FigureState::Declined);
    assert_eq!(known.word.as_ref().unwrap().reason, "Not in the accounts.");
    let gone = acts::take_up_corrections(desk, steward, register, &chosen, now()).await;
    assert_eq!(codes(gone), ["correction-not-open"]);
    world.correct(POOL, "810").await;
    let stale = acts::take_up_corrections(desk, steward, register, &chosen, now()).await;
    assert!(matches!(stale, Err(Refusal::Stale { current_version: 3 })), "{stale:?}");
    world.sign(&[POOL]).await;
    assert_eq!(world.state(POOL).await, FigureState::Signed, "a later word replaces an earlier");
}
