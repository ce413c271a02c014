use actions::SeenCountry;
use listing::{Cell, Listing, Section};
use market::pages::SOON_MONTHS;
use register::Snapshot;
use register::tables::AgreementLine;
use vocabulary::{Code, Month};

use super::{cases, sources, together, units};

/// What is said of the country: the same for the page, its files, the API and the monthly pack.
pub(crate) fn said(seen: &SeenCountry) -> Listing {
    let at_risk = seen.at_risk();
    let (beyond, overdue, ending) = (seen.beyond(), seen.overdue(), seen.ending(SOON_MONTHS));
    let mut listing = Listing::new("The country", sentence(seen));
    listing.number("units_at_risk", "Units at risk", Cell::count(at_risk.len()));
    listing.number("cases_beyond_limit", "Cases waiting beyond the limit", Cell::count(beyond.len()));
    listing.number("conditions_overdue", "Conditions overdue", Cell::count(overdue.len()));
    listing.number(
        "agreements_ending",
        format!("Agreement lines ending within {SOON_MONTHS} months"),
        Cell::count(ending.len()),
    );
    listing.add(units::units(seen));
    listing.add(cases::queue(seen));
    listing.add(cases::conditions(seen));
    together::together(seen).into_iter().for_each(|section| listing.add(section));
    listing.add(ends(seen, &ending));
    listing.add(moves(&seen.snapshot));
    listing.add(units::tests(seen));
    listing.add(sources::basis(seen));
    listing
}

fn sentence(seen: &SeenCountry) -> String {
    let all = seen.units.len();
    let units = match (seen.at_risk().as_slice(), all) {
        (_, 0) => "You see the books of no unit.".to_string(),
        ([], _) => format!("None of the {all} units that you oversee is at risk."),
        ([worst, ..], _) => format!(
            "{} of the {all} units that you oversee {} at risk, {} first of all.",
            seen.at_risk().len(),
            if seen.at_risk().len() == 1 { "is" } else { "are" },
            seen.snapshot.name_of(worst.unit.as_str())
        ),
    };
    let waits = match seen.beyond().len() {
        0 => "No case waits for a view beyond its limit.".to_string(),
        1 => "One case waits for a view beyond its limit.".to_string(),
        several => format!("{several} cases wait for a view beyond their limit."),
    };
    format!("{units} {waits}")
}

pub(super) fn named(snapshot: &Snapshot, code: &Code) -> Cell {
    Cell::Named(code.clone(), snapshot.name_of(code.as_str()))
}

pub(super) fn service(snapshot: &Snapshot, code: &Code) -> Cell {
    let title = snapshot.service(code).map_or_else(|| code.to_string(), |service| service.title.0.clone());
    Cell::Named(code.clone(), title)
}

/// Agreements that end soon, the soonest first.
fn ends(seen: &SeenCountry, ending: &[&AgreementLine]) -> Section {
    let snapshot = &seen.snapshot;
    let none = snapshot.rows.agreement_lines.iter().filter(|line| line.end_date.is_none()).count();
    let mut section = Section::new("ends", format!("Agreements ending within {SOON_MONTHS} months"))
        .note(format!(
            "{} of {} agreement lines end within {SOON_MONTHS} months of {}, the day of the register; {} have no end date there.",
            Cell::count(ending.len()).words(),
            Cell::count(snapshot.rows.agreement_lines.len()).words(),
            seen.reference,
            Cell::count(none).words()
        ))
        .column("agreement", "Agreement line")
        .column("buyer", "Buyer")
        .column("supplier", "Supplier")
        .column("service", "Service")
        .column("annual_gbp", "A year")
        .column("end_date", "Ends")
        .column("tell_by", "Notice by")
        .column("basis", "Known as")
        .column("source", "Source")
        .column("next", "Next");
    for line in ending {
        let notice = i32::try_from(line.notice_months.unwrap_or(0)).unwrap_or_default();
        let tell_by = line.end_date.map(|end| Month::of(end).plus(-notice));
        section.row(vec![
            Cell::Named(line.line_id.clone(), line.line_id.to_string()),
            named(snapshot, &line.buyer_code),
            named(snapshot, &line.supplier_code),
            service(snapshot, &line.service_code),
            Cell::Money(line.annual_gbp),
            Cell::maybe(line.end_date, |end| Cell::text(end.to_string())),
            Cell::maybe(tell_by, |month| Cell::text(month.to_string())),
            Cell::text(line.basis.to_string()),
            Cell::text(line.source.to_string()),
            Cell::text("Ask what follows if it isn’t renewed"),
        ]);
    }
    section
}

/// The register of moves, the last first.
fn moves(snapshot: &Snapshot) -> Section {
    let mut section = Section::new("moves", "The register of moves")
        .note("Moves that a source tells of, as the register has them. A figure that several rows share is that of their group: count it once.")
        .column("buyer", "Who moves")
        .column("from", "From")
        .column("services", "Services")
        .column("to", "To")
        .column("effective_date", "From the day")
        .column("annual_gbp", "A year")
        .column("group", "Group")
        .column("status", "Stands at")
        .column("basis", "Known as")
        .column("source", "Source");
    let mut rows: Vec<_> = snapshot.rows.moves.iter().collect();
    rows.sort_by(|a, b| (b.effective_date, &a.move_id).cmp(&(a.effective_date, &b.move_id)));
    for row in rows {
        let every = |code: &Code| if code.as_str() == "*" { "all".to_string() } else { code.to_string() };
        let services: Vec<String> = row.services.0.iter().map(every).collect();
        section.row(vec![
            named(snapshot, &row.buyer_code),
            named(snapshot, &row.from_code),
            Cell::text(services.join(", ")),
            Cell::maybe(row.to_kind, |kind| Cell::text(kind.to_string().replace('_', " "))),
            Cell::maybe(row.effective_date, |on| Cell::text(on.to_string())),
            Cell::maybe(row.annual_gbp, Cell::Money),
            Cell::maybe(row.group_id.as_ref(), |group| Cell::text(group.to_string())),
            Cell::text(row.status.to_string()),
            Cell::text(row.basis.to_string()),
            Cell::text(row.source.to_string()),
        ]);
    }
    if section.rows.is_empty() { Section::default() } else { section }
}
