use stability::ensemble::Range;

use super::{Number, Told};

/// A number below zero is told the other way round.
pub fn turned(number: &Number) -> Number {
    let turns = [
        (" saves", " pays more"),
        (" save", " pay more"),
        (" pay more", " pay less"),
        (" loses", " gains"),
        (" lose together", " gain together"),
    ];
    let turn = turns.iter().find(|(from, _)| number.title.ends_with(from));
    let title = turn.map_or(number.title.clone(), |(from, to)| number.title.replace(from, to));
    if number.value.0 >= 0 || title == number.title {
        return number.clone();
    }
    let range = number.range.map(|r| Range { mean: -r.mean, p10: -r.p90, p50: -r.p50, p90: -r.p10 });
    Number { title, value: -number.value, range, ..number.clone() }
}

/// In a sentence: a saving is real as far as the system spends less; the rest of it is only moved to somebody else.
pub fn real_or_moved(told: &Told<'_>) -> String {
    let impact = &told.answer.impact;
    let (saving, real) = (impact.leaver_saving(), -impact.system_change());
    match (saving.0 > 0, real.0) {
        (false, _) => {
            "There is no saving to be real or moved: those that move pay more themselves.".to_string()
        }
        (true, real_pence) if real_pence >= saving.0 => {
            format!(
                "The saving of {} is real: the system as a whole spends less by at least as much.",
                saving.whole_pounds()
            )
        }
        (true, real_pence) if real_pence > 0 => format!(
            "Of the saving of {} only {} is real; {} is moved to others.",
            saving.whole_pounds(),
            real.whole_pounds(),
            (saving - real).whole_pounds()
        ),
        (true, _) => format!(
            "None of the saving of {} is real: all of it is cost moved to others, and the system spends {} more besides.",
            saving.whole_pounds(),
            real.abs().whole_pounds()
        ),
    }
}
