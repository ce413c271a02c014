//! Does it spread: every line that leaves with its price and the alternative that tipped it, and who came nearest.

use std::collections::BTreeSet;

use exchange::result::Told;
use listing::{Cell, Listing, Section};
use stability::timeline::Judgement;

use super::{body, lines, pence, service};

/// The judgements by which lines leave because of the move, in order of time.
pub(in crate::hurt) fn following<'a>(told: &Told<'a>) -> Vec<&'a Judgement> {
    let outcome = &told.answer.impact.moved.outcome;
    let gone: BTreeSet<usize> =
        told.answer.impact.spread().into_iter().map(|exit| outcome.exits[exit].line).collect();
    outcome.judgements.iter().filter(|judged| judged.leaves && gone.contains(&judged.line)).collect()
}

pub(super) fn page(told: &Told<'_>) -> Listing {
    let impact = &told.answer.impact;
    let following = following(told);
    let sentence = match following.len() {
        _ if !told.answer.scenario.reaction => {
            "Not asked: in this scenario nobody else decides anew.".to_string()
        }
        0 => "No: at no review does anybody else leave because of the move.".to_string(),
        1 => "Yes: one more line leaves because of the move.".to_string(),
        more => format!("Yes: {more} more lines leave because of the move."),
    };
    let mut listing = Listing::new("", sentence);
    let rule = "A line leaves when its price a year is above (1 + reluctance) × the alternative with tax, switching and \
                exit charge by the year: “tips above” is that amount.";
    listing.add(judgements(told, ("leaves", "Who leaves next, and what tipped it"), &following).note(rule));
    listing.add(judgements(told, ("nearest", "Nearest to leaving among those who stay"), &nearest(told)));
    let anyway = impact.anyway();
    if !anyway.is_empty() {
        let note = format!(
            "{} would leave without the move as well, in both runs.",
            super::capital(&lines(anyway.len()))
        );
        listing.add(Section::new("anyway", "Who would leave anyway").note(note));
    }
    listing.add(at_rest(told));
    listing
}

fn judgements(told: &Told<'_>, (id, title): (&'static str, &str), judged: &[&Judgement]) -> Section {
    let model = &told.answer.impact.setup.model;
    let mut section = Section::new(id, title)
        .column("buyer", "Who")
        .column("service", "Service")
        .column("review", "Review")
        .column("price_gbp", "Price a year")
        .column("alternative_gbp", "Alternative")
        .column("tips_above_gbp", "Tips above")
        .column("leaves", "Leaves");
    for judged in judged {
        let line = &model.lines[judged.line];
        let notice = told.answer.impact.setup.likely.notice(judged.line) as i32;
        let leaves = match judged.leaves {
            true => model.month(judged.month).plus(notice).words(),
            false => "stays".to_string(),
        };
        section.row(vec![
            body(told, line.buyer),
            service(told, &line.service_code),
            Cell::text(model.month(judged.month).words()),
            pence(judged.price),
            pence(judged.alternative_cost()),
            pence(judged.tipping_price()),
            Cell::text(leaves),
        ]);
    }
    if section.rows.is_empty() {
        section.columns.clear();
    }
    section
}

/// Of those who stay, the lines that came nearest to leaving, each at its nearest review.
fn nearest<'a>(told: &Told<'a>) -> Vec<&'a Judgement> {
    const SHOWN_MAX: usize = 10;
    let outcome = &told.answer.impact.moved.outcome;
    let gone: BTreeSet<usize> = outcome.exits.iter().map(|exit| exit.line).collect();
    let stays =
        |judged: &&Judgement| !judged.leaves && !gone.contains(&judged.line) && judged.tipping_price() > 0.0;
    let mut stays: Vec<&Judgement> = outcome.judgements.iter().filter(stays).collect();
    stays.sort_by(|a, b| (b.price / b.tipping_price()).total_cmp(&(a.price / a.tipping_price())));
    let mut seen = BTreeSet::new();
    stays.retain(|judged| seen.insert(judged.line));
    stays.truncate(SHOWN_MAX);
    stays
}

/// Where each unit comes to rest once residual cost is gone.
fn at_rest(told: &Told<'_>) -> Section {
    let model = &told.answer.impact.setup.model;
    let mut section = Section::new("at_rest", "Where it comes to rest once residual cost is gone");
    for rest in &told.answer.resting_points {
        let name = told.name(model.units[rest.unit].body);
        let after = rest.lines.iter().filter(|line| line.leaves.is_some_and(|round| round > 0)).count();
        let follow = match after {
            0 => "nobody else leaves".to_string(),
            1 => "one more line leaves".to_string(),
            more if rest.rounds == 1 => format!("{more} more lines leave, all at once"),
            more => format!("{more} more lines leave, in {} rounds", rest.rounds),
        };
        let fragile = match rest.is_fragile() {
            true => " It is fragile: if everybody left, nobody would be the first to come back.",
            false => "",
        };
        section.notes.push(format!("{name}: {follow}; {} stay.{fragile}", lines(rest.greatest.len())));
    }
    section
}
