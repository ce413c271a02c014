//! "Who else is hurt?" through the server: asked step by step, run, read by those who may and in bands by others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use actions::acts::{self, NewAccount};
use actions::{Actor, Desk, HashingCost, Id, Role};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use jiff::Timestamp;
use register::Rulebook;
use store::{Address, Options, Store};
use tower::ServiceExt as _;
use vocabulary::Code;
use web::map::Boundaries;
use web::site::{Settings, Site, site_routes};

const PASSWORD: &str = "three words and more";

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(path)
}

fn now() -> Timestamp {
    Timestamp::now()
}

fn rulebook() -> Rulebook {
    let files: Vec<(String, Vec<u8>)> = ["rules", "rates"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(data(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect();
    Rulebook::read(&exchange::pack_from_files("rules", &files, &exchange::Limits::default()).0).0
}

struct World {
    desk: Desk,
    router: Router,
    admin: Actor,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn leads_to(&self) -> &str {
        assert!(self.status.is_redirection(), "{} {}", self.status, said(&self.text));
        self.headers[header::LOCATION].to_str().unwrap()
    }
}

/// The paragraphs of a page, for messages.
fn said(page: &str) -> String {
    let main = page.split("id=\"maincontent\"").nth(1).unwrap_or(page);
    main.chars().take(1500).collect()
}

impl World {
    /// A server with the shipped register, brought in by the body that asks.
    async fn new() -> World {
        let (store, _) = Store::init(&Address::Memory, Options::default(), now()).await.unwrap();
        let cost = HashingCost::new(8, 1, 1, None).unwrap();
        let rulebook = Arc::new(rulebook());
        let desk = Desk::with_cost(store, cost).unwrap().with_rulebook(Arc::clone(&rulebook));
        let first = NewAccount { email: "first@a.example", name: "First", password: PASSWORD };
        let id = acts::first_administrator(&desk, first, &Code::new("Y55"), now()).await.unwrap();
        let roles = vec![(Code::new("Y55"), Role::Administrator), (Code::new("Y55"), Role::DataSteward)];
        let admin = Actor { person: Some(id), name: "First".into(), roles, scope: None };
        let pack = exchange::read_pack(&data("england-2013"), &exchange::Limits::default()).0;
        let zip = exchange::write_zip(&pack).unwrap();
        let upload = acts::upload_register(
            &desk,
            &admin,
            &Code::new("Y55"),
            "england-2013",
            ("england-2013.zip", &zip),
            now(),
        )
        .await
        .unwrap();
        acts::confirm_import(&desk, &admin, &upload.draft, upload.version, upload.seen, now()).await.unwrap();
        let text = std::fs::read_to_string(data("scenarios/east-and-north-hertfordshire.toml")).unwrap();
        let text = text.replace("draws = 200", "draws = 10");
        let boundaries = std::fs::read(data("england-2013/boundaries.topojson")).unwrap();
        let settings = Settings {
            rulebook,
            boundaries: Some(Arc::new(Boundaries::read(&boundaries).unwrap())),
            scenarios: Arc::new(vec![("east-and-north-hertfordshire".to_string(), text)]),
            ..Settings::default()
        };
        let router = site_routes(Site::new(desk.clone(), settings));
        World { desk, router, admin }
    }

    /// Somebody with a role at a body, signed in: the cookie.
    async fn person(&self, name: &str, body: &str, role: Role) -> String {
        let email = format!("{name}@a.example");
        let account = NewAccount { email: &email, name, password: PASSWORD };
        let id: Id = acts::add_person(&self.desk, &self.admin, account, now()).await.unwrap();
        acts::give_role(&self.desk, &self.admin, &id, &Code::new(body), role, now()).await.unwrap();
        let session = acts::sign_in(&self.desk, &email, PASSWORD, "::1", now()).await.unwrap();
        format!("ballast={}", session.secret.reveal())
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let (head, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: head.status, headers: head.headers, text }
    }

    async fn get(&self, cookie: &str, address: &str) -> Answer {
        self.send(Request::get(address).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    async fn page(&self, cookie: &str, address: &str) -> String {
        let answer = self.get(cookie, address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address} {}", said(&answer.text));
        answer.text
    }

    async fn post(&self, cookie: &str, address: &str, fields: &[(&str, &str)]) -> Answer {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let form: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = Request::post(address)
            .header(header::COOKIE, cookie)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.join("&")))
            .unwrap();
        self.send(request).await
    }
}

/// The value of a hidden field.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let start = format!("name=\"{name}\" value=\"");
    page.split(&start).nth(1).unwrap_or_else(|| panic!("{name} in {}", said(page))).split('"').next().unwrap()
}

#[tokio::test]
async fn a_question_is_asked_step_by_step_run_and_read_in_bands() {
    let world = World::new().await;
    let author = world.person("author", "06K", Role::Author).await;
    let begun = world.post(&author, "/hurt", &[("title", "")]).await;
    assert_eq!(begun.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(begun.text.contains("There is a problem"));
    let begun = world.post(&author, "/hurt", &[("title", "We leave"), ("body", "06K"), ("from", "")]).await;
    let mut at = begun.leads_to().to_string();
    let question = at.trim_end_matches("/who").to_string();
    let answers: [&[(&str, &str)]; 6] = [
        &[("buyer", "06K")],
        &[("lines", "0CG/finance"), ("lines", "0CG/contracting")],
        &[("date[month]", "10"), ("date[year]", "2013"), ("phase_months", "0")],
        &[("to", "in_house"), ("transfer_percent", "40"), ("redeploy_percent", "30")],
        &[],
        &[("payer_rule", "unit-bears")],
    ];
    for fields in answers {
        let page = world.page(&author, &at).await;
        let mut fields = fields.to_vec();
        let (version, n) = (hidden(&page, "version").to_string(), hidden(&page, "n").to_string());
        fields.extend([("version", version.as_str()), ("n", n.as_str())]);
        at = world.post(&author, at.split('?').next().unwrap(), &fields).await.leads_to().to_string();
    }
    assert!(at.ends_with("/terms"), "{at}");
    let page = world.page(&author, &at).await;
    let version = hidden(&page, "version").to_string();
    let fields = [
        ("reaction", "yes"),
        ("date[month]", "4"),
        ("date[year]", "2013"),
        ("months", "36"),
        ("draws", "200"),
        ("version", version.as_str()),
    ];
    let wrong = world.post(&author, &at, &[("reaction", "perhaps"), ("version", "1")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Choose whether others decide anew") && wrong.text.contains("#date-month"));
    assert!(world.post(&author, &at, &fields).await.leads_to().ends_with("/assumptions"));
    let stale = world
        .post(&author, &at, &[&fields[..3], &[("months", "48"), ("draws", "5"), ("version", "1")]].concat())
        .await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{}", said(&stale.text));
    let check = world.page(&author, &format!("{question}/check")).await;
    for part in [
        "Check your answers",
        "Finance, Contracting",
        "October 2013",
        "36 months from April 2013",
        "in house",
    ] {
        assert!(check.contains(part), "{part} in {}", said(&check));
    }
    let version = hidden(&check, "version").to_string();
    let result = world.post(&author, &format!("{question}/run"), &[("version", &version)]).await;
    let result = result.leads_to().to_string();
    let waits = world.get(&author, &result).await;
    assert!(waits.headers.contains_key(header::REFRESH) && waits.text.contains("<progress"));
    assert!(actions::work_once(&world.desk, "test").await.unwrap());
    let answer = world.page(&author, &result).await;
    assert!(answer.contains("Amounts are told in bands"), "{}", said(&answer));
    let check_of = |draws: &'static str| {
        [
            ("reaction", "yes"),
            ("date[month]", "4"),
            ("date[year]", "2013"),
            ("months", "36"),
            ("draws", draws),
        ]
    };
    let odd = [&check_of("5")[..], &[("version", version.as_str())]].concat();
    world.post(&author, &at, &odd).await;
    let check = world.page(&author, &format!("{question}/check")).await;
    assert!(
        check.contains("because answers are told in bands") && !check.contains(">Run<"),
        "{}",
        said(&check)
    );
    for part in web::hurt::Part::ALL {
        let page = world.page(&author, format!("{result}/{}", part.slug()).trim_end_matches('/')).await;
        assert!(!page.contains("Opening reserve") && !page.contains("£0.00"), "{part:?}");
    }
    let postings = world.get(&author, &format!("{result}/files/postings.csv")).await;
    assert_eq!(postings.status, StatusCode::NOT_FOUND);
    let table = world.get(&author, &format!("{result}/table/postings/postings.csv")).await;
    assert_eq!(table.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_assumption_is_changed_at_once_and_an_answer_frozen_for_others() {
    let world = World::new().await;
    let director = world.person("director", "0CG", Role::UnitDirector).await;
    let fields = [("title", "They leave"), ("body", "0CG"), ("from", "east-and-north-hertfordshire")];
    let begun = world.post(&director, "/hurt", &fields).await;
    let check = world.page(&director, begun.leads_to()).await;
    let question = begun.leads_to().trim_end_matches("/check").to_string();
    let version = hidden(&check, "version").to_string();
    let result = world.post(&director, &format!("{question}/run"), &[("version", &version)]).await;
    let result = result.leads_to().to_string();
    assert!(actions::work_once(&world.desk, "test").await.unwrap());
    let answer = world.page(&director, &result).await;
    assert!(
        !answer.contains("told in bands") && answer.contains("Its opening reserve of"),
        "{}",
        said(&answer)
    );
    let postings = world.page(&director, &format!("{result}/postings?body=06K&account=price")).await;
    assert!(postings.contains("agreement_lines/06K-0CG-"));
    let csv = world.get(&director, &format!("{result}/table/bodies/bodies.csv")).await;
    assert!(csv.text.starts_with("body") && csv.text.contains("06K"), "{}", csv.text);

    let tried = world.page(&director, &format!("{result}/try?a1=1.2")).await;
    assert!(tried.contains("Before") && tried.contains("Run with ranges"), "{}", said(&tried));
    let wrong = world.get(&director, &format!("{result}/try?a1=lots")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = world.post(&director, &format!("{result}/try"), &[("a1", "1.2")]).await;
    assert_ne!(again.leads_to(), result);

    let standing = world.page(&director, "/units/0CG/standing").await;
    assert!(standing.contains("What price would keep each line") && standing.contains("Of it at risk"));
    let csv = world.get(&director, "/units/0CG/standing/table/lines.csv").await;
    assert_eq!(csv.status, StatusCode::OK);

    let neighbour = world.person("neighbour", "06N", Role::Author).await;
    assert_eq!(world.get(&neighbour, &result).await.status, StatusCode::NOT_FOUND);
    for address in ["/units/0CG/standing", "/units/0CG/standing/table/lines.csv"] {
        assert!(world.get(&neighbour, address).await.status.is_client_error(), "{address}");
    }
    let exhibit = hidden(&answer, "exhibit").to_string();
    let frozen = world.post(&director, &format!("{result}/freeze"), &[("exhibit", &exhibit)]).await;
    assert!(frozen.leads_to().starts_with(&result));
    assert!(world.page(&neighbour, "/hurt").await.contains("What others have shared with you"));
    let seen = world.page(&neighbour, &format!("{result}/bodies")).await;
    assert!(seen.contains("Herts Valleys") && !seen.contains("Luton"), "{}", said(&seen));
    let signed = "NHS Central Eastern CSU has signed 0 of 680 figures that are assumed or derived about it.";
    for who in [&neighbour, &director] {
        let page = world.page(who, &result).await;
        assert!(page.contains(signed) && page.contains("Illustrative: NHS Central"), "{}", said(&page));
    }
}

#[tokio::test]
async fn nobody_reads_or_asks_without_signing_in() {
    let world = World::new().await;
    let answer = world.get("", "/hurt").await;
    assert!(answer.leads_to().starts_with("/sign-in"));
    let answer = world.get("", "/hurt/nothing").await;
    assert!(answer.status.is_client_error() || answer.status.is_redirection());
}
