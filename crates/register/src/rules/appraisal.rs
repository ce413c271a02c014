//! Rates of the economic case beside the discount rates: prices of other years, and how much early estimates
//! are usually out.

use vocabulary::{Basis, Code, Date, FinancialYear};

use crate::tables::cell::{Percent, Positive, Quantity, Title, choice_cell};
use crate::tables::declare::table;

table! {
    /// Prices of financial years against each other, by the deflator of gross domestic product.
    "gdp_deflator" => Deflator, key [financial_year], source [] {
        /// Financial year.
        financial_year: FinancialYear,
        /// Its price level; 2024/25 is 100.
        index: Positive,
        /// How it is known.
        basis: Basis,
        /// Where it is known from, in words.
        source: Title,
        /// When to look at the row again; blank for a year that won't be changed much.
        review_date: Option<Date>,
    }
}

vocabulary::choice! {
    /// What an estimate is of.
    pub enum EstimatedCost {
        /// What is built or bought once.
        Capital = "capital",
        /// What it costs to run.
        Operating = "operating",
        /// How long the works take.
        Duration = "duration",
    }
}
choice_cell!(EstimatedCost);

table! {
    /// Optimism bias: by how much early estimates of a kind of project are too low, before and after
    /// everything that can be done about it has been done.
    "optimism_bias" => OptimismBias, key [category, cost, valid_from], source [] {
        /// Kind of project.
        category: Code,
        /// What the estimate is of.
        cost: EstimatedCost,
        /// First day.
        valid_from: Date,
        /// Last day; blank if it still holds.
        valid_to: Option<Date>,
        /// Upper bound: where nothing has been done about it, per cent.
        upper_percent: Quantity,
        /// Lower bound: where its causes have been dealt with, per cent.
        lower_percent: Percent,
        /// How it is known.
        basis: Basis,
        /// Where it is known from, in words.
        source: Title,
        /// When to look at the row again.
        review_date: Option<Date>,
    }
}
