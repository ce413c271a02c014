//! One line that says how far long work is, for a person who watches standard error; nothing for anybody else.

use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use stability::watch::{Stage, Watch};

use crate::interrupt;

/// The line is drawn anew no more often than this.
const EVERY: Duration = Duration::from_millis(100);

/// Watches the work of a verb: shows how far it is, and stops it on Ctrl-C.
pub(crate) struct Progress {
    shows: bool,
    /// When the stage began, and when the line was last drawn.
    line: Mutex<Option<(Stage, Instant, Instant)>>,
}

impl Progress {
    /// Listens to Ctrl-C from now on, and shows a line if standard error is a terminal.
    pub(crate) fn start() -> Self {
        interrupt::listen();
        Progress { shows: std::io::stderr().is_terminal(), line: Mutex::new(None) }
    }

    /// Wipes the line.
    pub(crate) fn end(&self) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.take().is_some() {
            draw("");
        }
    }
}

impl Watch for Progress {
    fn done(&self, stage: Stage, done: u64, of: u64) {
        if !self.shows {
            return;
        }
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let (began, drawn) = match *line {
            Some((same, began, drawn)) if same == stage => (began, Some(drawn)),
            _ => (now, None),
        };
        if drawn.is_some_and(|drawn| now - drawn < EVERY) && done < of {
            return;
        }
        *line = Some((stage, began, now));
        draw(&words(stage, done, of, now - began));
    }

    fn stops(&self) -> bool {
        interrupt::asked()
    }
}

/// Draws the line over the one before. A terminal that can't be written to is no reason to end.
fn draw(text: &str) {
    let mut out = std::io::stderr().lock();
    let _ = write!(out, "\r\u{1b}[K{text}").and_then(|()| out.flush());
}

/// `1,200 of 2,000 draws (60%), about 8 s left`.
fn words(stage: Stage, done: u64, of: u64, taken: Duration) -> String {
    let what = match stage {
        Stage::Runs => "runs",
        Stage::Draws => "draws",
        Stage::Samples => "base samples",
    };
    let percent = (done * 100).checked_div(of).unwrap_or(100);
    let left = taken.as_secs_f64() * (of - done) as f64 / done.max(1) as f64;
    let left = if done > 0 && left >= 1.0 { format!(", about {left:.0} s left") } else { String::new() };
    format!("{done} of {of} {what} ({percent}%){left}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is() {
        let after = |seconds| Duration::from_secs(seconds);
        assert_eq!(words(Stage::Draws, 50, 200, after(4)), "50 of 200 draws (25%), about 12 s left");
        assert_eq!(words(Stage::Runs, 0, 17, after(0)), "0 of 17 runs (0%)");
        assert_eq!(words(Stage::Samples, 8, 8, after(9)), "8 of 8 base samples (100%)");
    }
}
