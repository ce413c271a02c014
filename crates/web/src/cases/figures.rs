//! Figures of a case's exhibits, each with its source.

use casework::{ExhibitFigure, Source, View};
use exchange::paper::short;

use crate::Html;
use crate::components::{Column, Table};
use crate::site::plain::Plain;

/// Figures of exhibits: those of the whole, then body by body what each pays more and what it said; their sources, and what
/// these rest on.
pub(super) fn figures(mut page: Plain, view: &View<'_>) -> Plain {
    if view.figures.is_empty() {
        return page;
    }
    page = page
        .heading("What it does, in figures")
        .text("Every figure is the engine’s. Where it hangs on the unit’s books, a band is told.");
    let (bodies, whole): (Vec<&ExhibitFigure>, Vec<&ExhibitFigure>) =
        view.figures.iter().copied().partition(|figure| figure.body.is_some());
    for (caption, figures) in [("All together", whole), ("Body by body", bodies)] {
        if !figures.is_empty() {
            page = page.add(figures_table(caption, &figures, view));
        }
    }
    for source in &view.sources {
        page = page.text(format!("Source: exhibit “{}”, {}.", source.title, short(source.hash.as_str())));
        for text in source.basis {
            page = page.text(text);
        }
    }
    page
}

/// Figures with the exhibit that each stands in, where there are several.
pub(super) fn figures_table(caption: &str, figures: &[&ExhibitFigure], view: &View<'_>) -> Table {
    let several = view.sources.len() > 1;
    let row = |figure: &&ExhibitFigure| -> Vec<Html> {
        let is_of = |source: &&Source<'_>| source.figures.iter().any(|one| std::ptr::eq(*one, *figure));
        let mut cells: Vec<Html> = vec![figure.title.clone().into(), figure.amount.to_string().into()];
        if several {
            cells.push(view.sources.iter().find(is_of).map_or("", |source| source.title).into());
        }
        cells
    };
    let mut columns = vec![Column::words("Figure"), Column::number("Amount")];
    if several {
        columns.push(Column::words("Exhibit"));
    }
    Table::new(caption.to_string(), columns, figures.iter().map(row).collect())
}
