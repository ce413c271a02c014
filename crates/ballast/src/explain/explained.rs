use vocabulary::{Basis, Pence};

use super::behind::Behind;
use super::money::Group;

/// What a figure is worth.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Money.
    Money(Pence),
    /// A number and its unit: `%`, `months`, `posts`, or nothing.
    Number(f64, &'static str),
    /// Words.
    Words(String),
}

impl Value {
    /// As people read it: whole pounds, one decimal place.
    pub fn shown(&self) -> String {
        match self {
            Value::Money(pence) => pence.whole_pounds(),
            Value::Number(number, "%") => {
                let text = format!("{number:.1}%").replace('-', "−");
                if text == "−0.0%" { "0.0%".to_string() } else { text }
            }
            Value::Number(number, "posts") => format!("{number:.1}"),
            Value::Number(number, "people") => Pence::round(number * 100.0).whole_pounds().replace('£', ""),
            Value::Number(number, _) => plain(*number),
            Value::Words(words) => words.clone(),
        }
    }

    /// As a headline has it: `£4.0m`.
    pub fn short(&self) -> String {
        match self {
            Value::Money(pence) => pence.headline(),
            other => other.shown(),
        }
    }

    /// As files have it: every place that is known.
    pub fn exact(&self) -> String {
        match self {
            Value::Money(pence) => pence.pounds_text(),
            Value::Number(number, _) => plain(*number),
            Value::Words(words) => words.clone(),
        }
    }

    /// As `explain` prints it: exact, with its unit.
    pub fn printed(&self) -> String {
        match self {
            Value::Money(pence) => pence.to_string(),
            Value::Number(number, "%") => format!("{}%", plain(*number)).replace('-', "−"),
            Value::Number(number, unit) => format!("{} {unit}", plain(*number)).trim_end().to_string(),
            Value::Words(words) => words.clone(),
        }
    }

    /// The unit in the names of fields.
    pub fn unit(&self) -> &'static str {
        match self {
            Value::Money(_) => "gbp",
            Value::Number(_, "%") => "percent",
            Value::Number(_, unit) => unit,
            Value::Words(_) => "",
        }
    }
}

/// A number with at most six places, without trailing zeros.
fn plain(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// One of the numbers under an address.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    /// Which: `change`, `baseline` …
    pub name: String,
    /// Its value, as the result states it.
    pub value: Value,
}

/// A figure worked out again.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Check {
    /// Which figure.
    pub what: String,
    /// As the result states it.
    pub stated: Value,
    /// As it was worked out here.
    pub worked: Value,
    /// Are they the same?
    pub agrees: bool,
}

/// How much rests on recorded, derived and assumed rows.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Resting {
    /// Rows of each basis.
    pub rows: [usize; 3],
    /// Change in pence by the weakest row behind it.
    pub pence: [i64; 3],
}

impl Resting {
    /// The words for the three, in order.
    pub const WORDS: [&str; 3] = [Basis::Recorded.word(), Basis::Derived.word(), Basis::Assumed.word()];
}

/// All that there is to say about one figure.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Explained {
    /// Its address.
    pub address: String,
    /// What it is, for people.
    pub title: String,
    /// Its numbers, the main one first.
    pub figures: Vec<Figure>,
    /// How it is made.
    pub how: Vec<String>,
    /// The same worked out again.
    pub checks: Vec<Check>,
    /// The postings behind it.
    pub groups: Vec<Group>,
    /// The rows of the register behind it.
    pub rows: Vec<Behind>,
    /// How much rests on what.
    pub resting: Resting,
    /// What else there is to know.
    pub notes: Vec<String>,
}

impl Explained {
    /// An explanation that says nothing yet.
    pub fn of(address: impl Into<String>, title: impl Into<String>) -> Self {
        Explained { address: address.into(), title: title.into(), ..Explained::default() }
    }

    /// Adds a number as the result states it.
    pub fn figure(&mut self, name: &str, value: Value) {
        self.figures.push(Figure { name: name.to_string(), value });
    }

    /// Adds an amount of money.
    pub fn money(&mut self, name: &str, pence: Pence) {
        self.figure(name, Value::Money(pence));
    }

    /// Says how it is made.
    pub fn how(&mut self, words: impl Into<String>) {
        self.how.push(words.into());
    }

    /// Adds a note.
    pub fn note(&mut self, words: impl Into<String>) {
        self.notes.push(words.into());
    }

    /// Notes an amount that was worked out again, and how far it may be off.
    pub fn check_money(&mut self, what: &str, stated: Pence, worked: Pence, off_by: i64) {
        let agrees = (stated - worked).abs().0 <= off_by;
        let (stated, worked) = (Value::Money(stated), Value::Money(worked));
        self.checks.push(Check { what: what.to_string(), stated, worked, agrees });
    }

    /// Notes a number that was worked out again; six places are stated.
    pub fn check_number(&mut self, what: &str, unit: &'static str, stated: f64, worked: f64) {
        let agrees = (stated - worked).abs() <= 1e-6 * (1.0 + stated.abs() * 1e-6);
        let (stated, worked) = (Value::Number(stated, unit), Value::Number(worked, unit));
        self.checks.push(Check { what: what.to_string(), stated, worked, agrees });
    }

    /// Notes words that were worked out again.
    pub fn check_words(&mut self, what: &str, stated: &str, worked: &str) {
        let agrees = stated == worked;
        let (stated, worked) = (Value::Words(stated.to_string()), Value::Words(worked.to_string()));
        self.checks.push(Check { what: what.to_string(), stated, worked, agrees });
    }

    /// Is everything that was worked out again the same?
    pub fn agrees(&self) -> bool {
        self.checks.iter().all(|check| check.agrees)
    }

    /// A number by its name.
    pub fn named(&self, name: &str) -> Option<&Value> {
        self.figures.iter().find(|figure| figure.name == name).map(|figure| &figure.value)
    }
}
