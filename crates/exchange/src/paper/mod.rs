//! A case on paper: what one reader may see of it, as one value, and the documents that are made of it.
//!
//! [`CasePaper`] is the only thing that a document is written from, and it is made of [`casework::Case::view`] alone. What
//! a reader doesn't see isn't in the value, so no document can tell it.

mod about;
mod amount;
mod exempt;
mod exhibit;
mod of;
mod page;
mod plain;
mod review;
mod summary;
mod told;

pub use exempt::{exempt_in_public, texts_of};
pub use of::{Reading, Version};
pub use page::paper;
pub use summary::summary_sheet;
pub use told::{
    AmountTold, AskedTold, BenefitTold, BodyTold, CasePaper, ConditionTold, DecisionTold, ExhibitTold,
    FigureTold, MilestoneTold, NoteTold, OfferTold, OutcomeTold, PageSection, PageTold, PointTold, ReplyTold,
    SectionTold, StepTold,
};
