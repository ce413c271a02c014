use vocabulary::{Code, Pence};

/// A value of an answer, which knows how people and how programs read it.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Blank,
    /// Words.
    Text(String),
    /// A body or a service: people read its name, programs get code and name.
    Named(Code, String),
    /// An amount: whole pounds for people.
    Money(Pence),
    /// An amount that lies between two others, both included.
    Range(Pence, Pence),
    /// An amount in pence that people read with its pence: a price a head.
    Rate(f64),
    /// Per cent, to one place.
    Percent(f64),
    /// Per cent as exactly as two places go: a share of printed numbers.
    Exact(f64),
    /// A number of things.
    Count(u64),
    /// An index: whole for people.
    Index(f64),
}

impl Cell {
    /// Words, or nothing.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::Blank } else { Cell::Text(text) }
    }

    /// A number of things.
    pub fn count(count: usize) -> Self {
        Cell::Count(count as u64)
    }

    /// A value that may not be known.
    pub fn maybe<T>(value: Option<T>, cell: impl Fn(T) -> Cell) -> Self {
        value.map_or(Cell::Blank, cell)
    }

    /// Is it a number, which stands at the right?
    pub fn is_number(&self) -> bool {
        !matches!(self, Cell::Blank | Cell::Text(_) | Cell::Named(..))
    }

    /// As people read it.
    pub fn words(&self) -> String {
        match self {
            Cell::Blank => "–".to_string(),
            Cell::Text(text) => text.clone(),
            Cell::Named(_, name) => name.clone(),
            Cell::Money(amount) => amount.whole_pounds(),
            Cell::Range(low, high) if low == high => low.whole_pounds(),
            Cell::Range(low, high) => format!("{} to {}", low.whole_pounds(), high.whole_pounds()),
            Cell::Rate(pence) => Pence::round(*pence).to_string(),
            Cell::Percent(percent) => {
                let text = format!("{percent:.1}%");
                if text == "-0.0%" { "0.0%".to_string() } else { text.replace('-', "−") }
            }
            Cell::Exact(percent) => format!("{}%", two_places(*percent)),
            Cell::Count(count) => thousands(*count),
            Cell::Index(index) => thousands(index.round() as u64),
        }
    }
}

/// A number with at most two places, without trailing zeros.
pub fn two_places(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// A whole number with commas.
pub fn thousands(count: u64) -> String {
    Pence(i64::try_from(count.saturating_mul(100)).unwrap_or(i64::MAX)).whole_pounds().replace('£', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_numbers_in_their_own_way() {
        let cases = [
            (Cell::Money(Pence(123_456)), "£1,235"),
            (Cell::Range(Pence(-250_000), Pence(123_456)), "−£2,500 to £1,235"),
            (Cell::Range(Pence(123_456), Pence(123_456)), "£1,235"),
            (Cell::Rate(950.0), "£9.50"),
            (Cell::Exact(11.25), "11.25%"),
            (Cell::Exact(40.0), "40%"),
            (Cell::Percent(15.49), "15.5%"),
            (Cell::Percent(-2.0), "−2.0%"),
            (Cell::Percent(-0.01), "0.0%"),
            (Cell::Count(900_000), "900,000"),
            (Cell::Blank, "–"),
        ];
        for (cell, words) in cases {
            assert_eq!(cell.words(), words);
        }
    }
}
