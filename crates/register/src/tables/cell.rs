//! Values that can stand in cells: what each looks like, how it is read and written.

use vocabulary::{Basis, Code, Date, FinancialYear, Pence};

/// What a column may hold; templates, schemas and the documentation are made from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ColumnKind {
    /// A code.
    Code,
    /// Several codes with `;` between them.
    Codes,
    /// Any text.
    Text,
    /// An ISO date.
    Date,
    /// A financial year such as 2013/14.
    FinancialYear,
    /// Pounds, zero or more.
    Money,
    /// Pounds, of either sign.
    Balance,
    /// A number within bounds.
    Number {
        /// The smallest number that is allowed.
        min: f64,
        /// The largest number that is allowed.
        max: f64,
    },
    /// A whole number, zero or more.
    Count,
    /// `yes` or `no`.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Several of these words with `;` between them.
    Choices(&'static [&'static str]),
}

/// A value that can stand in a cell of a table.
pub trait Cell: Sized {
    /// What the column may hold.
    const KIND: ColumnKind;
    /// May the cell be blank?
    const OPTIONAL: bool = false;
    /// Reads the text of a cell (already trimmed). Errors say what was expected.
    fn read(text: &str) -> Result<Self, String>;
    /// Writes the value in its one canonical form.
    fn write(&self) -> String;
}

impl<T: Cell> Cell for Option<T> {
    const KIND: ColumnKind = T::KIND;
    const OPTIONAL: bool = true;
    fn read(text: &str) -> Result<Self, String> {
        if text.is_empty() { Ok(None) } else { T::read(text).map(Some) }
    }
    fn write(&self) -> String {
        self.as_ref().map(T::write).unwrap_or_default()
    }
}

impl Cell for Code {
    const KIND: ColumnKind = ColumnKind::Code;
    fn read(text: &str) -> Result<Self, String> {
        text.parse()
    }
    fn write(&self) -> String {
        self.to_string()
    }
}

/// Several codes in one cell, with `;` between them; the order is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Codes(pub Vec<Code>);

impl Cell for Codes {
    const KIND: ColumnKind = ColumnKind::Codes;
    const OPTIONAL: bool = true;
    fn read(text: &str) -> Result<Self, String> {
        let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
        Ok(Codes(parts.map(Code::new).collect()))
    }
    fn write(&self) -> String {
        self.0.iter().map(Code::as_str).collect::<Vec<_>>().join(";")
    }
}

/// Several values of a choice in one cell, with `;` between them, sorted, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Several<T>(pub Vec<T>);

impl Cell for String {
    const KIND: ColumnKind = ColumnKind::Text;
    const OPTIONAL: bool = true;
    fn read(text: &str) -> Result<Self, String> {
        Ok(text.to_string())
    }
    fn write(&self) -> String {
        self.clone()
    }
}

/// Text that isn't blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title(pub String);

impl Cell for Title {
    const KIND: ColumnKind = ColumnKind::Text;
    fn read(text: &str) -> Result<Self, String> {
        if text.is_empty() { Err("some text".into()) } else { Ok(Title(text.to_string())) }
    }
    fn write(&self) -> String {
        self.0.clone()
    }
}

impl Cell for Date {
    const KIND: ColumnKind = ColumnKind::Date;
    fn read(text: &str) -> Result<Self, String> {
        let expected = || "an ISO date such as 2013-05-01".to_string();
        if text.len() != 10 || !text.is_ascii() {
            return Err(expected());
        }
        text.parse().map_err(|_| expected())
    }
    fn write(&self) -> String {
        self.to_string()
    }
}

impl Cell for FinancialYear {
    const KIND: ColumnKind = ColumnKind::FinancialYear;
    fn read(text: &str) -> Result<Self, String> {
        text.parse()
    }
    fn write(&self) -> String {
        self.to_string()
    }
}

impl Cell for Pence {
    const KIND: ColumnKind = ColumnKind::Money;
    fn read(text: &str) -> Result<Self, String> {
        let amount = Balance::read(text)?.0;
        if amount < Pence::ZERO { Err("an amount of zero or more".into()) } else { Ok(amount) }
    }
    fn write(&self) -> String {
        self.pounds_text()
    }
}

/// The largest amount that is read: a trillion pounds. Sums of such amounts can still be held in whole pence.
const AMOUNT_MAX: Pence = Pence(100_000_000_000_000);

/// Pounds of either sign: a reserve may be a debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance(pub Pence);

impl Cell for Balance {
    const KIND: ColumnKind = ColumnKind::Balance;
    fn read(text: &str) -> Result<Self, String> {
        let amount: Pence = text.parse().map_err(|error: vocabulary::PenceError| error.to_string())?;
        if amount.abs() > AMOUNT_MAX {
            Err(format!("an amount of at most {AMOUNT_MAX}"))
        } else {
            Ok(Balance(amount))
        }
    }
    fn write(&self) -> String {
        self.0.pounds_text()
    }
}

fn number(text: &str, min: f64, max: f64) -> Result<f64, String> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let expected = || match (min, max) {
        (min, max) if min == f64::MIN && max == f64::MAX => "a plain number".to_string(),
        (min, max) if max == f64::MAX => format!("a plain number of {min} or more"),
        (min, max) => format!("a plain number from {min} to {max}"),
    };
    let value: f64 = if plain { text.parse().map_err(|_| expected())? } else { return Err(expected()) };
    if value.is_finite() && value >= min && value <= max { Ok(value) } else { Err(expected()) }
}

macro_rules! number_cell {
    ($(#[$doc:meta])* $name:ident, $min:expr, $max:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
        pub struct $name(pub f64);

        impl Cell for $name {
            const KIND: ColumnKind = ColumnKind::Number { min: $min, max: $max };
            fn read(text: &str) -> Result<Self, String> {
                // Adding zero turns a negative zero into zero, which has one way to be written.
                number(text, $min, $max).map(|value| $name(value + 0.0))
            }
            fn write(&self) -> String {
                self.0.to_string()
            }
        }
    };
}

number_cell!(
    /// A quantity of zero or more: people, posts, kilometres, pounds a head.
    Quantity, 0.0, f64::MAX);
number_cell!(
    /// A number above zero: the size of a step.
    Positive, f64::MIN_POSITIVE, f64::MAX);
number_cell!(
    /// A share in per cent, 0 to 100.
    Percent, 0.0, 100.0);
number_cell!(
    /// Any number.
    Number, f64::MIN, f64::MAX);

impl Cell for u32 {
    const KIND: ColumnKind = ColumnKind::Count;
    fn read(text: &str) -> Result<Self, String> {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let expected = || "a whole number of zero or more".to_string();
        if digits { text.parse().map_err(|_| expected()) } else { Err(expected()) }
    }
    fn write(&self) -> String {
        self.to_string()
    }
}

impl Cell for bool {
    const KIND: ColumnKind = ColumnKind::Flag;
    fn read(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "yes" | "true" => Ok(true),
            "no" | "false" => Ok(false),
            _ => Err("yes or no".into()),
        }
    }
    fn write(&self) -> String {
        if *self { "yes" } else { "no" }.to_string()
    }
}

/// Lets the enums of [`vocabulary::choice`] stand in cells, alone and several at once.
macro_rules! choice_cell {
    ($($name:ty),+ $(,)?) => { $(
        impl $crate::tables::cell::Cell for $name {
            const KIND: $crate::tables::cell::ColumnKind = $crate::tables::cell::ColumnKind::Choice(<$name>::WORDS);
            fn read(text: &str) -> Result<Self, String> {
                text.parse()
            }
            fn write(&self) -> String {
                self.to_string()
            }
        }

        impl $crate::tables::cell::Cell for $crate::tables::cell::Several<$name> {
            const KIND: $crate::tables::cell::ColumnKind = $crate::tables::cell::ColumnKind::Choices(<$name>::WORDS);
            const OPTIONAL: bool = true;
            fn read(text: &str) -> Result<Self, String> {
                let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
                let mut values = parts.map(|part| part.parse()).collect::<Result<Vec<$name>, String>>()?;
                values.sort();
                values.dedup();
                Ok($crate::tables::cell::Several(values))
            }
            fn write(&self) -> String {
                self.0.iter().map(|value| value.word()).collect::<Vec<_>>().join(";")
            }
        }
    )+ };
}
pub(crate) use choice_cell;

choice_cell!(Basis);
