//! From the answer to the last benefit.

use actions::{Refusal, Role, acts};
use casework::{Act, Benefit, Office, SectionId, State, Verdict};
use exchange::casework::read_event;
use record::{Line, RecordFile, Trust};
use vocabulary::{CaseTier, Code, Pence};

use crate::hall::{Hall, words};
use crate::world::now;

#[tokio::test]
async fn a_case_takes_its_parties_from_the_answer_and_its_rights_from_the_rules() {
    let hall = Hall::opened().await;
    let seen = hall.see(&hall.actor("A", Role::Author)).await.unwrap();
    assert_eq!(seen.reference().as_str(), "A-2026-1");
    let setup = seen.setup();
    assert_eq!(setup.commissioners, [Code::new("A")]);
    assert_eq!(setup.units, [Code::new("U")]);
    assert_eq!(setup.affected, [Code::new("B"), Code::new("C")]);
    assert_eq!(setup.tier, CaseTier::Case, "it is significant");
    let overseers: Vec<_> =
        setup.overseers.iter().map(|one| (one.body.as_str(), one.customer_or_host)).collect();
    assert_eq!(overseers[0], ("O1", false));
    let national = setup.national.as_ref().map(|one| (one.body.as_str(), one.customer_or_host));
    assert_eq!(national, Some(("X", true)), "the unit is its own");
    assert_eq!((setup.rights.right.word(), setup.days.review), ("agree", 28));
    assert_eq!(seen.unasked().len(), 3);
    hall.attach().await;
    let seen = hall.see(&hall.actor("A", Role::Author)).await.unwrap();
    let view = seen.view();
    let own: Vec<_> = view.figures.iter().filter_map(|figure| figure.body.as_ref()).collect();
    assert!(own.contains(&&Code::new("B")) && view.figures.iter().any(|one| one.body.is_none()));
    assert!(view.figures.iter().all(|one| one.amount.rest.is_some()), "who writes sees bands");
}

#[tokio::test]
async fn an_answer_that_is_not_frozen_or_another_body_s_opens_no_case() {
    let hall = Hall::opened().await;
    let desk = &hall.world.desk;
    let asker = hall.world.asker("A", Role::Author);
    let open = hall.world.answered(&asker, "A", crate::world::SCENARIO).await;
    let title = ("Alder leaves", CaseTier::Record);
    let refused = acts::open_case(desk, &asker, (&Code::new("A"), &open), title, now()).await;
    assert!(
        matches!(&refused, Err(Refusal::Invalid(found)) if found[0].code == "exhibit-not-usable"),
        "{refused:?}"
    );
    let birch = hall.actor("B", Role::Author);
    let refused = acts::open_case(desk, &birch, (&Code::new("B"), &hall.answer), title, now()).await;
    assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
}

#[tokio::test]
async fn it_is_carried_from_draft_to_closed_and_every_act_is_in_the_record() {
    let mut hall = Hall::decided().await;
    hall.does("A", Role::Certifier, Act::Publish).await;
    let due = "2027-03-31".parse().unwrap();
    let benefit = Benefit { title: words("Saved"), forecast_pence: Pence(100), due, outturn: None };
    hall.does("A", Role::Author, Act::Follow { benefits: vec![benefit] }).await;
    hall.does("A", Role::Author, Act::RecordOutturn { benefit: 0, pence: Pence(90) }).await;
    hall.day += 1;
    let last = hall.does("A", Role::Author, Act::Close).await;
    let seen = hall.see(&hall.actor("A", Role::Viewer)).await.unwrap();
    assert_eq!(seen.notice().1, State::Closed);
    let told = hall.tries("A", Role::Author, Act::Close).await;
    assert!(matches!(&told, Err(Refusal::WrongState { allowed }) if allowed.is_empty()), "{told:?}");

    let mut view = hall.world.desk.store().view().await.unwrap();
    let (mut events, mut receipts) = (Vec::new(), Vec::new());
    for log in view.record_logs().await.unwrap() {
        let log: RecordFile = view.record(&log).await.unwrap();
        record::verify(&log, &Trust { may_go_on: true, ..Trust::default() }).unwrap();
        for line in log.lines {
            let Ok(Line::Entry(line)) = line else { continue };
            let entry = record::Entry::parse(&line.text).unwrap();
            if entry.facts["act"] == "case" {
                let told: Vec<_> = entry.facts.iter().filter(|(name, _)| *name != "receipt").collect();
                let told: Vec<_> = told.iter().map(|(_, text)| text.as_str()).collect();
                assert_eq!(told, ["case", "", "case", ""], "nothing else is told in clear");
                let content = serde_json::from_slice(&line.contents["event"].content).unwrap();
                events.push(read_event(&content).unwrap());
                receipts.push(entry.receipt().to_string());
            }
        }
    }
    assert_eq!(receipts.last().unwrap(), &last);
    let numbers: Vec<_> = events.iter().map(|line| line.number).collect();
    assert_eq!(numbers, (1..=events.len()).collect::<Vec<_>>());
    let kept = view.case_lines(&hall.case).await.unwrap();
    assert_eq!(kept.iter().map(|line| line.receipt.clone()).collect::<Vec<_>>(), receipts);
    // Persons are numbered in the order in which they act, and the case that comes of it is the case.
    assert_eq!(events[0].event.who.person, "1");
    let again: Vec<_> = events.into_iter().map(|line| line.event).collect();
    let again = casework::Case::replay(&again).unwrap();
    assert_eq!(again.state(), State::Closed);
    assert_eq!(again.review().outcome.as_ref().unwrap().verdict, Verdict::NotAgreed);
    assert!(again.stands()[&Code::new("A")].decisions[0].without_agreement);
}

#[tokio::test]
async fn who_wrote_it_can_not_certify_it_and_what_is_missing_is_told_at_once() {
    let hall = Hall::opened().await;
    hall.does("A", Role::Author, Act::Write { section: SectionId::Rationale, text: words("Why") }).await;
    let missing = hall.tries("A", Role::Certifier, Act::Certify).await;
    assert!(matches!(&missing, Err(Refusal::Invalid(found)) if found.len() == 3), "{missing:?}");
    let mut author = hall.actor("A", Role::Author);
    author.roles.push((Code::new("A"), Office::Certifier));
    let rests = hall.rests(&author, casework::RestsOn::Whole).await;
    let told =
        acts::act_on_case(&hall.world.desk, &author, &hall.case, (Act::Certify, None), &rests, hall.now())
            .await;
    let Err(Refusal::Invalid(found)) = told else { panic!("{told:?}") };
    assert!(found.iter().any(|one| one.expected.contains("must be done by somebody else")), "{found:?}");
}
