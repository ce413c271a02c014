//! When agreements end, and by when notice must be given.

use crate::Market;
use register::tables::AgreementLine;
use vocabulary::Month;

use listing::{Cell, Section};

use super::{SOON_MONTHS, date_words, named, service_named};

/// When the agreements of these lines end, and how many have no end.
pub(super) fn ends_section(market: &Market<'_>) -> Section {
    let unended = market.without_end();
    let ending = market.ending_within(SOON_MONTHS);
    let note = format!(
        "{} of {} agreement lines end within {SOON_MONTHS} months of {}; {} have no end date.",
        Cell::count(ending.len()).words(),
        Cell::count(market.lines.len()).words(),
        date_words(market.on),
        Cell::count(unended).words()
    );
    let mut section = Section::new("ends", "When agreements end").note(note);
    if !ending.is_empty() {
        section = section.column("buyer", "Buyer").column("supplier", "Supplier");
        section = section.column("service", "Service").column("annual_gbp", "A year");
        section = section.column("end_date", "Ends").column("tell_by", "Tell by");
        for line in ending {
            let cells = vec![
                named(market.snapshot, &line.buyer_code),
                named(market.snapshot, &line.supplier_code),
                service_named(market.snapshot, &line.service_code),
                Cell::Money(line.annual_gbp),
                Cell::maybe(line.end_date, |end| Cell::text(end.to_string())),
                Cell::maybe(tell_by(line), |month| Cell::text(month.to_string())),
            ];
            section.row(cells);
        }
    }
    section
}

/// The last month in which notice can be given so that the line ends with its agreement.
pub(super) fn tell_by(line: &AgreementLine) -> Option<Month> {
    let notice = i32::try_from(line.notice_months.unwrap_or(0)).ok()?;
    line.end_date.map(|end| Month::of(end).plus(-notice))
}
