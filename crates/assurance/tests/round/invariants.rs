//! Whatever is tried, in whatever order, by whomever: what must hold holds.

use std::collections::BTreeSet;

use assurance::{APART, Act, ActKind, Assessment, DomainRating, Hand, Intended, Milestone, State};
use proptest::prelude::*;
use vocabulary::{Pence, Who};

use crate::world::*;

fn cast() -> Vec<Who> {
    let mut cast = vec![
        who("fin", "unit-finance", "X-GEM"),
        who("dir", "unit-director", "X-GEM"),
        who("cert", "certifier", "X-GEM"),
        who("cust", "author", "04K"),
        who("lead", "review-lead", "X-NHSE"),
    ];
    cast.extend(["a1", "a2", "a3"].map(|person| who(person, "assessor", "X-NHSE")));
    // One person who is everything.
    for (role, body) in [
        ("unit-director", "X-GEM"),
        ("certifier", "X-GEM"),
        ("author", "04K"),
        ("assessor", "X-NHSE"),
        ("review-lead", "X-NHSE"),
    ] {
        cast.push(who("all", role, body));
    }
    cast
}

/// An act of a kind, with whatever it says; mostly what can be done.
fn tried(on: &Assessment, kind: ActKind, number: usize) -> Act {
    let definition = on.definition();
    let domain = |at: usize| definition.domains[at % definition.domains.len()].id.clone();
    let rating = |at: usize| DomainRating {
        domain: domain(at),
        rating: definition.ratings[(number + at * at) % definition.ratings.len()].id.clone(),
        reason: "why".to_string(),
    };
    let question = definition.questions().nth(number % 3).unwrap().id.clone();
    let text = if number.is_multiple_of(11) { " ".to_string() } else { format!("words {number}") };
    let milestone = number % 3;
    match kind {
        ActKind::Open => Act::Open { setup: Box::new(on.setup().clone()) },
        ActKind::Answer => Act::Answer { question, text, evidence: Vec::new() },
        ActKind::Keep => Act::Keep { question },
        ActKind::RateSelf => Act::RateSelf { rating: rating(number) },
        ActKind::StatePlan => Act::StatePlan { rows: plan().split_off(number % 6) },
        ActKind::Certify => Act::Certify,
        ActKind::Intend => Act::Intend {
            rows: vec![Intended { high: Pence(300_000_000 + number as i64), ..intentions().remove(0) }],
        },
        ActKind::Respond => Act::Respond { scores: [(domain(number), (number % 6) as u8)].into(), text },
        ActKind::Rate => Act::Rate { ratings: (0..3).map(rating).collect() },
        ActKind::Moderate => {
            let differ = on.differences().into_iter();
            let settle = |difference: assurance::Difference| DomainRating {
                domain: difference.domain,
                rating: definition.ratings[number % 3].id.clone(),
                reason: "settled".to_string(),
            };
            Act::Moderate { ratings: differ.map(settle).collect() }
        }
        ActKind::RecordOutcome => {
            let judged = on.judged().and_then(|judged| judged.outcome().cloned());
            Act::RecordOutcome { outcome: judged, text }
        }
        ActKind::Publish => Act::Publish,
        ActKind::BindPlan => {
            let owner = if number.is_multiple_of(2) { "X-GEM" } else { "X-NHSE" };
            Act::BindPlan { milestones: vec![Milestone::new("Something", &code(owner), date("2013-01-01"))] }
        }
        ActKind::MeetMilestone => Act::MeetMilestone { milestone, text },
        ActKind::MissMilestone => Act::MissMilestone { milestone, text },
        ActKind::Close => Act::Close,
        // Now and then; else few walks would come far.
        ActKind::Abandon => {
            Act::Abandon { text: if number.is_multiple_of(7) { text } else { String::new() } }
        }
    }
}

/// Where a walk ends, and every state on its way.
fn walk(picks: &[(usize, usize)]) -> (Assessment, BTreeSet<State>) {
    let cast = cast();
    let mut now = unit(&opened()).clone();
    let mut passed = BTreeSet::from([now.state()]);
    for (at, number) in picks {
        let who = &cast[at % cast.len()];
        let open = now.open_to(who);
        // Mostly what is open to somebody; now and then anything at all.
        let kind = match open.is_empty() || number.is_multiple_of(5) {
            true => ActKind::ALL[number % ActKind::ALL.len()],
            false => open[number % open.len()],
        };
        if let Ok(after) = now.apply(tried(&now, kind, number / 3), who, now.last_day()) {
            assert!(now.open_to(who).contains(&kind), "{kind} was done and not open");
            now = after;
            passed.insert(now.state());
        }
    }
    (now, passed)
}

fn holds(now: &Assessment) {
    is_its_history(now);
    for event in now.events() {
        let hands = now.hands_of(&event.who.person);
        for (one, other) in APART {
            assert!(!(hands.contains(one) && hands.contains(other)), "{} {one} {other}", event.who.person);
        }
    }
    let state = now.ended_at().unwrap_or(now.state());
    assert!(now.assessors().len() <= 2);
    assert_eq!(now.judged().is_some(), state >= State::Rated);
    assert_eq!(now.outcome().is_some(), state >= State::Outcome);
    if let Some(recorded) = now.outcome() {
        assert_eq!(now.judged().as_ref(), Some(&recorded.judged));
        let raters: Vec<&str> = now.assessors().iter().map(|rated| rated.person.as_str()).collect();
        assert!(raters.len() == 2 && raters[0] != raters[1]);
    }
    if state >= State::Assessing {
        assert!(now.definition().questions().all(|question| now.answers().contains_key(&question.id)));
    }
    let finals = now.final_ratings().len();
    assert!(state < State::Rated || finals == now.definition().domains.len());
    assert!(now.state() != State::Closed || now.is_settled());
    for kind in ActKind::ALL {
        assert!(Hand::of(*kind).is_none_or(|hand| !hand.is_apart_from(hand)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_tried(picks in proptest::collection::vec((any::<prop::sample::Index>(), 0..10_000_usize), 0..250)) {
        let picks: Vec<(usize, usize)> = picks.iter().map(|(at, number)| (at.index(1_000), *number)).collect();
        holds(&walk(&picks).0);
    }

    #[test]
    fn a_refusal_changes_nothing_and_an_end_is_one(at in 0..33_usize, cast_at in 0..20_usize, number in 0..1_000_usize) {
        let steps = steps();
        let (_, now) = &steps[at % steps.len()];
        let before = now.clone();
        let cast = cast();
        let who = &cast[cast_at % cast.len()];
        for kind in ActKind::ALL {
            let done = now.apply(tried(now, *kind, number), who, now.last_day());
            prop_assert!(!now.state().is_over() || done.is_err());
        }
        prop_assert_eq!(&before, now);
    }
}

#[test]
fn walks_come_to_every_state() {
    let mut reached = BTreeSet::new();
    for seed in 0..400_u64 {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as usize
        };
        let picks: Vec<(usize, usize)> = (0..400).map(|_| (next() % 1_000, next() % 10_000)).collect();
        reached.extend(walk(&picks).1);
    }
    let missing: Vec<&State> = State::ALL.iter().filter(|state| !reached.contains(state)).collect();
    assert!(missing.is_empty(), "no walk comes to {missing:?}");
}
