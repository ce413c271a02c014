//! The nucleolus of a table of groups beside `coopgame`, and how it grows with the number of members. Printed
//! as ratios: below 1 is faster than the peer. Run with `cargo xtask bench`.
#![allow(clippy::expect_used, clippy::panic)] // A bench may stop where it fails.

use std::time::{Duration, Instant};

use coopgame::{ExplicitGame, nucleolus};
use stability::coalition::{Kind, Method, Table, solve};
use vocabulary::Pence;

/// Whole numbers from a seed, so that every run times the same games.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below
    }
}

/// A unit with an overhead, a cost of scale by volume and a cost for each buyer; or with a cost in steps.
fn unit(members: usize, stepped: bool) -> Table {
    let mut numbers = Numbers(members as u64);
    let volumes: Vec<u64> = (0..members).map(|_| 20 + numbers.below(180)).collect();
    let amount = |group: u32| {
        let volume: u64 = (0..members).filter(|i| group >> i & 1 == 1).map(|i| volumes[i]).sum();
        let each = 500.0 * f64::from(group.count_ones());
        let pounds = if stepped {
            50_000.0 + 120.0 * volume as f64 + 30_000.0 * volume.div_ceil(300) as f64 + each
        } else {
            50_000.0 + 4_000.0 * (volume as f64).powf(0.7) + 10.0 * volume as f64 + each
        };
        Pence((pounds * 100.0).round() as i64)
    };
    let names = (0..members).map(|i| char::from(b'a' + i as u8).to_string()).collect();
    let pence =
        (0..1_u64 << members).map(|group| if group == 0 { Pence::ZERO } else { amount(group as u32) });
    Table { members: names, pence: pence.collect(), kind: Kind::Cost }
}

/// The middle of several times.
fn median(times: usize, mut what: impl FnMut()) -> Duration {
    let mut taken: Vec<Duration> = (0..times)
        .map(|_| {
            let begun = Instant::now();
            what();
            begun.elapsed()
        })
        .collect();
    taken.sort();
    taken[taken.len() / 2]
}

fn main() {
    let sizes: &[usize] =
        if std::env::args().any(|word| word == "--quick") { &[8, 12] } else { &[8, 12, 16, 18, 20] };
    for &members in sizes {
        for stepped in [false, true] {
            let table = unit(members, stepped);
            let worth: Vec<f64> = table.pence[1..].iter().map(|pence| -pence.as_f64()).collect();
            let game = ExplicitGame::from_binary(&worth).expect("a game");
            let times = if members > 16 { 3 } else { 5 };
            let ours = median(times, || drop(std::hint::black_box(solve(&table, Method::Nucleolus))));
            let theirs = median(times, || drop(std::hint::black_box(nucleolus::nucleolus(&game))));
            agree(&table, &game);
            let shape = if stepped { "stepped" } else { "smooth" };
            println!(
                "{:<64} {:>8.1} ms  coopgame {:>8.1} ms  ratio {:.2}",
                format!("nucleolus of a {shape} cost table, {members} members"),
                ours.as_secs_f64() * 1e3,
                theirs.as_secs_f64() * 1e3,
                ours.as_secs_f64() / theirs.as_secs_f64()
            );
            println!("curve table-{shape} {members} {:.1}", ours.as_secs_f64() * 1e6);
            println!("curve coopgame-{shape} {members} {:.1}", theirs.as_secs_f64() * 1e6);
        }
    }
}

/// Both must come to the same shares, or the times mean nothing.
fn agree(table: &Table, game: &ExplicitGame) {
    let ours = solve(table, Method::Nucleolus);
    let theirs = nucleolus::nucleolus(game).expect("an answer");
    let furthest = ours.certificate.unrounded.iter().zip(theirs.allocation()).map(|(a, b)| (a + b).abs());
    let furthest = furthest.fold(0.0, f64::max) / table.total().as_f64();
    if furthest > 1e-6 {
        println!("    the two differ by {furthest:.1e} of the total");
    }
}
