use listing::{Cell, Section};

use super::super::options::SHOWN_MAX;
use super::{Told, range};

/// Who pays more and who pays less with the preferred option, by name.
pub(super) fn who_pays(told: &Told<'_>) -> Section {
    let banded = told.banded;
    let mut section = Section::new("who_pays", format!("Who pays more with “{}”", banded.best().title))
        .note(
            "Bodies of whom it can be told on which side of nothing they are. Items of the option, risks and optimism bias \
             are left out here.",
        )
        .column("body", "Body")
        .column("party", "It is")
        .column("change_gbp", "Pays more over the horizon")
        .column("change_percent", "Of what it pays otherwise");
    let mut shown: Vec<_> = banded.bodies.iter().collect();
    shown.sort_by(|a, b| {
        let size = |row: &crate::bands::BandedBody| row.change.middle().abs();
        size(b).total_cmp(&size(a)).then(a.body.cmp(&b.body))
    });
    let left = shown.len().saturating_sub(SHOWN_MAX);
    shown.truncate(SHOWN_MAX);
    for row in &shown {
        section.row(vec![
            told.asked.body(&row.body),
            Cell::text(row.party),
            range(row.change),
            Cell::maybe(row.percent, |band| Cell::text(band.to_string())),
        ]);
    }
    if left > 0 {
        section =
            section.note(format!("The {SHOWN_MAX} largest changes; {left} smaller ones are left out here."));
    }
    if section.rows.is_empty() { Section::default() } else { section }
}

/// Lines of others that leave because of the preferred option.
pub(super) fn followers(told: &Told<'_>) -> Section {
    let banded = told.banded;
    let mut section = Section::new("followers", "Who leaves because of it")
        .column("buyer", "Who")
        .column("supplier", "Leaves")
        .column("service", "Service")
        .column("on", "From")
        .column("to", "Goes to");
    if let Some(often) = banded.follow_often {
        let likely =
            if banded.followers.is_empty() { "at likely values nobody does." } else { "at likely values:" };
        section = section.note(format!("Somebody does in {often} of the draws; {likely}"));
    }
    for row in &banded.followers {
        section.row(vec![
            told.asked.body(&row.buyer),
            told.asked.body(&row.supplier),
            told.asked.service(&row.service),
            Cell::text(row.on.to_string()),
            Cell::text(row.to.clone()),
        ]);
    }
    section
}
