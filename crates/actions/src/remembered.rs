//! What was made before, by a key.

use std::sync::{Arc, Mutex};

/// What was made before, by a key, the last used first.
pub(crate) type Remembered<T> = Arc<Mutex<Vec<(String, T)>>>;

/// What was made before; it is then the last used.
pub(crate) fn recalled<T: Clone>(kept: &Remembered<T>, key: &str) -> Option<T> {
    let mut kept = kept.lock().ok()?;
    let at = kept.iter().position(|(known, _)| known == key)?;
    let found = kept.remove(at);
    kept.insert(0, found.clone());
    Some(found.1)
}

/// Remembers so many and no more.
pub(crate) fn keep<T: Clone>(kept: &Remembered<T>, key: &str, value: &T, most: usize) {
    if let Ok(mut kept) = kept.lock() {
        kept.retain(|(other, _)| other != key);
        kept.insert(0, (key.to_string(), value.clone()));
        kept.truncate(most);
    }
}
