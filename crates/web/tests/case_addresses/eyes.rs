//! Who looks, and how they ask.

use std::convert::Infallible;
use std::io::{Cursor, Read as _};

use actions::acts::{self, NewAccount};
use actions::{Actor, Operation, Role};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use jiff::Timestamp;
use tower::ServiceExt as _;
use vocabulary::Code;
use web::site::{Settings, Site, site_routes};

use crate::doors::{Door, Sends};
use crate::hall::Hall;

const PASSWORD: &str = "three words and more";

/// Who looks.
#[derive(Debug, Clone, Copy)]
pub enum Eyes {
    /// Without an account.
    Public,
    /// Signed in, with a role at a body, or with none.
    At(&'static str, Option<Role>),
}

/// A server with one case.
pub struct House {
    router: Router,
    site: Site,
    keeper: Actor,
    pub case: Code,
}

/// What somebody is let in with: a session for pages and a token for the API; nothing for the public.
pub struct Key(Option<(String, String)>);

impl Key {
    pub fn none() -> Key {
        Key(None)
    }
}

/// What an address answers.
pub struct Told {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub location: String,
    pub text: String,
}

impl House {
    /// On the desk of a hall, with a key for the record.
    pub async fn of(hall: Hall) -> House {
        let key = acts::new_record_key(&hall.world.desk, Timestamp::now()).await.unwrap();
        let desk = hall.world.desk.clone().with_record_key(key);
        let settings = Settings { rulebook: crate::world::rulebook(), ..Settings::default() };
        let site = Site::new(desk, settings);
        House { router: site_routes(site.clone()), site, keeper: hall.keeper(), case: hall.case }
    }

    /// Makes an account in a role, and lets it in.
    pub async fn key_of(&self, eyes: Eyes) -> Key {
        let Eyes::At(body, role) = eyes else { return Key(None) };
        let (desk, now) = (self.site.desk(), Timestamp::now());
        let email = format!("{body}-{}@c.example", role.map_or("none", Role::word));
        let new = NewAccount { email: &email, name: "Somebody", password: PASSWORD };
        let id = acts::add_person(desk, &self.keeper, new, now).await.unwrap();
        if let Some(role) = role {
            acts::give_role(desk, &self.keeper, &id, &Code::new(body), role, now).await.unwrap();
        }
        let actor = Actor { person: Some(id), name: "Somebody".into(), roles: Vec::new(), scope: None };
        let all = Operation::ALL.iter().copied().collect();
        let token = acts::make_token(desk, &actor, "test", &all, 7, Timestamp::now()).await.unwrap();
        let form = format!("email={}&password={}", email.replace('@', "%40"), PASSWORD.replace(' ', "+"));
        let request = Request::post("/sign-in").header("sec-fetch-site", "same-origin");
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let signed_in = self.answer(request.body(Body::from(form)).unwrap()).await;
        let cookie = signed_in.headers()[header::SET_COOKIE].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_string();
        Key(Some((cookie, format!("Bearer {}", token.secret.reveal()))))
    }

    /// What the server answers.
    pub async fn answer(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// A file of the case, as everybody gets it.
    pub async fn bytes(&self, path: &str) -> Vec<u8> {
        let address = path.replace("{reference}", self.case.as_str());
        let response = self.answer(Request::get(address).body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), 200, "{path}");
        to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
    }

    /// A page as somebody gets it.
    pub async fn reads(&self, key: &Key, address: &str) -> Told {
        self.told(key, Request::get(address), Body::empty()).await
    }

    /// What a form answers.
    pub async fn sends(&self, key: &Key, address: &str, kind: &str, body: Body) -> Told {
        self.told(key, Request::post(address).header(header::CONTENT_TYPE, kind), body).await
    }

    async fn told(&self, key: &Key, request: Builder, body: Body) -> Told {
        let mut request =
            request.header(header::HOST, "ballast.example").header("sec-fetch-site", "same-origin");
        if let Some((cookie, _)) = &key.0 {
            request = request.header(header::COOKIE, cookie);
        }
        let (head, body) = self.answer(request.body(body).unwrap()).await.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let location = head.headers.get(header::LOCATION).map(|at| at.to_str().unwrap().to_string());
        Told {
            status: head.status,
            headers: head.headers,
            location: location.unwrap_or_default(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// A file as somebody gets it who is signed in: its headers, and its bytes.
    pub async fn file(&self, key: &Key, path: &str) -> (String, Vec<u8>) {
        let (cookie, _) = key.0.as_ref().unwrap();
        let request =
            Request::get(path).header(header::HOST, "ballast.example").header(header::COOKIE, cookie);
        let (head, body) = self.answer(request.body(Body::empty()).unwrap()).await.into_parts();
        assert_eq!(head.status, 200, "{path}");
        (format!("{:?}", head.headers), to_bytes(body, usize::MAX).await.unwrap().to_vec())
    }

    /// Everything that an address answers about a case, as one text: status, headers, body. The case's own reference, which
    /// whoever asks has typed, is left out; archives are opened.
    pub async fn asked(&self, key: &Key, door: &Door, case: &str) -> String {
        let address = door.path.replace("{reference}", case);
        let mut request = Request::builder().method(door.method).uri(&address);
        request = request.header(header::HOST, "ballast.example").header("sec-fetch-site", "same-origin");
        if let Some((cookie, bearer)) = &key.0 {
            request = match address.starts_with("/api/") {
                true => request.header(header::AUTHORIZATION, bearer),
                false => request.header(header::COOKIE, cookie),
            };
        }
        let body = match &door.sends {
            Sends::Nothing => String::new(),
            Sends::Form(form) => {
                request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
                form.clone()
            }
            Sends::File => {
                let kind = "multipart/form-data; boundary=parted";
                request = request.header(header::CONTENT_TYPE, kind);
                let part = "--parted\r\nContent-Disposition: form-data; name=";
                let (title, file) =
                    ("\"title\"\r\n\r\nmine", "\"file\"; filename=\"mine.csv\"\r\n\r\na,b\n1,2\n");
                format!("{part}{title}\r\n{part}{file}\r\n--parted--\r\n")
            }
            Sends::Json(value) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                value.to_string()
            }
        };
        if door.method == "POST" && address.starts_with("/api/") {
            request = request.header(header::IF_MATCH, format!("\"{}\"", "0".repeat(64)));
        }
        let response = self.answer(request.body(Body::from(body)).unwrap()).await;
        let (head, body) = response.into_parts();
        assert!(!head.status.is_server_error(), "{} {address}: {}", door.method, head.status);
        let mut headers: Vec<String> =
            head.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
        headers.sort();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let told = format!("{}\n{}\n{}", head.status, headers.join("\n"), opened(&bytes));
        match door.path.contains("{reference}") {
            true => told.replace(case, "REFERENCE"),
            false => told,
        }
    }
}

/// Bytes as they come over a line: a piece at a time.
pub fn in_pieces(bytes: Vec<u8>) -> Body {
    let pieces: Vec<Result<Vec<u8>, Infallible>> =
        bytes.chunks(16 << 10).map(|piece| Ok(piece.to_vec())).collect();
    Body::from_stream(futures_util::stream::iter(pieces))
}

/// The text of a file; of an archive, that of everything in it.
fn opened(bytes: &[u8]) -> String {
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut told = String::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        told += &format!("{}\n", file.name().unwrap());
        let mut inside = Vec::new();
        file.read_to_end(&mut inside).unwrap();
        told += &opened(&inside);
    }
    told
}
