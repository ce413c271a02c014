//! What `prices UNIT` prints: whether there are prices that nobody gains by leaving, and why.

mod ask;
mod csv;
mod groups;
mod how;
mod json;
mod sentence;
mod sheet;
mod side_by_side;
mod support;
mod today;

use register::Snapshot;
use stability::prices::{Exactness, UnitPrices};
use vocabulary::{Code, Pence};

use crate::listing::{Cell, Listing};

pub(crate) use ask::asked_game;
pub(crate) use csv::table;
pub(crate) use json::json;

/// The page for people.
pub(crate) fn page(snapshot: &Snapshot, answer: &UnitPrices) -> Listing {
    let name = snapshot.name_of(answer.game.unit.as_str());
    let of = match &answer.game.service {
        Some(service) => format!("{}, {name}", service_title(snapshot, service)),
        None => name,
    };
    let title = format!("Is there a price that holds? {of}");
    let mut listing = Listing::new(title, sentence::sentence(snapshot, answer));
    let paid: f64 = answer.today.prices.iter().sum();
    listing.number("cost_gbp", "What the unit costs a year, in the long run", money(answer.whole));
    listing.number("today_gbp", "What its buyers pay today", money(paid));
    let gain = answer.scaled.tested.in_pounds.as_ref().map(|group| group.gain());
    let title = "Most that a group gains by leaving, today's prices scaled to the cost";
    listing.number("largest_gain_gbp", title, money(gain.unwrap_or(0.0)));
    listing.number("support_most_gbp", support::title(answer), money(answer.support.high));
    listing.add(today::section(snapshot, answer));
    listing.add(groups::section(snapshot, answer));
    listing.add(groups::why(answer));
    listing.add(support::section(snapshot, answer));
    listing.add(support::binding(snapshot, answer));
    listing.add(side_by_side::section(snapshot, answer));
    listing.add(sheet::section(snapshot, answer));
    listing.add(how::section(answer));
    listing.add(how::other_charges(snapshot, answer));
    listing.add(how::checks(answer));
    listing
}

/// Pence of the engine as an amount.
fn pence(amount: f64) -> Pence {
    Pence::round(amount)
}

fn money(amount: f64) -> Cell {
    Cell::Money(pence(amount))
}

fn pounds(amount: f64) -> String {
    pence(amount).whole_pounds()
}

fn service_title(snapshot: &Snapshot, code: &Code) -> String {
    snapshot.service(code).map_or_else(|| code.to_string(), |service| service.title.0.clone())
}

fn buyer(snapshot: &Snapshot, code: &Code) -> Cell {
    Cell::Named(code.clone(), snapshot.name_of(code.as_str()))
}

/// How sure an answer is, in words.
fn sure(kind: Exactness) -> String {
    match kind {
        Exactness::Exact => "exact".to_string(),
        Exactness::Bracket { low, high } => format!("bracket: from {} to {}", pounds(low), pounds(high)),
        Exactness::Sampled { standard_error } => format!("sampled, ± {}", pounds(standard_error)),
    }
}

/// Who is in a group, in words: everybody, everybody but a few, or names.
fn who(snapshot: &Snapshot, answer: &UnitPrices, group: &[bool]) -> String {
    const NAMED_MAX: usize = 3;
    let names = |member: bool| -> Vec<String> {
        let chosen = group.iter().zip(&answer.game.buyers).filter(|(is, _)| **is == member);
        chosen.map(|(_, code)| snapshot.name_of(code.as_str())).collect()
    };
    let (inside, outside) = (names(true), names(false));
    match (inside.len(), outside.len()) {
        (_, 0) => format!("all {} buyers together", inside.len()),
        (count, _) if count <= NAMED_MAX => and(&inside),
        (_, count) if count <= NAMED_MAX => format!("everybody but {}", and(&outside)),
        (count, _) => format!("{} and {} others", inside[..2].join(", "), count - 2),
    }
}

/// Names with commas and a last "and".
fn and(names: &[String]) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}

/// With a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
