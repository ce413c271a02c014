use std::collections::BTreeMap;

use register::Rulebook;
use stability::effects::percent_of;
use stability::impact::{Impact, Party};
use vocabulary::{Code, Findings, Pence, PercentBand};

use super::Seen;
use super::run::Asked;
use super::ways::Ways;
use crate::input::Appraisal;

/// What a body pays more with the preferred option over the horizon, as is told of it.
#[derive(Debug, Clone, PartialEq)]
pub struct BandedBody {
    /// The body.
    pub body: Code,
    /// What it is in the option: `leaver`, `neighbour`, `unit`, `centre`, `exchequer`.
    pub party: &'static str,
    /// What it pays more.
    pub change: Seen,
    /// The band of the same in per cent of what it pays otherwise: of neighbours for whom all of it hangs on books. Of
    /// a unit it would be a share of its surplus, and of who states amounts it would show where the band ends.
    pub percent: Option<PercentBand>,
}

/// The impacts of an option, and of what it is weighed against, in one way of asking.
type Beside<'a> = (Option<&'a Impact>, Option<&'a Impact>);

/// What bodies pay more with the preferred option. `impacts`: of every option with the books. Errors: a defect of the
/// engine.
pub(super) fn bodies_of(
    ways: &Ways,
    rulebook: &Rulebook,
    appraisal: &Appraisal,
    preferred: usize,
    impacts: &[Option<Impact>],
) -> Result<Vec<BandedBody>, Findings> {
    let against = appraisal.weighed_against();
    if against == Some(preferred) {
        return Ok(Vec::new());
    }
    let of = |asked: &Asked| -> Result<(Option<Impact>, Option<Impact>), Findings> {
        let other = against.map(|other| asked.impact(other, rulebook)).transpose()?;
        Ok((asked.impact(preferred, rulebook)?, other.flatten()))
    };
    let (stated, unstated) = (of(&ways.stated)?, of(&ways.unstated)?);
    let whole = (impacts[preferred].as_ref(), against.and_then(|other| impacts[other].as_ref()));
    fn both(of: &(Option<Impact>, Option<Impact>)) -> Beside<'_> {
        (of.0.as_ref(), of.1.as_ref())
    }
    Ok(bodies(both(&stated), both(&unstated), whole))
}

/// What each body pays more: exactly as stated without books, and in a band what books add. Bodies of whom it is told
/// on which side of nothing their change lies, and whoever moves; those who may pay most more first.
fn bodies(stated: Beside<'_>, unstated: Beside<'_>, books: Beside<'_>) -> Vec<BandedBody> {
    let (exact, open, whole) = (changes(stated), changes(unstated), changes(books));
    let codes: std::collections::BTreeSet<&Code> = exact.keys().chain(whole.keys()).collect();
    let row = |code: &Code| {
        let known = |of: &BTreeMap<Code, Change>| of.get(code).map_or(Pence::ZERO, |change| change.pence);
        let party = whole.get(code).or(exact.get(code)).map(|change| change.party)?;
        let (exact, rest) = (known(&exact), known(&whole) - known(&open));
        let change = Seen::of(exact.as_f64(), rest.as_f64());
        let before = whole.get(code).and_then(|change| change.before);
        let percent = before
            .filter(|_| party == Party::Neighbour && exact == Pence::ZERO)
            .and_then(|before| percent_of(rest, before))
            .and_then(PercentBand::of);
        Some(BandedBody { body: code.clone(), party: party.word(), change, percent })
    };
    let mut rows: Vec<BandedBody> = codes.into_iter().filter_map(row).collect();
    rows.retain(|row| row.change.has_a_side() || row.party == Party::Leaver.word());
    rows.sort_by(|a, b| b.change.middle().total_cmp(&a.change.middle()).then(a.body.cmp(&b.body)));
    rows
}

struct Change {
    party: Party,
    pence: Pence,
    /// What it pays otherwise; none beside another option.
    before: Option<Pence>,
}

fn changes((option, against): Beside<'_>) -> BTreeMap<Code, Change> {
    let mut changes: BTreeMap<Code, Change> = BTreeMap::new();
    for (impact, sign) in [(option, 1), (against, -1)] {
        let Some(impact) = impact else { continue };
        for body in impact.bodies() {
            let blank = Change {
                party: impact.party(body),
                pence: Pence::ZERO,
                before: against.is_none().then(|| impact.baseline.sums.total(body)),
            };
            changes.entry(impact.code(body).clone()).or_insert(blank).pence +=
                Pence(sign * impact.change(body).0);
        }
    }
    changes
}
