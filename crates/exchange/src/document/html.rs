//! A document as one printable HTML page: no scripts, nothing fetched from anywhere.

use super::escape::escape;
use super::style::STYLE;
use super::{Block, Document, Inline, Level, Span, Table};

/// Writes a document as one HTML page.
pub fn html(document: &Document) -> String {
    let title = escape(&document.title);
    let mut out = String::new();
    out.push_str("<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str(&format!("<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"));
    out.push_str(
        "<a class=\"skip\" href=\"#main\">Skip to the document</a>\n<main id=\"main\" tabindex=\"-1\">\n",
    );
    out.push_str(&format!("<h1>{title}</h1>\n"));
    let mut tables = 0;
    for part in &document.blocks {
        block(part, &mut tables, &mut out);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn block(block: &Block, tables: &mut usize, out: &mut String) {
    let text = match block {
        Block::Heading(Level::Section, title) => format!("<h2>{}</h2>", escape(title)),
        Block::Heading(Level::Part, title) => format!("<h3>{}</h3>", escape(title)),
        Block::Paragraph(text) => format!("<p>{}</p>", inline(text)),
        Block::List(items) => {
            let items: String = items.iter().map(|item| format!("<li>{}</li>\n", inline(item))).collect();
            format!("<ul>\n{items}</ul>")
        }
        Block::Table(shown) => {
            *tables += 1;
            table(shown, *tables)
        }
        Block::Note(text) => format!("<p class=\"note\">{}</p>", inline(text)),
        Block::Write(what) => {
            format!("<p class=\"write\"><strong>To write:</strong> {}</p>", escape(what))
        }
        Block::Sign(titles) => {
            let line = |title: &String| format!("<p class=\"sign\">{}: <span></span></p>", escape(title));
            titles.iter().map(line).collect::<Vec<_>>().join("\n")
        }
    };
    out.push_str(&text);
    out.push('\n');
}

/// A wide table scrolls within a group that the keyboard can reach; as a region, each would be a landmark.
fn table(table: &Table, number: usize) -> String {
    let mut out = format!(
        "<div class=\"scroll\" role=\"group\" aria-labelledby=\"table-{number}\" tabindex=\"0\">\n<table>\n\
         <caption id=\"table-{number}\">{}</caption>\n<thead>\n<tr>",
        escape(&table.caption)
    );
    for column in &table.columns {
        let class = number_class(column.is_number);
        out.push_str(&format!("<th scope=\"col\"{class}>{}</th>", escape(&column.title)));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let class = number_class(table.columns.get(at).is_some_and(|column| column.is_number));
            let cell = inline(cell);
            out.push_str(&match at {
                0 => format!("<th scope=\"row\">{cell}</th>"),
                _ => format!("<td{class}>{cell}</td>"),
            });
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>");
    out
}

fn number_class(is_number: bool) -> &'static str {
    if is_number { " class=\"number\"" } else { "" }
}

fn inline(text: &Inline) -> String {
    let span = |span: &Span| match span {
        Span::Text(text) => escape(text),
        Span::Strong(text) => format!("<strong>{}</strong>", escape(text)),
        Span::Code(code) => format!("<code>{}</code>", escape(code)),
    };
    text.0.iter().map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    #[test]
    fn what_people_typed_is_text_and_never_markup() {
        let mut document = Document::new("<script>alert(1)</script>");
        document.paragraph("a < b & \"c\"");
        let page = html(&document);
        assert!(!page.contains("<script"));
        assert!(page.contains("<p>a &lt; b &amp; &quot;c&quot;</p>"));
    }

    #[test]
    fn a_table_has_headers_with_scope_and_a_caption() {
        let mut document = Document::new("T");
        document.table(
            "Cap",
            vec![Column::words("Who"), Column::number("Pays")],
            vec![vec!["A".into(), "£1".into()]],
        );
        let page = html(&document);
        for part in [
            "<caption id=\"table-1\">Cap</caption>",
            "<th scope=\"col\">Who</th>",
            "<th scope=\"row\">A</th>",
            "<td class=\"number\">£1</td>",
            "tabindex=\"0\"",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
    }
}
