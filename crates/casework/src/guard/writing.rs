//! Of writing, asking others, and sending.

use std::collections::BTreeSet;

use vocabulary::{CaseTier, Code};

use super::{Asked, Guard};
use crate::act::Act;
use crate::consultation::{Answered, OfferAnswer};
use crate::content::{SectionId, sections_of};
use crate::file::{FILE_BYTES_MAX, FILES_BYTES_MAX};
use crate::setup::Setup;
use crate::who::{Office, Who};

pub(super) fn setup_is_whole(setup: &Setup, who: &Who) -> bool {
    let mut seen: BTreeSet<&Code> = BTreeSet::new();
    let sides = setup.commissioners.iter().chain(&setup.units).chain(&setup.affected);
    let apart = sides.into_iter().all(|body| seen.insert(body));
    let reviewed = setup.tier == CaseTier::Record || !setup.overseers.is_empty();
    let led = setup.commissioners.first() == Some(&who.body) && who.office == Office::Author;
    apart && reviewed && led && !setup.title.trim().is_empty()
}

/// The sections that an act is about.
fn about(act: &Act) -> Vec<SectionId> {
    match act {
        Act::Write { section, .. } | Act::Complete { section } => vec![*section],
        Act::Ask { section, .. } | Act::Flag { section, .. } => vec![*section],
        Act::AgreeAssumption { section, .. } => vec![*section],
        Act::Attach { exhibit } => vec![exhibit.section],
        Act::AttachFile { file } => vec![file.section],
        Act::OpenSections { sections } => sections.clone(),
        _ => Vec::new(),
    }
}

pub(super) fn section(guard: Guard, asked: Asked<'_>) -> bool {
    let case = asked.case;
    let sections = about(asked.act);
    let all = |so: &dyn Fn(SectionId) -> bool| !sections.is_empty() && sections.iter().all(|id| so(*id));
    match guard {
        Guard::SectionOfTier => all(&|id| id.kind().tier == case.setup().tier),
        Guard::CanStart => all(&|id| case.may_start(id)),
        Guard::HrOnStaff => asked.who.office != Office::HrLead || all(&|id| id == SectionId::Staff),
        Guard::HasText => all(&|id| !case.section(id).text().trim().is_empty()),
        Guard::SectionOpened => all(&|id| case.review().opened.contains(&id)),
        _ => false,
    }
}

/// Of files.
pub(super) fn filing(guard: Guard, asked: Asked<'_>) -> bool {
    let files = asked.case.files();
    match (guard, asked.act) {
        (Guard::FileWhole, Act::AttachFile { file }) => {
            let hash = file.hash.as_str();
            let is_hash =
                hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            is_hash && file.bytes > 0 && !file.name.trim().is_empty()
        }
        (Guard::FileNew, Act::AttachFile { file }) => files.iter().all(|held| held.file.hash != file.hash),
        (Guard::FilesFit, Act::AttachFile { file }) => {
            let all = files.iter().fold(file.bytes, |sum, held| sum.saturating_add(held.file.bytes));
            file.bytes <= FILE_BYTES_MAX && all <= FILES_BYTES_MAX
        }
        (Guard::FileFree, Act::TakeOutFile { hash }) => {
            files.iter().any(|held| held.file.hash == *hash) && !asked.case.was_sent(hash)
        }
        _ => false,
    }
}

pub(super) fn consultation(guard: Guard, asked: Asked<'_>) -> bool {
    let case = asked.case;
    match (guard, asked.act) {
        (Guard::Affected, Act::Invite { body, .. }) => case.affected().contains(body),
        (Guard::DayAhead, Act::Invite { reply_by, .. }) => *reply_by >= asked.on,
        (Guard::DayAhead, Act::CounterOffer { until, .. }) => *until >= asked.on,
        (Guard::PrivateIsUnits, Act::Reply { private, .. }) => {
            private.is_empty() || case.setup().units.contains(&asked.who.body)
        }
        (Guard::AskedToJoin, Act::AcceptJoining { body }) => case.asks_to_join(body),
        (Guard::EveryoneAsked, _) => {
            case.setup().tier == CaseTier::Record
                || case.affected().iter().all(|body| {
                    let invited = case.consultation().get(body);
                    invited.is_some_and(|invited| invited.stands(asked.on) != Answered::Waiting)
                })
        }
        _ => false,
    }
}

/// Of answering what a unit offers.
pub(super) fn answering(guard: Guard, asked: Asked<'_>) -> bool {
    let Act::AnswerOffer { offer, answer, .. } = asked.act else { return false };
    // What isn't there is told by its own guard, once.
    let Some(offer) = asked.case.offers().get(*offer) else { return guard != Guard::OfferThere };
    match guard {
        Guard::OfferThere => true,
        Guard::OfferOpen => offer.is_open_to(&asked.who.body),
        Guard::OfferStands => *answer != OfferAnswer::TakenUp || asked.on <= offer.until,
        _ => false,
    }
}

pub(super) fn sending(guard: Guard, asked: Asked<'_>) -> bool {
    let case = asked.case;
    match guard {
        Guard::SectionsComplete => sections_of(case.setup().tier).all(|kind| case.section(kind.id).complete),
        Guard::ExhibitThere => {
            let impact = |exhibit: &crate::Exhibit| exhibit.section == SectionId::SystemImpact;
            case.setup().tier == CaseTier::Record || case.exhibits().iter().any(impact)
        }
        Guard::PointsAnswered => case.review().points.iter().all(|point| point.answer.is_some()),
        Guard::NotCertified => {
            case.stands().get(&asked.who.body).is_some_and(|stand| stand.certified.is_none())
        }
        _ => false,
    }
}
