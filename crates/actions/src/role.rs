use vocabulary::choice;

choice! {
    /// What somebody is at a body. One person may be several things at several bodies.
    pub enum Role {
        /// Reads what its body may read.
        Viewer = "viewer",
        /// Brings facts in.
        DataSteward = "data-steward",
        /// Writes cases, and asks "who else is hurt?".
        Author = "author",
        /// Answers for a case: the accountable officer.
        Certifier = "certifier",
        /// Decides.
        GoverningBody = "governing-body",
        /// Keeps the schedule of posts.
        HrLead = "hr-lead",
        /// Answers for a unit.
        UnitDirector = "unit-director",
        /// Keeps a unit's books.
        UnitFinance = "unit-finance",
        /// Reviews cases for an oversight body.
        Reviewer = "reviewer",
        /// Records an oversight body's outcome.
        ReviewLead = "review-lead",
        /// Assesses units in a checkpoint.
        Assessor = "assessor",
        /// Checks an analysis that somebody else made.
        Assurer = "assurer",
        /// Keeps accounts and roles. Decides nothing by being one.
        Administrator = "administrator",
    }
}

impl Role {
    /// Roles of an oversight body: they see the books of the units that it oversees.
    pub fn oversees(self) -> bool {
        matches!(self, Role::Reviewer | Role::ReviewLead | Role::Assessor)
    }

    /// Roles of a unit that see its own books.
    pub fn keeps_books(self) -> bool {
        matches!(self, Role::UnitDirector | Role::UnitFinance)
    }
}
