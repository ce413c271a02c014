//! One page for a governing body.

use vocabulary::{Amount, CaseTier, Pence};

use super::about::names;
use super::exhibit::source;
use super::plain::{amount, beginning, day, words};
use super::told::{CasePaper, ExhibitTold, FigureTold};
use super::{about, review};
use crate::document::{Column, Document, Inline};

/// Figures of one group that are shown; the case has them all.
const FIGURES_MAX: usize = 4;
/// Bodies that were asked, one a line.
const ASKED_MAX: usize = 8;
/// Letters of what somebody said.
const SAID_MAX: usize = 110;

/// What a governing body needs on one page: what is proposed, what it costs whom, who was asked, the outcome, and what
/// is to be decided. Figures are those of the exhibits; none are added up here.
pub fn summary_sheet(paper: &CasePaper) -> Document {
    let mut document = Document::new(format!("Summary: {}", paper.title));
    let verb = if paper.commissioners.len() == 1 { "proposes" } else { "propose" };
    document.paragraph(
        Inline::new()
            .strong(format!("{} {verb}: {}.", names(&paper.commissioners), paper.title.trim_end_matches('.')))
            .text(format!(" {}. Reference ", about::state(paper)))
            .code(paper.reference.as_str()),
    );
    effect(&mut document, paper);
    asked(&mut document, paper);
    outcome(&mut document, paper);
    to_decide(&mut document, paper);
    if let Some(last) = paper.receipts.last() {
        let more = paper.receipts.len() - 1;
        let others = if more == 0 { String::new() } else { format!(" and {more} more in the case") };
        document.paragraph(Inline::new().text("Receipts: ").code(last.as_str()).text(others));
    }
    document
}

type Row<'a> = (&'a ExhibitTold, &'a FigureTold);

/// Us, others, the public purse: in that order.
fn effect(document: &mut Document, paper: &CasePaper) {
    let all = paper.exhibits.iter().flat_map(|exhibit| exhibit.figures.iter().map(move |f| (exhibit, f)));
    let all: Vec<Row<'_>> = all.collect();
    let ours = |figure: &FigureTold| {
        figure.body.as_ref().is_some_and(|body| paper.commissioners.iter().any(|us| us.code == body.code))
    };
    let groups: [(&str, Vec<Row<'_>>); 3] = [
        ("Us", all.iter().filter(|(_, figure)| ours(figure)).copied().collect()),
        ("Others", all.iter().filter(|(_, f)| f.body.is_some() && !ours(f)).copied().collect()),
        ("Public purse", all.iter().filter(|(_, figure)| figure.body.is_none()).copied().collect()),
    ];
    document.section("What it costs whom");
    let mut rows: Vec<Vec<Inline>> = Vec::new();
    let mut left_out = 0;
    for (group, mut figures) in groups {
        // The largest first; a figure's place in its exhibit parts equal ones.
        let size = |figure: &FigureTold| {
            let ends = |amount: Amount| amount.low().abs().max(amount.high().abs());
            figure.amount.amount().map_or(Pence::ZERO, ends)
        };
        figures.sort_by_key(|(_, figure)| std::cmp::Reverse(size(figure)));
        left_out += figures.len().saturating_sub(FIGURES_MAX);
        if figures.is_empty() {
            rows.push(vec![group.into(), "No figure in this version".into(), "–".into(), "–".into()]);
        }
        for (exhibit, figure) in figures.into_iter().take(FIGURES_MAX) {
            let name =
                figure.body.as_ref().map(|body| &body.name).filter(|name| !figure.title.contains(*name));
            let name = name.map_or_else(String::new, |name| format!(", {name}"));
            rows.push(vec![
                group.into(),
                format!("{}{name}", figure.title).into(),
                amount(&figure.amount).into(),
                source(exhibit, figure),
            ]);
        }
    }
    let columns =
        vec![Column::words("Whom"), Column::words("What"), Column::number("Amount"), Column::words("Source")];
    document.table("Figures of the exhibits", columns, rows);
    if left_out > 0 {
        document.paragraph(format!("{left_out} smaller figures stand in the case."));
    }
    for exhibit in &paper.exhibits {
        if let Some(basis) = exhibit.basis.first() {
            document.paragraph(beginning(basis, 2 * SAID_MAX));
        }
    }
}

fn asked(document: &mut Document, paper: &CasePaper) {
    if paper.asked.is_empty() {
        return;
    }
    document.section("Who was asked");
    let rows = paper.asked.iter().take(ASKED_MAX).map(|asked| {
        let said = beginning(&review::answers(asked), SAID_MAX);
        vec![asked.body.name.as_str().into(), words(&asked.stands).into(), said.into()]
    });
    let columns = vec![Column::words("Body"), Column::words("Answered"), Column::words("What it said")];
    document.table("“No reply” is never consent", columns, rows.collect());
    if paper.asked.len() > ASKED_MAX {
        document.paragraph(format!("{} more were asked; see the case.", paper.asked.len() - ASKED_MAX));
    }
}

fn outcome(document: &mut Document, paper: &CasePaper) {
    if paper.tier.parse() == Ok(CaseTier::Record) {
        return;
    }
    document.section("What the oversight body says");
    let Some(outcome) = &paper.outcome else {
        return document.paragraph("There is no outcome yet in this version.");
    };
    document.paragraph(
        Inline::new()
            .strong(review::verdict(paper, outcome))
            .text(format!(" {}", beginning(&outcome.reason, 2 * SAID_MAX))),
    );
    let conditions = outcome.conditions.iter().map(|condition| {
        let (text, due, owner) = (&condition.text, day(&condition.due), &condition.owner.name);
        format!("Condition: {text}, by {due} ({owner})").into()
    });
    document.list(conditions.collect());
}

fn to_decide(document: &mut Document, paper: &CasePaper) {
    document.section(if paper.decisions.is_empty() { "What is to be decided" } else { "What was decided" });
    if paper.decisions.is_empty() {
        let agreement = match paper.right.as_str() {
            "refuse" => "The oversight body may refuse, by the law that the case names.",
            _ => "It may go ahead without agreement; then its reasons stand on the record.",
        };
        return document.paragraph(format!(
            "Proceed, proceed with changes, stay, or decide later. Reasons are always given. {agreement}"
        ));
    }
    for decision in &paper.decisions {
        let reasons = beginning(&decision.reasons, 2 * SAID_MAX);
        document.paragraph(
            Inline::new()
                .strong(format!("{}: {}", decision.body.name, review::decided(decision)))
                .text(format!(" {reasons}")),
        );
    }
}
