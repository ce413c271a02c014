use store::{Id, NewRound, NewRoundLine, RoundLine, Store, StoreError, Tx, Typing};
use vocabulary::{Code, Date};

use crate::support::{Kind, Place, at, is_sound, person};

both!(
    a_round_keeps_its_definition_and_the_lines_of_each_unit,
    of_many_acts_on_one_unit_exactly_one_is_done,
    a_round_is_found_by_whom_it_concerns,
    what_was_done_on_a_unit_can_not_be_changed,
    doctor_sees_an_act_that_is_gone_and_a_definition_that_was_changed,
    a_paper_is_kept_by_its_hash_until_no_answer_names_it,
    what_is_typed_is_its_author_s_alone,
);

const DEFINITION: &str = "title = \"What is asked\"\n";

fn code(text: &str) -> Code {
    Code::new(text)
}

pub(crate) async fn opens(tx: &mut Tx, reference: &str, units: &[&str], who: &Id, second: i64) {
    let (reference, body) = (code(reference), code("X24"));
    let new = NewRound {
        reference: &reference,
        body: &body,
        definition_name: "shared-unit",
        definition: DEFINITION,
    };
    let hash = tx.open_round(&new, at(second)).await.unwrap();
    assert_eq!(hash, store::content_hash(DEFINITION.as_bytes()));
    for unit in units {
        does(tx, reference.as_str(), unit, who, 0, false).await.unwrap();
    }
}

async fn does(
    tx: &mut Tx,
    reference: &str,
    unit: &str,
    who: &Id,
    read: i64,
    is_public: bool,
) -> Result<i64, StoreError> {
    let on: Date = "2026-11-22".parse().unwrap();
    let (reference, unit, body, act) =
        (code(reference), code(unit), code("X24"), format!("{{\"act\":{read}}}"));
    let line = NewRoundLine {
        reference: &reference,
        unit: &unit,
        act: &act,
        on,
        body: &body,
        office: "review-lead",
        person: who,
        receipt: "log#1:aa",
    };
    match read {
        0 => tx.begin_round_unit(&line, at(1)).await.map(|()| 1),
        _ => tx.act_on_round(&line, read, is_public, at(read + 1)).await,
    }
}

async fn a_round_keeps_its_definition_and_the_lines_of_each_unit(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    opens(&mut tx, "R", &["U", "V"], &who, 1).await;
    for read in 1..12 {
        assert_eq!(does(&mut tx, "R", "U", &who, read, read == 11).await.unwrap(), read + 1);
    }
    tx.commit().await.unwrap();
    let mut view = store.view().await.unwrap();
    let head = view.round(&code("R")).await.unwrap().unwrap();
    assert_eq!((head.definition.as_str(), head.definition_name.as_str()), (DEFINITION, "shared-unit"));
    assert_eq!((head.body, head.opened), (code("X24"), at(1)));
    assert_eq!(head.definition_hash, store::content_hash(DEFINITION.as_bytes()));
    let units = view.round_units(&code("R")).await.unwrap();
    let told: Vec<_> = units.iter().map(|unit| (unit.unit.as_str(), unit.acts, unit.is_public)).collect();
    assert_eq!(told, [("U", 12, true), ("V", 1, false)]);
    let lines = view.round_lines(&code("R"), &code("U")).await.unwrap();
    assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
    let told = RoundLine {
        reference: code("R"),
        unit: code("U"),
        number: 3,
        act: "{\"act\":2}".into(),
        on: "2026-11-22".parse().unwrap(),
        body: code("X24"),
        office: "review-lead".into(),
        person: who,
        receipt: "log#1:aa".into(),
        at: at(3),
    };
    assert_eq!(lines[2], told);
    assert_eq!(view.round_lines(&code("R"), &code("V")).await.unwrap().len(), 1, "each unit by itself");
    assert_eq!(view.rounds_opened_by(&code("X24")).await.unwrap(), 1);
    drop(view);
    is_sound(&store).await;
    let mut tx = store.tx().await.unwrap();
    let again = NewRound {
        reference: &code("R"),
        body: &code("X24"),
        definition_name: "other",
        definition: DEFINITION,
    };
    let again = tx.open_round(&again, at(9)).await;
    assert!(matches!(again, Err(StoreError::Taken { .. })), "{again:?}");
}

/// Two programs with twelve writers each: one number is taken once.
async fn of_many_acts_on_one_unit_exactly_one_is_done(place: Place) {
    let stores = [place.store().await, place.store().await];
    let mut tx = stores[0].tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    opens(&mut tx, "R", &["U"], &who, 1).await;
    let missing = does(&mut tx, "R", "W", &who, 1, false).await;
    assert!(matches!(missing, Err(StoreError::Missing { .. })), "{missing:?}");
    tx.commit().await.unwrap();
    let writers: Vec<_> = (0..24)
        .map(|n| {
            let (store, who) = (stores[n % 2].clone(), who.clone());
            tokio::spawn(async move {
                let mut tx = store.tx().await.unwrap();
                let answer = does(&mut tx, "R", "U", &who, 1, false).await;
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

async fn a_round_is_found_by_whom_it_concerns(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    opens(&mut tx, "R", &["U", "V"], &who, 1).await;
    opens(&mut tx, "S", &["U"], &who, 2).await;
    for (body, reference, unit) in
        [("U", "R", "U"), ("U", "S", "U"), ("A", "R", "U"), ("A", "R", "V"), ("A", "R", "V")]
    {
        tx.concern_round(&code(body), &code(reference), &code(unit)).await.unwrap();
    }
    does(&mut tx, "S", "U", &who, 1, true).await.unwrap();
    tx.commit().await.unwrap();
    let mut view = store.view().await.unwrap();
    let mut found = Vec::new();
    for body in ["U", "A", "B"] {
        found.push(view.rounds_of_body(&code(body)).await.unwrap());
    }
    assert_eq!(found, [vec![code("R"), code("S")], vec![code("R")], Vec::new()]);
    assert_eq!(view.public_rounds().await.unwrap(), [code("S")]);
    let of_unit = view.rounds_of_unit(&code("U"), &code("X24")).await.unwrap();
    assert_eq!(of_unit, [code("S"), code("R")], "the last opened first");
    assert!(view.rounds_of_unit(&code("U"), &code("Y")).await.unwrap().is_empty());
}

async fn done_to(place: &Place) -> Store {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    opens(&mut tx, "R", &["U"], &who, 1).await;
    for read in 1..3 {
        does(&mut tx, "R", "U", &who, read, false).await.unwrap();
    }
    tx.commit().await.unwrap();
    store
}

async fn what_was_done_on_a_unit_can_not_be_changed(place: Place) {
    let _store = done_to(&place).await;
    let mut attempts = vec![
        "UPDATE round_acts SET act = '{}'",
        "DELETE FROM round_acts",
        "UPDATE rounds SET definition = ''",
        "DELETE FROM rounds",
        "DELETE FROM round_units",
    ];
    if place.kind == Kind::Postgres {
        attempts.push("TRUNCATE round_acts");
    }
    for sql in attempts {
        assert!(place.try_sql(sql).await.unwrap_err().contains("never"), "{sql}");
    }
}

async fn doctor_sees_an_act_that_is_gone_and_a_definition_that_was_changed(place: Place) {
    let store = done_to(&place).await;
    is_sound(&store).await;
    place
        .meddle(match place.kind {
            Kind::Sqlite => {
                "DROP TRIGGER round_acts_remain; DROP TRIGGER rounds_stay;
                 DELETE FROM round_acts WHERE number = 2; UPDATE rounds SET definition = 'title = 1'"
            }
            Kind::Postgres => {
                "DROP TRIGGER round_acts_stay ON round_acts; DROP TRIGGER rounds_stay ON rounds;
                 DELETE FROM round_acts WHERE number = 2; UPDATE rounds SET definition = 'title = 1'"
            }
        })
        .await;
    let found = store.doctor(None).await.unwrap();
    let codes: Vec<_> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["blob-differs", "round-gap"], "{found:?}");
}

const PAPER: &[u8] = &[0, 1, 255, 10];

pub(crate) async fn attaches_and_types(tx: &mut Tx, reference: &str, unit: &str, who: &Id) {
    let (reference, unit) = (code(reference), code(unit));
    let hash = tx.keep_round_file((&reference, &unit), ("“Minutes”.pdf", "pdf"), PAPER, at(6)).await.unwrap();
    assert_eq!(hash, store::content_hash(PAPER));
    let typed = Typing { field: "answer q".into(), content: "half a".into(), seen: "s".into(), at: at(6) };
    tx.keep_round_typing((&reference, &unit), who, &typed).await.unwrap();
}

async fn a_paper_is_kept_by_its_hash_until_no_answer_names_it(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    for (reference, units, second) in [("R1", &["U", "V"][..], 1), ("R2", &["U"], 2)] {
        opens(&mut tx, reference, units, &who, second).await;
    }
    for (reference, unit) in [("R1", "U"), ("R1", "V"), ("R2", "U")] {
        attaches_and_types(&mut tx, reference, unit, &who).await;
    }
    attaches_and_types(&mut tx, "R1", "U", &who).await;
    tx.commit().await.unwrap();
    is_sound(&store).await;
    let mut tx = store.tx().await.unwrap();
    let listed = async |tx: &mut Tx, reference: &str, overseer: &str| {
        let files = tx.round_files(&code(reference), &code(overseer)).await.unwrap();
        assert!(files.iter().all(|file| (file.size_bytes, file.kind.as_str()) == (4, "pdf")));
        files.iter().map(|file| format!("{} {}", file.unit, file.reference)).collect::<Vec<_>>()
    };
    assert_eq!(listed(&mut tx, "R2", "X24").await, ["U R2", "U R1"], "those of the last rounds too");
    assert_eq!(listed(&mut tx, "R1", "X24").await, ["U R2", "U R1", "V R1"]);
    assert!(listed(&mut tx, "R1", "X25").await.is_empty(), "another oversight body's");
    let hash = store::content_hash(PAPER);
    assert!(tx.drop_round_file(&code("R1"), &code("U"), &hash).await.unwrap());
    assert!(!tx.drop_round_file(&code("R1"), &code("U"), &hash).await.unwrap());
    assert_eq!(tx.round_file(&code("R1"), &code("U"), &hash).await.unwrap(), None);
    assert_eq!(tx.round_file(&code("R2"), &code("U"), &hash).await.unwrap().as_deref(), Some(PAPER));
    tx.commit().await.unwrap();
    let other = "0".repeat(64);
    let sql = format!("UPDATE round_files SET hash = '{other}' WHERE reference = 'R2'");
    place.try_sql(sql.leak()).await.unwrap();
    let found = store.doctor(None).await.unwrap();
    assert_eq!(found.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["blob-differs"], "{found:?}");
}

async fn what_is_typed_is_its_author_s_alone(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let (one, other) = (person(&mut tx, "a@example.org").await, person(&mut tx, "b@example.org").await);
    opens(&mut tx, "R", &["U"], &one, 1).await;
    let (reference, unit) = (code("R"), code("U"));
    let here = (&reference, &unit);
    for (content, second) in [("half a sen", 1), ("half a sentence", 2)] {
        let typed = Typing {
            field: "answer q".into(),
            content: content.into(),
            seen: second.to_string(),
            at: at(second),
        };
        tx.keep_round_typing(here, &one, &typed).await.unwrap();
    }
    let typed = tx.round_typing(here, &one, "answer q").await.unwrap().unwrap();
    assert_eq!((typed.content.as_str(), typed.seen.as_str()), ("half a sentence", "2"));
    assert_eq!(tx.round_typing(here, &one, "answer r").await.unwrap(), None);
    assert_eq!(tx.round_typing(here, &other, "answer q").await.unwrap(), None);
    assert!(!tx.drop_round_typing(here, &other, "answer q").await.unwrap());
    assert!(tx.drop_round_typing(here, &one, "answer q").await.unwrap());
    assert_eq!(tx.round_typing(here, &one, "answer q").await.unwrap(), None);
    tx.commit().await.unwrap();
}
