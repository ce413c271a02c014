use actions::Refusal;
use axum::extract::{FromRequest, Request};
use axum_extra::extract::Form;
use serde::de::DeserializeOwned;
use vocabulary::{Finding, Place};

use super::refused::Refused;

/// What a form sent. A name may come several times and fill a list. What can't be read is a finding.
#[derive(Debug, Clone)]
pub struct Posted<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Posted<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        match Form::<T>::from_request(request, state).await {
            Ok(Form(sent)) => Ok(Posted(sent)),
            Err(rejection) => Err(Refusal::Invalid(vec![
                Finding::error("form-not-read", Place::table("form"), rejection.to_string())
                    .expected("the fields of the page that it was sent from")
                    .action("Open the page again, and send it once more."),
            ])
            .into()),
        }
    }
}
