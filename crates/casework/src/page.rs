//! The tables as people read them: `docs/casework.md` is this text.

use std::fmt::Write;

use crate::content::{LAYOUTS, SECTIONS};
use crate::guard::APART;
use crate::sight::{Party, sees};
use crate::state::State;
use crate::table::{RULES, Rule, To};

/// The page, in Markdown.
pub fn printed() -> String {
    let mut page = String::from(
        "# The case: its states, who may do what, and what each sees\n\n\
         Printed from the tables of `crates/casework`; a test fails when this page differs. To write it anew:\n\
         `BALLAST_WRITE=1 cargo test -p ballast-casework --test case`. [An example](worked/the-case.md) goes through every\n\
         state. [Decision 0018](decisions/0018-casework.md) says why it is so.\n\n",
    );
    // Writing to a String can't fail.
    let _ = states(&mut page)
        .and_then(|()| acts(&mut page))
        .and_then(|()| apart(&mut page))
        .and_then(|()| sight(&mut page))
        .and_then(|()| content(&mut page));
    page
}

fn states(page: &mut String) -> std::fmt::Result {
    writeln!(page, "## States\n\n| State | Title | Acts that lead there |\n|---|---|---|")?;
    for state in State::ALL {
        let leads = |rule: &&Rule| match rule.to {
            To::Stays => false,
            To::Goes(to) => to == *state,
            To::MayGo(to) => to.contains(state),
        };
        let acts = RULES.iter().filter(leads).map(|rule| rule.act.word());
        writeln!(page, "| `{state}` | {} | {} |", state.title(), joined(acts))?;
    }
    Ok(())
}

fn acts(page: &mut String) -> std::fmt::Result {
    writeln!(
        page,
        "\n## Acts\n\nOf every act: the day isn't before that of the last act. “any live state” is every state before closed,\n\
         withdrawn and superseded; “(when all have)” means that the case goes on once everybody who is needed has acted.\n\n\
         | Act | In | Leads to | Who | What must be so |\n|---|---|---|---|---|"
    )?;
    for rule in RULES {
        let from = match rule.from {
            [] => "–".to_string(),
            from if from == State::LIVE => "any live state".to_string(),
            from => joined(from.iter().map(|state| state.word())),
        };
        let to = match rule.to {
            To::Stays => "–".to_string(),
            To::Goes(to) => to.word().to_string(),
            To::MayGo(to) => format!("{} (when all have)", joined(to.iter().map(|state| state.word()))),
        };
        let by =
            rule.by.iter().map(|by| format!("{} ({})", by.side, joined(by.offices.iter().map(|o| o.word()))));
        let guards = rule.guards.iter().map(|guard| guard.word());
        let so = guards.collect::<Vec<_>>().join("; ");
        writeln!(page, "| `{}` | {from} | {to} | {} | {so} |", rule.act, by.collect::<Vec<_>>().join("; "))?;
    }
    Ok(())
}

fn apart(page: &mut String) -> std::fmt::Result {
    writeln!(page, "\n## What one person may not do twice over in one case\n")?;
    for (one, other) in APART {
        writeln!(page, "- who {one} can't have {other}, nor the other way round")?;
    }
    Ok(())
}

fn sight(page: &mut String) -> std::fmt::Result {
    writeln!(
        page,
        "\n## Who sees what\n\nA case that was withdrawn or superseded is seen as it was in the state in which it ended. An oversight\n\
         body sees nothing of a draft whose author has opened no section.\n"
    )?;
    for party in Party::ALL {
        writeln!(page, "**{}**\n\n| In | Sees |\n|---|---|", sentence(party.word()))?;
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
    Ok(())
}

fn content(page: &mut String) -> std::fmt::Result {
    writeln!(
        page,
        "## Sections\n\n| Section | Tier | Title | What it asks | After | Source |\n|---|---|---|---|---|---|"
    )?;
    for section in SECTIONS {
        let after = joined(section.after.iter().map(|id| id.word()));
        let (id, tier) = (section.id, section.tier);
        writeln!(
            page,
            "| `{id}` | {tier} | {} | {} | {after} | {} |",
            section.title, section.asks, section.source
        )?;
    }
    writeln!(
        page,
        "\n## Layouts\n\nThe headings are those of HM Treasury's five cases; which section stands where is ours.\n"
    )?;
    writeln!(page, "| Layout | Title | Headings |\n|---|---|---|")?;
    for row in LAYOUTS {
        let part = |(heading, sections): &crate::Part| {
            format!("{heading}: {}", joined(sections.iter().map(|section| section.word())))
        };
        let parts: Vec<_> = row.parts.iter().map(part).collect();
        writeln!(page, "| `{}` | {} | {} |", row.layout, row.title, parts.join("; "))?;
    }
    Ok(())
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
