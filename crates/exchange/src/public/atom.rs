//! Published cases as an Atom feed.

use vocabulary::Date;

use super::value::{PublicBody, PublicCase};
use crate::document::escape;

/// Whose feed it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its title.
    pub title: String,
    /// The whole address of the feed.
    pub address: String,
    /// The whole address of the page that it goes with.
    pub page: String,
    /// Who publishes.
    pub author: String,
    /// The domain that names things (RFC 4151), and a day on which it was the publisher's. They stay as they are when the
    /// server moves, so that no reader sees a case twice.
    pub authority: (String, Date),
    /// The day of the feed where there is no case yet.
    pub begun: Date,
}

/// Writes the feed, the case that changed last first. Ids are tag URIs: `tag:DOMAIN,DAY:case/REFERENCE`.
pub fn atom(feed: &Feed, cases: &[PublicCase]) -> String {
    let mut newest: Vec<&PublicCase> = cases.iter().collect();
    newest.sort_by(|a, b| (b.changed, &a.reference).cmp(&(a.changed, &b.reference)));
    let updated = newest.first().map_or(feed.begun, |case| case.changed);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\">\n",
    );
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("<id>{}</id>", id(feed, "cases")));
    line(format!("<title>{}</title>", escape(&feed.title)));
    line(format!("<updated>{}</updated>", time(updated)));
    line(format!("<author><name>{}</name></author>", escape(&feed.author)));
    line(format!("<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", escape(&feed.address)));
    line(format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&feed.page)));
    for case in newest {
        line("<entry>".to_string());
        line(format!("<id>{}</id>", id(feed, &format!("case/{}", case.reference))));
        line(format!("<title>{}</title>", escape(&case.title)));
        line(format!("<published>{}</published>", time(case.published)));
        line(format!("<updated>{}</updated>", time(case.changed)));
        line(format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&case.address)));
        for document in &case.documents {
            let (address, format) = (escape(&document.address), escape(&document.format));
            line(format!(
                "<link rel=\"related\" type=\"{format}\" title=\"{}\" href=\"{address}\"/>",
                escape(&document.title)
            ));
        }
        line(format!("<summary>{}</summary>", escape(&summary(case))));
        line("</entry>".to_string());
    }
    line("</feed>".to_string());
    out
}

/// Who, what came of the review, what was decided: in three short sentences.
fn summary(case: &PublicCase) -> String {
    let names =
        |bodies: &[PublicBody]| bodies.iter().map(|body| body.name.as_str()).collect::<Vec<_>>().join(", ");
    let mut said = vec![format!("{}.", names(&case.commissioners))];
    if let Some((verdict, on)) = &case.outcome {
        said.push(format!("Outcome: {}, {on}.", verdict.replace('-', " ")));
    }
    for decision in &case.decisions {
        said.push(format!("{}: {}, {}.", decision.body.name, decision.choice.replace('-', " "), decision.on));
    }
    said.join(" ")
}

fn id(feed: &Feed, what: &str) -> String {
    let (domain, day) = &feed.authority;
    // A tag holds what an address holds without escapes.
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-._/".contains(c) { c } else { '_' };
    escape(&format!("tag:{domain},{day}:{}", what.chars().map(plain).collect::<String>()))
}

/// The day's beginning: what is public of a case is known to the day.
fn time(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
