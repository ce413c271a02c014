//! Signing in, waiting after attempts that failed, and what closing an account does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

use actions::acts::{self, NewAccount};
use actions::{Actor, Desk, Refusal, Role};
use jiff::{Timestamp, ToSpan};
use store::{Address, Id, Options, Store};
use vocabulary::Code;

const PASSWORD: &str = "three words and more";

fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

async fn desk() -> (Desk, Id) {
    let (store, _) = Store::init(&Address::Memory, Options::default(), now()).await.unwrap();
    let desk = Desk::new(store).unwrap();
    let first = NewAccount { email: "First@a.example", name: "First", password: PASSWORD };
    let id = acts::first_administrator(&desk, first, &Code::new("A"), now()).await.unwrap();
    (desk, id)
}

#[tokio::test]
async fn somebody_signs_in_and_is_known_until_the_session_ends() {
    let (desk, id) = desk().await;
    let session = acts::sign_in(&desk, " first@A.example", PASSWORD, "::1", now()).await.unwrap();
    let actor = acts::who_has_session(&desk, &session.secret, now()).await.unwrap();
    assert_eq!((actor.person.as_ref(), actor.is(Role::Administrator, &Code::new("A"))), (Some(&id), true));
    let late = session.expires + 1.second();
    assert_eq!(acts::who_has_session(&desk, &session.secret, late).await.unwrap(), Actor::public());
    acts::sign_out(&desk, &actor, &session.secret, now()).await.unwrap();
    assert_eq!(acts::who_has_session(&desk, &session.secret, now()).await.unwrap(), Actor::public());
}

#[tokio::test]
async fn the_first_administrator_is_made_once() {
    let (desk, _) = desk().await;
    let again = NewAccount { email: "second@a.example", name: "Second", password: PASSWORD };
    let refused = acts::first_administrator(&desk, again, &Code::new("A"), now()).await;
    assert!(matches!(refused, Err(Refusal::WrongState { .. })));
}

#[tokio::test]
async fn after_five_attempts_that_failed_an_account_waits_whether_it_is_there_or_not() {
    let (desk, _) = desk().await;
    for email in ["first@a.example", "nobody@a.example"] {
        for _ in 0..5 {
            let refused = acts::sign_in(&desk, email, "wrong", "::1", now()).await;
            assert!(matches!(refused, Err(Refusal::WrongCredentials)), "{email}");
        }
        let waits = acts::sign_in(&desk, email, PASSWORD, "::1", now()).await;
        assert!(matches!(waits, Err(Refusal::TryLater { .. })), "{email}");
    }
    let later = now() + 16.minutes();
    assert!(acts::sign_in(&desk, "first@a.example", PASSWORD, "::1", later).await.is_ok());
}

#[tokio::test]
async fn a_closed_account_is_nobody_at_once_and_told_like_a_wrong_password() {
    let (desk, id) = desk().await;
    let roles = vec![(Code::new("A"), Role::Administrator)];
    let first = Actor { person: Some(id), name: "First".into(), roles, scope: None };
    let new = NewAccount { email: "leaver@a.example", name: "Leaver", password: PASSWORD };
    let leaver = acts::add_person(&desk, &first, new, now()).await.unwrap();
    let session = acts::sign_in(&desk, "leaver@a.example", PASSWORD, "::1", now()).await.unwrap();
    acts::close_person(&desk, &first, &leaver, now()).await.unwrap();
    assert_eq!(acts::who_has_session(&desk, &session.secret, now()).await.unwrap(), Actor::public());
    let refused = acts::sign_in(&desk, "leaver@a.example", PASSWORD, "::1", now() + 1.second()).await;
    assert!(matches!(refused, Err(Refusal::WrongCredentials)));
}

#[tokio::test]
async fn a_changed_password_ends_every_session() {
    let (desk, _) = desk().await;
    let session = acts::sign_in(&desk, "first@a.example", PASSWORD, "::1", now()).await.unwrap();
    let actor = acts::who_has_session(&desk, &session.secret, now()).await.unwrap();
    let short = acts::change_password(&desk, &actor, PASSWORD, "short", now()).await;
    assert!(matches!(short, Err(Refusal::Invalid(_))));
    let wrong = acts::change_password(&desk, &actor, "not the password", "another three words", now()).await;
    assert!(matches!(wrong, Err(Refusal::WrongCredentials)));
    acts::change_password(&desk, &actor, PASSWORD, "another three words", now()).await.unwrap();
    assert_eq!(acts::who_has_session(&desk, &session.secret, now()).await.unwrap(), Actor::public());
    assert!(acts::sign_in(&desk, "first@a.example", "another three words", "::1", now()).await.is_ok());
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_and_told_in_the_audit() {
    let (desk, id) = desk().await;
    let body = Code::new("A");
    let roles = vec![(body.clone(), Role::Administrator)];
    let first = Actor { person: Some(id.clone()), name: "First".into(), roles, scope: None };
    let new = NewAccount { email: "forgets@a.example", name: "Forgets", password: PASSWORD };
    let forgets = acts::add_person(&desk, &first, new, now()).await.unwrap();
    let session = acts::sign_in(&desk, "forgets@a.example", PASSWORD, "::1", now()).await.unwrap();
    let own = acts::set_password(&desk, &first, &id, "another three words", now()).await;
    assert!(matches!(own, Err(Refusal::WrongState { .. })), "one's own is changed with the old one");
    let stale = acts::set_password(&desk, &first, (&forgets, 7), "another three words", now()).await;
    assert!(matches!(stale, Err(Refusal::Stale { current_version: 1 })), "{stale:?}");
    acts::set_password(&desk, &first, (&forgets, 1), "another three words", now()).await.unwrap();
    assert_eq!(acts::who_has_session(&desk, &session.secret, now()).await.unwrap(), Actor::public());
    assert!(acts::sign_in(&desk, "forgets@a.example", PASSWORD, "::1", now()).await.is_err());
    assert!(acts::sign_in(&desk, "forgets@a.example", "another three words", "::1", now()).await.is_ok());
    let audit = desk.store().view().await.unwrap().audit_of("person", forgets.as_str()).await.unwrap();
    assert_eq!(audit.iter().filter(|line| line.act == "set-password").count(), 1);
    acts::close_person(&desk, &first, &forgets, now()).await.unwrap();
    let closed = acts::set_password(&desk, &first, &forgets, "another three words", now()).await;
    assert!(matches!(closed, Err(Refusal::WrongState { .. })));
    let operator = acts::Operator::at_the_machine(&desk, now()).await.unwrap().about(&body);
    let nobody = operator.person.clone().unwrap();
    let refused = acts::set_password(&desk, &first, &nobody, "another three words", now()).await;
    assert!(matches!(refused, Err(Refusal::WrongState { .. })), "nobody signs in as the operator");
}

#[tokio::test]
async fn of_two_administrators_who_change_an_account_at_once_the_second_is_told() {
    let (desk, id) = desk().await;
    let body = Code::new("A");
    let roles = vec![(body.clone(), Role::Administrator)];
    let first = Actor { person: Some(id), name: "First".into(), roles, scope: None };
    let new = NewAccount { email: "theirs@a.example", name: "Theirs", password: PASSWORD };
    let theirs = acts::add_person(&desk, &first, new, now()).await.unwrap();
    let both_saw = (&theirs, 1);
    let role = acts::give_role(&desk, &first, both_saw, &body, Role::Author, now()).await.unwrap();
    let second = acts::give_role(&desk, &first, both_saw, &body, Role::Certifier, now()).await;
    assert!(matches!(second, Err(Refusal::Stale { current_version: 2 })), "{second:?}");
    let ended = acts::end_role(&desk, &first, &body, (&role, 1), now() + 1.second()).await;
    assert!(matches!(ended, Err(Refusal::Stale { current_version: 2 })), "{ended:?}");
    acts::end_role(&desk, &first, &body, (&role, 2), now() + 1.second()).await.unwrap();
    let closed = acts::close_person(&desk, &first, (&theirs, 2), now()).await;
    assert!(matches!(closed, Err(Refusal::Stale { current_version: 3 })), "{closed:?}");
    let accounts = acts::see_accounts(&desk, &first, now() + 2.seconds()).await.unwrap();
    let account = accounts.iter().find(|account| account.id == theirs).unwrap();
    assert_eq!((account.version, account.roles.len(), account.closed), (3, 0, None));
}
