//! A Word file holds what the document says, by real styles, for python-docx and for LibreOffice.

use exchange::document::{Column, Document, Inline, docx};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::outside;

/// One of everything that a document can hold.
pub fn everything() -> Document {
    let mut document = Document::new("A case & <its> title");
    document
        .paragraph(Inline::new().text("It costs ").strong("£1,234").text(" a year, see ").code("06K/0CG"));
    document.section("Strategic case");
    document.part("Rationale");
    document.list(vec!["Nearer to practices.".into(), "A team of our own — “ours”.".into()]);
    document.note("Nothing of this happened.");
    document.table(
        "Effect on each",
        vec![Column::words("Body"), Column::number("A year")],
        vec![vec!["Bedfordshire".into(), "£150,000".into()], vec!["West Essex".into(), "−£90,000".into()]],
    );
    document.table("Second", vec![Column::words("One")], vec![vec!["é 漢".into()]]);
    document.write_here("why");
    document.sign(&["Accountable officer"]);
    document
}

fn texts(value: &Value) -> Vec<(String, String)> {
    let pairs = value["paragraphs"].as_array().unwrap().iter();
    pairs.map(|pair| (pair[0].as_str().unwrap().to_string(), pair[1].as_str().unwrap().to_string())).collect()
}

#[test]
fn python_docx_reads_headings_lists_and_tables_by_their_styles() {
    let folder = outside::folder("word");
    let file = folder.join("case.docx");
    std::fs::write(&file, docx(&everything()).unwrap()).unwrap();
    let Some(read) = outside::said("read_docx.py", &[&file]) else { return };
    let seen = texts(&read);
    for (style, text) in [
        ("Title", "A case & <its> title"),
        ("Normal", "It costs £1,234 a year, see 06K/0CG"),
        ("Heading 1", "Strategic case"),
        ("Heading 2", "Rationale"),
        ("List Bullet", "A team of our own — “ours”."),
        ("Note", "Nothing of this happened."),
        ("To Write", "To write: why"),
    ] {
        assert!(seen.contains(&(style.to_string(), text.to_string())), "{style}: {text} in {seen:#?}");
    }
    assert_eq!(read["lists"], json!(["Nearer to practices.", "A team of our own — “ours”."]));
    assert_eq!(read["tables"].as_array().unwrap().len(), 2);
    let first = &read["tables"][0];
    assert_eq!((&first["style"], &first["header_repeats"]), (&json!("Ballast Table"), &json!(true)));
    let rows = json!([["Body", "A year"], ["Bedfordshire", "£150,000"], ["West Essex", "−£90,000"]]);
    assert_eq!(first["rows"], rows);
    assert_eq!((&read["title"], &read["language"]), (&json!("A case & <its> title"), &json!("en-GB")));
    assert_eq!(read["created"], Value::Null, "no clock");
}

#[test]
fn libreoffice_opens_it_with_all_its_text_and_keeps_the_styles() {
    let bytes = docx(&everything()).unwrap();
    let Some(text) = outside::converted("word", &bytes, "txt:Text (encoded):UTF8") else { return };
    let text = String::from_utf8(text).unwrap();
    for words in ["A case & <its> title", "Strategic case", "Nearer to practices.", "£150,000", "é 漢"] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
    assert!(text.contains("Table 1: Effect on each"), "{text}");
    let again = outside::converted("word-again", &bytes, "docx").unwrap();
    let file = outside::folder("word-saved").join("saved.docx");
    std::fs::write(&file, again).unwrap();
    let Some(read) = outside::said("read_docx.py", &[&file]) else { return };
    assert!(texts(&read).contains(&("Heading 1".to_string(), "Strategic case".to_string())), "{read:#}");
    assert_eq!(read["lists"].as_array().unwrap().len(), 2, "{read:#}");
    assert_eq!(read["tables"][0]["header_repeats"], json!(true));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(docx(&everything()).unwrap(), docx(&everything()).unwrap());
}

proptest! {
    /// Whatever people type, the file's parts are well formed and hold it.
    #[test]
    fn any_text_is_held(text in "\\PC{0,40}", mark in any::<char>()) {
        let mut document = Document::new(text.clone());
        document.paragraph(format!("{text}{mark}"));
        document.table(text.clone(), vec![Column::words("x")], vec![vec![text.as_str().into()]]);
        let bytes = docx(&document).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for at in 0..zip.len() {
            let mut part = String::new();
            std::io::Read::read_to_string(&mut zip.by_index(at).unwrap(), &mut part).unwrap();
            prop_assert!(part.chars().all(|c| c >= ' ' || matches!(c, '\n' | '\t' | '\r')));
            // Every mark that opens is closed: nothing typed is a tag of its own.
            prop_assert_eq!(part.matches('<').count(), part.matches('>').count());
        }
    }
}
