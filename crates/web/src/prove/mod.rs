//! Prove what was recorded: by a receipt, or a file. For everybody, without an account.

mod files;
mod page;
mod said;

use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::{Extension, Router};
use exchange::Limits;

use crate::site::{BytesMax, Site};

/// Room for what a form sends beside its file.
const FORM_BYTES: usize = 64 * 1024;

/// The addresses of proofs.
pub(crate) fn routes(site: Site) -> Router {
    let file_max = usize::try_from(Limits::default().file_bytes_max).unwrap_or(usize::MAX);
    let bytes_max = file_max.saturating_add(FORM_BYTES);
    let limit = DefaultBodyLimit::max(bytes_max);
    Router::new()
        .route("/prove", get(page::page).post(page::file))
        .route("/prove/proof", get(files::proof))
        .route("/prove/head", get(files::head))
        .route("/prove/record", get(files::record))
        .route("/prove/audit/{body}/{receipt}", get(files::of_audit))
        .layer(limit)
        .layer(Extension(BytesMax(bytes_max)))
        .with_state(site)
}
