//! The program itself, as somebody starts it: how soon the first page is there, and the memory at rest.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const START_MAX_MS: f64 = 300.0;
const MEMORY_MAX_MB: f64 = 80.0;
const ROUNDS: usize = 5;

/// Starts it on a database several times, and prints the middle.
pub fn measured(database: &Path, cookie: &str) {
    let mut starts = Vec::new();
    let mut memory = 0.0_f64;
    for round in 0..ROUNDS {
        let port = 18_420 + round as u16;
        let begun = Instant::now();
        let mut child = started(database, port);
        let page = first_page(port, cookie);
        starts.push(begun.elapsed().as_secs_f64() * 1e3);
        assert!(page.starts_with("HTTP/1.1 200"), "{}", page.lines().next().unwrap_or(""));
        std::thread::sleep(Duration::from_secs(1));
        memory = memory.max(resident_megabytes(child.id()).unwrap_or(f64::NAN));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    starts.sort_by(f64::total_cmp);
    let middle = starts[starts.len() / 2];
    println!(
        "start to the first page of the market {middle:>6.0} ms (limit {START_MAX_MS}), ratio {:.2}",
        middle / START_MAX_MS
    );
    println!(
        "memory at rest after it {memory:>6.0} MB (limit {MEMORY_MAX_MB}), ratio {:.2}",
        memory / MEMORY_MAX_MB
    );
}

fn started(database: &Path, port: u16) -> Child {
    Command::new(env!("CARGO_BIN_EXE_ballast"))
        .arg("serve")
        .arg("--database")
        .arg(database)
        .args(["--address", &format!("127.0.0.1:{port}")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Asks until somebody answers.
fn first_page(port: u16, cookie: &str) -> String {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) {
            let ask = format!(
                "GET /market/units/0CG HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
            );
            stream.write_all(ask.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            return answer;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    String::new()
}

/// Resident memory of a process, where the system tells.
fn resident_megabytes(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
