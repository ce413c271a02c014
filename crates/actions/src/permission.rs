//! Who may do what: a table of every operation and every role. It is data, and it is the only place where this is
//! decided. `tests/permissions/permissions.csv` is the same as people wrote it down; the tests compare the two.

use crate::Role;
use crate::Role::{
    Administrator, Assessor, Assurer, Author, Certifier, DataSteward, GoverningBody, HrLead, ReviewLead,
    Reviewer, UnitDirector, UnitFinance,
};
use crate::actor::Actor;
use crate::operation::Operation;
use crate::refusal::Refusal;
use vocabulary::Code;

/// Whom an operation is open to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// Anybody, signed in or not.
    Everybody,
    /// Anybody who is signed in.
    SignedIn,
    /// Who holds one of these roles at the body that it is about.
    AtBody(&'static [Role]),
    /// Who holds one of these roles at any body.
    Anywhere(&'static [Role]),
}

/// Who asks "who else is hurt?" for a body, about any unit: whoever has to weigh or check a move.
const ASKS: &[Role] = &[Author, Certifier, HrLead, UnitDirector, UnitFinance, Reviewer, ReviewLead, Assurer];
/// Who sees what a body asks: everybody there but the administrator, who is nothing by being one.
const SEES: &[Role] = &[
    Role::Viewer,
    DataSteward,
    Author,
    Certifier,
    GoverningBody,
    HrLead,
    UnitDirector,
    UnitFinance,
    Reviewer,
    ReviewLead,
    Assessor,
    Assurer,
];

/// The table.
pub const fn open_to(operation: Operation) -> Open {
    match operation {
        // Who has a receipt's hash has it from who made the entry; heads are made to be given away; a published case is
        // everybody's, and so is a published outcome of a round.
        Operation::SignIn
        | Operation::SeeReceipt
        | Operation::SeeHeads
        | Operation::SeeCase
        | Operation::SeeRound => Open::Everybody,
        Operation::SignOut
        | Operation::SeeMarket
        | Operation::SeeRegister
        | Operation::ChangePassword
        | Operation::MakeToken
        | Operation::RevokeToken
        | Operation::SeeTokens
        | Operation::SeeCases => Open::SignedIn,
        Operation::SeeAccounts | Operation::AddPerson | Operation::SetPassword | Operation::ClosePerson => {
            Open::Anywhere(&[Administrator])
        }
        Operation::GiveRole | Operation::EndRole | Operation::DownloadRecord => {
            Open::Anywhere(&[Administrator])
        }
        Operation::UploadRegister
        | Operation::ChangeUpload
        | Operation::ConfirmImport
        | Operation::UndoImport
        | Operation::DownloadRegister => Open::AtBody(&[DataSteward]),
        Operation::SeeAudit => Open::AtBody(&[DataSteward, UnitDirector, ReviewLead, Administrator]),
        Operation::WriteQuestion | Operation::Ask | Operation::AnswerNow | Operation::StopAnswer => {
            Open::AtBody(ASKS)
        }
        Operation::SeeQuestion | Operation::SeeAnswer | Operation::SeeAppraisal => Open::AtBody(SEES),
        Operation::ShareAnswer => Open::AtBody(&[Author, Certifier, UnitDirector, ReviewLead]),
        Operation::WriteAppraisal => Open::AtBody(&[Author]),
        Operation::KeepPosts => Open::AtBody(&[HrLead]),
        Operation::LockWeights => Open::AtBody(&[Author, Certifier]),
        Operation::Appraise => Open::AtBody(&[Author, Certifier, HrLead]),
        Operation::SeeStanding | Operation::SeeCountry | Operation::SeeJoint => in_oversight(operation),
        Operation::SignAssumptions | Operation::CorrectAssumption => Open::AtBody(&[UnitDirector]),
        Operation::SeeCorrections | Operation::AnswerCorrections => Open::AtBody(&[DataSteward]),
        // What is done to a case, in which state and by which side, is the table of `casework`; who may act at all is said here.
        Operation::OpenCase => Open::AtBody(&[Author]),
        Operation::WriteCase => Open::AtBody(&[Author, HrLead]),
        Operation::CertifyCase => Open::AtBody(&[Certifier]),
        Operation::SignOffCase => Open::AtBody(&[Assurer]),
        Operation::DecideCase => Open::AtBody(&[GoverningBody]),
        Operation::ReplyToCase => Open::AtBody(&[Author, Certifier, UnitDirector, UnitFinance]),
        Operation::ReviewCase => Open::AtBody(&[Reviewer, ReviewLead]),
        Operation::OpenRound
        | Operation::LeadRound
        | Operation::AnswerRound
        | Operation::CertifyAnswers
        | Operation::SpeakInRound
        | Operation::RateUnit => in_round(operation),
    }
}

/// The rows of what ranks units, or tells of several bodies at once: which units and cases somebody sees there is asked of each.
const fn in_oversight(operation: Operation) -> Open {
    match operation {
        // At a unit, or at a body that oversees it: which of the two is asked of the register.
        Operation::SeeStanding => {
            Open::Anywhere(&[UnitDirector, UnitFinance, Reviewer, ReviewLead, Assessor])
        }
        Operation::SeeCountry => Open::Anywhere(&[Reviewer, ReviewLead, Assessor]),
        // What cases do together: who reviews them.
        _ => Open::Anywhere(&[Reviewer, ReviewLead]),
    }
}

/// The rows of rounds. As of cases: what is done in which state is the table of `assurance`.
const fn in_round(operation: Operation) -> Open {
    match operation {
        Operation::AnswerRound => Open::AtBody(&[UnitDirector, UnitFinance]),
        Operation::CertifyAnswers => Open::AtBody(&[Certifier, UnitDirector]),
        Operation::SpeakInRound => Open::AtBody(&[Author, Certifier]),
        Operation::RateUnit => Open::AtBody(&[Assessor]),
        // To open one, and to lead it.
        _ => Open::AtBody(&[ReviewLead]),
    }
}

/// May this role, held at the body that an operation is about, do it?
pub fn role_may(operation: Operation, role: Option<Role>) -> bool {
    match (open_to(operation), role) {
        (Open::Everybody, _) | (Open::SignedIn, Some(_)) => true,
        (Open::AtBody(roles) | Open::Anywhere(roles), Some(role)) => roles.contains(&role),
        (_, None) => false,
    }
}

/// Refuses an actor who may not do an operation about a body. `about` is none for what is about no body.
///
/// Errors: `SignInFirst` when somebody who is signed in might; else `Forbidden`.
pub fn allow(actor: &Actor, operation: Operation, about: Option<&Code>) -> Result<(), Refusal> {
    let holds = |roles: &[Role], at: Option<&Code>| {
        actor.roles.iter().any(|(body, role)| roles.contains(role) && at.is_none_or(|at| at == body))
    };
    let may = match open_to(operation) {
        Open::Everybody => true,
        Open::SignedIn => actor.person.is_some(),
        Open::Anywhere(roles) => holds(roles, None),
        Open::AtBody(roles) => about.is_some_and(|body| holds(roles, Some(body))),
    };
    // A token can do less than its owner, never more.
    let in_scope = actor.scope.as_ref().is_none_or(|scope| scope.contains(&operation));
    match (may && in_scope, actor.person.is_some()) {
        (true, _) => Ok(()),
        (false, true) => Err(Refusal::Forbidden),
        (false, false) => Err(Refusal::SignInFirst),
    }
}
