//! What is checked of a register: one subject a file. Checks see resolved rows and return all findings.

mod agreements;
mod bodies;
mod costs;
mod gaps;
mod ranges;
mod references;

use vocabulary::Findings;

use crate::snapshot::Snapshot;

/// Runs every check.
pub(crate) fn run(snapshot: &Snapshot, findings: &mut Findings) {
    references::check(snapshot, findings);
    bodies::check(snapshot, findings);
    agreements::check(snapshot, findings);
    costs::check(snapshot, findings);
    ranges::check(snapshot, findings);
    gaps::check(snapshot, findings);
}
