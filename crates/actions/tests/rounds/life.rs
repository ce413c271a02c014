//! From the opening to the last milestone.

use actions::{Refusal, Role};
use assurance::{Act, ActKind, Assessment, Judged, Standing, State, Verdict};
use exchange::assurance::read_round_event;
use record::{Line, Trust};
use vocabulary::{Code, Office};

use crate::hall::{Hall, code, date, definition, plan};

#[tokio::test]
async fn a_unit_is_carried_from_its_answers_to_its_plan_and_every_act_is_in_the_record() {
    let hall = Hall::closed().await;
    let lead = hall.actor("X", Role::ReviewLead);
    let seen = hall.see(&lead, "U").await.unwrap();
    let view = seen.view();
    assert_eq!(seen.state(), State::Closed);
    assert_eq!(view.outcome.unwrap().outcome, Some(code("stops")));
    assert_eq!(view.judged, Some(Judged::Outcome(code("stops"))));
    let standing: Vec<_> = view.milestones.iter().map(|one| one.standing(date("2027-01-31"))).collect();
    assert_eq!(standing, [Standing::Met, Standing::Missed]);
    assert!(seen.open().is_empty() && seen.turns().is_empty());
    let other = hall.see(&lead, "V").await.unwrap();
    assert_eq!(other.state(), State::Answering, "each at its own pace");

    let mut view = hall.world.desk.store().view().await.unwrap();
    let (kept, mut events, mut receipts) = (definition(), Vec::new(), Vec::new());
    for log in view.record_logs().await.unwrap() {
        let log = view.record(&log).await.unwrap();
        record::verify(&log, &Trust { may_go_on: true, ..Trust::default() }).unwrap();
        for line in log.lines {
            let Ok(Line::Entry(line)) = line else { continue };
            let entry = record::Entry::parse(&line.text).unwrap();
            if entry.facts["act"] != "round" {
                continue;
            }
            let told: Vec<_> = entry.facts.iter().filter(|(name, _)| *name != "receipt").collect();
            let told: Vec<_> = told.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(told, ["round", "", "round", ""], "nothing else is told in clear");
            let content = serde_json::from_slice(&line.contents["event"].content).unwrap();
            let event = read_round_event(&content, &kept).unwrap();
            if event.unit == code("U") {
                receipts.push(entry.receipt().to_string());
                events.push(event);
            }
        }
    }
    assert_eq!(
        events.iter().map(|line| line.number).collect::<Vec<_>>(),
        (1..=events.len()).collect::<Vec<_>>()
    );
    let lines = view.round_lines(&hall.round, &code("U")).await.unwrap();
    assert_eq!(lines.iter().map(|line| line.receipt.clone()).collect::<Vec<_>>(), receipts);
    // Persons are numbered in the order in which they act, and what comes of it is the same.
    assert_eq!(events[0].event.who.person, "1");
    let again: Vec<_> = events.into_iter().map(|line| line.event).collect();
    let again = Assessment::of(&again).unwrap();
    assert_eq!(again.state(), State::Closed);
    assert_eq!(again.assessors().len(), 2);
}

#[tokio::test]
async fn the_plan_is_reconciled_with_what_each_customer_says() {
    let hall = Hall::certified().await;
    let seen = hall.see(&hall.actor("X", Role::Assessor), "U").await.unwrap();
    let reconciled = seen.view().reconciled.unwrap();
    let verdicts: Vec<_> =
        reconciled.lines.iter().map(|line| (line.customer.as_str(), line.verdict)).collect();
    assert_eq!(verdicts, [("A", Verdict::Matched), ("B", Verdict::UnitHigher), ("C", Verdict::NotStated)]);
    let totals = reconciled.totals;
    let (planned, confirmed) = (45_544_433 + 31_122_244 + 17_788_899, 41_100_100 + 20_200_200);
    assert_eq!((totals.planned.0, totals.confirmed.0), (planned, confirmed));
    assert_eq!((totals.hoped.0, totals.beyond.0, totals.unstated.0), (4_444_333, 10_922_044, 17_788_899));
}

#[tokio::test]
async fn who_answered_can_not_certify_and_what_is_missing_is_told_at_once() {
    let hall = Hall::answered().await;
    let refused = hall.tries("U", Role::UnitFinance, Act::Certify).await;
    assert!(matches!(refused, Err(Refusal::Forbidden)), "not in that role: {refused:?}");
    let mut both = hall.actor("U", Role::UnitFinance);
    both.roles.push((code("U"), Office::UnitDirector));
    let Err(Refusal::Invalid(found)) = hall.tries_as(&both, "U", Act::Certify).await else { panic!() };
    assert!(found[0].expected.contains("must be done by somebody else"), "{found:?}");
    assert!(!hall.see(&both, "U").await.unwrap().may(ActKind::Certify), "it isn't offered");
    let early = Hall::opened().await;
    let Err(Refusal::Invalid(found)) = early.tries("U", Role::UnitDirector, Act::Certify).await else {
        panic!()
    };
    assert_eq!(found.len(), 3, "answers, self-ratings and plan: {found:?}");
    assert!(found.iter().all(|finding| finding.code == "round-not-so"));
}

#[tokio::test]
async fn a_plan_that_can_not_stand_is_told_row_by_row() {
    let hall = Hall::opened().await;
    let mut rows = plan();
    rows.push(rows[0].clone());
    rows[1].unit = code("V");
    let told = hall.tries("U", Role::UnitFinance, Act::StatePlan { rows }).await;
    let Err(Refusal::Invalid(found)) = told else { panic!("{told:?}") };
    let codes: Vec<_> = found.iter().map(|finding| (finding.code, finding.place.row.clone())).collect();
    assert_eq!(
        codes.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
        ["plan-other-unit", "plan-line-twice"]
    );
    let other =
        hall.tries("A", Role::Author, Act::Intend { rows: vec![crate::hall::intends("B", 1, 2)] }).await;
    assert!(matches!(other, Err(Refusal::Invalid(_))), "nobody speaks for another: {other:?}");
}

#[tokio::test]
async fn the_outcome_is_the_rule_s() {
    let hall = Hall::rated().await;
    let outcome = Some(code("proceeds"));
    let told =
        hall.tries("X", Role::ReviewLead, Act::RecordOutcome { outcome, text: "I like them".into() }).await;
    let Err(Refusal::Invalid(found)) = told else { panic!("{told:?}") };
    assert!(found[0].expected.contains("the outcome is that of the rule"), "{found:?}");
    let told = hall.tries("X", Role::ReviewLead, Act::Publish).await;
    assert!(
        matches!(&told, Err(Refusal::WrongState { allowed }) if allowed == &["record-outcome", "abandon"]),
        "{told:?}"
    );
}

#[tokio::test]
async fn whose_turn_it_is_is_told_by_mail() {
    let mut hall = Hall::built().await;
    let keeper = hall.keeper();
    let (desk, now) = (hall.world.desk.clone(), hall.now());
    for (body, role) in
        [("U", Role::UnitFinance), ("A", Role::Author), ("X", Role::Assessor), ("D", Role::Author)]
    {
        let person = hall.actor(body, role).person.unwrap();
        actions::acts::give_role(&desk, &keeper, &person, &Code::new(body), role, now).await.unwrap();
    }
    hall.round = hall.opens(&["U"]).await.unwrap();
    let mut view = desk.store().view().await.unwrap();
    let mails = view.unsent_mails().await.unwrap();
    // The unit's finance lead and Alder's author; Dogwood buys from another unit, and nothing is to be rated yet.
    assert_eq!(mails.len(), 2, "{mails:?}");
    for mail in &mails {
        assert_eq!(mail.subject, "Something waits for you in round X-2026-R1");
        assert_eq!(mail.link, "/rounds/X-2026-R1/U");
    }
}
