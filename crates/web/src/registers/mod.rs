//! Registers: what is known, its history, and how facts come in: upload, findings, what would change, confirm.

mod check;
mod columns;
mod confirm;
mod corrections;
mod history;
mod links;
mod list;
mod questions;
mod review;
pub(crate) mod sent;
mod spend;
mod spend_sums;
mod templates;
mod upload;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Extension, Router};
use exchange::Limits;

use crate::site::{BytesMax, Site};

/// Room for what a form sends beside its files.
const FORM_BYTES: usize = 64 * 1024;
/// So many of the largest files may be sent at once.
const FILES_AT_ONCE: usize = 2;

/// The addresses of registers and uploads.
pub(crate) fn routes(site: Site) -> Router {
    let file_max = usize::try_from(Limits::default().file_bytes_max).unwrap_or(usize::MAX);
    let bytes_max = FILES_AT_ONCE.saturating_mul(file_max).saturating_add(FORM_BYTES);
    let limit = DefaultBodyLimit::max(bytes_max);
    let uploads = Router::new()
        .route("/registers/{body}/{name}/upload", get(upload::form).post(upload::upload))
        .route("/registers/{body}/{name}/spend", get(spend::form).post(spend::upload))
        .layer(limit)
        .layer(Extension(BytesMax(bytes_max)));
    Router::new()
        .route("/registers", get(list::page))
        .route("/registers/begin", get(list::begin))
        .route("/registers/{body}/{name}", get(history::page))
        .route("/registers/{body}/{name}/imports/{number}", get(history::import))
        .route("/registers/{body}/{name}/imports/{number}/pack.zip", get(history::download))
        .route("/registers/{body}/{name}/undos", post(history::undo))
        .route("/registers/{body}/{name}/corrections", post(corrections::answer))
        .route("/templates/{file}", get(templates::file))
        .route("/uploads/{id}", get(check::page))
        .route("/uploads/{id}/findings.csv", get(check::csv))
        .route("/uploads/{id}/columns", get(columns::page).post(columns::map))
        .route("/uploads/{id}/questions", get(questions::page).post(questions::answer))
        .route("/uploads/{id}/review", get(review::page))
        .route("/uploads/{id}/check", get(confirm::page))
        .route("/uploads/{id}/confirmations", post(confirm::confirm))
        .route("/uploads/{id}/discards", post(confirm::discarded))
        .route("/spend/{id}", get(spend::page).post(spend::say))
        .route("/spend/{id}/dropped.csv", get(spend_sums::dropped))
        .route("/spend/{id}/sums", get(spend_sums::page))
        .route("/spend/{id}/uploads", post(spend_sums::keep))
        .merge(uploads)
        .with_state(site)
}
