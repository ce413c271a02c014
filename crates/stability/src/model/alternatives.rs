use std::collections::HashMap;

use costing::CostCurve;
use ledger::Ledger;
use register::Snapshot;
use vocabulary::{Code, Pence};

use super::Alternative;

/// Alternatives by service, ready to be matched to lines.
pub(super) struct Alternatives {
    pub(super) list: Vec<Alternative>,
    pub(super) curves: Vec<CostCurve>,
    by_service: HashMap<Code, Vec<usize>>,
}

impl Alternatives {
    /// Every alternative of the register for the given services, sorted by id.
    pub(super) fn of(snapshot: &Snapshot, names: &mut Ledger, wanted: impl Fn(&Code) -> bool) -> Self {
        let mut all = Alternatives { list: Vec::new(), curves: Vec::new(), by_service: HashMap::new() };
        for row in snapshot.rows.alternatives.iter().filter(|row| wanted(&row.service_code)) {
            all.by_service.entry(row.service_code.clone()).or_default().push(all.list.len());
            if let Some(supplier) = &row.supplier_code {
                names.body(supplier);
            }
            all.list.push(Alternative {
                id: row.alternative_id.clone(),
                own: !row.buyer_code.is_any(),
                buyer_code: row.buyer_code.clone(),
                service_code: row.service_code.clone(),
                kind: row.kind,
                supplier_code: row.supplier_code.clone(),
                lead_months: row.lead_months.unwrap_or(0),
                row: names.row(format!("alternatives/{}", row.alternative_id)),
            });
            let pence = |amount: Option<Pence>| amount.map_or(0.0, Pence::as_f64);
            all.curves.push(CostCurve {
                fixed: pence(row.fixed_gbp),
                per_volume: row.per_volume_gbp.map_or(0.0, |pounds| pounds.0 * 100.0),
                step: pence(row.step_gbp),
                step_volume: row.step_volume.map_or(0.0, |step| step.0),
                vat_share: row.irrecoverable_vat_percent.map_or(0.0, |percent| percent.0 / 100.0),
                switching: pence(row.switching_gbp),
                spread_years: row.spread_years.map_or(1.0, |years| years.0),
            });
        }
        all
    }

    /// Those open to a buyer of a service, in the order of their ids.
    pub(super) fn open_to(&self, buyer: &Code, service: &Code) -> Vec<usize> {
        let of_service = self.by_service.get(service).map_or(&[][..], Vec::as_slice);
        let open = |index: &&usize| {
            let row = &self.list[**index];
            row.buyer_code.is_any() || row.buyer_code == *buyer
        };
        of_service.iter().filter(open).copied().collect()
    }
}
