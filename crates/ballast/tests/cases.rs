//! A case on a server from the terminal: listed, shown, submitted, returned, decided, bundled, and the bundle verified.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, dead_code)] // A test may stop where it fails.

mod common;
#[path = "../../actions/tests/cases/hall.rs"]
mod hall;
#[path = "../../actions/tests/leaks/world.rs"]
mod world;

use std::collections::BTreeMap;
use std::process::Output;

use actions::acts::{self, NewAccount};
use actions::{Actor, Operation, Role};
use casework::{Act, ReplyKind, SectionId, Verdict};
use common::database::Place;
use common::folder;
use hall::{Hall, words};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;
use store::{Options, Store};
use vocabulary::Code;

/// A database with a case that is ready to be certified, and a token for everybody who takes part.
struct Server {
    place: Place,
    hall: Hall,
    tokens: BTreeMap<&'static str, String>,
}

const PEOPLE: [(&str, &str, Role); 6] = [
    ("author", "A", Role::Author),
    ("certifier", "A", Role::Certifier),
    ("board", "A", Role::GoverningBody),
    ("reviewer", "O1", Role::Reviewer),
    ("neighbour", "B", Role::Author),
    ("stranger", "D", Role::Author),
];

impl Server {
    async fn made(name: &str) -> Server {
        let hall = written().await;
        let mut tokens = BTreeMap::new();
        for (name, body, role) in PEOPLE {
            tokens.insert(name, token(&hall, name, body, role).await);
        }
        let folder = folder(name);
        let place = Place::of(folder.clone());
        let backup = folder.join("backup.jsonl");
        hall.world.desk.store().backup(&backup, Timestamp::now()).await.unwrap();
        place.told(&["restore", &backup.display().to_string()]);
        place.told(&["init"]);
        Server { place, hall, tokens }
    }

    fn run(&self, name: &str, words: &[&str]) -> Output {
        let mut command = self.place.command(words);
        command.env_remove("BALLAST_TOKEN");
        self.tokens.get(name).map(|token| command.env("BALLAST_TOKEN", token));
        command.output().unwrap()
    }

    fn told(&self, name: &str, words: &[&str]) -> String {
        let output = self.run(name, words);
        assert!(output.status.success(), "{name}: {words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn exit(&self, name: &str, words: &[&str]) -> i32 {
        self.run(name, words).status.code().unwrap()
    }

    fn json(&self, name: &str, words: &[&str]) -> Value {
        serde_json::from_str(&self.told(name, &[words, &["--format", "json"]].concat())).unwrap()
    }

    fn state(&self) -> String {
        let shown = self.json("author", &["case", "show", "A-2026-1"]);
        shown["case"]["state"].as_str().unwrap().to_string()
    }

    fn file(&self, name: &str) -> String {
        self.place.folder.join(name).display().to_string()
    }

    /// What others do meanwhile, today, on the same database.
    async fn meanwhile(&mut self, done: &[(&str, Role, Act)]) {
        let address = self.place.database.parse().unwrap();
        self.hall.world.desk = world::desk_on(Store::open(&address, Options::default()).await.unwrap());
        let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
        let first = world::now().to_zoned(TimeZone::UTC).date();
        self.hall.day = i64::from((today - first).get_days());
        for (body, role, act) in done {
            self.hall.does(body, *role, act.clone()).await;
        }
        self.hall.world.desk.store().clone().close().await;
    }
}

/// Everything is written, and everybody has replied.
async fn written() -> Hall {
    let hall = Hall::opened().await;
    hall.attach().await;
    let reply_by = "2099-01-31".parse().unwrap();
    for body in ["B", "C", "U"] {
        hall.does("A", Role::Author, Act::Invite { body: Code::new(body), reply_by }).await;
    }
    for (body, role) in [("B", Role::Author), ("C", Role::Author), ("U", Role::UnitDirector)] {
        let (text, private) = (format!("Reply of {body}"), words(""));
        hall.does(body, role, Act::Reply { kind: ReplyKind::Comments, text, private }).await;
    }
    hall.write_all().await;
    hall
}

async fn token(hall: &Hall, name: &str, body: &str, role: Role) -> String {
    let (desk, now) = (&hall.world.desk, Timestamp::now());
    let email = format!("{name}@d.example");
    let new = NewAccount { email: &email, name, password: "three words and more" };
    let id = acts::add_person(desk, &hall.keeper(), new, now).await.unwrap();
    acts::give_role(desk, &hall.keeper(), &id, &Code::new(body), role, now).await.unwrap();
    let actor = Actor { person: Some(id), name: name.into(), roles: Vec::new(), scope: None };
    let all = Operation::ALL.iter().copied().collect();
    acts::make_token(desk, &actor, "terminal", &all, 7, now).await.unwrap().secret.reveal().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_carried_from_the_terminal_and_its_bundles_are_verified() {
    let mut server = Server::made("cases-carried").await;
    let case = "A-2026-1";
    let listed = server.json("certifier", &["case", "list"]);
    let row = &listed["sections"]["cases"]["rows"][0];
    assert_eq!(
        (&row["reference"], &row["waiting"]),
        (&Value::from(case), &Value::from("certify")),
        "{listed}"
    );
    let shown = server.told("certifier", &["case", "show", case]);
    assert!(shown.contains("Draft. The case of Alder.") && shown.contains("TEXT-money"), "{shown}");
    let seen = server.json("certifier", &["case", "show", case])["seen"].as_str().unwrap().to_string();
    let submitted = server.json("certifier", &["case", "submit", case, "--seen", &seen]);
    assert!(submitted["receipt"].as_str().unwrap().contains('#'), "{submitted}");
    assert_eq!(server.exit("certifier", &["case", "submit", case]), 4, "it is sent already");

    server.meanwhile(&[("O1", Role::Reviewer, Act::Receive), ("O1", Role::Reviewer, Act::TakeUp)]).await;
    assert_eq!(server.state(), "in-review");
    server
        .told("reviewer", &["case", "return", case, "--point", "money=Which year?", "--point", "staff=Who?"]);
    let shown = server.told("author", &["case", "show", case]);
    assert!(shown.contains("To put right in “Money”: Which year?"), "{shown}");
    let seen = server.json("certifier", &["case", "show", case])["seen"].as_str().unwrap().to_string();
    let answer = |point| ("A", Role::Author, Act::AnswerPoint { point, text: words("Put right.") });
    let again = |section| ("A", Role::Author, Act::Complete { section });
    let (money, staff) = (again(SectionId::Money), again(SectionId::Staff));
    server.meanwhile(&[answer(0), answer(1), money, staff]).await;
    assert_eq!(server.exit("certifier", &["case", "submit", case, "--seen", &seen]), 5, "somebody was first");
    server.told("certifier", &["case", "submit", case]);

    let (verdict, text) = (Verdict::NotAgreed, words("It costs others more."));
    let conditions = Vec::new();
    server
        .meanwhile(&[
            ("O1", Role::Reviewer, Act::Recommend { verdict, text: text.clone() }),
            ("O1", Role::ReviewLead, Act::RecordOutcome { verdict, text, conditions }),
        ])
        .await;
    assert_eq!(server.exit("", &["case", "show", case]), 1, "nobody is told before it is published");
    let decide = ["case", "decide", case, "--choice", "proceed", "--reasons", "It is better for us."];
    assert_eq!(server.exit("author", &decide), 4, "an author doesn't decide");
    server.told("board", &decide);
    server.meanwhile(&[("A", Role::Certifier, Act::Publish)]).await;
    let public = server.json("", &["case", "show", case]);
    assert_eq!(
        (&public["case"]["version"], &public["case"]["state"]),
        (&"public".into(), &"published".into())
    );

    let (own, public) = (server.file("own.zip"), server.file("public.zip"));
    server.told("author", &["case", "bundle", case, "--out", &own]);
    assert_eq!(server.exit("author", &["case", "bundle", case, "--out", &own]), 3, "never written over");
    server.told("", &["case", "bundle", case, "--public", "--out", &public]);
    std::fs::remove_file(&server.place.database).unwrap();
    for file in [&own, &public] {
        let told = server.told("", &["verify", file]);
        assert!(told.starts_with("Verified: "), "{file}: {told}");
    }
    assert!(server.told("", &["verify", &public]).contains("Public version"));
    its_exhibit_is_in_it(&server, &own);
}

/// The frozen answer's own files stand in the bundle, and a changed byte of one is found.
fn its_exhibit_is_in_it(server: &Server, own: &str) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(own).unwrap()).unwrap();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().to_string();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        files.push((name, bytes));
    }
    let of_exhibit = files.iter_mut().find(|(name, _)| name.starts_with("exhibits/"));
    let (name, bytes) = of_exhibit.expect("a file of the exhibit");
    let (name, middle) = (name.clone(), bytes.len() / 2);
    bytes[middle] ^= 1;
    let changed = server.file("changed.zip");
    let mut writer = zip::ZipWriter::new(std::fs::File::create(&changed).unwrap());
    for (name, bytes) in &files {
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, bytes).unwrap();
    }
    writer.finish().unwrap();
    let output = server.run("", &["verify", &changed]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.code() == Some(1) && told.contains(&name), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn permission_decides_at_the_terminal_as_everywhere() {
    let server = Server::made("cases-permission").await;
    let case = "A-2026-1";
    assert!(server.told("stranger", &["case", "list"]).contains("No case concerns you."));
    assert!(server.told("neighbour", &["case", "list"]).contains(case));
    let (here, nowhere) = (
        server.run("stranger", &["case", "show", case]),
        server.run("stranger", &["case", "show", "A-2026-7"]),
    );
    assert_eq!(here.status.code(), Some(1));
    assert_eq!((here.stdout, here.stderr), (nowhere.stdout, nowhere.stderr), "as of one that isn't there");
    let told = server.told("neighbour", &["case", "show", case, "--format", "json"]);
    assert!(told.contains("Reply of B") && !told.contains("TEXT-") && !told.contains("Reply of C"), "{told}");
    assert_eq!(server.exit("", &["case", "list"]), 4, "sign in first");
    assert_eq!(server.exit("author", &["case", "submit", case]), 4);
    let decide = ["case", "decide", case, "--choice", "maybe", "--reasons", "x"];
    assert_eq!(server.exit("board", &decide), 2, "no such choice");
    let point = ["case", "return", case, "--point", "nonsense=x"];
    assert_eq!(server.exit("reviewer", &point), 2, "no such section");
    let out = server.file("x.zip");
    assert_eq!(server.exit("stranger", &["case", "bundle", case, "--out", &out]), 1);
    let wrong = server.file("token");
    std::fs::write(&wrong, "nobody's\n").unwrap();
    assert_eq!(server.exit("", &["case", "list", "--token-file", &wrong]), 4, "nobody's token");
    std::fs::write(&wrong, &server.tokens["certifier"]).unwrap();
    assert!(server.told("", &["case", "list", "--token-file", &wrong]).contains("certify"));
    assert_eq!(server.exit("", &["case", "list", "--token-file", &server.file("missing")]), 3);
    let without_key = format!("{}.record-key", server.place.database);
    std::fs::remove_file(without_key).unwrap();
    let unsealed = server.run("author", &["case", "bundle", case, "--out", &out]);
    let said = String::from_utf8_lossy(&unsealed.stderr).into_owned();
    assert!(unsealed.status.code() == Some(1) && said.contains("[not-sealed]"), "{said}");
}
