use actions::{Refusal, acts};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use casework::Layout;
use exchange::document::{docx, html};
use exchange::paper::{CasePaper, paper, summary_sheet};
use serde::Deserialize;

use crate::files::{here, sent};
use crate::site::{Refused, Site, Visitor};

/// Under which headings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    layout: String,
}

/// `GET /cases/{reference}/papers/{file}`: the case as its reader sees it, to print or to edit.
pub(super) async fn file(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, file)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let case = reference.parse().map_err(|_| Refusal::NotFound)?;
    let layout = asked.layout.parse().unwrap_or(Layout::Fbc);
    let told = acts::see_case_paper(site.desk(), &visitor.actor, &case, layout, site.now()).await?;
    let bytes = written(&told, &file)?;
    match file.as_str() {
        "case.docx" => Ok(sent(&format!("case-{reference}.docx"), DOCX, bytes)),
        _ => Ok(here(String::from_utf8_lossy(&bytes).into_owned())),
    }
}

/// A document of a case, by the name of its file.
///
/// Errors: `NotFound` when there is none of this name.
pub(crate) fn written(told: &CasePaper, file: &str) -> Result<Vec<u8>, Refusal> {
    match file {
        "case.html" => Ok(html(&paper(told)).into_bytes()),
        "summary.html" => Ok(html(&summary_sheet(told)).into_bytes()),
        "case.docx" => docx(&paper(told)).map_err(Refusal::Invalid),
        _ => Err(Refusal::NotFound),
    }
}

/// `GET /cases/{reference}/bundle/{version}.zip`: everything that is needed to check the case without this server.
pub(super) async fn bundle(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, version)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let case = reference.parse().map_err(|_| Refusal::NotFound)?;
    let public = match version.as_str() {
        "public.zip" => true,
        "exempt.zip" => false,
        _ => return Err(Refusal::NotFound.into()),
    };
    let as_asked = (asked.layout.parse().unwrap_or(Layout::Fbc), public);
    let bytes = acts::see_case_bundle(site.desk(), &visitor.actor, &case, as_asked, site.now()).await?;
    Ok(sent(&format!("case-{reference}.zip"), "application/zip", bytes))
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
