use store::{CaseLine, Id, NewCaseLine, StoreError, Tx};
use vocabulary::{Code, Date};

use crate::support::{Kind, Place, at, is_sound, person};

both!(
    lines_are_read_in_order_as_they_were_added,
    of_many_acts_on_one_number_exactly_one_is_done,
    a_case_is_found_by_whom_it_concerns,
    what_is_typed_is_kept_for_its_person,
    what_was_done_can_not_be_changed,
    doctor_sees_an_act_that_is_gone,
    a_file_is_kept_by_its_hash_until_it_is_taken_out,
);

fn code(text: &str) -> Code {
    Code::new(text)
}

async fn does(tx: &mut Tx, reference: &str, who: &Id, read: i64, is_public: bool) -> Result<i64, StoreError> {
    let day: Date = "2013-10-21".parse().unwrap();
    let (reference, body, act) = (code(reference), code("06K"), format!("{{\"act\":{read}}}"));
    let line = NewCaseLine {
        reference: &reference,
        act: &act,
        on: day,
        body: &body,
        office: "author",
        person: who,
        receipt: "log#1:aa",
    };
    match read {
        0 => tx.open_case(&line, at(1)).await.map(|()| 1),
        _ => tx.act_on_case(&line, read, is_public, at(read + 1)).await,
    }
}

async fn lines_are_read_in_order_as_they_were_added(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    for read in 0..12 {
        assert_eq!(does(&mut tx, "06K-2013-1", &who, read, read == 11).await.unwrap(), read + 1);
    }
    let again = does(&mut tx, "06K-2013-1", &who, 0, false).await;
    assert!(matches!(again, Err(StoreError::Taken { .. })), "{again:?}");
    tx.rollback().await.unwrap();
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    for read in 0..12 {
        does(&mut tx, "06K-2013-1", &who, read, read == 11).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut view = store.view().await.unwrap();
    let lines = view.case_lines(&code("06K-2013-1")).await.unwrap();
    assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
    let told = CaseLine {
        reference: code("06K-2013-1"),
        number: 3,
        act: "{\"act\":2}".into(),
        on: "2013-10-21".parse().unwrap(),
        body: code("06K"),
        office: "author".into(),
        person: who,
        receipt: "log#1:aa".into(),
        at: at(3),
    };
    assert_eq!(lines[2], told);
    let head = view.case(&code("06K-2013-1")).await.unwrap().unwrap();
    assert_eq!((head.acts, head.is_public, head.opened, head.changed), (12, true, at(1), at(12)));
    assert_eq!(view.public_cases().await.unwrap(), [head]);
    assert_eq!(view.cases_opened_by(&code("06K")).await.unwrap(), 1);
    drop(view);
    is_sound(&store).await;
}

/// Two programs with twelve writers each: one number is taken once.
async fn of_many_acts_on_one_number_exactly_one_is_done(place: Place) {
    let stores = [place.store().await, place.store().await];
    let mut tx = stores[0].tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    does(&mut tx, "A", &who, 0, false).await.unwrap();
    let missing = does(&mut tx, "B", &who, 1, false).await;
    assert!(matches!(missing, Err(StoreError::Missing { .. })), "{missing:?}");
    tx.commit().await.unwrap();
    let writers: Vec<_> = (0..24)
        .map(|n| {
            let (store, who) = (stores[n % 2].clone(), who.clone());
            tokio::spawn(async move {
                let mut tx = store.tx().await.unwrap();
                let answer = does(&mut tx, "A", &who, 1, false).await;
                match &answer {
                    Ok(_) => tx.commit().await.unwrap(),
                    Err(_) => tx.rollback().await.unwrap(),
                }
                answer
            })
        })
        .collect();
    let mut done = Vec::new();
    for writer in writers {
        match writer.await.unwrap() {
            Ok(number) => done.push(number),
            Err(StoreError::Stale { current_version }) => assert_eq!(current_version, 2),
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(done, [2]);
}

async fn a_case_is_found_by_whom_it_concerns(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    for reference in ["A", "B"] {
        does(&mut tx, reference, &who, 0, false).await.unwrap();
        tx.concern(&code("06K"), &code(reference)).await.unwrap();
    }
    tx.concern(&code("07H"), &code("B")).await.unwrap();
    tx.concern(&code("07H"), &code("B")).await.unwrap();
    does(&mut tx, "A", &who, 1, false).await.unwrap();
    tx.commit().await.unwrap();
    let mut view = store.view().await.unwrap();
    let mut found = Vec::new();
    for body in ["06K", "07H", "0CG"] {
        let heads = view.cases_of_body(&code(body)).await.unwrap();
        found.push(heads.iter().map(|head| head.reference.to_string()).collect::<Vec<_>>().join(" "));
    }
    assert_eq!(found, ["A B", "B", ""]);
    assert!(view.public_cases().await.unwrap().is_empty());
}

async fn what_is_typed_is_kept_for_its_person(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let (one, other) = (person(&mut tx, "a@example.org").await, person(&mut tx, "b@example.org").await);
    does(&mut tx, "A", &one, 0, false).await.unwrap();
    let case = code("A");
    tx.keep_typing((&case, &one), ("options", "half a sen"), "0", at(1)).await.unwrap();
    tx.keep_typing((&case, &one), ("options", "half a sentence"), "1", at(2)).await.unwrap();
    tx.keep_typing((&case, &other), ("options", "mine"), "1", at(3)).await.unwrap();
    let typed = tx.case_typing(&case, &one).await.unwrap();
    let told: Vec<_> = typed.iter().map(|typed| (typed.content.as_str(), typed.seen.as_str())).collect();
    assert_eq!(told, [("half a sentence", "1")]);
    assert!(tx.drop_typing(&case, &one, "options").await.unwrap());
    assert!(!tx.drop_typing(&case, &one, "options").await.unwrap());
    assert_eq!(tx.case_typing(&case, &other).await.unwrap().len(), 1);
    tx.commit().await.unwrap();
}

async fn done_to(place: &Place) -> store::Store {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    for read in 0..3 {
        does(&mut tx, "A", &who, read, false).await.unwrap();
    }
    tx.commit().await.unwrap();
    store
}

async fn what_was_done_can_not_be_changed(place: Place) {
    let _store = done_to(&place).await;
    let mut attempts = vec!["UPDATE case_acts SET act = '{}'", "DELETE FROM case_acts", "DELETE FROM cases"];
    if place.kind == Kind::Postgres {
        attempts.push("TRUNCATE case_acts");
    }
    for sql in attempts {
        assert!(place.try_sql(sql).await.unwrap_err().contains("never"), "{sql}");
    }
}

async fn doctor_sees_an_act_that_is_gone(place: Place) {
    let store = done_to(&place).await;
    is_sound(&store).await;
    place
        .meddle(match place.kind {
            Kind::Sqlite => "DROP TRIGGER case_acts_remain; DELETE FROM case_acts WHERE number = 2",
            Kind::Postgres => {
                "DROP TRIGGER case_acts_stay ON case_acts; DELETE FROM case_acts WHERE number = 2"
            }
        })
        .await;
    let found = store.doctor(None).await.unwrap();
    assert!(found.iter().any(|finding| finding.code == "case-gap"), "{found:?}");
}

async fn a_file_is_kept_by_its_hash_until_it_is_taken_out(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    for reference in ["A", "B"] {
        does(&mut tx, reference, &who, 0, false).await.unwrap();
    }
    let bytes = [0, 1, 255, 10];
    let hash = tx.keep_case_file(&code("A"), &bytes, at(2)).await.unwrap();
    assert_eq!(hash, store::content_hash(&bytes));
    assert_eq!(tx.keep_case_file(&code("B"), &bytes, at(2)).await.unwrap(), hash, "each case by itself");
    tx.commit().await.unwrap();
    is_sound(&store).await;
    let mut tx = store.tx().await.unwrap();
    assert!(tx.drop_case_file(&code("A"), &hash).await.unwrap());
    assert!(!tx.drop_case_file(&code("A"), &hash).await.unwrap());
    assert_eq!(tx.case_file(&code("A"), &hash).await.unwrap(), None, "its bytes are gone");
    assert_eq!(tx.case_file(&code("B"), &hash).await.unwrap().as_deref(), Some(&bytes[..]));
    assert!(matches!(tx.keep_case_file(&code("B"), &bytes, at(3)).await, Err(StoreError::Taken { .. })));
    tx.rollback().await.unwrap();
    let other = "0".repeat(64);
    let sql = format!("UPDATE case_files SET hash = '{other}' WHERE reference = 'A'");
    place.try_sql(sql.leak()).await.unwrap();
    let found = store.doctor(None).await.unwrap();
    assert_eq!(found.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["blob-differs"], "{found:?}");
}
