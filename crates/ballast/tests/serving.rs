//! The demonstration in the browser: served at an address, safe by its headers, and ended with its process.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// A demonstration that ends with the test, however the test ends.
struct Demonstration {
    child: Child,
    address: String,
}

impl Demonstration {
    fn begin() -> Demonstration {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ballast"))
            .args(["demo", "--address", "127.0.0.1:0"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut lines = BufReader::new(child.stderr.take().expect("standard error")).lines();
        let line =
            lines.find_map(|line| line.ok().filter(|line| line.contains("http://"))).expect("says where");
        let address =
            line.split("http://").nth(1).and_then(|rest| rest.split(' ').next()).expect("an address");
        Demonstration { address: address.to_string(), child }
    }

    /// Status line and headers, and the body.
    fn get(&self, path: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).expect("listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
        (head.to_lowercase(), body.to_string())
    }
}

impl Drop for Demonstration {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_demonstration_answers_first_and_leads_into_the_market() {
    let demonstration = Demonstration::begin();
    let (head, first) = demonstration.get("/");
    assert!(head.starts_with("http/1.1 200"), "{head}");
    assert!(first.contains("East and North Hertfordshire takes its services in house"));
    // The answer is worked out beside; the first page doesn't wait for it.
    let mut home = first;
    for _ in 0..600 {
        if home.contains("The system as a whole pays more") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
        home = demonstration.get("/").1;
    }
    assert!(head.contains("content-security-policy: default-src 'none'"), "{head}");
    assert!(home.contains("East and North Hertfordshire takes its services in house"));
    assert!(home.contains("The system as a whole pays more") && home.contains("£10,022,954"));
    assert!(home.contains("You are signed in as Commissioner’s finance lead."));
    for link in ["/market", "/market/units/0CG", "/market/commissioners/06K"] {
        assert!(home.contains(&format!("href=\"{link}\"")), "{link}");
        let (head, page) = demonstration.get(link);
        assert!(head.starts_with("http/1.1 200") && page.contains("<h1"), "{link}: {head}");
    }
    let (head, page) = demonstration.get("/nothing");
    assert!(head.starts_with("http/1.1 404") && page.contains("Page not found"), "{head}");
}

#[test]
fn a_pipe_gets_the_statement_and_the_program_ends() {
    let done = Command::new(env!("CARGO_BIN_EXE_ballast")).arg("demo").output().expect("ends");
    assert!(done.status.success());
    assert!(String::from_utf8_lossy(&done.stdout).starts_with("East and North Hertfordshire"));
    let wrong = Command::new(env!("CARGO_BIN_EXE_ballast"))
        .args(["demo", "--print", "--address", "127.0.0.1:0"])
        .output()
        .expect("ends");
    assert_eq!(wrong.status.code(), Some(2));
}
