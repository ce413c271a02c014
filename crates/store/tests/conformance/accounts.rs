use jiff::Timestamp;
use store::{NewApiToken, NewPerson, NewRole, Session, StoreError};
use vocabulary::Code;

use crate::support::{Place, at, person};

both!(
    people_are_found_however_the_address_is_written,
    changes_of_a_person_are_refused_when_stale,
    roles_hold_from_until,
    sessions_expire,
    tokens_are_taken_until_they_expire_or_are_revoked,
    failed_attempts_are_counted_since_the_last_success,
);

async fn people_are_found_however_the_address_is_written(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let new = NewPerson { email: " Zoë.B@Example.org ", name: "Zoë", password_hash: Some("$argon2id$…") };
    let zoe = tx.add_person(&new, at(1)).await.unwrap();
    let adam = person(&mut tx, "adam@example.org").await;
    tx.commit().await.unwrap();
    let mut view = store.view().await.unwrap();
    let found = view.person_by_email("zoË.b@EXAMPLE.ORG").await.unwrap().unwrap();
    assert_eq!((found.id, found.email.as_str(), found.version), (zoe.clone(), "Zoë.B@Example.org", 1));
    assert_eq!(found.password_hash.as_deref(), Some("$argon2id$…"));
    assert_eq!(view.person_by_email("nobody@example.org").await.unwrap(), None);
    let everybody: Vec<_> = view.people().await.unwrap().into_iter().map(|person| person.id).collect();
    assert_eq!(everybody, [adam, zoe]);
    drop(view);
    let mut tx = store.tx().await.unwrap();
    let twice = NewPerson { email: "ZOË.B@example.org", name: "Another", password_hash: None };
    assert!(matches!(tx.add_person(&twice, at(2)).await, Err(StoreError::Taken { .. })));
}

async fn changes_of_a_person_are_refused_when_stale(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let id = person(&mut tx, "a@example.org").await;
    assert_eq!(tx.change_person(&id, 1, "b@example.org", "B").await.unwrap(), 2);
    let stale = tx.change_person(&id, 1, "c@example.org", "C").await;
    assert!(matches!(stale, Err(StoreError::Stale { current_version: 2 })), "{stale:?}");
    tx.set_password_hash(&id, Some("hash")).await.unwrap();
    tx.close_person(&id, Some(at(9))).await.unwrap();
    let nobody = store::Id::new(at(0)).unwrap();
    assert!(matches!(tx.change_person(&nobody, 1, "x", "x").await, Err(StoreError::Missing { .. })));
    assert!(matches!(tx.close_person(&nobody, None).await, Err(StoreError::Missing { .. })));
    tx.commit().await.unwrap();
    let found = store.view().await.unwrap().person(&id).await.unwrap().unwrap();
    assert_eq!((found.email.as_str(), found.name.as_str(), found.version), ("b@example.org", "B", 4));
    assert_eq!((found.closed, found.password_hash.as_deref()), (Some(at(9)), Some("hash")));
}

async fn roles_hold_from_until(place: Place) {
    let store = place.store().await;
    let body = Code::new("06K");
    let mut tx = store.tx().await.unwrap();
    let id = person(&mut tx, "a@example.org").await;
    let role = |role, from, until: Option<Timestamp>| NewRole {
        person: &id,
        body: &body,
        role,
        from,
        until,
        given_by: None,
    };
    let author = tx.give_role(&role("author", at(10), None), at(1)).await.unwrap();
    tx.give_role(&role("viewer", at(20), Some(at(30))), at(1)).await.unwrap();
    tx.commit().await.unwrap();
    let mut names = Vec::new();
    for second in [9, 10, 20, 29, 30] {
        let held = store.view().await.unwrap().roles_of_person(&id, at(second)).await.unwrap();
        names.push(held.into_iter().map(|held| held.role).collect::<Vec<_>>().join(" "));
    }
    assert_eq!(names, ["", "author", "author viewer", "author viewer", "author"]);
    let mut tx = store.tx().await.unwrap();
    tx.end_role(&author, at(25)).await.unwrap();
    assert!(tx.end_role(&author, at(26)).await.is_err(), "an ended role isn't made longer");
    assert_eq!(tx.roles_of_body(&body, at(25)).await.unwrap().len(), 1);
    assert_eq!(tx.role_history(&body).await.unwrap().len(), 2);
    let again = tx.give_role(&role("author", at(25), None), at(2)).await.unwrap();
    assert_eq!(tx.role_history(&body).await.unwrap().last().unwrap().id, again);
    tx.commit().await.unwrap();
    let mut tx = store.tx().await.unwrap();
    let twice = tx.give_role(&role("author", at(40), None), at(3)).await;
    assert!(matches!(twice, Err(StoreError::Taken { .. })), "{twice:?}");
    let mut tx = {
        drop(tx);
        store.tx().await.unwrap()
    };
    let upside_down = tx.give_role(&role("assessor", at(40), Some(at(39))), at(3)).await;
    assert!(matches!(upside_down, Err(StoreError::Refused { .. })), "{upside_down:?}");
}

async fn sessions_expire(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let id = person(&mut tx, "a@example.org").await;
    let mut session =
        Session { id_hash: "one".into(), person: None, data: vec![0, 255, 10], expires: at(100) };
    assert!(tx.create_session(&session).await.unwrap());
    assert!(!tx.create_session(&session).await.unwrap(), "an id is never given twice");
    session.person = Some(id.clone());
    tx.save_session(&session).await.unwrap();
    tx.save_session(&Session { id_hash: "two".into(), expires: at(50), ..session.clone() }).await.unwrap();
    assert_eq!(tx.session("one", at(99)).await.unwrap(), Some(session));
    assert_eq!(tx.session("one", at(100)).await.unwrap(), None);
    assert_eq!(tx.sweep_sessions(at(60)).await.unwrap(), 1);
    assert_eq!(tx.end_sessions_of(&id).await.unwrap(), 1);
    assert!(!tx.end_session("one").await.unwrap());
    tx.commit().await.unwrap();
}

async fn tokens_are_taken_until_they_expire_or_are_revoked(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let owner = person(&mut tx, "a@example.org").await;
    let new = NewApiToken { token_hash: "h", person: &owner, label: "l", scope: "read", expires: at(100) };
    let id = tx.add_api_token(&new, at(1)).await.unwrap();
    let token = tx.api_token("h", at(99)).await.unwrap().unwrap();
    assert_eq!((&token.id, token.scope.as_str(), token.last_used), (&id, "read", None));
    assert_eq!(tx.api_token("h", at(100)).await.unwrap(), None);
    tx.note_token_use(&id, at(50)).await.unwrap();
    tx.note_token_use(&id, at(40)).await.unwrap();
    tx.revoke_api_token(&id, at(60)).await.unwrap();
    tx.revoke_api_token(&id, at(70)).await.unwrap();
    assert_eq!(tx.api_token("h", at(65)).await.unwrap(), None);
    let kept = &tx.api_tokens_of(&owner).await.unwrap()[0];
    assert_eq!((kept.last_used, kept.revoked), (Some(at(50)), Some(at(60))));
    tx.commit().await.unwrap();
}

async fn failed_attempts_are_counted_since_the_last_success(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    for second in [1, 2, 3] {
        tx.note_attempt("A@example.org", "192.0.2.1", at(second)).await.unwrap();
    }
    assert_eq!(tx.failed_attempts("a@example.org ", at(2)).await.unwrap(), 2);
    let good = tx.note_attempt("a@example.org", "192.0.2.1", at(4)).await.unwrap();
    assert_eq!(tx.failed_attempts("a@example.org", at(0)).await.unwrap(), 4, "not known to be good yet");
    tx.attempt_succeeded(&good).await.unwrap();
    assert_eq!(tx.failed_attempts("a@example.org", at(0)).await.unwrap(), 0);
    tx.note_attempt("a@example.org", "192.0.2.2", at(5)).await.unwrap();
    assert_eq!(tx.failed_attempts("a@example.org", at(0)).await.unwrap(), 1);
    assert_eq!(tx.failed_attempts_from("192.0.2.1", at(0)).await.unwrap(), 3);
    assert_eq!(tx.sweep_attempts(at(3)).await.unwrap(), 2);
    assert_eq!(tx.failed_attempts_from("192.0.2.1", at(0)).await.unwrap(), 1);
    tx.commit().await.unwrap();
}
