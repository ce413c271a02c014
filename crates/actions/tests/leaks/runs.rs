//! A run outlives its worker, is stopped when somebody says so, and its answer outlives the server.

use actions::acts;
use actions::{Actor, Refusal, Role, Shown};
use jiff::{SignedDuration, Timestamp};
use store::{Address, Id, Options, RunState, Store};
use vocabulary::Code;

use crate::world::{SCENARIO, World, desk_on, now};

async fn queued(world: &World, asker: &Actor) -> Id {
    let (question, version) =
        acts::begin_question(&world.desk, asker, &Code::new("A"), "Who?", SCENARIO, now()).await.unwrap();
    acts::ask(&world.desk, asker, &question, version, now()).await.unwrap()
}

#[tokio::test]
async fn a_run_whose_worker_fell_silent_is_taken_again() {
    let world = World::new().await;
    let asker = world.asker("A", Role::Author);
    let id = queued(&world, &asker).await;
    let long_ago = Timestamp::now() - SignedDuration::from_mins(5);
    let mut tx = world.desk.store().tx().await.unwrap();
    assert_eq!(tx.take_run("killed", long_ago, long_ago).await.unwrap().unwrap().id, id);
    tx.commit().await.unwrap();
    assert!(actions::work_once(&world.desk, "alive").await.unwrap());
    let seen = acts::see_answer(&world.desk, &asker, &id, now()).await.unwrap();
    assert_eq!((seen.stored.run.state, seen.stored.run.attempts), (RunState::Done, 2));
}

#[tokio::test]
async fn a_run_that_stops_its_worker_again_and_again_is_given_up() {
    let world = World::new().await;
    let asker = world.asker("A", Role::Author);
    let id = queued(&world, &asker).await;
    for minutes in [9, 6, 3] {
        let then = Timestamp::now() - SignedDuration::from_mins(minutes);
        let mut tx = world.desk.store().tx().await.unwrap();
        tx.take_run("killed", then - SignedDuration::from_secs(60), then).await.unwrap().unwrap();
        tx.commit().await.unwrap();
    }
    assert!(!actions::work_once(&world.desk, "alive").await.unwrap());
    let seen = acts::see_answer(&world.desk, &asker, &id, now()).await.unwrap();
    assert_eq!(seen.stored.run.state, RunState::Failed);
}

#[tokio::test]
async fn a_run_that_was_stopped_is_not_worked_out() {
    let world = World::new().await;
    let asker = world.asker("A", Role::Author);
    let id = queued(&world, &asker).await;
    acts::stop_answer(&world.desk, &asker, &id, now()).await.unwrap();
    let again = acts::stop_answer(&world.desk, &asker, &id, now()).await;
    assert!(matches!(again, Err(Refusal::WrongState { .. })));
    assert!(!actions::work_once(&world.desk, "worker").await.unwrap());
    let seen = acts::see_answer(&world.desk, &asker, &id, now()).await.unwrap();
    assert!(seen.shown.is_none() && seen.stored.run.state == RunState::Stopped);
    let share = acts::share_answer(&world.desk, &asker, &id, "x", now()).await;
    assert!(matches!(share, Err(Refusal::WrongState { .. })));
}

#[tokio::test]
async fn a_worker_takes_what_waits_and_ends_when_it_is_told_to() {
    let world = World::new().await;
    let asker = world.asker("A", Role::Author);
    let ids = [queued(&world, &asker).await, queued(&world, &asker).await];
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let worker = tokio::spawn(actions::work(world.desk.clone(), "one".into(), async {
        let _ = stopped.await;
    }));
    for id in &ids {
        while acts::see_answer(&world.desk, &asker, id, now()).await.unwrap().stored.run.state
            != RunState::Done
        {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }
    stop.send(()).unwrap();
    worker.await.unwrap();
}

#[tokio::test]
async fn after_a_restart_the_answer_is_worked_out_again_and_is_the_same() {
    let folder = std::env::temp_dir().join(format!("ballast-leaks-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let address = Address::File(folder.join("ballast.db"));
    let world = World::at(&address).await;
    let asker = world.asker("A", Role::Author);
    let id = world.answered(&asker, "A", SCENARIO).await;
    let banded = |shown: Option<Shown>| match shown {
        Some(Shown::Banded(banded)) => banded,
        other => panic!("{other:?}"),
    };
    let before = banded(acts::see_answer(&world.desk, &asker, &id, now()).await.unwrap().shown);
    // Another server on the same database.
    let desk = desk_on(Store::open(&address, Options::default()).await.unwrap());
    let after = banded(acts::see_answer(&desk, &asker, &id, now()).await.unwrap().shown);
    assert_eq!(before, after);
    let bytes = acts::answer_file(&desk, &asker, &id, "bands/result.json", now()).await.unwrap();
    assert!(String::from_utf8(bytes).unwrap().contains(&after.exhibit));
    drop((world, desk));
    let _ = std::fs::remove_dir_all(&folder);
}

#[tokio::test]
async fn a_question_changed_by_somebody_else_is_not_asked_or_changed_blindly() {
    let world = World::new().await;
    let asker = world.asker("A", Role::Author);
    let body = Code::new("A");
    let (id, one) = acts::begin_question(&world.desk, &asker, &body, "Who?", SCENARIO, now()).await.unwrap();
    let text = ("Who else?", SCENARIO);
    let two = acts::change_question(&world.desk, &asker, &id, one, text, now()).await.unwrap();
    let stale = acts::change_question(&world.desk, &asker, &id, one, text, now()).await;
    assert!(matches!(stale, Err(Refusal::Stale { current_version: 2 })));
    let stale = acts::ask(&world.desk, &asker, &id, one, now()).await;
    assert!(matches!(stale, Err(Refusal::Stale { current_version: 2 })));
    acts::drop_question(&world.desk, &asker, &id, two, now()).await.unwrap();
    assert!(matches!(acts::see_question(&world.desk, &asker, &id, now()).await, Err(Refusal::NotFound)));
}

/// An answer that the server has forgotten is worked out anew: meanwhile the database is others'.
#[test]
fn an_answer_that_was_forgotten_is_worked_out_without_the_database() {
    // One thread for long work, and here it is taken.
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.max_blocking_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let world = World::new().await;
        let asker = world.asker("A", Role::Author);
        let id = world.answered(&asker, "A", SCENARIO).await;
        let forgetful = desk_on(world.desk.store().clone());
        let (release, released) = std::sync::mpsc::channel::<()>();
        let taken = tokio::task::spawn_blocking(move || released.recv());
        let (desk, reader) = (forgetful.clone(), asker.clone());
        let seen = tokio::spawn(async move { acts::see_answer(&desk, &reader, &id, now()).await });
        // Far more than it takes to get to the work.
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        assert!(!seen.is_finished(), "it waits for its turn");
        // A database in memory has one connection.
        let view = tokio::time::timeout(std::time::Duration::from_secs(5), forgetful.store().view()).await;
        drop(view.expect("it holds the database").unwrap());
        release.send(()).unwrap();
        taken.await.unwrap().unwrap();
        assert!(seen.await.unwrap().unwrap().shown.is_some());
    });
}
