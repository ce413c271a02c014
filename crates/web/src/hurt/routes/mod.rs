//! The addresses of "who else is hurt?". Handlers call acts and decide nothing.

mod answer;
mod home;
mod question;
mod try_it;

pub(crate) use answer::{seen, waiting};

use axum::Router;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::routing::{get, post};

use actions::Refusal;
use serde::de::DeserializeOwned;
use vocabulary::{Finding, Place};

use crate::site::{Refused, Site, again, id_of, shown};

/// The pages at `/hurt`.
pub fn routes(site: Site) -> Router {
    Router::new()
        .route("/hurt", get(home::home).post(question::begin))
        .route("/hurt/new", get(home::new))
        .route("/hurt/questions/{id}/run", post(question::run))
        .route("/hurt/questions/{id}/drop", post(question::throw_away))
        .route("/hurt/questions/{id}/{step}", get(question::step).post(question::change))
        .route("/hurt/{id}", get(answer::first))
        .route("/hurt/{id}/stop", post(answer::stop))
        .route("/hurt/{id}/freeze", post(answer::freeze))
        .route("/hurt/{id}/try", get(try_it::page).post(try_it::ask_with_ranges))
        .route("/hurt/{id}/table/{part}/{file}", get(answer::table))
        .route("/hurt/{id}/files/{*path}", get(answer::file))
        .route("/hurt/{id}/{part}", get(answer::part))
        .with_state(site)
}

/// What the query of an address asks for. What can't be read is a finding.
pub(super) struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(asked)) => Ok(Asked(asked)),
            Err(rejection) => Err(Refusal::Invalid(vec![
                Finding::error("address-not-read", Place::table("address"), rejection.to_string())
                    .expected("an address that a page leads to")
                    .action("Follow the links of the page before."),
            ])
            .into()),
        }
    }
}
