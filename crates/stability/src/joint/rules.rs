//! All pending cases at once, under every payer rule: who pays then.

use register::{Rulebook, Snapshot};
use vocabulary::{Code, Findings};

use super::{Joint, Pending};
use crate::setup::Options;
use crate::variants::{Variant, under_every_rule};

impl Pending {
    /// What all cases together do to everyone under each payer rule, by rule. Nothing where cases exclude each other, because they
    /// can't all go ahead.
    ///
    /// Errors: what forbids an answer to all moves at once.
    pub fn under_every_rule(
        &self,
        snapshot: &Snapshot,
        rulebook: &Rulebook,
    ) -> Result<Vec<(Code, Variant)>, Findings> {
        if !self.excluding.is_empty() {
            return Ok(Vec::new());
        }
        under_every_rule(snapshot, rulebook, &self.common, Options::default(), || Ok(()))
    }
}

impl Joint {
    /// With the comparison of payer rules for all cases together.
    ///
    /// Errors: what forbids an answer to all moves at once.
    pub fn with_rules(mut self, snapshot: &Snapshot, rulebook: &Rulebook) -> Result<Joint, Findings> {
        self.rules = self.pending.under_every_rule(snapshot, rulebook)?;
        Ok(self)
    }
}
