//! What a round is opened with, and what is told first.

use actions::{NewRound, Refusal, Role, acts};
use assurance::{Act, ActKind, State};
use exchange::assurance::keep_checkpoint;
use jiff::ToSpan;
use vocabulary::{Code, Findings};

use crate::hall::{ANSWER_BY, Hall, code, date, definition};

fn codes(findings: &Findings) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

#[tokio::test]
async fn customers_are_those_of_the_register_and_the_definition_is_kept() {
    let hall = Hall::opened().await;
    assert_eq!(hall.round.as_str(), "X-2026-R1");
    let lead = hall.actor("X", Role::ReviewLead);
    let seen = acts::see_round(&hall.world.desk, &lead, &hall.round, hall.now()).await.unwrap();
    let told: Vec<_> =
        seen.units().iter().map(|unit| (unit.unit().as_str(), &unit.setup().customers)).collect();
    assert_eq!(told, [("U", &vec![code("A"), code("B"), code("C")]), ("V", &vec![code("D")])]);
    assert_eq!(seen.definition_text(), definition().text);
    assert_eq!(seen.units()[0].setup().answer_by, date(ANSWER_BY));
    assert_eq!(seen.name(&code("U")), "Upper unit");
    // A later change of what ships alters nothing.
    let text = definition().text.replace("Falls short", "Fails");
    let mut later = hall;
    later.world.desk =
        later.world.desk.clone().with_checkpoints([keep_checkpoint("shared-unit", &text).0.unwrap()]);
    let seen = acts::see_round(&later.world.desk, &lead, &later.round, later.now()).await.unwrap();
    assert_eq!(seen.definition().ratings[2].title, "Falls short");
    assert_eq!(seen.definition_hash(), definition().sha256);
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once_and_nothing_is_opened() {
    let mut hall = Hall::built().await;
    let (desk, lead) = (hall.world.desk.clone(), hall.actor("X", Role::ReviewLead));
    let units = [code("A"), code("nowhere")];
    let new = NewRound { definition: "none", units: &units, answer_by: date("2026-11-01") };
    let told = acts::open_round(&desk, &lead, &code("X"), &new, hall.now()).await;
    let Err(Refusal::Invalid(findings)) = told else { panic!("{told:?}") };
    let expected =
        ["round-unknown-definition", "round-day-passed", "round-unit-unknown", "round-unit-unknown"];
    assert_eq!(codes(&findings), expected);
    let new = NewRound { definition: "shared-unit", units: &[], answer_by: date(ANSWER_BY) };
    let told = acts::plan_round(&desk, &lead, &code("X"), &new, hall.now()).await.unwrap();
    assert_eq!(codes(&told.findings), ["round-without-units"]);
    // An area team doesn't oversee the unit.
    let area = hall.actor("O1", Role::ReviewLead);
    let (units, by) = ([code("U")], date(ANSWER_BY));
    let new = NewRound { definition: "shared-unit", units: &units, answer_by: by };
    let told = acts::plan_round(&desk, &area, &code("O1"), &new, hall.now()).await.unwrap();
    assert_eq!(codes(&told.findings), ["round-unit-unknown"]);
    let refused = acts::open_round(&desk, &lead, &code("O1"), &new, hall.now()).await;
    assert!(matches!(refused, Err(Refusal::Forbidden)), "{refused:?}");
    assert!(acts::see_rounds(&desk, &lead, hall.now()).await.unwrap().is_empty());
    // Past its review date, and out of force: told, and no hindrance.
    let text = definition()
        .text
        .replace("valid_from = 2026-04-01", "valid_from = 2026-04-01\nvalid_to = 2026-10-31");
    let text = text.replace("review_date = 2027-11-30", "review_date = 2026-11-01");
    hall.world.desk = desk.with_checkpoints([keep_checkpoint("shared-unit", &text).0.unwrap()]);
    let told = acts::plan_round(&hall.world.desk, &lead, &code("X"), &new, hall.now()).await.unwrap();
    assert_eq!(codes(&told.findings), ["round-definition-due", "round-definition-not-in-force"]);
    hall.opens(&["U"]).await.unwrap();
}

#[tokio::test]
async fn the_next_round_opens_with_the_last_one_s_answers_once_that_is_over() {
    let mut hall = Hall::bound().await;
    let refused = hall.opens(&["U"]).await;
    assert!(
        matches!(&refused, Err(Refusal::Invalid(found)) if codes(found) == ["round-still-open"]),
        "{refused:?}"
    );
    let text = || "SO".to_string();
    hall.does("U", Role::UnitDirector, Act::MeetMilestone { milestone: 0, text: text() }).await;
    hall.does("X", Role::ReviewLead, Act::MeetMilestone { milestone: 1, text: text() }).await;
    hall.does("X", Role::ReviewLead, Act::Close).await;
    hall.day = 40;
    let first = hall.round.clone();
    hall.round = hall.opens(&["U"]).await.unwrap();
    assert_eq!(hall.round.as_str(), "X-2026-R2");
    let writer = hall.actor("U", Role::UnitFinance);
    let seen = hall.see(&writer, "U").await.unwrap();
    let view = seen.view();
    assert_eq!(view.carried.len(), hall.asks().questions().count());
    assert!(view.carried.iter().all(|(_, carried)| carried.round == first && carried.text == "ANSWER-OF-U"));
    assert!(view.answers.is_empty() && seen.may(ActKind::Keep));
    let question = hall.asks().questions().next().unwrap().id.clone();
    hall.does("U", Role::UnitFinance, Act::Keep { question: question.clone() }).await;
    let seen = hall.see(&writer, "U").await.unwrap();
    let view = seen.view();
    let (_, answer) = view.answers.iter().find(|(known, _)| **known == question).unwrap();
    assert_eq!(answer.kept_from.as_ref(), Some(&first));
    // Another oversight body's round wouldn't have them: they are found by the body that opened the round.
    let mut view = hall.world.desk.store().view().await.unwrap();
    assert_eq!(view.rounds_of_unit(&code("U"), &code("X")).await.unwrap(), [hall.round.clone(), first]);
    assert!(view.rounds_of_unit(&code("U"), &Code::new("O1")).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_round_that_was_given_up_before_it_was_certified_carries_nothing() {
    let mut hall = Hall::answered().await;
    hall.does("X", Role::ReviewLead, Act::Abandon { text: "ABANDONED".into() }).await;
    let seen = hall.see(&hall.actor("X", Role::ReviewLead), "U").await.unwrap();
    assert_eq!(seen.state(), State::Abandoned);
    hall.day += 1;
    hall.round = hall.opens(&["U"]).await.unwrap();
    let seen = hall.see(&hall.actor("U", Role::UnitFinance), "U").await.unwrap();
    assert!(seen.view().carried.is_empty());
    assert_eq!(hall.today(), hall.now().to_zoned(jiff::tz::TimeZone::UTC).date());
    assert!(date(ANSWER_BY) >= hall.today().checked_add(1.days()).unwrap());
}
