//! What the first page of the demonstration shows: its question, its answer once there is one, and ways in.

use exchange::result::{Told, headline};
use register::Snapshot;
use stability::scenario::Scenario;
use web::home::{Card, Guide, GuideAnswer};

use crate::report::{range, turned};

/// The question, and ways into the market that lie on its way. The answer comes later.
pub(super) fn guide(scenario: &Scenario, snapshot: &Snapshot) -> Guide {
    let whole = "Who buys what from whom: spend, units and customers, with a map of England.";
    let unit = "Its customers, its income by line, what it planned against what they intend.";
    let leaver = "What it buys and from whom, at what share of its allowance.";
    let mut cards = vec![
        Card::to("/market", "The market", whole),
        Card::to(
            "/hurt",
            "Who else is hurt?",
            "Ask it of any move: who leaves, which services, when, and who pays.",
        ),
    ];
    let mut named = |kind: &str, code: &vocabulary::Code, text: &str| {
        let href = format!("/market/{kind}/{code}");
        if !cards.iter().any(|card| card.link.href == href) {
            cards.push(Card::to(href, snapshot.name_of(code.as_str()), text));
        }
    };
    scenario.moves.iter().for_each(|step| named("units", &step.supplier, unit));
    scenario.moves.iter().for_each(|step| named("commissioners", &step.buyer, leaver));
    cards.push(Card::to("/registers", "Registers", "Where every number comes from, and who brought it in."));
    Guide { question: scenario.title.clone(), cards, ..Guide::default() }
}

/// The answer as the first page shows it.
pub(super) fn answer(told: &Told<'_>) -> GuideAnswer {
    let head = headline(told);
    let numbers = head.numbers.iter().map(turned);
    GuideAnswer {
        sentence: head.sentence.clone(),
        caveat: head.caveat.clone(),
        numbers: numbers
            .map(|number| [number.title, number.value.whole_pounds(), range(number.range)])
            .collect(),
    }
}
