//! A server over a database in memory, asked through its very routes, without a port.
#![allow(dead_code)] // Each test uses its part.

use actions::acts::{self, NewAccount};
use actions::{Actor, Desk, HashingCost, Id, Role};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use jiff::Timestamp;
use store::{Address, Options, Store};
use tower::ServiceExt as _;
use vocabulary::Code;
use web::site::{Settings, Site, site_routes};

pub const PASSWORD: &str = "three words and more";
pub const PACK: &str = "body_code,name,roles\nA,Alder,commissioner\nB,Birch,commissioner\nU,Union,unit\n";

pub struct World {
    pub site: Site,
    pub router: Router,
    pub administrator: Actor,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    pub fn location(&self) -> &str {
        self.header(header::LOCATION)
    }

    /// The value of a hidden field.
    pub fn hidden(&self, name: &str) -> String {
        let text = self.text();
        let field = format!("name=\"{name}\" value=\"");
        let after = text.split(&field).nth(1).unwrap_or_else(|| panic!("no field {name}"));
        after.split('"').next().unwrap().to_string()
    }
}

impl World {
    /// An administrator, and body A with a register of two imports.
    pub async fn new(settings: Settings) -> World {
        let now = Timestamp::now();
        let (store, _) = Store::init(&Address::Memory, Options::default(), now).await.unwrap();
        let desk = Desk::with_cost(store, HashingCost::new(8, 1, 1, None).unwrap()).unwrap();
        let first = NewAccount { email: "first@a.example", name: "First", password: PASSWORD };
        let id = acts::first_administrator(&desk, first, &Code::new("X-SYSTEM"), now).await.unwrap();
        let roles = vec![(Code::new("X-SYSTEM"), Role::Administrator), (Code::new("A"), Role::DataSteward)];
        let administrator = Actor { person: Some(id), name: "First".into(), roles, scope: None };
        for pack in [PACK.to_string(), PACK.replace("Alder", "Alder Town")] {
            let (a, file) = (Code::new("A"), ("bodies.csv", pack.as_bytes()));
            let upload = acts::upload_register(&desk, &administrator, &a, "facts", file, now).await.unwrap();
            let (draft, version, seen) = (&upload.draft, upload.version, upload.seen);
            acts::confirm_import(&desk, &administrator, draft, version, seen, now).await.unwrap();
        }
        let site = Site::new(desk, settings);
        World { router: site_routes(site.clone()), site, administrator }
    }

    /// Makes an account with roles.
    pub async fn person(&self, name: &str, roles: &[(&str, Role)]) -> Id {
        let email = format!("{name}@a.example");
        let new = NewAccount { email: &email, name, password: PASSWORD };
        let now = Timestamp::now();
        let id = acts::add_person(self.site.desk(), &self.administrator, new, now).await.unwrap();
        for (body, role) in roles {
            acts::give_role(self.site.desk(), &self.administrator, &id, &Code::new(body), *role, now)
                .await
                .unwrap();
        }
        id
    }

    /// Signs somebody in through the page; their cookie as it is sent back.
    pub async fn signed_in(&self, name: &str) -> String {
        let form = format!("email={name}%40a.example&password={}", PASSWORD.replace(' ', "+"));
        let answer = self.post("/sign-in", "", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.header(header::SET_COOKIE).split(';').next().unwrap().to_string()
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let (head, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: head.status, headers: head.headers, bytes }
    }

    pub async fn get(&self, address: &str, cookie: &str) -> Answer {
        let request = Request::get(address).header(header::HOST, "ballast.example");
        self.ask(request.header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    /// A form, sent from a page of the site itself.
    pub async fn post(&self, address: &str, cookie: &str, form: &str) -> Answer {
        let request = Request::post(address)
            .header(header::HOST, "ballast.example")
            .header(header::ORIGIN, "http://ballast.example")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(form.to_string())).unwrap()).await
    }

    /// A form with files.
    pub async fn send(&self, address: &str, cookie: &str, what: &str, files: &[(&str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        let field = format!("--part\r\nContent-Disposition: form-data; name=\"what\"\r\n\r\n{what}\r\n");
        body.extend_from_slice(field.as_bytes());
        for (name, bytes) in files {
            let head = format!(
                "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--part--\r\n");
        let request = Request::post(address)
            .header(header::HOST, "ballast.example")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=part");
        self.ask(request.body(Body::from(body)).unwrap()).await
    }
}
