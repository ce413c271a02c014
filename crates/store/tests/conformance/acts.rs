//! What a transaction promises.

use store::{NewPerson, Setting, Store, StoreError};
use vocabulary::Code;

use crate::support::{Place, at, code_of, draft, impatient, person, person_and_draft};

both!(
    what_is_not_confirmed_has_not_happened,
    after_a_failed_statement_nothing_is_kept,
    a_view_stays_as_it_was_and_waits_for_nobody,
    acts_take_turns,
    two_acts_never_both_rely_on_what_the_other_changes,
    text_with_nul_is_refused,
    names_that_are_too_long_are_refused,
    a_store_can_be_used_from_several_tasks,
);

async fn what_is_not_confirmed_has_not_happened(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    person(&mut tx, "dropped@example.org").await;
    drop(tx);
    let mut tx = store.tx().await.unwrap();
    person(&mut tx, "rolled.back@example.org").await;
    tx.rollback().await.unwrap();
    assert_eq!(store.view().await.unwrap().people().await.unwrap(), []);
}

async fn after_a_failed_statement_nothing_is_kept(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    person(&mut tx, "a@example.org").await;
    let again = NewPerson { email: "a@example.org", name: "", password_hash: None };
    assert!(matches!(tx.add_person(&again, at(2)).await, Err(StoreError::Taken { .. })));
    assert!(matches!(tx.people().await, Err(StoreError::Failed { .. })), "the rest of the act is refused");
    assert!(tx.commit().await.is_err());
    assert_eq!(store.view().await.unwrap().people().await.unwrap(), []);
}

async fn a_view_stays_as_it_was_and_waits_for_nobody(place: Place) {
    let store = place.store().await;
    let mut before = store.view().await.unwrap();
    assert_eq!(before.people().await.unwrap().len(), 0);
    let mut tx = store.tx().await.unwrap();
    person(&mut tx, "a@example.org").await;
    let mut meanwhile = store.view().await.unwrap();
    assert_eq!(meanwhile.people().await.unwrap().len(), 0, "nothing is seen before it is confirmed");
    tx.commit().await.unwrap();
    assert_eq!(before.people().await.unwrap().len(), 0, "a view is of one moment");
    assert_eq!(store.view().await.unwrap().people().await.unwrap().len(), 1);
}

/// Also between two programs: here, two stores with connections of their own.
async fn acts_take_turns(place: Place) {
    let store = place.store().await;
    let other = Store::open(&place.address, impatient()).await.unwrap();
    let mut tx = store.tx().await.unwrap();
    person(&mut tx, "a@example.org").await;
    assert_eq!(code_of(other.tx().await), "database-locked");
    tx.commit().await.unwrap();
    let mut tx = other.tx().await.unwrap();
    assert_eq!(tx.people().await.unwrap().len(), 1);
    assert_eq!(code_of(other.tx().await), "database-locked", "within one program too");
    tx.commit().await.unwrap();
}

/// "At most one person may be open": each of many acts looks, sees at most nobody, and adds one.
async fn two_acts_never_both_rely_on_what_the_other_changes(place: Place) {
    let store = place.store().await;
    let other = place.store().await;
    let tasks: Vec<_> = (0..12)
        .map(|n| {
            let store = if n % 2 == 0 { store.clone() } else { other.clone() };
            tokio::spawn(async move {
                let mut tx = store.tx().await.unwrap();
                if tx.people().await.unwrap().is_empty() {
                    tokio::task::yield_now().await;
                    person(&mut tx, &format!("{n}@example.org")).await;
                }
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(store.view().await.unwrap().people().await.unwrap().len(), 1);
}

async fn text_with_nul_is_refused(place: Place) {
    let store = place.store().await;
    let (_, id) = person_and_draft(&store).await;
    let mut tx = store.tx().await.unwrap();
    let refused = tx.change_draft(&id, 1, "a", "a\0b", at(3)).await;
    assert!(matches!(refused, Err(StoreError::Refused { .. })), "{refused:?}");
}

/// PostgreSQL can't index them; so they are refused on both. What is as long as may be can be looked up on both.
async fn names_that_are_too_long_are_refused(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, &"🧮".repeat(320)).await;
    let setting = |name: &str, body: &str| Setting {
        name: name.into(),
        body: Some(Code::new(body)),
        from: at(1),
        value: String::new(),
        set_by: None,
    };
    let longest = "🧮".repeat(200);
    tx.set_setting(&setting(&longest, &longest)).await.unwrap();
    assert!(tx.setting(&longest, Some(&Code::new(&longest)), at(2)).await.unwrap().is_some());
    let id = draft(&mut tx, &who, "c").await;
    tx.put_draft_file(&id, &longest.repeat(2), b"", at(2)).await.unwrap();
    tx.note_attempt(&"x\0".repeat(100_000), "192.0.2.1", at(1)).await.unwrap();
    assert_eq!(tx.failed_attempts(&"x\0".repeat(100_000), at(0)).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let mut tx = store.tx().await.unwrap();
    let refused = tx.set_setting(&setting(&format!("{longest}x"), "")).await;
    assert!(matches!(refused, Err(StoreError::Refused { .. })), "{refused:?}");
    drop(tx);
    let mut tx = store.tx().await.unwrap();
    let long = NewPerson { email: &"x".repeat(321), name: "", password_hash: None };
    let refused = tx.add_person(&long, at(1)).await;
    assert!(matches!(refused, Err(StoreError::Refused { .. })), "{refused:?}");
}

async fn a_store_can_be_used_from_several_tasks(place: Place) {
    let store = place.store().await;
    let tasks: Vec<_> = (0..40)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut tx = store.tx().await.unwrap();
                person(&mut tx, &format!("{n}@example.org")).await;
                tx.commit().await.unwrap();
                assert!(!store.view().await.unwrap().people().await.unwrap().is_empty());
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(store.view().await.unwrap().people().await.unwrap().len(), 40);
}
