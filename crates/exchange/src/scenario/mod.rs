//! Scenarios as TOML: read with every finding at once, written in one canonical form, named by a hash.

pub(crate) mod assumptions;
mod hash;
mod moves;
pub(crate) mod read;
pub(crate) mod section;
pub(crate) mod values;
pub(crate) mod write;

pub use hash::scenario_hash;
pub use read::read_scenario;
pub use write::write_scenario;

#[cfg(test)]
mod tests;
