use vocabulary::{Code, choice};

choice! {
    /// What somebody is at a body: the words are those of the roles that accounts hold.
    pub enum Office {
        /// Reads what its body may read.
        Viewer = "viewer",
        /// Brings facts in.
        DataSteward = "data-steward",
        /// Writes the case.
        Author = "author",
        /// The accountable officer, who certifies it.
        Certifier = "certifier",
        /// Decides.
        GoverningBody = "governing-body",
        /// Writes the section on staff.
        HrLead = "hr-lead",
        /// Answers for a unit.
        UnitDirector = "unit-director",
        /// Keeps a unit's books.
        UnitFinance = "unit-finance",
        /// Reviews for an oversight body.
        Reviewer = "reviewer",
        /// Records an oversight body's outcome.
        ReviewLead = "review-lead",
        /// Assesses units: has nothing to do in a case.
        Assessor = "assessor",
        /// Checks the analysis that somebody else made.
        Assurer = "assurer",
        /// Keeps accounts. Decides nothing, and sees nothing, by being one.
        Administrator = "administrator",
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
