//! Writing a folder of files so that no half of it is ever left behind under its name.

use std::fs;
use std::path::Path;

/// Writes files into a folder that is new, empty, or holds an earlier answer of the same kind. They are
/// written beside it first and then moved into place.
///
/// Errors say what could not be done, in words.
pub fn write_new(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), String> {
    // Ctrl-C waits until the folder stands under its name.
    let _writing = crate::interrupt::writing();
    let could_not =
        |what: &str, error: std::io::Error| format!("could not {what} {}: {error}", folder.display());
    if folder.exists() {
        refuse_strangers(folder, files)?;
    }
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = folder.with_file_name(format!(".{name}.writing-{}", std::process::id()));
    fs::create_dir_all(&beside).map_err(|error| could_not("make", error))?;
    let written = files.iter().try_for_each(|(name, bytes)| write_one(&beside.join(name), bytes));
    let moved = written.and_then(|()| {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::rename(&beside, folder)
    });
    moved.map_err(|error| {
        // The half-written folder goes; the error that matters is the first one.
        let _ = fs::remove_dir_all(&beside);
        could_not("write", error)
    })
}

/// Writes one file, and the folder that its name asks for.
fn write_one(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, bytes)
}

/// A folder that holds anything else than what would be written again is left alone.
fn refuse_strangers(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), String> {
    for name in names_below(folder, "")? {
        if !files.iter().any(|(ours, _)| *ours == name) {
            return Err(format!(
                "{} holds {name}, which isn't part of a result: name another folder",
                folder.display()
            ));
        }
    }
    Ok(())
}

/// The files below a folder, by their path from `before` on, with `/` between the parts.
fn names_below(folder: &Path, before: &str) -> Result<Vec<String>, String> {
    let entries =
        fs::read_dir(folder).map_err(|error| format!("could not read {}: {error}", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries.flatten() {
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        // What a link points to is nobody's to look into; its name tells that it is a stranger.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            names.extend(names_below(&entry.path(), &format!("{name}/"))?);
        } else {
            names.push(name);
        }
    }
    Ok(names)
}
