use std::collections::BTreeMap;

use exchange::write_zip;
use jiff::Timestamp;
use register::tables::{Row, Source};
use register::{RawPack, RawRow, RawTable, Snapshot};
use vocabulary::{Code, Finding, Place};

use super::see_corrections::{Correction, open};
use super::upload_register::{Upload, upload_rows};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::signatures::{SeenFigure, cells_of};

/// Makes an upload of corrections: rows as they are, with the values that their units say, each citing its unit as
/// its source. Nothing is saved in the register before the upload is confirmed. Each correction is named by its unit
/// and the figure as it was seen.
///
/// Errors: `Forbidden`; `NotFound`; `Invalid` when none is chosen or one isn't open; `Stale` when one has changed.
pub async fn take_up_corrections(
    desk: &Desk,
    actor: &Actor,
    (body, register): (&Code, &str),
    chosen: &[(Code, SeenFigure)],
    now: Timestamp,
) -> Result<Upload, Refusal> {
    allow(actor, Operation::AnswerCorrections, Some(body))?;
    let mut view = desk.store().view().await?;
    let seen = open(desk, &mut view, body, register, now).await?;
    drop(view);
    if chosen.is_empty() {
        return Err(Refusal::Invalid(vec![nothing()]));
    }
    let mut corrections = Vec::new();
    for (unit, figure) in chosen {
        corrections.push(chosen_of(&seen.open, unit, figure)?);
    }
    let pack = pack_of(&seen.snapshot, &corrections, now);
    let zip = write_zip(&pack).map_err(Refusal::Invalid)?;
    upload_rows(desk, actor, body, register, ("corrections.zip", &zip), now).await
}

/// The finding for an answer to no correction.
pub(super) fn nothing() -> Finding {
    Finding::error("nothing-to-take-up", Place::cell("corrections", "", "corrections"), "no correction")
        .expected("one correction or several")
        .action("Choose those that you answer.")
}

/// The open correction that somebody saw.
pub(super) fn chosen_of<'a>(
    open: &'a [Correction],
    unit: &Code,
    seen: &SeenFigure,
) -> Result<&'a Correction, Refusal> {
    let is_it = |one: &&Correction| one.unit == *unit && one.known.figure.at == seen.at;
    let Some(found) = open.iter().find(is_it) else {
        return Err(Refusal::Invalid(vec![
            Finding::error(
                "correction-not-open",
                Place::cell("corrections", "", "corrections"),
                seen.at.clone(),
            )
            .expected("a correction that nobody has answered")
            .action("Look at the register again: it was answered, taken back, or the register has changed."),
        ]));
    };
    if found.known.number() != seen.number || found.known.figure.value != seen.value {
        return Err(Refusal::Stale { current_version: found.known.number() });
    }
    Ok(found)
}

/// The source that a unit is of itself.
fn source_of(unit: &Code) -> Code {
    Code::new(&format!("said-by-{unit}"))
}

/// The rows that say what units say, with the sources that they cite.
fn pack_of(snapshot: &Snapshot, corrections: &[&Correction], now: Timestamp) -> RawPack {
    let mut rows: BTreeMap<(&str, &str), (RawTable, Vec<String>)> = BTreeMap::new();
    let mut sources: BTreeMap<&Code, Vec<String>> = BTreeMap::new();
    for one in corrections {
        let figure = &one.known.figure;
        let Some((table, cells)) = cells_of(&snapshot.rows, figure.table, &figure.key) else { continue };
        let source = source_of(&one.unit);
        let columns: Vec<String> = table.columns.iter().map(|column| column.name.to_string()).collect();
        let empty = RawTable { name: table.name.to_string(), columns, rows: Vec::new() };
        let (_, cells) = rows.entry((figure.table, &figure.key)).or_insert((empty, cells));
        if let Some(cell) = table.position(figure.column).and_then(|at| cells.get_mut(at)) {
            *cell = one.value().to_string();
        }
        // A source of rank 0 wins over every other. Where another of that rank is used, its own row is corrected.
        let is_first = snapshot.source(&figure.source).is_some_and(|known| known.rank == 0);
        if is_first && figure.source != source {
            continue;
        }
        if let Some(cell) = table.position("source").and_then(|at| cells.get_mut(at)) {
            *cell = source.to_string();
        }
        sources.entry(&one.unit).or_insert_with(|| source_row(snapshot, &one.unit, now));
    }
    let mut pack = RawPack { name: "corrections".to_string(), tables: Vec::new() };
    let columns = Source::TABLE.columns.iter().map(|column| column.name.to_string()).collect();
    let table = RawTable { name: Source::TABLE.name.to_string(), columns, rows: Vec::new() };
    add(&mut pack, &table, sources.into_values());
    for (table, cells) in rows.into_values() {
        add(&mut pack, &table, std::iter::once(cells));
    }
    pack
}

fn source_row(snapshot: &Snapshot, unit: &Code, now: Timestamp) -> Vec<String> {
    let name = snapshot.name_of(unit.as_str());
    vec![
        source_of(unit).to_string(),
        format!("What {name} says of itself"),
        name,
        now.strftime("%Y-%m-%d").to_string(),
        "0".to_string(),
        "Corrected by the unit's director, and taken up by the register's data steward. Cells of these rows that were \
         not corrected are as their former source has them."
            .to_string(),
    ]
}

/// Adds rows to the table of their name.
fn add(pack: &mut RawPack, of: &RawTable, rows: impl Iterator<Item = Vec<String>>) {
    let at = pack.tables.iter().position(|table| table.name == of.name).unwrap_or_else(|| {
        pack.tables.push(of.clone());
        pack.tables.len() - 1
    });
    for cells in rows {
        let line = pack.tables[at].rows.len() as u32 + 2;
        pack.tables[at].rows.push(RawRow { line, cells });
    }
}
