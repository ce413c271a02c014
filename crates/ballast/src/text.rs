//! Text for a terminal of 100 columns: headings, paragraphs and tables.

/// Columns of the page.
pub const WIDTH: usize = 100;

/// A page of text under way.
#[derive(Debug, Clone, Default)]
pub struct Page {
    out: String,
    colour: bool,
}

/// How a column of a table is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

impl Page {
    /// An empty page, with headings in bold or plain.
    pub fn new(colour: bool) -> Self {
        Page { out: String::new(), colour }
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.out
    }

    /// A heading, after an empty line.
    pub fn heading(&mut self, title: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let lines = wrap(title, WIDTH);
        for line in &lines {
            let line = if self.colour { format!("\u{1b}[1m{line}\u{1b}[0m\n") } else { format!("{line}\n") };
            self.out.push_str(&line);
        }
        if !self.colour {
            let longest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
            self.out.push_str(&"-".repeat(longest.min(WIDTH)));
            self.out.push('\n');
        }
    }

    /// A paragraph, wrapped.
    pub fn paragraph(&mut self, text: &str) {
        for line in wrap(text, WIDTH) {
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.out.push('\n');
    }

    /// A table. The first column gives way when the page is too narrow.
    pub fn table(&mut self, columns: &[(&str, Align)], rows: &[Vec<String>]) {
        let cell = |row: &Vec<String>, i: usize| row.get(i).cloned().unwrap_or_default();
        let mut widths: Vec<usize> = columns.iter().map(|(title, _)| width(title)).collect();
        for (i, widest) in widths.iter_mut().enumerate() {
            *widest = rows.iter().map(|row| width(&cell(row, i))).chain([*widest]).max().unwrap_or(0);
        }
        let gaps = 2 * (columns.len().saturating_sub(1)) + 2;
        let others: usize = widths.iter().skip(1).sum();
        if let Some(first) = widths.first_mut() {
            *first = (*first).min(WIDTH.saturating_sub(others + gaps).max(12));
        }
        let header: Vec<String> = columns.iter().map(|(title, _)| (*title).to_string()).collect();
        for row in std::iter::once(&header).chain(rows) {
            let mut line = String::from("  ");
            for (i, (_, align)) in columns.iter().enumerate() {
                if i > 0 {
                    line.push_str("  ");
                }
                line.push_str(&set(&cell(row, i), widths[i], *align));
            }
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }
}

/// Characters of a text; every character that Ballast prints is one column wide.
pub fn width(text: &str) -> usize {
    text.chars().count()
}

fn set(text: &str, columns: usize, align: Align) -> String {
    let long = width(text) > columns;
    let text = if long {
        text.chars().take(columns.saturating_sub(1)).chain(['…']).collect()
    } else {
        text.to_string()
    };
    let fill = " ".repeat(columns.saturating_sub(width(&text)));
    match align {
        Align::Left => text + &fill,
        Align::Right => fill + &text,
    }
}

/// Breaks a text into lines between words.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let indent: String = paragraph.chars().take_while(|c| *c == ' ').collect();
        let mut line = String::new();
        let words = paragraph.split_whitespace().flat_map(|word| pieces(word, columns));
        for word in words {
            if !line.is_empty() && width(&line) + 1 + width(&word) > columns {
                lines.push(std::mem::take(&mut line));
            }
            if line.is_empty() {
                line.push_str(&indent);
            } else {
                line.push(' ');
            }
            line.push_str(&word);
        }
        lines.push(line);
    }
    lines
}

/// A word in pieces that fit a line.
fn pieces(word: &str, columns: usize) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(columns.max(1)).map(|piece| piece.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_keeps_to_the_page() {
        let mut page = Page::new(false);
        let row = vec!["A very long name of a body ".repeat(8), "£1".to_string()];
        page.table(&[("Body", Align::Left), ("Pays", Align::Right)], &[row]);
        let text = page.into_text();
        assert!(text.lines().all(|line| width(line) <= WIDTH), "{text}");
        assert!(text.contains('…'));
    }

    #[test]
    fn words_wrap_between_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
    }
}
