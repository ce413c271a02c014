//! Who sees what: strangers don't learn that there is a round, and a version tells nothing that its reader doesn't see.

use actions::{Actor, Refusal, Role, acts};
use assurance::{Act, ActKind, Party, RestsOn, State};

use crate::hall::{Hall, code};

#[tokio::test]
async fn strangers_are_told_that_there_is_no_such_round_until_it_is_published() {
    let hall = Hall::outcome().await;
    let strangers = [
        Actor::public(),
        hall.actor("D", Role::Author),
        hall.actor("O1", Role::ReviewLead),
        hall.actor("X", Role::DataSteward),
        hall.actor("X", Role::Reviewer),
        hall.actor("X", Role::Administrator),
        hall.actor("U", Role::Administrator),
        hall.keeper(),
    ];
    for stranger in &strangers {
        let seen = hall.see(stranger, "U").await;
        assert!(matches!(seen, Err(Refusal::NotFound)), "{stranger:?}: {seen:?}");
        for kind in [Act::Certify, Act::Close, Act::Publish] {
            let done = hall.tries_as(stranger, "U", kind).await;
            assert!(matches!(done, Err(Refusal::NotFound)), "{stranger:?}: {done:?}");
        }
    }
    let nobody = acts::see_rounds(&hall.world.desk, &Actor::public(), hall.now()).await.unwrap();
    assert!(nobody.is_empty());
    hall.does("X", Role::ReviewLead, Act::Publish).await;
    for stranger in &strangers {
        let seen = hall.see(stranger, "U").await.unwrap();
        let view = seen.view();
        assert!(matches!(seen.party(), Party::Public | Party::Other), "{stranger:?}");
        assert!(view.outcome.is_some() && !view.rated.is_empty());
        assert!(
            view.answers.is_empty() && view.plan.is_empty() && view.intentions.is_empty(),
            "{stranger:?}"
        );
        assert!(
            view.survey.is_none() && view.assessors.is_empty() && view.responses.is_empty(),
            "{stranger:?}"
        );
        // Dogwood is a customer of the other unit; to all others that one is still being assured.
        let is_told = stranger.is(Role::Author, &code("D"));
        assert_eq!(hall.see(stranger, "V").await.is_ok(), is_told, "{stranger:?}");
    }
}

#[tokio::test]
async fn a_unit_s_books_are_seen_by_the_unit_and_the_oversight_body_alone() {
    let hall = Hall::certified().await;
    for (body, role, sees) in [
        ("U", Role::UnitDirector, true),
        ("U", Role::Viewer, true),
        ("X", Role::Assessor, true),
        ("X", Role::ReviewLead, true),
        ("A", Role::Author, false),
        ("C", Role::Certifier, false),
    ] {
        let seen = hall.see(&hall.actor(body, role), "U").await.unwrap();
        assert_eq!(!seen.view().plan.is_empty(), sees, "{role} at {body}");
        assert_eq!(!seen.potential().is_empty(), sees, "{role} at {body}");
    }
    let alder = hall.see(&hall.actor("A", Role::Author), "U").await.unwrap();
    let view = alder.view();
    assert_eq!((view.intentions.len(), view.responses.len()), (1, 1), "its own words, and no other's");
    assert!(view.reconciled.is_none() && view.survey.is_none());
    let unit = hall.see(&hall.actor("V", Role::UnitDirector), "U").await;
    assert!(matches!(unit, Err(Refusal::NotFound)), "{unit:?}");
}

#[tokio::test]
async fn an_assessor_learns_nothing_of_the_other_before_both_have_rated() {
    let hall = Hall::rated_once().await;
    let (one, other) = (hall.actor("X", Role::Assessor), hall.other("X", Role::Assessor));
    let lead = hall.actor("X", Role::ReviewLead);
    for actor in [&other, &lead] {
        let seen = hall.see(actor, "U").await.unwrap();
        assert!(seen.view().assessors.is_empty() && seen.state() == State::Assessing);
        assert_eq!(hall.times(actor, ActKind::Rate).await, 0);
    }
    assert!(hall.see(&other, "U").await.unwrap().may(ActKind::Rate));
    assert!(!hall.see(&one, "U").await.unwrap().may(ActKind::Rate), "once is enough");
    let fresh = Hall::certified().await;
    let version = |hall: &Hall, seen: actions::SeenUnit| {
        let _ = hall;
        seen.seen(ActKind::Rate, None, &RestsOn::Whole)
    };
    let before = version(&fresh, fresh.see(&fresh.other("X", Role::Assessor), "U").await.unwrap());
    let ratings = fresh.ratings("meets", "so");
    fresh.does("X", Role::Assessor, Act::Rate { ratings }).await;
    let after = version(&fresh, fresh.see(&fresh.other("X", Role::Assessor), "U").await.unwrap());
    assert_eq!(before, after);
}

#[tokio::test]
async fn who_speaks_for_two_bodies_sees_each_as_it_is() {
    let hall = Hall::answered().await;
    let mut both = hall.actor("A", Role::Author);
    both.roles.push((code("B"), Role::Author));
    let seen = hall.see(&both, "U").await.unwrap();
    assert_eq!(seen.bodies_for(ActKind::Intend), [&code("A"), &code("B")]);
    let rows = |body: &str| {
        let view = seen.view_to(ActKind::Intend, Some(&code(body)));
        view.intentions.iter().map(|row| row.low.0).collect::<Vec<_>>()
    };
    assert_eq!((rows("A"), rows("B")), (vec![41_100_100], vec![20_200_200]));
}
