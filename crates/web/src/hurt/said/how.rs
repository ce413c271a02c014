//! How it was worked out: the only page with words that nobody but an analyst needs.

use exchange::result::{Manifest, Told, chances, further_numbers, headline, order_of_leaving};
use listing::{Cell, Listing, Section};
use stability::resting::RestingPoint;

use super::{body, pence, service};

pub(super) fn page(told: &Told<'_>) -> Listing {
    let draws = told.answer.ensemble.draws.len();
    let sentence = match draws {
        0 => "Each figure is a sum of postings, at likely values; no draws were made.".to_string(),
        draws => format!("Each figure is a sum of postings; ranges are 8 in 10 of {draws} draws."),
    };
    let mut listing = Listing::new("", sentence);
    listing.add(assumptions(told));
    listing.add(drivers(told));
    listing.add(ranges(told));
    listing.add(how_often(told));
    listing.add(certificates(told));
    listing.add(made_from(told));
    listing.add(findings(told));
    listing
}

/// What is assumed beside the register.
fn assumptions(told: &Told<'_>) -> Section {
    let mut section = Section::new("assumptions", "What is assumed beside the register")
        .column("at", "Figure")
        .column("kind", "It")
        .column("low", "Low")
        .column("likely", "Likely")
        .column("high", "High")
        .column("reason", "Why");
    let scenario = &told.answer.scenario;
    let rows = scenario.assumptions.iter().map(|row| {
        let kind = if row.scale { "is multiplied by" } else { "becomes" };
        (row.at.clone(), kind, row.value, row.reason.clone())
    });
    let reluctance = (
        "reluctance".to_string(),
        "is",
        scenario.reluctance,
        "how much dearer the unit must be than the alternative before a buyer goes".to_string(),
    );
    for (at, kind, value, reason) in std::iter::once(reluctance).chain(rows) {
        section.row(vec![
            Cell::text(at),
            Cell::text(kind),
            Cell::text(value.low().to_string()),
            Cell::text(value.likely().to_string()),
            Cell::text(value.high().to_string()),
            Cell::text(reason),
        ]);
    }
    section
}

fn drivers(told: &Told<'_>) -> Section {
    let mut section = Section::new("drivers", "What drives the answer")
        .note("What everyone but those that move pays more, net, when one assumption alone is at its low and at its high end.")
        .column("assumption", "Assumption")
        .column("low_gbp", "When it is low")
        .column("high_gbp", "When it is high");
    for driver in &told.answer.drivers {
        section.row(vec![Cell::text(&driver.name), pence(driver.low), pence(driver.high)]);
    }
    if section.rows.is_empty() { Section::new("drivers", "") } else { section }
}

fn ranges(told: &Told<'_>) -> Section {
    let mut section = Section::new("ranges", "What the draws say")
        .column("number", "Number")
        .column("mean_gbp", "Mean")
        .column("p10_gbp", "1 in 10 below")
        .column("p50_gbp", "Half below")
        .column("p90_gbp", "1 in 10 above");
    for number in headline(told).numbers.into_iter().chain(further_numbers(told)) {
        if let Some(range) = number.range {
            let cells = [range.mean, range.p10, range.p50, range.p90].map(pence);
            section.row(std::iter::once(Cell::text(number.title)).chain(cells).collect());
        }
    }
    section
}

fn how_often(told: &Told<'_>) -> Section {
    let mut section = Section::new("chances", "How often")
        .column("what", "What")
        .column("share_percent", "Of the draws")
        .column("standard_error", "Standard error")
        .column("so", "So in draw")
        .column("not", "Not in draw");
    for row in chances(told) {
        section.row(vec![
            Cell::text(row.title),
            Cell::Percent(row.chance.share * 100.0),
            Cell::Percent(row.chance.standard_error * 100.0),
            Cell::maybe(row.examples, |examples| Cell::text(examples.so.to_string())),
            Cell::maybe(row.examples, |examples| Cell::text(examples.not.to_string())),
        ]);
    }
    section
}

/// The certificate of each resting point: a line that leaves pays more than what tips it, one that stays no more.
fn certificates(told: &Told<'_>) -> Section {
    let mut section = Section::new("certificates", "Certificates: where it comes to rest")
        .column("buyer", "Who")
        .column("service", "Service")
        .column("price_gbp", "Price a year")
        .column("alternative_gbp", "Alternative")
        .column("tips_above_gbp", "Tips above")
        .column("round", "Leaves in round");
    let model = &told.answer.impact.setup.model;
    for rest in &told.answer.resting_points {
        section.notes.extend(rest_in_words(told, rest));
        for line in &rest.lines {
            let of = &model.lines[line.line];
            section.row(vec![
                body(told, of.buyer),
                service(told, &of.service_code),
                pence(line.price),
                Cell::maybe(line.alternative, pence),
                Cell::maybe(line.tipping_price, pence),
                line.leaves.map_or(Cell::text("stays"), |round| Cell::text(round.to_string())),
            ]);
        }
    }
    section
}

fn rest_in_words(told: &Told<'_>, rest: &RestingPoint) -> Vec<String> {
    let model = &told.answer.impact.setup.model;
    let mut notes = vec![format!("{}: {}", told.name(model.units[rest.unit].body), order_of_leaving(rest))];
    let tipping: Vec<String> = rest
        .tipping
        .iter()
        .take(5)
        .map(|tip| format!("{} {:.2}", told.name(model.lines[tip.line].buyer), tip.index))
        .collect();
    if !tipping.is_empty() {
        notes.push(format!(
            "Tipping index before the move (1 is the price of the alternative): {}.",
            tipping.join(", ")
        ));
    }
    notes
}

fn made_from(told: &Told<'_>) -> Section {
    let manifest = Manifest::of(told);
    let mut section = Section::new("manifest", "What it was made from")
        .note("The same manifest gives the same numbers, byte for byte: `ballast replay` checks it.");
    section.pair("Exhibit", manifest.exhibit());
    section.pair("Register", format!("{} ({})", manifest.register, manifest.register_hash));
    section.pair("Scenario", manifest.scenario_hash.clone());
    section.pair("Rules and rates", manifest.rules_hash.clone());
    section.pair("Payer rule", told.answer.scenario.payer_rule.to_string());
    section.pair("Engine", manifest.engine_version.clone());
    section.pair("Seed", manifest.seed.to_string());
    section.pair("Draws", format!("{} of {}", manifest.draws_done, manifest.draws));
    section
}

fn findings(told: &Told<'_>) -> Section {
    let mut section = Section::new("findings", "What there is to say")
        .column("severity", "Severity")
        .column("place", "Where")
        .column("seen", "Seen")
        .column("action", "What to do");
    for finding in &told.answer.findings {
        section.row(vec![
            Cell::text(finding.severity.to_string()),
            Cell::text(finding.place.to_string()),
            Cell::text(&finding.seen),
            Cell::text(&finding.action),
        ]);
    }
    section
}
