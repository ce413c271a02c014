//! Pages of the market that were made before. A page is made from a register and from who asks, so what was made once
//! for both is the page. Nothing about time is in it.

use std::collections::HashMap;
use std::sync::Mutex;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// So much is kept; then it begins anew.
const BYTES_MAX: usize = 16 << 20;

/// Finished pages by key.
#[derive(Default)]
pub(super) struct Kept(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    pages: HashMap<String, (HeaderMap, Bytes)>,
    bytes: usize,
}

impl Kept {
    /// The page of a key.
    pub(super) fn get(&self, key: &str) -> Option<Response> {
        let shelf = self.0.lock().ok()?;
        let (headers, body) = shelf.pages.get(key)?;
        Some((headers.clone(), body.clone()).into_response())
    }

    /// Keeps a page that could be made, and gives it back.
    pub(super) async fn put(&self, key: String, response: Response) -> Response {
        let is_page =
            response.status() == StatusCode::OK && !response.headers().contains_key(header::SET_COOKIE);
        if !is_page {
            return response;
        }
        let (head, body) = response.into_parts();
        let Ok(bytes) = to_bytes(body, BYTES_MAX).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        if let Ok(mut shelf) = self.0.lock() {
            let more = key.len() + bytes.len();
            if shelf.bytes + more > BYTES_MAX {
                *shelf = Shelf::default();
            }
            if more <= BYTES_MAX && shelf.pages.insert(key, (head.headers.clone(), bytes.clone())).is_none() {
                shelf.bytes += more;
            }
        }
        Response::from_parts(head, Body::from(bytes))
    }
}
