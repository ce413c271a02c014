//! What a unit offers is answered on the record, by each commissioner for itself.

use casework::{Act, ActKind, Guard, OfferAnswer, OfferGapKind, Office, Party, RestsOn};
use vocabulary::{CaseTier, Pence};

use crate::world::*;

fn offer(text: &str, until: i32) -> Act {
    Act::CounterOffer { text: words(text), annual_pence: Pence(100), until: day(until) }
}

fn answer(offer: usize, answer: OfferAnswer) -> Act {
    Act::AnswerOffer { offer, answer, text: words("ANSWERED-BECAUSE") }
}

fn offered(until: i32) -> casework::Case {
    ready(setup(CaseTier::Case, &["A", "B"])).does("U", Office::UnitDirector, 4, offer("OFFER-1", until))
}

fn owed(case: &casework::Case) -> Vec<(&str, OfferGapKind)> {
    case.offer_gaps().into_iter().map(|gap| (gap.body.as_str(), gap.why)).collect()
}

#[test]
fn each_commissioner_owes_an_answer_until_it_takes_it_up_or_declines() {
    use OfferGapKind::{NothingFollowed, StillConsidered, Unanswered};
    let case = offered(90);
    assert_eq!(owed(&case), [("A", Unanswered), ("B", Unanswered)]);
    let case = case.does("A", Office::Author, 5, answer(0, OfferAnswer::StillConsidered));
    assert_eq!(owed(&case), [("A", StillConsidered), ("B", Unanswered)]);
    let case = case.does("B", Office::Certifier, 5, answer(0, OfferAnswer::Declined));
    let case = case.does("A", Office::Author, 6, answer(0, OfferAnswer::TakenUp));
    assert_eq!(owed(&case), [("A", NothingFollowed)], "no number changes by itself");
    let figures: Vec<_> = case.exhibits().to_vec();
    let after = case.clone().does("A", Office::Author, 6, exhibit(50));
    assert_eq!(owed(&after), []);
    assert_ne!(after.exhibits(), figures);
    assert_eq!(case.offers()[0].answers.len(), 3, "what was answered before stays");
    assert!(is_its_history(&after));
}

#[test]
fn an_offer_that_is_over_or_answered_for_good_cannot_be_taken_up() {
    let case = offered(5);
    let late = |body| refused(&case, body, Office::Author, 6, answer(0, OfferAnswer::TakenUp));
    assert_eq!(late("A").guards(), [Guard::OfferStands]);
    let case = case.clone().does("A", Office::Author, 6, answer(0, OfferAnswer::Declined));
    let again = refused(&case, "A", Office::Author, 6, answer(0, OfferAnswer::StillConsidered));
    assert_eq!(again.guards(), [Guard::OfferOpen]);
    let none = refused(&case, "A", Office::Author, 6, answer(1, OfferAnswer::Declined));
    assert_eq!(none.guards(), [Guard::OfferThere]);
    let blank = Act::AnswerOffer { offer: 0, answer: OfferAnswer::Declined, text: words(" ") };
    assert_eq!(refused(&case, "B", Office::Author, 6, blank).guards(), [Guard::Worded]);
    for (body, office) in [("U", Office::UnitDirector), ("C", Office::Author), ("A", Office::GoverningBody)] {
        let refused = refused(&case, body, office, 6, answer(0, OfferAnswer::Declined));
        assert!(refused.guards().is_empty() && !refused.open().contains(&ActKind::AnswerOffer), "{body}");
    }
}

#[test]
fn whoever_sees_an_offer_sees_its_answer_and_nobody_else() {
    let case = offered(90).does("A", Office::Author, 5, answer(0, OfferAnswer::Declined));
    let told = |party, body: &str| format!("{:?}", case.view(party, &code(body), day(6)));
    assert!(told(Party::Unit, "U").contains("ANSWERED-BECAUSE"));
    assert!(told(Party::Ours, "B").contains("ANSWERED-BECAUSE"));
    for (party, body) in [(Party::Neighbour, "C"), (Party::Deciding, "T"), (Party::Other, "Z")] {
        assert!(!told(party, body).contains("ANSWERED-BECAUSE"), "{body} in a draft");
    }
    let history = case.view(Party::Unit, &code("U"), day(6)).history;
    assert!(history.iter().any(|step| step.act == ActKind::AnswerOffer));
    let history = case.view(Party::Neighbour, &code("C"), day(6)).history;
    assert!(history.iter().all(|step| step.act != ActKind::AnswerOffer));
}

#[test]
fn it_is_a_commissioners_turn_as_long_as_the_offer_stands_and_an_answer_rests_on_the_offer() {
    let case = offered(8);
    let turn = |case: &casework::Case, on| {
        let turns = case.turns(day(on));
        turns.iter().filter(|turn| turn.act == ActKind::AnswerOffer).count()
    };
    assert_eq!((turn(&case, 8), turn(&case, 9)), (2, 0));
    let author = at("A", Office::Author);
    let before = case.as_seen(RestsOn::Offer(0), &author, day(5));
    let more = case.clone().does("U", Office::UnitDirector, 5, offer("OFFER-2", 30));
    assert_eq!(more.as_seen(RestsOn::Offer(0), &author, day(5)), before, "another offer is another");
    let answered = more.does("B", Office::Author, 5, answer(0, OfferAnswer::Declined));
    assert_ne!(answered.as_seen(RestsOn::Offer(0), &author, day(5)), before);
    assert_eq!(turn(&answered, 6), 3);
    // An unanswered offer stops nothing.
    let sent =
        answered.does("A", Office::Certifier, 6, Act::Certify).does("B", Office::Certifier, 6, Act::Certify);
    assert_eq!(owed(&sent).len(), 3);
}
