//! Markup as a list of tags and texts: white space and the order of attributes don't matter.

/// One line for each tag or text.
pub fn lines(html: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('<') {
            let end = end_of_tag(after);
            lines.push(tag(&after[..end]));
            rest = &after[(end + 1).min(after.len())..];
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            let text = plain(&rest[..end]).split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                lines.push(text);
            }
            rest = &rest[end..];
        }
    }
    lines
}

fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn tag(inside: &str) -> String {
    let name_end = inside.find(char::is_whitespace).unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at(name_end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start().trim_start_matches('/');
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let key = &rest[..end];
        rest = &rest[end..];
        let Some(value) = rest.strip_prefix('=') else {
            attributes.push(key.to_string());
            continue;
        };
        let quote = value.chars().next().unwrap();
        let close = value[1..].find(quote).unwrap() + 1;
        attributes.push(attribute(key, &plain(&value[1..close])));
        rest = &value[close + 1..];
    }
    attributes.sort();
    format!("<{}>", [vec![name.trim_end_matches('/').to_string()], attributes].concat().join(" "))
}

/// The order of classes doesn't matter either.
fn attribute(key: &str, value: &str) -> String {
    let mut words: Vec<&str> = value.split_whitespace().collect();
    if key == "class" {
        words.sort_unstable();
    }
    format!("{key}={:?}", words.join(" "))
}

fn plain(text: &str) -> String {
    let pairs = [
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&ctdot;", "⋯"),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(text.to_string(), |text, (from, to)| text.replace(from, to))
}

#[test]
fn markup_is_compared_by_what_it_says() {
    assert_eq!(
        lines("<a b='1'  class=\"y x\">\n t &amp; u </a>"),
        lines("<a class=\"x y\" b=\"1\">t & u</a>")
    );
    assert_ne!(lines("<a b=\"1\">t</a>"), lines("<a b=\"2\">t</a>"));
    assert_ne!(lines("<a>t</a>"), lines("<a>t</a><br>"));
}
