//! What is half typed is kept for who typed it, until it is sent.

use actions::{Actor, Refusal, Role, acts};
use assurance::{Act, ActKind, RestsOn};
use vocabulary::Code;

use crate::hall::{Hall, code};

impl Hall {
    async fn types(&self, actor: &Actor, act: ActKind, on: &RestsOn, content: &str) -> Result<(), Refusal> {
        let form = acts::RoundForm { act, at: None, on };
        let at = (&self.round, &code("U"));
        acts::keep_round_typing(&self.world.desk, actor, at, form, (content, "seen"), self.now()).await
    }

    async fn typed(&self, actor: &Actor, act: ActKind, on: &RestsOn) -> Option<String> {
        let form = acts::RoundForm { act, at: None, on };
        let at = (&self.round, &code("U"));
        let typed = acts::see_round_typing(&self.world.desk, actor, at, form, self.now()).await;
        typed.unwrap_or_default().map(|typed| typed.content)
    }
}

#[tokio::test]
async fn what_is_typed_stays_with_who_typed_it_until_it_is_sent() {
    let hall = Hall::opened().await;
    let (finance, other) = (hall.actor("U", Role::UnitFinance), hall.other("U", Role::UnitFinance));
    let questions: Vec<Code> = hall.asks().questions().map(|question| question.id.clone()).collect();
    let on = |at: usize| RestsOn::Question(questions[at].clone());
    for (at, words) in [(0, "half a"), (0, "half a sentence"), (1, "another")] {
        hall.types(&finance, ActKind::Answer, &on(at), words).await.unwrap();
    }
    assert_eq!(hall.typed(&finance, ActKind::Answer, &on(0)).await.as_deref(), Some("half a sentence"));
    assert_eq!(hall.typed(&other, ActKind::Answer, &on(0)).await, None, "a colleague");
    assert_eq!(hall.typed(&Actor::public(), ActKind::Answer, &on(0)).await, None);
    let answer = Act::Answer { question: questions[0].clone(), text: "Whole.".into(), evidence: Vec::new() };
    hall.does("U", Role::UnitFinance, answer).await;
    assert_eq!(hall.typed(&finance, ActKind::Answer, &on(0)).await, None, "it was sent");
    assert_eq!(hall.typed(&finance, ActKind::Answer, &on(1)).await.as_deref(), Some("another"));
}

#[tokio::test]
async fn nobody_types_into_what_is_not_theirs() {
    let hall = Hall::opened().await;
    let question = RestsOn::Question(hall.asks().questions().next().unwrap().id.clone());
    let others = [
        ("U", Role::Administrator),
        ("V", Role::UnitFinance),
        ("A", Role::Author),
        ("X", Role::Assessor),
        ("X", Role::ReviewLead),
    ];
    for (body, role) in others {
        let typed = hall.types(&hall.actor(body, role), ActKind::Answer, &question, "mine").await;
        assert!(matches!(typed, Err(Refusal::Forbidden | Refusal::NotFound)), "{role} at {body}: {typed:?}");
    }
    let none = hall.types(&Actor::public(), ActKind::Answer, &question, "mine").await;
    assert!(matches!(none, Err(Refusal::SignInFirst | Refusal::NotFound)), "{none:?}");
    let finance = hall.actor("U", Role::UnitFinance);
    let long = hall.types(&finance, ActKind::Answer, &question, &"x".repeat(1_000_001)).await;
    assert!(matches!(long, Err(Refusal::Invalid(_))), "{long:?}");
}

/// What an assessor types is told to nobody, and can be read by who typed it when the round has gone on.
#[tokio::test]
async fn what_an_assessor_types_is_theirs_alone() {
    let hall = Hall::certified().await;
    let (one, other) = (hall.actor("X", Role::Assessor), hall.other("X", Role::Assessor));
    hall.types(&one, ActKind::Rate, &RestsOn::Whole, "RATED-SO").await.unwrap();
    assert_eq!(hall.typed(&one, ActKind::Rate, &RestsOn::Whole).await.as_deref(), Some("RATED-SO"));
    assert_eq!(hall.typed(&other, ActKind::Rate, &RestsOn::Whole).await, None);
    let lead = hall.actor("X", Role::ReviewLead);
    assert_eq!(hall.typed(&lead, ActKind::Rate, &RestsOn::Whole).await, None);
}
