//! The map of the country: each area by how the unit stands that it pays most.

use std::collections::BTreeMap;

use actions::SeenCountry;
use listing::{Cell, Section};
use market::{Filter, Market};
use stability::viability::Verdict;
use vocabulary::Code;

use super::said::named;
use super::units::answer;
use crate::chart::Words;
use crate::map::{AreaLook, Band, Boundaries, MapView};
use crate::site::encoded;

/// The bands, from good to bad; the fills are those of shares, the darkest for the worst.
const BANDS: [(Verdict, &str); 3] =
    [(Verdict::Stands, "band-1"), (Verdict::Strained, "band-3"), (Verdict::Fails, "band-5")];

/// An area and the unit that it pays most.
pub(super) struct Place {
    area: Code,
    unit: Option<Code>,
    verdict: Option<Verdict>,
}

/// Every area of the boundaries.
pub(super) fn places(seen: &SeenCountry, boundaries: &Boundaries) -> Vec<Place> {
    let market = Market::of(&seen.snapshot, seen.reference, &Filter::default());
    let verdicts: BTreeMap<&Code, Verdict> =
        seen.units.iter().map(|unit| (&unit.unit, unit.verdict)).collect();
    let buyers = market.by_buyer();
    let place = |area: &str| {
        let area = Code::new(area);
        let units = buyers.get(&area).map(Market::by_unit).unwrap_or_default().into_iter();
        let most = units.map(|(unit, lines)| (lines.spend(), std::cmp::Reverse(unit))).max();
        let unit = most.map(|(_, unit)| unit.0.clone());
        let verdict = unit.as_ref().and_then(|unit| verdicts.get(unit)).copied();
        Place { area, unit, verdict }
    };
    boundaries.codes().map(place).collect()
}

/// The map. An area whose unit the reader doesn't oversee has no band.
pub(super) fn map_of(seen: &SeenCountry, places: &[Place]) -> MapView {
    let name = |code: &Code| seen.snapshot.name_of(code.as_str());
    let look = |place: &Place| {
        let (unit, verdict) = place.unit.as_ref().zip(place.verdict)?;
        Some(AreaLook {
            code: place.area.to_string(),
            band: BANDS.iter().position(|(band, _)| *band == verdict),
            title: format!("{}: {}, {}", name(&place.area), name(unit), answer(verdict)),
            href: format!("/units/{}/standing", encoded(unit.as_str())),
        })
    };
    let band = |(verdict, class): &(Verdict, &str)| Band {
        class: (*class).to_string(),
        words: format!(
            "its unit {}",
            if *verdict == Verdict::Strained { "is strained" } else { answer(*verdict) }
        ),
    };
    MapView {
        words: Words {
            id: "map".to_string(),
            title: "Map: areas by how the unit stands that they pay most".to_string(),
            description: "The darker an area, the worse stands the unit that it pays most. Every area with a unit that you oversee is a link, and the table below has the same.".to_string(),
        },
        areas: places.iter().filter_map(look).collect(),
        bands: BANDS.iter().map(band).collect(),
        without_band: "no unit that you oversee".to_string(),
        bands_are_names: false,
    }
}

/// The same as a table, the worst first.
pub(super) fn table_of(seen: &SeenCountry, places: &[Place]) -> Section {
    let mut section = Section::new("map", "The map as a table")
        .column("area", "Area")
        .column("unit", "Unit that it pays most")
        .column("answer", "The unit");
    let mut known: Vec<_> = places
        .iter()
        .filter_map(|place| Some((std::cmp::Reverse(place.verdict?), place.unit.as_ref()?, &place.area)))
        .collect();
    known.sort();
    for (verdict, unit, area) in known {
        section.row(vec![
            named(&seen.snapshot, area),
            named(&seen.snapshot, unit),
            Cell::text(answer(verdict.0)),
        ]);
    }
    section
}
