//! What a unit says that it will earn and spend.

use vocabulary::{Code, FinancialYear, Pence};

use super::declare::table;

table! {
    /// What a unit says that it will earn and spend.
    "plans" => Plan, key [unit_code, service_code, buyer_code, financial_year], source [source] {
        /// Unit.
        unit_code: Code,
        /// Service, or `*`.
        service_code: Code,
        /// Buyer, or `*`.
        buyer_code: Code,
        /// Financial year.
        financial_year: FinancialYear,
        /// Income, pounds.
        income_gbp: Option<Pence>,
        /// Cost, pounds.
        cost_gbp: Option<Pence>,
        /// Row of `sources`.
        source: Code,
    }
}
