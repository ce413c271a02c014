//! What a unit says of its figures: the unit, those who oversee it and the data steward of the register read it.
//! Everybody who sees an answer learns how many are signed, and no more.

use actions::acts;
use actions::{Actor, FigureState, Refusal, Role, SeenFigure, SignedCount};
use vocabulary::Code;

use crate::numbers::{leaked, open};
use crate::world::{SCENARIO, World, now};
use crate::{BODIES, everything, registers};

/// The pool's cost as the register has it, and what the director says that it should be.
const POOL: &str = "cost_pools/U-fin-team/annual_gbp";
const SAID: &str = "491827.36";

fn seen(at: &str, value: &str, number: i64) -> SeenFigure {
    SeenFigure { at: at.into(), value: value.into(), number }
}

/// The register with U's costs assumed, so that there is something to sign.
async fn assumed(world: &World) {
    let costs = crate::world::REGISTER.iter().find(|(name, _)| *name == "cost_pools.csv").unwrap().1;
    let steward = world.asker("X", Role::DataSteward);
    let file = ("cost_pools.csv", costs.replace(",recorded", ",assumed"));
    let file = (file.0, file.1.as_bytes());
    let x = Code::new("X");
    let upload =
        acts::upload_table(&world.desk, &steward, &x, "case", "cost_pools", file, now()).await.unwrap();
    acts::confirm_import(&world.desk, &steward, &upload.draft, upload.version, upload.seen, now())
        .await
        .unwrap();
}

async fn corrected(world: &World) -> Actor {
    let director = world.asker("U", Role::UnitDirector);
    let said = (SAID, "see our accounts of 491827.36");
    let figure = seen(POOL, "517391.83", 0);
    acts::correct_assumption(&world.desk, &director, &Code::new("U"), &figure, said, now()).await.unwrap();
    director
}

#[tokio::test]
async fn what_a_unit_says_is_read_by_itself_its_overseers_and_the_steward() {
    let world = World::new().await;
    assumed(&world).await;
    let asker = world.asker("A", Role::Author);
    let id = world.answered(&asker, "A", SCENARIO).await;
    world.share(&asker, &id).await;
    let director = corrected(&world).await;
    let (unit, x) = (Code::new("U"), Code::new("X"));
    let sign = [seen("cost_pools/U-over/annual_gbp", "197341.61", 0)];
    acts::sign_assumptions(&world.desk, &director, &unit, &sign, now()).await.unwrap();
    let open = open();
    let expected = [SignedCount { unit: unit.clone(), figures: 13, signed: 1 }];
    for body in BODIES {
        for role in Role::ALL {
            let actor = world.actor(body, *role);
            let who = format!("{role} at {body}");
            let keeps = (body == "U" && role.keeps_books()) || (body == "X" && role.oversees());
            let signatures = acts::see_signatures(&world.desk, &actor, &unit, now()).await;
            assert_eq!(signatures.is_ok(), keeps, "{who}");
            if let Ok(seen) = signatures {
                assert!(format!("{:?}", seen.figures).contains(SAID), "{who}");
                assert_eq!(seen.count(), expected[0], "{who}");
            }
            let corrections = acts::see_corrections(&world.desk, &actor, &x, "case", now()).await;
            let is_steward = body == "X" && *role == Role::DataSteward;
            assert_eq!(corrections.is_ok(), is_steward, "{who}");
            let (answer, text) = everything(&world, &actor, body, &id).await;
            if let Some(answer) = &answer {
                assert_eq!(answer.signed, expected, "{who}: the same for everybody");
            }
            if keeps {
                continue;
            }
            let text = text + &format!("{:?}", answer.map(|answer| answer.signed.len()));
            assert_eq!(leaked(&text, &open), Vec::<f64>::new(), "{who}");
            assert!(!registers(&world, &actor).await.contains(SAID), "{who} before it is confirmed");
            let lines = acts::see_audit(&world.desk, &actor, &unit, i64::MAX, 100).await.unwrap_or_default();
            assert!(!format!("{lines:?}").contains(SAID), "{who}");
        }
    }
}

#[tokio::test]
async fn a_correction_is_taken_up_by_the_steward_and_by_nobody_else() {
    let world = World::new().await;
    assumed(&world).await;
    let director = corrected(&world).await;
    let (unit, x) = (Code::new("U"), Code::new("X"));
    let chosen = [(unit.clone(), seen(POOL, "517391.83", 1))];
    for body in BODIES {
        for role in Role::ALL {
            if body == "X" && *role == Role::DataSteward {
                continue;
            }
            let actor = world.actor(body, *role);
            let register = (&x, "case");
            let taken = acts::take_up_corrections(&world.desk, &actor, register, &chosen, now()).await;
            assert!(matches!(taken, Err(Refusal::Forbidden)), "{role} at {body}");
            let declined =
                acts::decline_correction(&world.desk, &actor, register, &chosen, "no", now()).await;
            assert!(matches!(declined, Err(Refusal::Forbidden)), "{role} at {body}");
        }
    }
    let seen = acts::see_signatures(&world.desk, &director, &unit, now()).await.unwrap();
    let known = seen.figures.iter().find(|known| known.figure.at == POOL).unwrap();
    assert_eq!((known.state, known.number()), (FigureState::Corrected, 1));
}
