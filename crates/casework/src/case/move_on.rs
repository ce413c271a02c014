//! How a case goes on once everybody who is needed has acted.

use jiff::Span;
use vocabulary::{CaseTier, Date};

use super::Case;
use crate::state::State;

fn days_after(day: Date, days: i32) -> Date {
    day.saturating_add(Span::new().days(days))
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

impl Case {
    /// What is written has changed: certificates and the sign-off were for what it was before.
    pub(super) fn touch(&mut self) {
        if matches!(self.state, State::Draft | State::Returned) {
            self.stands.values_mut().for_each(|stand| stand.certified = None);
            self.certify_by = None;
            self.signed_off = None;
        }
    }

    /// The first certificate starts the others' time.
    pub(super) fn start_waiting(&mut self, on: Date) {
        let last = days_after(on, i32::from(self.setup.days.certify));
        self.certify_by.get_or_insert(last);
    }

    /// Sends the case when all certificates are there; decides it when all decisions are.
    pub(super) fn settle(&mut self, on: Date) {
        let all = |so: &dyn Fn(&crate::Stand) -> bool| {
            self.standing().count() > 0 && self.standing().all(|(_, stand)| so(stand))
        };
        match self.state {
            State::Draft | State::Returned if all(&|stand| stand.certified.is_some()) => self.send(on),
            State::Outcome if all(&|stand| stand.decided().is_some() || stand.passed_over) => {
                self.state = State::Decided;
            }
            _ => {}
        }
    }

    fn send(&mut self, on: Date) {
        self.submissions.push(self.as_written(Some(on)));
        self.certify_by = None;
        if self.setup.tier == CaseTier::Record {
            self.open_decisions(on);
            return;
        }
        self.told = self.setup.overseers.iter().map(|told| told.body.clone()).collect();
        self.told.extend(self.review.deciding.clone());
        self.state = if self.state == State::Draft { State::Sent } else { State::InReview };
        // A return doesn't start the time anew: the case is with the oversight body so many days in all.
        self.review.view_by = Some(days_after(on, self.review.days_left));
    }

    /// The case goes back; what is left of the time is kept.
    pub(super) fn go_back(&mut self, on: Date) {
        self.review.days_left = self.review.view_by.map_or(0, |last| days_between(on, last)).max(0);
        self.review.view_by = None;
        self.stands.values_mut().for_each(|stand| stand.certified = None);
        self.signed_off = None;
    }

    /// Governing bodies decide from here.
    pub(super) fn open_decisions(&mut self, on: Date) {
        self.state = State::Outcome;
        self.review.view_by = None;
        self.decide_by = Some(days_after(on, i32::from(self.setup.days.decide)));
    }

    /// The case goes on without those whose day has passed.
    pub(super) fn go_without(&mut self) {
        let deciding = self.state == State::Outcome;
        for stand in self.stands.values_mut().filter(|stand| stand.is_in()) {
            if deciding && stand.decided().is_none() {
                stand.passed_over = true;
            } else if !deciding && stand.certified.is_none() {
                stand.left = Some("its day to certify passed".to_string());
            }
        }
    }
}
