use std::path::Path;

use exchange::result::{ReadResult, read_result};
use register::Snapshot;
use vocabulary::{Finding, Findings, Place};

use super::Context;
use crate::answered::Answered;
use crate::cli::Format;
use crate::explain::{Explained, Explainer, csv, json, list_csv, list_json, list_text, text};

/// Traces a figure to its postings and rows; without one, lists the figures.
pub(super) fn run(context: &Context, result: &str, figure: Option<&str>) -> Answered {
    let (explainer, mut findings) = match load(context, result) {
        Ok(loaded) => loaded,
        Err(findings) => return Answered::refused(&findings),
    };
    let Some(figure) = figure else {
        let list = explainer.addresses();
        let data = match context.format {
            Format::Text => list_text(&list, context.colour).into_bytes(),
            Format::Json => list_json(&list),
            Format::Csv => list_csv(&list),
        };
        return Answered::with(data, &findings);
    };
    let told = match explainer.explain(figure) {
        Ok(told) => told,
        Err(more) => {
            findings.extend(more);
            return Answered::refused(&findings);
        }
    };
    findings.extend(disagreements(&told));
    let data = match context.format {
        Format::Text => text(&explainer, &told, context.colour).into_bytes(),
        Format::Json => json(&told),
        Format::Csv => csv(&told),
    };
    Answered::with(data, &findings)
}

/// Reads a result and the register behind it. Errors: the result can't be used. A register that is missing,
/// or another one, is a warning: figures and postings stand without it.
pub(super) fn load(context: &Context, result: &str) -> Result<(Explainer, Findings), Findings> {
    let (read, findings) = read_result(Path::new(result), &context.loader.limits);
    let Some(read) = read else { return Err(findings) };
    let mut findings: Findings = findings.into_iter().filter(|finding| !finding.is_error()).collect();
    let register = register_of(context, &read, &mut findings);
    Ok((Explainer::new(read, register), findings))
}

fn register_of(context: &Context, read: &ReadResult, findings: &mut Findings) -> Option<Snapshot> {
    let name = context.register.as_deref().unwrap_or(&read.manifest.register);
    let (snapshot, of_register) = context.loader.register(name);
    let place = Place::cell("result.json", "manifest", "register_hash");
    if of_register.iter().any(Finding::is_error) {
        let first = of_register.iter().find(|finding| finding.is_error()).map(Finding::to_string);
        let seen = format!("the register `{name}` can't be used: {}", first.unwrap_or_default());
        findings.push(
            Finding::warning("register-not-found", place, seen)
                .expected("the register that the result was made from")
                .action("Name it with `--register`; without it only the names of rows are shown."),
        );
        return None;
    }
    if snapshot.hash != read.manifest.register_hash {
        findings.push(
            Finding::warning("register-differs", place, format!("`{name}` has the hash {}", snapshot.hash))
                .expected(format!("{}, of which the result was made", read.manifest.register_hash))
                .action("Name the same register with `--register`; rows of another one are not shown."),
        );
        return None;
    }
    Some(snapshot)
}

/// A finding for each number that was worked out again and isn't the same.
pub(super) fn disagreements(told: &Explained) -> Findings {
    let differs = told.checks.iter().filter(|check| !check.agrees);
    let finding = |check: &crate::explain::Check| {
        let place = Place::cell("result", &told.address, &check.what);
        let seen = format!("stated {}, worked out {}", check.stated.printed(), check.worked.printed());
        Finding::error("sum-differs", place, seen)
            .expected("the same to the penny")
            .action("A file of the result was changed since it was written: `ballast replay` says which.")
    };
    differs.map(finding).collect()
}
