//! What a commissioner may spend on running itself.

use vocabulary::{Basis, Code, FinancialYear, Pence};

use super::declare::table;

table! {
    /// The running-cost money that a commissioner may spend in a year.
    "allowances" => Allowance, key [body_code, financial_year], source [source] {
        /// Commissioner.
        body_code: Code,
        /// Financial year.
        financial_year: FinancialYear,
        /// Pounds.
        amount_gbp: Pence,
        /// Row of `sources`.
        source: Code,
        /// How it is known.
        basis: Basis,
    }
}
