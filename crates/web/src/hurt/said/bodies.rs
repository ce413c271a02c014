//! Every named body that pays more or less; and one of them, year by year.

use exchange::result::Told;
use ledger::BodyId;
use listing::{Cell, Listing, Section};
use stability::effects::{effects, percent_of};
use stability::impact::Party;
use vocabulary::Code;

use super::{body, range};

pub(super) fn page(told: &Told<'_>, one: Option<&Code>) -> Listing {
    let impact = &told.answer.impact;
    let months = told.answer.scenario.months;
    let changed = sorted(told);
    let more = changed.iter().filter(|body| impact.change(**body).0 > 0).count();
    let mut listing = Listing::new(
        "",
        format!("{more} bodies pay more and {} pay less, over {months} months.", changed.len() - more),
    );
    let found = one.and_then(|code| impact.bodies().into_iter().find(|body| impact.code(*body) == code));
    if let Some(found) = found {
        listing.add(by_year(told, found));
    }
    listing.add(everybody(told, &changed));
    listing
}

/// What the map shows: everybody, with what is drawn beside.
pub(super) fn map_page(told: &Told<'_>) -> Listing {
    let impact = &told.answer.impact;
    let buyers = sorted(told).into_iter().filter(|body| {
        matches!(impact.party(*body), Party::Leaver | Party::Neighbour) && impact.change(*body).0 > 0
    });
    let count = buyers.count();
    let customers = if count == 1 { "customer pays" } else { "customers pay" };
    Listing::new(
        "",
        format!("{count} {customers} more than without the move. The table has those that have an area."),
    )
}

/// What a body is, in the words of the report.
pub(in crate::hurt) fn party_word(told: &Told<'_>, party: Party) -> String {
    match party {
        Party::Leaver => "moves".to_string(),
        Party::Neighbour => "stays".to_string(),
        Party::Unit => told.snapshot.label("unit", false),
        Party::Centre => "centre".to_string(),
        Party::Exchequer => "tax".to_string(),
    }
}

/// Bodies that pay more or less: those that move first, then the others by what they pay more.
fn sorted(told: &Told<'_>) -> Vec<BodyId> {
    let impact = &told.answer.impact;
    let mut bodies: Vec<BodyId> =
        impact.bodies().into_iter().filter(|body| impact.change(*body).0 != 0).collect();
    let order = |body: &BodyId| (impact.party(*body), std::cmp::Reverse(impact.change(*body)));
    bodies.sort_by_key(order);
    bodies
}

fn everybody(told: &Told<'_>, bodies: &[BodyId]) -> Section {
    let impact = &told.answer.impact;
    let draws = told.answer.ensemble.draws.len();
    let mut section = Section::new("bodies", "Every body by name")
        .note("Net of what each receives, against the same months without the move. Transfers between bodies add up to £0.00.")
        .column("body", "Body")
        .column("role", "It")
        .column("change_gbp", "Pays more")
        .column("change_percent", "Of what it pays");
    if draws > 0 {
        section = section.column("p10_gbp", "8 in 10 draws: from").column("p90_gbp", "to");
    }
    for one in bodies {
        let change = impact.change(*one);
        // What a unit pays, net of its income, is no measure of its size.
        let is_unit = impact.party(*one) == Party::Unit;
        let share = percent_of(change, impact.baseline.sums.total(*one)).filter(|_| !is_unit);
        let mut cells = vec![
            body(told, *one),
            Cell::text(party_word(told, impact.party(*one))),
            Cell::Money(change),
            Cell::maybe(share, Cell::Percent),
        ];
        if draws > 0 {
            cells.extend(range(told.answer.ensemble.change_of(*one)));
        }
        section.row(cells);
    }
    let system = impact.system_change();
    let share = percent_of(system, impact.baseline.system_cost);
    let mut cells = vec![
        Cell::text("The system as a whole"),
        Cell::Blank,
        Cell::Money(system),
        Cell::maybe(share, Cell::Percent),
    ];
    if draws > 0 {
        cells.extend(range(told.answer.ensemble.range(|draw| draw.system as f64)));
    }
    section.row(cells);
    let same = impact.bodies().len() - bodies.len();
    if same > 0 {
        section.notes.push(format!("{same} more bodies of this run pay the same."));
    }
    section
}

/// One body by year and account: each figure leads to its postings.
fn by_year(told: &Told<'_>, one: BodyId) -> Section {
    let mut section = Section::new("by_year", format!("{} by year and account", told.name(one)))
        .note("What it pays, net of what it receives. Each change leads to the postings that make it up.")
        .column("year", "Year")
        .column("account", "Account")
        .column("baseline_gbp", "Without the move")
        .column("scenario_gbp", "With it")
        .column("postings_gbp", "Change");
    for effect in effects(&told.answer.impact).into_iter().filter(|effect| effect.body == Some(one)) {
        let (Some(year), Some(account)) = (effect.year, effect.account) else { continue };
        section.row(vec![
            Cell::text(year.to_string()),
            Cell::text(account.to_string().replace('_', " ")),
            Cell::Money(effect.baseline),
            Cell::Money(effect.scenario),
            Cell::Money(effect.change()),
        ]);
    }
    section
}
