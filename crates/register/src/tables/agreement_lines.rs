//! Who buys what from whom.

use vocabulary::{Basis, Code, Date, Pence};

use super::cell::Quantity;
use super::cell::choice_cell;
use super::declare::table;

vocabulary::choice! {
    /// How the price of a line is made.
    pub enum PriceBasis {
        /// A share of the unit's cost, set anew at each review.
        CostShare = "cost_share",
        /// Agreed, until the agreement ends.
        Fixed = "fixed",
    }
}
choice_cell!(PriceBasis);

vocabulary::choice! {
    /// Which money pays for a line.
    pub enum Funding {
        /// Counts against the running-cost allowance.
        RunningCost = "running_cost",
        /// Money for care.
        Programme = "programme",
    }
}
choice_cell!(Funding);

table! {
    /// One buyer, one supplier, one service.
    "agreement_lines" => AgreementLine, key [line_id], source [source] {
        /// Names the line.
        line_id: Code,
        /// Body that buys.
        buyer_code: Code,
        /// Body that supplies.
        supplier_code: Code,
        /// Service.
        service_code: Code,
        /// Price, pounds a year.
        annual_gbp: Pence,
        /// Volume; blank for the buyer's registered people.
        volume: Option<Quantity>,
        /// How the price is made.
        price_basis: PriceBasis,
        /// Which money pays for it.
        funding: Option<Funding>,
        /// First day.
        start_date: Option<Date>,
        /// Last day; blank if none is agreed.
        end_date: Option<Date>,
        /// Notice in months; blank is none.
        notice_months: Option<u32>,
        /// Row of `sources`.
        source: Code,
        /// How it is known.
        basis: Basis,
    }
}
