//! How fast the resting point of a national draw is found, beside the limit that the project sets itself and
//! beside a vectorised numpy that must agree on who leaves in every draw. Run with `cargo xtask bench`.

mod draws;
mod instance;
mod peer;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use stability::resting::{Cascade, Levels, Scratch};

use draws::Draws;
use instance::Instance;

/// 12,000 draws a second on one core.
const LIMIT: Duration = Duration::from_nanos(1_000_000_000 / 12_000);
/// A vectorised numpy may be no nearer than this.
const TIMES_THE_PEER: f64 = 8.0;
const DRAWS: usize = 4096;
/// Draws that are timed together, and how often; the peer does the same.
const PIECE: usize = 256;
const TURNS: usize = 5;
/// Numbers of buyers for which the cost is measured against size.
const SIZES: [usize; 5] = [10, 25, 50, 100, 211];

fn main() -> ExitCode {
    let Some(national) = Instance::national(None) else {
        println!("the register that ships can't be made ready");
        return ExitCode::FAILURE;
    };
    println!(
        "{} buyers, {} services, {} units, {} agreement lines: the whole shipped register, which is more than \
         the 211 × 14 of the limit",
        national.buyers,
        national.services(),
        national.units.len(),
        national.lines.len()
    );
    let begin = Instant::now();
    let draws = Draws::of(&national, DRAWS);
    let making = begin.elapsed() / DRAWS as u32;
    let run = measure(&national, &draws);
    println!(
        "{DRAWS} draws, {} lines leave first in each; on average {:.1} follow, in up to {} rounds",
        draws.first, run.followers, run.most_rounds
    );
    println!(
        "{:<64} {:>8.1} µs",
        "making the numbers of a draw (not counted below)",
        making.as_secs_f64() * 1e6
    );
    tell("the resting point of a national draw, on one core", run.taken, LIMIT);
    println!("{:<64} {:>8.0} a second", "draws", 1.0 / run.taken.as_secs_f64());
    let agreed = beside_peer(&national, &draws, &run);
    for size in SIZES {
        if let Some(instance) = Instance::national(Some(size)) {
            let taken = measure(&instance, &Draws::of(&instance, DRAWS / 4)).taken;
            println!("curve resting {size} {:.3}", taken.as_secs_f64() * 1e6);
        }
    }
    if agreed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn tell(what: &str, taken: Duration, limit: Duration) {
    let ratio = taken.as_secs_f64() / limit.as_secs_f64();
    println!(
        "{what:<64} {:>8.1} µs  limit {:>6.1} µs  ratio {ratio:.2}",
        taken.as_secs_f64() * 1e6,
        limit.as_secs_f64() * 1e6
    );
}

/// What a run over all draws found, and how long one draw took.
struct Run {
    taken: Duration,
    /// Who left, by draw: how many, the sum of their keys, and the most rounds of any unit.
    found: Vec<peer::Found>,
    followers: f64,
    most_rounds: u32,
}

fn measure(instance: &Instance, draws: &Draws) -> Run {
    let cascade = Cascade::of(&instance.model, &instance.numbers, &instance.units, &[]);
    let (mut levels, mut scratch) = (Levels::of(&cascade), Scratch::default());
    // What else the machine does at the time must not count: of each piece the best of several goes.
    let mut taken = Duration::ZERO;
    for begin in (0..draws.count).step_by(PIECE) {
        let piece = begin..(begin + PIECE).min(draws.count);
        let timed = (0..TURNS).map(|_| {
            let start = Instant::now();
            let mut followers = 0;
            for draw in piece.clone() {
                levels.draw(&cascade, draws.factors(draw));
                followers += cascade.rest(&levels, &mut scratch, draws.leavers(draw)).followers().len();
            }
            std::hint::black_box(followers);
            start.elapsed()
        });
        taken += timed.min().unwrap_or_default();
    }
    // Once more, outside the measure, to write down who left.
    let mut run =
        Run { taken: taken / draws.count as u32, found: Vec::new(), followers: 0.0, most_rounds: 0 };
    for draw in 0..draws.count {
        levels.draw(&cascade, draws.factors(draw));
        let rest = cascade.rest(&levels, &mut scratch, draws.leavers(draw));
        let rounds = (0..cascade.unit_count()).map(|unit| rest.rounds(unit)).max().unwrap_or(0);
        run.followers += rest.followers().len() as f64 / draws.count as f64;
        run.most_rounds = run.most_rounds.max(rounds);
        run.found.push(peer::Found::of(&instance.lines, |line| rest.has_left(line), rounds));
    }
    run
}

/// The same draws by numpy. No when both disagree, or when the peer can't be asked.
fn beside_peer(instance: &Instance, draws: &Draws, run: &Run) -> bool {
    let Ok(python) = std::env::var("BALLAST_PYTHON") else {
        println!("not compared with numpy: `cargo xtask bench` sets BALLAST_PYTHON to a python that has it");
        return true;
    };
    let answer = match peer::ask(&python, instance, draws) {
        Ok(answer) => answer,
        Err(why) => {
            println!("numpy can't be asked: {why}");
            return false;
        }
    };
    for (way, microseconds) in &answer.ways {
        println!("{:<64} {microseconds:>8.1} µs", format!("  numpy {}, {way}", answer.numpy));
    }
    let (ours, theirs) = (run.taken.as_secs_f64(), answer.seconds / draws.count as f64);
    println!(
        "{:<64} {:>8.1} µs  ours ÷ numpy {:.3}  limit {:.3}  ratio {:.2}",
        format!("the same by numpy, {}", answer.way),
        theirs * 1e6,
        ours / theirs,
        1.0 / TIMES_THE_PEER,
        ours / theirs * TIMES_THE_PEER
    );
    let differ = run.found.iter().zip(&answer.found).filter(|(ours, theirs)| ours != theirs).count();
    let same = differ == 0 && run.found.len() == answer.found.len();
    match same {
        true => println!("both agree on who leaves, and on the rounds, in all {} draws", draws.count),
        false => println!("they DISAGREE on who leaves in {differ} of {} draws", draws.count),
    }
    same
}
