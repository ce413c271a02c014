//! The server from the command line: made, kept, served and ended.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use common::database::Place;
use common::folder;
use serde_json::Value;

const PASSWORD: &str = "three words and more";

/// A database with an administrator, without a register.
fn made(name: &str) -> Place {
    let place = Place::of(folder(name));
    let made = place.run_with(&["init", "--administrator", "a@a.example", "--body", "A"], PASSWORD);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    place
}

fn pack(place: &Place, name: &str, rows: &str) -> String {
    let path = place.folder.join(name);
    std::fs::write(&path, format!("body_code,name,roles\n{rows}")).unwrap();
    path.display().to_string()
}

#[test]
fn a_database_that_is_not_there_or_not_made_is_refused() {
    let place = Place::of(folder("server-not-made"));
    for words in [&["serve"][..], &["user", "list"], &["migrate"], &["doctor"], &["backup", "b"]] {
        let (exit, said) = place.refused(words);
        assert_eq!(exit, 3, "{words:?}: {said}");
        assert!(said.contains("[database-not-found]") && said.contains("`init`"), "{words:?}: {said}");
    }
    std::fs::write(&place.database, "").unwrap();
    let (exit, said) = place.refused(&["serve"]);
    assert!(exit == 3 && said.contains("[schema-missing]"), "{said}");
    let (exit, said) = place.refused(&["serve", "--database", "mysql://host/db"]);
    assert!(exit == 3 && said.contains("[database-address]"), "{said}");
}

#[test]
fn accounts_and_roles_are_kept_by_the_operator_and_the_audit_says_so() {
    let place = made("server-accounts");
    let again = place.run_with(&["init", "--administrator", "b@a.example"], PASSWORD);
    assert_eq!(again.status.code(), Some(4), "there is an administrator already");
    let short = place.run_with(&["user", "add", "s@a.example", "--name", "S"], "short");
    let said = String::from_utf8_lossy(&short.stderr).into_owned();
    assert!(short.status.code() == Some(1) && said.contains("[password-length]"), "{said}");

    let file = place.folder.join("password");
    std::fs::write(&file, format!("{PASSWORD}\n")).unwrap();
    let words = ["user", "add", "s@a.example", "--name", "Steward", "--role", "data-steward", "--body", "A"];
    let added = place.command(&words).env("BALLAST_PASSWORD_FILE", &file).output().unwrap();
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    place.told(&["user", "role", "S@a.example", "--body", "A", "--give", "author"]);
    assert_eq!(place.refused(&["user", "role", "s@a.example", "--body", "A", "--give", "author"]).0, 1);
    place.told(&["user", "role", "s@a.example", "--body", "A", "--end", "author"]);
    let long = "three other words";
    assert_eq!(place.run_with(&["user", "password", "s@a.example"], "short").status.code(), Some(1));
    let set = place.run_with(&["user", "password", "S@a.example"], long);
    assert!(set.status.success(), "{set:?}");
    assert_eq!(place.run_with(&["user", "password", "nobody@a.example"], long).status.code(), Some(1));
    assert_eq!(place.run_with(&["user", "password", "operator"], long).status.code(), Some(4));
    place.told(&["user", "close", "s@a.example"]);
    assert_eq!(place.refused(&["user", "close", "nobody@a.example"]).0, 1);
    let list = place.told(&["user", "list", "--format", "csv"]);
    assert!(list.contains("s@a.example,Steward,data-steward,A,20"), "{list}");

    let backup = place.folder.join("backup.jsonl").display().to_string();
    place.told(&["backup", &backup]);
    let operator = list.lines().find(|line| line.starts_with("operator,")).unwrap();
    let id = operator.rsplit(',').next().unwrap();
    let text = std::fs::read_to_string(&backup).unwrap();
    assert!(text.lines().any(|line| line.contains("\"close-person\"") && line.contains(id)), "{id}");
}

#[test]
fn an_import_tells_first_and_is_done_when_it_is_told_to() {
    let place = made("server-import");
    let first = pack(&place, "bodies.csv", "A,Alder,commissioner\n");
    let import = |path: &str, more: &[&str]| {
        place.run(&[&["import", path, "--body", "A", "--name", "facts", "--format", "csv"], more].concat())
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    for _ in 0..2 {
        let told = import(&first, &[]);
        assert!(
            told.status.success() && text(&told.stdout).contains("bodies,A,added"),
            "{}",
            text(&told.stdout)
        );
    }
    assert!(import(&first, &["--apply"]).status.success());
    let nothing = import(&first, &["--apply"]);
    assert_eq!(text(&nothing.stdout).lines().count(), 1, "a header, and nothing to do");
    let second = pack(&place, "bodies.csv", "A,Alder Town,commissioner\n");
    let told = import(&second, &["--apply"]);
    assert!(text(&told.stdout).contains("bodies,A,changed,name,Alder,Alder Town"), "{}", text(&told.stdout));

    let broken = pack(&place, "bodies.csv", "A,,no-such-role\n");
    let told = import(&broken, &["--apply"]);
    assert_eq!(told.status.code(), Some(1));
    assert!(text(&told.stdout).starts_with("severity,code") && text(&told.stderr).contains("error ["));
    assert_eq!(import("nothing.csv", &[]).status.code(), Some(3));
    assert!(place.told(&["doctor"]).contains("is what it should be"));
}

#[test]
fn a_backup_is_restored_into_a_new_database_only() {
    let place = made("server-backup");
    let backup = place.folder.join("backup.jsonl").display().to_string();
    place.told(&["backup", &backup]);
    let (exit, said) = place.refused(&["backup", &backup]);
    assert!(exit == 3 && said.contains("[backup-exists]"), "{said}");
    let (exit, said) = place.refused(&["restore", &backup]);
    assert!(exit == 3 && said.contains("[database-not-empty]"), "{said}");
    let other = Place { database: place.folder.join("other.db").display().to_string(), ..place };
    other.told(&["restore", &backup]);
    assert!(other.told(&["user", "list"]).contains("a@a.example"));
    assert!(other.told(&["migrate"]).contains("already"));
}

/// A server that ends with the test.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn begin(place: &Place) -> Server {
        let mut command = place.command(&["serve", "--address", "127.0.0.1:0"]);
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let line =
            lines.find_map(|line| line.ok().filter(|line| line.contains("http://"))).expect("says where");
        let address = line.split("http://").nth(1).unwrap().split(',').next().unwrap().to_string();
        Server { child, address }
    }

    /// The whole answer to a GET.
    fn get(&self, path: &str, header: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n{header}Connection: close\r\n\r\n", self.address)
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_serves_pages_and_the_api_and_ends_when_it_is_told_to() {
    let place = made("server-serves");
    let facts = pack(&place, "bodies.csv", "A,Alder,commissioner\n");
    place.told(&["import", &facts, "--body", "A", "--name", "facts", "--apply"]);
    let make = ["token", "make", "--for", "a@a.example", "--label", "test", "--scope", "see-register"];
    let token = place.told(&make).trim().to_string();
    let mut server = Server::begin(&place);
    assert!(server.get("/health", "").ends_with("{\"status\": \"ok\"}\n"));
    let bearer = format!("Authorization: Bearer {token}\r\n");
    let answer = server.get("/api/v1/registers", &bearer);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"register\":\"facts\""), "{answer}");
    assert!(server.get("/api/v1/accounts", &bearer).starts_with("HTTP/1.1 403"), "not in its scope");

    let list = place.told(&["token", "list", "--for", "a@a.example", "--format", "json"]);
    let list: Value = serde_json::from_str(&list).unwrap();
    let id = list["sections"]["tokens"]["rows"][0]["id"].as_str().unwrap();
    place.told(&["token", "revoke", "--for", "a@a.example", id]);
    assert!(server.get("/api/v1/registers", &bearer).starts_with("HTTP/1.1 401"), "taken back");

    let told = Command::new("kill").arg(server.child.id().to_string()).status().unwrap();
    assert!(told.success());
    assert!(server.child.wait().unwrap().success(), "SIGTERM ends it well");
}
