use std::ops::Deref;

use crate::tables::Row;

/// Rows of one table, each with the line that it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows<T> {
    items: Vec<T>,
    lines: Vec<u32>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows { items: Vec::new(), lines: Vec::new() }
    }
}

impl<T: Row> Rows<T> {
    /// Adds a row that was read from `line`.
    pub fn push(&mut self, line: u32, row: T) {
        self.items.push(row);
        self.lines.push(line);
    }

    /// Keeps the rows that fit, in their order.
    pub fn retain(&mut self, fits: impl Fn(&T) -> bool) {
        let kept: Vec<bool> = self.items.iter().map(fits).collect();
        let mut of_items = kept.iter();
        self.items.retain(|_| of_items.next().is_some_and(|kept| *kept));
        let mut of_lines = kept.iter();
        self.lines.retain(|_| of_lines.next().is_some_and(|kept| *kept));
    }

    /// Puts the rows in the order of (key, source).
    pub fn sort(&mut self)
    where
        T: Clone,
    {
        let (lines, items) = self.sorted().into_iter().map(|(line, row)| (line, row.clone())).unzip();
        (self.lines, self.items) = (lines, items);
    }

    /// Each row with its line.
    pub fn numbered(&self) -> impl Iterator<Item = (u32, &T)> {
        self.lines.iter().copied().zip(&self.items)
    }

    /// The rows in the order of (key, source): the order in which everything is summed and hashed.
    pub fn sorted(&self) -> Vec<(u32, &T)> {
        let mut rows: Vec<_> = self.numbered().map(|(line, row)| (row.key(), line, row)).collect();
        rows.sort_by(|a, b| (&a.0, a.2.source()).cmp(&(&b.0, b.2.source())));
        rows.into_iter().map(|(_, line, row)| (line, row)).collect()
    }
}

impl<T> Deref for Rows<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.items
    }
}
