//! A question: who moves what, where to, when, and what is assumed.

use register::tables::DestinationKind;
use vocabulary::{Code, Date, Estimate, choice};

choice! {
    /// What happens to a step of cost that is no longer needed, in the resting point.
    pub enum Steps {
        /// It stays with those who remain. The resting point is then the same whatever the order.
        Sticky = "sticky",
        /// It goes.
        Released = "released",
    }
}

/// Which services a move takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Services {
    /// Every service that the buyer has from the supplier: `"*"`.
    All,
    /// These.
    These(Vec<Code>),
}

/// Where a line goes: a kind, and to whom (`unit:0AQ`); nobody for in house and stop.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Destination {
    /// Kind of destination.
    pub kind: DestinationKind,
    /// Host, unit or supplier.
    pub code: Option<Code>,
}

impl std::fmt::Display for Destination {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.code {
            Some(code) => write!(f, "{}:{code}", self.kind),
            None => write!(f, "{}", self.kind),
        }
    }
}

/// One `[[move]]` of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Body that moves.
    pub buyer: Code,
    /// Supplier that it leaves; itself when it joins a unit from in house.
    pub supplier: Code,
    /// What it moves.
    pub services: Services,
    /// When: the first of a month within the horizon.
    pub date: Date,
    /// Where to.
    pub to: Destination,
    /// Volume and price fall in equal monthly parts over so many months; 0 and 1 are at once.
    pub phase_months: u32,
    /// Share of the line's posts that transfer, 0 to 1; none: the default of `docs/model.md`.
    pub transfer_share: Option<f64>,
    /// Share of those that don't transfer who are redeployed, 0 to 1.
    pub redeploy_share: f64,
}

/// One `[[assume]]` of a scenario: a figure of the register, by table, key and column.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumption {
    /// `table/key/column`; `*` in the key stands for any text.
    pub at: String,
    /// What it may be.
    pub value: Estimate,
    /// Does it multiply what the register says, or replace it?
    pub scale: bool,
    /// Why.
    pub reason: String,
}

impl Assumption {
    /// Is it about a figure of the register, `table/key/column`?
    pub fn names(&self, figure: &str) -> bool {
        let parts = |at: &str| {
            let (table, rest) = at.split_once('/')?;
            let (key, column) = rest.rsplit_once('/')?;
            Some((table.to_string(), key.to_string(), column.to_string()))
        };
        let (Some(mine), Some(other)) = (parts(&self.at), parts(figure)) else { return false };
        mine.0 == other.0 && mine.2 == other.2 && crate::model::matches(&mine.1, &other.1)
    }
}

/// A question to the engine. With a snapshot and a rulebook it has one answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Title for people.
    pub title: String,
    /// The register that it is asked of: a pack's folder, zip or workbook, or the name of one that ships.
    pub register: String,
    /// First day of the horizon: the first of a month.
    pub start: Date,
    /// Length of the horizon in months, 1 to 600.
    pub months: u32,
    /// Who pays the residual.
    pub payer_rule: Code,
    /// Do others decide anew at each review?
    pub reaction: bool,
    /// By how much a price must exceed the alternative before anyone leaves, as a share.
    pub reluctance: Estimate,
    /// Seed of the draws.
    pub seed: u64,
    /// Number of draws; 0 for likely values only.
    pub draws: u32,
    /// What happens to freed steps in the resting point.
    pub steps: Steps,
    /// A unit that closes: every line must then have one destination.
    pub closes: Option<Code>,
    /// The moves.
    pub moves: Vec<Move>,
    /// What is assumed beside the register.
    pub assumptions: Vec<Assumption>,
}

impl Scenario {
    /// The same question without its moves: what would happen anyway.
    pub fn baseline(&self) -> Scenario {
        Scenario { moves: Vec::new(), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assumption_names_figures_of_its_table_and_column() {
        let at = "cost_pools/0CG-*/annual_gbp".to_string();
        let value = Estimate::fixed(1.0).unwrap();
        let one = Assumption { at, value, scale: true, reason: String::new() };
        assert!(one.names("cost_pools/0CG-finance-team/annual_gbp"));
        for other in [
            "cost_pools/0CG-finance-team/step_volume",
            "cost_pools/0AT-finance-team/annual_gbp",
            "agreement_lines/0CG-finance/annual_gbp",
            "cost_pools",
        ] {
            assert!(!one.names(other), "{other}");
        }
    }
}
