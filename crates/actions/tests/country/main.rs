//! The whole country: who may watch it, which units and cases each sees, and that nobody learns of a case from it what
//! its own sight doesn't tell them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, dead_code)] // A test may stop where it fails.

#[path = "../cases/hall.rs"]
mod hall;
#[path = "../leaks/world.rs"]
mod world;

use actions::{Actor, Refusal, Role, SeenCountry, acts};
use casework::{Act, Benefit, Choice, Condition, Party, Verdict};
use stability::viability::Verdict as Stands;
use vocabulary::{Code, Pence};

use hall::{Hall, words};

const BODIES: [&str; 9] = ["A", "B", "C", "D", "U", "V", "O1", "O2", "X"];

async fn country(hall: &Hall, actor: &Actor) -> Result<SeenCountry, Refusal> {
    acts::see_country(&hall.world.desk, actor, hall.now()).await
}

#[tokio::test]
async fn those_who_oversee_see_it_and_of_units_those_whose_books_they_see() {
    let hall = Hall::sent().await;
    for body in BODIES {
        for role in Role::ALL.iter().copied() {
            let told = country(&hall, &hall.actor(body, role)).await;
            if !role.oversees() {
                assert!(matches!(told, Err(Refusal::Forbidden)), "{role} at {body}");
                continue;
            }
            let seen = told.unwrap();
            let units: Vec<&str> = seen.units.iter().map(|unit| unit.unit.as_str()).collect();
            let expected: &[&str] = if body == "X" { &["V", "U"] } else { &[] };
            assert_eq!(units, expected, "{role} at {body}: area teams don't oversee units");
            assert!(seen.snapshot.rows.cost_pools.is_empty() && seen.snapshot.rows.units.is_empty());
        }
    }
    assert!(matches!(country(&hall, &Actor::public()).await, Err(Refusal::SignInFirst)));
    let nobody = Actor { roles: Vec::new(), ..hall.actor("X", Role::Reviewer) };
    assert!(matches!(country(&hall, &nobody).await, Err(Refusal::Forbidden)));
}

#[tokio::test]
async fn a_unit_is_told_as_its_books_are() {
    let hall = Hall::opened().await;
    let seen = country(&hall, &hall.actor("X", Role::ReviewLead)).await.unwrap();
    // V is paid £211,000 for costs of £197,913.19: 6.2%, more than 5%; its one customer is all of its income.
    let vale = seen.units.iter().find(|unit| unit.unit == Code::new("V")).unwrap();
    assert_eq!((vale.verdict, vale.income), (Stands::Strained, Pence(21_100_000)));
    let tests: Vec<&str> = vale.unmet.iter().map(|unmet| unmet.test.word()).collect();
    assert_eq!(tests, ["concentration_largest", "concentration_hhi"]);
    assert!(seen.findings.is_empty());
    // The second time it is what was worked out the first time.
    let again = country(&hall, &hall.actor("X", Role::Assessor)).await.unwrap();
    assert_eq!(again.units, seen.units);
}

#[tokio::test]
async fn of_cases_each_sees_what_was_sent_to_them_as_their_own_sight_tells_it() {
    let draft = Hall::opened().await;
    draft.attach().await;
    draft.write_all().await;
    for body in BODIES {
        let seen = country(&draft, &draft.actor(body, Role::Reviewer)).await.unwrap();
        assert!(seen.queue().is_empty(), "nobody is told of a draft: {body}");
    }
    for hall in [Hall::sent().await, Hall::recommended().await, Hall::decided().await] {
        let mut readers = 0;
        for body in BODIES {
            for role in [Role::Reviewer, Role::ReviewLead, Role::Assessor] {
                let actor = hall.actor(body, role);
                let seen = country(&hall, &actor).await.unwrap();
                let own = hall.see(&actor).await.ok();
                let own = own.filter(|case| matches!(case.party(), Party::Deciding | Party::Told));
                assert_eq!(seen.queue().len(), usize::from(own.is_some()), "{role} at {body}");
                let Some((own, listed)) = own.zip(seen.queue().first().copied()) else { continue };
                readers += 1;
                assert_eq!(format!("{:?}", own.view()), format!("{:?}", listed.view()), "{role} at {body}");
                assert_eq!(own.turns(), listed.turns());
            }
        }
        assert!(readers >= 2, "its reviewers at least");
        let stranger = country(&hall, &hall.actor("O2", Role::ReviewLead)).await.unwrap();
        assert!(stranger.queue().is_empty(), "another area's");
    }
}

#[tokio::test]
async fn a_case_waits_beyond_its_limit_from_the_day_after_it() {
    let mut hall = Hall::sent().await;
    let reviewer = hall.actor("O1", Role::Reviewer);
    let by = country(&hall, &reviewer).await.unwrap().queue()[0].view().view_by.unwrap();
    let mut over = Vec::new();
    while over.len() < 2 {
        let seen = country(&hall, &reviewer).await.unwrap();
        assert_eq!(seen.beyond().len(), usize::from(seen.on > by), "{}", seen.on);
        over.extend((seen.on > by).then_some(seen.on));
        hall.day += 1;
    }
    hall.reviewed().await;
    let act = Act::Recommend { verdict: Verdict::Agreed, text: words("yes") };
    hall.does("O1", Role::Reviewer, act).await;
    assert_eq!(country(&hall, &reviewer).await.unwrap().beyond().len(), 1, "until there is an outcome");
    let act = Act::RecordOutcome { verdict: Verdict::Agreed, text: words("yes"), conditions: Vec::new() };
    hall.does("O1", Role::ReviewLead, act).await;
    assert_eq!(country(&hall, &reviewer).await.unwrap().beyond().len(), 0);
}

#[tokio::test]
async fn a_condition_is_overdue_until_it_is_settled_followed_or_not() {
    let mut hall = Hall::recommended().await;
    let condition = Condition {
        text: words("tell the staff"),
        due: "2026-12-01".parse().unwrap(),
        owner: Code::new("A"),
    };
    let (verdict, text) = (Verdict::WithConditions, words("if so"));
    hall.does("O1", Role::ReviewLead, Act::RecordOutcome { verdict, text, conditions: vec![condition] })
        .await;
    let lead = hall.actor("O1", Role::ReviewLead);
    let overdue = async |hall: &Hall| country(hall, &lead).await.unwrap().overdue().len();
    hall.day = 20;
    assert_eq!(overdue(&hall).await, 0, "it binds nobody before the decision");
    let act = Act::Decide { choice: Choice::Proceed, text: words("so"), changes: words("") };
    hall.does("A", Role::GoverningBody, act).await;
    assert_eq!(overdue(&hall).await, 1);
    hall.does("A", Role::Certifier, Act::Publish).await;
    let due = "2027-03-31".parse().unwrap();
    let benefit = Benefit { title: words("Saved"), forecast_pence: Pence(100), due, outturn: None };
    hall.does("A", Role::Author, Act::Follow { benefits: vec![benefit] }).await;
    let seen = country(&hall, &lead).await.unwrap();
    let [one] = &seen.overdue()[..] else { panic!("one condition") };
    assert_eq!(
        (one.text, one.owner.as_str(), one.due.to_string().as_str()),
        ("tell the staff", "A", "2026-12-01")
    );
    hall.does("A", Role::Author, Act::MeetMilestone { milestone: 0, text: words("told") }).await;
    assert_eq!(overdue(&hall).await, 0);
}
