use store::{Claim, KeptResponse, Setting, StoreError};
use vocabulary::Code;

use crate::support::{Place, at, person};

both!(
    a_request_is_done_once_and_answered_twice,
    of_many_requests_with_one_key_one_is_done,
    settings_are_dated_and_a_body_has_its_own,
);

async fn a_request_is_done_once_and_answered_twice(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let (one, two) = (person(&mut tx, "1@example.org").await, person(&mut tx, "2@example.org").await);
    let answer = KeptResponse { status: 201, body: vec![0, 1, 255] };
    assert_eq!(tx.claim_key(&one, "k", "h", at(100), at(1)).await.unwrap(), Claim::New);
    assert_eq!(tx.claim_key(&one, "k", "h", at(100), at(1)).await.unwrap(), Claim::Begun);
    tx.keep_response(&one, "k", &answer).await.unwrap();
    assert_eq!(tx.claim_key(&one, "k", "h", at(100), at(2)).await.unwrap(), Claim::Kept(answer.clone()));
    assert_eq!(tx.claim_key(&one, "k", "other", at(100), at(2)).await.unwrap(), Claim::Other);
    assert_eq!(tx.claim_key(&two, "k", "h", at(100), at(2)).await.unwrap(), Claim::New, "each has their own");
    assert!(matches!(tx.keep_response(&one, "k", &answer).await, Err(StoreError::Missing { .. })));
    assert_eq!(tx.claim_key(&one, "k", "h", at(300), at(100)).await.unwrap(), Claim::New, "it has expired");
    assert_eq!(tx.sweep_keys(at(200)).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

async fn of_many_requests_with_one_key_one_is_done(place: Place) {
    let stores = [place.store().await, place.store().await];
    let mut tx = stores[0].tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    tx.commit().await.unwrap();
    let tasks: Vec<_> = (0..16_i64)
        .map(|n| {
            let (store, who) = (stores[n as usize % 2].clone(), who.clone());
            tokio::spawn(async move {
                let mut tx = store.tx().await.unwrap();
                let claim = tx.claim_key(&who, "k", "h", at(100), at(1)).await.unwrap();
                if claim == Claim::New {
                    let answer = KeptResponse { status: n, body: vec![] };
                    tx.keep_response(&who, "k", &answer).await.unwrap();
                }
                tx.commit().await.unwrap();
                match claim {
                    Claim::New => (n, true),
                    Claim::Kept(answer) => (answer.status, false),
                    other => panic!("{other:?}"),
                }
            })
        })
        .collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    let did: Vec<_> = answers.iter().filter(|(_, did)| *did).collect();
    assert_eq!(did.len(), 1);
    assert!(answers.iter().all(|(answer, _)| *answer == did[0].0));
}

async fn settings_are_dated_and_a_body_has_its_own(place: Place) {
    let store = place.store().await;
    let body = Code::new("X24");
    let new = |body: Option<&Code>, from, value: &str| Setting {
        name: "decision_rights".into(),
        body: body.cloned(),
        from: at(from),
        value: value.into(),
        set_by: None,
    };
    let mut tx = store.tx().await.unwrap();
    for setting in [new(None, 10, "agree"), new(None, 30, "refuse"), new(Some(&body), 20, "advise")] {
        tx.set_setting(&setting).await.unwrap();
    }
    let mut told = Vec::new();
    for (asked, second) in [(None, 9), (None, 10), (None, 30), (Some(&body), 19), (Some(&body), 40)] {
        let found = tx.setting("decision_rights", asked, at(second)).await.unwrap();
        told.push(found.map(|setting| setting.value).unwrap_or_default());
    }
    assert_eq!(told, ["", "agree", "refuse", "agree", "advise"]);
    assert_eq!(tx.setting_history("decision_rights").await.unwrap().len(), 3);
    assert_eq!(tx.setting("other", None, at(50)).await.unwrap(), None);
    tx.commit().await.unwrap();
    let mut tx = store.tx().await.unwrap();
    let twice = tx.set_setting(&new(None, 10, "again")).await;
    assert!(matches!(twice, Err(StoreError::Taken { .. })), "{twice:?}");
}
