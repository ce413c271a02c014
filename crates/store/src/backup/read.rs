use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::table::{TABLES, Table, tables_at};
use super::{Restored, TableCount, damaged, newer, not_empty, not_read};
use crate::doctor;
use crate::error::{Result, StoreError};
use crate::link::Kind;
use crate::migrate::{Schema, latest};
use crate::nouns::hex;
use crate::open::Store;
use crate::tx::Tx;
use crate::value::Value;

pub(super) async fn restore(store: &Store, from: &Path, now: Timestamp) -> Result<Restored> {
    let file = File::open(from).map_err(|e| not_read(from, &e))?;
    let mut lines =
        Lines { from: BufReader::new(file), hasher: Sha256::new(), path: from.to_path_buf(), number: 0 };
    let (schema, made) = lines.head()?;
    make_ready(store, schema, now).await?;
    let mut tx = store.tx().await?;
    let tables = load(&mut tx, &mut lines).await?;
    if tables.len() != tables_at(schema) {
        return Err(lines.damaged("not all tables of its schema"));
    }
    if let Some(finding) =
        doctor::contents(&mut tx, None).await?.into_iter().find(|finding| finding.is_error())
    {
        return Err(StoreError::unusable(finding));
    }
    tx.commit().await?;
    store.migrate(now).await?;
    Ok(Restored { schema, made, tables })
}

/// Brings an empty database to the schema of the backup.
async fn make_ready(store: &Store, schema: i64, now: Timestamp) -> Result<()> {
    let place = store.address().to_string();
    match store.schema().await? {
        Schema::None => store.migrate_to(schema, now).await.map(|_| ()),
        Schema::Current if schema == latest() => Ok(()),
        Schema::Current => Err(not_empty(&place, "a schema other than the backup's")),
        other => {
            Err(other.finding(&place).map_or_else(|| StoreError::failed("no schema"), StoreError::unusable))
        }
    }
}

async fn load(tx: &mut Tx, lines: &mut Lines) -> Result<Vec<TableCount>> {
    let mut counts: Vec<TableCount> = Vec::new();
    let mut table: Option<Table> = None;
    loop {
        let line = lines.next()?;
        match &line {
            Json::Array(cells) => {
                let Some(table) = &table else { return Err(lines.damaged("a row before any table")) };
                let values = lines.values(table, cells)?;
                tx.put(table.insert(), values).await?;
                if let Some(count) = counts.last_mut() {
                    count.rows += 1;
                }
            }
            Json::Object(object) if object.contains_key("end") => {
                lines.end(&line, &counts)?;
                break;
            }
            _ => {
                let next = open_table(tx, lines, &line, counts.len()).await?;
                counts.push(TableCount { table: next.name.to_string(), rows: 0 });
                table = Some(next);
            }
        }
    }
    Ok(counts)
}

/// The next table: the one that comes next in [`TABLES`], with the columns that the database has, and empty.
async fn open_table(tx: &mut Tx, lines: &Lines, line: &Json, at: usize) -> Result<Table> {
    let named = line["table"].as_str().unwrap_or_default();
    let Some((name, keys)) = TABLES.get(at).filter(|(name, _)| *name == named) else {
        return Err(lines.damaged(&format!("the table `{named}` isn't the next one")));
    };
    let table = Table::of(tx, name, *keys).await?;
    let columns: Vec<_> = line["columns"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    if columns != table.names() {
        return Err(lines.damaged(&format!("the columns of `{name}` aren't those of its schema")));
    }
    match table.count(tx).await? {
        0 => Ok(table),
        rows => Err(not_empty("database", &format!("{rows} rows in `{name}`"))),
    }
}

struct Lines {
    from: BufReader<File>,
    hasher: Sha256,
    path: PathBuf,
    number: u64,
}

impl Lines {
    fn damaged(&self, seen: &str) -> StoreError {
        damaged(&self.path, self.number, seen)
    }

    /// The next line; the last one isn't hashed.
    fn next(&mut self) -> Result<Json> {
        let mut text = String::new();
        self.number += 1;
        let read = self.from.read_line(&mut text);
        match read {
            Ok(0) => return Err(self.damaged("the file ends here")),
            Ok(_) => {}
            Err(e) if e.kind() == std::io::ErrorKind::InvalidData => return Err(self.damaged("not text")),
            Err(e) => return Err(not_read(&self.path, &e)),
        }
        if !text.starts_with("{\"end\"") {
            self.hasher.update(text.as_bytes());
        }
        serde_json::from_str(&text).map_err(|_| self.damaged("not a line of a backup"))
    }

    fn head(&mut self) -> Result<(i64, Timestamp)> {
        let head = self.next()?;
        let format = head["ballast-backup"].as_i64().ok_or_else(|| self.damaged("not a backup"))?;
        let schema = head["schema"].as_i64().ok_or_else(|| self.damaged("no schema"))?;
        let made = head["made"].as_str().and_then(|text| text.parse().ok());
        let made = made.ok_or_else(|| self.damaged("no moment"))?;
        if format != 1 || schema > latest() {
            return Err(newer(&self.path, &format!("format {format}, schema {schema}")));
        }
        Ok((schema, made))
    }

    fn values(&self, table: &Table, cells: &[Json]) -> Result<Vec<Value>> {
        if cells.len() != table.columns.len() {
            return Err(self.damaged("not as many cells as columns"));
        }
        let read = |((_, kind), cell): (&(String, Kind), &Json)| {
            value(*kind, cell).ok_or_else(|| self.damaged("a cell of the wrong kind"))
        };
        table.columns.iter().zip(cells).map(read).collect()
    }

    fn end(&mut self, line: &Json, counts: &[TableCount]) -> Result<()> {
        if line["sha256"].as_str() != Some(&hex(&self.hasher.clone().finalize())) {
            return Err(self.damaged("the file isn't what its hash says"));
        }
        let told = |count: &TableCount| line["end"][&count.table].as_u64() == Some(count.rows);
        if !counts.iter().all(told) || line["end"].as_object().map(serde_json::Map::len) != Some(counts.len())
        {
            return Err(self.damaged("not as many rows as it says"));
        }
        match self.from.fill_buf() {
            Ok([]) => Ok(()),
            _ => Err(self.damaged("something follows the end")),
        }
    }
}

fn value(kind: Kind, cell: &Json) -> Option<Value> {
    Some(match (kind, cell) {
        (Kind::Int, Json::Null) => Value::Int(None),
        (Kind::Text, Json::Null) => Value::Text(None),
        (Kind::Bytes, Json::Null) => Value::Bytes(None),
        (Kind::Int, number) => Value::Int(Some(number.as_i64()?)),
        (Kind::Text, text) => Value::Text(Some(text.as_str()?.to_string())),
        (Kind::Bytes, bytes) => Value::Bytes(Some(unhex(bytes["hex"].as_str()?)?)),
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let half = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    pairs.map(|pair| Some(half(pair[0])? << 4 | half(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::{hex, unhex};

    #[test]
    fn bytes_come_back_from_their_digits() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(unhex(&hex(&all)), Some(all));
        assert_eq!(unhex("0"), None);
        assert_eq!(unhex("zz"), None);
    }
}
