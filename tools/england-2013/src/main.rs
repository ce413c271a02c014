//! Writes the register pack `data/england-2013`: 211 commissioners, 19 support units and what was bought.
//!
//! Everything is read from `data/sources` (raw copies, and `ballast/` for what was written by hand), every
//! modelled figure comes from [`model`], and the same sources always give the same bytes.

mod alternatives;
mod bodies;
mod costs;
mod folder;
mod history;
mod links;
mod model;
mod money;
mod pay;
mod places;
mod prices;
mod raw;
mod readme;
mod services;
mod staff;
mod successions;
mod table;
mod units;

use std::path::PathBuf;
use std::process::ExitCode;

use folder::File;
use raw::Sources;

/// Any failure, in words: what was being read or worked out, and what was wrong with it.
type Result<T> = std::result::Result<T, String>;

const USAGE: &str = "usage: england-2013 [--root DIR] [--check]";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("england-2013: {message}");
            ExitCode::from(3)
        }
    }
}

fn run() -> Result<ExitCode> {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    let files = build(&Sources::read(&arguments.root.join("data/sources"))?)?;
    let data = arguments.root.join("data");
    if !arguments.check {
        folder::write(&data, &files)?;
        println!("{} files written under {}", files.len(), data.display());
        return Ok(ExitCode::SUCCESS);
    }
    let stale = folder::differing(&data, &files);
    for path in &stale {
        println!("differs: {}", path.display());
    }
    Ok(if stale.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
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
        files.push(table.into_file()?);
    }
    files.push(File::new("england-2013/boundaries.topojson", sources.boundaries.clone()));
    files.push(pay::table(sources)?);
    files.push(pay::deflator(sources)?);
    Ok(files)
}

/// What the command line asked for.
struct Arguments {
    root: PathBuf,
    check: bool,
}

impl Arguments {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let mut arguments = Self { root: PathBuf::from("."), check: false };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--check" => arguments.check = true,
                "--root" => arguments.root = PathBuf::from(words.next().ok_or(USAGE)?),
                _ => return Err(format!("{word} is not known; {USAGE}")),
            }
        }
        Ok(arguments)
    }
}
