//! Marks that people leave in a text which they share: `u017-0042` is the 42nd change of person 17. Each has one mark in
//! it, their last; whoever changes the text raises their own and leaves the others as they stand. So the text tells
//! of everybody which of their changes was the last that it kept.

fn begin(person: usize) -> String {
    format!("u{person:03}-")
}

/// The last change of somebody that a text kept; 0 when there is none.
pub fn last_of(text: &str, person: usize) -> u64 {
    let begin = begin(person);
    let mut words = text.split_whitespace();
    words.find_map(|word| word.strip_prefix(&begin)?.parse().ok()).unwrap_or_default()
}

/// The text with a mark in place of somebody's last. A line of its own begins with `#`: what is no text for people
/// is a comment of a scenario.
pub fn marked(text: &str, person: usize, number: u64) -> String {
    let (begin, last) = (begin(person), last_of(text, person));
    let (old, new) = (format!("{begin}{last:04}"), format!("{begin}{number:04}"));
    if last > 0 { text.replace(&old, &new) } else { format!("{}\n# {new}\n", text.trim_end()) }
}
