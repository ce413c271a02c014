//! Prove what was recorded: by a receipt, or a file. For everybody, without an account.

mod files;
mod page;
mod said;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use exchange::Limits;

use crate::site::Site;

/// Room for what a form sends beside its file.
const FORM_BYTES: usize = 64 * 1024;

/// The addresses of proofs.
pub(crate) fn routes(site: Site) -> Router {
    let file_max = usize::try_from(Limits::default().file_bytes_max).unwrap_or(usize::MAX);
    let limit = DefaultBodyLimit::max(file_max.saturating_add(FORM_BYTES));
    Router::new()
        .route("/prove", get(page::page).post(page::file))
        .route("/prove/proof", get(files::proof))
        .route("/prove/head", get(files::head))
        .route("/prove/record", get(files::record))
        .route("/prove/audit/{body}/{receipt}", get(files::of_audit))
        .layer(limit)
        .with_state(site)
}
