use casework::EvidenceFile;
use serde_json::{Value, json};

use super::fields::Fields;

pub(super) fn file_value(file: &EvidenceFile) -> Value {
    json!({
        "hash": file.hash.as_str(), "title": file.title, "name": file.name, "format": file.kind.word(),
        "bytes": file.bytes, "section": file.section.word(),
    })
}

pub(super) fn read_file(fields: &mut Fields<'_>) -> Option<EvidenceFile> {
    let (hash, title, name) = (fields.code("hash"), fields.text("title"), fields.text("name"));
    let kind = fields.parsed("format", "pdf, png, jpeg, csv, xlsx, docx or odt");
    let (bytes, section) = (fields.count("bytes"), fields.parsed("section", "a section of the case"));
    let bytes = bytes.and_then(|bytes| u64::try_from(bytes).ok());
    Some(EvidenceFile {
        hash: hash?,
        title: title?,
        name: name?,
        kind: kind?,
        bytes: bytes?,
        section: section?,
    })
}
