//! Scenarios as TOML: read with every finding at once, written in one canonical form, named by a hash.

mod assumptions;
mod hash;
mod moves;
mod read;
mod section;
mod values;
mod write;

pub use hash::scenario_hash;
pub use read::read_scenario;
pub use write::write_scenario;

#[cfg(test)]
mod tests;
