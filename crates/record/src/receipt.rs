use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::entry::Entry;
use crate::hash::Hash;
use crate::head::Head;
use crate::key::VerifierKey;
use crate::tree::{leaf_hash, verify_inclusion};

/// What the author of an entry takes away: `LOG#NUMBER:HASH`. Whoever shows it later pins the entry down to its last byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Origin of the log.
    pub log: String,
    /// Number of the entry.
    pub number: u64,
    /// The entry's hash as a leaf.
    pub leaf: Hash,
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}:{}", self.log, self.number, self.leaf)
    }
}

impl FromStr for Receipt {
    type Err = String;

    /// Errors: words that say what isn't a receipt.
    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (log, rest) = text.rsplit_once('#')?;
            let (number, leaf) = rest.split_once(':')?;
            Some(Receipt { log: log.to_string(), number: number.parse().ok()?, leaf: leaf.parse().ok()? })
        };
        read()
            .filter(|read: &Receipt| read.number > 0 && !read.log.is_empty() && read.to_string() == text)
            .ok_or_else(|| "a receipt is written LOG#NUMBER:HASH".to_string())
    }
}

/// A C2SP proof that a signed head has an entry; it carries the entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The canonical text of the entry.
    pub entry: String,
    /// Its place, from 0.
    pub index: u64,
    /// The hashes beside its way to the root.
    pub path: Vec<Hash>,
    /// The signed head.
    pub head: String,
}

/// The first line of a proof.
pub(crate) const FIRST: &str = "c2sp.org/tlog-proof@v1";

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST}\nextra {}\nindex {}", STANDARD.encode(&self.entry), self.index)?;
        self.path.iter().try_for_each(|hash| writeln!(f, "{}", hash.base64()))?;
        write!(f, "\n{}", self.head)
    }
}

impl FromStr for Proof {
    type Err = String;

    /// Errors: words that say what isn't a proof.
    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (above, head) = text.split_once("\n\n")?;
            let mut lines = above.split('\n');
            lines.next().filter(|first| *first == FIRST)?;
            let entry = STANDARD.decode(lines.next()?.strip_prefix("extra ")?).ok()?;
            let index = lines.next()?.strip_prefix("index ")?.parse().ok()?;
            let path = lines.map(Hash::from_base64).collect::<Option<_>>()?;
            Some(Proof { entry: String::from_utf8(entry).ok()?, index, path, head: head.to_string() })
        };
        read()
            .filter(|proof: &Proof| proof.to_string() == text)
            .ok_or_else(|| "not a proof of the form c2sp.org/tlog-proof@v1 with its entry".to_string())
    }
}

impl Proof {
    /// The entry and the head, if the head is signed with this key and has the entry at its place.
    ///
    /// Errors: words that say what doesn't hold.
    pub fn verify(&self, key: &VerifierKey) -> Result<(Entry, Head), String> {
        let head = Head::open(&self.head, key)?;
        Ok((self.verify_in(&head)?, head))
    }

    /// The entry, if a head has it at its place. The head is one that was opened with its key, from the very text that
    /// this proof holds.
    ///
    /// Errors: words that say what doesn't hold.
    pub fn verify_in(&self, head: &Head) -> Result<Entry, String> {
        let entry = Entry::parse(&self.entry)?;
        if entry.log != head.origin {
            return Err(format!("the entry is of {} and the head of {}", entry.log, head.origin));
        }
        if entry.number != self.index.saturating_add(1) {
            return Err(format!("entry {} isn't at place {}", entry.number, self.index));
        }
        let leaf = leaf_hash(self.entry.as_bytes());
        match verify_inclusion(&leaf, self.index, head.size, &self.path, &head.root) {
            true => Ok(entry),
            false => Err(format!("the head isn't one over entry {}", entry.number)),
        }
    }
}
