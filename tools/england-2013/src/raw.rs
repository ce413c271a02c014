//! The raw copies, read once: rows by column name, so that a missing column or cell names its file and line.

use std::fs;
use std::path::Path;
use std::str::FromStr;

use crate::Result;
use crate::table::{self, Table};

/// A CSV file as it was found.
pub struct Raw {
    name: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One row of a raw file.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    raw: &'a Raw,
    number: usize,
}

/// All that the pack is made from.
pub(crate) struct Sources {
    pub ccgs: Raw,
    pub area_teams: Raw,
    pub adjacency: Raw,
    pub became: Raw,
    pub icbs: Raw,
    pub commissioners: Raw,
    pub inferred: Raw,
    pub press_facts: Raw,
    pub market_facts: Raw,
    pub pay: Raw,
    pub deflator: Raw,
    pub per_head: Raw,
    pub local_bodies: Raw,
    pub unit_successions: Raw,
    pub boundaries: Vec<u8>,
    written: Vec<(&'static str, Raw)>,
}

impl Sources {
    /// Reads `data/sources`.
    pub fn read(folder: &Path) -> Result<Self> {
        let raw = |name: &str| Raw::read(folder, name);
        let boundaries = folder.join("ccg-2013/ccg_2013.topojson");
        let written = ["sources", "labels", "words", "intentions", "moves", "ratings"]
            .into_iter()
            .map(|name| Ok((name, raw(&format!("ballast/{name}.csv"))?)))
            .collect::<Result<_>>()?;
        Ok(Self {
            ccgs: raw("ccg-2013/ccg_2013.csv")?,
            area_teams: raw("ccg-2013/area_teams_2013.csv")?,
            adjacency: raw("ccg-2013/adjacency_2013.csv")?,
            became: raw("ccg-later/ccg_2013_to_2020_2021.csv")?,
            icbs: raw("icb/icb.csv")?,
            commissioners: raw("icb/commissioner_to_icb.csv")?,
            inferred: raw("csu/ccg_to_csu_2013_inferred.csv")?,
            press_facts: raw("csu/recorded_facts.csv")?,
            market_facts: raw("csu/csu_market_facts.csv")?,
            pay: raw("prices/agenda_for_change_pay.csv")?,
            deflator: raw("prices/gdp_deflator_financial_year.csv")?,
            per_head: raw("prices/ccg_running_cost_per_head.csv")?,
            local_bodies: raw("ballast/bodies.csv")?,
            unit_successions: raw("ballast/unit_successions.csv")?,
            boundaries: fs::read(&boundaries)
                .map_err(|e| format!("cannot read {}: {e}", boundaries.display()))?,
            written,
        })
    }

    /// A table of the pack that was written by hand, in the pack's own columns.
    pub fn by_hand(&self, name: &str) -> Result<Table> {
        let (name, raw) =
            self.written.iter().find(|(n, _)| *n == name).ok_or_else(|| format!("no table {name}"))?;
        let columns = table::columns(name)?;
        if raw.columns.iter().map(String::as_str).ne(columns.iter().copied()) {
            return Err(format!("{}: columns should be {}", raw.name, columns.join(",")));
        }
        let mut table = Table::new(name)?;
        for row in &raw.rows {
            table.push(row.clone());
        }
        Ok(table)
    }
}

impl Raw {
    /// Reads a file under a folder.
    pub fn read(folder: &Path, name: &str) -> Result<Self> {
        let path = folder.join(name);
        let mut reader =
            csv::Reader::from_path(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        let words = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let columns = words(reader.headers().map_err(|e| format!("{name}: {e}"))?);
        let rows = reader
            .records()
            .map(|record| record.map(|r| words(&r)).map_err(|e| format!("{name}: {e}")))
            .collect::<Result<_>>()?;
        Ok(Self { name: name.to_owned(), columns, rows })
    }

    /// Its rows, in their order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.rows.len()).map(|number| Row { raw: self, number })
    }
}

impl<'a> Row<'a> {
    /// The cell of a column, which may be empty.
    pub fn get(self, column: &str) -> Result<&'a str> {
        let at = self.raw.columns.iter().position(|c| c == column);
        at.and_then(|at| self.raw.rows[self.number].get(at))
            .map(String::as_str)
            .ok_or_else(|| format!("{}, row {}: no column {column}", self.raw.name, self.number + 2))
    }

    /// The cell of a column as a number.
    pub fn number<T: FromStr>(self, column: &str) -> Result<T> {
        let cell = self.get(column)?;
        cell.parse().map_err(|_| {
            format!("{}, row {}: {column} is {cell:?}, not a number", self.raw.name, self.number + 2)
        })
    }
}
