use vocabulary::choice;

choice! {
    /// Where the assessment of a unit stands: always exactly one of these.
    pub enum State {
        /// The unit answers.
        Answering = "answering",
        /// The unit has certified its answers; two assessors rate, neither knowing of the other.
        Assessing = "assessing",
        /// Both have rated, and differ.
        Moderating = "moderating",
        /// Every domain has its one rating.
        Rated = "rated",
        /// The outcome is on the record.
        Outcome = "outcome",
        /// The outcome is public.
        Published = "published",
        /// A plan binds the unit.
        Bound = "bound",
        /// All is done; the next round opens with the answers of this one.
        Closed = "closed",
        /// The oversight body gave it up.
        Abandoned = "abandoned",
    }
}

impl State {
    /// Before the end.
    pub const LIVE: &'static [State] = &[
        State::Answering,
        State::Assessing,
        State::Moderating,
        State::Rated,
        State::Outcome,
        State::Published,
        State::Bound,
    ];

    /// Is it over? Then nothing may be done any more.
    pub fn is_over(self) -> bool {
        matches!(self, State::Closed | State::Abandoned)
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            State::Answering => "The unit answers",
            State::Assessing => "Certified, and being assessed",
            State::Moderating => "Differences are settled",
            State::Rated => "Rated",
            State::Outcome => "Outcome on record",
            State::Published => "Published",
            State::Bound => "A plan binds the unit",
            State::Closed => "Closed",
            State::Abandoned => "Given up",
        }
    }
}
