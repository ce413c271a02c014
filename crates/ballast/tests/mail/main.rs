//! Mail from a real server of Ballast to a real mail server: sent once, refused, and tried again when the mail server was away.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

#[path = "../common/mod.rs"]
mod common;
mod post;
mod protected;

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Duration;

use post::{MailServer, Server, doctor_says, hurry, waiting};

#[test]
fn a_mail_is_sent_once_in_plain_words_and_a_refused_one_is_told_to_the_operator() {
    let post = MailServer::start(0);
    let place = waiting("mail-once", &["reviewer@a.example", "refused@a.example"]);
    let server = Server::start(&place, post.port);
    let mail = post.next();
    assert_eq!(mail["to"], serde_json::json!(["reviewer@a.example"]));
    assert_eq!(mail["From"], "Ballast <ballast@ballast.example>");
    assert_eq!(mail["Auto-Submitted"], "auto-generated");
    assert!(mail["Content-Type"].as_str().unwrap().starts_with("text/plain"), "{mail}");
    assert!(mail["Message-ID"].as_str().unwrap().ends_with("@ballast.example>"), "{mail}");
    let text = mail["text"].as_str().unwrap();
    for words in
        ["waits for your review.", "By 29 November 2013.", "\nhttps://ballast.example/cases/06K-2013-1\n"]
    {
        assert!(text.contains(words), "{text}");
    }
    let told = doctor_says(&place, "mail-given-up");
    assert!(told.contains("no such mailbox") && !told.contains("refused@"), "{told}");
    let other = Server::start(&place, post.port);
    // Time to look for mail, and to hear that it shall end.
    std::thread::sleep(Duration::from_secs(2));
    other.end();
    server.end();
    assert!(!post.has_more(), "it is sent once");
    assert!(!place.told(&["doctor", "--format", "csv"]).contains("mail-not-sent-yet"));
}

#[test]
fn what_the_mail_server_takes_later_or_when_it_is_back_waits_for_it() {
    // A port at which nobody listens, until somebody does.
    let port = MailServer::start(0).port;
    let place = waiting("mail-later", &["reviewer@a.example"]);
    let server = Server::start(&place, port);
    let told = doctor_says(&place, "mail-not-sent-yet");
    assert!(told.contains("tried 1 times"), "{told}");
    server.end();
    hurry(&place);
    let post = MailServer::start(port);
    let server = Server::start(&place, port);
    assert_eq!(post.next()["to"], serde_json::json!(["reviewer@a.example"]));
    server.end();
    assert!(!place.told(&["doctor", "--format", "csv"]).contains("mail-"));
}

#[test]
fn without_a_mail_server_it_is_said_and_what_is_said_wrongly_is_refused() {
    let place = waiting("mail-none", &["reviewer@a.example"]);
    let refused = |more: &[&str]| {
        let (exit, said) = place.refused(&[&["serve", "--address", "127.0.0.1:0"], more].concat());
        assert_eq!(exit, 2, "{more:?}: {said}");
        said
    };
    assert!(refused(&["--smtp-url", "smtp://127.0.0.1:25"]).contains("--mail-from"));
    let from = ["--mail-from", "b@a.example"];
    let with = |url: &str| refused(&[&["--smtp-url", url], &from[..]].concat());
    assert!(with("smtp://me:secret@mail.example").contains("no password"));
    assert!(with("http://mail.example").contains("--smtp-url"));
    let open = [&["--smtp-url", "smtp://mail.example", "--smtp-user", "me"], &from[..]].concat();
    assert!(refused(&open).contains("in the open"));
    let mut command = place.command(&["serve", "--address", "127.0.0.1:0"]);
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let said: Vec<String> = BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .take_while(|line| !line.contains("Ctrl-C"))
        .collect();
    let _ = child.kill();
    let _ = child.wait();
    assert!(said.iter().any(|line| line.contains("No mail is sent")), "{said:?}");
}
