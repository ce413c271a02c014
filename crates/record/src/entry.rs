use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::canonical::{canonical, parse_canonical};
use crate::hash::Hash;
use crate::receipt::Receipt;
use crate::tree::leaf_hash;

/// 32 secret random bytes, other ones for each content. Who has neither salt nor content can't guess the content by its
/// hash; when both are deleted, the hash tells nothing more.
pub type Salt = [u8; 32];

/// Numbers above this have no exact place in JSON.
const NUMBER_MAX: u64 = (1 << 53) - 1;

/// The hash of a content in an entry: SHA-256 over the salt and the content.
pub fn content_hash(salt: &Salt, content: &[u8]) -> Hash {
    Hash::of(&[salt, content])
}

/// One entry of a log. What its facts and contents mean is somebody else's matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The origin of its log, so that an entry fits into no other.
    pub log: String,
    /// From 1, without gaps.
    pub number: u64,
    /// When, as whoever records writes it.
    pub at: String,
    /// What is recorded in clear, by name. Nothing that may ever have to be deleted.
    pub facts: BTreeMap<String, String>,
    /// The salted hashes of what may have to be deleted, by name.
    pub contents: BTreeMap<String, Hash>,
}

impl Entry {
    /// The entry's value, as it is written.
    pub fn value(&self) -> Value {
        let contents: Map<String, Value> =
            self.contents.iter().map(|(name, hash)| (name.clone(), json!(hash.to_string()))).collect();
        json!({
            "at": self.at, "contents": contents, "facts": self.facts, "log": self.log, "number": self.number,
        })
    }

    /// The bytes that are hashed: canonical JSON.
    pub fn text(&self) -> String {
        canonical(&self.value())
    }

    /// Its hash as a leaf of the tree.
    pub fn leaf(&self) -> Hash {
        leaf_hash(self.text().as_bytes())
    }

    /// What its author takes away.
    pub fn receipt(&self) -> Receipt {
        Receipt { log: self.log.clone(), number: self.number, leaf: self.leaf() }
    }

    /// Reads canonical text.
    ///
    /// Errors: words that say what isn't an entry.
    pub fn parse(text: &str) -> Result<Self, String> {
        Entry::from_value(&parse_canonical(text)?)
    }

    /// Reads a value: all five parts and nothing else.
    ///
    /// Errors: words that say what isn't an entry.
    pub fn from_value(value: &Value) -> Result<Self, String> {
        let wrong = |part: &str| format!("an entry without a proper `{part}`");
        let parts =
            value.as_object().filter(|parts| parts.len() == 5).ok_or("not the five parts of an entry")?;
        let text = |part: &str| {
            parts.get(part).and_then(Value::as_str).map(str::to_string).ok_or_else(|| wrong(part))
        };
        let texts = |part: &str| -> Result<BTreeMap<String, String>, String> {
            let object = parts.get(part).and_then(Value::as_object).ok_or_else(|| wrong(part))?;
            let read = |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_string()));
            object.iter().map(read).collect::<Option<_>>().ok_or_else(|| wrong(part))
        };
        let number = parts.get("number").and_then(Value::as_u64).filter(|n| (1..=NUMBER_MAX).contains(n));
        let contents = texts("contents")?;
        let contents: Result<_, String> =
            contents.into_iter().map(|(name, hash)| Ok((name, hash.parse()?))).collect();
        Ok(Entry {
            log: text("log")?,
            number: number.ok_or_else(|| wrong("number"))?,
            at: text("at")?,
            facts: texts("facts")?,
            contents: contents?,
        })
    }
}
