//! Several people at once.

use actions::{Refusal, Role};
use assurance::Act;

use crate::hall::{Hall, code, plan};

fn answer(question: &str, text: &str) -> Act {
    Act::Answer { question: code(question), text: text.to_string(), evidence: Vec::new() }
}

#[tokio::test]
async fn two_answer_different_questions_and_neither_is_in_the_other_s_way() {
    let hall = Hall::opened().await;
    let (one, other) = (hall.actor("U", Role::UnitFinance), hall.other("U", Role::UnitFinance));
    let seen = hall.see(&one, "U").await.unwrap();
    let rests = |act: &Act| seen.seen(act.kind(), None, &act.rests_on());
    let (first, second) = (answer("four-years", "One"), answer("heard", "Two"));
    let (on_first, on_second) = (rests(&first), rests(&second));
    hall.sends(&one, "U", first, &on_first).await.unwrap();
    hall.sends(&other, "U", second, &on_second).await.unwrap();
    // The same question again, from a page that was opened before.
    let late = hall.sends(&other, "U", answer("four-years", "Three"), &on_first).await;
    assert!(matches!(late, Err(Refusal::Stale { .. })), "{late:?}");
    let seen = hall.see(&one, "U").await.unwrap();
    let view = seen.view();
    let told: Vec<_> = view.answers.iter().map(|(_, answer)| answer.text.as_str()).collect();
    assert_eq!(told, ["One", "Two"]);
}

#[tokio::test]
async fn two_state_the_plan_and_the_second_is_told() {
    let hall = Hall::opened().await;
    let one = hall.actor("U", Role::UnitFinance);
    let seen = hall.see(&one, "U").await.unwrap();
    let act = Act::StatePlan { rows: plan() };
    let rests = seen.seen(act.kind(), None, &act.rests_on());
    hall.sends(&one, "U", act.clone(), &rests).await.unwrap();
    let again = hall.sends(&hall.actor("U", Role::UnitDirector), "U", act, &rests).await;
    assert!(matches!(again, Err(Refusal::Stale { .. })), "{again:?}");
}

#[tokio::test]
async fn two_assessors_rate_without_knowing_of_each_other_and_a_third_comes_too_late() {
    let hall = Hall::certified().await;
    let (one, other) = (hall.actor("X", Role::Assessor), hall.other("X", Role::Assessor));
    let act = |reason: &str| Act::Rate { ratings: hall.ratings("meets", reason) };
    let seen = hall.see(&other, "U").await.unwrap();
    let rests = seen.seen(act("").kind(), None, &act("").rests_on());
    hall.tries_as(&one, "U", act("first")).await.unwrap();
    // The page that the other opened before is as good as it was: nothing that it rests on has changed for its reader.
    hall.sends(&other, "U", act("second"), &rests).await.unwrap();
    let third = hall.tries_as(&one, "U", act("again")).await;
    assert!(matches!(third, Err(Refusal::WrongState { .. })), "{third:?}");
    // What a customer says while somebody rates is told to who rates: it isn't what they have read any more.
    let hall = Hall::certified().await;
    let seen = hall.see(&hall.actor("X", Role::Assessor), "U").await.unwrap();
    let rests = seen.seen(act("").kind(), None, &act("").rests_on());
    hall.does("C", Role::Author, hall.response(5, "SURVEY-OF-C")).await;
    let late = hall.sends(&hall.actor("X", Role::Assessor), "U", act("first"), &rests).await;
    assert!(matches!(late, Err(Refusal::Stale { .. })), "{late:?}");
}
