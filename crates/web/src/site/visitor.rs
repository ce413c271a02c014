use std::collections::BTreeMap;

use actions::{Actor, Secret, acts};
use axum::extract::{FromRequestParts, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use super::Site;
use super::around::RECORDED;
use super::refused::Refused;

/// Whoever asks, as the cookie or the token of their request says.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    /// Who.
    pub actor: Actor,
    /// Their session, if they have one.
    pub session: Option<Secret>,
    /// What they ask for: path and query.
    pub address: String,
    /// The receipt of what they just had recorded, as the address says and the record knows it.
    pub recorded: Option<String>,
    /// In the demonstration: who they can be, by number and name, and the number of who they are.
    pub samples: Option<Samples>,
}

/// The people of the demonstration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Samples {
    /// What they are called.
    pub names: Vec<String>,
    /// Who is taken now.
    pub current: usize,
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = std::convert::Infallible;

    /// Somebody whom nobody looked up is the public.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Visitor>().cloned().unwrap_or_default())
    }
}

/// The name of the cookie of a session. Browsers keep `__Host-` to https and to this very host.
fn cookie_name(is_secure: bool) -> &'static str {
    if is_secure { "__Host-ballast" } else { "ballast" }
}

/// The cookie that a browser is given when somebody signs in. It ends with the browser, or with the session.
pub fn session_cookie(site: &Site, session: &Secret) -> Cookie<'static> {
    let is_secure = site.settings().is_secure;
    Cookie::build((cookie_name(is_secure), session.reveal().to_string()))
        .path("/")
        .http_only(true)
        .secure(is_secure)
        .same_site(SameSite::Lax)
        .build()
}

/// The name of the cookie that says who somebody is in the demonstration.
const SAMPLE: &str = "ballast-sample";

/// The cookie that says who somebody is in the demonstration. It is no secret: anybody can be anybody there.
pub(crate) fn sample_cookie(number: usize) -> Cookie<'static> {
    Cookie::build((SAMPLE, number.to_string())).path("/").http_only(true).same_site(SameSite::Lax).build()
}

/// The cookie that takes it back.
pub fn session_ended(site: &Site) -> Cookie<'static> {
    let mut cookie = session_cookie(site, &Secret::sent(""));
    cookie.make_removal();
    cookie
}

/// Looks up who asks, once for each request, before anything else sees it.
pub(crate) async fn look_up(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let jar = CookieJar::from_headers(request.headers());
    match found(&site, &jar, request.headers()).await {
        Ok(visitor) => {
            let recorded = recorded(&site, &visitor.actor, request.uri()).await;
            request.extensions_mut().insert(Visitor { address, recorded, ..visitor });
            next.run(request).await
        }
        Err(refused) => refused.into_response(),
    }
}

/// A receipt in the address, if it is one of the record: what nobody recorded is never shown as recorded.
async fn recorded(site: &Site, actor: &Actor, uri: &Uri) -> Option<String> {
    let Query(asked) = Query::<BTreeMap<String, String>>::try_from_uri(uri).ok()?;
    let seen = acts::see_receipt(site.desk(), actor, asked.get(RECORDED)?).await.ok()?;
    Some(seen.receipt.to_string())
}

async fn found(site: &Site, jar: &CookieJar, headers: &HeaderMap) -> Result<Visitor, Refused> {
    let desk = site.desk();
    if let Some(token) = bearer(headers) {
        let actor = acts::who_has_token(desk, &Secret::sent(token), site.now()).await?;
        return Ok(Visitor { actor, ..Visitor::default() });
    }
    if let Some(names) = desk.samples() {
        let asked = jar.get(SAMPLE).and_then(|cookie| cookie.value().parse().ok());
        let current = asked.filter(|number| *number < names.len()).unwrap_or_default();
        let actor = acts::who_is_sample(desk, current, site.now()).await?;
        return Ok(Visitor { actor, samples: Some(Samples { names, current }), ..Visitor::default() });
    }
    let Some(cookie) = jar.get(cookie_name(site.settings().is_secure)) else { return Ok(Visitor::default()) };
    let session = Secret::sent(cookie.value());
    let actor = acts::who_has_session(desk, &session, site.now()).await?;
    Ok(Visitor { actor, session: Some(session), ..Visitor::default() })
}

/// The token of a request of the API.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
