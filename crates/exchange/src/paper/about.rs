//! What stands at the beginning and at the end of every document of a case.

use casework::State;

use super::plain::{day, words};
use super::told::{BodyTold, CasePaper, StepTold};
use crate::document::{Column, Document, Inline};

/// Names, one after the other: `A, B and C`.
pub(super) fn names(bodies: &[BodyTold]) -> String {
    match bodies {
        [] => "–".to_string(),
        [only] => only.name.clone(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(|body| body.name.as_str()).collect();
            format!("{} and {}", first.join(", "), last.name)
        }
    }
}

/// Where the case stands, for people.
pub(super) fn state(paper: &CasePaper) -> String {
    paper.state.parse::<State>().map_or_else(|_| words(&paper.state), |state| state.title().to_string())
}

/// Reference, state, who acts, and which version this is.
pub(super) fn head(document: &mut Document, paper: &CasePaper) {
    document.note(match paper.is_public() {
        true => "Public version. What the law lets the commissioners keep back isn't in it.".to_string(),
        false => format!("Exempt version, as {} reads it. Not for publication.", paper.reader),
    });
    let mut rows: Vec<Vec<Inline>> = vec![
        vec!["Reference".into(), Inline::new().code(paper.reference.as_str())],
        vec!["Where it stands".into(), state(paper).into()],
        vec!["Read on".into(), day(&paper.on).into()],
        vec!["Commissioners".into(), names(&paper.commissioners).into()],
        vec!["Units".into(), names(&paper.units).into()],
    ];
    if let Some(oversight) = &paper.oversight {
        rows.push(vec!["Oversight body".into(), oversight.name.as_str().into()]);
    }
    document.table("The case", vec![Column::words("What"), Column::words("Which")], rows);
}

/// Receipts, and how anybody checks the document.
pub(super) fn foot(document: &mut Document, paper: &CasePaper) {
    if !paper.history.is_empty() {
        document.section("What was done");
        let row = |step: &StepTold| {
            vec![day(&step.on).into(), words(&step.act).into(), step.body.name.as_str().into()]
        };
        let columns = vec![Column::words("Day"), Column::words("Act"), Column::words("By")];
        document.table("Acts, in order", columns, paper.history.iter().map(row).collect());
    }
    if !paper.receipts.is_empty() {
        document.section("Receipts");
        document.paragraph("Each act stands in the record. These lines pin its entry down to the last byte.");
        document.list(paper.receipts.iter().map(|text| Inline::new().code(text.as_str())).collect());
    }
    document.section("How to check this");
    document.paragraph(
        Inline::new()
            .text("This document is part of the bundle ")
            .code(format!("case-{}.zip", paper.reference))
            .text(". Without any server, ")
            .code(format!("ballast verify case-{}.zip", paper.reference))
            .text(
                " works it out again: that the acts are those of the signed record, that the case follows from them, \
                 that the exhibits are those that were frozen, and that this document says what the case says. ",
            )
            .code("VERIFY.txt")
            .text(" tells how to do it by hand."),
    );
    document.paragraph("It proves what was put on record. It doesn't prove that what was written is true.");
}
