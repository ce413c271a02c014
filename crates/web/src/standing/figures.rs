//! Figures about a unit in words: what each is, its value with its unit of measure, and what was said of it.

use actions::{Figure, FigureState, KnownFigure, Subject};
use listing::thousands;
use register::Snapshot;
use register::tables::{PoolKind, Tier};
use vocabulary::{Code, Pence};

use crate::Html;
use crate::accounts::capital;
use crate::components::Tag;
use crate::site::encoded;

/// What its row is about: `Fixed cost`, `Frontline posts, band 5`, a customer.
fn subject(snapshot: &Snapshot, figure: &Figure) -> String {
    match &figure.subject {
        Subject::Unit => "The unit".to_string(),
        Subject::Cost { kind, is_staff } => {
            let what = match kind {
                PoolKind::Fixed => "Fixed cost",
                PoolKind::Step => "Cost in steps",
                PoolKind::Variable => "Cost that follows volume",
            };
            let people = if *is_staff { " (people)" } else { "" };
            match figure.service {
                Some(_) => format!("{what}{people}"),
                None => format!("Overhead, {}{people}", what.to_lowercase()),
            }
        }
        Subject::Posts { band, tier, place } => {
            let tier = match tier {
                Tier::Frontline => "Frontline posts",
                Tier::Management => "Management posts",
            };
            let place = if place.is_empty() { String::new() } else { format!(", {place}") };
            format!("{tier}, band {band}{place}")
        }
        Subject::Line { buyer } => snapshot.name_of(buyer.as_str()),
    }
}

/// Which figure of its row it is.
fn column(figure: &Figure) -> &'static str {
    match figure.column {
        "opening_reserve_gbp" => "reserve at the start",
        "required_margin_percent" => "surplus that it must make, of turnover",
        "annual_gbp" if figure.table == "agreement_lines" => "price a year",
        "annual_gbp" => "cost a year",
        "step_volume" => "size of a step",
        "release_delay_months" => "time before it starts to go",
        "release_over_months" => "time over which it then goes",
        "wte" => "number of posts",
        "mean_service_years" => "mean years of service",
        "volume" => "volume",
        "notice_months" => "notice",
        other => other,
    }
}

/// The figure in words: `Fixed cost: cost a year`.
pub(crate) fn title(snapshot: &Snapshot, figure: &Figure) -> String {
    match figure.subject {
        Subject::Unit => capital(column(figure)),
        _ => format!("{}: {}", subject(snapshot, figure), column(figure)),
    }
}

/// The service that it belongs to, or that it is the unit's as a whole.
pub(crate) fn service(snapshot: &Snapshot, service: Option<&Code>) -> String {
    match service {
        None => "The unit as a whole".to_string(),
        Some(code) => snapshot.service(code).map_or_else(|| code.to_string(), |row| row.title.0.clone()),
    }
}

/// Is it an amount of money?
pub(crate) fn is_money(figure: &Figure) -> bool {
    // A step of overhead is so many pounds.
    figure.column.ends_with("_gbp") || (figure.column == "step_volume" && figure.service.is_none())
}

/// What stands behind its number: `months`.
pub(crate) fn measure(figure: &Figure) -> Option<&'static str> {
    match figure.column {
        column if column.ends_with("_months") => Some("months"),
        column if column.ends_with("_percent") => Some("%"),
        "mean_service_years" => Some("years"),
        "wte" => Some("whole-time posts"),
        _ => None,
    }
}

/// A value of a figure as people read it: `£1,814,624.32`, `6 months`.
pub(crate) fn value(figure: &Figure, value: &str) -> String {
    if is_money(figure) {
        return match value.parse::<Pence>() {
            Ok(amount) if amount.0 % 100 == 0 => amount.whole_pounds(),
            Ok(amount) => amount.to_string(),
            Err(_) => value.to_string(),
        };
    }
    let number = grouped(value);
    match measure(figure) {
        Some("%") => format!("{number}%"),
        Some("months") if number == "1" => "1 month".to_string(),
        Some("years") if number == "1" => "1 year".to_string(),
        Some("whole-time posts") if number == "1" => "1 whole-time post".to_string(),
        Some(measure) => format!("{number} {measure}"),
        None => number,
    }
}

/// A number as the register writes it, with commas.
fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    match (whole.parse::<u64>(), rest) {
        (Ok(whole), Some(rest)) => format!("{}.{rest}", thousands(whole)),
        (Ok(whole), None) => thousands(whole),
        (Err(_), _) => number.to_string(),
    }
}

/// What somebody typed, as the register writes numbers: without pound signs, commas and spaces.
pub(crate) fn typed(text: &str) -> String {
    let minus = |letter: char| if letter == '\u{2212}' { '-' } else { letter };
    text.chars().filter(|letter| !matches!(letter, '£' | ',') && !letter.is_whitespace()).map(minus).collect()
}

/// How it is known, and from which source.
pub(crate) fn basis(snapshot: &Snapshot, figure: &Figure) -> Html {
    let title = snapshot.source(&figure.source).map(|source| source.title.0.clone());
    let link = Html::link(
        &format!("/market/sources/{}", encoded(figure.source.as_str())),
        title.as_deref().unwrap_or(figure.source.as_str()),
    );
    let word = match figure.basis {
        vocabulary::Basis::Derived => "Derived: ",
        vocabulary::Basis::Assumed => "Assumed: ",
        vocabulary::Basis::Recorded => "Recorded: ",
    };
    together(Html::from(word).then(link))
}

/// As one thing, also where a cell stands beside its heading on a phone.
pub(crate) fn together(html: Html) -> Html {
    Html::raw("<span>").then(html).then(Html::raw("</span>"))
}

/// A state in a word, coloured.
pub(crate) fn tag(state: FigureState) -> Tag {
    match state {
        FigureState::Unsaid => Tag::coloured("Not signed", "blue"),
        FigureState::Signed => Tag::coloured("Signed", "green"),
        FigureState::Corrected => Tag::coloured("Corrected", "yellow"),
        FigureState::TakenUp => Tag::coloured("Corrected, taken up", "green"),
        FigureState::Declined => Tag::coloured("Not taken up", "orange"),
        FigureState::Earlier => Tag::coloured("Said of an earlier value", "orange"),
    }
}

/// Who said what of it, and when; blank when nobody did.
pub(crate) fn said(known: &KnownFigure) -> String {
    let (figure, Some(word)) = (&known.figure, &known.word) else { return String::new() };
    let day = word.at.strftime("%-d %B %Y");
    let by = format!("{}, {day}", known.by.as_deref().unwrap_or("Somebody"));
    let corrected = word.corrected_value.as_deref().map(|text| value(figure, text)).unwrap_or_default();
    let seen = value(figure, &word.seen_value);
    let stop = if word.reason.ends_with(['.', '!', '?']) { "" } else { "." };
    let reason = format!("{}{stop}", word.reason);
    match (known.state, word.said.word()) {
        (FigureState::Signed, _) => by,
        (FigureState::TakenUp, _) => format!("It was {seen}. {reason} {by}"),
        (_, "declined") => format!("It should be {corrected}; the register’s data steward: {reason} {by}"),
        (FigureState::Corrected, _) => format!("It should be {corrected}. {reason} {by}"),
        (_, "signed") => format!("{seen} was signed. {by}"),
        _ => format!("{seen} should have been {corrected}. {reason} {by}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Basis;

    fn figure(table: &'static str, column: &'static str, service: Option<&str>) -> Figure {
        Figure {
            at: String::new(),
            table,
            key: String::new(),
            column,
            service: service.map(Code::new),
            subject: Subject::Unit,
            value: String::new(),
            basis: Basis::Assumed,
            source: Code::new("s"),
        }
    }

    #[test]
    fn values_are_read_with_their_unit_of_measure() {
        let of = |table, column, service, text: &str| value(&figure(table, column, service), text);
        assert_eq!(of("cost_pools", "annual_gbp", Some("fin"), "1814624.32"), "£1,814,624.32");
        assert_eq!(of("units", "opening_reserve_gbp", None, "-1200.00"), "−£1,200");
        assert_eq!(of("cost_pools", "step_volume", Some("fin"), "250000"), "250,000");
        assert_eq!(of("cost_pools", "step_volume", None, "250000"), "£250,000");
        assert_eq!(of("agreement_lines", "notice_months", Some("fin"), "1"), "1 month");
        assert_eq!(of("post_groups", "wte", Some("fin"), "1061.85"), "1,061.85 whole-time posts");
        assert_eq!(of("units", "required_margin_percent", None, "3.7"), "3.7%");
    }

    #[test]
    fn numbers_may_be_typed_as_people_write_them() {
        assert_eq!(typed(" £1,814,624.32 "), "1814624.32");
        assert_eq!(typed("\u{2212}12"), "-12");
    }
}
