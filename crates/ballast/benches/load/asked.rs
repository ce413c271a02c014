//! What is asked for on the command line. `cargo xtask bench` hands the same words to every benchmark, so words that
//! aren't known here are somebody else's.

use std::time::Duration;

use crate::place::Kind;

/// How long, how busy, and on what.
#[derive(Debug, Clone)]
pub struct Asked {
    /// So long people are at work.
    pub time: Duration,
    /// So long somebody reads, on average, before they ask for the next page.
    pub think: Duration,
    /// The databases, in turns.
    pub on: Vec<Kind>,
}

const MINUTES: f64 = 10.0;
const QUICK: Duration = Duration::from_secs(20);
const THINK_SECONDS: f64 = 2.5;

impl Asked {
    /// `--quick`, `--minutes N`, `--think SECONDS`, `--on sqlite|postgresql`.
    pub fn read() -> Asked {
        let words: Vec<String> = std::env::args().collect();
        let after = |name: &str| {
            let at = words.iter().position(|word| word == name)?;
            Some(words.get(at + 1).unwrap_or_else(|| panic!("{name} needs a value")).as_str())
        };
        let number = |name: &str| {
            let read = |text: &str| text.parse().unwrap_or_else(|_| panic!("{name} {text}: not a number"));
            after(name).map(read)
        };
        let minutes = number("--minutes").unwrap_or(MINUTES);
        let is_quick = words.iter().any(|word| word == "--quick");
        let on = match after("--on") {
            Some(word) => vec![Kind::of(word)],
            None => vec![Kind::Sqlite, Kind::Postgres],
        };
        Asked {
            time: if is_quick { QUICK } else { Duration::from_secs_f64(60.0 * minutes) },
            think: Duration::from_secs_f64(number("--think").unwrap_or(THINK_SECONDS)),
            on,
        }
    }
}
