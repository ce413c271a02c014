//! What belongs to an agreement line: what it would cost elsewhere, and what it costs the unit.

use register::Snapshot;
use register::tables::{AgreementLine, Alternative};
use vocabulary::{Code, Pence};

use crate::listing::{Cell, Section};

/// Its alternatives and its unit's pools for the service.
pub(super) fn sections(snapshot: &Snapshot, key: &str) -> Vec<Section> {
    let line = snapshot.rows.agreement_lines.iter().find(|line| line.line_id.as_str() == key);
    line.map_or_else(Vec::new, |line| {
        vec![alternatives(snapshot, line), pools(snapshot, &line.supplier_code, &line.service_code)]
    })
}

fn alternatives(snapshot: &Snapshot, line: &AgreementLine) -> Section {
    let volume = line.volume.map(|volume| volume.0);
    let on = line.start_date.unwrap_or_default();
    let volume = volume.or_else(|| snapshot.people(&line.buyer_code, on).map(f64::from));
    let mut section = Section::new("alternatives", "What it would cost elsewhere")
        .column("alternative_id", "Alternative")
        .column("kind", "Kind")
        .column("fixed_gbp", "Fixed")
        .column("per_volume_gbp", "Per volume")
        .column("at_volume_gbp", "At its volume")
        .column("basis", "Known");
    let mine = |row: &&Alternative| {
        row.service_code == line.service_code
            && (row.buyer_code == line.buyer_code || row.buyer_code.is_any())
    };
    for row in snapshot.rows.alternatives.iter().filter(mine) {
        section.row(vec![
            Cell::text(row.alternative_id.as_str()),
            Cell::text(row.kind.word().replace('_', " ")),
            Cell::maybe(row.fixed_gbp, Cell::Money),
            Cell::maybe(row.per_volume_gbp, |pounds| Cell::text(format!("£{}", pounds.0))),
            Cell::maybe(volume, |volume| Cell::Money(cost_at(row, volume))),
            Cell::text(row.basis.word()),
        ]);
    }
    section
}

/// What an alternative costs a year at a volume, before value added tax and without the cost of switching.
fn cost_at(row: &Alternative, volume: f64) -> Pence {
    let fixed = row.fixed_gbp.unwrap_or_default().as_f64();
    let per_volume = row.per_volume_gbp.map_or(0.0, |pounds| pounds.0) * volume * 100.0;
    let steps = row.step_volume.map_or(0.0, |size| (volume / size.0).ceil());
    Pence::round(fixed + per_volume + steps * row.step_gbp.unwrap_or_default().as_f64())
}

/// The costs of a unit for one service.
pub(super) fn pools(snapshot: &Snapshot, unit: &Code, service: &Code) -> Section {
    let mut section = Section::new("cost_pools", "What the service costs the unit")
        .column("pool_id", "Pool")
        .column("kind", "Kind")
        .column("annual_gbp", "A year")
        .column("staff", "Staff")
        .column("release", "Released after")
        .column("basis", "Known");
    let of_it = snapshot.rows.cost_pools.iter();
    for row in of_it.filter(|row| row.unit_code == *unit && row.service_code == *service) {
        section.row(vec![
            Cell::text(row.pool_id.as_str()),
            Cell::text(row.kind.word()),
            Cell::Money(row.annual_gbp),
            Cell::text(if row.is_staff { "yes" } else { "no" }),
            Cell::text(format!("{} months, over {}", row.release_delay_months, row.release_over_months)),
            Cell::text(row.basis.word()),
        ]);
    }
    section
}
