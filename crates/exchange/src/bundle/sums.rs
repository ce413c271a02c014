//! `SHA256SUMS`: the hash of every other file, as `sha256sum --check` reads it.

use register::hex;
use sha2::{Digest, Sha256};

use super::SUMS;
use super::differs::{BundleDiffers, differs};

/// The file over these files, in the order of their names.
pub(super) fn write(files: &[(String, Vec<u8>)]) -> String {
    let mut lines: Vec<String> =
        files.iter().map(|(name, bytes)| format!("{}  {name}\n", hex(&Sha256::digest(bytes)))).collect();
    lines.sort_by(|a, b| a[64..].cmp(&b[64..]));
    lines.concat()
}

/// Looks at each file by its hash.
///
/// Errors: the first file that differs, isn't there, or isn't listed.
pub(super) fn verify(sums: &[u8], files: &[(String, Vec<u8>)]) -> Result<(), BundleDiffers> {
    let listed = String::from_utf8_lossy(sums);
    let (listed, found) = (listed.as_ref(), write(files));
    if listed == found {
        return Ok(());
    }
    for (name, bytes) in files {
        let ending = format!("  {name}");
        let Some(line) = listed.lines().find(|line| line.ends_with(&ending)) else {
            return differs(name, format!("{SUMS} doesn't list it"));
        };
        if *line != format!("{}{ending}", hex(&Sha256::digest(bytes))) {
            return differs(name, format!("its hash isn't the one of {SUMS}"));
        }
    }
    let gone = listed.lines().find(|line| !found.contains(&format!("{line}\n")));
    match gone.and_then(|line| line.split_once("  ")) {
        Some((_, name)) => differs(name, "it isn't there"),
        None => differs(SUMS, "it isn't written in the one way"),
    }
}
