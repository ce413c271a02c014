use std::collections::BTreeMap;

use register::Snapshot;
use register::tables::Fact;

/// The number of a fact that has one, not a range.
pub fn one_value(fact: &Fact) -> Option<f64> {
    let low = fact.low?.0;
    (fact.high.is_none_or(|high| high.0 == low)).then_some(low)
}

/// Is a fact about all bodies?
pub(crate) fn about_all(fact: &Fact) -> bool {
    fact.subject_code.0.iter().all(|code| code.is_any())
}

/// Facts of the same subject, measure, unit and period that give different numbers: groups of two or more.
///
/// Facts have names of their own, so two of them that disagree are no conflict of one key.
pub fn disagreeing_facts(snapshot: &Snapshot) -> Vec<Vec<&Fact>> {
    let mut groups: BTreeMap<_, Vec<&Fact>> = BTreeMap::new();
    for fact in snapshot.rows.facts.iter().filter(|fact| fact.low.is_some()) {
        let what = (&fact.subject_code.0, &fact.measure.0, &fact.unit, &fact.period);
        groups.entry(what).or_default().push(fact);
    }
    let differ =
        |group: &Vec<&Fact>| group.iter().any(|fact| (fact.low, fact.high) != (group[0].low, group[0].high));
    groups.into_values().filter(differ).collect()
}
