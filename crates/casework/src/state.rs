use vocabulary::choice;

choice! {
    /// Where a case stands: always exactly one of these.
    pub enum State {
        /// It is being written.
        Draft = "draft",
        /// Every certifier has certified it, and it was sent.
        Sent = "sent",
        /// The oversight body looks whether a view is needed.
        Triage = "triage",
        /// It is reviewed.
        InReview = "in-review",
        /// It came back, with points bound to sections.
        Returned = "returned",
        /// The reviewer has recommended; only the oversight body knows what.
        Recommended = "recommended",
        /// The outcome is on the record, and governing bodies decide.
        Outcome = "outcome",
        /// Every governing body has decided, or let its day pass.
        Decided = "decided",
        /// The public version is out.
        Published = "published",
        /// Conditions and benefits are followed.
        Followed = "followed",
        /// All is done.
        Closed = "closed",
        /// Its commissioners took it back.
        Withdrawn = "withdrawn",
        /// Another case took its place.
        Superseded = "superseded",
    }
}

impl State {
    /// Before the end: everything from draft to followed.
    pub const LIVE: &'static [State] = &[
        State::Draft,
        State::Sent,
        State::Triage,
        State::InReview,
        State::Returned,
        State::Recommended,
        State::Outcome,
        State::Decided,
        State::Published,
        State::Followed,
    ];

    /// Is it over? Then nothing may be done any more.
    pub fn is_over(self) -> bool {
        matches!(self, State::Closed | State::Withdrawn | State::Superseded)
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            State::Draft => "Draft",
            State::Sent => "Certified and sent",
            State::Triage => "Triage",
            State::InReview => "In review",
            State::Returned => "Returned with points",
            State::Recommended => "Recommendation made",
            State::Outcome => "Outcome on record",
            State::Decided => "Decided",
            State::Published => "Published",
            State::Followed => "Followed",
            State::Closed => "Closed",
            State::Withdrawn => "Withdrawn",
            State::Superseded => "Superseded",
        }
    }
}
