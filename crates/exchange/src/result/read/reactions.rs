//! What others do, and what it means for posts: the rows of `cascade.csv` and `people.csv`.

use vocabulary::{Month, Pence};

use super::rows::{Finite, FromCells, MONTH, MonthText, NUMBER, POUNDS};
use super::table::Cells;

/// A row of `cascade.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct CascadeRow {
    /// Round of the review.
    pub round: u32,
    /// Month of the review.
    pub month: Month,
    /// Who buys.
    pub buyer_code: String,
    /// From whom.
    pub supplier_code: String,
    /// What.
    pub service_code: String,
    /// The price that it faces, a year.
    pub price: Pence,
    /// What the best alternative costs, a year.
    pub alternative: Pence,
    /// Which that is.
    pub alternative_id: String,
    /// Does the line leave?
    pub leaves: bool,
}

impl FromCells for CascadeRow {
    const COLUMNS: &'static [&'static str] = &super::super::cascade::COLUMNS;

    fn from_cells(cells: &mut Cells<'_>) -> Option<Self> {
        let (round, month) = (cells.value("round", NUMBER), cells.value::<MonthText>("month", MONTH));
        let (price, alternative) = (cells.value("price_gbp", POUNDS), cells.value("alternative_gbp", POUNDS));
        Some(CascadeRow {
            round: round?,
            month: month?.0,
            buyer_code: cells.text("buyer_code"),
            supplier_code: cells.text("supplier_code"),
            service_code: cells.text("service_code"),
            price: price?,
            alternative: alternative?,
            alternative_id: cells.text("alternative_id"),
            leaves: cells.text("leaves") == "yes",
        })
    }
}

/// A row of `people.csv`: the posts stand on the first payer's row only.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleRow {
    /// The unit.
    pub unit_code: String,
    /// The service.
    pub service_code: String,
    /// The pay band.
    pub band: String,
    /// Frontline or management.
    pub tier: String,
    /// Whole-time equivalents that transfer.
    pub transfer_wte: f64,
    /// … that are redeployed.
    pub redeploy_wte: f64,
    /// … that are made redundant.
    pub redundant_wte: f64,
    /// What this payer pays.
    pub cost: Pence,
    /// Who pays.
    pub payer_code: String,
    /// When.
    pub month: Month,
}

impl FromCells for PeopleRow {
    const COLUMNS: &'static [&'static str] = &super::super::people::COLUMNS;

    fn from_cells(cells: &mut Cells<'_>) -> Option<Self> {
        let transfer = cells.value::<Finite>("transfer_wte", NUMBER);
        let redeploy = cells.value::<Finite>("redeploy_wte", NUMBER);
        let redundant = cells.value::<Finite>("redundant_wte", NUMBER);
        let (cost, month) = (cells.value("cost_gbp", POUNDS), cells.value::<MonthText>("month", MONTH));
        Some(PeopleRow {
            unit_code: cells.text("unit_code"),
            service_code: cells.text("service_code"),
            band: cells.text("band"),
            tier: cells.text("tier"),
            transfer_wte: transfer?.0,
            redeploy_wte: redeploy?.0,
            redundant_wte: redundant?.0,
            cost: cost?,
            payer_code: cells.text("payer_code"),
            month: month?.0,
        })
    }
}
