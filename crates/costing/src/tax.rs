use register::Rows;
use register::rules::{Recoverable, VatRule};
use register::tables::DestinationKind;
use vocabulary::{Code, Date};

use crate::in_force::holds;

/// Value added tax on a service that an NHS body buys.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VatShare {
    /// Tax on the price before tax, per cent.
    pub charged_percent: f64,
    /// How much of the tax comes back, per cent of it.
    pub recoverable_percent: f64,
    /// Which row of the table.
    pub row: usize,
}

impl VatShare {
    /// Tax that stays with the buyer, per cent of the price before tax.
    pub fn irrecoverable_percent(&self) -> f64 {
        self.charged_percent * (100.0 - self.recoverable_percent) / 100.0
    }
}

/// The tax on a service from a kind of supplier on a day: the row of the service, else that of any service. A
/// share that isn't stated counts as nothing recovered. None when the table has no row in force.
pub fn vat_share(
    rows: &Rows<VatRule>,
    service: &Code,
    supplier_kind: DestinationKind,
    on: Date,
) -> Option<VatShare> {
    let of_service = |service: &str| {
        let fits = rows.iter().enumerate().filter(|(_, row)| {
            row.service_code.as_str() == service
                && row.supplier_kind == supplier_kind
                && holds(row.valid_from, row.valid_to, on)
        });
        fits.max_by_key(|(_, row)| row.valid_from)
    };
    let (number, row) = of_service(service.as_str()).or_else(|| of_service("*"))?;
    let recoverable_percent = match row.recoverable {
        Recoverable::Yes => 100.0,
        Recoverable::No => 0.0,
        Recoverable::Share => row.recoverable_percent.map_or(0.0, |percent| percent.0),
    };
    Some(VatShare { charged_percent: row.charged_percent.0, recoverable_percent, row: number })
}
