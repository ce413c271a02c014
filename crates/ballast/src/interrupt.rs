//! Ctrl-C during long work: the first asks it to stop and keep what is whole, the second ends at once. Nothing
//! is ever left half written: whoever writes a folder holds [`writing`] until it stands under its name.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

static ASKED: AtomicUsize = AtomicUsize::new(0);
static WRITING: Mutex<()> = Mutex::new(());

/// What a shell calls a program that Ctrl-C ended.
const ENDED_BY_INTERRUPT: i32 = 130;

/// From now on Ctrl-C asks first. Where that can't be had, Ctrl-C ends the program as ever.
pub(crate) fn listen() {
    // A second call finds the handler in place: that is no trouble.
    let _ = ctrlc::set_handler(|| {
        if ASKED.fetch_add(1, Ordering::SeqCst) == 0 {
            eprintln!("\nStopping. What is done so far is kept; Ctrl-C again ends at once.");
            return;
        }
        let _written = writing();
        std::process::exit(ENDED_BY_INTERRUPT);
    });
}

/// Has anybody asked to stop?
pub(crate) fn asked() -> bool {
    ASKED.load(Ordering::SeqCst) > 0
}

/// Held while files are written: the program doesn't end meanwhile.
pub(crate) fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}
