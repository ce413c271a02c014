//! Runs `wrk`, and reads what it prints. It goes to this machine only and ends by itself.

use std::process::Command;

/// What a run says.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// Requests a second.
    pub per_second: f64,
    /// 99 in 100 answers come within this.
    pub p99_ms: f64,
}

/// Every browser takes packed answers.
const PACKED: &str = "Accept-Encoding: gzip";

/// Is the program installed?
pub fn is_there() -> bool {
    Command::new("wrk").arg("--version").output().is_ok()
}

/// Asks for a page for some seconds over 64 connections.
pub fn run(address: &str, cookie: &str, seconds: u32) -> Told {
    assert!(address.starts_with("http://127.0.0.1:"), "{address}");
    let header = format!("Cookie: {cookie}");
    let words = ["-t1", "-c64", &format!("-d{seconds}s"), "--latency", "-H", &header, "-H", PACKED, address];
    let output = Command::new("wrk").args(words).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!text.contains("Non-2xx"), "{text}");
    let after = |name: &str| {
        let line =
            text.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_else(|| panic!("{text}"));
        line.trim_start()[name.len()..].trim().to_string()
    };
    Told { per_second: after("Requests/sec:").parse().unwrap(), p99_ms: milliseconds(&after("99%")) }
}

fn milliseconds(text: &str) -> f64 {
    let at = text.find(|c: char| c.is_ascii_alphabetic()).unwrap();
    let number: f64 = text[..at].parse().unwrap();
    number
        * match &text[at..] {
            "us" => 0.001,
            "ms" => 1.0,
            "s" => 1000.0,
            other => panic!("{other}"),
        }
}
