mod continuity;
mod decision;
mod four_tests;
mod implications;
mod opening;
mod people;
mod why;
mod writer;

use std::path::Path;

use exchange::document::{Document, html, markdown};
use vocabulary::{Finding, Findings};

use super::Context;
use super::explain::load;
use crate::answered::Answered;
use crate::cli::Format;
use crate::explain::Explainer;
use writer::Writer;

/// Writes the skeleton of a business case: as Markdown and HTML into a folder, or one of them to standard output.
pub(super) fn run(context: &Context, result: &str, out: Option<&str>) -> Answered {
    if context.format != Format::Text {
        return Answered::wrong_use("`case draft` writes a document: leave `--format` out");
    }
    let (explainer, mut findings) = match load(context, result) {
        Ok(loaded) => loaded,
        Err(findings) => return Answered::refused(&findings),
    };
    // The case may be passed on: it names the result, not where it lies on this machine.
    let name = Path::new(result).file_name().map_or(result.into(), |name| name.to_string_lossy());
    let (document, more) = draft(&explainer, &name);
    findings.extend(more);
    if findings.iter().any(Finding::is_error) {
        return Answered::refused(&findings);
    }
    // Sentences of a result can't be added up from its postings, so a case is only made of a result that comes
    // out the same again. Without its register that can't be seen, and `load` has said so.
    let differs = super::replay::what_differs(context, result);
    if explainer.register.is_some() && differs.iter().any(Finding::is_error) {
        return Answered::refused(&differs);
    }
    let text = markdown(&document);
    let Some(folder) = out else { return Answered::with(text, &findings) };
    if Path::new(folder).join("case.md").exists() {
        let message =
            format!("{folder} holds a case already, and people may have written in it: name another folder");
        return Answered::could_not(message);
    }
    let files = vec![
        ("case.md".to_string(), text.into_bytes()),
        ("case.html".to_string(), html(&document).into_bytes()),
    ];
    match crate::folder::write_new(Path::new(folder), &files) {
        Ok(()) => {
            Answered::with(Vec::new(), &findings).saying(format!("case.md and case.html written to {folder}"))
        }
        Err(message) => Answered::could_not(message),
    }
}

/// The document, and what stood in the way of a figure.
fn draft(explainer: &Explainer, result: &str) -> (Document, Findings) {
    let mut writer = Writer::new(explainer);
    opening::write(&mut writer, result);
    four_tests::write(&mut writer);
    if writer.is_significant() {
        implications::write(&mut writer);
        people::write(&mut writer);
        continuity::write(&mut writer);
    }
    why::write(&mut writer);
    decision::write(&mut writer);
    writer.finish()
}
