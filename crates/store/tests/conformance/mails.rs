use store::{Mail, NewMail, Store, StoreError};

use crate::support::{Place, at, person};

both!(
    a_mail_is_taken_by_one_sender_and_sent_once,
    a_mail_of_a_sender_that_fell_silent_is_taken_again,
    a_mail_is_tried_again_later_or_given_up,
    a_mail_that_is_not_kept_is_not_sent,
);

/// Queues so many mails to one person.
async fn queued(store: &Store, count: i64) {
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    for number in 0..count {
        let subject = format!("mail {number}");
        let new = NewMail { person: &who, subject: &subject, text: "It is your turn.", link: "/cases/1" };
        tx.queue_mail(&new, at(number)).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn take(store: &Store, worker: &str, silent: i64, now: i64) -> Option<Mail> {
    let mut tx = store.tx().await.unwrap();
    let taken = tx.take_mail(worker, at(silent), at(now)).await.unwrap();
    tx.commit().await.unwrap();
    taken
}

async fn a_mail_is_taken_by_one_sender_and_sent_once(place: Place) {
    let store = place.store().await;
    queued(&store, 3).await;
    let first = take(&store, "one", 0, 10).await.unwrap();
    assert_eq!((first.subject.as_str(), first.attempts), ("mail 0", 1));
    let second = take(&store, "other", 0, 10).await.unwrap();
    assert_eq!(second.subject, "mail 1");
    let mut tx = store.tx().await.unwrap();
    assert!(!tx.mail_was_sent(&first.id, "other", at(11)).await.unwrap(), "it is the first one's");
    assert!(tx.mail_was_sent(&first.id, "one", at(11)).await.unwrap());
    assert!(!tx.mail_was_sent(&first.id, "one", at(12)).await.unwrap(), "once");
    tx.commit().await.unwrap();
    assert_eq!(take(&store, "one", 0, 12).await.unwrap().subject, "mail 2");
    assert!(take(&store, "one", 0, 13).await.is_none());
    let mut view = store.view().await.unwrap();
    let unsent: Vec<String> =
        view.unsent_mails().await.unwrap().into_iter().map(|mail| mail.subject).collect();
    assert_eq!(unsent, ["mail 1", "mail 2"]);
    let all = view.mails_of(&first.person).await.unwrap();
    assert_eq!((all.len(), all[0].sent, all[1].sent), (3, Some(at(11)), None));
}

async fn a_mail_of_a_sender_that_fell_silent_is_taken_again(place: Place) {
    let store = place.store().await;
    queued(&store, 1).await;
    let first = take(&store, "one", 0, 10).await.unwrap();
    assert!(take(&store, "other", 10, 20).await.is_none(), "it isn't silent yet");
    let again = take(&store, "other", 11, 20).await.unwrap();
    assert_eq!((&again.id, again.attempts), (&first.id, 2));
    let mut tx = store.tx().await.unwrap();
    assert!(!tx.mail_was_sent(&first.id, "one", at(21)).await.unwrap(), "it lost it");
    assert!(tx.mail_was_sent(&first.id, "other", at(21)).await.unwrap());
}

async fn a_mail_is_tried_again_later_or_given_up(place: Place) {
    let store = place.store().await;
    queued(&store, 1).await;
    let mail = take(&store, "one", 0, 10).await.unwrap();
    let mut tx = store.tx().await.unwrap();
    assert!(tx.try_mail_again(&mail.id, "one", at(30), "no answer").await.unwrap());
    tx.commit().await.unwrap();
    assert!(take(&store, "one", 0, 29).await.is_none());
    let mail = take(&store, "one", 0, 30).await.unwrap();
    assert_eq!((mail.attempts, mail.error.as_str()), (2, "no answer"));
    let mut tx = store.tx().await.unwrap();
    assert!(tx.give_mail_up(&mail.id, "one", "no such mailbox", at(31)).await.unwrap());
    tx.commit().await.unwrap();
    assert!(take(&store, "one", 1_000, 1_001).await.is_none());
    let unsent = store.view().await.unwrap().unsent_mails().await.unwrap();
    assert_eq!((unsent[0].given_up, unsent[0].error.as_str()), (Some(at(31)), "no such mailbox"));
}

async fn a_mail_that_is_not_kept_is_not_sent(place: Place) {
    let store = place.store().await;
    queued(&store, 0).await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "b@example.org").await;
    let new = NewMail { person: &who, subject: "x", text: "x", link: "/" };
    tx.queue_mail(&new, at(1)).await.unwrap();
    tx.rollback().await.unwrap();
    assert!(take(&store, "one", 0, 10).await.is_none());
    let mut tx = store.tx().await.unwrap();
    let stranger = store::Id::new(at(1)).unwrap();
    let refused = tx.queue_mail(&NewMail { person: &stranger, ..new }, at(1)).await;
    let refused = match refused {
        Ok(_) => tx.commit().await.err(),
        Err(error) => Some(error),
    };
    assert!(matches!(refused, Some(StoreError::Refused { .. })), "{refused:?}");
}
