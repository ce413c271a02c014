//! Central Eastern closed while it could still pay its way, because lines lost critical mass.

use std::fmt::Write;

use register::rules::ViabilityTest;
use register::tables::MoveStatus;
use stability::scenario::Move;
use stability::viability::Verdict;
use vocabulary::Code;

use crate::world::{Stand, World, as_recorded, day, or_dash, stand};

const DONE: &[MoveStatus] = &[MoveStatus::Decided, MoveStatus::Done];
const SPOKEN_OF: &[MoveStatus] = &[MoveStatus::Decided, MoveStatus::Done, MoveStatus::Intended];

pub fn printed(world: &World) -> String {
    let unit = Code::new("0CG");
    let mut page = "## Central Eastern: closed while solvent, for want of critical mass\n\n".to_string();
    page += &world.recorded("F34");
    page += &world.recorded("F33");
    for row in world.moves_known(&unit, day("2014-01-31"), SPOKEN_OF) {
        let (buyer, on) = (world.name(&row.buyer_code), row.effective_date.unwrap());
        writeln!(page, "- Move known by January 2014 (`{}`, {}): {buyer}, {on}.", row.source, row.status)
            .unwrap();
    }
    page += "\nQuestion: is a warning raised from the moves known by the end of January 2014?\n\n";
    page += "| Moves | Payer rule | Answer | Reserve below nothing from | Lowest reserve | Services newly under critical mass | Largest rise of a service’s cost | First from | Lines of others that then leave |\n";
    page += "| --- | --- | --- | --- | ---: | ---: | ---: | --- | ---: |\n";
    let mut last = None;
    for (title, status) in [("done", DONE), ("done or spoken of", SPOKEN_OF)] {
        for rule in ["unit-bears", "remaining-bear"] {
            let known = world.moves_known(&unit, day("2014-01-31"), status);
            let stand = asked(world, &unit, known.into_iter().map(as_recorded).collect(), rule);
            page += &row(&format!("{title} | `{rule}`"), &stand);
            last = Some(stand).filter(|_| rule == "unit-bears").or(last);
        }
    }
    let asked_for =
        world.rulebook.viability.iter().find(|row| row.test == ViabilityTest::CriticalMass).unwrap();
    writeln!(
        page,
        "\nA service is under critical mass when its needed cost per volume has risen by more than {}% ({}).",
        asked_for.threshold.unwrap().0,
        asked_for.basis
    )
    .unwrap();
    page += &verdict(&last.unwrap());
    page + &the_others(world)
}

fn asked(world: &World, unit: &Code, moves: Vec<Move>, rule: &str) -> Stand {
    stand(&world.run(&world.question(moves, rule)), unit)
}

fn row(head: &str, stand: &Stand) -> String {
    format!(
        "| {head} | {} | {} | {} | {} of {} | {:.1}% | {} | {} |\n",
        stand.verdict,
        or_dash(stand.fails_from),
        stand.lowest_reserve.whole_pounds(),
        stand.under,
        stand.services,
        stand.rise_percent,
        or_dash(stand.under_from),
        stand.followers
    )
}

/// What the model says, beside what happened.
fn verdict(stand: &Stand) -> String {
    let mass = match stand.under {
        0 => {
            "**The model raises no warning of lost critical mass** from the moves known by January 2014; it was the reason given."
        }
        _ => {
            "**The model raises the warning**: services lose critical mass from the moves known by January 2014, as was said in April."
        }
    };
    let funds = match stand.verdict {
        Verdict::Fails => {
            "**The model doesn't say what happened about money**: it says that the unit can't fund itself, and it was said \
             to be viable for two more years. The register gives every unit an opening reserve of nothing, for none was \
             published, so any cost that it must bear is a failure here: that answer tells little."
        }
        _ => "The model says that the unit could still fund itself, as was said of it.",
    };
    format!("\n{mass}\n\n{funds}\n")
}

/// The same question of every unit of which a move is recorded: would the warning have told them apart?
fn the_others(world: &World) -> String {
    let mut page = "\nThe same of every unit that a recorded move had left by then, so that one sees whether the warning tells \
                    those that closed from the others:\n\n| Unit | Services newly under critical mass | Closed before 2015 |\n| --- | ---: | --- |\n"
        .to_string();
    let (mut raised, mut right, mut all) = (0, 0, 0);
    for unit in world.units() {
        let known = world.moves_known(&unit, day("2014-01-31"), SPOKEN_OF);
        if known.is_empty() {
            continue;
        }
        let stand = asked(world, &unit, known.into_iter().map(as_recorded).collect(), "unit-bears");
        let closed = world.closed(&unit);
        all += 1;
        raised += usize::from(stand.under > 0);
        right += usize::from((stand.under > 0) == closed.is_some());
        let what = closed.map_or("no".to_string(), |(on, what)| format!("yes: {what}, {on}"));
        writeln!(page, "| {} | {} of {} | {what} |", world.name(&unit), stand.under, stand.services).unwrap();
    }
    page + &format!("\nThe warning is raised for {raised} of these {all} units, and right about {right}.\n")
}
