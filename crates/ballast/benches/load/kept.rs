//! What the database kept, looked at after the server was killed: everything that was confirmed, once, and nothing else.

use std::collections::BTreeSet;

use actions::{Desk, acts};
use casework::Layout;
use jiff::Timestamp;
use store::View;
use vocabulary::Code;

use crate::cases::SECTION;
use crate::marks::last_of;
use crate::place::Place;
use crate::program;
use crate::shared::Shared;
use crate::told::Told;
use crate::world::{World, desk_on};

/// Adds to what is told whatever isn't there.
pub async fn looked_at(place: &Place, world: &World, told: &mut Told) {
    let desk = desk_on(place).await;
    let mut view = desk.store().view().await.unwrap();
    let all: BTreeSet<Shared> = world.shares.iter().flatten().cloned().collect();
    for shared in all {
        let text = match &shared {
            Shared::Question(id) => view.draft(&id.parse().unwrap()).await.unwrap().unwrap().content,
            Shared::Section(case) => section(&desk, world, case).await,
        };
        let confirmed: Vec<(usize, u64)> = told
            .changes
            .iter()
            .filter(|((known, _), _)| *known == shared)
            .map(|((_, person), last)| (*person, *last))
            .collect();
        for (person, last) in &confirmed {
            let kept = last_of(&text, *person);
            if kept != *last {
                told.lost.push(format!("{shared:?}: at the end u{person:03}-{kept:04}, confirmed {last}"));
            }
        }
        let made = changes(&mut view, world, &shared).await;
        let sum: u64 = confirmed.iter().map(|(_, last)| last).sum();
        if made != sum {
            told.lost.push(format!("{shared:?}: {made} changes on record, {sum} confirmed"));
        }
    }
    added(&mut view, world, told).await;
    drop(view);
    desk.store().clone().close().await;
    if let Err(why) = program::run(place, &["doctor"]) {
        told.errors.push(why);
    }
}

/// The text of a section, as its author sees it.
async fn section(desk: &Desk, world: &World, case: &str) -> String {
    let known = world.cases.iter().find(|known| known.reference.as_str() == case).unwrap();
    let author = world.people.iter().find(|person| person.body == known.body).unwrap().actor();
    let now = Timestamp::now();
    let paper = acts::see_case_paper(desk, &author, &known.reference, Layout::Fbc, now).await.unwrap();
    paper.sections.into_iter().find(|one| one.id == SECTION.word()).unwrap().text
}

/// How many changes of it stand in the audit, or in the case.
async fn changes(view: &mut View, world: &World, shared: &Shared) -> u64 {
    let count = match shared {
        Shared::Question(id) => {
            let lines = view.audit_of("draft", id).await.unwrap();
            lines.iter().filter(|line| line.act == "change-question").count()
        }
        Shared::Section(case) => {
            let known = world.cases.iter().find(|known| known.reference.as_str() == case).unwrap();
            view.case_lines(&known.reference).await.unwrap().len() - known.acts
        }
    };
    count as u64
}

/// What was begun, and what was commented on.
async fn added(view: &mut View, world: &World, told: &mut Told) {
    let bodies: BTreeSet<&Code> = world.people.iter().map(|one| &one.body).collect();
    for body in bodies {
        let drafts = view.drafts_of_body(body, "question").await.unwrap();
        let made = drafts.iter().filter(|draft| draft.title.starts_with('u')).count() as u64;
        let confirmed = told.begun.get(body.as_str()).copied().unwrap_or_default();
        if made != confirmed {
            told.lost.push(format!("{body}: {made} questions were begun, {confirmed} confirmed"));
        }
    }
    for case in world.cases.iter().filter(|case| case.is_sent) {
        let made = (view.case_lines(&case.reference).await.unwrap().len() - case.acts) as u64;
        let confirmed = told.comments.get(case.reference.as_str()).copied().unwrap_or_default();
        if made != confirmed {
            told.lost.push(format!("{}: {made} comments were made, {confirmed} confirmed", case.reference));
        }
    }
}
