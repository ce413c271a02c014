//! Accounts and the roles that they hold, for administrators.

use actions::acts::{self, Account, NewAccount};
use actions::{Held, Refusal, Role};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use vocabulary::{Finding, Place};

use super::document::collection;
use super::once::{Made, once};
use super::paging::{Asked, Item, Page, Paging};
use super::problem::Problem;
use super::sent::{RequestKey, Seen, Sent};
use super::{code_of, id_of};
use crate::site::{Site, Visitor};

/// The addresses of accounts and roles.
pub(super) fn routes() -> OpenApiRouter<Site> {
    let router = collection(OpenApiRouter::new(), routes!(accounts));
    let router = collection(router, routes!(roles));
    router
        .routes(routes!(add_account))
        .routes(routes!(account))
        .routes(routes!(set_password))
        .routes(routes!(close_account))
        .routes(routes!(add_role))
        .routes(routes!(end_role))
}

/// An account.
#[derive(Debug, Serialize, ToSchema)]
struct AccountBody {
    id: String,
    /// One more at each change of the account or of its roles.
    version: i64,
    email: String,
    name: String,
    /// From when it can't be used.
    #[schema(format = DateTime)]
    closed_at: Option<String>,
}

impl From<&Account> for AccountBody {
    fn from(account: &Account) -> Self {
        AccountBody {
            id: account.id.to_string(),
            version: account.version,
            email: account.email.clone(),
            name: account.name.clone(),
            closed_at: account.closed.map(|moment| moment.to_string()),
        }
    }
}

impl Item for AccountBody {
    const COLUMNS: &'static [&'static str] = &["id", "version", "email", "name", "closed_at"];

    fn cursor(&self) -> String {
        self.id.clone()
    }
}

async fn all(site: &Site, visitor: &Visitor) -> Result<Vec<Account>, Problem> {
    Ok(acts::see_accounts(site.desk(), &visitor.actor, site.now()).await?)
}

/// Every account.
#[utoipa::path(get, path = "/accounts", tag = "accounts", params(Paging),
    responses((status = 200, description = "A part of them, oldest first", body = Page<AccountBody>)))]
async fn accounts(State(site): State<Site>, visitor: Visitor, asked: Asked) -> Result<Response, Problem> {
    Ok(asked.part(all(&site, &visitor).await?.iter().map(AccountBody::from).collect()))
}

/// One account.
#[utoipa::path(get, path = "/accounts/{id}", tag = "accounts", params(("id" = String, Path)),
    responses((status = 200, description = "The account", body = AccountBody,
        headers(("ETag" = String, description = "Its version")))))]
async fn account(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let all = all(&site, &visitor).await?;
    let found = all.iter().find(|account| account.id.as_str() == id).ok_or(Refusal::NotFound)?;
    let etag = [(header::ETAG, format!("\"{}\"", found.version))];
    Ok((etag, Json(AccountBody::from(found))).into_response())
}

/// An account to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAccountBody {
    /// Nobody else's.
    #[schema(format = Email, min_length = 3, max_length = 320)]
    email: String,
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Their first password; they change it themselves.
    #[schema(format = Password, min_length = 12, max_length = 1024)]
    password: String,
}

/// Makes an account. It holds no role yet.
#[utoipa::path(post, path = "/accounts", tag = "accounts",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewAccountBody,
    responses((status = 201, description = "It is made", body = AccountBody)))]
async fn add_account(
    State(site): State<Site>,
    visitor: Visitor,
    key: RequestKey,
    Sent(new): Sent<NewAccountBody>,
) -> Result<Response, Problem> {
    let work = async {
        let account = NewAccount { email: &new.email, name: &new.name, password: &new.password };
        let id = acts::add_person(site.desk(), &visitor.actor, account, site.now()).await?;
        let (email, name) = (new.email.trim().to_string(), new.name.trim().to_string());
        let body = AccountBody { id: id.to_string(), version: 1, email, name, closed_at: None };
        Ok(Made { version: Some(1), ..Made::of(body) }.at(format!("/accounts/{id}")))
    };
    // A hash of the password that is quickly made would be a gift to whoever finds it.
    let password = match &key.0 {
        Some(key) => acts::hide_secret(site.desk(), key, &new.password).await?,
        None => String::new(),
    };
    once((&site, &visitor), key, (&new.email, &new.name, password), work).await
}

/// What was done about an account, a role or a token.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Ended {
    /// What was closed, ended, set or taken back.
    pub id: String,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
}

/// Closes an account. What its holder did stays.
#[utoipa::path(post, path = "/accounts/{id}/closures", tag = "accounts",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The version of the account that was seen, in quotes", pattern = "^\"[0-9]{1,15}\"$")),
    responses((status = 201, description = "It is closed", body = Ended)))]
async fn close_account(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Seen(seen): Seen,
) -> Result<Response, Problem> {
    let (account, now) = (id_of(&id)?, site.now());
    acts::close_person(site.desk(), &visitor.actor, (&account, seen), now).await?;
    Ok(Made::of(Ended { id, at: now.to_string() }).into_response())
}

/// A password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPasswordBody {
    /// They change it themselves when they have signed in.
    #[schema(format = Password, min_length = 12, max_length = 1024)]
    password: String,
}

/// Sets the password of somebody who has forgotten theirs. Their sessions end.
#[utoipa::path(post, path = "/accounts/{id}/passwords", tag = "accounts",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The version of the account that was seen, in quotes", pattern = "^\"[0-9]{1,15}\"$")),
    request_body = NewPasswordBody,
    responses((status = 201, description = "It is set", body = Ended)))]
async fn set_password(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Seen(seen): Seen,
    Sent(new): Sent<NewPasswordBody>,
) -> Result<Response, Problem> {
    let (account, now) = (id_of(&id)?, site.now());
    acts::set_password(site.desk(), &visitor.actor, (&account, seen), &new.password, now).await?;
    Ok(Made::of(Ended { id, at: now.to_string() }).into_response())
}

/// A role that somebody holds.
#[derive(Debug, Serialize, ToSchema)]
struct RoleBody {
    id: String,
    account: String,
    body: String,
    role: String,
    #[schema(format = DateTime)]
    since: String,
}

impl From<&Held> for RoleBody {
    fn from(held: &Held) -> Self {
        RoleBody {
            id: held.id.to_string(),
            account: held.person.to_string(),
            body: held.body.to_string(),
            role: held.role.clone(),
            since: held.from.to_string(),
        }
    }
}

impl Item for RoleBody {
    const COLUMNS: &'static [&'static str] = &["id", "account", "body", "role", "since"];

    fn cursor(&self) -> String {
        self.id.clone()
    }
}

/// Every role that is held now.
#[utoipa::path(get, path = "/roles", tag = "accounts", params(Paging),
    responses((status = 200, description = "A part of them, oldest first", body = Page<RoleBody>)))]
async fn roles(State(site): State<Site>, visitor: Visitor, asked: Asked) -> Result<Response, Problem> {
    let all = all(&site, &visitor).await?;
    Ok(asked.part(all.iter().flat_map(|account| &account.roles).map(RoleBody::from).collect()))
}

/// A role to be given.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRoleBody {
    /// The account's id.
    account: String,
    /// The body at which it is held.
    #[schema(min_length = 1, max_length = 200)]
    body: String,
    /// Which: a word such as `data-steward`.
    #[schema(schema_with = super::document::role_words)]
    role: String,
}

/// Gives somebody a role at a body, from now on.
#[utoipa::path(post, path = "/roles", tag = "accounts",
    params(("If-Match" = String, Header, description = "The version of the account that was seen, in quotes", pattern = "^\"[0-9]{1,15}\"$"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewRoleBody,
    responses((status = 201, description = "It is held", body = RoleBody)))]
async fn add_role(
    State(site): State<Site>,
    visitor: Visitor,
    Seen(seen): Seen,
    key: RequestKey,
    Sent(new): Sent<NewRoleBody>,
) -> Result<Response, Problem> {
    let role: Role = new.role.parse().map_err(|known: String| {
        let place = Place::cell("request", "", "role");
        let finding = Finding::error("request-not-read", place, format!("{:?}", new.role)).expected(known);
        Problem::from(Refusal::Invalid(vec![finding.action("Correct it.")]))
    })?;
    let work = async {
        let (person, body, now) = (id_of(&new.account)?, code_of(&new.body)?, site.now());
        let id = acts::give_role(site.desk(), &visitor.actor, (&person, seen), &body, role, now).await?;
        Ok(Made::of(RoleBody {
            id: id.to_string(),
            account: person.to_string(),
            body: body.to_string(),
            role: role.to_string(),
            since: now.to_string(),
        }))
    };
    once((&site, &visitor), key, (seen, &new), work).await
}

/// Ends a role, from now on.
#[utoipa::path(post, path = "/roles/{id}/endings", tag = "accounts",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The version of the account that was seen, in quotes", pattern = "^\"[0-9]{1,15}\"$")),
    responses((status = 201, description = "It is ended", body = Ended)))]
async fn end_role(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Seen(seen): Seen,
) -> Result<Response, Problem> {
    let all = all(&site, &visitor).await?;
    let mut held = all.iter().flat_map(|account| &account.roles);
    let held = held.find(|held| held.id.as_str() == id).ok_or(Refusal::NotFound)?;
    let now = site.now();
    acts::end_role(site.desk(), &visitor.actor, &held.body, (&held.id, seen), now).await?;
    Ok(Made::of(Ended { id, at: now.to_string() }).into_response())
}
