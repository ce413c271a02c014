//! The file with the key that the record is sealed with. It lies beside a database of SQLite; a server's has to be named.

use std::io::Write;
use std::path::{Path, PathBuf};

use actions::{Desk, Refusal, acts};
use clap::Args;
use jiff::Timestamp;
use record::SigningKey;
use store::Address;

/// Where the file is, when no argument says so.
const VARIABLE: &str = "BALLAST_RECORD_KEY";
/// What is added to the name of a database.
const ENDING: &str = "record-key";

/// Which key.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct RecordKey {
    /// The file of the key that the record is sealed with. Without it: the environment's BALLAST_RECORD_KEY, else the
    /// database's name with .record-key; for PostgreSQL there is none unless it is named.
    #[arg(long, value_name = "FILE")]
    record_key: Option<PathBuf>,
}

impl RecordKey {
    /// Where the file is, and whether somebody named it.
    fn path(&self, address: &Address) -> Option<(PathBuf, bool)> {
        let told = self.record_key.clone().or_else(|| std::env::var_os(VARIABLE).map(PathBuf::from));
        match (told.filter(|path| !path.as_os_str().is_empty()), address) {
            (Some(path), _) => Some((path, true)),
            (None, Address::File(file)) => {
                let mut name = file.clone().into_os_string();
                name.push(format!(".{ENDING}"));
                Some((PathBuf::from(name), false))
            }
            (None, _) => None,
        }
    }

    /// The key; none where nobody named a file and there is none.
    ///
    /// Errors: in words, when a file can't be read or holds no key.
    pub(crate) fn read(&self, address: &Address) -> Result<Option<SigningKey>, String> {
        let Some((path, is_named)) = self.path(address) else { return Ok(None) };
        if !is_named && !path.exists() {
            return Ok(None);
        }
        read(&path).map(Some)
    }

    /// The key that is there, or a new one in its file.
    ///
    /// Errors: inside, in words, why there is none; outside, when the database can't be reached.
    pub(crate) async fn made(
        &self,
        desk: &Desk,
        address: &Address,
    ) -> Result<Result<SigningKey, String>, Refusal> {
        let Some((path, _)) = self.path(address) else {
            return Ok(Err(
                "The record isn't sealed: name the file of its key with --record-key.".to_string()
            ));
        };
        if path.exists() {
            return Ok(read(&path));
        }
        let key = acts::new_record_key(desk, Timestamp::now()).await?;
        Ok(write(&path, &key).map(|()| key))
    }
}

fn read(path: &Path) -> Result<SigningKey, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    SigningKey::parse(text.trim_end()).map_err(|why| format!("{}: {why}", path.display()))
}

/// A new file that its owner alone may read.
fn write(path: &Path, key: &SigningKey) -> Result<(), String> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(path)
        .and_then(|mut file| file.write_all(format!("{}\n", key.reveal()).as_bytes()).and(file.sync_all()));
    written.map_err(|error| format!("{}: {error}", path.display()))
}
