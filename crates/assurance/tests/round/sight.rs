//! Who sees what: no rating before its act, and nothing in a view that its table doesn't allow.

use assurance::{ActKind, Party, Round, State, Summary};
use vocabulary::Who;

use crate::world::*;

fn cast() -> Vec<Who> {
    vec![
        who("p3", "unit-director", "X-GEM"),
        who("p4", "certifier", "X-GEM"),
        who("p11", "author", "04K"),
        who("p5", "assessor", "X-NHSE"),
        who("p6", "assessor", "X-NHSE"),
        who("p7", "assessor", "X-NHSE"),
        who("p1", "review-lead", "X-NHSE"),
        who("p20", "author", "99X"),
        who("p21", "administrator", "X-NHSE"),
        who("p22", "administrator", "X-GEM"),
    ]
}

#[test]
fn nobody_sees_a_rating_before_its_act() {
    for (row, after) in steps() {
        for who in cast() {
            let view = after.seen_by(&who);
            let named = format!("{who:?} after {row:?}");
            let oversees = matches!(after.party_of(&who), Party::Assessor | Party::Lead);
            if after.state() < State::Moderating {
                // One who has rated sees its own, and nobody anything else; not even that there is another.
                assert!(view.assessors.iter().all(|rated| rated.person == who.person), "{named}");
                let others = |step: &&assurance::Step<'_>| step.act == ActKind::Rate;
                assert!(view.history.iter().filter(others).count() <= view.assessors.len(), "{named}");
            }
            if !oversees {
                assert!(view.assessors.is_empty() && view.differences.is_empty(), "{named}");
            }
            if after.state() < State::Rated || (!oversees && after.state() < State::Outcome) {
                assert!(view.rated.is_empty() && view.judged.is_none() && view.outcome.is_none(), "{named}");
            }
            let knows = after.party_of(&who) == Party::Unit || oversees;
            if !knows && after.state() < State::Published {
                assert!(view.rated.is_empty() && view.outcome.is_none(), "{named}");
            }
        }
    }
}

#[test]
fn the_state_tells_nobody_that_assessors_are_done_or_differ() {
    for state in [State::Assessing, State::Moderating, State::Rated] {
        let assessment = at(state);
        for who in [who("p3", "unit-director", "X-GEM"), who("p11", "author", "04K")] {
            assert_eq!(assessment.seen_by(&who).notice.unwrap().2, State::Assessing);
            let refused = assessment.apply(assurance::Act::Certify, &who, assessment.last_day()).unwrap_err();
            assert!(!refused.to_string().contains("Differences"), "{refused}");
        }
    }
    let customer = who("p11", "author", "04K");
    assert_eq!(at(State::Outcome).seen_by(&customer).notice.unwrap().2, State::Assessing);
}

#[test]
fn a_unit_is_told_of_the_survey_together_and_a_customer_sees_its_own_words() {
    let told = at(State::Outcome);
    let director = told.seen_by(&who("p3", "unit-director", "X-GEM"));
    assert!(director.responses.is_empty() && matches!(director.survey, Some(Summary::Told { .. })));
    let customer = at(State::Assessing);
    let view = customer.seen_by(&who("p11", "author", "04K"));
    assert!(view.responses.iter().all(|(body, _)| body.as_str() == "04K") && view.responses.len() == 1);
    assert!(view.intentions.iter().all(|row| row.customer.as_str() == "04K") && view.intentions.len() == 1);
    assert!(view.plan.is_empty() && view.answers.is_empty() && view.reconciled.is_none());
}

#[test]
fn strangers_and_administrators_learn_of_nothing_that_is_not_published() {
    for (row, after) in steps() {
        let stranger = after.seen_by(&who("p20", "author", "99X"));
        assert_eq!(stranger.notice.is_some(), after.state() >= State::Published, "{row:?}");
        assert!(stranger.answers.is_empty() && stranger.plan.is_empty() && stranger.milestones.is_empty());
        let public = after.view(Party::Public, &code(""), "");
        assert_eq!(public.outcome.is_some(), after.state() >= State::Published, "{row:?}");
        let keeper = after.seen_by(&who("p21", "administrator", "X-NHSE"));
        assert_eq!(keeper, assurance::View::default(), "{row:?}");
    }
}

#[test]
fn what_was_given_up_stays_as_it_was_seen() {
    let lead = who("p1", "review-lead", "X-NHSE");
    let gave_up = assurance::Act::Abandon { text: "The unit closes.".to_string() };
    let before = at(State::Moderating);
    let after = before.apply(gave_up, &lead, date("2012-05-01")).unwrap();
    assert_eq!((after.state(), after.ended_at()), (State::Abandoned, Some(State::Moderating)));
    let director = after.seen_by(&who("p3", "unit-director", "X-GEM"));
    assert_eq!(director.notice.unwrap().2, State::Abandoned);
    assert!(director.rated.is_empty() && director.assessors.is_empty());
    assert!(Round::of([after]).is_over());
}
