//! Nobody who doesn't see a unit's books reads a number of them, or one that was worked out from them: every act and
//! every file of an answer is asked for by every role at every body, before and after it is shared.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

mod appraisal;
mod numbers;
mod pure;
mod runs;
mod search;
mod signatures;
mod world;

use std::collections::BTreeSet;

use actions::acts::{self, SeenAnswer};
use actions::{Actor, Refusal, Role, Shown, Sight};
use store::Id;
use vocabulary::Code;

use numbers::{leaked, open};
use world::{SCENARIO, World, now};

const BODIES: [&str; 9] = ["A", "B", "C", "D", "U", "V", "O1", "O2", "X"];

/// How much of A's answer somebody should see.
fn expected(body: &str, role: Role, shared: bool) -> Option<Sight> {
    let any = role != Role::Administrator;
    match body {
        "A" => any.then_some(Sight::Bands),
        _ if !shared || !any => None,
        "U" if role.keeps_books() => Some(Sight::Books),
        "X" if role.oversees() => Some(Sight::Books),
        "U" | "X" | "O1" => Some(Sight::Bands),
        "B" | "C" => Some(Sight::Line(BTreeSet::from([Code::new(body)]))),
        _ => None,
    }
}

/// Everything that an actor can read of an answer, and of the market, as text.
async fn everything(world: &World, actor: &Actor, body: &str, id: &Id) -> (Option<SeenAnswer>, String) {
    let (desk, code) = (&world.desk, Code::new(body));
    let mut text = String::new();
    let seen = match acts::see_answer(desk, actor, id, now()).await {
        Ok(seen) => Some(seen),
        Err(Refusal::NotFound) => None,
        Err(other) => panic!("{other:?}"),
    };
    if let Some(seen) = &seen {
        text += &format!("{:?} {:?} {:?}", seen.stored.scenario, seen.stored.run.message, seen.stored.title);
        if let Some(Shown::Banded(banded)) = &seen.shown {
            text += &format!("{banded:?}");
        }
        for file in &seen.files {
            match acts::answer_file(desk, actor, id, &file.path, now()).await {
                Ok(bytes) => {
                    assert!(file.may_open, "{}", file.path);
                    text += &String::from_utf8(bytes).unwrap();
                }
                Err(Refusal::NotFound) => assert!(!file.may_open, "{}", file.path),
                Err(other) => panic!("{}: {other:?}", file.path),
            }
        }
    } else {
        for path in ["result.json", "postings.csv", "bands/effects.csv", "scenario.toml"] {
            let file = acts::answer_file(desk, actor, id, path, now()).await;
            assert!(matches!(file, Err(Refusal::NotFound)), "{body} {path}");
        }
    }
    for stored in acts::see_answers(desk, actor, &code).await.unwrap_or_default() {
        text += &format!("{} {}", stored.scenario, stored.run.message);
    }
    for shared in acts::see_shared_answers(desk, actor).await.unwrap() {
        text += &format!("{} {}", shared.stored.scenario, shared.stored.run.message);
    }
    for question in acts::see_questions(desk, actor, &code, now()).await.unwrap_or_default() {
        text += &question.scenario;
        let checked = acts::check_question(desk, actor, &question.id, now()).await.unwrap();
        text += &format!("{:?}", checked.findings);
    }
    if let Ok((_, Shown::Banded(banded))) = acts::answer_now(desk, actor, &code, SCENARIO, now()).await {
        text += &format!("{banded:?}");
    }
    (seen, text)
}

/// The registers that an actor reads.
async fn registers(world: &World, actor: &Actor) -> String {
    let market = acts::see_market(&world.desk, actor, now()).await.unwrap().unwrap();
    let register =
        acts::see_register(&world.desk, actor, &Code::new("X"), "case", now()).await.unwrap().snapshot;
    let rows = |snapshot: &register::Snapshot| {
        let (rows, all) = (snapshot.rows.to_raw("case"), snapshot.all.to_raw("case"));
        format!("{rows:?} {all:?} {:?}", snapshot.conflicts)
    };
    rows(&market.snapshot) + &rows(&register)
}

#[tokio::test]
async fn every_role_sees_what_it_should_of_a_private_and_of_a_shared_answer() {
    let world = World::new().await;
    let asker = world.asker("A", Role::Author);
    let id = world.answered(&asker, "A", SCENARIO).await;
    let open = open();
    for shared in [false, true] {
        if shared {
            world.share(&asker, &id).await;
        }
        for body in BODIES {
            for role in Role::ALL {
                let actor = world.actor(body, *role);
                let (seen, text) = everything(&world, &actor, body, &id).await;
                let sight = seen.as_ref().map(|seen| seen.sight.clone());
                assert_eq!(sight, expected(body, *role, shared), "{role} at {body}, shared: {shared}");
                if sight == Some(Sight::Books) {
                    let whole = matches!(seen.unwrap().shown, Some(Shown::Whole(_)));
                    assert!(whole && !leaked(&text, &open).is_empty(), "{role} at {body} sees the books");
                    continue;
                }
                let leaks = leaked(&text, &open);
                assert!(leaks.is_empty(), "{role} at {body}, shared: {shared}: {leaks:?}");
                let keeps = (body == "U" || body == "V") && role.keeps_books();
                let oversees = body == "X" && (role.oversees() || *role == Role::DataSteward);
                if !keeps && !oversees {
                    let leaks = leaked(&registers(&world, &actor).await, &open);
                    assert!(leaks.is_empty(), "{role} at {body} reads {leaks:?} in a register");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_neighbour_reads_its_own_line_and_nobody_elses() {
    let world = World::new().await;
    let asker = world.asker("A", Role::Author);
    let id = world.answered(&asker, "A", SCENARIO).await;
    world.share(&asker, &id).await;
    let seen = acts::see_answer(&world.desk, &world.actor("B", Role::Viewer), &id, now()).await.unwrap();
    let Some(Shown::Banded(banded)) = &seen.shown else { panic!("in bands") };
    let bodies: Vec<&str> = banded.bodies.iter().map(|row| row.body_code.as_str()).collect();
    assert_eq!(bodies, ["B"]);
    assert!(banded.cascade.iter().all(|step| step.buyer_code == "B") && !banded.cascade.is_empty());
    assert!(banded.numbers.is_empty() && banded.rules.is_empty() && banded.people.is_empty());
    assert!(banded.leaving.iter().all(|line| line.alternative.is_none()), "A's alternatives are A's to tell");
    assert_eq!(seen.stored.scenario, "");
    let viewer = world.actor("B", Role::Viewer);
    let file = acts::answer_file(&world.desk, &viewer, &id, "bands/effects.csv", now()).await.unwrap();
    let file = String::from_utf8(file).unwrap();
    assert_eq!(file.lines().count(), 2, "{file}");
    assert!(file.lines().nth(1).unwrap().starts_with("B,"), "{file}");
}

#[tokio::test]
async fn figures_that_a_director_assumes_are_not_read_by_those_who_see_bands() {
    let world = World::new().await;
    let director = world.asker("U", Role::UnitDirector);
    let own =
        "\n[[assume]]\nat = \"cost_pools/U-adv-team/annual_gbp\"\nvalue = 148123.77\nreason = \"books\"\n";
    let scenario = SCENARIO.replace("cost_pools/U-*/annual_gbp", "cost_pools/U-fin-*/annual_gbp") + own;
    let id = world.answered(&director, "U", &scenario).await;
    world.share(&director, &id).await;
    let open = open();
    for (body, role) in
        [("U", Role::Viewer), ("O1", Role::Reviewer), ("A", Role::Author), ("B", Role::Author)]
    {
        let actor = world.actor(body, role);
        let (seen, text) = everything(&world, &actor, body, &id).await;
        assert!(!seen.unwrap().sight.is_books(), "{role} at {body}");
        assert_eq!(leaked(&text, &open), Vec::<f64>::new(), "{role} at {body}");
    }
    let books = world.actor("U", Role::UnitFinance);
    let (_, text) = everything(&world, &books, "U", &id).await;
    assert!(text.contains("148123.77"), "the unit's own finance lead reads it");
}

#[tokio::test]
async fn a_unit_s_standing_is_for_those_who_keep_or_oversee_its_books() {
    let world = World::new().await;
    let asker = world.asker("A", Role::Author);
    let id = world.answered(&asker, "A", SCENARIO).await;
    world.share(&asker, &id).await;
    let unit = Code::new("U");
    for body in BODIES {
        for role in Role::ALL {
            let actor = world.actor(body, *role);
            let seen = acts::see_standing(&world.desk, &actor, &unit, now()).await;
            let may = (body == "U" && role.keeps_books()) || (body == "X" && role.oversees());
            assert_eq!(seen.is_ok(), may, "{role} at {body}");
            let Ok(seen) = seen else { continue };
            assert_eq!(seen.assumed.len(), 1, "A's shared answer assumes something of its cost");
            assert_eq!(seen.standing.customers.len(), 3);
            assert_eq!(seen.standing.income.0, 120_200_000);
        }
    }
}
