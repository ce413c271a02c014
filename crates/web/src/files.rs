//! Tables of a page as files.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use casework::{FILE_BYTES_MAX, FileKind};
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

/// Room for what a form sends beside its file, and for a file that is a little too large, which is told with its size.
const FORM_BYTES: u64 = 1024 * 1024;

/// So many bytes a form with an attached file may have.
pub(crate) fn form_bytes_max() -> usize {
    usize::try_from(FILE_BYTES_MAX + FORM_BYTES).unwrap_or(usize::MAX)
}

/// The own name of an attached file in letters that every header takes, with the ending of what it is.
pub(crate) fn saved_as(name: &str, kind: FileKind) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ') { c } else { '_' };
    format!("{}.{}", stem.chars().map(safe).collect::<String>(), kind.ending())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_saved_without_anything_that_leads_elsewhere_or_ends_a_header() {
        let saved = |name| saved_as(name, FileKind::Pdf);
        assert_eq!(saved("Minutes of May.PDF"), "Minutes of May.pdf");
        assert_eq!(saved("../../etc/passwd"), "____.pdf");
        assert_eq!(saved("a\"\r\nSet-Cookie: x.exe"), "a___Set-Cookie_ x.pdf");
        assert_eq!(saved("ö"), "_.pdf");
    }
}
