//! What people may dispute: dated rules and rates, each row with its source. They ship in `data/rules` and
//! `data/rates` and are read like the tables of a register.

mod appraisal;
mod criteria;
mod decision_rights;
mod discount;
mod on_costs;
mod pay;
mod payer;
mod redundancy;
mod review;
mod review_tests;
mod significance;
mod timing;
mod vat;
mod viability;

use sha2::{Digest, Sha256};
use vocabulary::{Finding, Findings, Place};

use crate::raw::RawPack;
use crate::read::read_table;
use crate::rows::Rows;
use crate::snapshot::hex;
use crate::tables::{Row, Table};

pub use appraisal::{Deflator, EstimatedCost, OptimismBias};
pub use criteria::UsualCriterion;
pub use decision_rights::DecisionRightRule;
pub use discount::DiscountBand;
pub use on_costs::{ApprenticeshipLevy, EmployerInsurance, PensionRate};
pub use pay::PayPoint;
pub use payer::{CostKind, PayerRule};
pub use redundancy::RedundancyRule;
pub use review::{Used, past_review};
pub use review_tests::ReviewTest;
pub use significance::{SignificanceRule, SignificanceTest};
pub use timing::{TimeUnit, Timing};
pub use vat::{Recoverable, VatRule};
pub use viability::{Threshold, ViabilityTest};

macro_rules! rulebook {
    ($($(#[doc = $doc:literal])+ $field:ident: $row:ty,)+) => {
        /// Every dated rule and rate.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Rulebook {
            $($(#[doc = $doc])+ pub $field: Rows<$row>,)+
            /// SHA-256 over the canonical rows.
            pub hash: String,
        }

        /// The tables of a rulebook.
        pub const RULE_TABLES: &[Table] = &[$(<$row as Row>::TABLE,)+];

        impl Rulebook {
            /// Reads a rulebook from its tables; a table that is missing is an error.
            pub fn read(pack: &RawPack) -> (Rulebook, Findings) {
                let mut book = Rulebook::default();
                let mut findings = Findings::new();
                let mut hasher = Sha256::new();
                $(
                    let name = <$row as Row>::TABLE.name;
                    match pack.tables.iter().find(|table| table.name == name) {
                        Some(raw) => read_table(raw, &mut book.$field, &mut findings),
                        None => findings.push(
                            Finding::error("missing-rules", Place::table(name), "no such table of rules")
                                .expected(<$row as Row>::TABLE.doc.trim())
                                .action("Put the table back."),
                        ),
                    }
                    hasher.update(format!("\u{1e}{name}\n"));
                    for (_, row) in book.$field.sorted() {
                        hasher.update(row.write().join("\u{1f}"));
                        hasher.update(b"\n");
                    }
                )+
                findings.extend(decision_rights::check(&book));
                book.hash = hex(&hasher.finalize());
                (book, findings)
            }
        }
    };
}

rulebook! {
    /// Who pays for what a leaver leaves behind.
    payer_rules: PayerRule,
    /// When a case is needed.
    significance: SignificanceRule,
    /// When a unit is failing or strained.
    viability: Threshold,
    /// Agenda for Change pay.
    pay: PayPoint,
    /// Redundancy terms.
    redundancy: RedundancyRule,
    /// Discount rates.
    discount: DiscountBand,
    /// Employer's National Insurance.
    employer_ni: EmployerInsurance,
    /// Employer's pension contributions.
    pension: PensionRate,
    /// The apprenticeship levy.
    apprenticeship_levy: ApprenticeshipLevy,
    /// Prices of financial years against each other.
    gdp_deflator: Deflator,
    /// How much early estimates are usually out.
    optimism_bias: OptimismBias,
    /// Value added tax on services bought.
    vat: VatRule,
    /// How long things take before they may happen.
    timing: Timing,
    /// What options are usually scored on.
    criteria: UsualCriterion,
    /// What an oversight body may do about a case.
    decision_rights: DecisionRightRule,
    /// What a reviewer checks.
    review_tests: ReviewTest,
}
