use std::collections::HashSet;

use super::tried::Tried;
use super::{Asked, Failure, Found};
use crate::joint::CaseSet;

/// Level by level up to the size asked for, or to the limit on sets.
pub(super) fn search<F: Failure>(tried: &mut Tried<'_, F>, asked: &Asked, excluded: &[CaseSet]) -> Found {
    let mut found = Found::nothing();
    let mut safe = match tried.one(CaseSet::EMPTY) {
        None => return found,
        Some(true) => {
            // It happens without any case, so no other set is smallest.
            found.smallest.push(CaseSet::EMPTY);
            found.smallest_whole = true;
            found.exact_to = asked.cases;
            return found;
        }
        Some(false) => vec![CaseSet::EMPTY],
    };
    for size in 1..=asked.size.min(asked.cases) {
        let sets: Vec<CaseSet> = next_level(&safe, excluded).collect();
        if sets.is_empty() {
            break;
        }
        let Some(fails) = tried.all(&sets) else { return found };
        let (failing, safer): (Vec<_>, Vec<_>) = sets.into_iter().zip(fails).partition(|(_, fails)| *fails);
        found.smallest.extend(failing.into_iter().map(|(set, _)| set));
        safe = safer.into_iter().map(|(set, _)| set).collect();
        found.exact_to = size;
    }
    // No safe set can be made larger: there is no smallest set beyond, monotone or not.
    if found.exact_to == asked.cases || next_level(&safe, excluded).next().is_none() {
        found.smallest_whole = true;
        found.exact_to = asked.cases;
    }
    found
}

/// The sets with one case more, each of whose subsets of the given size is among the given: sorted as those are.
fn next_level<'a>(safe: &'a [CaseSet], excluded: &'a [CaseSet]) -> impl Iterator<Item = CaseSet> + 'a {
    let known: HashSet<&CaseSet> = safe.iter().collect();
    let larger = safe.iter().flat_map(move |set| {
        let from = set.last().map_or(0, |last| last + 1);
        let open = excluded.iter().enumerate().skip(from).filter(move |(_, others)| !others.meets(set));
        open.map(move |(case, _)| (set, set.with(case)))
    });
    let all_safe =
        move |set: &CaseSet, larger: &CaseSet| set.iter().all(|other| known.contains(&larger.without(other)));
    larger.filter(move |(set, larger)| all_safe(set, larger)).map(|(_, larger)| larger)
}
