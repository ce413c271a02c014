//! Files made in memory, then written or compared, never half of each.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;

/// One file of the output: its path under `data`, and its bytes.
pub struct File {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

impl File {
    pub fn new(path: &str, bytes: Vec<u8>) -> Self {
        Self { path: PathBuf::from(path), bytes }
    }
}

/// Writes every file under `data`, making folders as needed.
pub fn write(data: &Path, files: &[File]) -> Result<()> {
    for file in files {
        let path = data.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|e| format!("cannot make {}: {e}", parent.display()))?;
        }
        fs::write(&path, &file.bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    }
    Ok(())
}

/// The files under `data` that are missing or hold other bytes.
pub fn differing(data: &Path, files: &[File]) -> Vec<PathBuf> {
    files
        .iter()
        .map(|file| (data.join(&file.path), &file.bytes))
        .filter(|(path, bytes)| fs::read(path).map_or(true, |found| &found != *bytes))
        .map(|(path, _)| path)
        .collect()
}
