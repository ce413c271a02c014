//! One connection, kept open, as a browser keeps it.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, header};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

use crate::people::Person;

/// A connection of somebody to the server.
pub struct Connection {
    to: String,
    sender: SendRequest<Body>,
    cookie: String,
    token: String,
}

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// Path and query.
    pub address: String,
    /// What is sent, by POST; without it, it is a GET.
    pub sends: Option<Value>,
    /// The version that it was made from.
    pub if_match: Option<String>,
    /// The same request with the same key is done once.
    pub key: Option<String>,
}

impl Ask {
    /// For a page.
    pub fn page(address: impl Into<String>) -> Ask {
        Ask { address: address.into(), ..Ask::default() }
    }
}

/// What is answered.
pub struct Answer {
    /// The number of the status.
    pub status: u16,
    /// Its version.
    pub etag: Option<String>,
    bytes: Vec<u8>,
}

impl Answer {
    /// What it says, as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }
}

impl Connection {
    /// Connects to this machine, in somebody's name.
    pub async fn of(person: &Person, to: &str) -> Connection {
        assert!(to.starts_with("127.0.0.1:"), "{to}");
        let stream = TcpStream::connect(to).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (sender, connection) = handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        let (cookie, token) = (format!("ballast={}", person.session), format!("Bearer {}", person.token));
        Connection { to: to.to_string(), sender, cookie, token }
    }

    /// Asks, and waits for the whole answer. Of the API by token, of a page by session.
    ///
    /// Errors: in words, when the connection breaks.
    pub async fn ask(&mut self, ask: &Ask) -> Result<Answer, String> {
        let mut request = Request::builder().uri(&ask.address).header(header::HOST, &self.to);
        request = match ask.address.starts_with("/api/") {
            true => request.header(header::AUTHORIZATION, &self.token),
            false => request.header(header::COOKIE, &self.cookie).header(header::ACCEPT_ENCODING, "gzip"),
        };
        for (name, value) in [("if-match", &ask.if_match), ("idempotency-key", &ask.key)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let request = match &ask.sends {
            None => request.body(Body::empty()),
            Some(value) => request
                .method(Method::POST)
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(value.to_string())),
        };
        let broken =
            |error: &dyn std::fmt::Display| format!("{}: the connection broke: {error}", ask.address);
        self.sender.ready().await.map_err(|error| broken(&error))?;
        let answer = self.sender.send_request(request.unwrap()).await.map_err(|error| broken(&error))?;
        let (head, body) = answer.into_parts();
        let bytes = to_bytes(Body::new(body), usize::MAX).await.map_err(|error| broken(&error))?;
        let etag = head.headers.get(header::ETAG).and_then(|tag| tag.to_str().ok()).map(str::to_string);
        Ok(Answer { status: head.status.as_u16(), etag, bytes: bytes.to_vec() })
    }
}
