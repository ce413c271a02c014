//! What must be so: each guard, refused once.

use assurance::{Act, Assessment, Guard, Intended, Milestone, Refused, Round, State};
use vocabulary::{Pence, Who};

use crate::world::*;

fn refused(on: &Assessment, act: Act, who: &Who) -> Vec<Guard> {
    match on.apply(act, who, on.last_day()) {
        Err(Refused::NotSo { guards, .. }) => guards,
        other => panic!("{other:?}"),
    }
}

fn director() -> Who {
    who("p3", "unit-director", "X-GEM")
}

fn lead() -> Who {
    who("p1", "review-lead", "X-NHSE")
}

#[test]
fn a_round_is_opened_by_its_oversight_body_for_bodies_that_differ() {
    let on = date("2012-03-01");
    let open = |opening| Round::open(&opening, None, &lead(), on).unwrap_err().1;
    let mut own = opening("r", definition(), "2012-03-31");
    own.units[0].customers.push(code("X-GEM"));
    assert_eq!(open(own).guards(), [Guard::SetupWhole]);
    assert_eq!(open(opening("r", definition(), "2012-02-01")).guards(), [Guard::SetupWhole]);
    let mut empty = definition();
    empty.rules.clear();
    assert_eq!(open(opening("r", empty, "2012-03-31")).guards(), [Guard::SetupWhole]);
    let other = who("p1", "review-lead", "X-OTHER");
    let stranger = Round::open(&opening("r", definition(), "2012-03-31"), None, &other, on);
    assert!(matches!(stranger.unwrap_err().1, Refused::NotYours { .. }));
}

#[test]
fn a_unit_answers_what_is_asked_and_certifies_all_of_it() {
    let begun = unit(&opened()).clone();
    let answer = |question: &str, text: &str| Act::Answer {
        question: code(question),
        text: text.to_string(),
        evidence: Vec::new(),
    };
    assert_eq!(refused(&begun, answer("four-years", " "), &director()), [Guard::Worded]);
    assert_eq!(refused(&begun, answer("unasked", "text"), &director()), [Guard::QuestionThere]);
    let keep = Act::Keep { question: code("four-years") };
    assert_eq!(refused(&begun, keep, &director()), [Guard::CarriedThere]);
    let rating = ratings("leadership=excellent: We are.").remove(0);
    assert_eq!(refused(&begun, Act::RateSelf { rating }, &director()), [Guard::RatingWhole]);
    let mut rows = plan();
    rows.push(rows[0].clone());
    assert_eq!(refused(&begun, Act::StatePlan { rows }, &director()), [Guard::OwnPlan]);
    let all = [Guard::AllAnswered, Guard::AllSelfRated, Guard::PlanStated];
    assert_eq!(refused(&begun, Act::Certify, &who("p4", "certifier", "X-GEM")), all);
    let earlier = begun.apply(answer("four-years", "text"), &director(), date("2012-02-28")).unwrap_err();
    assert_eq!(earlier.guards(), [Guard::DayForward]);
}

#[test]
fn a_customer_speaks_for_itself_alone() {
    let begun = unit(&opened()).clone();
    let customer = who("p11", "author", "04K");
    let other = intentions().into_iter().filter(|row| row.customer.as_str() == "04L").collect();
    assert_eq!(refused(&begun, Act::Intend { rows: other }, &customer), [Guard::OwnIntentions]);
    let wide = Intended { low: Pence(2), high: Pence(1), ..intentions().remove(0) };
    assert_eq!(refused(&begun, Act::Intend { rows: vec![wide] }, &customer), [Guard::OwnIntentions]);
    let scores =
        |domain: &str, score| Act::Respond { scores: [(code(domain), score)].into(), text: String::new() };
    assert_eq!(refused(&begun, scores("leadership", 6), &customer), [Guard::ScoresFit]);
    assert_eq!(refused(&begun, scores("weather", 3), &customer), [Guard::ScoresFit]);
}

#[test]
fn assessors_are_two_people_who_rate_every_domain() {
    let assessing = at(State::Assessing);
    let one = who("p5", "assessor", "X-NHSE");
    let some = ratings("leadership=fails: So.");
    assert_eq!(refused(&assessing, Act::Rate { ratings: some }, &one), [Guard::EveryDomainRated]);
    let all = "leadership=fails: a / business-plan=fails: b / customer-focus=fails: c";
    let twice = ratings(&format!("{all} / leadership=fails: d"));
    assert_eq!(refused(&assessing, Act::Rate { ratings: twice }, &one), [Guard::EveryDomainRated]);
    let rated = assessing.apply(Act::Rate { ratings: ratings(all) }, &one, assessing.last_day()).unwrap();
    assert_eq!(rated.state(), State::Assessing);
    assert_eq!(refused(&rated, Act::Rate { ratings: ratings(all) }, &one), [Guard::NotRatedYet]);
    // Two that agree have nothing to settle.
    let other = who("p6", "assessor", "X-NHSE");
    let agreed = rated.apply(Act::Rate { ratings: ratings(all) }, &other, rated.last_day()).unwrap();
    assert_eq!(agreed.state(), State::Rated);
    assert_eq!(agreed.judged().unwrap().outcome(), Some(&code("stops")));
}

#[test]
fn who_assessed_does_not_record_nor_settle() {
    let differ = at(State::Moderating);
    let settled = "business-plan=fails: a / customer-focus=fails: b";
    let own = who("p5", "review-lead", "X-NHSE");
    assert_eq!(refused(&differ, Act::Moderate { ratings: ratings(settled) }, &own), [Guard::HandsApart]);
    let third = who("p7", "assessor", "X-NHSE");
    let less = ratings("business-plan=fails: a");
    assert_eq!(refused(&differ, Act::Moderate { ratings: less }, &third), [Guard::DifferencesSettled]);
    let more = ratings(&format!("{settled} / leadership=fails: c"));
    assert_eq!(refused(&differ, Act::Moderate { ratings: more }, &third), [Guard::DifferencesSettled]);
    let rated = at(State::Rated);
    let outcome = |id: Option<&str>| Act::RecordOutcome { outcome: id.map(code), text: "So.".to_string() };
    let by_rule = Some("rigorous-management");
    assert_eq!(refused(&rated, outcome(by_rule), &own), [Guard::HandsApart]);
    assert_eq!(refused(&rated, outcome(Some("stops")), &lead()), [Guard::OutcomeFits]);
    assert_eq!(refused(&rated, outcome(None), &lead()), [Guard::OutcomeFits]);
}

#[test]
fn a_plan_binds_and_is_settled_before_the_end() {
    let published = at(State::Published);
    assert_eq!(refused(&published, Act::Close, &lead()), [Guard::PlanSettled]);
    let bind = |owner: &str, due: &str| Act::BindPlan {
        milestones: vec![Milestone::new("Something", &code(owner), date(due))],
    };
    assert_eq!(refused(&published, bind("04K", "2012-07-31"), &lead()), [Guard::PlanWhole]);
    assert_eq!(refused(&published, bind("X-GEM", "2012-05-01"), &lead()), [Guard::PlanWhole]);
    let none = Act::BindPlan { milestones: Vec::new() };
    assert_eq!(refused(&published, none, &lead()), [Guard::PlanWhole]);
    let bound = at(State::Bound);
    let meet = |milestone| Act::MeetMilestone { milestone, text: "Done.".to_string() };
    let miss = |milestone| Act::MissMilestone { milestone, text: "Late.".to_string() };
    assert_eq!(refused(&bound, meet(2), &director()), [Guard::OwnMilestone]);
    assert_eq!(refused(&bound, meet(9), &director()), [Guard::MilestoneOpen, Guard::OwnMilestone]);
    assert_eq!(refused(&bound, miss(0), &lead()), [Guard::MilestoneDayPassed]);
    assert_eq!(refused(&bound, Act::Close, &lead()), [Guard::PlanSettled]);
    let overdue: Vec<&str> =
        bound.overdue(date("2012-07-16")).map(|milestone| milestone.text.as_str()).collect();
    assert_eq!(overdue, ["A director of customer relations", "A visit to Nottingham City"]);
}
