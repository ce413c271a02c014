//! Bands are a pure function of the question: asked again, in another order or in parts, they are the same.

use std::sync::{Arc, LazyLock};

use exchange::read_scenario;
use exchange::result::banded::{Banded, banded};
use exchange::result::{Manifest, Told};
use proptest::prelude::*;
use register::{Rulebook, Snapshot};
use stability::answer::{Depth, answer};
use stability::scenario::{Scenario, Services};
use stability::setup::Options;
use vocabulary::Code;

use crate::world::{REGISTER, SCENARIO, pack, rulebook};

static CASE: LazyLock<(Snapshot, Arc<Rulebook>)> =
    LazyLock::new(|| (Snapshot::of(&pack("case", &REGISTER)).0, rulebook()));

fn bands(scenario: &Scenario) -> Banded {
    let (snapshot, rulebook) = (&CASE.0, &CASE.1);
    let depth = Depth { variants: true, ..Depth::default() };
    let answer = answer(snapshot, rulebook, scenario, depth).unwrap();
    let told = Told { answer: &answer, snapshot, rulebook, options: Options::default() };
    // The title and the hash are of the question as it was put.
    Banded { title: String::new(), exhibit: String::new(), manifest: Manifest::default(), ..banded(&told) }
}

fn scenario() -> Scenario {
    read_scenario("case", SCENARIO).0.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn asked_again_in_another_order_or_in_parts_bands_are_the_same(
        month in 1_i32..24,
        factor in 0_usize..5,
        reaction: bool,
        other: bool,
        rule in prop::sample::select(vec!["unit-bears", "remaining-bear", "as-agreed", "leaver-pays"]),
    ) {
        let mut whole = scenario();
        whole.payer_rule = Code::new(rule);
        whole.reaction = reaction;
        whole.draws = 20;
        let likely = [0.8, 0.9, 1.0, 1.1, 1.2][factor];
        whole.assumptions[0].value = vocabulary::Estimate::new(0.8, likely, 1.2).unwrap();
        whole.moves[0].date = vocabulary::Month::of(whole.start).plus(month).first_day();
        if other {
            let mut second = whole.moves[0].clone();
            second.buyer = Code::new("C");
            second.services = Services::These(vec![Code::new("fin")]);
            whole.moves.push(second);
        }
        let first = bands(&whole);
        prop_assert_eq!(&first, &bands(&whole));
        let mut parts = whole.clone();
        parts.title = "The same, in parts".to_string();
        let moved = parts.moves.remove(0);
        for service in ["adv", "fin"] {
            let services = Services::These(vec![Code::new(service)]);
            parts.moves.push(stability::scenario::Move { services, ..moved.clone() });
        }
        parts.moves.reverse();
        prop_assert_eq!(&first, &bands(&parts));
    }
}
