use store::{Id, StoreError};
use vocabulary::Code;

use crate::support::{Place, at, person_and_draft};

both!(
    a_stale_change_is_refused_with_the_current_version,
    of_many_changes_to_one_version_exactly_one_wins,
    files_go_with_their_draft,
    drafts_are_listed_by_body_and_by_person,
);

async fn a_stale_change_is_refused_with_the_current_version(place: Place) {
    let store = place.store().await;
    let (_, id) = person_and_draft(&store).await;
    let mut tx = store.tx().await.unwrap();
    assert_eq!(tx.change_draft(&id, 1, "T", "two", at(3)).await.unwrap(), 2);
    let stale = tx.change_draft(&id, 1, "T", "lost?", at(4)).await;
    assert!(matches!(stale, Err(StoreError::Stale { current_version: 2 })), "{stale:?}");
    let stale = tx.delete_draft(&id, 1).await;
    assert!(matches!(stale, Err(StoreError::Stale { current_version: 2 })), "{stale:?}");
    let kept = tx.draft(&id).await.unwrap().unwrap();
    assert_eq!((kept.content.as_str(), kept.version, kept.changed), ("two", 2, at(3)));
    tx.delete_draft(&id, 2).await.unwrap();
    assert!(matches!(tx.delete_draft(&id, 2).await, Err(StoreError::Missing { .. })));
    let nobody = Id::new(at(0)).unwrap();
    assert!(matches!(tx.change_draft(&nobody, 1, "", "", at(5)).await, Err(StoreError::Missing { .. })));
    tx.commit().await.unwrap();
}

/// Two programs with twelve writers each; every version is won once, and every loser is told.
async fn of_many_changes_to_one_version_exactly_one_wins(place: Place) {
    let stores = [place.store().await, place.store().await];
    let (_, id) = person_and_draft(&stores[0]).await;
    for version in 1..=5 {
        let writers: Vec<_> = (0..24)
            .map(|n| {
                let (store, id) = (stores[n % 2].clone(), id.clone());
                tokio::spawn(async move {
                    let mut tx = store.tx().await.unwrap();
                    let content = format!("version {version} by {n}");
                    let answer = tx.change_draft(&id, version, "T", &content, at(3)).await;
                    tx.commit().await.unwrap();
                    answer.map(|new| (new, content))
                })
            })
            .collect();
        let mut won = Vec::new();
        for writer in writers {
            match writer.await.unwrap() {
                Ok(winner) => won.push(winner),
                Err(StoreError::Stale { current_version }) => assert_eq!(current_version, version + 1),
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(won.len(), 1);
        let kept = stores[1].view().await.unwrap().draft(&id).await.unwrap().unwrap();
        assert_eq!((kept.version, kept.content), won.remove(0));
    }
}

async fn files_go_with_their_draft(place: Place) {
    let store = place.store().await;
    let (_, id) = person_and_draft(&store).await;
    let mut tx = store.tx().await.unwrap();
    let first = tx.put_draft_file(&id, "b.csv", b"one", at(3)).await.unwrap();
    tx.put_draft_file(&id, "a.csv", b"", at(3)).await.unwrap();
    let second = tx.put_draft_file(&id, "b.csv", b"three", at(4)).await.unwrap();
    let files = tx.draft_files(&id).await.unwrap();
    let told: Vec<_> = files.iter().map(|file| (file.name.as_str(), file.size_bytes)).collect();
    assert_eq!(told, [("a.csv", 0), ("b.csv", 5)]);
    assert_eq!(files[1].hash, second);
    assert_eq!(tx.sweep_blobs(at(100)).await.unwrap(), 1, "the bytes that were replaced");
    assert_eq!(tx.blob(&first).await.unwrap(), None);
    assert_eq!(tx.blob(&second).await.unwrap().unwrap().bytes, b"three");
    assert!(tx.drop_draft_file(&id, "a.csv").await.unwrap());
    assert!(!tx.drop_draft_file(&id, "a.csv").await.unwrap());
    tx.delete_draft(&id, 1).await.unwrap();
    assert_eq!(tx.sweep_blobs(at(4)).await.unwrap(), 1, "what was put since is left for whoever put it");
    assert_eq!(tx.sweep_blobs(at(100)).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

async fn drafts_are_listed_by_body_and_by_person(place: Place) {
    let store = place.store().await;
    let (somebody, first) = person_and_draft(&store).await;
    let mut tx = store.tx().await.unwrap();
    let second = crate::support::draft(&mut tx, &somebody, "second").await;
    tx.change_draft(&first, 1, "T", "later", at(9)).await.unwrap();
    let ids = |drafts: Vec<store::Draft>| drafts.into_iter().map(|draft| draft.id).collect::<Vec<_>>();
    let of_body = tx.drafts_of_body(&Code::new("06K"), "scenario").await.unwrap();
    assert_eq!(ids(of_body), [first.clone(), second.clone()]);
    assert_eq!(ids(tx.drafts_of_body(&Code::new("06K"), "upload").await.unwrap()), []);
    assert_eq!(ids(tx.drafts_of_body(&Code::new("06L"), "scenario").await.unwrap()), []);
    assert_eq!(ids(tx.drafts_of_person(&somebody).await.unwrap()), [first, second]);
    tx.commit().await.unwrap();
}
