//! A mail server, Ballast at work with it, and mails that wait.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use actions::mail::{Notice, To, notify};
use jiff::Timestamp;
use serde_json::Value;
use store::{Address, Options, Store};

use crate::common::database::Place;
use crate::common::folder;

const PASSWORD: &str = "three words and more";
/// So long a test waits for a mail before it fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// A mail server that ends with the test.
pub struct MailServer {
    child: Child,
    pub port: u16,
    told: Receiver<Value>,
}

impl MailServer {
    pub fn start(port: u16) -> MailServer {
        MailServer::with(port, &[])
    }

    /// One with the words that `server.py` takes.
    pub fn with(port: u16, words: &[&str]) -> MailServer {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail/server.py");
        // Debian's own Python has the package that `cargo xtask install-tools` brings.
        let mut command = Command::new("/usr/bin/python3");
        command.args([script, &port.to_string()]).args(words);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 with aiosmtpd: `cargo xtask install-tools`");
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        let port = first.trim().parse().expect("its port");
        MailServer { child, port, told: told(lines) }
    }

    /// The next that it tells: a mail that it takes, or somebody who tries to sign in.
    pub fn next(&self) -> Value {
        self.told.recv_timeout(PATIENCE).expect("a mail")
    }

    /// Has it told something that nobody has looked at?
    pub fn has_more(&self) -> bool {
        self.told.try_recv().is_ok()
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
pub struct Server(Child);

impl Server {
    pub fn start(place: &Place, port: u16) -> Server {
        Server::with(place, &format!("smtp://127.0.0.1:{port}"), &[])
    }

    /// One that sends mail there, with more in its environment.
    pub fn with(place: &Place, url: &str, environment: &[(&str, &str)]) -> Server {
        let words = ["serve", "--address", "127.0.0.1:0", "--smtp-url", url, "--mail-from"];
        let from = ["Ballast <ballast@ballast.example>", "--public-address", "https://ballast.example/"];
        let mut command = place.command(&[&words[..], &from[..]].concat());
        command.env_remove("SSL_CERT_FILE").env_remove("SSL_CERT_DIR").envs(environment.iter().copied());
        Server(command.stderr(Stdio::piped()).spawn().unwrap())
    }

    /// Ends it; what it said.
    pub fn end(mut self) -> String {
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

/// Does something with the database itself.
pub fn with_store<T>(place: &Place, act: impl AsyncFnOnce(&Store) -> T) -> T {
    let database: Address = place.database.parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&database, Options::default()).await.unwrap();
        let done = act(&store).await;
        store.close().await;
        done
    })
}

/// A database with accounts of these addresses, each with a mail that waits.
pub fn waiting(name: &str, addresses: &[&str]) -> Place {
    let place = Place::of(folder(name));
    assert!(place.run(&["init"]).status.success());
    for address in addresses {
        let added = place.run_with(&["user", "add", address, "--name", "Somebody"], PASSWORD);
        assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    }
    with_store(&place, async |store| {
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
    });
    place
}

/// Makes it the turn of the mail that was tried in vain; its own is in minutes, for which no test waits.
pub fn hurry(place: &Place) {
    with_store(place, async |store| {
        let mut tx = store.tx().await.unwrap();
        let later = Timestamp::now() + jiff::SignedDuration::from_hours(6);
        let mail = tx.take_mail("test", Timestamp::now(), later).await.unwrap().expect("it waits");
        assert!(tx.try_mail_again(&mail.id, "test", Timestamp::now(), &mail.error).await.unwrap());
        tx.commit().await.unwrap();
    });
}

/// What `doctor` says, as rows of findings; waits until a code is among them.
pub fn doctor_says(place: &Place, code: &str) -> String {
    for _ in 0..PATIENCE.as_millis() / 200 {
        let told = place.told(&["doctor", "--format", "csv"]);
        if told.contains(code) {
            return told;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    panic!("doctor never says {code}");
}
