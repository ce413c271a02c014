//! History as a test: what the model says of what was recorded, and what happened, side by side in
//! `docs/history.md`. Nothing is tuned to it: registers, rules and engine are those that ship. Where the model doesn't
//! say what happened, the page says so. `BALLAST_WRITE=1 cargo test -p ballast --test history` writes it anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop where it fails.

mod allowances;
mod critical_mass;
mod customer_loss;
mod purses;
mod world;

use world::World;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/history.md");

const HEAD: &str = "# History as a test

What the model says of four things that were recorded, and what happened. Printed by a test from the shipped register of
2013, the dated rules and `data/sources/csu/csu_history.csv`; the test fails when this page differs. Nothing is tuned to
it: no figure was chosen so that an answer comes out, and where the model doesn't say what happened, that stands here. To
write it anew: `BALLAST_WRITE=1 cargo test -p ballast --test history`.

All runs are at likely values, over five years from April 2013. Prices of lines, costs of units and what anything would
cost elsewhere are assumed or derived in the register ([england-2013](../data/england-2013/README.md)); moves, closures
and rules are recorded, with the sources that are named. Of each move, 0.4 of the posts transfer and 0.3 of the rest are
redeployed (assumed, as in the shipped scenarios).
";

#[test]
fn the_page_is_what_the_model_says_beside_what_happened() {
    let world = World::load();
    let parts = [
        HEAD.to_string(),
        critical_mass::printed(&world),
        customer_loss::printed(&world),
        purses::printed(&world),
        allowances::printed(&world),
    ];
    let printed = parts.join("\n");
    if std::env::var_os("BALLAST_WRITE").is_some() {
        std::fs::write(PAGE, &printed).unwrap();
    }
    let page = std::fs::read_to_string(PAGE).unwrap().replace("\r\n", "\n");
    assert!(
        page == printed,
        "docs/history.md is stale: BALLAST_WRITE=1 cargo test -p ballast --test history"
    );
}
