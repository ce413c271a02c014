use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actions::Refusal;
use axum::body::{Body, BodyDataStream};
use axum::extract::{FromRequest, Multipart, Request};
use futures_util::stream::{Stream, StreamExt, unfold};
use vocabulary::{Finding, Place};

use super::refused::Refused;

/// So much a form with files may have where nothing else is said, as other forms.
const USUAL: usize = 2 << 20;
/// So much more is let pass unread, so that whoever sends it gets an answer: a browser shows none as long as it is sending.
const LET_PASS: usize = 64 << 20;

/// How much a form with files may have: an extension of the request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BytesMax(pub usize);

/// A form with files that ends where it becomes too large, instead of failing as a whole: what stood before can be read.
pub(crate) struct Bounded {
    /// The form.
    pub form: Multipart,
    was_cut: Arc<AtomicBool>,
}

impl Bounded {
    /// Was it too large, as far as it was read?
    pub fn was_cut(&self) -> bool {
        self.was_cut.load(Ordering::Relaxed)
    }
}

impl<S: Send + Sync> FromRequest<S> for Bounded {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        let max = request.extensions().get::<BytesMax>().map_or(USUAL, |max| max.0);
        let was_cut = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&was_cut);
        let request = request.map(|body| Body::from_stream(cut_off(body.into_data_stream(), max, told)));
        match Multipart::from_request(request, state).await {
            Ok(form) => Ok(Bounded { form, was_cut }),
            Err(rejection) => Err(Refusal::Invalid(vec![
                Finding::error("form-not-read", Place::table("form"), rejection.to_string())
                    .expected("the fields of the page that it was sent from")
                    .action("Open the page again, and send it once more."),
            ])
            .into()),
        }
    }
}

/// The pieces of a body up to so many bytes.
fn cut_off(
    body: BodyDataStream,
    max: usize,
    was_cut: Arc<AtomicBool>,
) -> impl Stream<Item = Result<axum::body::Bytes, axum::Error>> {
    unfold((body, 0_usize), move |(mut body, mut bytes)| {
        let was_cut = Arc::clone(&was_cut);
        async move {
            while let Some(piece) = body.next().await {
                bytes = bytes.saturating_add(piece.as_ref().map_or(0, |piece| piece.len()));
                if bytes <= max {
                    return Some((piece, (body, bytes)));
                }
                was_cut.store(true, Ordering::Relaxed);
                if piece.is_err() || bytes > max.saturating_add(LET_PASS) {
                    break;
                }
            }
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(pieces: &[&'static str], max: usize) -> (String, bool) {
        let pieces: Vec<Result<_, axum::Error>> = pieces.iter().map(|piece| Ok(*piece)).collect();
        let body = Body::from_stream(futures_util::stream::iter(pieces)).into_data_stream();
        let was_cut = Arc::new(AtomicBool::new(false));
        let cut = Box::pin(cut_off(body, max, Arc::clone(&was_cut)));
        let read: Vec<_> =
            cut.map(|piece| String::from_utf8(piece.unwrap().to_vec()).unwrap()).collect().await;
        (read.concat(), was_cut.load(Ordering::Relaxed))
    }

    #[tokio::test]
    async fn it_ends_before_the_piece_that_is_too_much() {
        assert_eq!(read(&["abc", "de", "f"], 6).await, ("abcdef".to_string(), false));
        assert_eq!(read(&["abc", "de", "f"], 5).await, ("abcde".to_string(), true));
        assert_eq!(read(&["abc", "de", "f"], 4).await, ("abc".to_string(), true), "nothing after a gap");
        assert_eq!(read(&["abc"], 0).await, (String::new(), true));
    }
}
