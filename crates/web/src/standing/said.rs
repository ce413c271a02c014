use actions::FigureState;
use actions::acts::{Assumed, SeenSignatures, SeenStanding};
use listing::{Cell, Listing, Section, thousands};
use register::Snapshot;
use stability::standing::{Content, Customer, Exposed, Intends, LineAtRisk};
use vocabulary::{Code, Month};

/// What is said of a unit's standing.
pub(crate) fn said(seen: &SeenStanding) -> Listing {
    let SeenStanding { snapshot, standing, assumed, signatures } = seen;
    let name = snapshot.name_of(standing.unit.as_str());
    let percent = match standing.income.0 {
        0 => 0.0,
        income => standing.at_risk.0 as f64 / income as f64 * 100.0,
    };
    let mut listing = Listing::new(
        format!("What {name} stands on"),
        format!(
            "{name} earns {} a year from {} customers; {} of it ({}) would go at prices that cover its cost, once what \
             leavers leave behind is gone.",
            standing.income.headline(),
            standing.customers.len(),
            standing.at_risk.headline(),
            Cell::Percent(percent).words()
        ),
    );
    listing.number("income_gbp", "Income a year", Cell::Money(standing.income));
    listing.number("at_risk_gbp", "Of it at risk", Cell::Money(standing.at_risk));
    listing.number(
        "break_even_gbp",
        "It can lose a year and still pay its way",
        Cell::Money(standing.break_even_loss),
    );
    listing.number("reserve_gbp", "Reserve after five years if nobody leaves", Cell::Money(standing.reserve));
    listing.add(customers(snapshot, &standing.customers));
    listing.add(lines(snapshot, &standing.customers));
    listing.add(services(snapshot, &standing.services, standing.threshold_percent));
    listing.add(signed(signatures));
    listing.add(assumptions(snapshot, assumed, signatures));
    listing.add(findings(seen));
    listing
}

fn named(snapshot: &Snapshot, code: &Code) -> Cell {
    Cell::Named(code.clone(), snapshot.name_of(code.as_str()))
}

fn service(snapshot: &Snapshot, code: &Code) -> Cell {
    let title = snapshot.service(code).map_or_else(|| code.to_string(), |service| service.title.0.clone());
    Cell::Named(code.clone(), title)
}

fn content(content: Option<&Content>) -> Cell {
    Cell::maybe(content, |content| {
        let asked = content.respondents.map(|count| format!(", {count} answered")).unwrap_or_default();
        Cell::text(format!("{} ({}{asked})", Cell::Percent(content.score_percent).words(), content.period))
    })
}

fn intends(intends: Option<&Intends>) -> Cell {
    Cell::maybe(intends, |intends| {
        let head = if intends.per_head { " a head" } else { "" };
        let told = |amount: vocabulary::Pence| {
            if intends.per_head { amount.to_string() } else { amount.whole_pounds() }
        };
        Cell::text(format!("{} to {}{head} in {}", told(intends.low), told(intends.high), intends.year))
    })
}

fn customers(snapshot: &Snapshot, customers: &[Customer]) -> Section {
    let mut section = Section::new("customers", "Customers, the nearest to leaving first")
        .note("The index is a customer’s bill over what its alternatives would cost: above 1 it would leave if it felt no reluctance.")
        .column("buyer", "Customer")
        .column("annual_gbp", "A year")
        .column("share_percent", "Share")
        .column("at_risk_gbp", "Of it at risk")
        .column("bill_over_alternatives", "Bill over alternatives")
        .column("satisfaction", "How content")
        .column("intends", "Says it will spend");
    for one in customers {
        let at_risk = one.lines.iter().filter(|line| line.goes).map(|line| line.price).sum();
        section.row(vec![
            named(snapshot, &one.buyer_code),
            Cell::Money(one.income),
            Cell::Percent(one.share_percent),
            Cell::Money(at_risk),
            Cell::maybe(one.tipping_index, |index| Cell::text(format!("{index:.2}"))),
            content(one.satisfaction.as_ref()),
            intends(one.intends.as_ref()),
        ]);
    }
    section
}

/// Every line, those that would go first, then by the room between its price and the price that keeps it.
fn lines(snapshot: &Snapshot, customers: &[Customer]) -> Section {
    let mut section = Section::new("lines", "What price would keep each line")
        .note("“Stays up to” is the highest price a year at which the customer stays; “at rest” is what it will pay once what leavers leave behind is gone.")
        .column("buyer", "Customer")
        .column("service", "Service")
        .column("annual_gbp", "Price a year")
        .column("at_rest_gbp", "At rest")
        .column("keeps_gbp", "Stays up to")
        .column("alternative_gbp", "Elsewhere")
        .column("goes", "At rest it")
        .column("notice", "Notice")
        .column("end_date", "Ends");
    let mut all: Vec<(&Code, &LineAtRisk)> =
        customers.iter().flat_map(|one| one.lines.iter().map(move |line| (&one.buyer_code, line))).collect();
    let room = |line: &LineAtRisk| line.stays_up_to.map_or(i64::MAX, |most| (most - line.price_at_rest).0);
    all.sort_by_key(|(buyer, line)| (!line.goes, room(line), (*buyer).clone(), line.service_code.clone()));
    for (buyer, line) in all {
        section.row(vec![
            named(snapshot, buyer),
            service(snapshot, &line.service_code),
            Cell::Money(line.price),
            Cell::Money(line.price_at_rest),
            Cell::maybe(line.stays_up_to, Cell::Money),
            Cell::maybe(line.alternative, Cell::Money),
            Cell::text(if line.goes { "goes" } else { "stays" }),
            Cell::text(format!("{} months", line.notice_months)),
            Cell::text(line.end_date.map_or("no end".to_string(), |end| Month::of(end).words())),
        ]);
    }
    section
}

fn services(snapshot: &Snapshot, services: &[Exposed], threshold: f64) -> Section {
    let mut section = Section::new("services", "How near each service is to its critical mass")
        .note(format!(
            "A service is under its critical mass when its cost for each unit of volume has risen by {}.",
            Cell::Percent(threshold).words()
        ))
        .column("service", "Service")
        .column("customers", "Customers")
        .column("largest", "Largest customer")
        .column("rise_percent", "Cost rises by if it leaves")
        .column("to_threshold", "Largest customers that must leave");
    for one in services {
        section.row(vec![
            service(snapshot, &one.service_code),
            Cell::count(one.customers),
            named(snapshot, &one.largest_buyer),
            Cell::Percent(one.rise_percent),
            one.customers_to_threshold.map_or(Cell::text("never"), Cell::count),
        ]);
    }
    section
}

/// What the unit says of its figures, by service.
fn signed(seen: &SeenSignatures) -> Section {
    let name = seen.snapshot.name_of(seen.unit.as_str());
    let count = seen.count();
    let words = format!(
        "{name} has signed {} of {} figures that are assumed or derived about it.",
        thousands(count.signed as u64),
        thousands(count.figures as u64)
    );
    let mut section = Section::new("signatures", "What is assumed or derived about it")
        .note(words)
        .note("Answers that rest on them are marked as illustrative until all are signed.")
        .column("figures_of", "Figures of")
        .column("state", "State")
        .column("figures", "Figures")
        .column("signed", "Signed")
        .column("corrected", "Corrections that wait")
        .column("open", "Neither");
    let mut services: Vec<Option<&Code>> =
        seen.figures.iter().map(|known| known.figure.service.as_ref()).collect();
    services.sort();
    services.dedup();
    for code in services {
        let states: Vec<FigureState> = seen
            .figures
            .iter()
            .filter(|known| known.figure.service.as_ref() == code)
            .map(|known| known.state)
            .collect();
        let signed = states.iter().filter(|state| state.is_signed()).count();
        let corrected = states.iter().filter(|state| **state == FigureState::Corrected).count();
        let state = match (signed, states.len() - signed - corrected) {
            (_, 0) => "Completed",
            (0, open) if open == states.len() => "Not yet started",
            _ => "In progress",
        };
        section.row(vec![
            code.map_or_else(|| Cell::text("The unit as a whole"), |code| service(&seen.snapshot, code)),
            Cell::text(state),
            Cell::count(states.len()),
            Cell::count(signed),
            Cell::count(corrected),
            Cell::count(states.len() - signed - corrected),
        ]);
    }
    section
}

fn assumptions(snapshot: &Snapshot, assumed: &[Assumed], signatures: &SeenSignatures) -> Section {
    let mut section = Section::new("assumed", "What others assume about it")
        .column("result", "Answer")
        .column("body", "Whose")
        .column("at", "Figure")
        .column("value", "Likely and range")
        .column("reason", "Why")
        .column("signed", "The unit has signed");
    if assumed.is_empty() {
        return Section::new("assumed", "What others assume about it")
            .note("No answer that others have frozen and shared assumes anything about it.");
    }
    for one in assumed {
        let (signed, all) = signatures.of_assumption(&one.assumption);
        let (value, times) = (one.assumption.value, if one.assumption.scale { "× " } else { "" });
        section.row(vec![
            Cell::Named(Code::new(&one.result.to_string()), one.title.clone()),
            named(snapshot, &one.body),
            Cell::text(&one.assumption.at),
            Cell::text(format!("{times}{} ({} to {})", value.likely(), value.low(), value.high())),
            Cell::text(&one.assumption.reason),
            match all {
                0 => Cell::Blank,
                all => Cell::text(format!("{signed} of {all} figures that it changes")),
            },
        ]);
    }
    section
}

fn findings(seen: &SeenStanding) -> Section {
    let mut section = Section::new("findings", "What there is to say of the register")
        .column("severity", "Severity")
        .column("place", "Where")
        .column("seen", "Seen");
    for finding in &seen.standing.findings {
        section.row(vec![
            Cell::text(finding.severity.to_string()),
            Cell::text(finding.place.to_string()),
            Cell::text(&finding.seen),
        ]);
    }
    section
}
