//! Every party in every state: what it sees by the table, and what is really in its view.

use casework::{Act, Case, ExemptPart, Ground, Office, Party, SectionId, State, View, sees};
use vocabulary::Code;

use crate::world::*;

/// Who looks: party and body.
const EYES: [(Party, &str); 8] = [
    (Party::Ours, "A"),
    (Party::Neighbour, "C"),
    (Party::Unit, "U"),
    (Party::Deciding, "T"),
    (Party::Told, "R"),
    (Party::Other, "B"),
    (Party::Public, "Z"),
    (Party::Administrator, "A"),
];

/// Words and figures of the case that give a ground away, with the ground.
const TELLING: &[(&str, &[Ground])] = &[
    ("TITLE", &[Ground::Notice, Ground::PublicVersion]),
    ("TEXT-money", &[Ground::WorkingText, Ground::OpenedSections, Ground::SentText, Ground::PublicVersion]),
    ("C-line", &[Ground::OwnLine, Ground::Exhibits, Ground::PublicVersion]),
    ("D-line", &[Ground::Exhibits, Ground::PublicVersion]),
    ("REPLY-C", &[Ground::OwnReply, Ground::Replies, Ground::PublicVersion]),
    ("REPLY-U", &[Ground::OwnReply, Ground::Replies, Ground::PublicVersion]),
    ("PRIVATE-U", &[Ground::OwnReply, Ground::PrivateReplies]),
    ("OFFER", &[Ground::OwnReply, Ground::Replies]),
    ("QUESTION", &[Ground::Questions]),
    ("CONDITION", &[Ground::Outcome, Ground::Followed, Ground::PublicVersion]),
    ("POINT", &[Ground::Points]),
    ("FLAG", &[Ground::ReviewNotes]),
    ("COMMENT", &[Ground::ReviewNotes]),
    ("RECOMMENDED-BECAUSE", &[Ground::Recommendation]),
    ("OUTCOME-BECAUSE", &[Ground::Outcome, Ground::PublicVersion]),
    ("DECIDED-BECAUSE", &[Ground::Decisions, Ground::PublicVersion]),
];

fn seen<'a>(case: &'a Case, party: Party, body: &str) -> View<'a> {
    case.view(party, &Code::new(body), day(99))
}

#[test]
fn a_view_holds_nothing_that_the_table_does_not_allow() {
    let mut told_something = std::collections::BTreeSet::new();
    for case in life() {
        let mut ended = vec![case.clone()];
        if !case.state().is_over() {
            let withdraw = Act::Withdraw { text: words("we stay") };
            let supersede = Act::Supersede { by: code("CASE-2"), text: words("a wider one") };
            ended.push(case.apply(withdraw, &at("A", Office::Certifier), case.last_day()).unwrap());
            ended.push(case.apply(supersede, &at("A", Office::Certifier), case.last_day()).unwrap());
        }
        for (case, (party, body)) in ended.iter().flat_map(|case| EYES.map(|eye| (case, eye))) {
            let grounds = sees(party, case.ended_at().unwrap_or(case.state()));
            assert_eq!(case.grounds(party), grounds);
            let view = format!("{:?}", seen(case, party, body));
            for (word, by) in TELLING.iter().filter(|(word, _)| view.contains(word)) {
                assert!(
                    by.iter().any(|ground| grounds.contains(ground)),
                    "{party} in {}: {word}",
                    case.state()
                );
                told_something.insert(*word);
            }
            let neighbours_private =
                party != Party::Unit && party != Party::Deciding && view.contains("PRIVATE-U");
            assert!(!neighbours_private, "{party} in {}", case.state());
            let anothers_offer = party == Party::Neighbour && view.contains("OFFER");
            assert!(!anothers_offer, "{party} in {}", case.state());
        }
    }
    // The scan sees what is there: each word was found in somebody's view.
    assert_eq!(told_something.len(), TELLING.len(), "{told_something:?}");
}

#[test]
fn what_the_table_promises_is_there() {
    for case in life() {
        for (party, body) in EYES {
            let view = seen(&case, party, body);
            for ground in case.grounds(party) {
                let there = match ground {
                    Ground::Notice => view.notice.is_some(),
                    Ground::OwnLine => {
                        body != "C" || view.figures.iter().any(|figure| figure.id == code("C-line"))
                    }
                    Ground::OwnReply => view.asked.iter().any(|shown| shown.body.as_str() == body),
                    Ground::WorkingText | Ground::SentText | Ground::PublicVersion => view.texts.len() == 7,
                    Ground::Exhibits => view.figures.len() == 3,
                    Ground::Replies => view.asked.len() == 3,
                    Ground::PrivateReplies => view.asked.iter().any(|shown| shown.private == ["PRIVATE-U"]),
                    Ground::Recommendation => view.recommendation.is_some(),
                    Ground::Outcome => view.outcome.is_some(),
                    Ground::Followed => view.milestones.len() == 1,
                    _ => true,
                };
                assert!(there, "{party} in {} misses {ground}", case.state());
            }
        }
    }
}

#[test]
fn a_neighbour_sees_its_own_line_and_reply_and_nothing_else_before_publication() {
    for case in life().iter().filter(|case| case.state() < State::Published) {
        let view = seen(case, Party::Neighbour, "C");
        let figures: Vec<_> = view.figures.iter().map(|figure| figure.id.as_str()).collect();
        assert_eq!(figures, ["C-line"]);
        assert_eq!(view.asked.iter().map(|shown| shown.body.as_str()).collect::<Vec<_>>(), ["C"]);
        let (_, state) = view.notice.unwrap();
        assert!(matches!(state, State::Draft | State::Sent), "{state}");
        assert!(view.texts.is_empty() && view.points.is_empty() && view.notes.is_empty());
    }
}

#[test]
fn nobody_but_its_reviewers_can_tell_that_there_is_a_recommendation() {
    let life = life();
    let find = |state| life.iter().rfind(|case| case.state() == state).unwrap();
    let (before, after) = (find(State::InReview), find(State::Recommended));
    for (party, body) in EYES.into_iter().filter(|(party, _)| *party != Party::Deciding) {
        assert_eq!(seen(before, party, body), seen(after, party, body), "{party}");
    }
    for body in ["A", "C", "U", "R", "B"] {
        for office in Office::ALL {
            assert_eq!(
                before.open_to(&at(body, *office)),
                after.open_to(&at(body, *office)),
                "{body} {office}"
            );
        }
    }
    let decide = refused(after, "A", Office::GoverningBody, 11, decide(casework::Choice::Stay));
    assert!(decide.to_string().contains("“In review”"), "{decide}");
}

#[test]
fn everybody_else_and_an_administrator_see_nothing_before_publication() {
    for state in State::ALL.iter().filter(|state| **state < State::Published) {
        assert!(sees(Party::Other, *state).is_empty() && sees(Party::Public, *state).is_empty());
        assert!(sees(Party::Told, State::Draft).is_empty());
    }
    assert!(State::ALL.iter().all(|state| sees(Party::Administrator, *state).is_empty()));
    let draft = &life()[0];
    assert_eq!(draft.party_of(&at("T", Office::Reviewer)), Party::Other, "nothing was opened");
    let opened =
        draft.clone().does("A", Office::Author, 5, Act::OpenSections { sections: vec![SectionId::Money] });
    assert_eq!(opened.party_of(&at("T", Office::Reviewer)), Party::Deciding);
    let view = seen(&opened, Party::Deciding, "T");
    assert_eq!(view.texts.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [SectionId::Money]);
    assert_eq!(opened.party_of(&at("R", Office::Reviewer)), Party::Other);
    let administrator = at("A", Office::Administrator);
    assert!(life().iter().all(|case| case.party_of(&administrator) == Party::Administrator));
    assert!(life().iter().all(|case| case.open_to(&administrator).is_empty()));
}

#[test]
fn what_is_exempt_is_not_in_the_public_version() {
    let exempt = |part| Act::MarkExempt { part, text: words("commercially sensitive") };
    let published = life()
        .into_iter()
        .find(|case| case.state() == State::Decided)
        .unwrap()
        .does("A", Office::Author, 14, exempt(ExemptPart::Section(SectionId::Money)))
        .does("A", Office::Author, 14, exempt(ExemptPart::Figure(code("D-line"))))
        .does("A", Office::Author, 14, exempt(ExemptPart::Reply(code("U"))))
        .does("A", Office::Certifier, 14, Act::Publish);
    let public = format!("{:?}", seen(&published, Party::Public, "Z"));
    for hidden in ["TEXT-money", "D-line", "REPLY-U", "PRIVATE-U", "POINT", "FLAG", "COMMENT", "RECOMMENDED"]
    {
        assert!(!public.contains(hidden), "{hidden}");
    }
    for open in ["TEXT-options", "C-line", "REPLY-C", "OUTCOME-BECAUSE", "DECIDED-BECAUSE"] {
        assert!(public.contains(open), "{open}");
    }
    let unit = format!("{:?}", seen(&published, Party::Unit, "U"));
    assert!(unit.contains("PRIVATE-U") && !unit.contains("D-line"));
}

#[test]
fn answers_that_are_being_written_are_not_seen_by_reviewers() {
    let life = life();
    let answered = life.iter().rfind(|case| case.state() == State::Returned).unwrap();
    assert!(seen(answered, Party::Ours, "A").points.iter().all(|point| point.answer.is_some()));
    assert!(seen(answered, Party::Deciding, "T").points.iter().all(|point| point.answer.is_none()));
}

#[test]
fn a_figure_never_goes_without_what_it_rests_on() {
    for case in life() {
        for (party, body) in EYES {
            let view = seen(&case, party, body);
            let told: usize = view.sources.iter().map(|source| source.figures.len()).sum();
            assert_eq!(told, view.figures.len(), "{party} at {body}, {}", case.state());
            for source in &view.sources {
                assert_eq!(source.basis, ["BASIS"], "{party} at {body}");
                assert_eq!(source.is_whole, source.figures.len() == 3, "{party} at {body}");
            }
        }
    }
}
