//! Writes the register pack `data/england-2013`: 211 commissioners, 19 support units and what was bought.
//!
//! Everything is read from `data/sources` (raw copies, and `ballast/` for what was written by hand), every
//! modelled figure comes from [`model`], and the same sources always give the same bytes. What a later register
//! is built with as well (files, tables, money, the model's shares) is public.

mod alternatives;
mod bodies;
mod costs;
pub mod folder;
mod history;
mod links;
pub mod model;
pub mod money;
mod pay;
mod places;
mod prices;
pub mod raw;
mod readme;
pub mod services;
mod staff;
mod successions;
pub mod table;
mod units;

use std::process::ExitCode;

use folder::File;
use raw::Sources;

/// Any failure, in words: what was being read or worked out, and what was wrong with it.
pub type Result<T> = std::result::Result<T, String>;

/// Writes the pack and the rates, or compares them, as the command line asks.
pub fn program() -> ExitCode {
    folder::program("england-2013", |data| build(&Sources::read(&data.join("sources"))?))
}

/// From sources to the files of the pack, in reading order.
fn build(sources: &Sources) -> Result<Vec<File>> {
    let people = places::registered_april_2013(sources)?;
    let links = links::who_used_whom(sources)?;
    let market = prices::market(&links, &people)?;

    let mut tables = vec![
        sources.by_hand("sources")?,
        sources.by_hand("labels")?,
        sources.by_hand("words")?,
        sources.by_hand("intentions")?,
        sources.by_hand("moves")?,
        sources.by_hand("ratings")?,
        bodies::table(sources)?,
        successions::table(sources)?,
        places::populations(sources)?,
        places::neighbours(sources)?,
        places::allowances(sources)?,
        services::table()?,
        units::table()?,
        history::facts(sources)?,
        history::plans(sources, &links, &people)?,
        prices::table(&market)?,
        costs::table(&market)?,
        staff::table(&market)?,
        alternatives::table(&market)?,
    ];
    tables.extend(history::nothing_published()?);

    let mut files = vec![File::new("england-2013/README.md", readme::text(&tables, &market).into_bytes())];
    for table in tables {
        files.push(table.into_file("england-2013")?);
    }
    files.push(File::new("england-2013/boundaries.topojson", sources.boundaries.clone()));
    files.push(pay::table(sources)?);
    files.push(pay::deflator(sources)?);
    Ok(files)
}
