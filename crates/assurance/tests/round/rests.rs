//! What acts rest on, and what is offered.

use assurance::{Act, ActKind, RestsOn, State};

use crate::world::*;

#[test]
fn to_one_assessor_all_is_as_it_was_while_the_other_rates() {
    let mut tried = 0;
    let all: Vec<_> = steps();
    for two in all.windows(2) {
        let (before, after) = (&two[0].1, &two[1].1);
        let last = after.events().last().unwrap();
        if last.act.kind() == ActKind::Rate && after.state() == State::Assessing {
            let other = who("p6", "assessor", "X-NHSE");
            assert_eq!(before.as_seen(&RestsOn::Whole, &other), after.as_seen(&RestsOn::Whole, &other));
            assert_ne!(before.as_seen(&RestsOn::Whole, &last.who), after.as_seen(&RestsOn::Whole, &last.who));
            tried += 1;
        }
        // Whatever somebody does changes what it rests on to themselves, unless it says the same again.
        let rests = last.act.rests_on();
        assert_ne!(before.as_seen(&rests, &last.who), after.as_seen(&rests, &last.who), "{:?}", last.act);
    }
    assert_eq!(tried, 1);
}

#[test]
fn an_answer_to_one_question_leaves_the_others_as_they_were() {
    let writer = who("p3", "unit-director", "X-GEM");
    let before = steps().into_iter().map(|(_, after)| after).find(|one| one.plan().len() > 1).unwrap();
    let question = code("four-years");
    let act = Act::Answer { question: question.clone(), text: "So".to_string(), evidence: Vec::new() };
    let after = before.apply(act, &writer, before.last_day()).unwrap();
    let other = RestsOn::Question(code("committed-customers"));
    assert_eq!(before.as_seen(&other, &writer), after.as_seen(&other, &writer));
    assert_eq!(before.as_seen(&RestsOn::Plan, &writer), after.as_seen(&RestsOn::Plan, &writer));
    let own = RestsOn::Question(question);
    assert_ne!(before.as_seen(&own, &writer), after.as_seen(&own, &writer));
}

#[test]
fn what_is_in_vain_whatever_it_says_is_not_offered() {
    let assessing = at(State::Assessing);
    let on = assessing.last_day();
    let answered = who("p3", "unit-director", "X-GEM");
    assert!(at(State::Answering).offered_to(&answered, on).contains(&ActKind::Answer));
    let own = steps().into_iter().map(|(_, after)| after).find(|one| !one.answers().is_empty()).unwrap();
    let offered = own.offered_to(&answered, on);
    assert!(own.open_to(&answered).contains(&ActKind::Certify) && !offered.contains(&ActKind::Certify));
    assert!(!offered.contains(&ActKind::Keep), "nothing was carried");
    let bound = at(State::Bound);
    let lead = who("p1", "review-lead", "X-NHSE");
    let open = bound.offered_to(&lead, date("2012-05-28"));
    assert!(open.contains(&ActKind::MeetMilestone) && !open.contains(&ActKind::MissMilestone), "{open:?}");
    assert!(!open.contains(&ActKind::Close), "nothing is settled yet");
    assert!(bound.offered_to(&lead, date("2012-09-01")).contains(&ActKind::MissMilestone));
    assert_eq!(bound.offices_for(ActKind::MeetMilestone, &code("X-GEM")).len(), 2);
}
