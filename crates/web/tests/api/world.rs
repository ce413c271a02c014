//! A server without a socket, on a database in memory with the register that ships.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use actions::acts::{self, NewAccount};
use actions::{Actor, Desk, HashingCost, Operation, Role};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use exchange::{Limits, pack_from_files, read_pack, write_zip};
use jiff::Timestamp;
use register::Rulebook;
use serde_json::Value;
use store::{Address, Options, Store};
use tower::ServiceExt;
use vocabulary::Code;
use web::site::{Settings, Site, site_routes};

use crate::cases::{Cases, made};
use crate::rounds;

const PASSWORD: &str = "three words and more";

/// What there is.
pub struct World {
    router: Router,
    /// May do everything.
    pub wide: String,
    /// May sign out.
    pub narrow: String,
    /// A token of the same person, to be taken back.
    pub spare_token: String,
    /// An account without a password that anybody knows, and a role that it holds.
    pub somebody: String,
    pub role: String,
    /// An upload to Y54/facts, which has no import yet.
    pub upload: String,
    /// A question at version 1; an answer that is done, with the hash that names it; one that waits.
    pub question: String,
    pub answer: String,
    pub exhibit: String,
    /// Files of the answer: one that its reader may open, and one that is for those who keep the books.
    pub open_file: String,
    pub closed_file: String,
    pub waiting: String,
    /// An appraisal of 06K at version 1, and its answer, which is done.
    pub appraisal: String,
    pub weighed: String,
    /// A receipt of the record, which is sealed, and its log, as they stand in an address.
    pub receipt: String,
    pub log: String,
    /// Cases of 06K, where they were asked for.
    pub cases: Cases,
    /// A round that assures a unit, where cases were asked for.
    pub round: String,
}

/// A question that is soon answered.
pub const SCENARIO: &str = r#"
register = "england-2013"
start = 2013-04-01
months = 12
draws = 0
[[move]]
buyer = "06K"
supplier = "0CG"
services = ["communications"]
date = 2013-05-01
to = "in_house"
"#;

/// An appraisal that is soon worked out.
pub const APPRAISAL: &str = r#"
title = "Where should our communications come from?"
register = "england-2013"
buyer = "06K"
supplier = "0CG"
prepared_on = 2013-04-01
start = 2013-04-01
months = 12
[aim]
objective = "finance that answers to us"
[[option]]
id = "stay"
title = "Stay as we are"
[[option]]
id = "own"
title = "Our own people"
[[option.choice]]
service = "communications"
sourcing = "independent_make"
date = 2013-10-01
running_gbp = 290000
reason = "our own estimate"
[[criterion]]
id = "near"
title = "Near to us"
source = "ours"
weight = 1
"#;

/// What was answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl World {
    pub async fn new() -> World {
        World::made(false).await
    }

    /// With cases at every point.
    pub async fn with_cases() -> World {
        World::made(true).await
    }

    async fn made(with_cases: bool) -> World {
        let now = Timestamp::now();
        let (store, _) = Store::init(&Address::Memory, Options::default(), now).await.unwrap();
        let desk = Desk::with_cost(store, HashingCost::new(8, 1, 1, None).unwrap()).unwrap();
        let desk = desk.with_rulebook(Arc::new(rulebook())).with_checkpoints([rounds::definition()]);
        let body = Code::new("Y54");
        let first = NewAccount { email: "first@a.example", name: "First", password: PASSWORD };
        let id = acts::first_administrator(&desk, first, &body, now).await.unwrap();
        let roles = [Role::Administrator, Role::DataSteward, Role::Author, Role::Certifier];
        let held = roles.map(|role| (body.clone(), role)).to_vec();
        let actor = Actor { person: Some(id.clone()), name: "First".into(), roles: held, scope: None };
        for role in &roles[1..] {
            acts::give_role(&desk, &actor, &id, &body, *role, now).await.unwrap();
        }
        acts::give_role(&desk, &actor, &id, &Code::new("0AT"), Role::UnitDirector, now).await.unwrap();
        acts::give_role(&desk, &actor, &id, &Code::new("06K"), Role::Author, now).await.unwrap();
        // May watch the country, and sees no unit's books by it.
        acts::give_role(&desk, &actor, &id, &Code::new("0AT"), Role::Assessor, now).await.unwrap();
        let other = NewAccount { email: "somebody@a.example", name: "Somebody", password: PASSWORD };
        let somebody = acts::add_person(&desk, &actor, other, now).await.unwrap();
        let role = acts::give_role(&desk, &actor, &somebody, &body, Role::Viewer, now).await.unwrap();
        import(&desk, &actor, &body).await;
        let file = ("bodies.csv", b"body_code,name,roles\nA,Alder,commissioner\n".as_slice());
        let upload = acts::upload_register(&desk, &actor, &body, "facts", file, now).await.unwrap();
        // The register counts from its import on.
        let now = Timestamp::now();
        let question = acts::begin_question(&desk, &actor, &body, "Who?", SCENARIO, now).await.unwrap().0;
        let answer = acts::ask(&desk, &actor, &question, 1, now).await.unwrap();
        assert!(actions::work_once(&desk, "a worker").await.unwrap());
        let seen = acts::see_answer(&desk, &actor, &answer, now).await.unwrap();
        let file = |may_open| {
            let found = seen.files.iter().find(|file| file.may_open == may_open);
            found.expect("a file of each kind").path.replace('/', "%2F")
        };
        let (open_file, closed_file) = (file(true), file(false));
        let exhibit = seen.shown.expect("an answer that is done").exhibit();
        let weighs = Code::new("06K");
        let author = Actor { roles: vec![(weighs.clone(), Role::Author)], ..actor.clone() };
        let (appraisal, version) =
            acts::begin_appraisal(&desk, &author, &weighs, APPRAISAL, now).await.unwrap();
        let weighed = acts::appraise(&desk, &author, &appraisal, version, now).await.unwrap();
        assert!(actions::work_once(&desk, "a worker").await.unwrap());
        let facts = ("bodies.csv", b"body_code,name,roles\nA,Alder,commissioner\n".as_slice());
        let recorded = acts::upload_register(&desk, &actor, &body, "recorded", facts, now).await.unwrap();
        let (draft, version, seen) = (&recorded.draft, recorded.version, recorded.seen);
        let recorded = acts::confirm_import(&desk, &actor, draft, version, seen, now).await.unwrap().receipt;
        let key = acts::new_record_key(&desk, now).await.unwrap();
        let desk = desk.with_record_key(key);
        acts::seal(&desk, now).await.unwrap();
        let cases = match with_cases {
            true => made(&desk, &actor, &id).await,
            false => Cases::default(),
        };
        let round = match with_cases {
            true => rounds::opened(&desk, &actor, &id).await,
            false => String::new(),
        };
        let waiting = acts::ask(&desk, &actor, &question, 1, now).await.unwrap();
        let all: BTreeSet<Operation> = Operation::ALL.iter().copied().collect();
        let little = BTreeSet::from([Operation::SignOut]);
        let make = async |scope| acts::make_token(&desk, &actor, "test", scope, 7, now).await.unwrap();
        let (wide, narrow, spare) = (make(&all).await, make(&little).await, make(&little).await);
        World {
            router: site_routes(Site::new(desk.clone(), Settings::default())),
            wide: wide.secret.reveal().to_string(),
            narrow: narrow.secret.reveal().to_string(),
            spare_token: spare.id.to_string(),
            somebody: somebody.to_string(),
            role: role.to_string(),
            upload: upload.draft.to_string(),
            question: question.to_string(),
            answer: answer.to_string(),
            exhibit,
            open_file,
            closed_file,
            waiting: waiting.to_string(),
            appraisal: appraisal.to_string(),
            weighed: weighed.to_string(),
            receipt: recorded.to_string().replace('/', "%2F").replace('#', "%23"),
            log: recorded.log.replace('/', "%2F"),
            cases,
            round,
        }
    }

    /// Asks for something below `/api/v1`. Without a body that is JSON, a small table is sent.
    pub async fn ask(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let table = || Body::from("body_code,name,roles\nB,Birch,commissioner\n");
        let request = request.body(body.map_or_else(table, |body| Body::from(body.to_string()))).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: head.status, headers: head.headers, body }
    }

    /// The same as somebody who may do everything.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, Some(&self.wide), &[], None).await
    }

    /// Sends JSON as somebody who may do everything.
    pub async fn post(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        self.ask("POST", path, Some(&self.wide), headers, Some(body)).await
    }
}

/// The rules and rates that ship.
fn rulebook() -> Rulebook {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let mut files = Vec::new();
    for folder in ["rules", "rates"] {
        for file in std::fs::read_dir(data.join(folder)).unwrap().map(|file| file.unwrap()) {
            let name = file.file_name().to_string_lossy().into_owned();
            if name.ends_with(".csv") {
                files.push((name, std::fs::read(file.path()).unwrap()));
            }
        }
    }
    files.sort();
    Rulebook::read(&pack_from_files("rules", &files, &Limits::default()).0).0
}

/// The register that ships becomes Y54's.
async fn import(desk: &Desk, actor: &Actor, body: &Code) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/england-2013");
    let (raw, _) = read_pack(&folder, &Limits::default());
    let zip = write_zip(&raw).unwrap();
    let now = Timestamp::now();
    let file = ("england-2013.zip", zip.as_slice());
    let upload = acts::upload_register(desk, actor, body, "england-2013", file, now).await.unwrap();
    acts::confirm_import(desk, actor, &upload.draft, upload.version, upload.seen, now).await.unwrap();
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// It is a problem as RFC 9457 has it, of a status.
    pub fn is_problem(&self, status: StatusCode, of: &str) {
        assert_eq!(self.status, status, "{of}: {}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json", "{of}");
        let problem = self.json();
        assert_eq!(problem["status"], status.as_u16(), "{of}");
        assert_eq!(problem["type"], "about:blank", "{of}");
        assert!(problem["findings"].is_array() && problem["detail"].is_string(), "{of}: {problem}");
    }
}
