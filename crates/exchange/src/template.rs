//! Templates: what to fill in, for one table or for a whole pack.

use register::tables::Table;
use register::tables::cell::ColumnKind;
use register::{RULE_TABLES, RawPack, RawTable, TABLES};
use rust_xlsxwriter::{DataValidation, Format, Workbook, Worksheet, XlsxError};
use vocabulary::{Finding, Findings, Place};

use crate::csv::csv_bytes;
use crate::kinds::{doc_words, kind_words, table_of};
use crate::pack::{add_table, cannot_write, new_workbook, save, text_format, write_folder, zip_of};

/// The name that stands for all tables of a pack.
const PACK: &str = "pack";
/// The last row of a sheet, counted from 0.
const LAST_ROW: u32 = 1_048_575;
/// A list of choices may not be longer in a workbook.
const LIST_CHARS_MAX: usize = 255;

/// In which form a template is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateFormat {
    /// A CSV file with a header and nothing else; for the whole pack a zip of them.
    Csv,
    /// A workbook with a sheet a table, lists to choose from, and a sheet of notes.
    Xlsx,
}

/// A template, ready to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFile {
    /// What to call it: `bodies.csv`, `pack.zip`, `pack.xlsx`.
    pub file_name: String,
    /// Its bytes; the same every time.
    pub bytes: Vec<u8>,
}

/// What [`template`] knows: `pack`, the tables of a pack, and the tables of rules and rates.
pub fn template_names() -> Vec<&'static str> {
    let tables = TABLES.iter().chain(RULE_TABLES).map(|table| table.name);
    std::iter::once(PACK).chain(tables).collect()
}

/// The template of a table, or of the whole pack if `what` is `pack`.
///
/// Errors: a finding `unknown-template` when there is no such table.
pub fn template(what: &str, format: TemplateFormat) -> Result<TemplateFile, Findings> {
    let tables: Vec<&Table> = match table_of(what) {
        _ if what == PACK => TABLES.iter().collect(),
        Some(table) => vec![table],
        None => {
            let finding = Finding::error("unknown-template", Place::table(what), format!("{what:?}"))
                .expected(template_names().join(", "))
                .action("Name one of these.");
            return Err(vec![finding]);
        }
    };
    let (ending, bytes) = match format {
        TemplateFormat::Xlsx => ("xlsx", workbook(what, &tables)?),
        TemplateFormat::Csv if what == PACK => ("zip", zip_of(what, &write_folder(&empty_pack(&tables)))?),
        TemplateFormat::Csv => ("csv", csv_bytes(&header(tables[0]), [])),
    };
    Ok(TemplateFile { file_name: format!("{what}.{ending}"), bytes })
}

fn header(table: &Table) -> Vec<String> {
    table.columns.iter().map(|column| column.name.to_string()).collect()
}

fn empty_table(table: &Table) -> RawTable {
    RawTable { name: table.name.to_string(), columns: header(table), rows: Vec::new() }
}

fn empty_pack(tables: &[&Table]) -> RawPack {
    RawPack { name: PACK.to_string(), tables: tables.iter().map(|table| empty_table(table)).collect() }
}

fn workbook(title: &str, tables: &[&Table]) -> Result<Vec<u8>, Findings> {
    let mut book = new_workbook(title);
    for table in tables {
        let failed = |error: XlsxError| vec![cannot_write(Place::table(table.name), &error.to_string())];
        let sheet = add_table(&mut book, &empty_table(table))?;
        add_lists(sheet, table).map_err(failed)?;
    }
    add_notes(&mut book, tables)
        .map_err(|error| vec![cannot_write(Place::table("notes"), &error.to_string())])?;
    save(&mut book, title)
}

/// Lists to choose from in columns of choices and of yes or no, and a hint at every header.
fn add_lists(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    for (number, column) in (0u16..).zip(table.columns) {
        let words: &[&str] = match column.kind {
            ColumnKind::Choice(words) => words,
            ColumnKind::Flag => &["yes", "no"],
            _ => continue,
        };
        if words.join(",").len() > LIST_CHARS_MAX {
            continue;
        }
        let list = DataValidation::new()
            .allow_list_strings(words)?
            .ignore_blank(column.optional)
            .set_error_title("Not in the list")?
            .set_error_message("Choose one of the words in the list.")?;
        sheet.add_data_validation(1, number, LAST_ROW, number, &list)?;
    }
    Ok(())
}

/// The sheet `notes`, which reading leaves out: every column with what it holds.
fn add_notes(book: &mut Workbook, tables: &[&Table]) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name("notes")?;
    let bold = Format::new().set_bold();
    let columns = [("table", 18.0), ("column", 26.0), ("holds", 48.0), ("blank", 10.0), ("meaning", 80.0)];
    for (number, (name, width)) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, number, name, &bold)?;
        sheet.set_column_width(number, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut row = 1u32;
    for table in tables {
        let mut line = |cells: [&str; 5]| -> Result<(), XlsxError> {
            for (number, text) in (0u16..).zip(cells) {
                sheet.write_string_with_format(row, number, text, &text_format(text))?;
            }
            row += 1;
            Ok(())
        };
        line([table.name, "", "", "", &doc_words(table.doc)])?;
        for column in table.columns {
            let blank = if column.optional { "may be" } else { "never" };
            line([table.name, column.name, &kind_words(column.kind), blank, &doc_words(column.doc)])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, read_pack_bytes};

    #[test]
    fn a_table_is_its_header() {
        let file = template("bodies", TemplateFormat::Csv).unwrap();
        assert_eq!(file.file_name, "bodies.csv");
        assert_eq!(
            file.bytes,
            b"body_code,name,roles,region_code,oversight_code,valid_from,valid_to\n".as_slice()
        );
    }

    #[test]
    fn every_template_reads_back_without_a_finding() {
        for name in template_names() {
            for format in [TemplateFormat::Csv, TemplateFormat::Xlsx] {
                let file = template(name, format).unwrap();
                assert_eq!(file, template(name, format).unwrap(), "the same bytes every time");
                let (pack, findings) = read_pack_bytes(&file.file_name, &file.bytes, &Limits::default());
                assert!(findings.is_empty(), "{name}: {findings:?}");
                let expected = if name == PACK { TABLES.len() } else { 1 };
                assert_eq!(pack.tables.len(), expected, "{name}");
            }
        }
    }

    #[test]
    fn what_is_not_known_is_a_finding() {
        let findings = template("bodys", TemplateFormat::Csv).unwrap_err();
        assert_eq!(findings[0].code, "unknown-template");
        assert!(findings[0].expected.contains("bodies"));
    }
}
