//! Payments over £25,000 as published: whose they are, what they add up to, and the rows that are kept of them.

mod content;
mod rows;
mod sums;

use exchange::spend::Dropped;
use market::SupplierMatch;
use store::Id;
use vocabulary::{Code, Findings, Pence};

pub(crate) use content::Content;
pub(crate) use rows::pack;
pub use sums::Sum;
pub(crate) use sums::{ReadFile, sums, suppliers};

/// Files of payments that were uploaded, as they are now.
#[derive(Debug)]
pub struct Spend {
    /// The draft that holds them.
    pub draft: Id,
    /// The draft's version, to change it with.
    pub version: i64,
    /// Whose register it is for.
    pub body: Code,
    /// Which of their registers.
    pub register: String,
    /// Each file.
    pub files: Vec<FileRead>,
    /// Payments that an earlier file holds as well; they are counted once.
    pub repeated: usize,
    /// Suppliers that may be a unit, by name.
    pub suppliers: Vec<Supplier>,
    /// How many other suppliers there are.
    pub others: usize,
    /// Every unit of the register: code and name, by name.
    pub units: Vec<(Code, String)>,
    /// What it adds up to, by file, unit, payer and month.
    pub sums: Vec<Sum>,
}

impl Spend {
    /// Has a person said of each supplier that may be a unit whether it is one?
    pub fn is_confirmed(&self) -> bool {
        self.suppliers.iter().all(|supplier| supplier.said.is_some())
    }
}

/// One file.
#[derive(Debug)]
pub struct FileRead {
    /// Its name.
    pub name: String,
    /// How many payments it holds.
    pub payments: usize,
    /// The rows that are no payments.
    pub dropped: Vec<Dropped>,
    /// What else is to be said of it.
    pub findings: Findings,
}

/// A supplier that may be a unit.
#[derive(Debug)]
pub struct Supplier {
    /// Its name, as published.
    pub name: String,
    /// How many payments went to it.
    pub payments: usize,
    /// What they add up to.
    pub total: Pence,
    /// The units that it may be, the likeliest first.
    pub matches: Vec<SupplierMatch>,
    /// The unit that is proposed.
    pub proposed: Option<Code>,
    /// What a person said: a unit, or none; nothing while nobody has.
    pub said: Option<Option<Code>>,
}
