//! Who looks, and how they ask.

use std::convert::Infallible;

use actions::acts::{self, NewAccount};
use actions::{Actor, Operation, Role};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
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

/// A server with one round.
pub struct House {
    router: Router,
    site: Site,
    keeper: Actor,
    pub day: i64,
}

/// What somebody is let in with: a session for pages and a token for the API; nothing for the public.
pub struct Key(Option<(String, String)>);

impl Key {
    /// Of nobody.
    pub fn none() -> Key {
        Key(None)
    }
}

impl House {
    /// On the desk of a hall, with a key for the record.
    pub async fn of(hall: Hall) -> House {
        let key = acts::new_record_key(&hall.world.desk, Timestamp::now()).await.unwrap();
        let desk = hall.world.desk.clone().with_record_key(key);
        let settings = Settings { rulebook: crate::world::rulebook(), ..Settings::default() };
        let site = Site::new(desk, settings);
        House { router: site_routes(site.clone()), site, keeper: hall.keeper(), day: hall.day }
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

    /// Everything that an address answers about a unit of a round, as one text: status, headers, body. The names of both, which
    /// whoever asks has typed, are left out.
    pub async fn asked(&self, key: &Key, door: &Door, (round, unit): (&str, &str)) -> String {
        let address = door.path.replace("{round}", round).replace("{unit}", unit);
        let mut request = Request::builder().method(door.method).uri(&address);
        request = request.header(header::HOST, "ballast.example").header("sec-fetch-site", "same-origin");
        request = match (&key.0, &door.sends) {
            (None, _) => request,
            (Some((_, token)), Sends::Json(_)) => request.header(header::AUTHORIZATION, token),
            (Some((cookie, _)), _) => request.header(header::COOKIE, cookie),
        };
        let body: Vec<u8> = match &door.sends {
            Sends::Nothing => Vec::new(),
            Sends::Json(body) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                request = request.header(header::IF_MATCH, format!("\"{}\"", "0".repeat(64)));
                body.to_string().into_bytes()
            }
            Sends::Form(form) => {
                request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
                form.clone().into_bytes()
            }
            Sends::Parts(fields, file) => {
                request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=parted");
                parted(fields, file.as_ref())
            }
        };
        // As it comes over a line: a piece at a time.
        let pieces: Vec<Result<Vec<u8>, Infallible>> =
            body.chunks(16 << 10).map(|piece| Ok(piece.to_vec())).collect();
        let body = Body::from_stream(futures_util::stream::iter(pieces));
        let response = self.answer(request.body(body).unwrap()).await;
        let (head, body) = response.into_parts();
        assert!(!head.status.is_server_error(), "{} {address}: {}", door.method, head.status);
        let mut headers: Vec<String> =
            head.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
        headers.sort();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let told = format!("{}\n{}\n{}", head.status, headers.join("\n"), String::from_utf8_lossy(&bytes));
        let here = door.path.replace("{round}", "ROUND").replace("{unit}", "UNIT");
        match door.path.contains("{round}") {
            true => told.replace(&address, &here).replace(address.split('?').next().unwrap(), "HERE"),
            false => told,
        }
    }

    /// A page as somebody gets it.
    pub async fn page(&self, key: &Key, address: &str) -> (u16, String) {
        let door = Door { method: "GET", path: address.to_string(), route: "", sends: Sends::Nothing };
        let told = self.asked(key, &door, ("", "")).await;
        (told[..3].parse().unwrap(), told)
    }

    /// What a form answers.
    pub async fn sends(&self, key: &Key, address: &str, sends: Sends) -> (u16, String) {
        let door = Door { method: "POST", path: address.to_string(), route: "", sends };
        let told = self.asked(key, &door, ("", "")).await;
        (told[..3].parse().unwrap(), told)
    }
}

fn parted(fields: &[(&str, String)], file: Option<&(&str, Vec<u8>)>) -> Vec<u8> {
    let part = "--parted\r\nContent-Disposition: form-data; name=";
    let mut body: Vec<u8> = Vec::new();
    for (name, value) in fields {
        body.extend(format!("{part}\"{name}\"\r\n\r\n{value}\r\n").as_bytes());
    }
    if let Some((name, bytes)) = file {
        body.extend(format!("{part}\"file\"; filename=\"{name}\"\r\n\r\n").as_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--parted--\r\n");
    body
}
