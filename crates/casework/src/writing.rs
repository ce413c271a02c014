//! Sections, their versions, exhibits, and what was sent.

use std::collections::BTreeMap;

use vocabulary::{Amount, Code, Date, choice};

use crate::content::SectionId;
use crate::file::HeldFile;

choice! {
    /// How a section stands on the task list.
    pub enum Status {
        /// A section before it hasn't been begun.
        CannotStart = "Cannot start yet",
        /// Nothing is written.
        NotStarted = "Not yet started",
        /// Something is written.
        InProgress = "In progress",
        /// Its author says that it is done.
        Completed = "Completed",
        /// It came back with a point that isn't answered yet.
        Returned = "Returned",
    }
}

/// A version of a section's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The text, paragraphs apart by a blank line.
    pub text: String,
    /// Who wrote it.
    pub person: String,
    /// When.
    pub on: Date,
}

/// A section as it is worked on. No version is ever lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Every version, the newest last.
    pub versions: Vec<Version>,
    /// Its author says that it is done.
    pub complete: bool,
}

impl Section {
    /// The newest text; empty if nothing is written.
    pub fn text(&self) -> &str {
        self.versions.last().map_or("", |version| version.text.as_str())
    }

    /// How many words the newest text has.
    pub fn words(&self) -> usize {
        self.text().split_whitespace().count()
    }
}

/// A frozen result, bound to a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exhibit {
    /// Its hash.
    pub hash: Code,
    /// Title for people; an exhibit of the same title takes the place of the one before.
    pub title: String,
    /// The section that rests on it.
    pub section: SectionId,
    /// Bodies whose money it moves: each is to be invited.
    pub affected: Vec<Code>,
    /// What its figures rest on when it was attached, in sentences: how much of it is assumed, and what units have signed. It goes
    /// wherever one of its figures goes.
    pub basis: Vec<String>,
    /// Its figures, by which a resubmission is compared.
    pub figures: Vec<ExhibitFigure>,
}

/// A figure of an exhibit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExhibitFigure {
    /// Names it, across exhibits.
    pub id: Code,
    /// Title for people.
    pub title: String,
    /// Whose line it stands in; `None` for a figure of the whole.
    pub body: Option<Code>,
    /// The amount, as far as the case's commissioners are told it; over what time its title says.
    pub amount: Amount,
}

/// What is left out of the public version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExemptPart {
    /// A section.
    Section(SectionId),
    /// A figure, by its id, in whatever exhibit.
    Figure(Code),
    /// What a body replied.
    Reply(Code),
    /// A file, by its hash.
    File(Code),
}

/// A part left out, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exempt {
    /// What is left out.
    pub part: ExemptPart,
    /// Why that is lawful.
    pub reason: String,
}

/// What was sent on a day. It never changes afterwards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Submission {
    /// The day; `None` only before the first.
    pub on: Option<Date>,
    /// Texts by section.
    pub texts: BTreeMap<SectionId, String>,
    /// Exhibits.
    pub exhibits: Vec<Exhibit>,
    /// Files.
    pub files: Vec<HeldFile>,
}
