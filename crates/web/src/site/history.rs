//! What was done to a thing, in order, each step with the way to prove it.

use vocabulary::Date;

use super::encoded;
use super::plain::Plain;
use crate::Html;
use crate::components::{Column, Table};

/// Adds the history: of each step the day, what was done, and its receipt in the record. What was done several times in a row on
/// a day is one row, which leads to the last of them.
pub(crate) fn history<'a>(
    page: Plain,
    steps: impl Iterator<Item = (Date, String, Option<&'a str>)>,
) -> Plain {
    let mut rows: Vec<(Date, String, usize, Option<&str>)> = Vec::new();
    for (on, what, receipt) in steps {
        match rows.last_mut() {
            Some((day, last, times, known)) if (*day, &*last) == (on, &what) => {
                *times += 1;
                *known = receipt;
            }
            _ => rows.push((on, what, 1, receipt)),
        }
    }
    if rows.is_empty() {
        return page;
    }
    let prove = |receipt: &str| Html::link(&format!("/prove?receipt={}", encoded(receipt)), "Prove it");
    let row = |(on, what, times, receipt): (Date, String, usize, Option<&str>)| {
        let times = if times > 1 { format!(", {times} times") } else { String::new() };
        vec![
            on.strftime("%-d %B %Y").to_string().into(),
            format!("{what}{times}").into(),
            receipt.map_or(Html::default(), prove),
        ]
    };
    let columns = ["When", "What", "Record"].map(Column::words).into();
    let rows = rows.into_iter().map(row).collect();
    page.heading("What was done").add(Table::new("What was done, in order", columns, rows))
}
