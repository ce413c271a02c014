//! Writes the register pack `data/england-2026`: 42 integrated care boards, and one modelled unit that closes.
//!
//! Boards, people, neighbours, boundaries and the envelope a head are what was published. The unit and all that
//! hangs on it are made up by the method of `england-2013`, in [`model`]. The same sources give the same bytes.

mod alternatives;
mod boards;
mod lines;
mod model;
mod moves;
mod readme;
mod sources;
mod unit;

use england_2013::Result;
use england_2013::folder::{self, File};
use england_2013::table::Table;
use sources::Sources;

/// The register's name, and its folder under `data`.
const REGISTER: &str = "england-2026";

fn main() -> std::process::ExitCode {
    folder::program(REGISTER, |data| build(&Sources::read(&data.join("sources"))?))
}

/// From sources to the files of the pack, in reading order.
fn build(sources: &Sources) -> Result<Vec<File>> {
    let lines = lines::priced(sources)?;
    let mut tables = vec![
        sources.by_hand("sources")?,
        sources.by_hand("labels")?,
        sources.by_hand("facts")?,
        boards::bodies(sources)?,
        boards::populations(sources)?,
        boards::neighbours(sources)?,
        boards::allowances(sources)?,
        unit::services()?,
        unit::units()?,
        lines::table(&lines)?,
        unit::cost_pools(&lines)?,
        unit::post_groups(sources, &lines)?,
        alternatives::table(&lines)?,
        moves::table(&lines)?,
    ];
    // Nothing of these is known: a header says that we looked.
    for name in ["successions", "intentions", "plans", "ratings", "quality", "satisfaction"] {
        tables.push(Table::new(name)?);
    }
    let mut files = vec![readme::file(&tables, &lines)];
    for table in tables {
        files.push(table.into_file(REGISTER)?);
    }
    files.push(File::new(&format!("{REGISTER}/boundaries.topojson"), sources.boundaries.clone()));
    Ok(files)
}
