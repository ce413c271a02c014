//! Mail from a real server of Ballast to a real mail server: sent once, refused, and tried again when the mail server was away.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

#[path = "../common/mod.rs"]
mod common;

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use actions::mail::{Notice, To, notify};
use common::database::Place;
use common::folder;
use jiff::Timestamp;
use serde_json::Value;
use store::{Address, Options, Store};

const PASSWORD: &str = "three words and more";
/// So long a test waits for a mail before it fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// A mail server that ends with the test.
struct MailServer {
    child: Child,
    port: u16,
    mails: Receiver<Value>,
}

impl MailServer {
    fn start(port: u16) -> MailServer {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail/server.py");
        // Debian's own Python has the package that `cargo xtask install-tools` brings.
        let mut command = Command::new("/usr/bin/python3");
        command.args([script, &port.to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("python3 with aiosmtpd: `cargo xtask install-tools`");
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        let port = first.trim().parse().expect("its port");
        MailServer { child, port, mails: told(lines) }
    }

    /// The next mail that it takes.
    fn next(&self) -> Value {
        self.mails.recv_timeout(PATIENCE).expect("a mail")
    }

    /// Has it taken one that nobody has looked at?
    fn has_more(&self) -> bool {
        self.mails.try_recv().is_ok()
    }
}

fn told(lines: BufReader<ChildStdout>) -> Receiver<Value> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for line in lines.lines().map_while(Result::ok) {
            let _ = send.send(serde_json::from_str(&line).unwrap());
        }
    });
    receive
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Ballast at work; it ends well when it is told to.
struct Server(Child);

impl Server {
    fn start(place: &Place, port: u16) -> Server {
        let url = format!("smtp://127.0.0.1:{port}");
        let words = ["serve", "--address", "127.0.0.1:0", "--smtp-url", &url, "--mail-from"];
        let from = ["Ballast <ballast@ballast.example>", "--public-address", "https://ballast.example/"];
        let mut child = place.command(&[&words[..], &from[..]].concat());
        Server(child.stderr(Stdio::piped()).spawn().unwrap())
    }

    /// Ends it; what it said.
    fn end(mut self) -> String {
        let asked = Command::new("kill").arg(self.0.id().to_string()).status().unwrap();
        assert!(asked.success());
        assert!(self.0.wait().unwrap().success(), "SIGTERM ends it well");
        let mut said = String::new();
        self.0.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        said
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A database with accounts of these addresses, each with a mail that waits.
fn waiting(name: &str, addresses: &[&str]) -> Place {
    let place = Place::of(folder(name));
    assert!(place.run(&["init"]).status.success());
    for address in addresses {
        let added = place.run_with(&["user", "add", address, "--name", "Somebody"], PASSWORD);
        assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    }
    let database: Address = place.database.parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&database, Options::default()).await.unwrap();
        let mut tx = store.tx().await.unwrap();
        for address in addresses {
            let person = tx.person_by_email(address).await.unwrap().unwrap().id;
            let notice = Notice {
                to: To::Person(&person),
                subject: "Case 06K-2013-1: your turn – “please”",
                text: "The case 06K-2013-1 waits for your review.",
                link: "/cases/06K-2013-1",
                due: Some("2013-11-29".parse().unwrap()),
            };
            assert_eq!(notify(&mut tx, &notice, None, Timestamp::now()).await.unwrap(), 1);
        }
        tx.commit().await.unwrap();
        store.close().await;
    });
    place
}

/// What `doctor` says, as rows of findings; waits until a code is among them.
fn doctor_says(place: &Place, code: &str) -> String {
    for _ in 0..PATIENCE.as_millis() / 200 {
        let told = place.told(&["doctor", "--format", "csv"]);
        if told.contains(code) {
            return told;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    panic!("doctor never says {code}");
}

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
    // Its next turn is in a minute; the test doesn't wait for it.
    let database: Address = place.database.parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&database, Options::default()).await.unwrap();
        let mut tx = store.tx().await.unwrap();
        let later = Timestamp::now() + jiff::SignedDuration::from_mins(2);
        let mail = tx.take_mail("test", Timestamp::now(), later).await.unwrap().expect("it waits");
        assert!(tx.try_mail_again(&mail.id, "test", Timestamp::now(), &mail.error).await.unwrap());
        tx.commit().await.unwrap();
        store.close().await;
    });
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
