//! What the API says of itself: OpenAPI 3.1, made from the handlers.

use actions::{Operation, Role};
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation as Described, Paths};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ArrayBuilder, Content, HttpMethod, InfoBuilder, ObjectBuilder, OpenApi, Ref, RefOr, Response,
    ResponseBuilder, Schema, SecurityRequirement, Type,
};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use super::problem::{MEDIA_TYPE, ProblemBody};
use crate::site::Site;

/// Adds a collection: at its address, and as CSV at the address with `.csv` behind it.
pub(super) fn collection(
    router: OpenApiRouter<Site>,
    (schemas, paths, methods): UtoipaMethodRouter<Site>,
) -> OpenApiRouter<Site> {
    let mut csv = Paths::new();
    for (path, item) in &paths.paths {
        if let Some(described) = &item.get {
            csv.add_path_operation(format!("{path}.csv"), vec![HttpMethod::Get], as_csv(described.clone()));
        }
    }
    router.routes((schemas, paths, methods.clone())).routes((Vec::new(), csv, methods))
}

fn as_csv(mut described: Described) -> Described {
    described.operation_id = described.operation_id.map(|id| format!("{id}_csv"));
    described.summary = described.summary.map(|summary| format!("{} As CSV.", summary.trim()));
    let text: Schema = ObjectBuilder::new().schema_type(Type::String).into();
    let link =
        HeaderBuilder::new().description(Some("Where it goes on, if it does")).schema(Some(text.clone()));
    let file = ResponseBuilder::new()
        .description("A header and a row for each")
        .content("text/csv", Content::new(Some(text)))
        .header("Link", link.build());
    described.responses.responses.clear();
    described.responses.responses.insert("200".to_string(), RefOr::T(file.build()));
    described
}

/// Refusals that any request may meet, and those of requests with a body or a condition.
const ALWAYS: &[(&str, &str)] = &[
    ("400", "The request can't be read"),
    ("401", "Nobody is signed in"),
    ("403", "Neither role nor scope allows it"),
    ("404", "There is no such thing, or one may not know of it"),
    ("422", "What was sent can't be used; findings say why"),
    ("503", "The database does not answer"),
];
const OF_POSTS: &[(&str, &str)] = &[
    ("409", "Not in this state; what can be done is named"),
    ("413", "The body is too large"),
    ("415", "The body is of another kind"),
];
const OF_CONDITIONS: &[(&str, &str)] =
    &[("412", "Somebody changed it first"), ("428", "`If-Match` is missing")];

fn refusal(description: &str) -> RefOr<Response> {
    let content = Content::new(Some(Ref::from_schema_name("Problem")));
    ResponseBuilder::new().description(description).content(MEDIA_TYPE, content).build().into()
}

/// Adds to what the handlers say what all of them have in common.
pub(super) fn finish(mut document: OpenApi) -> OpenApi {
    document.info = InfoBuilder::new()
        .title("Ballast")
        .description(Some(
            "What a change in who provides a shared service does to everyone. Every refusal is \
             `application/problem+json`. Collections answer `items` and `next`, and as CSV with `.csv` behind \
             their address.",
        ))
        .version("1")
        .build();
    let components = document.components.get_or_insert_default();
    let mut schemas = Vec::new();
    schemas.push((
        <ProblemBody as utoipa::ToSchema>::name().into_owned(),
        <ProblemBody as utoipa::PartialSchema>::schema(),
    ));
    <ProblemBody as utoipa::ToSchema>::schemas(&mut schemas);
    components.schemas.extend(schemas);
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A token")).build();
    components.add_security_scheme("token", SecurityScheme::Http(bearer));
    let cookie = ApiKey::Cookie(ApiKeyValue::with_description("ballast", "The session of a browser"));
    components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    document.security =
        Some(["token", "session"].map(|name| SecurityRequirement::new(name, Vec::<String>::new())).to_vec());
    for item in document.paths.paths.values_mut() {
        item.get.iter_mut().for_each(|described| refusals(described, false));
        item.post.iter_mut().for_each(|described| refusals(described, true));
    }
    document
}

fn refusals(described: &mut Described, is_post: bool) {
    let parameters = described.parameters.as_deref().unwrap_or_default();
    let is_conditional = parameters
        .iter()
        .any(|parameter| matches!(parameter, RefOr::T(parameter) if parameter.name == "If-Match"));
    // Where what was seen stands in the body.
    if described.responses.responses.contains_key("412") {
        described.responses.responses.insert("412".to_string(), refusal(OF_CONDITIONS[0].1));
    }
    let groups = [(true, ALWAYS), (is_post, OF_POSTS), (is_conditional, OF_CONDITIONS)];
    for (status, description) in groups.into_iter().filter(|(takes, _)| *takes).flat_map(|(_, group)| group) {
        described.responses.responses.insert((*status).to_string(), refusal(description));
    }
}

/// The schema of one of some words.
pub(super) fn one_of(words: &'static [&'static str]) -> Schema {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words.iter().copied())).into()
}

/// The schema of a role's word.
pub(super) fn role_words() -> Schema {
    one_of(Role::WORDS)
}

/// The schema of a scope: operations.
pub(super) fn operation_words() -> Schema {
    ArrayBuilder::new().items(RefOr::T(one_of(Operation::WORDS))).min_items(Some(1)).into()
}
