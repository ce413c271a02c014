//! Appraisals as TOML: read with every finding at once, written in one canonical form, named by a hash.

mod banded;
mod files;
mod manifest;
mod option;
mod parts;
mod read;
mod write;

use appraisal::input::Appraisal;
use register::hex;
use sha2::{Digest, Sha256};

pub use banded::banded_appraisal_files;
pub use files::{appraisal_files, appraisal_json};
pub use manifest::{AppraisalManifest, read_appraisal_manifest};
pub(crate) use parts::codes;
pub use read::read_appraisal;
pub use write::write_appraisal;

/// SHA-256, in hexadecimal, of an appraisal's canonical text.
pub fn appraisal_hash(appraisal: &Appraisal) -> String {
    let mut hasher = Sha256::new();
    hasher.update(write_appraisal(appraisal));
    hex(&hasher.finalize())
}

#[cfg(test)]
mod tests;
