//! What the first page of the demonstration shows: its question, its answer once there is one, and ways in.

use actions::Id;
use exchange::result::{Told, headline, turned};
use register::Snapshot;
use stability::scenario::Scenario;
use web::home::{Card, Guide, GuideAnswer};

use crate::report::range;

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

/// The way to the answer in full, once it is asked for.
pub(super) fn in_full(guide: &mut Guide, answer: &Id) {
    let text = "Every body by name, the map, the cascade, people, each rule of who pays, and where each number comes from.";
    guide.cards.insert(0, Card::to(format!("/hurt/{answer}"), "This answer in full", text));
}

/// The way to the appraisal that is worked out for the demonstration.
pub(super) fn weighed(guide: &mut Guide, answer: &Id) {
    let text = "The same commissioner's options beside each other: cost to it, to others and to the public purse, and how firmly the order stands.";
    guide.cards.insert(1, Card::to(format!("/weigh/{answer}"), "Make, share or buy?", text));
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
