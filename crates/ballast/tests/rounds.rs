//! Rounds from the terminal: opened, listed and closed in somebody's own name.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, dead_code)] // A test may stop where it fails.

mod common;
#[path = "../../actions/tests/rounds/hall.rs"]
mod hall;
#[path = "../../actions/tests/leaks/world.rs"]
mod world;

use std::collections::BTreeMap;
use std::process::Output;

use actions::acts::{self, NewAccount};
use actions::{Actor, Operation, Role};
use common::database::Place;
use common::folder;
use hall::Hall;
use jiff::Timestamp;
use serde_json::Value;
use vocabulary::Code;

/// A database with a round of X, as far as a hall has brought it, and tokens.
struct Server {
    place: Place,
    tokens: BTreeMap<&'static str, String>,
}

const PEOPLE: [(&str, &str, Role); 4] = [
    ("lead", "X", Role::ReviewLead),
    ("finance", "U", Role::UnitFinance),
    ("customer", "A", Role::Author),
    ("stranger", "D", Role::Author),
];

impl Server {
    async fn of(hall: Hall, name: &str) -> Server {
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
        Server { place, tokens }
    }

    fn run(&self, name: &str, words: &[&str]) -> Output {
        let mut command = self.place.command(words);
        command.env_remove("BALLAST_TOKEN");
        self.tokens.get(name).map(|token| command.env("BALLAST_TOKEN", token));
        command.output().unwrap()
    }

    fn rows(&self, name: &str) -> Vec<Value> {
        let output = self.run(name, &["round", "list", "--format", "json"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let listed: Value = serde_json::from_slice(&output.stdout).unwrap();
        listed["sections"]["rounds"]["rows"].as_array().cloned().unwrap_or_default()
    }

    fn ends(&self, name: &str, words: &[&str]) -> (i32, String) {
        let output = self.run(name, words);
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8(said).unwrap())
    }
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
async fn a_round_is_opened_once_and_listed_to_whom_it_concerns() {
    let server = Server::of(Hall::built().await, "rounds-opened").await;
    let open = |definition: &'static str, day: &'static str| {
        ["round", "open", "--at", "X", "--definition", definition, "--unit", "U", "--answer-by", day]
    };
    let (code, said) = server.ends("lead", &open("nothing", "2013-01-31"));
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("round-unknown-definition") && said.contains("round-day-passed"), "{said}");
    assert_eq!(server.ends("finance", &open("shared-unit", "2100-01-31")).0, 4, "a unit opens none");
    assert_eq!(server.ends("nobody", &open("shared-unit", "2100-01-31")).0, 4);
    let (code, said) = server.ends("lead", &open("shared-unit", "2100-01-31"));
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("is open for U, until 2100-01-31."), "{said}");
    let (code, said) = server.ends("lead", &open("shared-unit", "2100-01-31"));
    assert!(code == 1 && said.contains("round-still-open"), "{said}");

    let row = &server.rows("finance")[0];
    assert_eq!((&row["unit"], &row["state"]), (&Value::from("U"), &Value::from("answering")));
    assert!(row["waiting"].as_str().unwrap().contains("answer"), "{row}");
    let row = &server.rows("customer")[0];
    assert!(row["waiting"].as_str().unwrap().contains("intend"), "{row}");
    assert_eq!(server.rows("stranger"), Vec::<Value>::new());
    let (_, csv) = server.ends("lead", &["round", "list", "--format", "csv"]);
    assert!(csv.starts_with("round,unit,name,state,answer_by,outcome,waiting,by"), "{csv}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_is_closed_for_the_units_that_are_ready_and_the_others_are_told() {
    let hall = Hall::bound().await;
    for (milestone, (body, role)) in
        [("U", Role::UnitDirector), ("X", Role::ReviewLead)].into_iter().enumerate()
    {
        let met = assurance::Act::MeetMilestone { milestone, text: "MET".into() };
        hall.does(body, role, met).await;
    }
    let round = hall.round.to_string();
    let server = Server::of(hall, "rounds-closed").await;
    let state = |unit: &str| {
        let rows = server.rows("lead");
        rows.iter().find(|row| row["unit"] == unit).unwrap()["state"].as_str().unwrap().to_string()
    };
    assert_eq!((state("U"), state("V")), ("bound".into(), "answering".into()));
    let (code, said) = server.ends("lead", &["round", "close", &round, "--unit", "W"]);
    assert!(code == 1 && said.contains("round-unit-not-in-it"), "{said}");
    let (code, said) = server.ends("finance", &["round", "close", &round]);
    assert!(code == 1 && said.contains("round-not-closed"), "not theirs to close: {said}");
    assert_eq!(server.ends("stranger", &["round", "close", "X-2026-R9"]).0, 1, "no such round");
    let (code, said) = server.ends("lead", &["round", "close", &round]);
    assert!(
        code == 1 && said.contains("is closed for one unit") && said.contains("round-not-closed"),
        "{said}"
    );
    assert_eq!((state("U"), state("V")), ("closed".into(), "answering".into()));
}
