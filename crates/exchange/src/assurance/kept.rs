//! A definition as a round keeps it: the text as it was when the round was opened, and what is read from it.

use std::sync::Arc;

use assurance::Definition;
use sha2::{Digest, Sha256};
use vocabulary::Findings;

use super::read_checkpoint;

/// A definition with the text that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDefinition {
    /// The name of its file, without `.toml`.
    pub name: String,
    /// Its text. Lines end in a newline, whatever they ended in where it was written.
    pub text: String,
    /// The SHA-256 of that text.
    pub sha256: String,
    /// What it says.
    pub definition: Arc<Definition>,
}

/// Reads a definition that is to be kept. `name` is that of its file, with `.toml` or without. The findings are those of
/// [`read_checkpoint`]; the definition is none when any of them is an error.
pub fn keep_checkpoint(name: &str, text: &str) -> (Option<KeptDefinition>, Findings) {
    let text = text.replace("\r\n", "\n");
    let name = name.trim_end_matches(".toml");
    let (definition, findings) = read_checkpoint(&format!("{name}.toml"), &text);
    let sha256 = register::hex(&Sha256::digest(text.as_bytes()));
    let kept = |definition| KeptDefinition {
        name: name.to_string(),
        sha256,
        text,
        definition: Arc::new(definition),
    };
    (definition.map(kept), findings)
}
