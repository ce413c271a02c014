//! Long work that can be watched and stopped. The engine keeps no clock and knows no signals: whoever calls it
//! says what to show and when to stop.

use rayon::prelude::*;

/// What a long answer is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The scenario, its payer rules and its mitigations, one run after another.
    Runs,
    /// The draws.
    Draws,
    /// The samples of the sensitivity indices.
    Samples,
}

/// Watches long work. It may be asked from several threads at once.
pub trait Watch: Sync {
    /// So many of so many are done.
    fn done(&self, stage: Stage, done: u64, of: u64);

    /// Should the work stop? Once yes, always yes.
    fn stops(&self) -> bool;
}

/// Nobody watches, and nothing stops the work.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn done(&self, _stage: Stage, _done: u64, _of: u64) {}

    fn stops(&self) -> bool {
        false
    }
}

/// Items 0, 1, 2 … of some work, in order, on all threads. When it is stopped, the first so many: each item is
/// a function of its own number, so that these are the same as the first of the whole.
pub fn in_order<T: Send>(watch: &dyn Watch, stage: Stage, of: u64, work: impl Fn(u64) -> T + Sync) -> Vec<T> {
    // How large a block is decides only how often somebody is told.
    let block = 4 * rayon::current_num_threads() as u64;
    let mut items = Vec::new();
    let mut next = 0;
    while next < of {
        let end = (next + block).min(of);
        let done: Vec<Option<T>> =
            (next..end).into_par_iter().map(|item| (!watch.stops()).then(|| work(item))).collect();
        let before = items.len();
        items.extend(done.into_iter().map_while(|item| item));
        if ((items.len() - before) as u64) < end - next {
            break;
        }
        next = end;
        watch.done(stage, next, of);
    }
    items
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    /// Stops once it has been asked so often.
    struct After(u64, AtomicU64);

    impl Watch for After {
        fn done(&self, _stage: Stage, done: u64, of: u64) {
            assert!(done <= of);
        }

        fn stops(&self) -> bool {
            self.1.fetch_add(1, Ordering::SeqCst) >= self.0
        }
    }

    #[test]
    fn what_is_stopped_is_the_beginning_of_the_whole() {
        let whole = in_order(&Unwatched, Stage::Draws, 100, |item| item * item);
        assert_eq!(whole, (0..100).map(|item| item * item).collect::<Vec<_>>());
        for asked in [0, 1, 2, 7, 30, 99, 100] {
            let part = in_order(&After(asked, AtomicU64::new(0)), Stage::Draws, 100, |item| item * item);
            assert!(part.len() as u64 <= asked, "{} of {asked}", part.len());
            assert_eq!(part, whole[..part.len()]);
            assert!(asked < 100 || part.len() == 100);
        }
    }
}
