use exchange::result::{Told, order_of_leaving};
use stability::resting::RestingPoint;
use stability::timeline::Judgement;
use vocabulary::Pence;

use crate::text::{Align, Page};

/// Does it spread: every exit with its certificate, the nearest of those who stay, and where it comes to rest.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let impact = &told.answer.impact;
    page.heading("Does it spread?");
    if !told.answer.scenario.reaction {
        page.paragraph("Not asked: in this scenario nobody else decides anew.");
        return;
    }
    let spread = impact.spread();
    match spread.len() {
        0 => page.paragraph("No: at no review does anybody else leave because of the move."),
        1 => page.paragraph("Yes: one more line leaves because of the move."),
        more => page.paragraph(&format!("Yes: {more} more lines leave because of the move.")),
    }
    if let Some(chance) = told.answer.ensemble.chance(|draw| draw.spread > 0) {
        page.paragraph(&format!(
            "It spreads in {:.0}% of the draws (standard error {:.1}).",
            chance.share * 100.0,
            chance.standard_error * 100.0
        ));
    }
    certificates(told, page);
    nearest(told, page);
    resting(told, page);
    released(told, page);
    anyway(told, page);
}

const COLUMNS: [(&str, Align); 6] = [
    ("pounds a year", Align::Left),
    ("review", Align::Right),
    ("price", Align::Right),
    ("alternative", Align::Right),
    ("tips above", Align::Right),
    ("leaves", Align::Right),
];

fn row(told: &Told<'_>, judged: &Judgement) -> Vec<String> {
    let model = &told.answer.impact.setup.model;
    let line = &model.lines[judged.line];
    let pounds = |pence: f64| Pence::round(pence).whole_pounds();
    vec![
        format!("{}: {}", told.name(line.buyer), told.service(line.service_code.as_str())),
        model.month(judged.month).to_string(),
        pounds(judged.price),
        pounds(judged.alternative_cost()),
        pounds(judged.tipping_price()),
        if judged.leaves {
            model
                .month(judged.month)
                .plus(told.answer.impact.setup.likely.notice(judged.line) as i32)
                .to_string()
        } else {
            "stays".to_string()
        },
    ]
}

/// Each exit: the price that tipped it, the alternative, and the price above which it leaves.
fn certificates(told: &Told<'_>, page: &mut Page) {
    const SHOWN_MAX: usize = 12;
    let impact = &told.answer.impact;
    let lines: Vec<usize> =
        impact.spread().iter().map(|exit| impact.moved.outcome.exits[*exit].line).collect();
    let judged: Vec<&Judgement> =
        impact.moved.outcome.judgements.iter().filter(|j| j.leaves && lines.contains(&j.line)).collect();
    if judged.is_empty() {
        return;
    }
    let rows: Vec<Vec<String>> = judged.iter().take(SHOWN_MAX).map(|judged| row(told, judged)).collect();
    page.table(&COLUMNS, &rows);
    if judged.len() > SHOWN_MAX {
        page.paragraph(&format!("… and {} more (`cascade.csv` of the result).", judged.len() - SHOWN_MAX));
    }
    page.paragraph("A line leaves when its price, pounds a year, is above (1 + reluctance) × the alternative with tax, switching and exit charge by the year.");
}

/// Of those who stay, the lines that came nearest to leaving.
fn nearest(told: &Told<'_>, page: &mut Page) {
    let stays = told.answer.impact.moved.outcome.judgements.iter().filter(|judged| !judged.leaves);
    let gone: Vec<usize> = told.answer.impact.moved.outcome.exits.iter().map(|exit| exit.line).collect();
    let mut stays: Vec<&Judgement> =
        stays.filter(|judged| !gone.contains(&judged.line) && judged.tipping_price() > 0.0).collect();
    stays.sort_by(|a, b| (b.price / b.tipping_price()).total_cmp(&(a.price / a.tipping_price())));
    let mut seen = std::collections::BTreeSet::new();
    stays.retain(|judged| seen.insert(judged.line));
    if stays.is_empty() {
        return;
    }
    page.paragraph("Nearest to leaving among those who stay:");
    let rows: Vec<Vec<String>> = stays.iter().take(3).map(|judged| row(told, judged)).collect();
    page.table(&COLUMNS, &rows);
}

fn resting(told: &Told<'_>, page: &mut Page) {
    let model = &told.answer.impact.setup.model;
    for rest in &told.answer.resting_points {
        let name = told.name(model.units[rest.unit].body);
        let after = rest.lines.iter().filter(|line| line.leaves.is_some_and(|round| round > 0)).count();
        let stays = rest.greatest.len();
        let follow = match after {
            0 => "nobody else leaves".to_string(),
            1 => "one more line leaves".to_string(),
            more if rest.rounds == 1 => format!("{more} more lines leave, all at once"),
            more => format!("{more} more lines leave, in {} rounds", rest.rounds),
        };
        let fragile = if rest.is_fragile() {
            " It is fragile: if everybody left, nobody would be the first to come back."
        } else {
            ""
        };
        page.paragraph(&format!(
            "Where {name} comes to rest once residual cost is gone: {follow}; {stays} lines stay.{fragile}"
        ));
        let nearest: Vec<String> = rest
            .tipping
            .iter()
            .take(3)
            .map(|tip| format!("{} {:.2}", told.name(model.lines[tip.line].buyer), tip.index))
            .collect();
        if !nearest.is_empty() {
            page.paragraph(&format!(
                "Tipping index before the move (1 is the price of the alternative): {}.",
                nearest.join(", ")
            ));
        }
        page.paragraph(&order_of_leaving(rest));
        page.paragraph(&those_who_stay(told, rest));
    }
}

/// The certificate of those who stay: each pays no more than what tips it; and the line with the least room.
fn those_who_stay(told: &Told<'_>, rest: &RestingPoint) -> String {
    let model = &told.answer.impact.setup.model;
    let room = |line: &stability::resting::RestingLine| {
        Some((line.line, line.price, line.tipping_price.filter(|_| line.leaves.is_none())?))
    };
    let could: Vec<(usize, f64, f64)> = rest.lines.iter().filter_map(room).collect();
    let nowhere = rest.greatest.len() - could.len();
    let nearest = could.iter().max_by(|a, b| (a.1 * b.2).total_cmp(&(b.1 * a.2)));
    let mut text = match nearest {
        None => String::new(),
        Some((line, price, tips)) => {
            let pounds = |pence: f64| Pence::round(pence).whole_pounds();
            let line = &model.lines[*line];
            let name = format!("{}, {}", told.name(line.buyer), told.service(line.service_code.as_str()));
            format!(
                "Of the lines that stay, {} could leave, and none pays more than the price above which it would \
                 (each is in `result.json`). Nearest is {name}: {} a year; it would leave above {}.",
                could.len(),
                pounds(*price),
                pounds(*tips)
            )
        }
    };
    if nowhere > 0 {
        let lines = if nowhere == 1 { "One line has".to_string() } else { format!("{nowhere} lines have") };
        text += &format!(" {lines} nowhere to go, or a price that is fixed throughout.");
    }
    text.trim_start().to_string()
}

/// When freed steps go: how many stay in every order, how many may, and whether the orders differ.
fn released(told: &Told<'_>, page: &mut Page) {
    let model = &told.answer.impact.setup.model;
    for bracket in &told.answer.released {
        let name = told.name(model.units[bracket.unit].body);
        page.paragraph(&format!(
            "If freed steps go, between {} and {} lines of {name} stay, whatever the order.",
            bracket.at_least.len(),
            bracket.at_most.len()
        ));
        if bracket.orders_differ() {
            let ends: Vec<String> =
                bracket.ends.iter().map(|(order, stay)| format!("{order}: {}", stay.len())).collect();
            page.paragraph(&format!("The order matters: {}.", ends.join("; ")));
        }
    }
}

fn anyway(told: &Told<'_>, page: &mut Page) {
    let anyway = told.answer.impact.anyway();
    if !anyway.is_empty() {
        let lines =
            if anyway.len() == 1 { "One line".to_string() } else { format!("{} lines", anyway.len()) };
        page.paragraph(&format!("{lines} would leave without the move as well, in both runs."));
    }
}
