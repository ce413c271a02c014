//! Every guard bites by itself: for each there is a try that it alone refuses.

use std::collections::BTreeSet;

use casework::{
    Act, Case, Choice, Condition, Guard, OfferAnswer, Office, Refused, ReplyKind, SectionId, Verdict,
};
use vocabulary::{CaseTier, Code, Pence};

use crate::world::*;

type Try = (Case, &'static str, Office, i32, Act, Guard);

fn one() -> Case {
    begun(setup(CaseTier::Case, &["A"]))
}

fn write(section: SectionId) -> Act {
    Act::Write { section, text: words("so") }
}

fn returned() -> Case {
    let points = vec![(SectionId::Money, words("why?"))];
    in_review(setup(CaseTier::Case, &["A"])).does("T", Office::Reviewer, 8, Act::Return { points })
}

fn followed() -> Case {
    life().into_iter().find(|case| case.state() == casework::State::Followed).unwrap()
}

fn of_writing() -> Vec<Try> {
    use Office::{Author, Certifier, HrLead, Reviewer};
    let begun_options = one().does("A", Author, 1, write(SectionId::Options));
    let opened =
        begun_options.clone().does("A", Author, 1, Act::OpenSections { sections: vec![SectionId::Options] });
    let assumption = Act::AgreeAssumption { section: SectionId::Money, text: words("so") };
    let invite = |body: &str, by| Act::Invite { body: code(body), reply_by: day(by) };
    let ready = || ready(setup(CaseTier::Case, &["A"]));
    let private = Act::Reply { kind: ReplyKind::Comments, text: words("so"), private: words("cost") };
    let unasked = ready().does("A", Author, 5, {
        let Act::Attach { mut exhibit } = exhibit(1) else { panic!() };
        exhibit.affected.push(code("E"));
        Act::Attach { exhibit }
    });
    let moved = ready().does("A", Author, 5, {
        let Act::Attach { mut exhibit } = exhibit(1) else { panic!() };
        exhibit.section = SectionId::Money;
        Act::Attach { exhibit }
    });
    let undone = ready().does("A", Author, 5, write(SectionId::Money));
    vec![
        (begun_options.clone(), "A", Author, 0, write(SectionId::Options), Guard::DayForward),
        (one(), "A", Author, 1, Act::Write { section: SectionId::Options, text: words(" ") }, Guard::Worded),
        (one(), "A", Author, 1, write(SectionId::ValueForMoney), Guard::SectionOfTier),
        (one(), "A", Author, 1, write(SectionId::Money), Guard::CanStart),
        (one(), "A", HrLead, 1, write(SectionId::Options), Guard::HrOnStaff),
        (one(), "A", Author, 1, Act::Complete { section: SectionId::Options }, Guard::HasText),
        (opened, "T", Reviewer, 1, assumption, Guard::SectionOpened),
        (one(), "A", Author, 1, invite("B", 9), Guard::Affected),
        (one(), "A", Author, 1, invite("C", 0), Guard::DayAhead),
        (ready(), "C", Author, 5, private, Guard::PrivateIsUnits),
        (ready(), "A", Author, 5, Act::AcceptJoining { body: code("C") }, Guard::AskedToJoin),
        (ready(), "A", Certifier, 5, Act::Leave { text: words("so") }, Guard::AnotherStays),
        (undone, "A", Certifier, 5, Act::Certify, Guard::SectionsComplete),
        (moved, "A", Certifier, 5, Act::Certify, Guard::ExhibitThere),
        (unasked, "A", Certifier, 5, Act::Certify, Guard::EveryoneAsked),
        (ready(), "A", Author, 5, Act::GoOnWithout, Guard::OthersDayPassed),
    ]
}

fn of_reviewing() -> Vec<Try> {
    use Office::{Author, Certifier, ReviewLead, Reviewer};
    let in_review = || in_review(setup(CaseTier::Case, &["A"]));
    let escalate = Act::Escalate { text: words("so") };
    let national = in_review().does("R", ReviewLead, 8, escalate.clone());
    let recommended = in_review().does("T", Reviewer, 8, recommend(Verdict::Agreed));
    let condition = |due, owner: &str| Act::RecordOutcome {
        verdict: Verdict::WithConditions,
        text: words("so"),
        conditions: vec![Condition { text: words("do"), due: day(due), owner: code(owner) }],
    };
    let points = |section, text| Act::Return { points: vec![(section, words(text))] };
    let answered = returned().does("A", Author, 9, Act::AnswerPoint { point: 0, text: words("so") });
    let unanswered = returned().does("A", Author, 9, Act::Complete { section: SectionId::Money });
    let answered = answered.does("A", Author, 9, Act::Complete { section: SectionId::Money });
    assert!(answered.apply(Act::Certify, &at("A", Certifier), day(9)).is_ok());
    vec![
        (unanswered, "A", Certifier, 9, Act::Certify, Guard::PointsAnswered),
        (national.clone(), "N", Reviewer, 9, recommend(Verdict::Agreed), Guard::InterestDeclared),
        (national, "A", Certifier, 9, escalate, Guard::NationalThere),
        (in_review(), "A", Author, 9, Act::Answer { note: 0, text: words("so") }, Guard::QuestionThere),
        (in_review(), "T", Reviewer, 9, points(SectionId::ValueForMoney, "so"), Guard::PointsGiven),
        (in_review(), "T", Reviewer, 9, points(SectionId::Money, " "), Guard::PointsGiven),
        (in_review(), "T", Reviewer, 9, Act::Return { points: Vec::new() }, Guard::PointsGiven),
        (in_review(), "T", Reviewer, 34, points(SectionId::Money, "so"), Guard::InTime),
        (returned(), "A", Author, 9, Act::AnswerPoint { point: 1, text: words("so") }, Guard::PointThere),
        (in_review(), "T", Reviewer, 9, recommend(Verdict::NotGiven), Guard::VerdictGiven),
        (recommended.clone(), "T", ReviewLead, 9, condition(8, "A"), Guard::ConditionsFit),
        (recommended.clone(), "T", ReviewLead, 9, condition(60, "C"), Guard::ConditionsFit),
        (in_review(), "A", Author, 33, Act::NoteSilence, Guard::ViewDayPassed),
    ]
}

fn of_files() -> Vec<Try> {
    use Office::{Author, Certifier, HrLead};
    let file = |change: &dyn Fn(&mut casework::EvidenceFile)| {
        let Act::AttachFile { mut file } = evidence("aa", SectionId::Money) else { panic!("a file") };
        change(&mut file);
        Act::AttachFile { file }
    };
    let held = || one().does("A", Author, 1, evidence("aa", SectionId::Money));
    let full = || one().does("A", Author, 1, file(&|file| file.bytes = casework::FILE_BYTES_MAX));
    let hash = |digits: &str| Code::new(&digits.repeat(32));
    let sent = || {
        ready(setup(CaseTier::Case, &["A"]))
            .does("A", Author, 4, evidence("aa", SectionId::Money))
            .does("A", Certifier, 5, Act::Certify)
            .does("T", Office::Reviewer, 6, Act::Receive)
            .does("T", Office::Reviewer, 7, Act::TakeUp)
            .does("T", Office::Reviewer, 8, Act::Return { points: vec![(SectionId::Money, words("why?"))] })
    };
    let large = file(&|file| file.bytes = casework::FILE_BYTES_MAX + 1);
    let second = file(&|file| {
        file.hash = hash("bb");
        file.bytes = casework::FILE_BYTES_MAX;
    });
    let third = file(&|file| file.hash = hash("cc"));
    vec![
        (one(), "A", Author, 1, file(&|file| file.hash = Code::new("aa")), Guard::FileWhole),
        (one(), "A", Author, 1, file(&|file| file.name = words(" ")), Guard::FileWhole),
        (one(), "A", Author, 1, file(&|file| file.bytes = 0), Guard::FileWhole),
        (one(), "A", Author, 1, file(&|file| file.title = words(" ")), Guard::Worded),
        (one(), "A", HrLead, 1, evidence("aa", SectionId::Money), Guard::HrOnStaff),
        (held(), "A", Author, 1, evidence("aa", SectionId::Options), Guard::FileNew),
        (one(), "A", Author, 1, large, Guard::FilesFit),
        (full().does("A", Author, 1, second), "A", Author, 1, third, Guard::FilesFit),
        (held(), "A", Author, 1, Act::TakeOutFile { hash: hash("bb") }, Guard::FileFree),
        (sent(), "A", Author, 9, Act::TakeOutFile { hash: hash("aa") }, Guard::FileFree),
    ]
}

fn of_offers() -> Vec<Try> {
    use OfferAnswer::{Declined, TakenUp};
    use Office::{Author, UnitDirector};
    let offer = Act::CounterOffer { text: words("OFFER"), annual_pence: Pence(1), until: day(6) };
    let offered = || ready(setup(CaseTier::Case, &["A"])).does("U", UnitDirector, 4, offer.clone());
    let answer = |offer, answer| Act::AnswerOffer { offer, answer, text: words("so") };
    let declined = || offered().does("A", Author, 5, answer(0, Declined));
    vec![
        (offered(), "A", Author, 5, answer(1, Declined), Guard::OfferThere),
        (declined(), "A", Author, 6, answer(0, TakenUp), Guard::OfferOpen),
        (offered(), "A", Author, 7, answer(0, TakenUp), Guard::OfferStands),
    ]
}

fn of_the_end() -> Vec<Try> {
    use Office::{Author, Certifier, GoverningBody};
    let two = || ready(setup(CaseTier::Case, &["A", "B"])).does("A", Certifier, 5, Act::Certify);
    let refusing = || {
        let mut setup = setup(CaseTier::Case, &["A"]);
        setup.rights.right = vocabulary::DecisionRight::Refuse;
        setup.rights.legal_power = words("A made-up Act, section 1");
        with_outcome(setup, Verdict::NotAgreed)
    };
    let decided = with_outcome(setup(CaseTier::Case, &["A"]), Verdict::Agreed);
    let unnamed = Act::Decide { choice: Choice::WithChanges, text: words("so"), changes: words("") };
    let by = |reference| Act::Supersede { by: code(reference), text: words("so") };
    let outturn = Act::RecordOutturn { benefit: 0, pence: Pence(1) };
    let meet = |milestone| Act::MeetMilestone { milestone, text: words("done") };
    let both_follow = two()
        .does("B", Certifier, 5, Act::Certify)
        .does("T", Office::Reviewer, 6, Act::Receive)
        .does("T", Office::Reviewer, 6, Act::TakeUp)
        .does("T", Office::Reviewer, 6, recommend(Verdict::WithConditions))
        .does("T", Office::ReviewLead, 6, outcome(Verdict::WithConditions))
        .does("A", GoverningBody, 6, decide(Choice::Proceed))
        .does("B", GoverningBody, 6, decide(Choice::Proceed))
        .does("A", Certifier, 6, Act::Publish)
        .does("A", Author, 6, Act::Follow { benefits: Vec::new() });
    vec![
        (two(), "A", Certifier, 5, Act::Certify, Guard::NotCertified),
        (decided.clone(), "A", GoverningBody, 13, unnamed, Guard::ChangesNamed),
        (
            decided.does("A", GoverningBody, 13, decide(Choice::Stay)),
            "A",
            GoverningBody,
            14,
            decide(Choice::Stay),
            Guard::NotDecided,
        ),
        (refusing(), "A", GoverningBody, 13, decide(Choice::Proceed), Guard::NotRefused),
        (followed(), "A", Author, 20, meet(1), Guard::MilestoneOpen),
        (both_follow, "B", Author, 20, meet(0), Guard::OwnMilestone),
        (followed(), "A", Author, 20, outturn, Guard::BenefitThere),
        (followed(), "A", Certifier, 20, Act::Close, Guard::AllSettled),
        (one(), "A", Certifier, 1, by("CASE-1"), Guard::AnotherCase),
    ]
}

#[test]
fn each_guard_refuses_something_that_no_other_guard_refuses() {
    let mut bitten: BTreeSet<Guard> = [Guard::SetupWhole, Guard::HandsApart].into();
    for (case, body, office, on, act, guard) in of_writing()
        .into_iter()
        .chain(of_reviewing())
        .chain(of_offers())
        .chain(of_files())
        .chain(of_the_end())
    {
        let refusal = refused(&case, body, office, on, act.clone());
        // A milestone that isn't there is nobody's own.
        let own = |also: &Guard| !(guard == Guard::MilestoneOpen && *also == Guard::OwnMilestone);
        let guards: Vec<_> = refusal.guards().iter().copied().filter(own).collect();
        assert_eq!(guards, [guard], "{act:?}: {refusal}");
        bitten.insert(guard);
    }
    assert_eq!(bitten.into_iter().collect::<Vec<_>>(), Guard::ALL);
}

#[test]
fn a_case_is_not_begun_with_half_a_setup() {
    let whole = || setup(CaseTier::Case, &["A", "B"]);
    let tried = |setup, body: &str, office| Case::open(setup, at(body, office), day(0));
    assert!(tried(whole(), "A", Office::Author).is_ok());
    let both_sides = casework::Setup { units: vec![Code::new("A")], ..whole() };
    let unreviewed = casework::Setup { overseers: Vec::new(), ..whole() };
    let unnamed = casework::Setup { title: words(" "), ..whole() };
    for (setup, body, office) in [
        (both_sides, "A", Office::Author),
        (unreviewed, "A", Office::Author),
        (unnamed, "A", Office::Author),
        (whole(), "B", Office::Author),
        (whole(), "A", Office::Certifier),
    ] {
        let refusal = tried(setup, body, office).unwrap_err();
        assert_eq!(refusal.guards(), [Guard::SetupWhole]);
    }
}

#[test]
fn a_draft_that_nobody_opened_is_not_known_to_any_oversight_body() {
    let case = one();
    assert!(case.open_to(&at("T", Office::Reviewer)).is_empty());
    let assumption = Act::AgreeAssumption { section: SectionId::Options, text: words("so") };
    let refusal = refused(&case, "T", Office::Reviewer, 1, assumption);
    assert!(matches!(refusal, Refused::NotYours { .. }));
    assert!(case.seen_by(&at("T", Office::Reviewer), day(1)) == casework::View::default());
}
