//! What was read a moment ago. Taken again for at most a second, and only while this process has confirmed nothing
//! since: what this server changes is seen at once, what another server changes within that second.

use std::collections::HashMap;
use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};
use store::Store;

/// So long what was read is taken again.
const TAKEN_FOR: SignedDuration = SignedDuration::from_secs(1);
/// So many are remembered.
const REMEMBERED_MAX: usize = 10_000;

/// Values by key.
#[derive(Debug)]
pub(crate) struct Recent<T>(Mutex<HashMap<String, Seen<T>>>);

#[derive(Debug)]
struct Seen<T> {
    at: Moment,
    value: T,
}

/// When something was read: taken before the reading begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    now: Timestamp,
    confirmed: u64,
}

impl Moment {
    /// This moment.
    pub(crate) fn of(store: &Store, now: Timestamp) -> Self {
        Moment { now, confirmed: store.confirmed() }
    }

    /// Is what was read then still good now?
    fn holds(self, at: Moment) -> bool {
        self.confirmed == at.confirmed && self.now <= at.now && at.now.duration_since(self.now) < TAKEN_FOR
    }
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Recent(Mutex::default())
    }
}

impl<T: Clone> Recent<T> {
    /// What was read for a key, if it is still good.
    pub(crate) fn get(&self, key: &str, at: Moment) -> Option<T> {
        let known = self.0.lock().ok()?;
        known.get(key).filter(|seen| seen.at.holds(at)).map(|seen| seen.value.clone())
    }

    /// Remembers what was read for a key.
    pub(crate) fn put(&self, key: String, at: Moment, value: T) {
        if let Ok(mut known) = self.0.lock() {
            if known.len() >= REMEMBERED_MAX {
                known.retain(|_, seen| seen.at.holds(at));
            }
            if known.len() < REMEMBERED_MAX {
                known.insert(key, Seen { at, value });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(milliseconds: i64, confirmed: u64) -> Moment {
        Moment { now: Timestamp::from_millisecond(milliseconds).unwrap(), confirmed }
    }

    #[test]
    fn it_is_forgotten_after_a_second_or_when_anything_was_confirmed() {
        let known = Recent::default();
        known.put("a".into(), moment(1_000, 7), "Alder");
        assert_eq!(known.get("a", moment(1_999, 7)), Some("Alder"));
        assert_eq!(known.get("a", moment(2_000, 7)), None);
        assert_eq!(known.get("a", moment(1_000, 8)), None);
        assert_eq!(known.get("a", moment(999, 7)), None, "a clock that went back");
        assert_eq!(known.get("b", moment(1_000, 7)), None);
    }
}
