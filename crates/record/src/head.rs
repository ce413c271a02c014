use crate::hash::Hash;
use crate::key::{SigningKey, VerifierKey};
use crate::note::{open_note, sign_note};

/// A log at a size: a C2SP checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Which log.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl Head {
    /// The text that is signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, self.root.base64())
    }

    /// The signed note.
    pub fn sign(&self, key: &SigningKey) -> String {
        sign_note(&self.text(), key)
    }

    /// The head of a note, if this key signed it.
    ///
    /// Errors: words that say what is wrong.
    pub fn open(note: &str, key: &VerifierKey) -> Result<Self, String> {
        Head::read(open_note(note, key)?)
    }

    /// Reads the text of a head, which nobody may trust before its signature was looked at. Lines that others add below are no
    /// part of ours.
    fn read(text: &str) -> Result<Self, String> {
        let wrong = || "not a head: origin, size and root, each on its line".to_string();
        let lines: Vec<&str> = text.split_terminator('\n').collect();
        let &[origin, size, root] = lines.as_slice() else { return Err(wrong()) };
        let number: u64 = size.parse().map_err(|_| wrong())?;
        let head = Head {
            origin: origin.to_string(),
            size: number,
            root: Hash::from_base64(root).ok_or_else(wrong)?,
        };
        // One way to write it: no sign, no zeros before the number.
        if head.text() == text && !origin.is_empty() { Ok(head) } else { Err(wrong()) }
    }
}
