//! A neighbour, the unit, another commissioner, an administrator and a stranger try everything on a draft, a returned, a decided and
//! a withdrawn case.

use actions::{Actor, Refusal, Role, acts};
use casework::{Act, OfferAnswer, ReplyKind, SectionId, Verdict};

use crate::hall::{Hall, words};

/// Words that only stand in the case.
const SECRETS: [&str; 10] = [
    "TEXT-",
    "REPLY-B",
    "REPLY-U",
    "PRIVATE-U",
    "FLAG",
    "POINT",
    "RECOMMENDED",
    "OUTCOME-BECAUSE",
    "DECIDED-BECAUSE",
    "WITHDRAWN-BECAUSE",
];

/// Every kind of act that somebody could try, with words of its own.
fn tries() -> Vec<Act> {
    let (section, text) = (SectionId::Money, || words("mine"));
    vec![
        Act::Write { section, text: text() },
        Act::Complete { section },
        Act::OpenSections { sections: vec![section] },
        Act::SignOff { text: text() },
        Act::Certify,
        Act::Receive,
        Act::TakeUp,
        Act::Ask { section, text: text() },
        Act::Flag { section, text: text() },
        Act::Comment { text: text() },
        Act::Return { points: vec![(section, text())] },
        Act::Recommend { verdict: Verdict::Agreed, text: text() },
        Act::RecordOutcome { verdict: Verdict::Agreed, text: text(), conditions: Vec::new() },
        Act::NoteSilence,
        Act::Decide { choice: casework::Choice::Stay, text: text(), changes: words("") },
        Act::AnswerOffer { offer: 0, answer: OfferAnswer::Declined, text: text() },
        Act::Publish,
        Act::Close,
        Act::Withdraw { text: text() },
        Act::Reply { kind: ReplyKind::Comments, text: text(), private: words("") },
    ]
}

/// Everything that is told to somebody, as one text: the case, lists, what they were typing, the answers to every act.
async fn told(hall: &Hall, actor: &Actor, replies: bool) -> String {
    let (desk, now) = (&hall.world.desk, hall.now());
    let mut told = String::new();
    match hall.see(actor).await {
        Ok(seen) => {
            told += &format!("{:?} {:?} {:?} {}", seen.view(), seen.open(), seen.turns(), seen.version());
            told += &format!("{:?} {:?}", seen.unasked(), seen.commissioners());
        }
        Err(refused) => told += &format!("{refused:?}"),
    }
    let cases = acts::see_cases(desk, actor, now).await;
    told += &cases.map_or_else(|refused| format!("{refused:?}"), |cases| format!("{} cases", cases.len()));
    let public = acts::see_public_cases(desk, now).await.unwrap();
    told += &format!("{:?}", public.iter().map(|case| format!("{:?}", case.view())).collect::<Vec<_>>());
    told += &format!("{:?}", acts::see_case_exhibits(desk, actor, &hall.case, now).await);
    told += &format!("{:?}", acts::see_typing(desk, actor, &hall.case, now).await);
    for act in tries() {
        if !replies && matches!(act, Act::Reply { .. }) {
            continue;
        }
        let done = acts::act_on_case(desk, actor, &hall.case, (act, None), "", now).await;
        assert!(done.is_err(), "nobody here may do anything");
        told += &format!("{done:?}");
    }
    told += &format!("{:?}", acts::see_audit(desk, actor, &"A".parse().unwrap(), i64::MAX, 1_000).await);
    told
}

/// By state: the case, and what the unit and the neighbour know of it themselves.
async fn halls() -> Vec<(&'static str, Hall)> {
    let draft = Hall::opened().await;
    draft.attach().await;
    draft.write_all().await;
    vec![
        ("draft", draft),
        ("returned", Hall::returned().await),
        ("decided", Hall::decided().await),
        ("withdrawn", Hall::withdrawn().await),
    ]
}

#[tokio::test]
async fn strangers_are_told_that_there_is_no_such_case_and_no_more() {
    for (state, hall) in halls().await {
        let mut nothing = Hall::opened().await;
        nothing.case = "Z-1999-7".parse().unwrap();
        for (body, role) in [("D", Role::Author), ("D", Role::GoverningBody), ("V", Role::UnitDirector)] {
            let actor = hall.actor(body, role);
            let here = told(&hall, &actor, true).await;
            // To the letter what is told of a case that isn't there.
            assert_eq!(here, told(&nothing, &actor, true).await, "{state}: {role} at {body}");
        }
        for actor in [hall.actor("SYSTEM", Role::Administrator), Actor::public()] {
            let here = told(&hall, &actor, true).await;
            assert!(!SECRETS.iter().any(|secret| here.contains(secret)), "{state}: {here}");
            assert!(!here.contains("Alder leaves") && !here.contains(hall.case.as_str()), "{state}: {here}");
        }
        let administrator = hall.actor("A", Role::Administrator);
        let refused = hall.see(&administrator).await;
        assert!(matches!(refused, Err(Refusal::NotFound)), "{state}");
        let here = told(&hall, &administrator, true).await;
        assert!(!SECRETS.iter().any(|secret| here.contains(secret)), "{state}: {here}");
        assert!(!here.contains("Alder leaves") && !here.contains(hall.case.as_str()), "{state}: {here}");
    }
}

#[tokio::test]
async fn a_neighbour_and_the_unit_see_their_own_line_and_reply_and_no_more() {
    for (state, hall) in halls().await {
        for (body, role, own) in [
            ("B", Role::Author, &["REPLY-B"][..]),
            ("U", Role::UnitDirector, &["REPLY-U", "PRIVATE-U"][..]),
            ("C", Role::Certifier, &[][..]),
        ] {
            let here = told(&hall, &hall.actor(body, role), false).await;
            for secret in SECRETS {
                let known = here.contains(secret);
                assert!(!known || own.contains(&secret), "{state}: {role} at {body} reads {secret}");
                assert!(
                    known || state == "draft" || !own.contains(&secret),
                    "{state}: {body} misses {secret}"
                );
            }
        }
    }
}

#[tokio::test]
async fn every_figure_goes_with_its_exhibit_and_what_it_rests_on() {
    let hall = Hall::decided().await;
    for (body, role) in
        [("A", Role::Author), ("B", Role::Author), ("U", Role::UnitDirector), ("O1", Role::Reviewer)]
    {
        let seen = hall.see(&hall.actor(body, role)).await.unwrap();
        let view = seen.view();
        assert!(!view.figures.is_empty(), "{role} at {body}");
        let told: usize = view.sources.iter().map(|source| source.figures.len()).sum();
        assert_eq!(told, view.figures.len(), "{role} at {body}");
        let basis = view.sources[0].basis.join(" ");
        assert!(basis.contains("100% on recorded ones"), "{basis}");
    }
}

#[tokio::test]
async fn a_recommendation_changes_nothing_for_anybody_but_its_reviewers() {
    let before = Hall::sent().await;
    before.reviewed().await;
    let after = Hall::recommended().await;
    let eyes = [
        ("A", Role::Author),
        ("A", Role::Certifier),
        ("A", Role::GoverningBody),
        ("A", Role::Assurer),
        ("B", Role::Author),
        ("C", Role::Viewer),
        ("U", Role::UnitFinance),
        ("O2", Role::Reviewer),
        ("X", Role::ReviewLead),
        ("D", Role::Author),
    ];
    for (body, role) in eyes {
        let told = |hall: &Hall, seen: Result<actions::SeenCase, Refusal>| {
            let seen = seen.map(|seen| {
                format!("{:?} {:?} {:?} {}", seen.view(), seen.open(), seen.turns(), seen.version())
            });
            let told = format!("{:?}", seen.map_err(|refused| format!("{refused:?}")));
            // Ids of persons differ from hall to hall.
            hall.actor(body, role).person.iter().fold(told, |told, id| told.replace(id.as_str(), "ID"))
        };
        let one = told(&before, before.see(&before.actor(body, role)).await);
        let other = told(&after, after.see(&after.actor(body, role)).await);
        assert_eq!(one, other, "{role} at {body}");
    }
    let reviewer = format!("{:?}", after.see(&after.actor("O1", Role::ReviewLead)).await.unwrap().view());
    assert!(reviewer.contains("RECOMMENDED-BECAUSE"));
}
