//! A case begins on a frozen answer, and takes others as exhibits; and what is typed is kept.

use actions::acts;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::SectionId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::Schema;
use vocabulary::CaseTier;

use super::acting::section_words;
use crate::api::document::one_of;
use crate::api::doing::ReceiptBody;
use crate::api::once::{Made, once};
use crate::api::paging::{Asked, Item, Page, Paging};
use crate::api::problem::Problem;
use crate::api::sent::{RequestKey, SeenTag, Sent};
use crate::api::{code_of, id_of};
use crate::site::{Site, Visitor};

/// A case to be opened.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCaseBody {
    /// The body that leads it.
    #[schema(min_length = 1, max_length = 200)]
    body: String,
    /// A frozen answer of this body: its id.
    answer: String,
    #[schema(min_length = 1)]
    title: String,
    /// A significant change is a `case`, whatever is said here.
    #[schema(schema_with = tier_words)]
    tier: String,
}

fn tier_words() -> Schema {
    one_of(CaseTier::WORDS)
}

/// A case that was opened.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NewReferenceBody {
    /// Names it.
    reference: String,
}

/// Opens a case on a frozen answer. Its parties follow from the answer.
#[utoipa::path(post, path = "/cases", tag = "cases",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewCaseBody,
    responses((status = 201, description = "It is opened", body = NewReferenceBody)))]
pub(super) async fn open_case(
    State(site): State<Site>,
    visitor: Visitor,
    key: RequestKey,
    Sent(new): Sent<NewCaseBody>,
) -> Result<Response, Problem> {
    let tier: CaseTier =
        new.tier.parse().map_err(|known: String| Problem::unreadable("tier", &new.tier, &known))?;
    if new.title.trim().is_empty() {
        return Err(Problem::unreadable("title", &new.title, "some words"));
    }
    let work = async {
        let (body, answer) = (code_of(&new.body)?, id_of(&new.answer)?);
        let told = (new.title.as_str(), tier);
        let reference =
            acts::open_case(site.desk(), &visitor.actor, (&body, &answer), told, site.now()).await?;
        let reference = reference.to_string();
        let at = format!("/cases/{}", crate::site::encoded(&reference));
        Ok(Made::of(NewReferenceBody { reference }).at(at))
    };
    once((&site, &visitor), key, &new, work).await
}

/// An exhibit to be attached.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewExhibitBody {
    #[schema(schema_with = section_words)]
    section: String,
    /// A frozen answer of a commissioner of the case: its id.
    answer: String,
}

/// Attaches a frozen answer to a section. It takes the place of an exhibit of the same title.
#[utoipa::path(post, path = "/cases/{reference}/exhibits", tag = "cases",
    params(("reference" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewExhibitBody,
    responses((status = 201, description = "It is attached", body = ReceiptBody)))]
pub(super) async fn attach_exhibit(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
    key: RequestKey,
    Sent(new): Sent<NewExhibitBody>,
) -> Result<Response, Problem> {
    let section = section_of(&new.section)?;
    let work = async {
        let (case, answer) = (code_of(&reference)?, id_of(&new.answer)?);
        let what = (section, &answer);
        let receipt = acts::attach_exhibit(site.desk(), &visitor.actor, &case, what, site.now()).await?;
        Ok(Made::of(ReceiptBody { receipt }))
    };
    once((&site, &visitor), key, &new, work).await
}

fn section_of(word: &str) -> Result<SectionId, Problem> {
    word.parse().map_err(|known: String| Problem::unreadable("section", word, &known))
}

/// What somebody is typing.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewTypingBody {
    #[schema(schema_with = section_words)]
    section: String,
    text: String,
}

/// What somebody was typing and didn't save.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TypingBody {
    section: String,
    text: String,
    /// The tag of the section when typing began; blank if none was told.
    seen: String,
    #[schema(format = DateTime)]
    at: String,
}

impl Item for TypingBody {
    const COLUMNS: &'static [&'static str] = &["section", "text", "seen", "at"];

    fn cursor(&self) -> String {
        self.section.clone()
    }
}

/// Keeps what one is typing into a section, until it is written. Nobody else sees it.
#[utoipa::path(post, path = "/cases/{reference}/typings", tag = "cases",
    params(("reference" = String, Path),
        ("If-Match" = String, Header, description = "The tag of the section when typing began, in quotes", pattern = "^\"[0-9a-f]{64}\"$")),
    request_body = NewTypingBody,
    responses((status = 201, description = "It is kept", body = TypingBody)))]
pub(super) async fn keep_typing(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
    SeenTag(seen): SeenTag,
    Sent(new): Sent<NewTypingBody>,
) -> Result<Made, Problem> {
    let section = section_of(&new.section)?;
    let (case, now) = (code_of(&reference)?, site.now());
    acts::keep_typing(site.desk(), &visitor.actor, &case, (section, &new.text), &seen, now).await?;
    let (section, text) = (section.to_string(), new.text);
    Ok(Made::of(TypingBody { section, text, seen, at: now.to_string() }))
}

/// What one was typing into a case and didn't save.
#[utoipa::path(get, path = "/cases/{reference}/typings", tag = "cases", params(("reference" = String, Path), Paging),
    responses((status = 200, description = "A part of it, by section", body = Page<TypingBody>)))]
pub(super) async fn typings(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let reference = code_of(&reference)?;
    let typed = acts::see_typing(site.desk(), &visitor.actor, &reference, site.now()).await?;
    let typings = typed.into_iter().map(|typed| TypingBody {
        section: typed.field,
        text: typed.content,
        seen: typed.seen,
        at: typed.at.to_string(),
    });
    Ok(asked.part(typings.collect()))
}
