//! Text within markup: HTML, the parts of a Word file, a feed.

/// Text as it stands in HTML and in XML, between tags and in attributes. Characters that XML 1.0 can't hold become spaces.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_that_people_type_breaks_the_file() {
        assert_eq!(escape("a<b>&\"c\"\u{1}\u{ffff}é'\n"), "a&lt;b&gt;&amp;&quot;c&quot;  é&#39;\n");
    }
}
