//! `word/document.xml`.

use super::FIRST;
use crate::document::escape;
use crate::document::{Block, Column, Document, Inline, Level, Span, Table};

/// Width of the text on A4 between margins of 2 cm, in twentieths of a point.
const TEXT_WIDTH: usize = 9_638;

/// The whole part.
pub(super) fn body(document: &Document) -> String {
    let mut out = format!(
        "{FIRST}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>"
    );
    out.push_str(&paragraph("Title", &run(&document.title, "")));
    let mut tables = 0;
    for part in &document.blocks {
        block(part, &mut tables, &mut out);
    }
    out.push_str(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" \
         w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
    );
    out
}

fn block(block: &Block, tables: &mut usize, out: &mut String) {
    match block {
        Block::Heading(Level::Section, title) => out.push_str(&paragraph("Heading1", &run(title, ""))),
        Block::Heading(Level::Part, title) => out.push_str(&paragraph("Heading2", &run(title, ""))),
        Block::Paragraph(text) => out.push_str(&paragraph("", &inline(text))),
        Block::List(items) => {
            items.iter().for_each(|item| out.push_str(&paragraph("ListBullet", &inline(item))));
        }
        Block::Table(shown) => {
            *tables += 1;
            table(shown, *tables, out);
        }
        Block::Note(text) => out.push_str(&paragraph("Note", &inline(text))),
        Block::Write(what) => {
            let text = run("To write: ", "<w:rStyle w:val=\"Strong\"/>") + &run(what, "");
            out.push_str(&paragraph("ToWrite", &text));
        }
        Block::Sign(titles) => {
            // The line to sign on is the leader of the style's tab.
            let line =
                |title: &String| paragraph("Sign", &(run(&format!("{title}: "), "") + "<w:r><w:tab/></w:r>"));
            titles.iter().for_each(|title| out.push_str(&line(title)));
        }
    }
}

fn paragraph(style: &str, runs: &str) -> String {
    match style {
        "" => format!("<w:p>{runs}</w:p>"),
        _ => format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>"),
    }
}

fn run(text: &str, properties: &str) -> String {
    let properties = match properties {
        "" => String::new(),
        some => format!("<w:rPr>{some}</w:rPr>"),
    };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}

fn inline(text: &Inline) -> String {
    let span = |span: &Span| match span {
        Span::Text(text) => run(text, ""),
        Span::Strong(text) => run(text, "<w:rStyle w:val=\"Strong\"/>"),
        Span::Code(code) => run(code, "<w:rStyle w:val=\"Code\"/>"),
    };
    text.0.iter().map(span).collect()
}

/// The caption stays with its table, the header row comes again on each page, and no row is torn apart.
fn table(table: &Table, number: usize, out: &mut String) {
    let numbered = format!(
        "{}<w:fldSimple w:instr=\" SEQ Table \\* ARABIC \">{}</w:fldSimple>{}",
        run("Table ", ""),
        run(&number.to_string(), ""),
        run(&format!(": {}", table.caption), "")
    );
    out.push_str(&paragraph("Caption", &numbered));
    out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"BallastTable\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
         <w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" \
         w:noHBand=\"0\" w:noVBand=\"1\"/><w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>",
        escape(&table.caption)
    ));
    for width in widths(table) {
        out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for column in &table.columns {
        out.push_str(&cell(&run(&column.title, ""), column.is_number));
    }
    out.push_str("</w:tr>");
    for row in &table.rows {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (at, text) in row.iter().enumerate() {
            out.push_str(&cell(&inline(text), table.columns.get(at).is_some_and(|column| column.is_number)));
        }
        out.push_str("</w:tr>");
    }
    // Two tables in a row would become one without something between them.
    out.push_str("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>");
}

/// How wide each column is: by its longest text, within bounds, so that a short column doesn't take a long one's place.
fn widths(table: &Table) -> Vec<usize> {
    let letters = |text: &Inline| -> usize {
        let span = |span: &Span| match span {
            Span::Text(text) | Span::Strong(text) | Span::Code(text) => text.chars().count(),
        };
        text.0.iter().map(span).sum()
    };
    let longest = |(at, column): (usize, &Column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).map(letters);
        cells.chain([column.title.chars().count()]).max().unwrap_or(0).clamp(8, 45)
    };
    let longest: Vec<usize> = table.columns.iter().enumerate().map(longest).collect();
    let all: usize = longest.iter().sum::<usize>().max(1);
    longest.iter().map(|letters| TEXT_WIDTH * letters / all).collect()
}

fn cell(runs: &str, is_number: bool) -> String {
    let style = if is_number { "NumberCell" } else { "Cell" };
    format!("<w:tc>{}</w:tc>", paragraph(style, runs))
}
