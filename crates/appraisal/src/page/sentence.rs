use vocabulary::Pence;

use super::Told;

/// One sentence: what comes first, what it does to us, to others and to the purse, and how firmly it stands.
pub(super) fn sentence(told: &Told<'_>) -> String {
    let answer = told.answer;
    let best = told.preferred();
    let comes = match answer.order.first() {
        Some(first) if *first == answer.preferred => "comes first",
        _ => "is preferred",
    };
    let firm = firmness(told);
    if best.money.us == 0.0 && best.money.purse == 0.0 {
        return format!("“{}” {comes}: nobody pays more or less than today{firm}.", best.title);
    }
    let others = best.money.others + best.money.exchequer;
    format!(
        "“{}” {comes}: over {} it {} us {}, {} others {} and {} the public purse {}{firm}.",
        best.title,
        span(answer.appraisal.months),
        verb(best.money.us),
        amount(best.money.us),
        verb(others),
        amount(others),
        verb(best.money.purse),
        amount(best.money.purse),
    )
}

fn firmness(told: &Told<'_>) -> String {
    let answer = told.answer;
    let mut parts = Vec::new();
    if !answer.appraisal.criteria.is_empty() {
        let near = answer.points.first_near[answer.preferred];
        parts.push(format!("{} of weightings near the locked ones", percent(near)));
    }
    if let Some(chance) = answer.firmness.first_in_draws.get(answer.preferred) {
        parts.push(format!("{} of draws", percent(chance.share)));
    }
    if parts.is_empty() { String::new() } else { format!("; it is first in {}", parts.join(" and ")) }
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

fn verb(pence: f64) -> &'static str {
    if Pence::round(pence) < Pence::ZERO { "saves" } else { "costs" }
}

fn amount(pence: f64) -> String {
    Pence::round(pence.abs()).whole_pounds()
}

/// A number of months as people say it.
pub(super) fn span(months: u32) -> String {
    match (months / 12, months % 12) {
        (1, 0) => "one year".to_string(),
        (years, 0) => format!("{years} years"),
        _ => format!("{months} months"),
    }
}
