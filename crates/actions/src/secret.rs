//! Secrets that are handed out once and kept only as their hash: session ids and tokens of the API.

use sha2::{Digest, Sha256};
use std::fmt;

use crate::refusal::Refusal;
use store::StoreError;

/// 256 random bits as text. Printed nowhere by accident: its `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one.
    ///
    /// Errors: when the machine gives no random bytes.
    pub fn new() -> Result<Self, Refusal> {
        let mut bytes = [0_u8; 32];
        let failed =
            |error: getrandom::Error| StoreError::Failed { why: format!("no random bytes: {error}") };
        getrandom::fill(&mut bytes).map_err(failed)?;
        Ok(Secret(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// One that somebody sent.
    pub fn sent(text: &str) -> Self {
        Secret(text.to_string())
    }

    /// The text that is handed out.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept. A plain hash is enough: there is nothing to guess in 256 random bits.
    pub fn hash(&self) -> String {
        Sha256::digest(self.0.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
