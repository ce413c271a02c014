//! What each page says to somebody who doesn't see the books: the effect in bands, from a value that holds no more.

use exchange::result::banded::{Banded, BandedBody, BandedVariant};
use listing::{Cell, Listing, Section};
use register::Snapshot;
use vocabulary::Code;

use super::banded_answer::{answer, spreads};
use super::capital;
use crate::hurt::part::Part;
use crate::hurt::short::{band, range};

/// An answer in bands, with the register that its codes are names of.
pub(in crate::hurt) struct InBands<'a> {
    pub banded: &'a Banded,
    pub names: Option<&'a Snapshot>,
}

/// Why amounts are told in bands.
pub(in crate::hurt) const WHY: &str = "Amounts are told in bands, because they follow from a unit’s books, which only that unit and its oversight body \
     see. The same question always falls into the same bands. Postings and draws end at the hashes of their files.";

pub(super) fn said(bands: &InBands<'_>, part: Part) -> Listing {
    match part {
        Part::Answer => answer(bands),
        Part::Bodies => bodies(bands),
        Part::Map => Listing::new(
            "",
            format!("{} bodies pay more or less than without the move.", bands.banded.bodies.len()),
        ),
        Part::Cascade => cascade(bands),
        Part::Money => money(bands),
        Part::People => people(bands),
        Part::Rules => variants(("rules", "Who pays under each rule", "Rule"), &bands.banded.rules),
        Part::Mitigations => variants(
            ("mitigations", "The same move, done differently", "What is different"),
            &bands.banded.mitigations,
        ),
        Part::Postings => Listing::new(
            "",
            "Postings hold the books of a unit. You see the hashes of their files: whoever may open one can show that it is the same.",
        ),
        Part::How => how(bands),
    }
}

impl InBands<'_> {
    fn body(&self, code: &str) -> Cell {
        let known = self.banded.bodies.iter().find(|body| body.body_code == code);
        let name = known.map(|body| body.name.clone());
        let name = name.or_else(|| self.names.map(|names| names.name_of(code)));
        Cell::Named(Code::new(code), name.unwrap_or_else(|| code.to_string()))
    }

    fn service(&self, code: &str) -> Cell {
        let title = self.names.and_then(|names| names.service(&Code::new(code)));
        Cell::Named(
            Code::new(code),
            title.map_or_else(|| code.to_string(), |service| service.title.0.clone()),
        )
    }
}

fn role_word(role: &str) -> &str {
    match role {
        "leaver" => "moves",
        "neighbour" => "stays",
        "exchequer" => "tax",
        other => other,
    }
}

fn bodies(bands: &InBands<'_>) -> Listing {
    let mut section = Section::new("bodies", "Every body by name")
        .note("Net of what each receives, against the same months without the move.")
        .column("body", "Body")
        .column("role", "It")
        .column("change_band", "Pays more")
        .column("percent_band", "Of what it pays")
        .column("range", "8 in 10 draws");
    let mut all: Vec<&BandedBody> = bands.banded.bodies.iter().collect();
    all.sort_by_key(|body| (body.role != "leaver", std::cmp::Reverse(body.change), &body.name));
    for body in all {
        section.row(vec![
            Cell::Named(Code::new(&body.body_code), body.name.clone()),
            Cell::text(role_word(body.role)),
            band(body.change),
            Cell::maybe(body.percent, |percent| Cell::text(percent.to_string())),
            range(body.range),
        ]);
    }
    if let Some(system) = bands.banded.system {
        section.row(vec![
            Cell::text("The system as a whole"),
            Cell::Blank,
            band(system),
            Cell::Blank,
            Cell::Blank,
        ]);
    }
    let more = bands.banded.bodies.iter().filter(|body| body.change.low().0 > 0).count();
    let mut listing =
        Listing::new("", format!("{more} bodies pay more, over {} months.", bands.banded.months));
    listing.add(section);
    listing
}

fn cascade(bands: &InBands<'_>) -> Listing {
    let banded = bands.banded;
    let mut listing = Listing::new("", spreads(banded).join(" "));
    let mut moves = Section::new("moves", "What moves")
        .note("What a line costs today and what it would cost there stand in the register, for everybody.")
        .column("buyer", "Who")
        .column("service", "Service")
        .column("month", "When")
        .column("price_gbp", "Price a year")
        .column("alternative_gbp", "There");
    for line in &banded.leaving {
        moves.row(vec![
            bands.body(&line.buyer_code),
            bands.service(&line.service_code),
            Cell::text(line.month.words()),
            Cell::Money(line.price),
            Cell::maybe(line.alternative, Cell::Money),
        ]);
    }
    let mut steps = Section::new("leaves", "Who leaves next, and what tipped it")
        .column("buyer", "Who")
        .column("service", "Service")
        .column("review", "Review")
        .column("rise", "Dearer than at the start by")
        .column("alternative", "Goes to");
    for step in &banded.cascade {
        steps.row(vec![
            bands.body(&step.buyer_code),
            bands.service(&step.service_code),
            Cell::text(step.month.words()),
            Cell::maybe(step.rise, |rise| Cell::text(rise.to_string())),
            Cell::text(&step.alternative_id),
        ]);
    }
    listing.add(steps);
    listing.add(moves);
    listing
}

fn money(bands: &InBands<'_>) -> Listing {
    let mut section = Section::new("residual_years", "Cost that stays behind, by year")
        .note("The months, and what is released, stand in the unit’s books.")
        .column("body", "Unit")
        .column("year", "Year")
        .column("residual_band", "Still carried, no longer needed");
    for row in &bands.banded.residual {
        section.row(vec![bands.body(&row.unit_code), Cell::text(row.year.to_string()), band(row.cost)]);
    }
    let sentence = match section.rows.is_empty() {
        true => "No cost is left behind.",
        false => "Cost is still carried that nobody needs any more; it ends.",
    };
    let mut listing = Listing::new("", sentence);
    listing.add(section);
    listing
}

fn people(bands: &InBands<'_>) -> Listing {
    let mut section = Section::new("posts", "Posts, in whole-time equivalents")
        .note("Posts are counted in groups, never by name; small groups are told as such.")
        .column("service", "Service")
        .column("transfer", "Transfer")
        .column("redeploy", "Redeployed")
        .column("at_risk", "At risk")
        .column("cost_band", "Redundancy");
    for row in &bands.banded.people {
        section.row(vec![
            bands.service(&row.service_code),
            Cell::text(row.transfer.to_string()),
            Cell::text(row.redeploy.to_string()),
            Cell::text(row.redundant.to_string()),
            Cell::maybe(row.cost, band),
        ]);
    }
    let sentence = match section.rows.is_empty() {
        true => "No posts are known for what moves.",
        false => "Posts go with the work, find other work in the unit, or are at risk.",
    };
    let mut listing = Listing::new("", sentence);
    listing.add(section);
    listing
}

fn variants((id, title, what): (&'static str, &str, &str), variants: &[BandedVariant]) -> Listing {
    let mut section = Section::new(id, title)
        .column("variant", what)
        .column("leavers", "Those that move")
        .column("neighbours", "Other customers")
        .column("units", "Unit")
        .column("centre", "Centre")
        .column("system", "System")
        .column("follow", "Follow")
        .column("verdict", "Stands?");
    for variant in variants {
        let amounts = [variant.leavers, variant.neighbours, variant.units, variant.centre, variant.system];
        let mut cells = vec![Cell::Named(Code::new(&variant.id), variant.title.clone())];
        cells.extend(amounts.map(band));
        cells.extend([Cell::count(variant.follow), Cell::text(variant.verdict)]);
        section.row(cells);
    }
    let sentence = match variants.is_empty() {
        true => "Not worked out: this run has its likely values only, or only your own line is told.",
        false => "The same question, asked a little differently, side by side.",
    };
    let mut listing = Listing::new("", sentence);
    listing.add(section);
    listing
}

fn how(bands: &InBands<'_>) -> Listing {
    let banded = bands.banded;
    let mut listing =
        Listing::new("", "Each band is that of a sum of postings, which whoever sees the books can check.");
    let mut chances =
        Section::new("chances", "How often").column("what", "What").column("share", "Over the draws");
    for chance in &banded.chances {
        chances.row(vec![Cell::text(&chance.title), Cell::text(chance.band.to_string())]);
    }
    listing.add(chances);
    let mut made = Section::new("manifest", "What it was made from");
    made.pair("Exhibit", banded.exhibit.clone());
    made.pair("Payer rule", banded.payer_rule.clone());
    made.pair("From", format!("{}, {} months", banded.start, banded.months));
    listing.add(made);
    let mut findings = Section::new("findings", "What there is to say")
        .column("severity", "Severity")
        .column("code", "Finding")
        .column("action", "What to do");
    for finding in &banded.findings {
        findings.row(vec![
            Cell::text(capital(finding.severity.word())),
            Cell::text(finding.code),
            Cell::text(&finding.action),
        ]);
    }
    listing.add(findings);
    listing
}
