//! From what an appraisal states to what each option changes: inputs, the engine's model of each option, and flows of
//! money by year.

mod extras;
mod flows;
mod inputs;
mod model;
mod supposed;

pub use extras::Extras;
pub use flows::{Flows, Money, OptionRun, discount_factors};
pub use inputs::{Input, Inputs, Point};
pub use model::OptionModel;
pub use supposed::{scenario as scenario_of, share_of_volume};
