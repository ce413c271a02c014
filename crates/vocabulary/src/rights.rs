use crate::choice;

choice! {
    /// What an oversight body may do about a case.
    pub enum DecisionRight {
        /// Say what it thinks.
        Advise = "advise",
        /// Be asked to agree; the decision stays with whose it is.
        Agree = "agree",
        /// Stop it, by a power that a law gives.
        Refuse = "refuse",
    }
}

choice! {
    /// How much is asked of a change of arrangements.
    pub enum CaseTier {
        /// One page on the record; nobody reviews it.
        Record = "record",
        /// A business case: the change is significant.
        Case = "case",
    }
}
