//! Evidence files: each by the hash by which the act names it that attached it.

use casework::FileKind;
use register::hex;
use sha2::{Digest, Sha256};

use super::EVIDENCE;
use super::differs::{BundleDiffers, differs};
use crate::paper::FileTold;

/// What a file is called in a bundle: nothing that anybody typed is in it.
pub(super) fn path(file: &FileTold) -> String {
    let ending = file.format.parse::<FileKind>().map_or("bin", FileKind::ending);
    format!("{EVIDENCE}{}.{ending}", file.hash)
}

/// Looks at each evidence file by its hash; what is told and isn't there, and what is there and isn't told.
///
/// Errors: the first file that differs.
pub(super) fn verify(files: &[(String, Vec<u8>)], told: &[FileTold]) -> Result<(), BundleDiffers> {
    for file in told {
        let path = path(file);
        let Some((_, bytes)) = files.iter().find(|(name, _)| *name == path) else {
            return differs(path, "it isn't there");
        };
        if hex(&Sha256::digest(bytes)) != file.hash {
            return differs(path, "its hash isn't the one by which the case names it");
        }
        if bytes.len() as u64 != file.bytes {
            return differs(path, "it hasn't as many bytes as the case says");
        }
    }
    let mut others = files.iter().filter(|(name, _)| name.starts_with(EVIDENCE));
    match others.find(|(name, _)| told.iter().all(|file| path(file) != *name)) {
        Some((name, _)) => differs(name, "the case has no such file"),
        None => Ok(()),
    }
}
