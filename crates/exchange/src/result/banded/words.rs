use stability::impact::Party;
use vocabulary::{ChanceBand, Pence, PenceBand};

use super::super::{
    Told,
    headline::{leavers, what_moves, years},
};

/// Less or more, in a band.
pub(super) fn pays(change: Pence) -> String {
    let band = PenceBand::of(change.abs());
    match change.0 {
        _ if band.low() < Pence::ZERO => format!("much the same ({band})"),
        less if less < 0 => format!("{band} less"),
        _ => format!("{band} more"),
    }
}

/// What moves, and what it does to everyone, in one sentence.
pub(super) fn sentence(told: &Told<'_>) -> String {
    let impact = &told.answer.impact;
    if impact.setup.plan.exits.is_empty() {
        return "Nobody moves, and nothing changes.".to_string();
    }
    let verb = if impact.leavers.len() == 1 { "pays" } else { "pay" };
    let saving = pays(-impact.leaver_saving());
    let mut parts = vec![format!("{} {verb} {saving} over {}", leavers(told), years(told))];
    let count =
        |party: Party| impact.bodies().into_iter().filter(|body| impact.party(*body) == party).count();
    let neighbours = count(Party::Neighbour);
    if neighbours > 0 {
        let change = pays(impact.change_of(Party::Neighbour));
        parts.push(format!("the {neighbours} other customers pay {change}"));
    }
    if count(Party::Unit) > 0 {
        parts.push(loses(told, impact.change_of(Party::Unit), count(Party::Unit) > 1));
    }
    format!(
        "{}, {}, and the system as a whole pays {}.",
        what_moves(told),
        parts.join(", "),
        pays(impact.system_change())
    )
}

fn loses(told: &Told<'_>, change: Pence, several: bool) -> String {
    let who = told.snapshot.label("unit", several);
    let verb = match (change > Pence::ZERO, several) {
        (true, false) => "loses",
        (true, true) => "lose",
        (false, false) => "gains",
        (false, true) => "gain",
    };
    format!("the {who} {verb} {}", PenceBand::of(change.abs()))
}

/// What the answer rests on, to the nearest ten per cent, and whether the moves would come anyway.
pub(super) fn caveat(told: &Told<'_>) -> String {
    let resting = told.answer.resting_on;
    let tens = |share: f64| format!("about {:.0}%", (share * 10.0).round() * 10.0);
    let mut text = format!(
        "Illustrative: of the money that changes hands, {} rests on assumed rows, {} on derived and {} on recorded \
         ones. Amounts that hang on a unit's books are told in bands.",
        tens(resting.assumed),
        tens(resting.derived),
        tens(resting.recorded),
    );
    let chance = told.answer.ensemble.chance(|draw| draw.moved_anyway > 0);
    if let Some(chance) = chance.filter(|chance| chance.share > 0.0) {
        let often = ChanceBand::of(chance.share);
        text.push_str(&format!(" In {often} of the draws lines that move would have left anyway."));
    }
    text
}
