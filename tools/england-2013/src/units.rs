//! The nineteen support units that started in April 2013.

use crate::Result;
use crate::row;
use crate::table::Table;

/// Codes in order; `X-` codes are local, because no official code was found.
pub const UNITS: [&str; 19] = [
    "0AD",
    "0AE",
    "0AJ",
    "0AM",
    "0AP",
    "0AQ",
    "0AR",
    "0AT",
    "0AV",
    "0AX",
    "0CC",
    "0CE",
    "0CF",
    "0CG",
    "0CH",
    "X-ARDEN",
    "X-GEM",
    "X-SOUTH",
    "X-SOUTH-WEST",
];

/// The local code of a unit without an official one, by the name in the inferred map.
pub fn local_code(name: &str) -> Result<&'static str> {
    Ok(match name {
        "NHS Arden CSU" => "X-ARDEN",
        "NHS Greater East Midlands CSU" => "X-GEM",
        "NHS South CSU" => "X-SOUTH",
        "NHS South West CSU" => "X-SOUTH-WEST",
        other => return Err(format!("no code for {other:?}")),
    })
}

/// Hosted by NHS England, with no reserve published; a surplus of five per cent was required (F28).
pub fn table() -> Result<Table> {
    let mut table = Table::new("units")?;
    for unit in UNITS {
        table.push(row![unit, "0.00", 5, 4, "ballast-model-units", "assumed"]);
    }
    Ok(table)
}
