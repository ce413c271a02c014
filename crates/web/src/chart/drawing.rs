use std::fmt::Write as _;

use super::Words;
use crate::Html;
use crate::html::escape;

/// A place across the chart, in hundredths of one per cent of its width.
pub(super) type Across = i64;

/// The whole width.
pub(super) const WIDTH: Across = 10_000;

/// Where a text stands from its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing that is being made.
#[derive(Debug)]
pub(super) struct Drawing<'a> {
    words: &'a Words,
    body: String,
}

impl<'a> Drawing<'a> {
    pub fn new(words: &'a Words) -> Self {
        Drawing { words, body: String::new() }
    }

    pub fn text(&mut self, x: Across, y: i64, anchor: Anchor, class: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let _ = writeln!(
            self.body,
            "<text class=\"{class}\" x=\"{}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>",
            percent(x),
            escape(text)
        );
    }

    /// A bar between two places; a pattern over its colour tells it in grey.
    pub fn bar(&mut self, from: Across, to: Across, y: i64, height: i64, fill: usize) {
        let (x, width) = (percent(from.min(to)), percent((to - from).abs()));
        let mut rect = |class: &str, paint: &str| {
            let _ = writeln!(
                self.body,
                "<rect class=\"{class}\"{paint} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
            );
        };
        rect(&format!("bar fill-{}", fill % FILLS), "");
        if fill % FILLS > 0 {
            rect("bar-pattern", &format!(" fill=\"url(#{}-pattern-{})\"", self.words.id, fill % FILLS));
        }
    }

    pub fn line(&mut self, class: &str, (x1, y1): (Across, i64), (x2, y2): (Across, i64)) {
        let (x1, x2) = (percent(x1), percent(x2));
        let _ =
            writeln!(self.body, "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
    }

    pub fn dot(&mut self, class: &str, x: Across, y: i64, radius: i64) {
        let _ = writeln!(
            self.body,
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{y}\" r=\"{radius}\"/>",
            percent(x)
        );
    }

    /// The finished drawing, so many pixels high, with the patterns of so many fills.
    pub fn finish(self, height: i64, fills: usize) -> Html {
        let Words { id, title, description } = self.words;
        let patterns: String = (1..fills.min(FILLS)).map(|fill| pattern(id, fill)).collect();
        Html::raw(format!(
            "<svg class=\"app-chart\" xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" height=\"{height}\" \
             role=\"img\" aria-labelledby=\"{id}-title {id}-description\">\n<title id=\"{id}-title\">{}</title>\n\
             <desc id=\"{id}-description\">{}</desc>\n{patterns}{}</svg>",
            escape(title),
            escape(description),
            self.body
        ))
    }
}

/// So many fills can be told apart.
pub(super) const FILLS: usize = 6;

fn pattern(id: &str, fill: usize) -> String {
    let lines = match fill {
        1 => "M0 8L8 0",
        2 => "M0 0L8 8",
        3 => "M4 0V8",
        4 => "M0 4H8",
        _ => "M0 4H8M4 0V8",
    };
    format!(
        "<pattern id=\"{id}-pattern-{fill}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
         <path class=\"hatch\" d=\"{lines}\"/></pattern>\n"
    )
}

/// A key to fills or dashes, as a list beside the drawing.
pub(super) fn legend(id: &str, names: &[&str], class: &str) -> Html {
    let mut out = String::from("<ul class=\"app-legend\">");
    for (number, name) in names.iter().enumerate() {
        let mark = match class {
            "fill" => {
                let fill = number % FILLS;
                let pattern = match fill {
                    0 => String::new(),
                    _ => format!("<rect fill=\"url(#{id}-pattern-{fill})\" width=\"28\" height=\"18\"/>"),
                };
                format!("<rect class=\"fill-{fill}\" width=\"28\" height=\"18\"/>{pattern}")
            }
            _ => format!("<line class=\"line stroke-{}\" x1=\"0\" y1=\"9\" x2=\"28\" y2=\"9\"/>", number % 4),
        };
        let _ = write!(
            out,
            "<li><svg class=\"app-chart app-legend__mark\" width=\"28\" height=\"18\" aria-hidden=\"true\">{mark}</svg>{}</li>",
            escape(name)
        );
    }
    out.push_str("</ul>");
    Html::raw(out)
}

fn percent(hundredths: i64) -> String {
    let (sign, size) = (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
    match size % 100 {
        0 => format!("{sign}{}%", size / 100),
        part => format!("{sign}{}.{part:02}%", size / 100),
    }
}
