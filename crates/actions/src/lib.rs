//! What people can do with Ballast. The folder [`acts`] is the list: one file an act.
//!
//! Every act goes the same way: may this actor do it ([`permission`]), load, decide, save, and write its line of
//! the audit, in one transaction. Pages, the API and the command line call acts and decide nothing. What an actor
//! may not know of isn't there for it: the answer is [`Refusal::NotFound`], whether or not the thing exists.

mod actor;
pub mod acts;
mod answered;
mod asked;
mod attached;
mod bounds;
mod cases;
mod country;
mod demonstration;
mod desk;
mod files;
pub mod mail;
mod operation;
pub mod permission;
mod question;
mod recent;
mod recorded;
mod refusal;
mod remembered;
mod rounds;
mod sealer;
mod secret;
mod sight;
mod signatures;
pub mod spend;
mod upload;
mod weighed;
mod weighing;
mod worker;

pub use actor::Actor;
pub use answered::{Answered, Shown};
pub use argon2::Params as HashingCost;
pub use cases::{LeftOut, SeenCase};
pub use casework::Office as Role;
pub use country::{Overdue, SeenCountry};
pub use demonstration::Sample;
pub use desk::Desk;
pub use exchange::LookedAt;
pub use files::AnswerFile;
pub use operation::Operation;
pub use question::Question;
pub use record::{Entry as RecordEntry, Receipt as RecordReceipt};
pub use refusal::Refusal;
pub use rounds::{NewRound, OpeningUnit, PlannedRound, SeenRound, SeenUnit};
pub use sealer::keep_sealed;
pub use secret::Secret;
pub use sight::{Sight, oversees, sight_of, units_of, units_weighed};
pub use signatures::{Figure, FigureState, KnownFigure, SeenFigure, SignedCount, Subject};
pub use store::{
    ApiToken, AuditLine, Claim, Held, Id, Import, KeptHead, KeptResponse, RunState, Signature, StoredResult,
    content_hash,
};
pub use upload::{FollowedAnswer, FollowedQuestion};
pub use weighing::Weighing;
pub use worker::{work, work_once};
