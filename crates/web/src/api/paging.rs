//! Collections: `{ "items": […], "next": … }`, and the same as CSV at the address with `.csv` behind it.

use axum::Json;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use exchange::csv_bytes;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::problem::Problem;
use crate::site::encoded;

const ITEMS: usize = 100;
const ITEMS_MAX: usize = 1_000;
/// A file is fetched at once, as far as that goes.
const ROWS_MAX: usize = 100_000;

/// Which part of a collection.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// Go on after this: what the part before it gave as `next`.
    #[param(required = false, nullable = false)]
    cursor: Option<String>,
    /// At most so many; 100 when nothing is said, as CSV everything.
    #[param(required = false, nullable = false, minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// The same, of a collection that is ordered by a number.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes what `Paging` reads")]
pub(super) struct Numbered {
    /// Go on after this: what the part before it gave as `next`.
    #[param(required = false, nullable = false, pattern = "^[0-9]{1,15}$")]
    cursor: Option<String>,
    /// At most so many; 100 when nothing is said, as CSV everything.
    #[param(required = false, nullable = false, minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// A part of a collection.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Page<T> {
    /// The part, in the collection's order.
    pub items: Vec<T>,
    /// The cursor that goes on from here; null at the end.
    pub next: Option<String>,
}

/// A thing of a collection.
pub(super) trait Item: Serialize {
    /// Its fields in the order of the CSV.
    const COLUMNS: &'static [&'static str];

    /// Its place in the order of the collection; nothing else has the same.
    fn cursor(&self) -> String;
}

/// Which part of a collection is asked for, and in which form.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    after: Option<String>,
    /// At most so many.
    pub limit: usize,
    is_csv: bool,
    path: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Query(paging) = Query::<Paging>::from_request_parts(parts, state).await.map_err(|rejection| {
            Problem::unreadable("query", rejection.body_text(), "`cursor` and `limit`")
        })?;
        let is_csv = parts.uri.path().ends_with(".csv");
        let limit = paging.limit.unwrap_or(if is_csv { ROWS_MAX } else { ITEMS });
        if paging.limit.is_some_and(|limit| !(1..=ITEMS_MAX).contains(&limit)) {
            return Err(Problem::unreadable("limit", limit.to_string(), "a number from 1 to 1000"));
        }
        Ok(Asked { after: paging.cursor, limit, is_csv, path: parts.uri.path().to_string() })
    }
}

impl Asked {
    /// The number to go on after, for collections that are ordered by one.
    ///
    /// Errors: a cursor that isn't one of theirs.
    pub(super) fn after_number(&self) -> Result<Option<i64>, Problem> {
        let read = |cursor: &String| cursor.parse().map_err(|_| bad_cursor(cursor));
        self.after.as_ref().map(read).transpose()
    }

    /// The part of a whole collection that is asked for, ordered by cursor.
    pub(super) fn part<T: Item>(&self, items: Vec<T>) -> Response {
        let mut items: Vec<(String, T)> = items.into_iter().map(|item| (item.cursor(), item)).collect();
        items.sort_by(|one, other| one.0.cmp(&other.0));
        if let Some(after) = &self.after {
            items.retain(|(cursor, _)| cursor > after);
        }
        let more = items.len() > self.limit;
        items.truncate(self.limit);
        let next = items.last().filter(|_| more).map(|(cursor, _)| cursor.clone());
        self.told(items.into_iter().map(|(_, item)| item).collect(), next)
    }

    /// A part that was cut already.
    pub(super) fn told<T: Item>(&self, items: Vec<T>, next: Option<String>) -> Response {
        if !self.is_csv {
            return Json(Page { items, next }).into_response();
        }
        let row = |item: &T| {
            let value = serde_json::to_value(item).unwrap_or_default();
            T::COLUMNS.iter().map(|column| cell(&value[*column])).collect::<Vec<String>>()
        };
        self.csv(csv_bytes(T::COLUMNS, items.iter().map(row)), next)
    }

    /// Rows of any kind, in their order; the cursor is the number of the last one.
    ///
    /// Errors: a cursor that is no number of a row.
    pub(super) fn rows(
        &self,
        rows: &[Value],
        csv: impl FnOnce(std::ops::Range<usize>) -> Vec<u8>,
    ) -> Result<Response, Problem> {
        let from = match &self.after {
            None => 0,
            Some(cursor) => cursor.parse::<usize>().map_err(|_| bad_cursor(cursor))?.min(rows.len()),
        };
        let to = from.saturating_add(self.limit).min(rows.len());
        let next = (to < rows.len()).then(|| to.to_string());
        Ok(match self.is_csv {
            true => self.csv(csv(from..to), next),
            false => Json(Page { items: rows[from..to].to_vec(), next }).into_response(),
        })
    }

    /// A file; where it doesn't hold all, `Link` says where it goes on.
    fn csv(&self, bytes: Vec<u8>, next: Option<String>) -> Response {
        let mut response = ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response();
        let link = |cursor: String| {
            let below = self.path.rsplit('/').next().unwrap_or_default();
            format!("<{below}?limit={}&cursor={}>; rel=\"next\"", self.limit, encoded(&cursor))
        };
        if let Some(Ok(link)) = next.map(link).map(|link| HeaderValue::from_str(&link)) {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }
}

fn bad_cursor(cursor: &str) -> Problem {
    Problem::unreadable("cursor", format!("{cursor:?}"), "what an answer gave as `next`")
}

/// A value as it stands in a file; of several, all of them.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(cell).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}
