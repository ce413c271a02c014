//! The server beside a bare "hello" of the same framework, in one process on one machine: requests a second and the
//! 99th percentile of the time of an answer, with 64 connections, on SQLite. Then how soon the program shows its
//! first page, and what memory it holds at rest. Run with `cargo xtask bench`, which installs `wrk`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A benchmark may stop where it fails.

mod program;
mod world;
mod wrk;

use axum::Router;
use axum::routing::get;
use tokio::net::TcpListener;

/// The pages that are measured.
const PAGES: [(&str, &str); 2] = [("the unit page", "/market/units/0CG"), ("the market's home", "/market")];
/// How often each is measured, in turns, so that a slow minute of the machine meets all.
const ROUNDS: usize = 3;
/// Aim: at most so many times slower than hello, the slowest hundredth below so many milliseconds.
const RATIO_MAX: f64 = 4.0;
const P99_MAX_MS: f64 = 50.0;

async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

fn main() {
    let is_quick = std::env::args().any(|word| word == "--quick");
    if !wrk::is_there() {
        println!("wrk isn't there: the server isn't measured");
        return;
    }
    let seconds = if is_quick { 2 } else { 8 };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let folder = std::env::temp_dir().join(format!("ballast-bench-server-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let database = folder.join("ballast.db");
    let (world, hello) = runtime.block_on(async {
        let hello = serve(Router::new().route("/", get(async || "hello"))).await;
        (world::made(&database).await, hello)
    });
    let site = runtime.block_on(serve(world.router.clone()));
    let cookie = format!("ballast={}", world.session);
    let mut targets = vec![("hello", format!("{hello}/"))];
    targets.extend(PAGES.map(|(name, address)| (name, format!("{site}{address}"))));
    let mut runs = vec![Vec::new(); targets.len()];
    for _ in 0..ROUNDS {
        for (at, (_, address)) in targets.iter().enumerate() {
            runs[at].push(wrk::run(address, &cookie, seconds));
        }
    }
    let middle = |runs: &[wrk::Told]| {
        let mut sorted = runs.to_vec();
        sorted.sort_by(|a, b| a.per_second.total_cmp(&b.per_second));
        sorted[sorted.len() / 2]
    };
    println!(
        "64 connections, {seconds} s each, the middle of {ROUNDS} rounds in turns; wrk on the same 2 cores"
    );
    let hello = middle(&runs[0]);
    for ((name, _), runs) in targets.iter().zip(&runs) {
        let told = middle(runs);
        let ratio = hello.per_second / told.per_second;
        println!(
            "{name:<20} {:>8.0} requests/s  p99 {:>7.2} ms (limit {P99_MAX_MS})  hello is {ratio:.2}x (limit {RATIO_MAX})",
            told.per_second, told.p99_ms
        );
    }
    program::measured(&database, &cookie);
    std::fs::remove_dir_all(&folder).unwrap();
}
