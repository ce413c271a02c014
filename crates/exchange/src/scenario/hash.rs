use register::hex;
use sha2::{Digest, Sha256};
use stability::scenario::{Move, Scenario, Services};

use super::write::{write_assumption, write_move, write_settings};

/// SHA-256, in hexadecimal, of a scenario's canonical text without its title. The order of moves, of the
/// services of a move and of assumptions makes no difference.
pub fn scenario_hash(scenario: &Scenario) -> String {
    let mut moves: Vec<String> = scenario.moves.iter().map(|one| write_move(&sorted(one))).collect();
    let mut assumptions: Vec<String> = scenario.assumptions.iter().map(write_assumption).collect();
    moves.sort();
    assumptions.sort();
    let mut hasher = Sha256::new();
    hasher.update(write_settings(scenario));
    for block in moves.iter().chain(&assumptions) {
        hasher.update(block);
    }
    hex(&hasher.finalize())
}

fn sorted(one: &Move) -> Move {
    let mut one = one.clone();
    if let Services::These(codes) = &mut one.services {
        codes.sort();
    }
    one
}
