//! Are the contents what their hashes say, and is the audit whole?

use vocabulary::{Finding, Findings, Place};

use super::RegisterHash;
use crate::cell::Cells;
use crate::error::Result;
use crate::migrate::{Schema, schema};
use crate::nouns::{EVERY_LINE, READ_HEAD, content_hash, line_hash, read_head, read_line};
use crate::statement::{Statement, statements};
use crate::tx::View;

statements! {
    BLOBS = "SELECT hash, size_bytes, bytes FROM blobs ORDER BY hash";
    FILES = "SELECT reference, hash, bytes FROM case_files ORDER BY reference, hash";
    PAPERS = "SELECT reference, hash, bytes FROM round_files ORDER BY reference, unit_code, hash";
    PACKS = "SELECT snapshots.hash, blobs.bytes FROM snapshots JOIN blobs ON blobs.hash = snapshots.pack_hash
        ORDER BY snapshots.hash";
    NUMBERS = "SELECT unit_code, figure, CAST(COUNT(*) AS BIGINT), CAST(MAX(number) AS BIGINT) FROM signatures
        GROUP BY unit_code, body_code, register_name, figure HAVING COUNT(*) <> MAX(number)
        ORDER BY unit_code, figure";
    CASES = "SELECT cases.reference, cases.acts, CAST(COUNT(case_acts.number) AS BIGINT),
            CAST(COALESCE(MAX(case_acts.number), 0) AS BIGINT)
        FROM cases LEFT JOIN case_acts ON case_acts.reference = cases.reference
        GROUP BY cases.reference, cases.acts
        HAVING COUNT(case_acts.number) <> cases.acts OR COALESCE(MAX(case_acts.number), 0) <> cases.acts
        ORDER BY cases.reference";
    DEFINITIONS = "SELECT reference, definition, definition_hash FROM rounds ORDER BY reference";
    ROUNDS = "SELECT round_units.reference, round_units.unit_code, round_units.acts,
            CAST(COUNT(round_acts.number) AS BIGINT), CAST(COALESCE(MAX(round_acts.number), 0) AS BIGINT)
        FROM round_units LEFT JOIN round_acts
            ON round_acts.reference = round_units.reference AND round_acts.unit_code = round_units.unit_code
        GROUP BY round_units.reference, round_units.unit_code, round_units.acts
        HAVING COUNT(round_acts.number) <> round_units.acts
            OR COALESCE(MAX(round_acts.number), 0) <> round_units.acts
        ORDER BY round_units.reference, round_units.unit_code";
}

/// The schema that first had signatures.
const WITH_SIGNATURES: i64 = 6;
/// The schema that first had a record.
const WITH_RECORD: i64 = 7;
/// The schema that first had cases.
const WITH_CASES: i64 = 8;
/// The schema that first had files of cases.
const WITH_FILES: i64 = 10;
/// The schema that first had rounds.
const WITH_ROUNDS: i64 = 11;

/// The schema that first had papers of rounds.
const WITH_PAPERS: i64 = 12;

/// Checks every blob, every file of a case or a round, every snapshot if it can, the audit, and the signatures, the record, the cases and the rounds if the schema has
/// them already.
pub(crate) async fn contents(view: &mut View, register_hash: Option<RegisterHash>) -> Result<Findings> {
    let mut findings = blobs(view).await?;
    if let Some(register_hash) = register_hash {
        findings.extend(packs(view, register_hash).await?);
    }
    findings.extend(audit(view).await?);
    let at = match schema(view).await? {
        Schema::Older { at } => at,
        _ => i64::MAX,
    };
    if at >= WITH_SIGNATURES {
        findings.extend(signatures(view).await?);
    }
    if at >= WITH_RECORD {
        findings.extend(records(view).await?);
    }
    if at >= WITH_CASES {
        findings.extend(cases(view).await?);
    }
    if at >= WITH_FILES {
        findings.extend(files(view, FILES, "case").await?);
    }
    if at >= WITH_ROUNDS {
        findings.extend(definitions(view).await?);
        findings.extend(rounds(view).await?);
    }
    if at >= WITH_PAPERS {
        findings.extend(files(view, PAPERS, "round").await?);
    }
    Ok(findings)
}

async fn blobs(view: &mut View) -> Result<Findings> {
    let mut findings = Vec::new();
    view.each_row(BLOBS.text.to_string(), vec![], |mut cells: Cells| {
        let (hash, size_bytes, bytes) = (cells.text()?, cells.int()?, cells.bytes()?);
        let is = content_hash(&bytes);
        if is != hash || usize::try_from(size_bytes) != Ok(bytes.len()) {
            findings.push(
                Finding::error(
                    "blob-differs",
                    Place::row("blobs", &hash),
                    format!("{} bytes of {is}", bytes.len()),
                )
                .expected(format!("{size_bytes} bytes of {hash}"))
                .action("Restore it from a backup: something has changed what is never changed."),
            );
        }
        Ok(())
    })
    .await?;
    Ok(findings)
}

/// Files of cases or of rounds, by the hash that their acts name.
async fn files(view: &mut View, all: Statement, of: &str) -> Result<Findings> {
    let mut findings = Vec::new();
    view.each_row(all.text.to_string(), vec![], |mut cells: Cells| {
        let (reference, hash, bytes) = (cells.text()?, cells.text()?, cells.bytes()?);
        let is = content_hash(&bytes);
        if is != hash {
            findings.push(
                Finding::error(
                    "blob-differs",
                    Place::row(&format!("{of}_files"), &hash),
                    format!("bytes of {is}"),
                )
                .expected(format!("bytes of {hash}, attached to {of} {reference}"))
                .action("Restore it from a backup: something has changed what is never changed."),
            );
        }
        Ok(())
    })
    .await?;
    Ok(findings)
}

async fn packs(view: &mut View, register_hash: RegisterHash) -> Result<Findings> {
    let mut findings = Vec::new();
    view.each_row(PACKS.text.to_string(), vec![], |mut cells: Cells| {
        let (hash, bytes) = (cells.text()?, cells.bytes()?);
        let is = register_hash(&bytes);
        if is.as_deref() != Some(&hash) {
            let seen = is.map_or("a pack that can't be read".to_string(), |is| format!("a register of {is}"));
            findings.push(
                Finding::error("snapshot-differs", Place::row("snapshots", &hash), seen)
                    .expected(format!("a register of {hash}"))
                    .action("Load the register again from its source and compare."),
            );
        }
        Ok(())
    })
    .await?;
    Ok(findings)
}

async fn audit(view: &mut View) -> Result<Findings> {
    let head = view.find(READ_HEAD, vec![], read_head).await?.unwrap_or_default();
    let mut findings = Vec::new();
    let (mut number, mut previous) = (0, String::new());
    view.each_row(EVERY_LINE.text.to_string(), vec![], |mut cells: Cells| {
        let line = read_line(&mut cells)?;
        if line.number != number + 1 {
            findings.push(gap(number + 1, line.number - 1));
        } else if line.previous_hash != previous {
            findings.push(differs(line.number, "the hash of another line before it"));
        }
        if line_hash(&line) != line.hash {
            findings.push(differs(line.number, "other words than its hash was made of"));
        }
        (number, previous) = (line.number, line.hash);
        Ok(())
    })
    .await?;
    match head {
        (last, _) if last != number => findings.push(gap(number.min(last) + 1, last.max(number))),
        (_, hash) if hash != previous => {
            findings.push(differs(number, "a hash that isn't the one at the head"))
        }
        _ => {}
    }
    Ok(findings)
}

/// What is said of a figure is numbered from 1 without a gap.
async fn signatures(view: &mut View) -> Result<Findings> {
    let gap = |cells: &mut Cells| {
        let (unit, figure, count, last) = (cells.text()?, cells.text()?, cells.int()?, cells.int()?);
        let seen = format!("{count} of {last} words on {figure} of {unit} are there");
        Ok(Finding::error("signature-gap", Place::row("signatures", &figure), seen)
            .expected("every word, numbered from 1 without a gap")
            .action("Compare with the last backup: somebody has reached into the database."))
    };
    view.list(NUMBERS, vec![], gap).await
}

/// The acts of a case are numbered from 1 without a gap, to the number that the case has.
async fn cases(view: &mut View) -> Result<Findings> {
    let gap = |cells: &mut Cells| {
        let (reference, acts, count, last) = (cells.text()?, cells.int()?, cells.int()?, cells.int()?);
        let seen = format!("{count} acts are there, the last with number {last}");
        Ok(Finding::error("case-gap", Place::row("case_acts", &reference), seen)
            .expected(format!("{acts} acts, numbered from 1 without a gap"))
            .action("Compare with the last backup: somebody has reached into the database."))
    };
    view.list(CASES, vec![], gap).await
}

/// The definition of a round, by the hash that was kept with it.
async fn definitions(view: &mut View) -> Result<Findings> {
    let mut findings = Vec::new();
    view.each_row(DEFINITIONS.text.to_string(), vec![], |mut cells: Cells| {
        let (reference, text, hash) = (cells.text()?, cells.text()?, cells.text()?);
        let is = content_hash(text.as_bytes());
        if is != hash {
            findings.push(
                Finding::error(
                    "blob-differs",
                    Place::row("rounds", &reference),
                    format!("a definition of {is}"),
                )
                .expected(format!("a definition of {hash}"))
                .action("Restore it from a backup: something has changed what is never changed."),
            );
        }
        Ok(())
    })
    .await?;
    Ok(findings)
}

/// The acts on a unit of a round are numbered from 1 without a gap, to the number that the unit has.
async fn rounds(view: &mut View) -> Result<Findings> {
    let gap = |cells: &mut Cells| {
        let (reference, unit) = (cells.text()?, cells.text()?);
        let (acts, count, last) = (cells.int()?, cells.int()?, cells.int()?);
        let seen = format!("{count} acts are there, the last with number {last}");
        Ok(Finding::error("round-gap", Place::row("round_acts", format!("{reference} {unit}")), seen)
            .expected(format!("{acts} acts, numbered from 1 without a gap"))
            .action("Compare with the last backup: somebody has reached into the database."))
    };
    view.list(ROUNDS, vec![], gap).await
}

/// Each log of the record is worked out again from its contents. The key is the one that its heads are kept with: whether
/// it is the right one can't be known here.
async fn records(view: &mut View) -> Result<Findings> {
    let trust = record::Trust { may_go_on: true, ..record::Trust::default() };
    let mut findings = Vec::new();
    for log in view.record_logs().await? {
        let kept = view.record(&log).await?;
        if let Err(difference) = record::verify(&kept, &trust) {
            let place = match difference.number {
                Some(number) => Place::row("record_entries", format!("{log} {number}")),
                None => Place::row("record_heads", &log),
            };
            findings.push(
                Finding::error("record-differs", place, difference.to_string())
                    .expected("a record as it was written and signed")
                    .action("Compare with the last backup: somebody has reached into the database."),
            );
        }
    }
    Ok(findings)
}

fn gap(from: i64, to: i64) -> Finding {
    let seen = if from == to {
        format!("line {from} is missing")
    } else {
        format!("lines {from} to {to} are missing")
    };
    Finding::error("audit-gap", Place::row("audit", from), seen)
        .expected("every line, numbered from 1 without a gap")
        .action("Compare with the last backup: somebody has reached into the database.")
}

fn differs(number: i64, seen: &str) -> Finding {
    Finding::error("audit-differs", Place::row("audit", number), format!("line {number} has {seen}"))
        .expected("a line as it was written")
        .action("Compare with the last backup: somebody has reached into the database.")
}
