//! Tables of a page as files.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use exchange::listing::{json_bytes, json_value, section_csv, section_json, section_xlsx};
use listing::Listing;
use vocabulary::Findings;

/// One table of what a page says as a file, media type and bytes: a section by its name with the ending `csv`, `xlsx`
/// or `json`, and `page.json` for all of it.
///
/// None when there is no such table; findings when it can't be written.
pub(crate) fn section_file(
    listing: &Listing,
    file: &str,
) -> Option<Result<(&'static str, Vec<u8>), Findings>> {
    let (name, ending) = file.rsplit_once('.')?;
    if name == "page" && ending == "json" {
        return Some(Ok(("application/json", json_bytes(&json_value(listing)))));
    }
    let section = listing.section(name).filter(|section| !section.rows.is_empty())?;
    match ending {
        "csv" => Some(Ok(("text/csv; charset=utf-8", section_csv(section)))),
        "json" => Some(Ok(("application/json", json_bytes(&section_json(section))))),
        "xlsx" => {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            Some(section_xlsx(section).map(|bytes| (kind, bytes)))
        }
        _ => None,
    }
}

/// The media type of a file by the ending of its name.
pub(crate) fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("csv") => "text/csv; charset=utf-8",
        Some("json") => "application/json",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/plain; charset=utf-8",
    }
}

/// A file to be saved under the last part of its name.
pub(crate) fn sent(name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
    let name = name.rsplit('/').next().unwrap_or(name).replace(['"', '\\', '\n', '\r'], "");
    let headers = [
        (header::CONTENT_TYPE, media_type.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-cache".to_string()),
    ];
    (headers, bytes).into_response()
}

/// A document that is a page by itself: it brings its own style, runs nothing and fetches nothing.
pub(crate) fn here(html: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-cache"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
    ];
    (headers, html).into_response()
}
