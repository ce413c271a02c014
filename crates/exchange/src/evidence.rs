//! Files that are attached to a case as evidence: what each is, by its content. What a browser says of it counts for nothing.

use casework::{FILE_BYTES_MAX, FileKind};
use vocabulary::{Finding, Findings, Place};

use crate::limits::{Limits, size_words};
use crate::pack::{ending, unzip};

/// What may be attached, for people.
pub const EVIDENCE_WORDS: &str = "PDF, PNG, JPEG, CSV, XLSX, DOCX or ODT";

/// The size of a file, for people.
pub fn evidence_size(bytes: u64) -> String {
    size_words(bytes)
}

/// What a file is, if its content is what its name says.
///
/// Errors, placed at `upload`, column `file`: it is empty or too large; its ending is none of those that are taken; its content is
/// something else; it holds macros.
pub fn evidence_kind(name: &str, bytes: &[u8]) -> Result<FileKind, Findings> {
    let refuse = |finding: Finding| Err(vec![finding]);
    let size = bytes.len() as u64;
    if size == 0 || size > FILE_BYTES_MAX {
        let finding = Finding::error("file-too-large", place(), format!("a file of {}", size_words(size)));
        return refuse(
            finding.expected(format!("1 byte at least and {} at most", size_words(FILE_BYTES_MAX))).action(
                "Attach a smaller file: print it to PDF with smaller pictures, or attach the part that matters.",
            ),
        );
    }
    let Some(kind) = FileKind::of_ending(&ending(name)) else {
        let finding =
            Finding::error("file-of-other-kind", place(), format!("a name that ends with .{}", ending(name)));
        return refuse(
            finding
                .expected(format!("{EVIDENCE_WORDS}, by its ending"))
                .action("Save it as one of these kinds."),
        );
    };
    match by_content(kind, bytes) {
        Ok(()) => Ok(kind),
        Err(Other::HasMacros) => refuse(
            Finding::error("file-with-macros", place(), "a document with macros".to_string())
                .expected("a document without any program in it")
                .action("Save it without macros, or print it to PDF."),
        ),
        Err(Other::Kind) => refuse(
            Finding::error(
                "file-of-other-kind",
                place(),
                format!("content that isn't {}", kind.word().to_uppercase()),
            )
            .expected(format!("a {} file, as its name says", kind.word().to_uppercase()))
            .action("Save it again as what its name says; changing the name alone doesn't."),
        ),
    }
}

fn place() -> Place {
    Place::cell("upload", "", "file")
}

/// Why a file isn't what its name says.
enum Other {
    Kind,
    HasMacros,
}

fn by_content(kind: FileKind, bytes: &[u8]) -> Result<(), Other> {
    let is_it = match kind {
        // The end counts too: a file that was cut off on its way isn't whole.
        FileKind::Pdf => bytes.starts_with(b"%PDF-") && has_near_end(bytes, b"%%EOF"),
        FileKind::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n") && has_near_end(bytes, b"IEND"),
        FileKind::Jpeg => bytes.starts_with(&[0xFF, 0xD8, 0xFF]) && has_near_end(bytes, &[0xFF, 0xD9]),
        FileKind::Csv => is_table(bytes),
        FileKind::Xlsx => return packed(bytes, "xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
        FileKind::Docx => return packed(bytes, "word/document.xml", "wordprocessingml.document.main+xml"),
        FileKind::Odt => return packed(bytes, "content.xml", ""),
    };
    if is_it { Ok(()) } else { Err(Other::Kind) }
}

/// Within the last kilobyte, for some programs write a little after the end.
fn has_near_end(bytes: &[u8], mark: &[u8]) -> bool {
    let from = bytes.len().saturating_sub(1024);
    bytes[from..].windows(mark.len()).any(|window| window == mark)
}

/// Text of several columns or lines, without control characters, that is no page or picture in text.
fn is_table(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_start_matches('\u{feff}');
    let is_plain = text.chars().all(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'));
    let is_table = text.contains([',', ';', '\t']) && !text.trim().is_empty();
    let is_markup = text.trim_start().starts_with('<') || text.starts_with("%PDF");
    is_plain && is_table && !is_markup
}

/// An office document: a zip that has its main part, says that it is of this kind, and holds no program.
fn packed(bytes: &[u8], part: &str, stated: &str) -> Result<(), Other> {
    let limits = Limits { total_bytes_max: 8 * FILE_BYTES_MAX, ..Limits::default() };
    let files = unzip("upload", bytes, &limits).map_err(|_| Other::Kind)?;
    let find = |name: &str| files.iter().find(|(known, _)| known == name).map(|(_, bytes)| bytes.as_slice());
    let text = |name: &str| find(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let says = match stated {
        "" => text("mimetype").is_some_and(|text| text == FileKind::Odt.media_type()),
        stated => text("[Content_Types].xml").is_some_and(|text| text.contains(stated)),
    };
    let is_program = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.ends_with("vbaproject.bin") || name.starts_with("basic/") || name.starts_with("scripts/")
    };
    match (says && find(part).is_some(), files.iter().any(|(name, _)| is_program(name))) {
        (false, _) => Err(Other::Kind),
        (true, true) => Err(Other::HasMacros),
        (true, false) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, docx};
    use crate::pack::zip_of;

    fn codes(name: &str, bytes: &[u8]) -> Vec<&'static str> {
        evidence_kind(name, bytes).unwrap_err().iter().map(|finding| finding.code).collect()
    }

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let files: Vec<_> =
            files.iter().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())).collect();
        zip_of("x.zip", &files).unwrap()
    }

    fn one_of_each() -> Vec<(&'static str, Vec<u8>)> {
        const ODT: &str = "application/vnd.oasis.opendocument.text";
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
        vec![
            ("a.pdf", b"%PDF-1.7\n1 0 obj\n%%EOF\n".to_vec()),
            ("a.png", b"\x89PNG\r\n\x1a\n....IEND\xaeB`\x82".to_vec()),
            ("a.jpg", vec![0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 0xFF, 0xD9]),
            ("a.csv", "body,pounds\n06K,\"1,200\"\n".as_bytes().to_vec()),
            ("a.xlsx", zipped(&[("[Content_Types].xml", kind), ("xl/workbook.xml", "<workbook/>")])),
            ("a.docx", docx(&Document::new("Minutes")).unwrap()),
            ("a.odt", zipped(&[("mimetype", ODT), ("content.xml", "<x/>")])),
        ]
    }

    #[test]
    fn each_kind_is_known_by_its_content_and_under_no_other_name() {
        let all = one_of_each();
        for (name, bytes) in &all {
            let kind = evidence_kind(name, bytes).unwrap();
            assert_eq!(Some(kind), FileKind::of_ending(&ending(name)));
            assert_eq!(evidence_kind(&name.to_ascii_uppercase(), bytes).unwrap(), kind);
            for (other, _) in all.iter().filter(|(other, _)| other != name) {
                assert_eq!(codes(other, bytes), ["file-of-other-kind"], "{name} as {other}");
            }
            let cut = &bytes[..bytes.len() / 2];
            assert!(*name == "a.csv" || evidence_kind(name, cut).is_err(), "half of {name}");
        }
        assert_eq!(all.len(), FileKind::ALL.len());
    }

    #[test]
    fn what_is_not_taken_is_told() {
        let page = b"<html>,<script>alert(1)</script></html>";
        for (name, bytes, code) in [
            ("a.html", &page[..], "file-of-other-kind"),
            ("a.csv", &page[..], "file-of-other-kind"),
            ("a.csv", b"a,b\0c", "file-of-other-kind"),
            ("a.csv", b"MZ\x90\x00,", "file-of-other-kind"),
            ("a.pdf", b"", "file-too-large"),
            ("a", b"%PDF-1.7 %%EOF", "file-of-other-kind"),
            ("a.exe.pdf", b"MZ %PDF-1.7 %%EOF", "file-of-other-kind"),
        ] {
            assert_eq!(codes(name, bytes), [code], "{name}");
        }
        let mut large = b"%PDF-1.7".to_vec();
        large.resize(usize::try_from(FILE_BYTES_MAX).unwrap() - 4, b' ');
        large.extend(b"%%EOF");
        assert_eq!(codes("a.pdf", &large), ["file-too-large"]);
        assert!(evidence_kind("a.pdf", &large[1..]).is_err(), "without its first letter");
        let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
        let parts =
            [("[Content_Types].xml", kind), ("word/document.xml", "<x/>"), ("word/vbaProject.bin", "x")];
        assert_eq!(codes("a.docx", &zipped(&parts)), ["file-with-macros"]);
        assert!(evidence_kind("a.docx", &zipped(&parts[..2])).is_ok());
        assert_eq!(codes("a.docx", &zipped(&parts[1..2])), ["file-of-other-kind"]);
    }
}
