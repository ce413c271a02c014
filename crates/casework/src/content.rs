//! What a case is made of: sections as data, and layouts over them.

use vocabulary::{CaseTier, choice};

choice! {
    /// A section.
    pub enum SectionId {
        /// One page: the first of the four tests.
        DocumentedReasons = "documented-reasons",
        /// One page: the second.
        ValueForMoney = "value-for-money",
        /// One page: the third.
        ImprovedQuality = "improved-quality",
        /// One page: the fourth.
        EffectOnNeighbours = "effect-on-neighbours",
        /// Case: why.
        Rationale = "rationale",
        /// Case: what else could be done.
        Options = "options",
        /// Case: what it costs whom.
        Money = "money",
        /// Case: who was consulted, what each answered, the effect on each.
        SystemImpact = "system-impact",
        /// Case: who transfers, is redeployed, is at risk.
        Staff = "staff",
        /// Case: what gets better and what could go wrong.
        QualityAndRisk = "quality-and-risk",
        /// Case: how it is done, and undone.
        Delivery = "delivery",
    }
}

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionKind {
    /// Its name.
    pub id: SectionId,
    /// Title for people.
    pub title: &'static str,
    /// What goes into it.
    pub asks: &'static str,
    /// The tier that needs it.
    pub tier: CaseTier,
    /// Sections that must have been begun before this one can be.
    pub after: &'static [SectionId],
    /// Where it is known from.
    pub source: &'static str,
}

const TESTS: &str = "HSJ, October 2013: asked of any change";
const TEMPLATE: &str = "Business case template for significant in-housing, February 2014";
const OURS: &str = "ours";

const fn section(
    id: SectionId,
    title: &'static str,
    asks: &'static str,
    tier: CaseTier,
    after: &'static [SectionId],
    source: &'static str,
) -> SectionKind {
    SectionKind { id, title, asks, tier, after, source }
}

/// Every section, in the order of the task list.
pub const SECTIONS: &[SectionKind] = &[
    section(
        SectionId::DocumentedReasons,
        "Documented reasons",
        "Why the change is made",
        CaseTier::Record,
        &[],
        TESTS,
    ),
    section(
        SectionId::ValueForMoney,
        "Value for money",
        "What it costs and what comes of it",
        CaseTier::Record,
        &[],
        TESTS,
    ),
    section(
        SectionId::ImprovedQuality,
        "Improved quality",
        "What gets better, and how that is known",
        CaseTier::Record,
        &[],
        TESTS,
    ),
    section(
        SectionId::EffectOnNeighbours,
        "Effect on neighbours",
        "What it does to others, and how that was taken into account",
        CaseTier::Record,
        &[],
        TESTS,
    ),
    section(
        SectionId::Rationale,
        "Rationale and strategic fit",
        "What isn't met today, and what would count as success",
        CaseTier::Case,
        &[],
        TEMPLATE,
    ),
    section(
        SectionId::Options,
        "Options",
        "What could be done, business as usual among it",
        CaseTier::Case,
        &[],
        OURS,
    ),
    section(
        SectionId::Money,
        "Money",
        "What it costs us, others and the public purse, in that order",
        CaseTier::Case,
        &[SectionId::Options],
        OURS,
    ),
    section(
        SectionId::SystemImpact,
        "System impact",
        "Who was consulted, what each answered, the effect on each, mitigation, who bears unavoidable cost",
        CaseTier::Case,
        &[SectionId::Options],
        TEMPLATE,
    ),
    section(
        SectionId::Staff,
        "Impact on staff",
        "How many transfer, are redeployed, are at risk, and what that costs",
        CaseTier::Case,
        &[SectionId::Options],
        TEMPLATE,
    ),
    section(
        SectionId::QualityAndRisk,
        "Quality and risk",
        "What gets better, what could go wrong",
        CaseTier::Case,
        &[],
        OURS,
    ),
    section(
        SectionId::Delivery,
        "Delivery and exit",
        "How and when it is done, and how it could be undone",
        CaseTier::Case,
        &[SectionId::Options],
        OURS,
    ),
];

/// The sections that a tier needs, in the order of the task list.
pub fn sections_of(tier: CaseTier) -> impl Iterator<Item = &'static SectionKind> {
    SECTIONS.iter().filter(move |section| section.tier == tier)
}

impl SectionId {
    /// What the section is.
    pub fn kind(self) -> &'static SectionKind {
        // Every id has its row: tested below. The first row never stands in for another.
        SECTIONS.iter().find(|section| section.id == self).unwrap_or(&SECTIONS[0])
    }
}

choice! {
    /// A document over the same sections.
    pub enum Layout {
        /// Strategic outline case.
        Soc = "soc",
        /// Outline business case.
        Obc = "obc",
        /// Full business case.
        Fbc = "fbc",
        /// Everything on few pages.
        ShortForm = "short-form",
    }
}

choice! {
    /// A heading of a layout: the five cases of HM Treasury's guidance, and what has no place in them.
    pub enum Heading {
        /// Why.
        Strategic = "strategic case",
        /// Which option is worth most.
        Economic = "economic case",
        /// How it is bought or made.
        Commercial = "commercial case",
        /// Whether it can be paid.
        Financial = "financial case",
        /// How it is done.
        Management = "management case",
        /// What the layout doesn't ask for, so that nothing is lost.
        Annex = "annex",
    }
}

/// A heading, and the sections under it.
pub type Part = (Heading, &'static [SectionId]);

/// A layout: which section stands under which heading. The five headings are HM Treasury's; their filling is ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayoutRow {
    /// The layout.
    pub layout: Layout,
    /// Title for people.
    pub title: &'static str,
    /// Its headings in order.
    pub parts: &'static [Part],
}

use SectionId::{Delivery, Money, Options, QualityAndRisk, Rationale, Staff, SystemImpact};

const WHOLE: &[Part] = &[
    (Heading::Strategic, &[Rationale, SystemImpact]),
    (Heading::Economic, &[Options, QualityAndRisk]),
    (Heading::Commercial, &[Staff]),
    (Heading::Financial, &[Money]),
    (Heading::Management, &[Delivery]),
];

/// Every layout. Each holds every section of a case once.
pub const LAYOUTS: &[LayoutRow] = &[
    LayoutRow {
        layout: Layout::Soc,
        title: "Strategic outline case",
        parts: &[
            (Heading::Strategic, &[Rationale, SystemImpact]),
            (Heading::Economic, &[Options]),
            (Heading::Financial, &[Money]),
            (Heading::Annex, &[Staff, QualityAndRisk, Delivery]),
        ],
    },
    LayoutRow { layout: Layout::Obc, title: "Outline business case", parts: WHOLE },
    LayoutRow { layout: Layout::Fbc, title: "Full business case", parts: WHOLE },
    LayoutRow {
        layout: Layout::ShortForm,
        title: "Short form",
        parts: &[
            (Heading::Strategic, &[Rationale]),
            (Heading::Economic, &[Options, Money, QualityAndRisk]),
            (Heading::Management, &[SystemImpact, Staff, Delivery]),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_its_row_and_every_layout_holds_each_once() {
        for id in SectionId::ALL {
            assert_eq!(id.kind().id, *id);
        }
        let needed: Vec<_> = sections_of(CaseTier::Case).map(|section| section.id).collect();
        for row in LAYOUTS {
            let mut held: Vec<_> = row.parts.iter().flat_map(|(_, sections)| *sections).copied().collect();
            held.sort_unstable();
            assert_eq!(held, needed, "{}", row.title);
        }
        assert_eq!(LAYOUTS.iter().map(|row| row.layout).collect::<Vec<_>>(), Layout::ALL);
    }

    #[test]
    fn no_section_waits_for_itself() {
        for section in SECTIONS {
            for before in section.after {
                assert!(before.kind().after.is_empty() && before.kind().tier == section.tier);
            }
        }
    }
}
