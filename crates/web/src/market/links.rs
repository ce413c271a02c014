//! From cells to what they lead to.

use listing::{Cell, Section};
use register::Snapshot;
use register::tables::Role;
use vocabulary::Code;

use super::view::{Subject, View};
use crate::Html;
use crate::components::{Column, Table, Tag};

/// Makes tables of sections, with links that keep the reader's day.
pub(super) struct Linker<'a> {
    pub snapshot: &'a Snapshot,
    pub view: View,
}

impl Linker<'_> {
    /// The page of a body: a unit's, or that of what it buys.
    pub fn body(&self, code: &Code) -> Subject {
        let is_unit = self.snapshot.body(code).is_some_and(|body| body.roles.0.contains(&Role::Unit))
            || self.snapshot.rows.agreement_lines.iter().any(|line| line.supplier_code == *code);
        if is_unit { Subject::Unit(code.clone()) } else { Subject::Buyer(code.clone()) }
    }

    fn to(&self, subject: &Subject, words: &str) -> Html {
        Html::link(&self.view.address(subject), words)
    }

    /// The cell of a column.
    pub fn cell(&self, key: &str, cell: &Cell) -> Html {
        match (key, cell) {
            ("service", Cell::Named(code, name)) => self.to(&Subject::Service(code.clone()), name),
            ("source" | "known_from", Cell::Named(code, name)) => {
                self.to(&Subject::Source(code.clone()), name)
            }
            ("source", Cell::Text(text)) => self.source(text),
            (_, Cell::Named(code, name)) => self.to(&self.body(code), name),
            ("under", Cell::Text(yes)) if yes == "yes" => Tag::coloured("under", "red").into(),
            ("backed", Cell::Text(no)) if no == "no" => Tag::coloured("not backed", "red").into(),
            ("backed", Cell::Text(_)) => Tag::coloured("backed", "green").into(),
            ("used", Cell::Text(used)) if used == "used" => Tag::coloured("used", "green").into(),
            ("used", Cell::Text(_)) => Tag::coloured("kept", "grey").into(),
            (_, cell) => cell.words().into(),
        }
    }

    /// A source's code; what stands after it, such as its rank, is no part of it.
    fn source(&self, text: &str) -> Html {
        let (code, rest) = text.split_once(' ').map_or((text, ""), |(code, rest)| (code, rest));
        let known = self.snapshot.source(&Code::new(code));
        match known {
            Some(_) if rest.is_empty() => self.to(&Subject::Source(Code::new(code)), code),
            Some(_) => self.to(&Subject::Source(Code::new(code)), code).then(" ").then(rest),
            None => text.into(),
        }
    }

    /// The table of a section; `rows` lead to pages of their own where it says so.
    pub fn table(&self, section: &Section, rows: &dyn Fn(usize) -> Option<Subject>) -> Table {
        let column = |(at, column): (usize, &listing::Column)| Column {
            title: Html::from(&column.title),
            is_numeric: section.is_numeric(at),
        };
        let columns = section.columns.iter().enumerate().map(column).collect();
        let row = |(number, cells): (usize, &Vec<Cell>)| {
            let cell = |(at, column): (usize, &listing::Column)| {
                let cell = cells.get(at).unwrap_or(&Cell::Blank);
                match rows(number).filter(|_| at == 0) {
                    Some(subject) => self.to(&subject, &cell.words()),
                    None => self.cell(column.key, cell),
                }
            };
            section.columns.iter().enumerate().map(cell).collect()
        };
        Table::new(&section.title, columns, section.rows.iter().enumerate().map(row).collect())
    }
}
