use register::{Rulebook, Snapshot};
use stability::impact::Impact;
use stability::significance::{SignificanceRow, significance};
use vocabulary::{Basis, Code};

/// Is a case needed, as is told without the numbers behind it?
#[derive(Debug, Clone, PartialEq)]
pub struct BandedSignificance {
    /// Every test, those that bite first.
    pub tests: Vec<BandedTest>,
    /// Oversight bodies that must be asked, each with the bodies that it is asked about; our own first.
    pub asked: Vec<(Code, Vec<Code>)>,
}

/// A test of the policy.
#[derive(Debug, Clone, PartialEq)]
pub struct BandedTest {
    /// The test, as people read it.
    pub test: String,
    /// Does it make the option significant?
    pub bites: bool,
    /// Where its threshold is from.
    pub source: String,
    /// How the threshold is known.
    pub basis: Basis,
}

impl BandedSignificance {
    /// Is a case needed?
    pub fn is_significant(&self) -> bool {
        self.tests.iter().any(|test| test.bites)
    }
}

/// What is told of an option's significance; none where no line moves away.
pub(super) fn told(snapshot: &Snapshot, rulebook: &Rulebook, impact: &Impact) -> Option<BandedSignificance> {
    if impact.setup.plan.exits.is_empty() {
        return None;
    }
    let found = significance(snapshot, rulebook, impact);
    let test = |row: SignificanceRow| BandedTest {
        test: row.test.word().replace('_', " "),
        bites: row.bites,
        source: row.source,
        basis: row.basis,
    };
    Some(BandedSignificance {
        tests: found.rows.into_iter().map(test).collect(),
        asked: found.asked.into_iter().map(|row| (row.oversight, row.about)).collect(),
    })
}
