//! The map of who pays more, and its table.

use listing::{Cell, Section};
use vocabulary::Code;

use crate::chart::Words;
use crate::map::{AreaLook, Band, Boundaries, MapView};
use crate::site::encoded;

/// Upper ends of the bands, per cent of what a body pays; the last has none.
const ENDS: [f64; 4] = [0.5, 2.0, 5.0, 10.0];

/// What the map says of one body.
#[derive(Debug, Clone)]
pub(super) struct Mapped {
    /// Its code: that of its area.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// By how much of what it pays it pays more, at most; below zero when it pays less.
    pub percent: f64,
    /// The same in words, exactly or as a band.
    pub said: String,
    /// Does it move?
    pub moves: bool,
}

fn band(percent: f64) -> usize {
    if percent <= -ENDS[0] {
        return 0;
    }
    1 + ENDS.iter().filter(|end| percent >= **end).count()
}

fn bands() -> Vec<Band> {
    let words = [
        "pays less",
        "about the same (under 0.5% either way)",
        "0.5% to under 2% more",
        "2% to under 5% more",
        "5% to under 10% more",
        "10% more and above",
    ];
    let class = |number: usize| format!("band-{number}");
    words
        .iter()
        .enumerate()
        .map(|(number, words)| Band { class: class(number), words: (*words).to_string() })
        .collect()
}

/// The map. Every body of the run is a link to its own figures.
pub(super) fn map_of(mapped: &[Mapped], id: &str) -> MapView {
    let look = |one: &Mapped| AreaLook {
        code: one.code.to_string(),
        band: Some(band(one.percent)),
        title: format!("{}{}: {}", one.name, if one.moves { " (moves)" } else { "" }, one.said),
        href: format!("/hurt/{id}/bodies?body={}", encoded(one.code.as_str())),
    };
    MapView {
        words: Words {
            id: "map".to_string(),
            title: "Map: who pays more, as a share of what they pay".to_string(),
            description: "The darker an area, the larger the share by which it pays more than it would without the move. Every area of the run is a link, and the table below has the same.".to_string(),
        },
        areas: mapped.iter().map(look).collect(),
        bands: bands(),
        without_band: "no part of this run".to_string(),
        bands_are_names: false,
    }
}

/// The table beside the map: every body that has an area.
pub(super) fn table_of(mapped: &[Mapped], boundaries: &Boundaries) -> Section {
    let mut section = Section::new("map", "The map as a table")
        .column("body", "Body")
        .column("role", "It")
        .column("pays_more", "Pays more, of what it pays");
    let areas: std::collections::BTreeSet<&str> = boundaries.codes().collect();
    for one in mapped.iter().filter(|one| areas.contains(one.code.as_str())) {
        section.row(vec![
            Cell::Named(one.code.clone(), one.name.clone()),
            Cell::text(if one.moves { "moves" } else { "stays" }),
            Cell::text(&one.said),
        ]);
    }
    section
}
