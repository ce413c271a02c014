//! Asking a server of a test for JSON, and the case that its API is tried on.

use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// How often, and how long between, it is looked whether an answer is worked out.
const LOOKS: usize = 600;
const LOOK: Duration = Duration::from_millis(500);

/// A question of 06K that is soon answered, and that wants a case.
const SCENARIO: &str = r#"
register = "england-2013"
start = 2013-04-01
months = 12
draws = 0
[[move]]
buyer = "06K"
supplier = "0CG"
services = "*"
date = 2013-05-01
to = "in_house"
"#;

/// A server, and a token that it takes.
pub struct Asked<'a> {
    /// `IP:PORT`.
    pub address: &'a str,
    /// Of somebody who is an author at 06K.
    pub token: &'a str,
}

impl Asked<'_> {
    /// What is answered, as JSON.
    fn ask(&self, method: &str, path: &str, seen: &str, body: Option<&Value>) -> Result<Value, String> {
        let failed = |e: std::io::Error| format!("{method} {path}: {e}");
        let body = body.map(Value::to_string).unwrap_or_default();
        let request = format!(
            "{method} /api/v1{path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nIf-Match: {seen}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            self.token,
            body.len()
        );
        let mut stream = TcpStream::connect(self.address).map_err(failed)?;
        stream.write_all(request.as_bytes()).map_err(failed)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).map_err(failed)?;
        let (head, told) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        match head.split(' ').nth(1) {
            Some("200" | "201") => {
                serde_json::from_str(told).map_err(|e| format!("{method} {path}: {e}: {told}"))
            }
            _ => Err(format!("{method} {path}: {answer}")),
        }
    }

    /// Opens a case on an answer that is worked out for it; its reference.
    pub fn open_case(&self) -> Result<String, String> {
        let text = |value: &Value| value.as_str().map(str::to_string).ok_or(format!("not text: {value}"));
        let question = json!({ "body": "06K", "title": "All in house", "scenario": SCENARIO });
        let question = text(&self.ask("POST", "/questions", "\"0\"", Some(&question))?["id"])?;
        let asked = self.ask("POST", &format!("/questions/{question}/answers"), "\"1\"", None)?;
        let answer = text(&asked["id"])?;
        let mut looks = 0;
        let done = loop {
            let seen = self.ask("GET", &format!("/answers/{answer}"), "\"0\"", None)?;
            match (seen["state"].as_str(), looks) {
                (Some("done"), _) => break seen,
                (Some("queued" | "running"), 0..LOOKS) => std::thread::sleep(LOOK),
                _ => return Err(format!("no answer: {seen}")),
            }
            looks += 1;
        };
        let share = json!({ "exhibit": done["exhibit"] });
        self.ask("POST", &format!("/answers/{answer}/shares"), "\"0\"", Some(&share))?;
        let case = json!({ "body": "06K", "answer": answer, "title": "All in house", "tier": "case" });
        text(&self.ask("POST", "/cases", "\"0\"", Some(&case))?["reference"])
    }
}
