use store::{Id, NewSignature, Said, Signature, StoreError, Tx};
use vocabulary::Code;

use crate::support::{Kind, Place, at, is_sound, person};

both!(
    the_last_word_stands_and_none_is_lost,
    of_many_words_on_one_number_exactly_one_is_said,
    words_are_listed_by_unit_and_by_register,
    a_signature_has_no_value_and_a_correction_has_one,
    what_was_said_can_not_be_changed,
    doctor_sees_a_word_that_is_gone,
);

const POOL: &str = "cost_pools/U-finance/annual_gbp";

struct Words<'a> {
    unit: &'a str,
    register: &'a str,
    figure: &'a str,
}

const HERE: Words<'_> = Words { unit: "U", register: "case", figure: POOL };

async fn say(
    tx: &mut Tx,
    words: &Words<'_>,
    who: &Id,
    seen: i64,
    said: Said,
    value: Option<&str>,
) -> Result<i64, StoreError> {
    let (unit, body) = (Code::new(words.unit), Code::new("X"));
    let new = NewSignature {
        unit: &unit,
        body: &body,
        register: words.register,
        figure: words.figure,
        seen,
        said,
        seen_value: "517391.83",
        corrected_value: value,
        reason: "our books",
        person: who,
    };
    tx.add_signature(&new, at(seen + 1)).await
}

async fn the_last_word_stands_and_none_is_lost(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    assert_eq!(say(&mut tx, &HERE, &who, 0, Said::Signed, None).await.unwrap(), 1);
    assert_eq!(say(&mut tx, &HERE, &who, 1, Said::Corrected, Some("500000.00")).await.unwrap(), 2);
    let stale = say(&mut tx, &HERE, &who, 1, Said::Signed, None).await;
    assert!(matches!(stale, Err(StoreError::Stale { current_version: 2 })), "{stale:?}");
    tx.commit().await.unwrap();
    let mut view = store.view().await.unwrap();
    let last = view.signatures_of_unit(&Code::new("U")).await.unwrap();
    let told = Signature {
        unit: Code::new("U"),
        body: Code::new("X"),
        register: "case".into(),
        figure: POOL.into(),
        number: 2,
        said: Said::Corrected,
        seen_value: "517391.83".into(),
        corrected_value: Some("500000.00".into()),
        reason: "our books".into(),
        person: who,
        at: at(2),
    };
    assert_eq!(last, std::slice::from_ref(&told));
    let history = view.signature_history(&Code::new("U"), &Code::new("X"), "case", POOL).await.unwrap();
    let numbers: Vec<_> = history.iter().map(|word| (word.number, word.said)).collect();
    assert_eq!(numbers, [(2, Said::Corrected), (1, Said::Signed)]);
    assert_eq!(history[0], told);
    drop(view);
    is_sound(&store).await;
}

/// Two programs with twelve writers each: one number is taken once.
async fn of_many_words_on_one_number_exactly_one_is_said(place: Place) {
    let stores = [place.store().await, place.store().await];
    let mut tx = stores[0].tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    tx.commit().await.unwrap();
    let writers: Vec<_> = (0..24)
        .map(|n| {
            let (store, who) = (stores[n % 2].clone(), who.clone());
            tokio::spawn(async move {
                let mut tx = store.tx().await.unwrap();
                let answer = say(&mut tx, &HERE, &who, 0, Said::Signed, None).await;
                match &answer {
                    Ok(_) => tx.commit().await.unwrap(),
                    Err(_) => tx.rollback().await.unwrap(),
                }
                answer
            })
        })
        .collect();
    let mut said = 0;
    for writer in writers {
        match writer.await.unwrap() {
            Ok(number) => said += number,
            Err(StoreError::Stale { current_version }) => assert_eq!(current_version, 1),
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(said, 1);
}

async fn words_are_listed_by_unit_and_by_register(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    let all = [
        Words { unit: "U", register: "case", figure: "b/1/x" },
        Words { unit: "U", register: "case", figure: "a/1/x" },
        Words { unit: "U", register: "other", figure: "a/1/x" },
        Words { unit: "V", register: "case", figure: "a/1/x" },
    ];
    for words in &all {
        say(&mut tx, words, &who, 0, Said::Signed, None).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut view = store.view().await.unwrap();
    let told = |list: Vec<Signature>| {
        list.into_iter()
            .map(|word| format!("{} {} {}", word.unit, word.register, word.figure))
            .collect::<Vec<_>>()
    };
    let of_unit = told(view.signatures_of_unit(&Code::new("U")).await.unwrap());
    assert_eq!(of_unit, ["U case a/1/x", "U case b/1/x", "U other a/1/x"]);
    let of_register = told(view.signatures_of_register(&Code::new("X"), "case").await.unwrap());
    assert_eq!(of_register, ["U case a/1/x", "U case b/1/x", "V case a/1/x"]);
    assert_eq!(told(view.signatures_of_register(&Code::new("U"), "case").await.unwrap()), [""; 0]);
}

async fn a_signature_has_no_value_and_a_correction_has_one(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    for (said, value) in [(Said::Signed, Some("1")), (Said::Corrected, None), (Said::Declined, None)] {
        let refused = say(&mut tx, &HERE, &who, 0, said, value).await;
        assert!(matches!(refused, Err(StoreError::Refused { .. })), "{said}");
    }
    assert_eq!(say(&mut tx, &HERE, &who, 0, Said::Declined, Some("1")).await.unwrap(), 1);
}

async fn said_once(place: &Place) -> store::Store {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    for seen in 0..2 {
        say(&mut tx, &HERE, &who, seen, Said::Signed, None).await.unwrap();
    }
    tx.commit().await.unwrap();
    store
}

async fn what_was_said_can_not_be_changed(place: Place) {
    let _store = said_once(&place).await;
    let mut attempts = vec!["UPDATE signatures SET reason = 'x'", "DELETE FROM signatures"];
    if place.kind == Kind::Postgres {
        attempts.push("TRUNCATE signatures");
    }
    for sql in attempts {
        assert!(place.try_sql(sql).await.unwrap_err().contains("never"), "{sql}");
    }
}

async fn doctor_sees_a_word_that_is_gone(place: Place) {
    let store = said_once(&place).await;
    is_sound(&store).await;
    // Whoever owns the database can take the guards away first.
    place
        .meddle(match place.kind {
            Kind::Sqlite => "DROP TRIGGER signatures_remain; DELETE FROM signatures WHERE number = 1",
            Kind::Postgres => {
                "DROP TRIGGER signatures_stay ON signatures; DELETE FROM signatures WHERE number = 1"
            }
        })
        .await;
    let found = store.doctor(None).await.unwrap();
    assert!(found.iter().any(|finding| finding.code == "signature-gap"), "{found:?}");
}
