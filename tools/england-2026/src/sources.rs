//! What the register is made from.

use std::fs;
use std::path::Path;

use england_2013::Result;
use england_2013::raw::Raw;
use england_2013::table::{Table, columns};

/// The raw copies.
pub struct Sources {
    pub boards: Raw,
    pub adjacency: Raw,
    pub ccgs: Raw,
    pub deflator: Raw,
    pub boundaries: Vec<u8>,
    by_hand: Vec<(&'static str, Raw)>,
}

impl Sources {
    /// Reads `data/sources`.
    pub fn read(folder: &Path) -> Result<Self> {
        let raw = |name: &str| Raw::read(folder, name);
        let boundaries = folder.join("icb/icb_2024.topojson");
        let by_hand = ["sources", "labels", "facts"]
            .into_iter()
            .map(|name| Ok((name, raw(&format!("ballast-2026/{name}.csv"))?)))
            .collect::<Result<_>>()?;
        Ok(Self {
            boards: raw("icb/icb.csv")?,
            adjacency: raw("icb/adjacency_icb_2024.csv")?,
            ccgs: raw("ccg-2013/ccg_2013.csv")?,
            deflator: raw("prices/gdp_deflator_financial_year.csv")?,
            boundaries: fs::read(&boundaries)
                .map_err(|e| format!("cannot read {}: {e}", boundaries.display()))?,
            by_hand,
        })
    }

    /// A table of the pack that was written by hand, in the pack's own columns.
    pub fn by_hand(&self, name: &str) -> Result<Table> {
        let found = self.by_hand.iter().find(|(known, _)| *known == name);
        let (name, raw) = found.ok_or_else(|| format!("no table {name}"))?;
        let mut table = Table::new(name)?;
        for row in raw.rows() {
            let cells = columns(name)?.into_iter().map(|column| row.get(column).map(str::to_owned));
            table.push(cells.collect::<Result<_>>()?);
        }
        Ok(table)
    }
}
