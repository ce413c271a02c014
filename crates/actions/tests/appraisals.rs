//! An appraisal is written, locked, scored, worked out and shared; and what its rules refuse.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, dead_code)] // A test may stop where it fails.

#[path = "leaks/world.rs"]
mod world;

use actions::acts;
use actions::{Actor, Desk, Refusal, Role};
use appraisal::input::Appraisal;
use exchange::{read_appraisal, write_appraisal};
use store::Id;
use vocabulary::Code;

use world::{World, now};

const APPRAISAL: &str = include_str!("leaks/appraisal.toml");
const SCORE: &str = "[[score]]\noption = \"own\"\ncriterion = \"near\"\npoints = 3\nreason = \"ours\"\nevidence = \"opinion\"\non = 2026-11-21\n";
const POST: &str = "[[post]]\nservice = \"fin\"\nband = \"7\"\nwte = 9\nsource = \"HR\"\n";

struct Alder {
    world: World,
    id: Id,
    version: i64,
}

impl Alder {
    async fn begun() -> Alder {
        let world = World::new().await;
        let author = world.asker("A", Role::Author);
        let begun = acts::begin_appraisal(&world.desk, &author, &Code::new("A"), APPRAISAL, now()).await;
        let (id, version) = begun.unwrap();
        Alder { world, id, version }
    }

    fn actor(&self, role: Role) -> Actor {
        self.world.asker("A", role)
    }

    async fn appraisal(&self) -> Appraisal {
        acts::see_appraisal(&self.world.desk, &self.actor(Role::Viewer), &self.id, now())
            .await
            .unwrap()
            .appraisal
    }

    /// Its text with something added at the end.
    async fn with(&self, more: &str) -> String {
        write_appraisal(&self.appraisal().await) + more
    }

    async fn change(&mut self, role: Role, text: &str) -> Result<(), Refusal> {
        let (desk, actor) = (&self.world.desk, self.actor(role));
        self.version = acts::change_appraisal(desk, &actor, &self.id, self.version, text, now()).await?;
        Ok(())
    }

    async fn lock(&mut self) -> Result<(), Refusal> {
        let (desk, actor) = (&self.world.desk, self.actor(Role::Certifier));
        self.version = acts::lock_weights(desk, &actor, &self.id, self.version, now()).await?.version;
        Ok(())
    }
}

/// The acts that the record tells of, but for imports; it holds.
async fn recorded(desk: &Desk) -> Vec<String> {
    let mut view = desk.store().view().await.unwrap();
    let mut acts = Vec::new();
    for log in view.record_logs().await.unwrap() {
        let log = view.record(&log).await.unwrap();
        let trust = record::Trust { may_go_on: true, ..record::Trust::default() };
        record::verify(&log, &trust).unwrap();
        for line in log.lines {
            let Ok(record::Line::Entry(line)) = line else { panic!("{line:?}") };
            let entry = record::Entry::parse(&line.text).unwrap();
            acts.push(format!("{} {}", entry.facts["role"], entry.facts["act"]));
        }
    }
    acts.retain(|act| !act.ends_with("import"));
    acts
}

fn codes(refusal: &Refusal) -> Vec<&str> {
    match refusal {
        Refusal::Invalid(findings) => findings.iter().map(|finding| finding.code).collect(),
        _ => Vec::new(),
    }
}

#[tokio::test]
async fn weights_are_locked_before_the_first_score_and_stay_as_they_are() {
    let mut alder = Alder::begun().await;
    let early = alder.with(SCORE).await;
    assert_eq!(codes(&alder.change(Role::Author, &early).await.unwrap_err()), ["weights-locked"]);
    alder.lock().await.unwrap();
    let lock = alder.appraisal().await.lock.unwrap();
    assert_eq!((lock.by.as_str(), lock.on.to_string().as_str()), ("B", "2026-11-21"));
    assert!(matches!(alder.lock().await, Err(Refusal::WrongState { .. })));
    let scored = alder.with(SCORE).await;
    alder.change(Role::Author, &scored).await.unwrap();
    for (from, to) in
        [("weight = 3", "weight = 2"), ("points_max = 4", "points_max = 5"), ("by = \"B\"", "by = \"C\"")]
    {
        let other = scored.replacen(from, to, 1);
        assert_ne!(other, scored, "{from}");
        assert_eq!(
            codes(&alder.change(Role::Author, &other).await.unwrap_err()),
            ["weights-locked"],
            "{from}"
        );
    }
    let (desk, author) = (&alder.world.desk, alder.actor(Role::Author));
    acts::open_weights(desk, &author, &alder.id, alder.version, now()).await.unwrap();
    let open = alder.appraisal().await;
    assert!(open.lock.is_none() && open.scores.is_empty(), "scores given under other weights are dropped");
    assert_eq!(recorded(desk).await, ["certifier lock-weights", "author open-weights"]);
}

#[tokio::test]
async fn a_file_that_says_it_is_locked_begins_open() {
    let world = World::new().await;
    let author = world.asker("A", Role::Author);
    let locked = format!("{APPRAISAL}\n{SCORE}\n[lock]\nby = \"me\"\non = 2013-01-01\n");
    let body = Code::new("A");
    let (id, _) = acts::begin_appraisal(&world.desk, &author, &body, &locked, now()).await.unwrap();
    let begun = acts::see_appraisal(&world.desk, &author, &id, now()).await.unwrap().appraisal;
    assert!(begun.lock.is_none() && begun.scores.is_empty() && !begun.criteria.is_empty());
    let another = APPRAISAL.replacen("buyer = \"A\"", "buyer = \"B\"", 1);
    let refused = acts::begin_appraisal(&world.desk, &author, &body, &another, now()).await.unwrap_err();
    assert_eq!(codes(&refused), ["another-buyer"]);
}

#[tokio::test]
async fn posts_are_the_hr_leads_and_the_rest_is_the_authors() {
    let mut alder = Alder::begun().await;
    let posts = alder.with(POST).await;
    assert!(matches!(alder.change(Role::Author, &posts).await, Err(Refusal::Forbidden)));
    alder.change(Role::HrLead, &posts).await.unwrap();
    let retitled = posts.replacen("Where should", "From where should", 1);
    assert!(matches!(alder.change(Role::HrLead, &retitled).await, Err(Refusal::Forbidden)));
    alder.change(Role::Author, &retitled).await.unwrap();
    assert_eq!(alder.appraisal().await.posts.len(), 1);
    alder.version -= 1;
    let again = alder.change(Role::Author, &posts).await;
    assert!(matches!(again, Err(Refusal::Stale { current_version: 3 })), "{again:?}");
}

#[tokio::test]
async fn small_groups_of_posts_are_read_by_those_who_work_on_it_alone() {
    let mut alder = Alder::begun().await;
    let small = POST.replace("wte = 9", "wte = 1.37").replace("band = \"7\"", "band = \"8a\"");
    let posts = alder.with(&format!("{POST}{small}")).await;
    alder.change(Role::HrLead, &posts).await.unwrap();
    let desk = &alder.world.desk;
    for (role, seen) in [(Role::Author, 2), (Role::HrLead, 2), (Role::Certifier, 1), (Role::Viewer, 1)] {
        let actor = alder.world.actor("A", role);
        let weighing = acts::see_appraisal(desk, &actor, &alder.id, now()).await.unwrap();
        assert_eq!(weighing.appraisal.posts.len(), seen, "{role}");
        let checked = acts::check_appraisal(desk, &actor, &alder.id, now()).await.unwrap();
        assert_eq!(checked.weighing.appraisal.posts.len(), seen, "{role}");
    }
    // Who reads less of it still has all of it worked out.
    let certifier = alder.actor(Role::Certifier);
    let id = acts::appraise(desk, &certifier, &alder.id, alder.version, now()).await.unwrap();
    assert!(actions::work_once(desk, "worker").await.unwrap());
    let own = acts::see_weighed(desk, &certifier, &id).await.unwrap();
    assert!(own.stored.scenario.contains("1.37"), "who asked reads what was asked");
    acts::share_answer(desk, &certifier, &id, &own.exhibit, now()).await.unwrap();
    for (body, role) in
        [("A", Role::Viewer), ("U", Role::UnitDirector), ("U", Role::Viewer), ("X", Role::Reviewer)]
    {
        let actor = alder.world.actor(body, role);
        let seen = acts::see_weighed(desk, &actor, &id).await.unwrap();
        let mut text = format!("{:?} {:?}", seen.stored.scenario, seen.page);
        for file in seen.files.iter().filter(|file| file.may_open && !file.path.ends_with(".xlsx")) {
            let bytes = acts::weighed_file(desk, &actor, &id, &file.path).await.unwrap();
            text += &String::from_utf8(bytes).unwrap();
        }
        assert!(!text.contains("1.37"), "{role} at {body}");
        let asked = acts::weighed_file(desk, &actor, &id, "appraisal.toml").await;
        assert!(matches!(asked, Err(Refusal::NotFound)), "{role} at {body}");
    }
}

#[tokio::test]
async fn it_is_worked_out_kept_and_shared() {
    let mut alder = Alder::begun().await;
    alder.lock().await.unwrap();
    let (desk, author) = (&alder.world.desk, alder.actor(Role::Author));
    let checked = acts::check_appraisal(desk, &author, &alder.id, now()).await.unwrap();
    assert!(checked.can_be_worked_out() && !checked.sight.is_books(), "{:?}", checked.findings);
    let stale = acts::appraise(desk, &author, &alder.id, 1, now()).await;
    assert!(matches!(stale, Err(Refusal::Stale { current_version: 2 })));
    let id = acts::appraise(desk, &author, &alder.id, alder.version, now()).await.unwrap();
    assert!(actions::work_once(desk, "worker").await.unwrap());
    let seen = acts::see_weighed(desk, &author, &id).await.unwrap();
    assert_eq!(seen.stored.run.state, store::RunState::Done, "{:?}", seen.stored.run);
    assert!(seen.page.unwrap().section("options").is_some());
    // As a question it isn't there, nor in the list of questions.
    assert!(matches!(acts::see_answer(desk, &author, &id, now()).await, Err(Refusal::NotFound)));
    assert!(acts::see_answers(desk, &author, &Code::new("A")).await.unwrap().is_empty());
    assert_eq!(acts::see_all_weighed(desk, &author, &Code::new("A")).await.unwrap().len(), 1);
    // Private until it is shared; then the unit reads all of it.
    let director = alder.world.actor("U", Role::UnitDirector);
    assert!(matches!(acts::see_weighed(desk, &director, &id).await, Err(Refusal::NotFound)));
    let another = acts::share_answer(desk, &author, &id, "0123", now()).await.unwrap_err();
    assert_eq!(codes(&another), ["another-exhibit"]);
    acts::share_answer(desk, &author, &id, &seen.exhibit, now()).await.unwrap();
    assert_eq!(recorded(desk).await, ["certifier lock-weights", "author share-answer"]);
    let whole = acts::see_weighed(desk, &director, &id).await.unwrap();
    assert!(whole.sight.is_books() && whole.files.iter().all(|file| file.may_open));
    let workbook = acts::weighed_file(desk, &director, &id, "model.xlsx").await.unwrap();
    assert!(workbook.starts_with(b"PK"));
    assert!(matches!(acts::weighed_file(desk, &author, &id, "model.xlsx").await, Err(Refusal::NotFound)));
    assert_eq!(acts::see_shared_weighed(desk, &director).await.unwrap().len(), 1);
    // Worked out again by another desk, it is the same.
    let fresh = world::desk_on(
        store::Store::init(&store::Address::Memory, store::Options::default(), now()).await.unwrap().0,
    );
    assert!(matches!(acts::see_weighed(&fresh, &author, &id).await, Err(Refusal::NotFound)));
}

#[tokio::test]
async fn what_is_wrong_with_it_is_said_all_at_once_and_nothing_runs() {
    let mut alder = Alder::begun().await;
    let text = alder.with("").await;
    let wrong = text.replacen("transfer_share = 0.4", "transfer_share = 0.41", 1).replacen(
        "register = \"case\"",
        "register = \"nowhere\"",
        1,
    );
    assert_ne!(wrong, text);
    alder.change(Role::Author, &wrong).await.unwrap();
    let (desk, author) = (&alder.world.desk, alder.actor(Role::Author));
    let checked = acts::check_appraisal(desk, &author, &alder.id, now()).await.unwrap();
    assert!(!checked.can_be_worked_out());
    let refused = acts::appraise(desk, &author, &alder.id, alder.version, now()).await.unwrap_err();
    assert!(codes(&refused).contains(&"unknown-register"), "{refused:?}");
    assert!(read_appraisal("x", &wrong).0.is_some());
    acts::drop_appraisal(desk, &author, &alder.id, alder.version, now()).await.unwrap();
    assert!(acts::see_appraisals(desk, &author, &Code::new("A"), now()).await.unwrap().is_empty());
}
