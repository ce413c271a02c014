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
mod told_said;

pub use exempt::{exempt_in_public, texts_of};
pub use of::{Reading, Version};
pub use page::paper;
pub use plain::{prose, short};
pub use summary::summary_sheet;
pub use told::{
    AmountTold, BenefitTold, BodyTold, CasePaper, ConditionTold, DecisionTold, ExhibitTold, FigureTold,
    FileTold, MilestoneTold, NoteTold, OutcomeTold, PageSection, PageTold, PointTold, SectionTold, StepTold,
};
pub use told_said::{AskedTold, OfferAnswerTold, OfferTold, ReplyTold};
