//! Who is who: signing in and out, one's own account, the administrator's accounts, and what was done for a body.

mod audit;
mod own;
mod people;
mod person;
mod sign_in;
mod tokens;
mod words;

use axum::Router;
use axum::routing::{get, post};

use crate::site::Site;

pub(crate) use audit::words as act_words;
pub(crate) use words::{capital, role_words, when};

/// The addresses of accounts.
pub(crate) fn routes(site: Site) -> Router {
    Router::new()
        .route("/sign-in", get(sign_in::form).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/account", get(own::page))
        .route("/account/password", post(own::change_password))
        .route("/account/tokens", post(tokens::make))
        .route("/account/tokens/{id}/revocations", post(tokens::revoke))
        .route("/accounts", get(people::list).post(people::add))
        .route("/accounts/{id}", get(person::page))
        .route("/accounts/{id}/passwords", post(person::set_password))
        .route("/accounts/{id}/closures", post(person::close))
        .route("/accounts/{id}/roles", post(person::give))
        .route("/accounts/{id}/roles/{role}/ends", post(person::end))
        .route("/audit/{body}", get(audit::page))
        .with_state(site)
}
