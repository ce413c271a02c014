//! Works a log out again from its contents, and says where it first differs.

use std::collections::BTreeMap;
use std::fmt;

use crate::entry::{Entry, content_hash};
use crate::file::{EntryLine, Line, RecordFile};
use crate::hash::Hash;
use crate::head::Head;
use crate::key::VerifierKey;
use crate::receipt::Receipt;
use crate::tree::{Frontier, leaf_hash, root};

/// How a log differs from what was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A content isn't the one that its entry has the hash of.
    Content,
    /// An entry isn't as it was made.
    Entry,
    /// An entry stands in another place.
    Order,
    /// A head isn't signed with the key, or isn't of these entries.
    Head,
    /// An entry is missing.
    Missing,
    /// Something was added that no head is over.
    Added,
}

impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            How::Content => "content",
            How::Entry => "entry",
            How::Order => "order",
            How::Head => "head",
            How::Missing => "missing",
            How::Added => "added",
        })
    }
}

/// The first difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Of which entry; none where it can't be told, or a head is what differs.
    pub number: Option<u64>,
    /// How.
    pub how: How,
    /// What was seen, in words that stand after "entry 412".
    pub seen: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let which = self.number.map_or("it".to_string(), |number| format!("entry {number}"));
        write!(f, "{which} differs ({}): {}", self.how, self.seen)
    }
}

fn differs<T>(number: Option<u64>, how: How, seen: impl Into<String>) -> Result<T, Difference> {
    Err(Difference { number, how, seen: seen.into() })
}

/// What whoever verifies knows from elsewhere. With nothing known, a log is only checked against itself.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// The key of the log. Without it the key is taken that the log itself names.
    pub key: Option<VerifierKey>,
    /// Receipts of this log, of whatever entries.
    pub receipts: Vec<Receipt>,
    /// Signed heads of this log that were kept elsewhere, of whatever size.
    pub heads: Vec<String>,
    /// May entries follow the last head? In a log at work they do, until it is sealed again.
    pub may_go_on: bool,
}

/// A log that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many entries.
    pub entries: u64,
    /// How many of them the last head is over.
    pub sealed: u64,
    /// Contents that are no longer there; their hashes stand.
    pub gone: u64,
    /// The key that its heads are signed with; none without a head.
    pub key: Option<VerifierKey>,
    /// The root over all entries.
    pub root: Hash,
}

/// Works out everything again: each content's hash, each entry's, the root at each head, and each signature.
///
/// Errors: the first difference, in the order of the log.
pub fn verify(log: &RecordFile, trust: &Trust) -> Result<Verified, Difference> {
    let key = key_of(log, trust);
    let mut seen = Seen {
        log,
        key,
        places: places(log),
        leaves: Vec::new(),
        tree: Frontier::default(),
        sealed: 0,
        gone: 0,
    };
    for line in &log.lines {
        match line {
            Ok(Line::Entry(entry)) => seen.entry(entry)?,
            Ok(Line::Head(note)) => seen.head(note)?,
            Err(why) => {
                return differs(Some(seen.next()), How::Entry, format!("the line can't be read: {why}"));
            }
        }
    }
    seen.end(trust)
}

fn key_of(log: &RecordFile, trust: &Trust) -> Result<VerifierKey, Difference> {
    let named = VerifierKey::parse(&log.key).or_else(|why| differs(None, How::Head, why))?;
    match &trust.key {
        Some(known) if *known != named => {
            differs(None, How::Head, format!("it names the key {named}, and the key is {known}"))
        }
        _ => Ok(named),
    }
}

/// How often each number stands in a log, among the entries that are as they were made.
fn places(log: &RecordFile) -> BTreeMap<u64, u64> {
    let mut places = BTreeMap::new();
    for line in &log.lines {
        if let Ok(Line::Entry(line)) = line
            && leaf_hash(line.text.as_bytes()) == line.leaf
            && let Ok(entry) = Entry::parse(&line.text)
        {
            *places.entry(entry.number).or_insert(0) += 1;
        }
    }
    places
}

struct Seen<'a> {
    log: &'a RecordFile,
    /// Looked at with the first head.
    key: Result<VerifierKey, Difference>,
    places: BTreeMap<u64, u64>,
    leaves: Vec<Hash>,
    tree: Frontier,
    sealed: u64,
    gone: u64,
}

impl Seen<'_> {
    /// How many entries.
    fn count(&self) -> u64 {
        self.leaves.len() as u64
    }

    /// The number of the entry that should come next.
    fn next(&self) -> u64 {
        self.count() + 1
    }

    fn entry(&mut self, line: &EntryLine) -> Result<(), Difference> {
        let here = Some(self.next());
        if leaf_hash(line.text.as_bytes()) != line.leaf {
            return differs(here, How::Entry, "it isn't as it was made");
        }
        let entry = Entry::parse(&line.text).or_else(|why| differs(here, How::Entry, why))?;
        self.place(&entry)?;
        if entry.log != self.log.origin {
            return differs(here, How::Entry, format!("it is of another log, {}", entry.log));
        }
        for (name, kept) in &line.contents {
            match entry.contents.get(name) {
                None => return differs(here, How::Content, format!("`{name}` was added to it")),
                Some(hash) if *hash != content_hash(&kept.salt, &kept.content) => {
                    return differs(here, How::Content, format!("its `{name}` isn't what was recorded"));
                }
                Some(_) => {}
            }
        }
        self.gone += (entry.contents.len() - line.contents.len()) as u64;
        self.leaves.push(line.leaf);
        self.tree.push(line.leaf);
        Ok(())
    }

    /// Is it the entry that comes next?
    fn place(&self, entry: &Entry) -> Result<(), Difference> {
        let (next, number) = (self.next(), entry.number);
        let times = |number: u64| self.places.get(&number).copied().unwrap_or_default();
        if number == next {
            return Ok(());
        }
        if number < next || times(number) > 1 {
            return differs(Some(number), How::Added, "it stands there more than once");
        }
        match times(next) {
            0 => differs(
                Some(next),
                How::Missing,
                format!("it isn't there; entry {number} stands in its place"),
            ),
            _ => differs(Some(next), How::Order, format!("entry {number} stands in its place")),
        }
    }

    fn head(&mut self, note: &str) -> Result<(), Difference> {
        let head = self.opened(note)?;
        let count = self.count();
        if head.size > count {
            return differs(Some(count + 1), How::Missing, format!("a head is over {} entries", head.size));
        }
        if head.size < count {
            return differs(
                None,
                How::Head,
                format!("a head over {} entries stands after {count}", head.size),
            );
        }
        if head.root != self.tree.root() {
            let from = self.sealed + 1;
            return differs(
                None,
                How::Head,
                format!(
                    "the head over {count} entries isn't of these: one of the entries {from} to {count} differs"
                ),
            );
        }
        self.sealed = count;
        Ok(())
    }

    fn opened(&self, note: &str) -> Result<Head, Difference> {
        let key = self.key.as_ref().map_err(Clone::clone)?;
        let head = Head::open(note, key);
        let head = head.or_else(|why| {
            differs(None, How::Head, format!("the head after entry {}: {why}", self.count()))
        })?;
        match head.origin == self.log.origin {
            true => Ok(head),
            false => differs(None, How::Head, format!("a head is of another log, {}", head.origin)),
        }
    }

    fn end(self, trust: &Trust) -> Result<Verified, Difference> {
        for receipt in &trust.receipts {
            self.receipt(receipt)?;
        }
        for note in &trust.heads {
            let head = self.opened(note)?;
            let leaves = usize::try_from(head.size).ok().and_then(|size| self.leaves.get(..size));
            let Some(leaves) = leaves else {
                return differs(
                    Some(self.next()),
                    How::Missing,
                    format!("a known head is over {} entries", head.size),
                );
            };
            if root(leaves) != head.root {
                return differs(
                    None,
                    How::Head,
                    format!("the known head over {} entries isn't of these", head.size),
                );
            }
        }
        if !trust.may_go_on && self.sealed == 0 {
            return differs(None, How::Head, "no head is signed over any entry");
        }
        if !trust.may_go_on && self.count() > self.sealed {
            return differs(Some(self.sealed + 1), How::Added, "it stands after the last signed head");
        }
        let root = self.tree.root();
        Ok(Verified {
            entries: self.count(),
            sealed: self.sealed,
            gone: self.gone,
            key: self.key.ok().filter(|_| self.sealed > 0),
            root,
        })
    }

    fn receipt(&self, receipt: &Receipt) -> Result<(), Difference> {
        let number = Some(receipt.number);
        if receipt.log != self.log.origin {
            return differs(None, How::Entry, format!("the receipt is of another log, {}", receipt.log));
        }
        let at = usize::try_from(receipt.number - 1).ok();
        match at.and_then(|at| self.leaves.get(at)) {
            None => differs(number, How::Missing, "there is a receipt for it, and it isn't there"),
            Some(leaf) if *leaf != receipt.leaf => differs(number, How::Entry, "its receipt says otherwise"),
            Some(_) => Ok(()),
        }
    }
}
