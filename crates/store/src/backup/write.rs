use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use super::table::{TABLES, Table};
use super::{TableCount, exists, not_written};
use crate::cell::{Cell, Cells};
use crate::error::{Result, StoreError};
use crate::migrate::latest;
use crate::nouns::hex;
use crate::open::{Store, make_file};
use crate::tx::View;

pub(super) async fn backup(store: &Store, to: &Path, now: Timestamp) -> Result<Vec<TableCount>> {
    if to.exists() {
        return Err(exists(to));
    }
    let part = part_of(to);
    let done = write(store, &part, now).await;
    // Only a whole file gets the name. A hard link refuses a name that somebody took meanwhile.
    let done = done.and_then(|counts| match std::fs::hard_link(&part, to) {
        Ok(()) => sync_folder(to).map(|()| counts),
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Err(exists(to)),
        Err(_) => std::fs::rename(&part, to).map(|()| counts).map_err(|e| not_written(to, &e)),
    });
    let _ = std::fs::remove_file(&part);
    done
}

fn part_of(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    PathBuf::from(name)
}

/// The name of a file is durable only when its folder is.
fn sync_folder(of: &Path) -> Result<()> {
    let folder = of.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|e| not_written(of, &e))?;
    }
    Ok(())
}

async fn write(store: &Store, part: &Path, now: Timestamp) -> Result<Vec<TableCount>> {
    let _ = std::fs::remove_file(part);
    let file = make_file(part).map_err(|e| not_written(part, &e))?;
    let mut lines = Lines { out: BufWriter::new(file), hasher: Sha256::new(), path: part.to_path_buf() };
    // One view: all tables as they were at one moment.
    let mut view = store.view().await?;
    lines.line(&json!({ "ballast-backup": 1, "schema": latest(), "made": now.to_string() }))?;
    let mut counts = Vec::new();
    for (name, keys) in TABLES {
        let table = Table::of(&mut view, name, *keys).await?;
        counts.push(lines.table(&mut view, &table).await?);
    }
    drop(view);
    let end: serde_json::Map<String, Json> =
        counts.iter().map(|count| (count.table.clone(), json!(count.rows))).collect();
    let hash = hex(&lines.hasher.clone().finalize());
    lines.line(&json!({ "end": end, "sha256": hash }))?;
    lines.finish().await?;
    Ok(counts)
}

struct Lines {
    out: BufWriter<File>,
    hasher: Sha256,
    path: PathBuf,
}

impl Lines {
    fn line(&mut self, line: &Json) -> Result<()> {
        let text = format!("{line}\n");
        self.hasher.update(text.as_bytes());
        self.out.write_all(text.as_bytes()).map_err(|e| not_written(&self.path, &e))
    }

    async fn table(&mut self, view: &mut View, table: &Table) -> Result<TableCount> {
        self.line(&json!({ "table": table.name, "columns": table.names() }))?;
        let mut rows = 0;
        view.each_row(table.select(), vec![], |cells| {
            rows += 1;
            self.line(&row(cells))
        })
        .await?;
        Ok(TableCount { table: table.name.to_string(), rows })
    }

    /// Waits until it is on disk.
    async fn finish(self) -> Result<()> {
        let Lines { out, path, .. } = self;
        let file = out.into_inner().map_err(|e| not_written(&path, e.error()))?;
        let synced = tokio::task::spawn_blocking(move || file.sync_all()).await;
        synced.map_err(|e| StoreError::failed(e.to_string()))?.map_err(|e| not_written(&path, &e))
    }
}

fn row(cells: Cells) -> Json {
    cells
        .map(|cell| match cell {
            Cell::Null => Json::Null,
            Cell::Int(number) => json!(number),
            Cell::Text(text) => Json::String(text),
            Cell::Bytes(bytes) => json!({ "hex": hex(&bytes) }),
        })
        .collect()
}
