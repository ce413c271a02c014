//! Evidence files: who is told of them, and what becomes of them.

use casework::{Act, Change, ExemptPart, Office, Party, SectionId, file_changes};
use vocabulary::CaseTier;

use crate::world::*;

fn hashes(case: &casework::Case, party: Party, body: &str) -> Vec<String> {
    let view = case.view(party, &code(body), case.last_day());
    view.files.iter().map(|held| held.file.hash.as_str()[..2].to_string()).collect()
}

#[test]
fn a_file_goes_where_its_section_goes() {
    let case = ready(setup(CaseTier::Case, &["A"]))
        .does("A", Office::Author, 4, evidence("aa", SectionId::Money))
        .does("A", Office::HrLead, 4, evidence("bb", SectionId::Staff))
        .does("A", Office::Author, 4, Act::OpenSections { sections: vec![SectionId::Staff] });
    assert_eq!(hashes(&case, Party::Ours, "A"), ["aa", "bb"]);
    assert_eq!(hashes(&case, Party::Deciding, "T"), ["bb"], "of a draft, what was opened");
    for (party, body) in
        [(Party::Neighbour, "C"), (Party::Unit, "U"), (Party::Told, "R"), (Party::Other, "Z")]
    {
        assert!(hashes(&case, party, body).is_empty(), "{body}");
    }
    let sent = case.does("A", Office::Certifier, 5, Act::Certify);
    for (party, body) in [(Party::Deciding, "T"), (Party::Told, "R")] {
        assert_eq!(hashes(&sent, party, body), ["aa", "bb"]);
    }
    for party in [Party::Neighbour, Party::Unit, Party::Public] {
        assert!(hashes(&sent, party, "C").is_empty());
    }
}

#[test]
fn the_public_version_leaves_out_what_is_exempt_by_itself_or_with_its_section() {
    let exempt = |part| Act::MarkExempt { part, text: words("section 43") };
    let case = ready(setup(CaseTier::Case, &["A"]))
        .does("A", Office::Author, 4, evidence("aa", SectionId::Money))
        .does("A", Office::Author, 4, evidence("bb", SectionId::Staff))
        .does("A", Office::Author, 4, evidence("cc", SectionId::Options))
        .does("A", Office::Certifier, 5, Act::Certify)
        .does("T", Office::Reviewer, 6, Act::Receive)
        .does("T", Office::ReviewLead, 7, Act::NeedNoView { text: words("small") })
        .does("A", Office::GoverningBody, 8, decide(casework::Choice::Proceed))
        .does("A", Office::Author, 9, exempt(ExemptPart::File(code(&"aa".repeat(32)))))
        .does("A", Office::Author, 9, exempt(ExemptPart::Section(SectionId::Staff)))
        .does("A", Office::Certifier, 10, Act::Publish);
    assert_eq!(hashes(&case, Party::Public, ""), ["cc"]);
    assert_eq!(hashes(&case, Party::Neighbour, "C"), ["cc"]);
    assert_eq!(hashes(&case, Party::Ours, "A"), ["aa", "bb", "cc"]);
    assert!(is_its_history(&case));
}

#[test]
fn what_is_taken_out_is_gone_and_what_was_said_of_it_stays() {
    let out = |digits: &str| Act::TakeOutFile { hash: code(&digits.repeat(32)) };
    let sent = ready(setup(CaseTier::Case, &["A"]))
        .does("A", Office::Author, 4, evidence("aa", SectionId::Money))
        .does("A", Office::Author, 4, evidence("bb", SectionId::Money))
        .does("A", Office::Author, 4, out("aa"))
        .does("A", Office::Certifier, 5, Act::Certify);
    assert_eq!(hashes(&sent, Party::Deciding, "T"), ["bb"]);
    assert!(sent.events().iter().any(|event| event.act == evidence("aa", SectionId::Money)));
    let again = sent
        .does("T", Office::Reviewer, 6, Act::Receive)
        .does("T", Office::Reviewer, 7, Act::TakeUp)
        .does("T", Office::Reviewer, 8, Act::Return { points: vec![(SectionId::Money, words("why?"))] })
        .does("A", Office::Author, 9, evidence("aa", SectionId::Money))
        .does("A", Office::Author, 9, Act::AnswerPoint { point: 0, text: words("so") })
        .does("A", Office::Author, 9, Act::Complete { section: SectionId::Money });
    assert_eq!(hashes(&again, Party::Deciding, "T"), ["bb"], "what is being written isn't told");
    let again = again.does("A", Office::Certifier, 9, Act::Certify);
    let [first, second] = again.submissions() else { panic!("two") };
    let changed: Vec<_> = file_changes(first, second)
        .into_iter()
        .map(|(change, held)| (change, held.file.title.as_str()))
        .collect();
    assert_eq!(changed, [(Change::Added, "FILE-aa")]);
    let back = file_changes(second, first).into_iter().map(|(change, _)| change).collect::<Vec<_>>();
    assert_eq!(back, [Change::Removed]);
}
