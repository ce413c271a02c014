use store::NewAudit;
use vocabulary::Code;

use crate::support::{Place, at, is_sound, person};

both!(
    lines_are_numbered_and_chained,
    an_act_that_does_not_happen_leaves_no_number_out,
    many_acts_leave_no_gap
);

async fn lines_are_numbered_and_chained(place: Place) {
    let store = place.store().await;
    let body = Code::new("06K");
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    let new = NewAudit {
        person: Some(&who),
        body: Some(&body),
        act: "import_register",
        on_kind: "register",
        on_id: "england",
        before: None,
        after: Some("h1"),
    };
    let first = tx.append_audit(&new, at(1)).await.unwrap();
    let by_itself = NewAudit { act: "sweep", on_kind: "store", on_id: "", ..NewAudit::default() };
    let second = tx.append_audit(&by_itself, at(2)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((first.number, first.previous_hash.as_str()), (1, ""));
    assert_eq!((second.number, &second.previous_hash), (2, &first.hash));
    let mut view = store.view().await.unwrap();
    assert_eq!(view.audit_by_receipt(&first.receipt).await.unwrap(), Some(first.clone()));
    assert_eq!(view.audit_of("register", "england").await.unwrap(), [first.clone()]);
    assert_eq!(view.audit_after(1, 10).await.unwrap(), [second]);
    assert_eq!(view.audit_of_body(&body, i64::MAX, 10).await.unwrap(), [first]);
    assert_eq!(view.audit_of_body(&body, 1, 10).await.unwrap(), []);
    drop(view);
    is_sound(&store).await;
}

async fn an_act_that_does_not_happen_leaves_no_number_out(place: Place) {
    let store = place.store().await;
    let act = NewAudit { act: "act", on_kind: "k", on_id: "i", ..NewAudit::default() };
    for happens in [true, false, false, true] {
        let mut tx = store.tx().await.unwrap();
        tx.append_audit(&act, at(1)).await.unwrap();
        if happens {
            tx.commit().await.unwrap();
        }
    }
    let lines = store.view().await.unwrap().audit_after(0, 10).await.unwrap();
    assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 2]);
    is_sound(&store).await;
}

async fn many_acts_leave_no_gap(place: Place) {
    let stores = [place.store().await, place.store().await];
    let tasks: Vec<_> = (0..30)
        .map(|n| {
            let store = stores[n % 2].clone();
            tokio::spawn(async move {
                let on_id = n.to_string();
                let act = NewAudit { act: "act", on_kind: "k", on_id: &on_id, ..NewAudit::default() };
                let mut tx = store.tx().await.unwrap();
                tx.append_audit(&act, at(1)).await.unwrap();
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let lines = stores[0].view().await.unwrap().audit_after(0, 100).await.unwrap();
    assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), (1..=30).collect::<Vec<_>>());
    is_sound(&stores[0]).await;
}
