use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use exchange::{TemplateFormat, csv_bytes, generated_files, template};
use register::TABLES;

use super::Context;
use crate::answered::Answered;
use crate::cli::Format;
use crate::folder;

/// The name that stands for all tables of a pack.
const PACK: &str = "pack";

/// Prints or writes an empty table, or an empty pack. What exists already is never written over.
pub(super) fn run(context: &Context, table: &str, out: Option<&str>) -> Answered {
    // Is there such a table? One way to find out, with one message.
    let printed = match template(table, TemplateFormat::Csv) {
        Ok(file) => file.bytes,
        Err(findings) => {
            let mut answered = Answered::refused(&findings);
            answered.exit = crate::exit::Exit::WrongUse;
            return answered;
        }
    };
    let Some(out) = out else {
        return match (table, context.format) {
            (PACK, _) => Answered::wrong_use(
                "a whole pack isn't printed: name a folder, or a file ending in .xlsx or .zip, with --out",
            ),
            (table, Format::Json) => schema_of(table).map_or_else(|| Answered::data(printed), Answered::data),
            _ => Answered::data(printed),
        };
    };
    let ending = Path::new(out).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match (table, ending.as_deref()) {
        (_, Some("xlsx")) => match template(table, TemplateFormat::Xlsx) {
            Ok(file) => write(out, &file.bytes),
            Err(findings) => Answered::refused(&findings),
        },
        (PACK, Some("zip")) => write(out, &printed),
        (PACK, Some("csv")) => {
            Answered::wrong_use("a pack has many tables: name a folder, or a file ending in .xlsx or .zip")
        }
        (PACK, _) => write_folder(out),
        (_, Some("csv")) => write(out, &printed),
        _ => Answered::wrong_use(format!("{out}: name a file ending in .csv or .xlsx")),
    }
}

/// The Table Schema of a table.
fn schema_of(table: &str) -> Option<Vec<u8>> {
    let name = format!("tables/{table}.json");
    generated_files().into_iter().find(|(path, _)| *path == name).map(|(_, bytes)| bytes)
}

/// Writes a file that isn't there yet.
fn write(out: &str, bytes: &[u8]) -> Answered {
    let made = OpenOptions::new().write(true).create_new(true).open(out);
    match made.and_then(|mut file| file.write_all(bytes)) {
        Ok(()) => Answered::data(Vec::new()).saying(format!("written to {out}")),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => exists(out),
        Err(error) => Answered::could_not(format!("could not write {out}: {error}")),
    }
}

fn exists(out: &str) -> Answered {
    Answered::could_not(format!(
        "{out} exists already, and nothing was written: name another file, or move it away"
    ))
}

/// Writes the tables of a pack into a folder that is new or empty.
fn write_folder(out: &str) -> Answered {
    let folder = Path::new(out);
    let empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if folder.exists() && !empty {
        return exists(out);
    }
    let file = |table: &register::tables::Table| {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        (format!("{}.csv", table.name), csv_bytes(&columns, []))
    };
    let files: Vec<(String, Vec<u8>)> = TABLES.iter().map(file).collect();
    match folder::write_new(folder, &files) {
        Ok(()) => Answered::data(Vec::new()).saying(format!("{} tables written to {out}", files.len())),
        Err(message) => Answered::could_not(message),
    }
}
