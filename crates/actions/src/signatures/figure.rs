use register::Snapshot;
use register::tables::{PoolKind, Row, Table, Tier};
use vocabulary::{Basis, Code};

/// A figure about a unit that is derived or assumed.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Which: `table/key/column`, as scenarios write it.
    pub at: String,
    /// Its table.
    pub table: &'static str,
    /// The key of its row.
    pub key: String,
    /// Its column.
    pub column: &'static str,
    /// The service that it belongs to; none when it is about the unit as a whole.
    pub service: Option<Code>,
    /// What its row is about.
    pub subject: Subject,
    /// The value, as the register writes it.
    pub value: String,
    /// How it is known: derived or assumed.
    pub basis: Basis,
    /// The source that its row cites.
    pub source: Code,
}

/// What the row of a figure is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The unit as a whole.
    Unit,
    /// A cost.
    Cost {
        /// How it follows volume.
        kind: PoolKind,
        /// Is it people?
        is_staff: bool,
    },
    /// Posts.
    Posts {
        /// Pay band.
        band: Code,
        /// Frontline or management.
        tier: Tier,
        /// Place of work; may be blank.
        place: String,
    },
    /// What a customer buys.
    Line {
        /// The customer.
        buyer: Code,
    },
}

/// The columns of each table that the engine reckons with.
const UNIT: [&str; 2] = ["opening_reserve_gbp", "required_margin_percent"];
const COST: [&str; 4] = ["annual_gbp", "step_volume", "release_delay_months", "release_over_months"];
const POSTS: [&str; 2] = ["wte", "mean_service_years"];
const LINE: [&str; 3] = ["annual_gbp", "volume", "notice_months"];

/// The figures about a unit that a register derives or assumes: of its reserve and margin, its costs, its posts and
/// its lines. Cells that are blank hold no figure.
pub(crate) fn figures(snapshot: &Snapshot, unit: &Code) -> Vec<Figure> {
    let rows = &snapshot.rows;
    let overhead = |service: &Code| snapshot.service(service).is_some().then(|| service.clone());
    let mut all = Vec::new();
    for row in rows.units.iter().filter(|row| row.unit_code == *unit) {
        add(&mut all, row, &UNIT, (row.basis, &row.source), None, &Subject::Unit);
    }
    for row in rows.cost_pools.iter().filter(|row| row.unit_code == *unit) {
        let subject = Subject::Cost { kind: row.kind, is_staff: row.is_staff };
        add(&mut all, row, &COST, (row.basis, &row.source), overhead(&row.service_code), &subject);
    }
    for row in rows.post_groups.iter().filter(|row| row.unit_code == *unit) {
        let subject = Subject::Posts { band: row.band.clone(), tier: row.tier, place: row.place.clone() };
        add(&mut all, row, &POSTS, (row.basis, &row.source), overhead(&row.service_code), &subject);
    }
    for row in rows.agreement_lines.iter().filter(|row| row.supplier_code == *unit) {
        let subject = Subject::Line { buyer: row.buyer_code.clone() };
        add(&mut all, row, &LINE, (row.basis, &row.source), overhead(&row.service_code), &subject);
    }
    all
}

fn add<T: Row>(
    all: &mut Vec<Figure>,
    row: &T,
    columns: &[&'static str],
    (basis, source): (Basis, &Code),
    service: Option<Code>,
    subject: &Subject,
) {
    if basis == Basis::Recorded {
        return;
    }
    let (table, key, cells): (Table, _, _) = (T::TABLE, row.key(), row.write());
    for column in columns {
        let value = table.position(column).and_then(|at| cells.get(at)).filter(|value| !value.is_empty());
        all.extend(value.map(|value| Figure {
            at: format!("{}/{key}/{column}", table.name),
            table: table.name,
            key: key.clone(),
            column,
            service: service.clone(),
            subject: subject.clone(),
            value: value.clone(),
            basis,
            source: source.clone(),
        }));
    }
}
