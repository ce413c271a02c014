//! A document as Markdown.

use super::{Block, Document, Inline, Level, Span, Table};

/// Writes a document as Markdown (CommonMark with tables).
///
/// ```
/// let mut document = exchange::document::Document::new("A case");
/// document.paragraph("It costs 5 * 2.");
/// assert_eq!(exchange::document::markdown(&document), "# A case\n\nIt costs 5 \\* 2.\n");
/// ```
pub fn markdown(document: &Document) -> String {
    let mut parts = vec![format!("# {}", escape(&document.title))];
    parts.extend(document.blocks.iter().map(block));
    parts.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(Level::Section, title) => format!("## {}", escape(title)),
        Block::Heading(Level::Part, title) => format!("### {}", escape(title)),
        Block::Paragraph(text) => inline(text),
        Block::List(items) => {
            items.iter().map(|item| format!("- {}", inline(item))).collect::<Vec<_>>().join("\n")
        }
        Block::Table(shown) => table(shown),
        Block::Note(text) => format!("> {}", inline(text)),
        Block::Write(what) => format!("**To write:** {}\n\n…", escape(what)),
        Block::Sign(titles) => {
            let line = |title: &String| format!("{}: {}", escape(title), "\\_".repeat(30));
            titles.iter().map(line).collect::<Vec<_>>().join("\n\n")
        }
    }
}

fn table(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![format!("*{}*", escape(&table.caption)), String::new()];
    lines.push(row(table.columns.iter().map(|column| escape(&column.title)).collect()));
    let rule = |is_number: bool| if is_number { "---:" } else { "---" }.to_string();
    lines.push(row(table.columns.iter().map(|column| rule(column.is_number)).collect()));
    lines.extend(table.rows.iter().map(|cells| row(cells.iter().map(inline).collect())));
    lines.join("\n")
}

fn inline(text: &Inline) -> String {
    let span = |span: &Span| match span {
        Span::Text(text) => escape(text),
        Span::Strong(text) => format!("**{}**", escape(text)),
        Span::Code(code) => format!("`{}`", code.replace(['`', '\n'], " ").replace('|', "\\|")),
    };
    text.0.iter().map(span).collect()
}

/// Characters that Markdown would take for marks; line ends become spaces.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '|' | '#' | '&' => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    #[test]
    fn a_table_has_a_rule_under_its_header() {
        let mut document = Document::new("T");
        let row = vec!["A|B".into(), Inline::new().text("£1 ").code("[x/1]")];
        document.table("Cap", vec![Column::words("Who"), Column::number("Pays")], vec![row]);
        let text = markdown(&document);
        assert!(
            text.ends_with("*Cap*\n\n| Who | Pays |\n| --- | ---: |\n| A\\|B | £1 `[x/1]` |\n"),
            "{text}"
        );
    }

    #[test]
    fn names_cannot_become_marks() {
        assert_eq!(escape("<b> *a*\n#1"), "\\<b\\> \\*a\\* \\#1");
    }
}
