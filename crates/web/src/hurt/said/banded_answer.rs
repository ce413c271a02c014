//! The answer first, in bands.

use exchange::result::banded::{Banded, BandedBody};
use listing::{Cell, Listing, Section};

use super::banded::InBands;
use super::paragraphs;
use crate::hurt::short::{band, band_words, range, turned};

pub(super) fn answer(bands: &InBands<'_>) -> Listing {
    let banded = bands.banded;
    let mut listing = Listing::new("", &banded.sentence);
    let mut numbers = Section::new("numbers", "The answer in numbers")
        .note(&banded.caveat)
        .column("number", "Over the whole time")
        .column("likely_band", "Likely")
        .column("range", "8 in 10 draws");
    for number in &banded.numbers {
        let told = turned(number);
        listing.number(number.id, told.title.clone(), band(told.band));
        numbers.row(vec![Cell::text(told.title), band(told.band), range(told.range)]);
    }
    listing.add(numbers);
    let stands = banded.verdicts.iter().map(|verdict| {
        let from = verdict
            .fails_in
            .map(|year| format!(" Its reserve falls below zero in {year}."))
            .unwrap_or_default();
        format!("{}: {}; without the move: {}.{from}", verdict.name, verdict.scenario, verdict.baseline)
    });
    listing.add(paragraphs("stands", "Does the unit stand?", stands.collect()));
    let is_more = |body: &&BandedBody| body.role == "neighbour" && body.change.low().0 > 0;
    let others = banded.bodies.iter().filter(|body| body.role == "neighbour").count();
    let more = banded.bodies.iter().filter(is_more).count();
    let notes = vec![format!("{more} of the {others} other customers for whom something changes pay more.")];
    listing.add(paragraphs("others", "How many others pay more, and how much?", notes));
    listing.add(paragraphs("spreads", "Does it spread?", spreads(banded)));
    listing.add(paragraphs("price", "Is there a price that holds?", price(banded)));
    let mut significance = Section::new("significance", "Is it significant, and who must be asked?").note(
        match banded.significant {
            true => "Yes: a case is needed, with the financial and HR implications for the wider system.",
            false => "No: one page on the record will do (reasons, value for money, quality, effect on neighbours).",
        },
    );
    significance.notes.extend(banded.asked.iter().map(|(_, name)| format!("Ask {name}.")));
    significance.notes.push("The decision stays with the body that moves.".to_string());
    listing.add(significance);
    listing
}

pub(super) fn spreads(banded: &Banded) -> Vec<String> {
    let mut notes = vec![match banded.cascade.len() {
        0 => "No: at no review does anybody else leave because of the move.".to_string(),
        1 => "Yes: one more line leaves because of the move.".to_string(),
        more => format!("Yes: {more} more lines leave because of the move."),
    }];
    let spread = banded.chances.iter().find(|chance| chance.id == "spreads");
    notes.extend(spread.map(|chance| format!("Over the draws it spreads: {}.", chance.band)));
    notes
}

fn price(banded: &Banded) -> Vec<String> {
    let charge = banded.exit_charge.map(|charge| {
        format!("A charge of {} (3.5% a year) would leave everyone else no worse off.", band_words(charge))
    });
    let holds = match banded.charge_stops_the_spread {
        None => "Nothing spreads, so today’s prices hold among those who stay.",
        Some(true) => "Yes: paid month by month to those who stay, that charge stops the spread.",
        Some(false) => "Not by that charge: paid month by month to those who stay, some would still follow.",
    };
    charge.into_iter().chain([holds.to_string()]).collect()
}
