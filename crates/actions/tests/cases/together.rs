//! Several people at one case: each is told when it is their turn, and what two do at once isn't lost.

use actions::{Refusal, Role, acts};
use casework::{Act, RestsOn, SectionId, Verdict};

use crate::hall::{Hall, words};

#[tokio::test]
async fn two_who_write_one_section_are_told_and_neither_text_is_lost() {
    let hall = Hall::opened().await;
    let (desk, one) = (&hall.world.desk, hall.actor("A", Role::Author));
    let other = hall.world.asker("A", Role::Author);
    let section = SectionId::Rationale;
    let rests = hall.rests(&one, RestsOn::Section(section)).await;
    assert_eq!(rests, hall.rests(&other, RestsOn::Section(section)).await);
    let write = |text: &str| Act::Write { section, text: words(text) };
    let now = hall.now();
    acts::act_on_case(desk, &one, &hall.case, (write("first"), None), &rests, now).await.unwrap();
    acts::keep_typing(desk, &other, &hall.case, (section, "second"), &rests, now).await.unwrap();
    let stale = acts::act_on_case(desk, &other, &hall.case, (write("second"), None), &rests, now).await;
    assert!(matches!(stale, Err(Refusal::Stale { .. })), "{stale:?}");
    let kept = acts::see_typing(desk, &other, &hall.case, now).await.unwrap();
    assert_eq!(kept[0].content, "second");
    assert!(acts::see_typing(desk, &one, &hall.case, now).await.unwrap().is_empty(), "it is nobody else's");
    // Another section at the same time disturbs nobody.
    let rests = hall.rests(&other, RestsOn::Section(SectionId::Options)).await;
    hall.does("A", Role::Author, Act::Complete { section }).await;
    let act = Act::Write { section: SectionId::Options, text: words("other") };
    acts::act_on_case(desk, &other, &hall.case, (act, None), &rests, now).await.unwrap();
    // Who saves it now, on what is there now, has nothing left that wasn't saved.
    let rests = hall.rests(&other, RestsOn::Section(section)).await;
    acts::act_on_case(desk, &other, &hall.case, (write("second"), None), &rests, now).await.unwrap();
    assert!(acts::see_typing(desk, &other, &hall.case, now).await.unwrap().is_empty());
}

#[tokio::test]
async fn typing_is_kept_for_those_who_write_alone() {
    let hall = Hall::sent().await;
    let (desk, section) = (&hall.world.desk, SectionId::Money);
    let type_as = async |body, role| {
        let actor = hall.actor(body, role);
        acts::keep_typing(desk, &actor, &hall.case, (section, "typed"), "", hall.now()).await
    };
    assert!(type_as("A", Role::Author).await.is_ok(), "what was half typed when it was sent isn't lost");
    for (body, role) in [("O1", Role::Reviewer), ("B", Role::Author), ("A", Role::Certifier)] {
        let kept = type_as(body, role).await;
        assert!(matches!(kept, Err(Refusal::Forbidden)), "{role} at {body}: {kept:?}");
    }
}

#[tokio::test]
async fn two_reviewers_who_recommend_at_once_are_told() {
    let hall = Hall::sent().await;
    hall.reviewed().await;
    let (desk, one) = (&hall.world.desk, hall.actor("O1", Role::Reviewer));
    let other = hall.world.asker("O1", Role::Reviewer);
    let rests = hall.rests(&other, RestsOn::Whole).await;
    assert_eq!(rests, hall.rests(&one, RestsOn::Whole).await);
    let flag = Act::Flag { section: SectionId::Options, text: words("look here") };
    hall.does("O1", Role::Reviewer, flag).await;
    let act = Act::Recommend { verdict: Verdict::Agreed, text: words("all is well") };
    let stale = acts::act_on_case(desk, &other, &hall.case, (act, None), &rests, hall.now()).await;
    assert!(matches!(stale, Err(Refusal::Stale { .. })), "{stale:?}");
}

#[tokio::test]
async fn a_certificate_is_for_what_its_certifier_saw() {
    let hall = Hall::sent().await;
    let hall = {
        hall.reviewed().await;
        let points = vec![(SectionId::Money, words("POINT"))];
        hall.does("O1", Role::Reviewer, Act::Return { points }).await;
        hall
    };
    let certifier = hall.actor("A", Role::Certifier);
    let rests = hall.rests(&certifier, RestsOn::Whole).await;
    let write = Act::Write { section: SectionId::Money, text: words("put right") };
    hall.does("A", Role::Author, write).await;
    hall.does("A", Role::Author, Act::Complete { section: SectionId::Money }).await;
    hall.does("A", Role::Author, Act::AnswerPoint { point: 0, text: words("done") }).await;
    let (desk, case) = (&hall.world.desk, &hall.case);
    let stale = acts::act_on_case(desk, &certifier, case, (Act::Certify, None), &rests, hall.now()).await;
    assert!(matches!(stale, Err(Refusal::Stale { .. })), "{stale:?}");
    hall.does("A", Role::Certifier, Act::Certify).await;
    let seen = hall.see(&hall.actor("O1", Role::Reviewer)).await.unwrap();
    let view = seen.view();
    let [before, after] = view.submissions.as_slice() else { panic!("two submissions") };
    let (sections, figures) = casework::changes(before, after);
    assert_eq!(sections.iter().map(|one| one.section).collect::<Vec<_>>(), [SectionId::Money]);
    assert!(figures.is_empty());
}

#[tokio::test]
async fn whose_turn_it_becomes_is_told_by_reference_alone() {
    let hall = Hall::sent().await;
    let reviewer = hall.actor("O1", Role::Reviewer).person.unwrap();
    let keeper = hall.keeper();
    acts::give_role(&hall.world.desk, &keeper, &reviewer, &"O1".parse().unwrap(), Role::Reviewer, hall.now())
        .await
        .unwrap();
    hall.does("O1", Role::ReviewLead, Act::Receive).await;
    let mails = hall.world.desk.store().view().await.unwrap().mails_of(&reviewer).await.unwrap();
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].subject.contains(hall.case.as_str()), "{mails:?}");
    let told = format!("{mails:?}");
    assert!(!told.contains("Alder leaves") && !told.contains("TEXT-"), "{told}");
}
