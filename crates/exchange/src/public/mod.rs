//! What is open to everybody, as data: the register of moves, published cases and their decisions. CSV, an Atom feed
//! (RFC 4287), and a release package of the Open Contracting Data Standard 1.1.

mod atom;
mod ocds;
mod read_ocds;
mod tables;
mod value;

pub use atom::{Feed, atom};
pub use ocds::{OCID_PREFIX, Publisher, ocds};
pub use read_ocds::{OcdsRead, read_ocds};
pub use tables::{cases_csv, moves_csv};
pub use value::{
    PublicBody, PublicCase, PublicCondition, PublicDecision, PublicDocument, PublicMove, PublicService,
};
