//! What customers say that they will spend.

use vocabulary::{Basis, Code, Date, FinancialYear, Pence};

use super::declare::table;

table! {
    /// What customers say that they will spend with a supplier.
    "intentions" => Intention, key [buyer_code, supplier_code, service_code, financial_year], source [source] {
        /// Buyer.
        buyer_code: Code,
        /// Supplier.
        supplier_code: Code,
        /// Service, or `*`.
        service_code: Code,
        /// Financial year.
        financial_year: FinancialYear,
        /// Low end, pounds.
        low_gbp: Pence,
        /// High end, pounds.
        high_gbp: Pence,
        /// Are these pounds a head?
        per_head: bool,
        /// When it was said.
        stated_on: Option<Date>,
        /// Row of `sources`.
        source: Code,
        /// How it is known.
        basis: Basis,
    }
}
