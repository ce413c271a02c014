//! Files that show answers: attached by who answers, read by who reads the answer, gone when no answer names them.

use actions::{Actor, Refusal, Role, acts};
use assurance::{Act, ActKind, Evidence, RestsOn};
use store::RoundFile;
use vocabulary::Code;

use crate::hall::{Hall, PAPER, code, paper_hash};

impl Hall {
    async fn reads(&self, actor: &Actor) -> Option<(RoundFile, Vec<u8>)> {
        let at = (&self.round, &code("U"));
        let read = acts::see_round_file(&self.world.desk, actor, at, &paper_hash(), self.now()).await;
        match read {
            Ok(read) => Some(read),
            Err(Refusal::NotFound) => None,
            Err(other) => panic!("{other:?}"),
        }
    }

    async fn sends_file(
        &self,
        actor: &Actor,
        title: &str,
        name: &str,
        bytes: &[u8],
    ) -> Result<String, Refusal> {
        let question = &self.first();
        let rests = match self.see(actor, "U").await {
            Ok(seen) => seen.seen(ActKind::Answer, None, &RestsOn::Question(question.clone())),
            Err(_) => String::new(),
        };
        let evidence = self.evidence(question).await;
        let new = acts::AnswerWithFile { question, text: "So", evidence, title, name, bytes };
        let at = (&self.round, &code("U"));
        acts::answer_with_file(&self.world.desk, actor, at, new, &rests, self.now()).await
    }

    fn first(&self) -> Code {
        self.asks().questions().next().unwrap().id.clone()
    }

    async fn evidence(&self, question: &Code) -> Vec<Evidence> {
        let seen = self.see(&self.actor("U", Role::UnitFinance), "U").await.unwrap();
        let view = seen.view();
        let own = view.answers.iter().find(|(id, _)| *id == question);
        own.map(|(_, answer)| answer.evidence.clone()).unwrap_or_default()
    }

    async fn bytes_there(&self, round: &Code) -> bool {
        let mut view = self.world.desk.store().view().await.unwrap();
        view.round_file(round, &code("U"), &paper_hash()).await.unwrap().is_some()
    }
}

fn codes(refused: Result<String, Refusal>) -> Vec<&'static str> {
    match refused {
        Err(Refusal::Invalid(findings)) => findings.iter().map(|finding| finding.code).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_file_is_attached_with_its_answer_or_nothing_is() {
    let hall = Hall::opened().await;
    let finance = hall.actor("U", Role::UnitFinance);
    let bad = [
        (" ", "a.docx", PAPER, vec!["file-of-other-kind", "file-without-title"]),
        ("Minutes", "a.exe", PAPER, vec!["file-of-other-kind"]),
        ("Minutes", "a.pdf", b"".as_slice(), vec!["file-too-large"]),
    ];
    for (title, name, bytes, expected) in bad {
        assert_eq!(codes(hall.sends_file(&finance, title, name, bytes).await), expected);
    }
    assert!(hall.evidence(&hall.first()).await.is_empty() && !hall.bytes_there(&hall.round).await);
    hall.sends_file(&finance, "Minutes", "minutes.pdf", PAPER).await.unwrap();
    let (file, bytes) = hall.reads(&finance).await.unwrap();
    assert_eq!(bytes, PAPER);
    assert_eq!(
        (file.name.as_str(), file.kind.as_str(), file.size_bytes),
        ("minutes.pdf", "pdf", PAPER.len() as u64)
    );
    let others = [
        ("U", Role::Administrator),
        ("V", Role::UnitFinance),
        ("A", Role::Author),
        ("X", Role::Assessor),
        ("X", Role::ReviewLead),
        ("O1", Role::ReviewLead),
    ];
    for (body, role) in others {
        let other = hall.actor(body, role);
        assert_eq!(hall.reads(&other).await, None, "{role} at {body}");
        assert!(hall.sends_file(&other, "Mine", "b.pdf", PAPER).await.is_err(), "{role} at {body}");
    }
    assert_eq!(hall.reads(&Actor::public()).await, None);
}

#[tokio::test]
async fn who_answers_on_something_that_changed_since_attaches_nothing() {
    let hall = Hall::opened().await;
    let (finance, question) = (hall.actor("U", Role::UnitFinance), hall.first());
    let new = acts::AnswerWithFile {
        question: &question,
        text: "So",
        evidence: Vec::new(),
        title: "Minutes",
        name: "a.pdf",
        bytes: PAPER,
    };
    let at = (&hall.round, &code("U"));
    let sent = acts::answer_with_file(&hall.world.desk, &finance, at, new, "another", hall.now()).await;
    assert!(matches!(sent, Err(Refusal::Stale { .. })), "{sent:?}");
    assert!(!hall.bytes_there(&hall.round).await);
}

#[tokio::test]
async fn its_bytes_go_when_no_answer_names_it_and_stay_as_long_as_one_does() {
    let hall = Hall::opened().await;
    let finance = hall.actor("U", Role::UnitFinance);
    let asks = hall.asks();
    let [first, second] = [0, 1].map(|at| asks.questions().nth(at).unwrap().id.clone());
    hall.attaches(&first, "ANSWER-OF-U").await;
    hall.attaches(&second, "ANSWER-OF-U").await;
    let bare = |question: &Code| Act::Answer {
        question: question.clone(),
        text: "Bare".into(),
        evidence: Vec::new(),
    };
    hall.does("U", Role::UnitFinance, bare(&first)).await;
    assert!(hall.reads(&finance).await.is_some(), "the second names it");
    hall.does("U", Role::UnitFinance, bare(&second)).await;
    assert!(hall.reads(&finance).await.is_none() && !hall.bytes_there(&hall.round).await);
    // A name alone brings nothing back.
    let named = vec![Evidence { title: "T".into(), hash: paper_hash() }];
    let naming = Act::Answer { question: first, text: "Named".into(), evidence: named };
    hall.does("U", Role::UnitFinance, naming).await;
    assert!(hall.reads(&finance).await.is_none());
}

#[tokio::test]
async fn files_together_are_within_a_limit() {
    let hall = Hall::opened().await;
    let finance = hall.actor("U", Role::UnitFinance);
    let large = |mark: u8| {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        bytes.resize(9 << 20, mark);
        bytes.extend(b"\n%%EOF\n");
        bytes
    };
    for mark in [b'a', b'b'] {
        hall.sends_file(&finance, "Large", "a.pdf", &large(mark)).await.unwrap();
    }
    assert_eq!(codes(hall.sends_file(&finance, "Large", "a.pdf", &large(b'c')).await), ["file-too-large"]);
    assert_eq!(hall.evidence(&hall.first()).await.len(), 2, "nothing was done");
    hall.sends_file(&finance, "Small", "minutes.pdf", PAPER).await.unwrap();
}

#[tokio::test]
async fn an_answer_that_is_kept_in_the_next_round_keeps_its_file() {
    let mut hall = Hall::closed().await;
    let before = hall.round.clone();
    hall.day += 1;
    hall.round = hall.opens(&["U"]).await.unwrap();
    let finance = hall.actor("U", Role::UnitFinance);
    let question = hall.first();
    assert_eq!(hall.reads(&finance).await.unwrap().1, PAPER, "beside the answer of the last round");
    hall.does("U", Role::UnitFinance, Act::Keep { question: question.clone() }).await;
    assert_eq!(hall.reads(&finance).await.unwrap().1, PAPER);
    let bare = Act::Answer { question, text: "Bare".into(), evidence: Vec::new() };
    hall.does("U", Role::UnitFinance, bare).await;
    assert!(hall.bytes_there(&before).await, "what was certified with it keeps it");
}
