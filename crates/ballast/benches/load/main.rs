//! 300 people at work at once on one server, on SQLite and on PostgreSQL: in every role, reading pages and the API, and
//! changing what they share. There may be no error and no lost update, and 99 in 100 reads are answered within 250 ms.
//!
//! Each has a connection of their own, kept open, and thinks for some seconds between requests. The server is the program
//! itself; it is killed at the end, and what it kept is held against what it had confirmed. Only this machine is
//! reached. Run with `cargo xtask bench`; `--minutes 2`, `--think 1`, `--on sqlite` change the usual ten minutes, 2.5
//! seconds and both databases.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A benchmark may stop where it fails.

mod asked;
mod cases;
mod chance;
mod connection;
mod kept;
mod marks;
mod pages;
mod people;
mod place;
#[path = "../../../store/tests/conformance/support/postgres.rs"]
#[allow(dead_code)]
mod postgres;
mod program;
mod shared;
mod told;
mod user;
mod world;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use asked::Asked;
use place::{Kind, Place};
use program::Server;
use told::Told;
use user::User;
use world::World;

fn main() -> ExitCode {
    let asked = Asked::read();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let mut is_well = true;
    for kind in &asked.on {
        match kind.is_there() {
            true => is_well &= runtime.block_on(measured(*kind, &asked)),
            false => println!("PostgreSQL isn't there: load on it is left out"),
        }
    }
    if is_well {
        return ExitCode::SUCCESS;
    }
    println!("NOT AS IT SHOULD BE: see above");
    ExitCode::FAILURE
}

/// Everybody at work on one kind of database.
async fn measured(kind: Kind, asked: &Asked) -> bool {
    let place = Place::new(kind);
    let begun = Instant::now();
    let world = Arc::new(World::made(&place).await);
    let server = Server::start(&place);
    println!(
        "{}: {} people for {:.0} s, each thinks {:.1} s on average; made in {:.0} s; load of the machine {}",
        kind.name(),
        world.people.len(),
        asked.time.as_secs_f64(),
        asked.think.as_secs_f64(),
        begun.elapsed().as_secs_f64(),
        machine_load()
    );
    let begun = Instant::now();
    let mut told = everybody(&world, &server, asked).await;
    let seconds = begun.elapsed().as_secs_f64();
    let (megabytes, worked) = (server.megabytes(), server.worked());
    told.errors.extend(server.complaints().into_iter().map(|line| format!("the server says: {line}")));
    drop(server);
    kept::looked_at(&place, &world, &mut told).await;
    let is_well = told.print(seconds);
    println!("{:<28} {megabytes:>9.0} MB", "memory at the end");
    println!("{:<28} {worked:>9.0} s of {seconds:.0}", "processors at work for it");
    println!("{:<28} {}", "load of the machine", machine_load());
    is_well
}

async fn everybody(world: &Arc<World>, server: &Server<'_>, asked: &Asked) -> Told {
    let mut at_work = Vec::new();
    for person in &world.people {
        let user = User::of(world, person, &server.address).await;
        at_work.push(tokio::spawn(user.at_work(asked.time, asked.think)));
    }
    // Whoever doesn't come to an end is an error as well.
    let patience = asked.time + Duration::from_secs(120);
    let all = async {
        let mut all = Told::default();
        for one in at_work {
            all = all.with(one.await.unwrap());
        }
        all
    };
    tokio::time::timeout(patience, all).await.unwrap_or_else(|_| Told::failed("some never came to an end"))
}

/// How many programs the machine runs at once, over the last minute, where the system tells.
fn machine_load() -> String {
    let told = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    told.split(' ').next().unwrap_or_default().to_string()
}
