//! Every address that has a case behind it, and what is sent there.

use casework::ActKind;
use serde_json::{Value, json};

/// What is sent.
#[derive(Debug, Clone)]
pub enum Sends {
    Nothing,
    /// A small table, as the form with a file sends it.
    File,
    Form(String),
    Json(Value),
}

/// One way of asking. `{reference}` stands for the case.
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

fn json(route: &'static str, body: Value) -> Door {
    Door { method: "POST", path: route.to_string(), route, sends: Sends::Json(body) }
}

/// An evidence file, and the SHA-256 of it.
pub const EVIDENCE: &str = "who,what\nEVIDENCE-OF-A,1\n";
const EVIDENCE_HASH: &str = "2ddd18b451b4a647ee763ec715d5dd7b889968993b55054b5d02bb422187fd9c";
const ID: &str = "01a20477-745b-7e46-b039-1c50bd3bce1b";
const SECTIONS: [&str; 3] = ["money", "options", "nonsense"];
const PAPERS: [&str; 4] = ["case.html", "case.docx", "summary.html", "nonsense.html"];
const BUNDLES: [&str; 3] = ["public.zip", "exempt.zip", "other.zip"];

/// All of them.
pub fn doors() -> Vec<Door> {
    pages().into_iter().chain(acts()).chain(api()).chain(published()).collect()
}

fn pages() -> Vec<Door> {
    let mut doors = vec![
        get("/country", "/country"),
        get("/country/pack.xlsx", "/country/pack.xlsx"),
        get("/cases", "/cases"),
        get("/cases/new", format!("/cases/new?answer={ID}&body=A")),
        form("/cases/new", "/cases/new", format!("answer={ID}&body=A&title=mine&tier=case")),
        get("/cases/{reference}", "/cases/{reference}"),
        get("/cases/{reference}/exhibits", "/cases/{reference}/exhibits"),
        form(
            "/cases/{reference}/exhibits",
            "/cases/{reference}/exhibits",
            format!("answer={ID}&section=money"),
        ),
        get("/cases/{reference}/changes", "/cases/{reference}/changes"),
        get("/cases/{reference}/analysis", "/cases/{reference}/analysis"),
        get("/cases/together", "/cases/together"),
        get("/cases/{reference}/together", "/cases/{reference}/together"),
    ];
    for table in ["cases.csv", "conditions.xlsx", "page.json"] {
        doors.push(get("/country/table/{file}", format!("/country/table/{table}")));
    }
    for section in SECTIONS {
        let (route, at) =
            ("/cases/{reference}/sections/{section}", format!("/cases/{{reference}}/sections/{section}"));
        let typing = "/cases/{reference}/sections/{section}/typing";
        doors.push(get(route, &at));
        doors.push(form(route, &at, "text=mine&seen=x&done=yes"));
        doors.push(form(typing, format!("{at}/typing"), "text=mine&seen=x"));
    }
    for hash in [EVIDENCE_HASH, "nonsense"] {
        let at = format!("/cases/{{reference}}/files/{hash}");
        doors.push(get("/cases/{reference}/files/{hash}", &at));
        doors.push(form("/cases/{reference}/files/{hash}/removals", format!("{at}/removals"), ""));
    }
    for section in SECTIONS {
        let route = "/cases/{reference}/sections/{section}/files";
        let path = format!("/cases/{{reference}}/sections/{section}/files");
        doors.push(Door { method: "POST", path, route, sends: Sends::File });
    }
    for file in PAPERS {
        let route = "/cases/{reference}/papers/{file}";
        doors.push(get(route, format!("/cases/{{reference}}/papers/{file}?layout=short-form")));
    }
    for version in BUNDLES {
        let route = "/cases/{reference}/bundle/{version}";
        doors.push(get(route, format!("/cases/{{reference}}/bundle/{version}")));
    }
    doors
}

/// The form of every act, as a page and sent, and every act through the API.
fn acts() -> Vec<Door> {
    let route = "/cases/{reference}/do/{act}";
    let mut doors = vec![get(route, "/cases/{reference}/do/nonsense")];
    for act in ActKind::WORDS {
        let at = format!("/cases/{{reference}}/do/{act}");
        let sent = "text=mine&section=money&note=0&point=0&milestone=0&benefit=0&choice=stay&verdict=agreed&reply=comments\
                    &sections=money&bodies=C&by=X&body=B&part=section:money&text_1=mine&section_1=money&amount=1";
        doors.push(get(route, format!("{at}?note=0&point=0&milestone=0&benefit=0&section=money")));
        doors.push(form(route, at, sent));
        doors.push(json("/api/v1/cases/{reference}/acts", json!({ "kind": act })));
        let worded = json!({
            "kind": act, "text": "mine", "section": "money", "note": 0, "point": 0, "milestone": 0, "verdict": "agreed",
            "choice": "stay",
        });
        doors.push(json("/api/v1/cases/{reference}/acts", fields_of(act, worded)));
    }
    doors
}

/// Those of some fields that the act takes: another would be refused before anybody looks at the case.
fn fields_of(act: &str, all: Value) -> Value {
    let takes: &[&str] = match act {
        "write" | "ask" | "flag" | "agree-assumption" => &["section", "text"],
        "complete" => &["section"],
        "answer" => &["note", "text"],
        "answer-point" => &["point", "text"],
        "meet-milestone" | "waive-milestone" => &["milestone", "text"],
        "recommend" => &["verdict", "text"],
        "decide" => &["choice", "text"],
        "leave" | "sign-off" | "need-no-view" | "declare-interest" | "comment" | "escalate" | "withdraw" => {
            &["text"]
        }
        _ => &[],
    };
    let taken =
        all.as_object().unwrap().iter().filter(|(name, _)| *name == "kind" || takes.contains(&name.as_str()));
    Value::Object(taken.map(|(name, value)| (name.clone(), value.clone())).collect())
}

fn api() -> Vec<Door> {
    let mut doors = vec![
        get("/api/v1/country", "/api/v1/country"),
        get("/api/v1/country/tables/{table}/rows", "/api/v1/country/tables/cases/rows"),
        get("/api/v1/country/tables/{table}/rows.csv", "/api/v1/country/tables/cases/rows.csv"),
        get("/api/v1/cases", "/api/v1/cases?limit=1000"),
        get("/api/v1/cases.csv", "/api/v1/cases.csv"),
        json("/api/v1/cases", json!({ "body": "A", "answer": ID, "title": "mine", "tier": "case" })),
        get("/api/v1/cases/{reference}", "/api/v1/cases/{reference}"),
        get("/api/v1/joint", "/api/v1/joint"),
        get("/api/v1/cases/{reference}/joint", "/api/v1/cases/{reference}/joint"),
        get("/api/v1/cases/{reference}/acts", "/api/v1/cases/{reference}/acts"),
        get("/api/v1/cases/{reference}/acts.csv", "/api/v1/cases/{reference}/acts.csv"),
        get("/api/v1/cases/{reference}/typings", "/api/v1/cases/{reference}/typings"),
        get("/api/v1/cases/{reference}/typings.csv", "/api/v1/cases/{reference}/typings.csv"),
        json("/api/v1/cases/{reference}/typings", json!({ "section": "money", "text": "mine" })),
        json("/api/v1/cases/{reference}/exhibits", json!({ "section": "money", "answer": ID })),
        json("/api/v1/cases/{reference}/submissions", json!({})),
        json(
            "/api/v1/cases/{reference}/returns",
            json!({ "points": [{ "section": "money", "text": "mine" }] }),
        ),
        json("/api/v1/cases/{reference}/decisions", json!({ "choice": "stay", "text": "mine" })),
    ];
    for file in PAPERS {
        let route = "/api/v1/cases/{reference}/documents/{document}";
        doors.push(get(route, format!("/api/v1/cases/{{reference}}/documents/{file}")));
    }
    for version in BUNDLES {
        let route = "/api/v1/cases/{reference}/bundles/{version}";
        doors.push(get(route, format!("/api/v1/cases/{{reference}}/bundles/{version}")));
    }
    doors
}

fn published() -> Vec<Door> {
    let case = "/api/v1/published/cases/{reference}";
    let bundle = "/api/v1/published/cases/{reference}/bundle";
    let mut doors = vec![
        get("/published", "/published"),
        get("/api/v1/published/cases", "/api/v1/published/cases"),
        get("/api/v1/published/cases.csv", "/api/v1/published/cases.csv"),
        get("/api/v1/published/moves", "/api/v1/published/moves"),
        get("/api/v1/published/moves.csv", "/api/v1/published/moves.csv"),
        get(case, case),
        get(bundle, bundle),
    ];
    for file in ["cases.csv", "moves.csv", "feed.atom", "ocds.json"] {
        doors.push(get("/published/{file}", format!("/published/{file}")));
    }
    for file in PAPERS {
        let route = "/api/v1/published/cases/{reference}/documents/{document}";
        doors.push(get(route, format!("{case}/documents/{file}")));
    }
    doors
}
