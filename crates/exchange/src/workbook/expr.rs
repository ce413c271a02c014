use std::ops::{Add, Div, Mul, Sub};
use std::rc::Rc;

use rust_xlsxwriter::utility::row_col_to_cell;

/// Where a cell is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    pub sheet: Rc<str>,
    pub row: u32,
    pub column: u16,
}

impl At {
    /// As a formula on a sheet writes it: `D7`, or `'Option A'!D7` from another sheet.
    pub fn seen_from(&self, sheet: &str) -> String {
        let cell = row_col_to_cell(self.row, self.column);
        if *self.sheet == *sheet { cell } else { format!("'{}'!{cell}", self.sheet) }
    }

    /// As a defined name writes it: `'Option A'!$D$7`.
    pub fn fixed(&self) -> String {
        format!(
            "'{}'!{}",
            self.sheet,
            rust_xlsxwriter::utility::row_col_to_cell_absolute(self.row, self.column)
        )
    }
}

/// A cell that was written, with the number in it.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub at: At,
    pub value: f64,
}

/// A formula together with the number that it gives. The number is worked out as the formula is put together, so
/// that what is kept in the file and what a spreadsheet finds can't be two different calculations.
#[derive(Debug, Clone)]
pub(super) struct Expr {
    node: Node,
    pub value: f64,
}

#[derive(Debug, Clone)]
enum Node {
    Number(f64),
    Cell(At),
    Range(At, At),
    Binary(Operator, Box<Node>, Box<Node>),
    Call(&'static str, Vec<Node>),
    /// Text with `{}` where references stand.
    Template(String, Vec<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

impl Operator {
    fn sign(self) -> char {
        match self {
            Operator::Plus => '+',
            Operator::Minus => '-',
            Operator::Times => '*',
            Operator::Over => '/',
        }
    }

    fn binds(self) -> u8 {
        match self {
            Operator::Plus | Operator::Minus => 1,
            Operator::Times | Operator::Over => 2,
        }
    }
}

impl Node {
    fn binds(&self) -> u8 {
        match self {
            Node::Binary(operator, ..) => operator.binds(),
            Node::Number(number) if *number < 0.0 => 0,
            _ => 3,
        }
    }

    fn written(&self, sheet: &str) -> String {
        let list = |nodes: &[Node]| nodes.iter().map(|node| node.written(sheet)).collect::<Vec<_>>();
        match self {
            Node::Number(number) => number.to_string(),
            Node::Cell(at) => at.seen_from(sheet),
            Node::Range(from, to) => {
                format!("{}:{}", from.seen_from(sheet), row_col_to_cell(to.row, to.column))
            }
            Node::Call(name, arguments) => format!("{name}({})", list(arguments).join(",")),
            Node::Template(text, references) => {
                let mut parts = text.split("{}").map(str::to_string);
                let first = parts.next().unwrap_or_default();
                list(references)
                    .into_iter()
                    .zip(parts)
                    .fold(first, |all, (reference, part)| all + &reference + &part)
            }
            Node::Binary(operator, left, right) => {
                let wrapped = |node: &Node, least: u8| {
                    let text = node.written(sheet);
                    if node.binds() < least { format!("({text})") } else { text }
                };
                // a-(b-c) and a/(b*c) need their brackets; a+(b+c) reads the same with them.
                let (left, right) = (wrapped(left, operator.binds()), wrapped(right, operator.binds() + 1));
                format!("{left}{}{right}", operator.sign())
            }
        }
    }
}

impl Expr {
    /// The formula as a sheet writes it, without `=`.
    pub fn written(&self, sheet: &str) -> String {
        self.node.written(sheet)
    }

    /// A formula that no operator makes: `{}` stands for each reference in order.
    pub fn template(text: &str, references: &[Expr], value: f64) -> Expr {
        let nodes = references.iter().map(|expr| expr.node.clone()).collect();
        Expr { node: Node::Template(text.to_string(), nodes), value }
    }

    fn call(name: &'static str, arguments: Vec<Expr>, value: f64) -> Expr {
        Expr { node: Node::Call(name, arguments.into_iter().map(|argument| argument.node).collect()), value }
    }

    fn binary(operator: Operator, left: Expr, right: Expr, value: f64) -> Expr {
        Expr { node: Node::Binary(operator, Box::new(left.node), Box::new(right.node)), value }
    }

    /// Rounded to so many places, half away from zero.
    pub fn rounded(self, places: i32) -> Expr {
        let scale = 10f64.powi(places);
        let value = (self.value * scale).round() / scale;
        Expr::call("ROUND", vec![self, number(f64::from(places))], value)
    }

    /// Not below the other.
    pub fn at_least(self, other: Expr) -> Expr {
        let value = self.value.max(other.value);
        Expr::call("MAX", vec![self, other], value)
    }

    /// Not above the other.
    pub fn at_most(self, other: Expr) -> Expr {
        let value = self.value.min(other.value);
        Expr::call("MIN", vec![self, other], value)
    }
}

/// A number that stands in the formula itself: 1, 12, 100; never an input.
pub(super) fn number(value: f64) -> Expr {
    Expr { node: Node::Number(value), value }
}

/// A reference to a cell of text, for templates.
pub(super) fn text_at(at: &At) -> Expr {
    Expr { node: Node::Cell(at.clone()), value: f64::NAN }
}

/// A reference to several cells, for templates; their sum is its value.
pub(super) fn range(cells: &[Cell]) -> Expr {
    let value = cells.iter().map(|cell| cell.value).sum();
    match (cells.first(), cells.last()) {
        (Some(first), Some(last)) => Expr { node: Node::Range(first.at.clone(), last.at.clone()), value },
        _ => number(0.0),
    }
}

/// The sum of cells: `SUM` over a block, else one by one.
pub(super) fn sum(cells: &[Cell]) -> Expr {
    if is_block(cells) {
        let value = cells.iter().map(|cell| cell.value).sum();
        return Expr::call("SUM", vec![range(cells)], value);
    }
    let all = cells.iter().map(Expr::from).reduce(|all, next| all + next);
    all.unwrap_or_else(|| number(0.0))
}

/// Do cells stand one beside or one under the other, without a gap?
fn is_block(cells: &[Cell]) -> bool {
    let step = |pair: &[Cell]| {
        let (one, next) = (&pair[0].at, &pair[1].at);
        let step = (next.row.wrapping_sub(one.row), next.column.wrapping_sub(one.column));
        if one.sheet == next.sheet { step } else { (0, 0) }
    };
    let steps: Vec<_> = cells.windows(2).map(step).collect();
    !steps.is_empty()
        && (steps.iter().all(|step| *step == (0, 1)) || steps.iter().all(|step| *step == (1, 0)))
}

impl From<&Cell> for Expr {
    fn from(cell: &Cell) -> Expr {
        Expr { node: Node::Cell(cell.at.clone()), value: cell.value }
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $operator:ident, $sign:tt) => {
        impl<T: Into<Expr>> $trait<T> for Expr {
            type Output = Expr;
            fn $method(self, other: T) -> Expr {
                let other = other.into();
                let value = self.value $sign other.value;
                Expr::binary(Operator::$operator, self, other, value)
            }
        }

        impl<T: Into<Expr>> $trait<T> for &Cell {
            type Output = Expr;
            fn $method(self, other: T) -> Expr {
                Expr::from(self) $sign other
            }
        }
    };
}

operator!(Add, add, Plus, +);
operator!(Sub, sub, Minus, -);
operator!(Mul, mul, Times, *);
operator!(Div, div, Over, /);

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: u32, column: u16, value: f64) -> Cell {
        Cell { at: At { sheet: "Here".into(), row, column }, value }
    }

    #[test]
    fn brackets_stand_where_they_matter() {
        let (a, b, c) = (cell(0, 0, 8.0), cell(1, 0, 3.0), cell(2, 0, 2.0));
        let upper = &a - (&b - &c) * &c;
        assert_eq!((upper.written("Here").as_str(), upper.value), ("A1-(A2-A3)*A3", 6.0));
        let apart = &a - (&b - &c);
        assert_eq!((apart.written("Here").as_str(), apart.value), ("A1-(A2-A3)", 7.0));
        let over = &a / (&b * &c);
        assert_eq!(over.written("Elsewhere"), "'Here'!A1/('Here'!A2*'Here'!A3)");
    }

    #[test]
    fn a_block_is_summed_at_once_and_scattered_cells_one_by_one() {
        let cells = [cell(4, 3, 1.0), cell(5, 3, 2.0), cell(6, 3, 4.0)];
        assert_eq!((sum(&cells).written("Here").as_str(), sum(&cells).value), ("SUM(D5:D7)", 7.0));
        let scattered = [cells[0].clone(), cells[2].clone()];
        assert_eq!(sum(&scattered).written("Here"), "D5+D7");
        assert_eq!(sum(&[]).written("Here"), "0");
    }
}
