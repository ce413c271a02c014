//! The tables of a register pack: one file a table, one declaration a table.
//!
//! From a declaration come the row's type, how it is read and written, the templates, the schemas and the
//! documentation. To add a column, add it to the table's file.

pub mod agreement_lines;
pub mod allowances;
pub mod alternatives;
pub mod bodies;
pub mod cell;
pub mod cost_pools;
pub mod declare;
pub mod facts;
pub mod intentions;
pub mod labels;
pub mod moves;
pub mod neighbours;
pub mod plans;
pub mod populations;
pub mod post_groups;
pub mod quality;
pub mod ratings;
pub mod satisfaction;
pub mod services;
pub mod sources;
pub mod successions;
pub mod units;
pub mod words;

pub use agreement_lines::{AgreementLine, Funding, PriceBasis};
pub use allowances::Allowance;
pub use alternatives::{Alternative, DestinationKind};
pub use bodies::{Body, Role};
pub use cost_pools::{CostPool, PoolKind};
pub use declare::{Column, Row, Table};
pub use facts::Fact;
pub use intentions::Intention;
pub use labels::Label;
pub use moves::{MoveStatus, RecordedMove};
pub use neighbours::Adjacency;
pub use plans::Plan;
pub use populations::{Measure, Population};
pub use post_groups::{PostGroup, Tier};
pub use quality::QualityMeasure;
pub use ratings::Rating;
pub use satisfaction::Satisfaction;
pub use services::Service;
pub use sources::Source;
pub use successions::{Succession, SuccessionKind};
pub use units::Unit;
pub use words::Word;
