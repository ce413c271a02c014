//! What Ballast keeps: accounts, registers, work in progress, results and the audit, in SQLite or in PostgreSQL.
//!
//! [`Store`] opens a database. Everything is read within a [`View`], which sees one state of it, and written within
//! a [`Tx`], which happens as a whole or not at all. What a `Tx` has confirmed survives the end of the process and
//! of the machine. One `Tx` is at work at a time, on both databases and over all processes: what an act has read
//! is still so when it writes. Views wait for nobody.
//!
//! Nothing is decided here: no permission, no state of a case. Moments come in as values; nothing reads a clock.
//! Each noun is one module, with its statements at the top.

mod address;
mod backup;
mod cell;
mod doctor;
mod error;
mod id;
mod link;
mod migrate;
mod nouns;
mod open;
mod statement;
mod tx;
mod value;

pub use address::Address;
pub use backup::{Restored, TableCount};
pub use doctor::RegisterHash;
pub use error::{Result, StoreError};
pub use id::Id;
pub use migrate::{Migrated, Schema, latest as latest_schema};
pub use nouns::{
    ApiToken, AuditLine, Blob, CaseHead, CaseLine, Claim, Draft, Held, Import, KeptHead, KeptResponse, Mail,
    NamedBlob, NewApiToken, NewAudit, NewCaseLine, NewDraft, NewEntry, NewImport, NewMail, NewPerson,
    NewResult, NewRole, NewRound, NewRoundLine, NewSignature, NewSnapshot, Person, RoundFile, RoundHead,
    RoundLine, RoundUnit, Run, RunState, Said, Session, Setting, Signature, Snapshot, StoredResult, Typing,
    content_hash, email_key,
};
pub use open::{Options, Store};
pub use tx::{Tx, View};
