use actions::{Refusal, acts};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use casework::Layout;
use exchange::document::{docx, html};
use exchange::paper::{paper, summary_sheet};
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
    match file.as_str() {
        "case.html" => Ok(here(html(&paper(&told)))),
        "summary.html" => Ok(here(html(&summary_sheet(&told)))),
        "case.docx" => {
            let bytes = docx(&paper(&told)).map_err(Refusal::Invalid)?;
            Ok(sent(&format!("case-{reference}.docx"), DOCX, bytes))
        }
        _ => Err(Refusal::NotFound.into()),
    }
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
