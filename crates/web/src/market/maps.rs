//! The map of the market: by unit, and by share of the allowance.

use market::{Filter, Market, Share};
use vocabulary::Code;

use super::facts::MarketFacts;
use super::view::{MapBy, Subject, View};
use crate::chart::Words;
use crate::components::{Column, Table};
use crate::map::{AreaLook, Band, Boundaries, MapView};
use crate::{Html, market::links::Linker};

/// The upper ends of the bands of shares, per cent; the last band has none.
const SHARES: [u32; 5] = [20, 30, 35, 40, 50];

/// An area, whoever it belongs to as it is looked at, and its part of the market.
struct Place<'a> {
    area: Code,
    buyer: Code,
    market: Option<Market<'a>>,
}

/// The map and its table, or nothing where no boundaries are known. Of a unit only its customers have links.
pub(super) fn map_of(
    facts: &MarketFacts,
    market: &Market<'_>,
    (subject, view): (&Subject, &View),
    linker: &Linker<'_>,
) -> Option<(MapView, Table)> {
    let boundaries = facts.boundaries()?;
    let mut places = places(facts, market, boundaries, view);
    if let Subject::Unit(_) = subject {
        places.retain(|place| place.market.is_some());
    }
    places.sort_by_key(|place| (market.snapshot.name_of(place.buyer.as_str()), place.area.clone()));
    let map = match view.map {
        MapBy::Unit => by_unit(market, &places, linker),
        MapBy::Share => by_share(market, &places, linker),
    };
    Some((map, table(market, &places, linker)))
}

fn places<'a>(
    facts: &MarketFacts,
    market: &Market<'a>,
    boundaries: &Boundaries,
    view: &View,
) -> Vec<Place<'a>> {
    let buyers = market.by_buyer();
    let place = |area: &str| {
        let area = Code::new(area);
        let today = || facts.was().todays(&area, facts.day()).into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
        let buyer = if view.is_now() { today().map_or(area.clone(), |(code, _)| code) } else { area.clone() };
        let market = buyers.get(&buyer).cloned();
        Place { area, buyer, market }
    };
    boundaries.codes().map(place).collect()
}

/// The unit that a buyer pays most.
fn main_unit(market: &Market<'_>) -> Option<Code> {
    let units = market.by_unit().into_iter().map(|(unit, lines)| (lines.spend(), std::cmp::Reverse(unit)));
    units.max().map(|(_, unit)| unit.0.clone())
}

fn share(market: &Market<'_>) -> Option<f64> {
    market.allowance_shares().first().map(Share::percent)
}

fn look(place: &Place<'_>, linker: &Linker<'_>, band: Option<usize>, said: String) -> AreaLook {
    let name = linker.snapshot.name_of(place.buyer.as_str());
    AreaLook {
        code: place.area.to_string(),
        band,
        title: format!("{name}: {said}"),
        href: linker.view.address(&Subject::Buyer(place.buyer.clone())),
    }
}

fn by_unit(market: &Market<'_>, places: &[Place<'_>], linker: &Linker<'_>) -> MapView {
    let snapshot = market.snapshot;
    let mut units: Vec<Code> = places.iter().filter_map(|place| main_unit(place.market.as_ref()?)).collect();
    units.sort();
    units.dedup();
    let (unit, unit_plural) = (snapshot.label("unit", false), snapshot.label("unit", true));
    let areas = places.iter().map(|place| {
        let of = place.market.as_ref().and_then(main_unit);
        let band = of.as_ref().and_then(|code| units.binary_search(code).ok());
        let said = of.map_or(format!("no {unit} is known"), |code| snapshot.name_of(code.as_str()));
        look(place, linker, band, said)
    });
    let band = |code: &Code| Band {
        class: String::new(),
        words: format!("{} ({code})", snapshot.name_of(code.as_str())),
    };
    MapView {
        words: Words {
            id: "map".to_string(),
            title: format!("Map: areas by {unit}"),
            description: format!(
                "Each area has the fill of the {unit} that it pays most; a dark line parts the {unit_plural}, and each has its number of the key. There are {} of them. Every area is a link, and the table below has the same.",
                units.len()
            ),
        },
        areas: areas.collect(),
        bands: units.iter().map(band).collect(),
        without_band: format!("no {unit} is known"),
        bands_are_names: true,
    }
}

fn by_share(market: &Market<'_>, places: &[Place<'_>], linker: &Linker<'_>) -> MapView {
    let units = market.snapshot.label("unit", true);
    let areas = places.iter().map(|place| {
        let percent = place.market.as_ref().and_then(share);
        let band = percent.map(|percent| SHARES.iter().filter(|end| percent >= f64::from(**end)).count());
        let said =
            percent.map_or("not known".to_string(), |percent| format!("{percent:.1}% of its allowance"));
        look(place, linker, band, said)
    });
    let words = |number: usize| match (number.checked_sub(1).map(|below| SHARES[below]), SHARES.get(number)) {
        (None, Some(end)) => format!("under {end}%"),
        (Some(from), Some(end)) => format!("{from}% to under {end}%"),
        (Some(from), None) => format!("{from}% and more"),
        (None, None) => String::new(),
    };
    MapView {
        words: Words {
            id: "map".to_string(),
            title: "Map: areas by share of their running-cost allowance".to_string(),
            description: format!(
                "The darker an area, the larger the share of its running-cost allowance that goes to {units}. Every area is a link, and the table below has the same."
            ),
        },
        areas: areas.collect(),
        bands: (0..=SHARES.len())
            .map(|number| Band { class: format!("band-{number}"), words: words(number) })
            .collect(),
        without_band: "no share is known, or not a customer".to_string(),
        bands_are_names: false,
    }
}

fn table(market: &Market<'_>, places: &[Place<'_>], linker: &Linker<'_>) -> Table {
    let snapshot = market.snapshot;
    let columns = vec![
        Column::words(snapshot.label("commissioner", false)),
        Column::words(snapshot.label("unit", false)),
        Column::number("A year"),
        Column::number("Of its allowance"),
    ];
    let mut rows: Vec<Vec<Html>> = Vec::new();
    let mut last: Option<&Code> = None;
    for place in places {
        // Several areas may belong to one body of today.
        if last.replace(&place.buyer) == Some(&place.buyer) {
            continue;
        }
        let name = snapshot.name_of(place.buyer.as_str());
        let of = place.market.as_ref();
        let unit = of.and_then(main_unit);
        rows.push(vec![
            Html::link(&linker.view.address(&Subject::Buyer(place.buyer.clone())), &name),
            unit.map_or_else(
                || "not known".into(),
                |code| {
                    Html::link(
                        &linker.view.address(&Subject::Unit(code.clone())),
                        &snapshot.name_of(code.as_str()),
                    )
                },
            ),
            of.map_or_else(|| "–".into(), |market| market.spend().whole_pounds().into()),
            of.and_then(share).map_or_else(|| "–".into(), |percent| format!("{percent:.1}%").into()),
        ]);
    }
    Table::new("The map as a table", columns, rows)
}

/// The parts of the whole market that a map may show, without the filters that it has itself.
pub(super) fn whole(snapshot: &register::Snapshot, on: vocabulary::Date) -> Market<'_> {
    Market::of(snapshot, on, &Filter::default())
}
