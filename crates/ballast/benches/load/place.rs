//! Where a database lies: a file, or a PostgreSQL that is made for it and goes with it.

use std::path::{Path, PathBuf};

use crate::postgres::Cluster;

/// One of the two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// The one of a name.
    pub fn of(word: &str) -> Kind {
        match word {
            "sqlite" => Kind::Sqlite,
            "postgresql" => Kind::Postgres,
            other => panic!("no database {other:?}: sqlite or postgresql"),
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Sqlite => "SQLite",
            Kind::Postgres => "PostgreSQL",
        }
    }

    /// Can it be had on this machine?
    pub fn is_there(self) -> bool {
        let debian = || std::fs::read_dir("/usr/lib/postgresql").is_ok_and(|mut all| all.next().is_some());
        let on_path = || {
            let path = std::env::var_os("PATH").unwrap_or_default();
            std::env::split_paths(&path).any(|folder| folder.join("initdb").is_file())
        };
        self == Kind::Sqlite || debian() || on_path()
    }
}

/// An empty database; gone with everything in it when this is dropped.
pub struct Place {
    /// As `--database` takes it.
    pub address: String,
    /// For the database if it is a file, the key of its record, and what the server says.
    pub folder: PathBuf,
    _cluster: Option<Cluster>,
}

impl Place {
    /// A new one.
    pub fn new(kind: Kind) -> Place {
        let name = format!("ballast-bench-load-{}-{}", kind.name(), std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let cluster = (kind == Kind::Postgres).then(Cluster::start);
        let address = match &cluster {
            Some(cluster) => cluster.new_database(),
            None => folder.join("ballast.db").display().to_string(),
        };
        Place { address, folder, _cluster: cluster }
    }

    /// The file of the key that its record is sealed with.
    pub fn key(&self) -> PathBuf {
        self.folder.join("record-key")
    }

    /// A file in its folder.
    pub fn file(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.join(name)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
