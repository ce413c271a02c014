//! The record: entries that can be added to and never changed, and the proof of it.
//!
//! An [`Entry`] holds facts and salted hashes of contents. Its canonical bytes are a leaf of a tree of hashes
//! (RFC 6962); a [`Head`] is the tree's size and root, signed as a C2SP note. A [`Receipt`] names an entry; a [`Proof`]
//! shows that a head has it. [`verify`] works everything out again from the contents.
//!
//! Nothing here knows what is recorded, or touches files, clock or randomness. The format: `docs/spec/record.md`.

mod canonical;
mod entry;
mod extract;
mod file;
mod hash;
mod head;
mod key;
mod note;
mod receipt;
mod tree;
mod verify;

pub use canonical::{canonical, parse_canonical};
pub use entry::{Entry, Salt, content_hash};
pub use extract::{Extracted, read_extract, read_proofs, write_extract, write_proofs};
pub use file::{EntryLine, Kept, Line, RecordFile, read_file, write_file};
pub use hash::Hash;
pub use head::Head;
pub use key::{SigningKey, VerifierKey};
pub use note::{Note, open_note, sign_note};
pub use receipt::{Proof, Receipt};
pub use tree::{Frontier, consistency, inclusion, leaf_hash, root, verify_consistency, verify_inclusion};
pub use verify::{Difference, How, Trust, Verified, verify};
