//! The tables as people read them: `docs/assurance.md` is this text.

use std::fmt::Write;

use crate::round::{APART, RULES, Row, State, To};
use crate::sight::{Party, sees};

/// The page, in Markdown.
pub fn printed() -> String {
    let mut page = String::from(
        "# The round: its states, who may do what, and what each sees\n\n\
         Printed from the tables of `crates/assurance`; a test fails when this page differs. To write it anew:\n\
         `BALLAST_WRITE=1 cargo test -p ballast-assurance --test round`. [An example](worked/a-round.md) goes through every\n\
         state. What a checkpoint asks is data: `data/checkpoints/`.\n\n\
         A round is opened for several units; each of them goes through the states at its own pace.\n\n",
    );
    // Writing to a String can't fail.
    let _ = states(&mut page)
        .and_then(|()| acts(&mut page))
        .and_then(|()| apart(&mut page))
        .and_then(|()| sight(&mut page));
    page
}

fn states(page: &mut String) -> std::fmt::Result {
    writeln!(page, "## States\n\n| State | Title | Acts that lead there |\n|---|---|---|")?;
    for state in State::ALL {
        let leads = |row: &&Row| match row.to {
            To::Stays => false,
            To::Goes(to) => to == *state,
            To::MayGo(to) => to.contains(state),
        };
        let acts = RULES.iter().filter(leads).map(|row| row.act.word());
        writeln!(page, "| `{state}` | {} | {} |", state.title(), joined(acts))?;
    }
    Ok(())
}

fn acts(page: &mut String) -> std::fmt::Result {
    writeln!(
        page,
        "\n## Acts\n\nOf every act: the day isn't before that of the last act. “any live state” is every state before closed and\n\
         abandoned; “(when two have)” means that it goes on once two assessors have rated: to `moderating` if they differ, else to `rated`.\n\n\
         | Act | In | Leads to | Who | What must be so |\n|---|---|---|---|---|"
    )?;
    for row in RULES {
        let from = match row.from {
            [] => "–".to_string(),
            from if from == State::LIVE => "any live state".to_string(),
            from => joined(from.iter().map(|state| state.word())),
        };
        let to = match row.to {
            To::Stays => "–".to_string(),
            To::Goes(to) => to.word().to_string(),
            To::MayGo(to) => format!("{} (when two have)", joined(to.iter().map(|state| state.word()))),
        };
        let by = row.by.iter().map(|by| {
            let offices = joined(by.offices.iter().map(|office| office.word()));
            format!("{} ({offices})", by.side)
        });
        let so = row.guards.iter().map(|guard| guard.word()).collect::<Vec<_>>().join("; ");
        writeln!(page, "| `{}` | {from} | {to} | {} | {so} |", row.act, by.collect::<Vec<_>>().join("; "))?;
    }
    Ok(())
}

fn apart(page: &mut String) -> std::fmt::Result {
    writeln!(page, "\n## What one person may not do twice over on one unit\n")?;
    for (one, other) in APART {
        writeln!(page, "- who {one} can't have {other}, nor the other way round")?;
    }
    Ok(())
}

fn sight(page: &mut String) -> std::fmt::Result {
    writeln!(
        page,
        "\n## Who sees what\n\nWhat was given up is seen as it was in the state in which it ended. The unit and its customers are shown\n\
         `assessing` until the outcome is on record (customers: until it is published).\n"
    )?;
    for party in Party::ALL {
        let mut letters = party.word().chars();
        let title: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        writeln!(page, "**{title}**\n\n| In | Sees |\n|---|---|")?;
        let mut at = 0;
        let states: Vec<_> = State::ALL.iter().filter(|state| **state <= State::Closed).copied().collect();
        while at < states.len() {
            let seen = sees(*party, states[at]);
            let alike = states[at..].iter().take_while(|state| sees(*party, **state) == seen).count();
            let grounds = joined(seen.iter().map(|ground| ground.word()));
            let named = joined(states[at..at + alike].iter().map(|state| state.word()));
            writeln!(page, "| {named} | {} |", if grounds.is_empty() { "nothing" } else { &grounds })?;
            at += alike;
        }
        writeln!(page)?;
    }
    // One newline ends the page.
    page.pop();
    Ok(())
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}
