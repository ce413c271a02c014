use std::collections::BTreeMap;

use exchange::{Limits, read_pack_bytes};
use register::tables::Table;
use register::{RawPack, RawRow, RawTable, Register, Snapshot, TABLES};
use vocabulary::{Finding, Findings};

use super::content::{Content, Shape};
use super::followed;

/// What an upload comes to.
pub(crate) struct Composed {
    /// The register as it would be.
    pub snapshot: Snapshot,
    /// Everything that is wrong with it.
    pub findings: Findings,
    /// The headings of the file, where it is one table.
    pub headers: Vec<String>,
}

/// The register that an upload would make of the one that counts now.
pub(crate) fn compose(content: &Content, bytes: &[u8], before: &Register, register: &str) -> Composed {
    let (read, mut findings) = read_file(content, bytes);
    let mut headers = Vec::new();
    let mut pack = match &content.shape {
        Shape::Whole => read,
        Shape::Table(name) => {
            let mut pack = before.to_raw(register);
            if let Some(mut table) = read.tables.into_iter().next() {
                headers = table.columns.clone();
                table.columns = named(&table.columns, &content.columns);
                pack.tables.retain(|known| known.name != *name);
                pack.tables.push(table);
            }
            pack
        }
        Shape::Rows => with_rows(before.to_raw(register), read),
    };
    pack.name = register.to_string();
    followed::apply(&mut pack, &content.answers, before);
    let (snapshot, more) = Snapshot::of(&pack);
    findings.extend(more);
    if let Shape::Table(name) = &content.shape {
        leave_out_consequences(&mut findings, name);
    }
    Composed { snapshot, findings, headers }
}

/// Where a table wasn't read at all, everything else that names its rows is wrong as well. Only the cause is told.
fn leave_out_consequences(findings: &mut Findings, table: &str) {
    let unread = |code: &str| matches!(code, "missing-column" | "column-twice" | "cannot-read" | "no-header");
    let is_cause =
        |finding: &Finding| finding.is_error() && unread(finding.code) && finding.place.table == table;
    if findings.iter().any(is_cause) {
        findings.retain(|finding| finding.place.table == table);
    }
}

/// The headings of a file that is one table.
pub(crate) fn headers_of(content: &Content, bytes: &[u8]) -> Vec<String> {
    let (pack, _) = read_file(content, bytes);
    pack.tables.into_iter().next().map(|table| table.columns).unwrap_or_default()
}

/// The file as text. One table has the register's name, whatever its file or sheet is called.
fn read_file(content: &Content, bytes: &[u8]) -> (RawPack, Findings) {
    let limits = Limits::default();
    let Shape::Table(name) = &content.shape else { return read_pack_bytes(&content.file, bytes, &limits) };
    let ending = content.file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let (mut pack, findings) = read_pack_bytes(&format!("{name}.{ending}"), bytes, &limits);
    let at = pack.tables.iter().position(|table| table.name == *name).unwrap_or(0);
    if at < pack.tables.len() {
        let table = pack.tables.swap_remove(at);
        pack.tables = vec![RawTable { name: name.clone(), ..table }];
    }
    (pack, findings)
}

/// The headings as the register names them. A heading that has the name of a column which was found under another
/// one makes way for it.
fn named(headers: &[String], columns: &[(String, String)]) -> Vec<String> {
    let name = |header: &String| {
        let header = header.trim();
        let ours = columns.iter().find(|(_, theirs)| theirs == header).map(|(ours, _)| ours.clone());
        let is_taken = || columns.iter().any(|(ours, _)| ours == header);
        ours.unwrap_or_else(|| if is_taken() { format!("{header} (left out)") } else { header.to_string() })
    };
    headers.iter().map(name).collect()
}

/// A pack with rows added to its tables.
fn with_rows(mut pack: RawPack, added: RawPack) -> RawPack {
    for table in added.tables {
        let declared = TABLES.iter().find(|declared| declared.name == table.name);
        let known = pack.tables.iter_mut().find(|known| known.name == table.name);
        let (Some(declared), Some(known)) = (declared, known) else {
            pack.tables.push(table);
            continue;
        };
        let mut rows: BTreeMap<Vec<String>, RawRow> =
            known.rows.drain(..).map(|row| (key(declared, &known.columns, &row), row)).collect();
        for row in table.rows {
            let cells = known.columns.iter().map(|column| cell(&table.columns, &row, column).to_string());
            let row = RawRow { line: row.line, cells: cells.collect() };
            rows.insert(key(declared, &known.columns, &row), row);
        }
        known.rows = (2..).zip(rows.into_values()).map(|(line, row)| RawRow { line, ..row }).collect();
    }
    pack
}

fn key(table: &Table, columns: &[String], row: &RawRow) -> Vec<String> {
    let parts = table.key.iter().copied().chain(["source"]);
    parts.map(|column| cell(columns, row, column).to_string()).collect()
}

fn cell<'a>(columns: &[String], row: &'a RawRow, column: &str) -> &'a str {
    let at = columns.iter().position(|known| known.trim() == column);
    at.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(file: &str, shape: Shape, columns: &[(&str, &str)]) -> Content {
        let columns = columns.iter().map(|(ours, theirs)| (ours.to_string(), theirs.to_string())).collect();
        Content { file: file.into(), shape, columns, ..Content::default() }
    }

    fn bodies(snapshot: &Snapshot) -> Vec<String> {
        snapshot.rows.bodies.iter().map(|body| format!("{} {}", body.body_code, body.name.0)).collect()
    }

    const PACK: &[u8] = b"body_code,name,roles\nA,Alder,commissioner\nB,Birch,commissioner\n";

    #[test]
    fn one_table_replaces_its_own_and_leaves_the_others() {
        let whole = compose(&of("bodies.csv", Shape::Whole, &[]), PACK, &Register::default(), "facts");
        let services = b"service_code,title\nhr,People\n";
        let content = of("list of ours.csv", Shape::Table("services".into()), &[]);
        let both = compose(&content, services, &whole.snapshot.all, "facts");
        assert_eq!(bodies(&both.snapshot), ["A Alder", "B Birch"]);
        assert_eq!(both.headers, ["service_code", "title"]);
        let one = b"Code,Called,What,name\nA,Alder Town,commissioner,x\n";
        let columns = [("body_code", "Code"), ("name", "Called"), ("roles", "What")];
        let content = of("b.csv", Shape::Table("bodies".into()), &columns);
        let renamed = compose(&content, one, &whole.snapshot.all, "facts");
        assert_eq!(bodies(&renamed.snapshot), ["A Alder Town"]);
        assert!(!renamed.findings.iter().any(vocabulary::Finding::is_error), "{:?}", renamed.findings);
    }

    #[test]
    fn rows_are_added_and_those_of_the_same_key_replaced() {
        let whole = compose(&of("bodies.csv", Shape::Whole, &[]), PACK, &Register::default(), "facts");
        let rows = b"name,body_code,roles\nBirch Town,B,commissioner\nCedar,C,unit\n";
        let more = compose(&of("bodies.csv", Shape::Rows, &[]), rows, &whole.snapshot.all, "facts");
        assert_eq!(bodies(&more.snapshot), ["A Alder", "B Birch Town", "C Cedar"]);
    }
}
