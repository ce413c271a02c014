//! Every address that has a round behind it, and what is sent there.

use assurance::ActKind;
use serde_json::{Value, json};

use crate::hall::{PAPER, paper_hash};

/// What is sent.
#[derive(Debug, Clone)]
pub enum Sends {
    Nothing,
    Form(String),
    /// To the API, with a token.
    Json(serde_json::Value),
    /// A form with files: its fields, and the file that is chosen, by its name.
    Parts(Vec<(&'static str, String)>, Option<(&'static str, Vec<u8>)>),
}

impl Sends {
    /// Rows, as the form of a plan sends them.
    pub fn rows(rows: &str, seen: &str) -> Sends {
        Sends::parts(&[("rows", rows), ("seen", seen)])
    }

    /// Rows with a file that is chosen as well.
    pub fn rows_and_file(rows: &str, file: Vec<u8>) -> Sends {
        Sends::rows(rows, "0").and_file("rows.csv", file)
    }

    /// A form where no file is chosen.
    pub fn parts(fields: &[(&'static str, &str)]) -> Sends {
        Sends::Parts(fields.iter().map(|(name, value)| (*name, value.to_string())).collect(), None)
    }

    /// With a file.
    pub fn and_file(self, name: &'static str, file: Vec<u8>) -> Sends {
        match self {
            Sends::Parts(fields, _) => Sends::Parts(fields, Some((name, file))),
            other => other,
        }
    }
}

/// One way of asking. `{round}` and `{unit}` stand for a unit of a round.
#[derive(Debug, Clone)]
pub struct Door {
    pub method: &'static str,
    pub path: String,
    /// The route as the server names it.
    pub route: &'static str,
    pub sends: Sends,
}

fn get(route: &'static str, path: impl Into<String>) -> Door {
    Door { method: "GET", path: path.into(), route, sends: Sends::Nothing }
}

fn form(route: &'static str, path: impl Into<String>, form: impl Into<String>) -> Door {
    Door { method: "POST", path: path.into(), route, sends: Sends::Form(form.into()) }
}

fn rows(route: &'static str, rows: &'static str) -> Door {
    Door { method: "POST", path: route.to_string(), route, sends: Sends::rows(rows, "0") }
}

/// All of them.
pub fn doors() -> Vec<Door> {
    let unit = "/rounds/{round}/{unit}";
    let question = "/rounds/{round}/{unit}/questions/{question}";
    let (plan, intentions) = ("/rounds/{round}/{unit}/plan", "/rounds/{round}/{unit}/intentions");
    let mut doors = vec![
        get("/rounds", "/rounds"),
        get("/rounds/new", "/rounds/new?body=X"),
        get("/rounds/new", "/rounds/new?body=O1"),
        form(
            "/rounds/new",
            "/rounds/new",
            "body=O1&definition=shared-unit&units=U&answer_by%5Bday%5D=1&answer_by%5Bmonth%5D=1&answer_by%5Byear%5D=2100",
        ),
        get("/rounds/{round}", "/rounds/{round}"),
        get("/rounds/{round}/definition.toml", "/rounds/{round}/definition.toml"),
        get(unit, unit),
        get(plan, plan),
        rows(plan, "unit_code,buyer_code\n"),
        get(intentions, intentions),
        get(intentions, format!("{intentions}?body=A")),
        rows(intentions, "buyer_code\n"),
    ];
    for id in ["four-years", "nonsense"] {
        let path = format!("{unit}/questions/{id}");
        doors.push(get(question, path.as_str()));
        for sends in [
            Sends::parts(&[("text", ""), ("seen", "0")]),
            Sends::parts(&[("keep", "yes"), ("seen", "0")]),
            Sends::parts(&[("text", "mine"), ("title", "mine"), ("seen", "0")])
                .and_file("a.pdf", PAPER.to_vec()),
        ] {
            doors.push(Door { method: "POST", path: path.clone(), route: question, sends });
        }
    }
    let file = "/rounds/{round}/{unit}/files/{hash}";
    for hash in [paper_hash(), "0".repeat(64), "nonsense".to_string()] {
        doors.push(get(file, format!("{unit}/files/{hash}")));
    }
    let route = "/rounds/{round}/{unit}/do/{act}";
    for act in ActKind::ALL.iter().map(|act| act.word()).chain(["nonsense"]) {
        let path = format!("{unit}/do/{act}");
        doors.push(get(route, format!("{path}?milestone=0&domain=business&body=A")));
        let fields = "text=mine&question=four-years&milestone=0&domain=business&body=A&seen=0";
        doors.push(form("/rounds/{round}/{unit}/typing/{act}", format!("{unit}/typing/{act}"), fields));
        // Whatever it says, it rests on nothing that anybody saw: nothing is done.
        doors.push(form(
            route,
            path,
            "text=mine&milestone=0&domain=business&rating=meets&reason=mine&score_0=1&seen=0",
        ));
    }
    doors.extend(of_api());
    doors
}

/// What the API has.
fn of_api() -> Vec<Door> {
    let read =
        |route| Door { method: "GET", path: route_as_asked(route), route, sends: Sends::Json(Value::Null) };
    let write =
        |route, body| Door { method: "POST", path: route_as_asked(route), route, sends: Sends::Json(body) };
    let acts = "/api/v1/rounds/{reference}/units/{unit}/acts";
    let new = json!({ "body": "O1", "definition": "shared-unit", "units": ["U"], "answer_by": "2100-01-01" });
    let mut doors = vec![write("/api/v1/rounds", new)];
    doors.extend(
        [
            "/api/v1/rounds",
            "/api/v1/rounds.csv",
            "/api/v1/rounds/{reference}",
            "/api/v1/rounds/{reference}/units",
            "/api/v1/rounds/{reference}/units.csv",
            "/api/v1/rounds/{reference}/units/{unit}",
            acts,
            "/api/v1/rounds/{reference}/units/{unit}/acts.csv",
        ]
        .map(read),
    );
    for act in ActKind::ALL.iter().map(|act| act.word()) {
        doors.push(write(acts, json!({ "kind": act, "text": "mine" })));
    }
    doors.push(write(acts, json!({ "kind": "rate", "ratings": [] })));
    doors
}

fn route_as_asked(route: &str) -> String {
    route.replace("{reference}", "{round}")
}
