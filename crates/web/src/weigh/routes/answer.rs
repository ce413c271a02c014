use actions::acts::{self, SeenAppraisal};
use actions::permission::allow;
use actions::{Operation, Refusal};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{id_of, shown};
use crate::files::{media_type, section_file, sent};
use crate::hurt::waiting;
use crate::site::{Names, Posted, Refused, Site, Visitor, recorded, shell};
use crate::weigh::answer::{About, Part, answer_page};

/// `GET /weigh/{id}`: the answer, or how far it has come.
pub(super) async fn first(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    page(&site, &visitor, &id, "").await
}

/// `GET /weigh/{id}/{part}`.
pub(super) async fn part(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, slug)): Path<(String, String)>,
) -> Result<Response, Refused> {
    page(&site, &visitor, &id, &slug).await
}

async fn page(site: &Site, visitor: &Visitor, id: &str, slug: &str) -> Result<Response, Refused> {
    let part = Part::of(slug).ok_or(Refusal::NotFound)?;
    let seen = acts::see_weighed(site.desk(), &visitor.actor, &id_of(id)?).await?;
    let Some(listing) = &seen.page else {
        return Ok(waiting(&seen.stored, ("/weigh", "Make, share or buy"), shell(site, visitor)));
    };
    let names = Names::of(site, visitor).await;
    let about = about(visitor, &seen, listing, &names);
    Ok(shown(answer_page(&about, part, shell(site, visitor))))
}

fn about<'a>(
    visitor: &Visitor,
    seen: &'a SeenAppraisal,
    listing: &'a listing::Listing,
    names: &Names,
) -> About<'a> {
    let stored = &seen.stored;
    let date = |time: jiff::Timestamp| time.strftime("%-d %B %Y").to_string();
    let shared = stored
        .shared
        .map(|time| format!("Frozen and shared on {}. The exhibit’s name is {}.", date(time), seen.exhibit));
    let signed = seen.signed.iter().map(|count| count.told(&names.short(&count.unit))).collect();
    let may_freeze = allow(&visitor.actor, Operation::ShareAnswer, Some(&stored.body)).is_ok();
    About {
        seen,
        listing,
        asked: format!("Worked out for {} on {}.", names.short(&stored.body), date(stored.created)),
        case: crate::cases::case_on(&visitor.actor, stored),
        may_freeze: may_freeze && shared.is_none(),
        signed,
        shared,
    }
}

/// `POST /weigh/{id}/stop`.
pub(super) async fn stop(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    acts::stop_answer(site.desk(), &visitor.actor, &id_of(&id)?, site.now()).await?;
    Ok(Redirect::to(&format!("/weigh/{id}")).into_response())
}

/// What is frozen: the hash that the page named.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Freeze {
    exhibit: String,
}

/// `POST /weigh/{id}/freeze`.
pub(super) async fn freeze(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(freeze): Posted<Freeze>,
) -> Result<Response, Refused> {
    let (desk, now) = (site.desk(), site.now());
    let receipt = acts::share_answer(desk, &visitor.actor, &id_of(&id)?, &freeze.exhibit, now).await?;
    Ok(Redirect::to(&recorded(&format!("/weigh/{id}"), &receipt)).into_response())
}

/// `GET /weigh/{id}/table/{file}`: a table of the answer as a file, as far as its reader sees it.
pub(super) async fn table(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let seen = acts::see_weighed(site.desk(), &visitor.actor, &id_of(&id)?).await?;
    let listing = seen.page.as_ref().ok_or(Refusal::NotFound)?;
    let written = section_file(listing, &file).ok_or(Refusal::NotFound)?;
    let (media_type, bytes) = written.map_err(Refusal::Invalid)?;
    Ok(sent(&file, media_type, bytes))
}

/// `GET /weigh/{id}/files/{path}`: a file of the answer, for whoever may open it.
pub(super) async fn file(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, path)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let bytes = acts::weighed_file(site.desk(), &visitor.actor, &id_of(&id)?, &path).await?;
    Ok(sent(&path, media_type(&path), bytes))
}
