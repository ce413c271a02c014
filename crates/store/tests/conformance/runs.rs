use store::{Id, NewResult, NewSnapshot, RunState, Store, StoreError};
use vocabulary::Code;

use crate::support::{Place, at, person};

both!(
    a_run_goes_from_queued_to_done,
    a_stopped_run_tells_its_worker,
    what_fell_silent_is_taken_over_and_given_up,
    no_run_is_taken_twice,
    a_worker_gives_back_what_it_was_at,
    only_what_is_done_is_shared,
);

async fn queue(store: &Store, title: &str, second: i64) -> Id {
    let mut tx = store.tx().await.unwrap();
    let new = NewSnapshot { hash: "h1", pack: b"pack", name: "n", as_of: None, created_by: None };
    tx.add_snapshot(&new, at(0)).await.unwrap();
    let somebody = match tx.person_by_email("a@example.org").await.unwrap() {
        Some(person) => person.id,
        None => person(&mut tx, "a@example.org").await,
    };
    let body = Code::new("06K");
    let (scenario, options) = ("[scenario]", "{\"draws\":500}");
    let new = NewResult {
        kind: "question",
        body: &body,
        person: &somebody,
        title,
        snapshot_hash: "h1",
        scenario,
        options,
    };
    let id = tx.add_result(&new, at(second)).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn take(store: &Store, worker: &str, silent_since: i64, now: i64) -> Option<Id> {
    let mut tx = store.tx().await.unwrap();
    let taken = tx.take_run(worker, at(silent_since), at(now)).await.unwrap();
    tx.commit().await.unwrap();
    taken.map(|result| result.id)
}

async fn a_run_goes_from_queued_to_done(place: Place) {
    let store = place.store().await;
    let (first, second) = (queue(&store, "one", 1).await, queue(&store, "two", 2).await);
    assert_eq!(take(&store, "w", 0, 5).await, Some(first.clone()), "the oldest first");
    let mut tx = store.tx().await.unwrap();
    assert!(tx.note_progress(&first, "w", 40, "drawing", at(6)).await.unwrap());
    let run = tx.result(&first).await.unwrap().unwrap().run;
    assert_eq!((run.state, run.percent, run.message.as_str()), (RunState::Running, 40, "drawing"));
    assert!(!tx.note_progress(&first, "another", 50, "", at(6)).await.unwrap());
    assert!(!tx.note_progress(&second, "w", 50, "", at(6)).await.unwrap(), "it isn't running");
    let files: [(&str, &[u8]); 2] = [("postings.csv", b"a,b\n"), ("result.json", b"{}")];
    assert!(tx.finish_run(&first, "w", &files, at(7)).await.unwrap());
    assert!(!tx.finish_run(&first, "w", &files, at(8)).await.unwrap(), "once");
    tx.commit().await.unwrap();
    let mut view = store.view().await.unwrap();
    let done = view.result(&first).await.unwrap().unwrap();
    assert_eq!((done.run.state, done.run.percent, done.run.finished), (RunState::Done, 100, Some(at(7))));
    assert_eq!((done.scenario.as_str(), done.options.as_str()), ("[scenario]", "{\"draws\":500}"));
    let names: Vec<_> = view.result_files(&first).await.unwrap().into_iter().map(|file| file.name).collect();
    assert_eq!(names, ["postings.csv", "result.json"]);
    assert_eq!(view.result_file(&first, "postings.csv").await.unwrap().unwrap(), b"a,b\n");
    assert_eq!(view.result_file(&first, "other").await.unwrap(), None);
    let of_body = view.results_of_body(&Code::new("06K"), "question").await.unwrap();
    assert_eq!(of_body.into_iter().map(|result| result.id).collect::<Vec<_>>(), [second, first]);
}

async fn a_stopped_run_tells_its_worker(place: Place) {
    let store = place.store().await;
    let (first, second) = (queue(&store, "one", 1).await, queue(&store, "two", 2).await);
    take(&store, "w", 0, 5).await.unwrap();
    let mut tx = store.tx().await.unwrap();
    assert!(tx.stop_run(&first, at(6)).await.unwrap());
    assert!(tx.stop_run(&second, at(6)).await.unwrap(), "a queued one too");
    assert!(!tx.stop_run(&first, at(7)).await.unwrap());
    assert!(!tx.note_progress(&first, "w", 50, "", at(7)).await.unwrap());
    assert!(!tx.finish_run(&first, "w", &[("f", b"x")], at(8)).await.unwrap());
    assert!(!tx.fail_run(&first, "w", "why", at(8)).await.unwrap());
    assert_eq!(tx.result_files(&first).await.unwrap(), []);
    assert_eq!(tx.result(&first).await.unwrap().unwrap().run.state, RunState::Stopped);
    tx.commit().await.unwrap();
    assert_eq!(take(&store, "w", 0, 9).await, None);
}

async fn what_fell_silent_is_taken_over_and_given_up(place: Place) {
    let store = place.store().await;
    let id = queue(&store, "one", 1).await;
    assert!(take(&store, "w1", 0, 10).await.is_some());
    assert_eq!(take(&store, "w2", 10, 20).await, None, "seen at 10, so not silent since");
    assert_eq!(take(&store, "w2", 11, 20).await, Some(id.clone()));
    let mut tx = store.tx().await.unwrap();
    assert!(!tx.note_progress(&id, "w1", 99, "", at(21)).await.unwrap(), "it is another's now");
    assert_eq!(tx.give_up_runs(3, at(30), "the server ended twice", at(31)).await.unwrap(), 0);
    assert_eq!(tx.give_up_runs(2, at(20), "the server ended twice", at(31)).await.unwrap(), 0, "still seen");
    assert_eq!(tx.give_up_runs(2, at(30), "the server ended twice", at(31)).await.unwrap(), 1);
    let run = tx.result(&id).await.unwrap().unwrap().run;
    assert_eq!(
        (run.state, run.attempts, run.message.as_str()),
        (RunState::Failed, 2, "the server ended twice")
    );
    tx.commit().await.unwrap();
}

async fn no_run_is_taken_twice(place: Place) {
    let stores = [place.store().await, place.store().await];
    for n in 0..12 {
        queue(&stores[0], "one of many", n).await;
    }
    let workers: Vec<_> = (0..6)
        .map(|n| {
            let store = stores[n % 2].clone();
            tokio::spawn(async move {
                let mut taken = Vec::new();
                while let Some(id) = take(&store, &format!("w{n}"), 0, 5).await {
                    taken.push(id);
                }
                taken
            })
        })
        .collect();
    let mut all = Vec::new();
    for worker in workers {
        all.extend(worker.await.unwrap());
    }
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 12);
    assert!(stores[0].view().await.unwrap().result(&all[3]).await.unwrap().unwrap().run.attempts == 1);
}

async fn a_worker_gives_back_what_it_was_at(place: Place) {
    let store = place.store().await;
    let id = queue(&store, "one", 1).await;
    take(&store, "w", 0, 5).await.unwrap();
    let mut tx = store.tx().await.unwrap();
    assert_eq!(tx.give_back_runs("another").await.unwrap(), 0);
    assert_eq!(tx.give_back_runs("w").await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(take(&store, "w2", 0, 6).await, Some(id));
}

async fn only_what_is_done_is_shared(place: Place) {
    let store = place.store().await;
    let id = queue(&store, "one", 1).await;
    let mut tx = store.tx().await.unwrap();
    assert!(matches!(tx.share_result(&id, at(3)).await, Err(StoreError::Missing { .. })));
    tx.take_run("w", at(0), at(4)).await.unwrap();
    tx.finish_run(&id, "w", &[], at(5)).await.unwrap();
    assert_eq!(tx.shared_results("question").await.unwrap(), []);
    tx.share_result(&id, at(6)).await.unwrap();
    tx.share_result(&id, at(7)).await.unwrap();
    assert_eq!(tx.shared_results("question").await.unwrap()[0].shared, Some(at(6)));
    tx.commit().await.unwrap();
    let mut tx = store.tx().await.unwrap();
    let odd = tx.note_progress(&id, "w", 101, "", at(8)).await;
    assert!(!odd.unwrap(), "it isn't running, so nothing is written");
}
