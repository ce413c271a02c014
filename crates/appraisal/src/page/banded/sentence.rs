use super::super::sentence::span;
use super::{Told, options::alike};
use crate::bands::Seen;

/// One sentence: what comes first, and what it means for us, for others and for the purse, as far as is told.
pub(super) fn sentence(told: &Told<'_>) -> String {
    let banded = told.banded;
    let best = banded.best();
    let is_first = banded.order.first() == Some(&banded.preferred);
    let alike = alike(told, best);
    let comes = match (is_first, alike.is_empty()) {
        (true, true) => "comes first".to_string(),
        (true, false) => format!("comes first, but can't be told apart from {alike}"),
        (false, _) => "is preferred".to_string(),
    };
    let against = banded.appraisal.weighed_against();
    let nothing = best.us.low() == best.us.high() && best.us.exact.0 == 0 && best.purse.exact.0 == 0;
    if nothing && best.purse.rest.is_none() {
        let today = match against {
            Some(option) if option == banded.preferred => "in what it is weighed against".to_string(),
            Some(option) => format!("with “{}”", banded.options[option].title),
            None => "today".to_string(),
        };
        return format!("“{}” {comes}: nobody pays more or less than {today}.", best.title);
    }
    let beside = against
        .filter(|option| *option != banded.preferred)
        .map_or_else(String::new, |option| format!(" beside “{}”", banded.options[option].title));
    format!(
        "“{}” {comes}: over {}{beside} we pay {}, others {} and the public purse {}{}.",
        best.title,
        span(banded.appraisal.months),
        pays(best.us),
        pays(best.others),
        pays(best.purse),
        firmness(told),
    )
}

fn firmness(told: &Told<'_>) -> String {
    let banded = told.banded;
    if banded.appraisal.criteria.is_empty() {
        return String::new();
    }
    let near = banded.points.first_near[banded.preferred] * 100.0;
    format!("; it is first in {near:.0}% of weightings near the locked ones")
}

/// Less or more, as far as is told.
pub(super) fn pays(seen: Seen) -> String {
    let (low, high) = (seen.low(), seen.high());
    let pounds = |amount: vocabulary::Pence| amount.abs().whole_pounds();
    let (least, most, side) = match seen.has_a_side() {
        false => return format!("between {} less and {} more", pounds(low), pounds(high)),
        true if high.0 > 0 => (low, high, "more"),
        true => (high, low, "less"),
    };
    if low == high {
        format!("{} {side}", pounds(low))
    } else {
        format!("{} to {} {side}", pounds(least), pounds(most))
    }
}
