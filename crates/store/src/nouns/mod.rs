//! What is kept, one noun a module: its statements, its rows, and what can be done with it.

mod attempts;
mod audit;
mod blobs;
mod cases;
mod drafts;
mod imports;
mod keys;
mod mails;
mod people;
mod record;
mod results;
mod roles;
mod round_files;
mod round_typing;
mod rounds;
mod runs;
mod sessions;
mod settings;
mod signatures;
mod snapshots;
mod tokens;

pub use attempts::email_key;
pub use audit::{AuditLine, NewAudit};
pub(crate) use audit::{EVERY_LINE, READ_HEAD, line_hash, read_head, read_line};
pub(crate) use blobs::hex;
pub use blobs::{Blob, NamedBlob, content_hash};
pub use cases::{CaseHead, CaseLine, NewCaseLine, Typing};
pub use drafts::{Draft, NewDraft};
pub use imports::{Import, NewImport};
pub use keys::{Claim, KeptResponse};
pub use mails::{Mail, NewMail};
pub use people::{NewPerson, Person};
pub use record::{KeptHead, NewEntry};
pub use results::{NewResult, StoredResult};
pub use roles::{Held, NewRole};
pub use round_files::RoundFile;
pub use rounds::{NewRound, NewRoundLine, RoundHead, RoundLine, RoundUnit};
pub use runs::{Run, RunState};
pub use sessions::Session;
pub use settings::Setting;
pub use signatures::{NewSignature, Said, Signature};
pub use snapshots::{NewSnapshot, Snapshot};
pub use tokens::{ApiToken, NewApiToken};

use crate::statement::Statement;

/// The statements of every noun.
pub(crate) const STATEMENTS: &[&[Statement]] = &[
    attempts::ALL,
    audit::ALL,
    blobs::ALL,
    cases::ALL,
    drafts::ALL,
    imports::ALL,
    keys::ALL,
    mails::ALL,
    people::ALL,
    record::ALL,
    results::ALL,
    roles::ALL,
    round_files::ALL,
    round_typing::ALL,
    rounds::ALL,
    runs::ALL,
    sessions::ALL,
    settings::ALL,
    signatures::ALL,
    snapshots::ALL,
    tokens::ALL,
];
