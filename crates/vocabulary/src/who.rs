use crate::{Code, choice};

choice! {
    /// What somebody is at a body. One person may be several things at several bodies.
    pub enum Office {
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

impl Office {
    /// Roles of an oversight body: they see the books of the units that it oversees.
    pub fn oversees(self) -> bool {
        matches!(self, Office::Reviewer | Office::ReviewLead | Office::Assessor)
    }

    /// Roles of a unit that see its own books.
    pub fn keeps_books(self) -> bool {
        matches!(self, Office::UnitDirector | Office::UnitFinance)
    }
}

/// Somebody, in one role at one body.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who {
    /// Names the person: an id of an account, never a name.
    pub person: String,
    /// The body it acts for.
    pub body: Code,
    /// What it is there.
    pub office: Office,
}

impl Who {
    /// Somebody, in one role at one body.
    pub fn new(person: &str, body: &str, office: Office) -> Who {
        Who { person: person.to_string(), body: Code::new(body), office }
    }
}
