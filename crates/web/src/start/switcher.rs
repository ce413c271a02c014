use actions::acts;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use crate::Html;
use crate::site::{Posted, Refused, Samples, Site, Visitor, inside, sample_cookie};

/// The bar above every page of the demonstration.
#[derive(Template)]
#[template(path = "switcher.html")]
struct Switcher<'a> {
    /// Each with whether it is who somebody is now.
    names: Vec<(&'a str, bool)>,
    next: &'a str,
    /// The day that the demonstration has come to.
    today: String,
}

/// The bar from which anybody becomes any of the people of the demonstration.
pub(crate) fn switcher(site: &Site, samples: &Samples, address: &str) -> Html {
    let names = samples.names.iter().enumerate();
    let names = names.map(|(number, name)| (name.as_str(), number == samples.current)).collect();
    let today = site.now().strftime("%-d %B %Y").to_string();
    Html::of(&Switcher { names, next: inside(address), today })
}

/// Where somebody was.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Where {
    next: String,
}

/// Lets a day pass, for everybody who looks at this demonstration.
pub(super) async fn let_a_day_pass(State(site): State<Site>, Posted(sent): Posted<Where>) -> Response {
    site.let_a_day_pass();
    Redirect::to(inside(&sent.next)).into_response()
}

#[derive(Deserialize)]
pub(super) struct Sent {
    sample: usize,
    #[serde(default)]
    next: String,
}

/// Becomes one of the people of the demonstration. What the new one may not see leads to the start.
pub(super) async fn switch(
    State(site): State<Site>,
    _visitor: Visitor,
    jar: CookieJar,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Refused> {
    acts::who_is_sample(site.desk(), sent.sample, site.now()).await?;
    Ok((jar.add(sample_cookie(sent.sample)), Redirect::to(inside(&sent.next))).into_response())
}
