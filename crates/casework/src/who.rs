//! Persons in roles are the same everywhere; they live in `vocabulary`.

pub use vocabulary::{Office, Who};
