use vocabulary::Findings;

use crate::raw::{RawPack, RawTable};
use crate::read::read_table;
use crate::resolve::{Conflict, resolve_table};
use crate::rows::Rows;
use crate::tables::{self, Row, Table};

/// Names every table once; from it come the register, its list of tables and what is done table by table.
macro_rules! register {
    ($($(#[doc = $doc:literal])+ $field:ident: $row:ty,)+) => {
        /// Every row that was read, table by table, conflicts and all.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Register { $($(#[doc = $doc])+ pub $field: Rows<$row>,)+ }

        /// Every table of a pack, in the order in which templates show them.
        pub const TABLES: &[Table] = &[$(<$row as Row>::TABLE,)+];

        impl Register {
            /// Reads one table of a pack into the register.
            pub(crate) fn take(&mut self, raw: &RawTable, findings: &mut Findings) -> bool {
                $(if raw.name == <$row as Row>::TABLE.name {
                    read_table(raw, &mut self.$field, findings);
                    return true;
                })+
                false
            }

            /// The register as text, rows sorted, in canonical form: reading it back gives the same.
            pub fn to_raw(&self, name: &str) -> RawPack {
                let tables = vec![$(write_table(&self.$field),)+];
                RawPack { name: name.to_string(), tables }
            }

            /// One row for each key, sorted, and what was chosen where sources disagree.
            pub(crate) fn resolved(&self, findings: &mut Findings) -> (Register, Vec<Conflict>) {
                let mut conflicts = Vec::new();
                let rank = |source: Option<&vocabulary::Code>| rank_of(&self.sources, source);
                let resolved = Register {
                    $($field: resolve_table(&self.$field, &rank, &mut conflicts, findings),)+
                };
                (resolved, conflicts)
            }
        }
    };
}

register! {
    /// Where numbers come from.
    sources: tables::Source,
    /// What a source printed and no other table holds.
    facts: tables::Fact,
    /// From the words of a source to services.
    words: tables::Word,
    /// Organisations.
    bodies: tables::Body,
    /// The register's own words for the roles.
    labels: tables::Label,
    /// What became of bodies.
    successions: tables::Succession,
    /// How many people a body serves.
    populations: tables::Population,
    /// Which bodies lie beside each other.
    neighbours: tables::Adjacency,
    /// What a commissioner may spend on running itself.
    allowances: tables::Allowance,
    /// Lines of support that are bought.
    services: tables::Service,
    /// What is known of units as businesses.
    units: tables::Unit,
    /// Who buys what from whom.
    agreement_lines: tables::AgreementLine,
    /// What it costs a unit to serve.
    cost_pools: tables::CostPool,
    /// Posts of units.
    post_groups: tables::PostGroup,
    /// What a service would cost elsewhere.
    alternatives: tables::Alternative,
    /// What customers say that they will spend.
    intentions: tables::Intention,
    /// What units say that they will earn and spend.
    plans: tables::Plan,
    /// Moves that were intended, decided or done.
    moves: tables::RecordedMove,
    /// How units were rated.
    ratings: tables::Rating,
    /// How well services are done.
    quality: tables::QualityMeasure,
    /// How content customers are.
    satisfaction: tables::Satisfaction,
}

fn write_table<T: Row>(rows: &Rows<T>) -> RawTable {
    RawTable {
        name: T::TABLE.name.to_string(),
        columns: T::TABLE.columns.iter().map(|column| column.name.to_string()).collect(),
        rows: (2..)
            .zip(rows.sorted())
            .map(|(line, (_, row))| crate::raw::RawRow { line, cells: row.write() })
            .collect(),
    }
}

fn rank_of(sources: &Rows<tables::Source>, source: Option<&vocabulary::Code>) -> u32 {
    let known = source.and_then(|code| sources.iter().find(|row| row.source_id == *code));
    known.map_or(u32::MAX, |row| row.rank)
}
