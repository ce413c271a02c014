use std::collections::{BTreeMap, BTreeSet};

use super::programme;

/// Differences below this are round-off, in units of a buyer's average cost.
const NEAR: f64 = 1e-10;
/// So many of the groups that are broken most come into a block's programme at a time.
const GROUPS_AT_ONCE: usize = 12;
/// Groups this near to the edge of a level are likely to matter for the next.
const AT_EDGE: f64 = 1e-6;
/// Weights below this are round-off.
const NO_WEIGHT: f64 = 1e-9;

/// A block's own game: its members share a total; groups of members, each with what it may pay at most.
pub(super) struct Local {
    /// The buyers, by place in the block.
    pub members: Vec<usize>,
    pub total: f64,
    /// What each member may pay at most, and at least, before any gain; with the group of the family.
    pub upper: Vec<(f64, usize)>,
    pub lower: Vec<(f64, usize)>,
    /// Groups of more than one member that leave out more than one.
    pub extra: Vec<Extra>,
}

/// A group within a block.
pub(super) struct Extra {
    /// By place in the block.
    pub within: Vec<bool>,
    /// What it may pay at most.
    pub value: f64,
    /// Its number in the family.
    pub set: usize,
}

/// How a level tells a block apart.
pub(super) struct Split {
    /// What each group gains at least.
    pub gain: f64,
    /// The groups that bind, with weights.
    pub weights: Vec<(usize, f64)>,
    /// The parts, by place, each with what it pays.
    pub parts: Vec<(Vec<usize>, f64)>,
    /// The groups, by their number in the family, that were at the edge of the level.
    pub tight: Vec<usize>,
    /// False: the level told nothing apart, and each member was made a part of its own.
    pub sure: bool,
}

/// What a level's programme says.
pub(super) struct Outcome {
    pub gain: f64,
    /// What each member pays, in one of the best ways.
    pub shares: Vec<f64>,
    /// Members who bind alone (at what they may pay at most), or with all others together (at least).
    pub at_upper: Vec<f64>,
    pub at_lower: Vec<f64>,
    /// Weight for the members whose range is the narrowest of all: they bind at both ends.
    pub narrow: f64,
    /// Weights of the extra groups in the programme.
    pub extra: Vec<f64>,
}

impl Extra {
    fn pays(&self, shares: &[f64]) -> f64 {
        self.within.iter().zip(shares).filter(|(inside, _)| **inside).map(|(_, share)| share).sum()
    }
}

impl Local {
    /// Takes in a group with the members `within`.
    pub fn take(&mut self, within: &[bool], group: Extra) {
        let count = within.iter().filter(|inside| **inside).count();
        let place = |inside: bool| within.iter().position(|other| *other == inside);
        if count + 1 == within.len()
            && let Some(out) = place(false)
            && self.total - group.value > self.lower[out].0
        {
            self.lower[out] = (self.total - group.value, group.set);
        }
        if count == 1
            && let Some(alone) = place(true)
            && group.value < self.upper[alone].0
        {
            self.upper[alone] = (group.value, group.set);
        }
        if count > 1 && count + 1 < within.len() {
            self.extra.push(Extra { within: within.to_vec(), ..group });
        }
    }

    /// Half of the narrowest range of a member: no level gains more.
    pub fn narrowest(&self) -> f64 {
        let ranges = self.upper.iter().zip(&self.lower).map(|(upper, lower)| upper.0 - lower.0);
        ranges.fold(f64::INFINITY, f64::min) / 2.0
    }

    /// Where all members alone, or all without one, bind: no programme is needed.
    fn by_singles(&self) -> Outcome {
        let count = self.members.len();
        let lower: f64 = self.lower.iter().map(|lower| lower.0).sum();
        let upper: f64 = self.upper.iter().map(|upper| upper.0).sum();
        let (from_below, from_above) =
            ((self.total - lower) / count as f64, (upper - self.total) / count as f64);
        let narrowest = self.narrowest();
        let gain = narrowest.min(from_below).min(from_above);
        let each = 1.0 / count as f64;
        let (mut at_upper, mut at_lower, mut narrow) = (vec![0.0; count], vec![0.0; count], 0.0);
        if from_below <= gain + NEAR / 10.0 {
            at_lower.fill(each);
        } else if from_above <= gain + NEAR / 10.0 {
            at_upper.fill(each);
        } else {
            narrow = 1.0;
        }
        let everybody: Vec<usize> = (0..count).collect();
        let mut shares = vec![0.0; count];
        self.spread(&everybody, self.total, gain, &mut shares);
        Outcome { gain, shares, at_upper, at_lower, narrow, extra: Vec::new() }
    }

    /// Spreads what an atom pays so that its members are equally far along their ranges.
    pub fn spread(&self, atom: &[usize], total: f64, gain: f64, shares: &mut [f64]) {
        let range = |place: &usize| (self.upper[*place].0 - self.lower[*place].0 - 2.0 * gain).max(0.0);
        let all: f64 = atom.iter().map(range).sum();
        let least: f64 = atom.iter().map(|place| self.lower[*place].0 + gain).sum();
        let along = if all > 0.0 { (total - least) / all } else { 0.0 };
        for place in atom {
            shares[*place] = self.lower[*place].0 + gain + along * range(place);
        }
    }

    /// The extra groups that pay more than the level lets them, most broken first.
    fn broken(&self, gain: f64, shares: &[f64], active: &[usize]) -> Vec<usize> {
        let mut found: Vec<(f64, usize)> = Vec::new();
        for (at, group) in self.extra.iter().enumerate() {
            let over = group.pays(shares) - group.value + gain;
            if over > NEAR && !active.contains(&at) {
                found.push((over, at));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.into_iter().take(GROUPS_AT_ONCE).map(|(_, at)| at).collect()
    }
}

/// Makes the least gain of any group as large as can be, and tells apart what is then settled. The groups that
/// come in first are `likely`, by their number in the family.
pub(super) fn split(local: &Local, likely: &BTreeSet<usize>) -> Split {
    let extras = local.extra.iter().enumerate();
    let mut active: Vec<usize> =
        extras.filter(|(_, group)| likely.contains(&group.set)).map(|(at, _)| at).collect();
    let singles = local.by_singles();
    let (mut gain, mut shares) = (singles.gain, singles.shares.clone());
    loop {
        if !active.is_empty() {
            let Ok(best) = programme::best(local, &active) else {
                return parts(local, &[], &singles, false);
            };
            (gain, shares) = best;
        }
        let broken = local.broken(gain, &shares, &active);
        if broken.is_empty() {
            break;
        }
        active.extend(broken);
    }
    if active.is_empty() {
        return parts(local, &active, &singles, true);
    }
    programme::weighed(local, &active, gain, shares)
        .map_or_else(|_| parts(local, &[], &singles, false), |outcome| parts(local, &active, &outcome, true))
}

fn parts(local: &Local, active: &[usize], outcome: &Outcome, sure: bool) -> Split {
    let count = local.members.len();
    let narrow = |place: usize| {
        let range = local.upper[place].0 - local.lower[place].0;
        range / 2.0 <= local.narrowest() + NEAR && outcome.gain >= local.narrowest() - NEAR
    };
    let binding: Vec<(usize, f64)> = active
        .iter()
        .copied()
        .zip(outcome.extra.iter().copied())
        .filter(|(_, weight)| *weight > NO_WEIGHT)
        .collect();
    let mut by_sign: BTreeMap<Vec<bool>, Vec<usize>> = BTreeMap::new();
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for place in 0..count {
        if outcome.at_upper[place] > NO_WEIGHT || outcome.at_lower[place] > NO_WEIGHT || narrow(place) {
            parts.push(vec![place]);
        } else {
            let sign = binding.iter().map(|(group, _)| local.extra[*group].within[place]).collect();
            by_sign.entry(sign).or_default().push(place);
        }
    }
    parts.extend(by_sign.into_values());
    let told_apart = parts.len() > 1;
    if !told_apart {
        parts = (0..count).map(|place| vec![place]).collect();
    }
    let pays = |part: &Vec<usize>| part.iter().map(|place| outcome.shares[*place]).sum::<f64>();
    let parts = parts.into_iter().map(|part| (pays(&part), part)).map(|(pays, part)| (part, pays)).collect();
    let weights = weights(local, &binding, outcome, narrow);
    let at_edge = |group: &&Extra| group.pays(&outcome.shares) - group.value + outcome.gain > -AT_EDGE;
    let tight =
        active.iter().map(|group| &local.extra[*group]).filter(at_edge).map(|group| group.set).collect();
    Split { gain: outcome.gain, weights, parts, tight, sure: sure && told_apart }
}

/// The groups of the family that bind, with weights.
fn weights(
    local: &Local,
    binding: &[(usize, f64)],
    outcome: &Outcome,
    narrow: impl Fn(usize) -> bool,
) -> Vec<(usize, f64)> {
    let mut weights: Vec<(usize, f64)> =
        binding.iter().map(|(group, weight)| (local.extra[*group].set, *weight)).collect();
    for place in 0..local.members.len() {
        let (upper, lower) = (outcome.at_upper[place], outcome.at_lower[place]);
        weights.extend((upper > NO_WEIGHT).then_some((local.upper[place].1, upper)));
        weights.extend((lower > NO_WEIGHT).then_some((local.lower[place].1, lower)));
    }
    let narrow: Vec<usize> = (0..local.members.len()).filter(|place| narrow(*place)).collect();
    if outcome.narrow > NO_WEIGHT {
        let each = outcome.narrow / (2 * narrow.len()) as f64;
        for place in narrow {
            weights.push((local.upper[place].1, each));
            weights.push((local.lower[place].1, each));
        }
    }
    weights
}
