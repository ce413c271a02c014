//! Where each figure of the country is from.

use actions::SeenCountry;
use listing::{Cell, Section};
use market::pages::SOON_MONTHS;

/// Every figure: how it is found, and how what it is found from is known.
pub(super) fn basis(seen: &SeenCountry) -> Section {
    let mut section = Section::new("basis", "Where these figures are from")
        .column("figure", "Figure")
        .column("found", "How it is found")
        .column("basis", "Known as")
        .column("source", "From");
    let register = format!("register {}, day {}", seen.snapshot.name, seen.reference);
    let rows = [
        (
            "Units at risk, answers, reserves, income",
            "the engine: every unit through the tests of viability, five years, nobody moves or reacts; what it rests on stands with each unit".to_string(),
            "derived",
            register.clone(),
        ),
        (
            "What a test asks for",
            "dated rules".to_string(),
            "recorded or assumed, as the rule says",
            "table viability of the rules; services.min_people of the register".to_string(),
        ),
        (
            "Cases, and how long they wait",
            "the acts of each case that you are told of; beyond the limit from the day after the last day for a view".to_string(),
            "recorded",
            format!("the cases kept here, on {}", seen.on),
        ),
        (
            "Conditions overdue",
            "conditions that are followed, not settled, and due before today".to_string(),
            "recorded",
            format!("the cases kept here, on {}", seen.on),
        ),
        (
            "Agreements ending",
            format!("agreement lines in force with an end within {SOON_MONTHS} months of the register’s day"),
            "as each line says",
            register.clone(),
        ),
        ("Moves", "as printed by a source, or assumed where it says so".to_string(), "as each row says", register),
    ];
    for (figure, found, basis, source) in rows {
        section.row(vec![Cell::text(figure), Cell::text(found), Cell::text(basis), Cell::text(source)]);
    }
    section
}
