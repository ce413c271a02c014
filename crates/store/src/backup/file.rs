//! A file that is there whole or not at all.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::{exists, not_written};
use crate::error::{Result, StoreError};

/// Where a file is written until it is whole.
///
/// Errors: `backup-exists` when there is a file of the name it will get.
pub(super) fn part_of(to: &Path) -> Result<PathBuf> {
    if to.exists() {
        return Err(exists(to));
    }
    let mut name = to.as_os_str().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let part = PathBuf::from(name);
    // What an earlier process of this number left behind.
    let _ = std::fs::remove_file(&part);
    Ok(part)
}

/// Waits until a file is on disk.
pub(super) async fn sync(file: File, to: &Path) -> Result<()> {
    let synced = tokio::task::spawn_blocking(move || file.sync_all()).await;
    synced.map_err(|e| StoreError::failed(e.to_string()))?.map_err(|e| not_written(to, &e))
}

/// Gives a file its name if it is whole, and takes away what isn't. A hard link refuses a name that somebody took
/// meanwhile; where there are none, the file is renamed.
pub(super) fn name_it<T>(part: &Path, to: &Path, whole: Result<T>) -> Result<T> {
    let named = whole.and_then(|told| match std::fs::hard_link(part, to) {
        Ok(()) => sync_folder(to).map(|()| told),
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Err(exists(to)),
        Err(_) => {
            std::fs::rename(part, to).map_err(|e| not_written(to, &e))?;
            sync_folder(to).map(|()| told)
        }
    });
    let _ = std::fs::remove_file(part);
    named
}

/// The name of a file is durable only when its folder is.
fn sync_folder(of: &Path) -> Result<()> {
    let folder = of.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|e| not_written(of, &e))?;
    }
    Ok(())
}
