//! The files of an exhibit.

use exchange::result::Manifest;

/// What the second exhibit was made from.
pub fn manifest() -> Manifest {
    Manifest {
        engine_version: "0.1.0".to_string(),
        register: "england-2013".to_string(),
        register_hash: "11".repeat(32),
        scenario_hash: "22".repeat(32),
        rules_hash: "33".repeat(32),
        seed: 1,
        draws: 0,
        draws_done: 0,
        samples: 0,
        samples_done: 0,
        draw: None,
        whole_register: false,
    }
}
