//! What changed between two versions of a case, in words and in numbers, and nothing else.

use actions::Refusal;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::{Change, FigureChange, Paragraph, Submission};
use vocabulary::Amount;

use super::on::{On, found};
use super::words;
use crate::Html;
use crate::components::{Column, Table};
use crate::site::plain::{Plain, list};
use crate::site::{Refused, Site, Visitor};

/// `GET /cases/{reference}/changes`: between the last two submissions.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &reference).await?;
    let view = on.seen.view();
    let [.., before, after] = view.submissions.as_slice() else { return Err(Refusal::NotFound.into()) };
    let day = |sent: &Submission| sent.on.map(words::day).unwrap_or_default();
    let between = format!("between what was sent on {} and on {}", day(before), day(after));
    let page = on.below("What changed").lead(format!("{} {between}.", count(before, after)));
    Ok(found(differences(page, before, after)))
}

/// How much differs.
pub(super) fn count(before: &Submission, after: &Submission) -> String {
    let (sections, figures) = casework::changes(before, after);
    let counted = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        several => format!("{several} {what}s"),
    };
    format!("{} and {} differ", counted(sections.len(), "section"), counted(figures.len(), "figure"))
}

/// What differs: paragraphs, files, figures.
pub(super) fn differences(mut page: Plain, before: &Submission, after: &Submission) -> Plain {
    let (sections, figures) = casework::changes(before, after);
    for section in &sections {
        let paragraphs = section.paragraphs.iter().map(paragraph);
        page = page.heading(section.section.kind().title).add(paragraphs.fold(Html::default(), Html::then));
    }
    page = files(before, after, page);
    if figures.is_empty() { page } else { page.heading("Figures").add(amounts(&figures)) }
}

fn paragraph((change, text): &Paragraph) -> Html {
    let (open, close, word) = match change {
        Change::Same => ("<p>", "</p>", ""),
        Change::Added => ("<p><ins>", "</ins></p>", "Added: "),
        Change::Removed => ("<p><del>", "</del></p>", "Removed: "),
    };
    let hidden = Html::raw("<span class=\"nhsuk-u-visually-hidden\">").then(word).then(Html::raw("</span>"));
    Html::raw(open).then(hidden).then(text).then(Html::raw(close))
}

fn amounts(figures: &[FigureChange]) -> Table {
    let told = |amount: Option<Amount>| amount.map_or("–".to_string(), |amount| amount.to_string());
    let row = |figure: &FigureChange| -> Vec<Html> {
        vec![figure.title.clone().into(), told(figure.before).into(), told(figure.after).into()]
    };
    let columns = vec![Column::words("Figure"), Column::number("Before"), Column::number("Now")];
    Table::new("Figures that changed", columns, figures.iter().map(row).collect())
}

fn files(before: &Submission, after: &Submission, page: Plain) -> Plain {
    let told = casework::file_changes(before, after).into_iter().map(|(change, held)| {
        let word = if change == Change::Added { "Added" } else { "Removed" };
        Html::from(format!("{word}: {}", held.file.title))
    });
    let told: Vec<Html> = told.collect();
    if told.is_empty() { page } else { page.heading("Evidence files").add(list(told)) }
}
