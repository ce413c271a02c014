//! Mail: queued with the act that it tells of, sent once, tried again, given up, and told to the operator.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

#[path = "../../store/tests/conformance/support/postgres.rs"]
#[allow(dead_code)] // Each test uses its part.
mod postgres;

use std::sync::Mutex;

use actions::acts::{self, NewAccount};
use actions::mail::{Letter, Mailer, NotSent, Notice, Sending, To, notify, see_mail_trouble, send_next};
use actions::{Actor, Desk, HashingCost, Id, Role};
use jiff::{Timestamp, ToSpan};
use store::{Address, Options, Store};
use vocabulary::Code;

fn now() -> Timestamp {
    "2026-11-03T09:00:00Z".parse().unwrap()
}

/// Takes what it is given, and answers what it was told to.
#[derive(Default)]
struct PostBox {
    taken: Mutex<Vec<Letter>>,
    refuses: Option<NotSent>,
}

impl Mailer for PostBox {
    async fn send(&self, letter: &Letter) -> Result<(), NotSent> {
        tokio::task::yield_now().await;
        match &self.refuses {
            Some(not) => Err(not.clone()),
            None => {
                self.taken.lock().unwrap().push(letter.clone());
                Ok(())
            }
        }
    }
}

struct World {
    desk: Desk,
    administrator: Actor,
    reviewers: Vec<Id>,
}

fn sending(worker: &str) -> Sending {
    Sending { public_address: "https://ballast.example".into(), worker: worker.into() }
}

impl World {
    /// Two reviewers at A, one of whom is also its assurer, and a viewer.
    async fn new(address: &Address) -> World {
        let (store, _) = Store::init(address, Options::default(), now()).await.unwrap();
        let desk = Desk::with_cost(store, HashingCost::new(8, 1, 1, None).unwrap()).unwrap();
        let first = NewAccount { email: "first@a.example", name: "First", password: "three words and more" };
        let id = acts::first_administrator(&desk, first, &Code::new("A"), now()).await.unwrap();
        let roles = vec![(Code::new("A"), Role::Administrator)];
        let administrator = Actor { person: Some(id), name: "First".into(), roles, scope: None };
        let mut world = World { desk, administrator, reviewers: Vec::new() };
        for (name, roles) in [
            ("one", &[Role::Reviewer][..]),
            ("two", &[Role::Reviewer, Role::Assurer]),
            ("v", &[Role::Viewer]),
        ] {
            let email = format!("{name}@a.example");
            let new = NewAccount { email: &email, name, password: "three words and more" };
            let person = acts::add_person(&world.desk, &world.administrator, new, now()).await.unwrap();
            for role in roles {
                let body = Code::new("A");
                let given = acts::give_role(&world.desk, &world.administrator, &person, &body, *role, now());
                given.await.unwrap();
            }
            world.reviewers.push(person);
        }
        world.reviewers.pop();
        world
    }

    /// Tells the reviewers and assurers of A; how many.
    async fn tell(&self, by: Option<&Id>) -> usize {
        let mut tx = self.desk.store().tx().await.unwrap();
        let notice = Notice {
            to: To::Roles(&Code::new("A"), &[Role::Reviewer, Role::Assurer]),
            subject: "Case 06K-2013-1: your turn",
            text: "The case 06K-2013-1 waits for your review.",
            link: "/cases/06K-2013-1",
            due: Some("2013-11-29".parse().unwrap()),
        };
        let told = notify(&mut tx, &notice, by, now()).await.unwrap();
        tx.commit().await.unwrap();
        told
    }

    /// Sends until it is nobody's turn; how many were tried.
    async fn send(&self, to: &PostBox, now: Timestamp) -> usize {
        let mut tried = 0;
        while send_next(&self.desk, to, &sending("one"), now).await.unwrap().is_some() {
            tried += 1;
        }
        tried
    }
}

#[tokio::test]
async fn those_whose_turn_it_is_are_told_once_and_whoever_acted_is_not() {
    let world = World::new(&Address::Memory).await;
    assert_eq!(world.tell(None).await, 2, "nobody twice");
    let post = PostBox::default();
    assert_eq!((world.send(&post, now()).await, world.send(&post, now()).await), (2, 0));
    let mut letters = post.taken.into_inner().unwrap();
    // Which of two that were queued at once goes first is nobody's matter.
    letters.sort_by(|one, other| one.to.cmp(&other.to));
    assert_eq!(
        letters.iter().map(|one| one.to.as_str()).collect::<Vec<_>>(),
        ["one@a.example", "two@a.example"]
    );
    let letter = &letters[0];
    for words in
        ["waits for your review.", "By 29 November 2013.", "https://ballast.example/cases/06K-2013-1\n"]
    {
        assert!(letter.text.contains(words), "{letter:?}");
    }
    assert_eq!(world.tell(Some(&world.reviewers[0])).await, 1, "who acted knows");
}

#[tokio::test]
async fn several_servers_send_none_twice() {
    for address in [Address::Memory, Address::Postgres(postgres::shared().new_database())] {
        let world = World::new(&address).await;
        for _ in 0..5 {
            world.tell(None).await;
        }
        let post = PostBox::default();
        let server = async |name: &str| {
            while send_next(&world.desk, &post, &sending(name), now()).await.unwrap().is_some() {}
        };
        tokio::join!(server("one"), server("other"), server("third"));
        let mut ids: Vec<String> =
            post.taken.into_inner().unwrap().into_iter().map(|letter| letter.id).collect();
        assert_eq!(ids.len(), 10);
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 10);
    }
}

#[tokio::test]
async fn what_the_mail_server_cannot_take_now_is_tried_again_later() {
    let world = World::new(&Address::Memory).await;
    world.tell(None).await;
    let why = "no answer".to_string();
    let silent = PostBox { refuses: Some(NotSent { for_good: false, why }), ..PostBox::default() };
    assert_eq!(world.send(&silent, now()).await, 2);
    assert_eq!(world.send(&silent, now() + 59.seconds()).await, 0, "not at once");
    let told = see_mail_trouble(&world.desk).await.unwrap();
    assert!(told.len() == 2 && told.iter().all(|f| f.code == "mail-not-sent-yet"), "{told:?}");
    assert!(told[0].seen.contains("tried 1 times: no answer") && !told[0].seen.contains('@'), "{told:?}");
    let post = PostBox::default();
    assert_eq!(world.send(&post, now() + 1.minute()).await, 2);
    assert_eq!(post.taken.into_inner().unwrap().len(), 2);
    assert!(see_mail_trouble(&world.desk).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_it_refuses_for_good_and_what_is_tried_too_often_is_given_up() {
    let world = World::new(&Address::Memory).await;
    world.tell(None).await;
    let why = "550 no such mailbox".to_string();
    let post = PostBox { refuses: Some(NotSent { for_good: true, why }), ..PostBox::default() };
    assert!(send_next(&world.desk, &post, &sending("one"), now()).await.unwrap().is_some());
    let silent =
        PostBox { refuses: Some(NotSent { for_good: false, why: "no answer".into() }), ..PostBox::default() };
    let mut at = now();
    let mut tried = 0;
    while at < now() + 96.hours() {
        tried += world.send(&silent, at).await;
        at += 10.minutes();
    }
    assert_eq!(tried, 18);
    let told = see_mail_trouble(&world.desk).await.unwrap();
    assert!(told.len() == 2 && told.iter().all(|f| f.code == "mail-given-up"), "{told:?}");
    assert!(told[0].seen.contains("550 no such mailbox"));
}

#[tokio::test]
async fn a_closed_account_gets_no_mail_and_an_act_that_is_not_kept_tells_nobody() {
    let world = World::new(&Address::Memory).await;
    world.tell(None).await;
    acts::close_person(&world.desk, &world.administrator, &world.reviewers[0], now()).await.unwrap();
    let post = PostBox::default();
    world.send(&post, now()).await;
    let sent = post.taken.into_inner().unwrap();
    assert_eq!(sent.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["two@a.example"]);
    let mut tx = world.desk.store().tx().await.unwrap();
    let to = To::Person(&world.reviewers[1]);
    let notice = Notice { to, subject: "x", text: "x", link: "/", due: None };
    assert_eq!(notify(&mut tx, &notice, None, now()).await.unwrap(), 1);
    tx.rollback().await.unwrap();
    assert_eq!(world.send(&PostBox::default(), now()).await, 0);
}
