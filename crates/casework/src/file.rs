//! Files that are attached as evidence. Their bytes are kept elsewhere; the case knows them by their hash.

use vocabulary::{Code, Date, choice};

use crate::content::SectionId;

choice! {
    /// What a file is, by its content.
    pub enum FileKind {
        /// A document as it is printed.
        Pdf = "pdf",
        /// A picture without loss.
        Png = "png",
        /// A photograph.
        Jpeg = "jpeg",
        /// A table as text.
        Csv = "csv",
        /// A workbook.
        Xlsx = "xlsx",
        /// A Word document.
        Docx = "docx",
        /// An OpenDocument text.
        Odt = "odt",
    }
}

impl FileKind {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            FileKind::Pdf => "application/pdf",
            FileKind::Png => "image/png",
            FileKind::Jpeg => "image/jpeg",
            FileKind::Csv => "text/csv; charset=utf-8",
            FileKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            FileKind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            FileKind::Odt => "application/vnd.oasis.opendocument.text",
        }
    }

    /// The ending that its name has.
    pub fn ending(self) -> &'static str {
        self.word()
    }

    /// The kind that an ending names, in whatever case; `jpg` is a JPEG too.
    pub fn of_ending(ending: &str) -> Option<FileKind> {
        match ending.to_ascii_lowercase().as_str() {
            "jpg" => Some(FileKind::Jpeg),
            ending => ending.parse().ok(),
        }
    }
}

/// No file of a case is larger, in bytes: 10 MB.
pub const FILE_BYTES_MAX: u64 = 10 * 1024 * 1024;
/// All files of a case together are no larger, in bytes: 20 MB, so that its bundle stays within what `verify` takes.
pub const FILES_BYTES_MAX: u64 = 20 * 1024 * 1024;

/// A file as the act says that attaches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFile {
    /// SHA-256 of its bytes, in small hexadecimal digits.
    pub hash: Code,
    /// Title for people.
    pub title: String,
    /// What it was called where it came from.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// How many bytes it has.
    pub bytes: u64,
    /// The section that rests on it.
    pub section: SectionId,
}

/// A file in a case: what it is, whose it is, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldFile {
    /// The file.
    pub file: EvidenceFile,
    /// The commissioner that attached it.
    pub body: Code,
    /// When.
    pub on: Date,
}
