//! Whose turn it is is told to who may act.

use assurance::{ActKind, State, Turn};
use vocabulary::{Office, Who};

use crate::world::*;

#[test]
fn what_is_waited_for_is_open_to_who_is_waited_for() {
    for (row, after) in steps() {
        let turns = after.turns();
        assert_eq!(turns.is_empty(), after.state().is_over(), "{row:?}");
        for Turn { body, office, act, .. } in turns {
            let waited_for = Who::new("somebody", body.as_str(), office);
            assert!(after.open_to(&waited_for).contains(&act), "{row:?}: {body} {office} {act}");
        }
    }
}

#[test]
fn the_unit_is_led_through_its_part_and_silent_customers_are_named() {
    let steps = steps();
    let of_unit: Vec<ActKind> = steps
        .iter()
        .filter(|(_, after)| after.state() == State::Answering)
        .filter_map(|(_, after)| after.turns().into_iter().find(|turn| turn.body.as_str() == "X-GEM"))
        .map(|turn| turn.act)
        .collect();
    let mut order = of_unit.clone();
    order.dedup();
    assert_eq!(order, [ActKind::Answer, ActKind::RateSelf, ActKind::Certify]);
    // One customer says nothing to the end, and nothing waits for it.
    let (_, rated) = steps.iter().find(|(row, _)| row["act"] == "rate").unwrap();
    let silent: Vec<Turn> = rated.turns().into_iter().filter(|turn| turn.office == Office::Author).collect();
    assert_eq!(silent.len(), 1);
    assert_eq!((silent[0].body.as_str(), silent[0].act), ("04N", ActKind::Intend));
    let bound: Vec<String> =
        at(State::Bound).turns().iter().map(|turn| turn.by.unwrap().to_string()).collect();
    assert_eq!(bound, ["2012-06-30", "2012-07-15", "2012-07-31"]);
}
