//! Files made in memory, then written or compared, never half of each; and the program around it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::Result;

/// One file of the output: its path under `data`, and its bytes.
pub struct File {
    /// Its path under `data`.
    pub path: PathBuf,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl File {
    /// A file of this path under `data`.
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

/// A program that builds files from what lies under `data` and writes them there; with `--check` it only compares.
/// Exit code 1 when files differ, 3 when it can't do its work.
pub fn program(name: &str, build: impl FnOnce(&Path) -> Result<Vec<File>>) -> ExitCode {
    run(name, build).unwrap_or_else(|message| {
        eprintln!("{name}: {message}");
        ExitCode::from(3)
    })
}

fn run(name: &str, build: impl FnOnce(&Path) -> Result<Vec<File>>) -> Result<ExitCode> {
    let arguments = Arguments::read(name, std::env::args().skip(1))?;
    let data = arguments.root.join("data");
    let files = build(&data)?;
    if !arguments.check {
        write(&data, &files)?;
        println!("{} files written under {}", files.len(), data.display());
        return Ok(ExitCode::SUCCESS);
    }
    let stale = differing(&data, &files);
    for path in &stale {
        println!("differs: {}", path.display());
    }
    Ok(if stale.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// What the command line asked for.
struct Arguments {
    root: PathBuf,
    check: bool,
}

impl Arguments {
    fn read(name: &str, mut words: impl Iterator<Item = String>) -> Result<Self> {
        let usage = format!("usage: {name} [--root DIR] [--check]");
        let mut arguments = Self { root: PathBuf::from("."), check: false };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--check" => arguments.check = true,
                "--root" => arguments.root = PathBuf::from(words.next().ok_or(usage.clone())?),
                _ => return Err(format!("{word} is not known; {usage}")),
            }
        }
        Ok(arguments)
    }
}
