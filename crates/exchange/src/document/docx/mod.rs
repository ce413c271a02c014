//! A document as a Word file (Office Open XML, ECMA-376): headings, lists, captions and tables by their real styles, so
//! that whoever edits it goes on with them. The same document gives the same bytes: no clock, no names of machines.

mod body;
mod parts;

use vocabulary::Findings;

use super::Document;
use crate::pack::zip_of;

/// The first line of every part.
const FIRST: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Writes a document as a `.docx` file.
///
/// Errors: a finding `cannot-write` when the file can't be made.
pub fn docx(document: &Document) -> Result<Vec<u8>, Findings> {
    let parts = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_string()),
        ("_rels/.rels", parts::RELATIONS.to_string()),
        ("docProps/core.xml", parts::core(&document.title)),
        ("docProps/app.xml", parts::APP.to_string()),
        ("word/document.xml", body::body(document)),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_string()),
        ("word/styles.xml", parts::styles()),
        ("word/numbering.xml", parts::NUMBERING.to_string()),
        ("word/settings.xml", parts::SETTINGS.to_string()),
        ("word/footer1.xml", parts::footer(&document.title)),
    ];
    let files: Vec<(String, Vec<u8>)> =
        parts.into_iter().map(|(name, text)| (name.to_string(), text.into_bytes())).collect();
    zip_of(&document.title, &files)
}
