//! What people can do with Ballast. The folder [`acts`] is the list: one file an act.
//!
//! Every act goes the same way: may this actor do it ([`permission`]), load, decide, save, and write its line of
//! the audit, in one transaction. Pages, the API and the command line call acts and decide nothing. What an actor
//! may not know of isn't there for it: the answer is [`Refusal::NotFound`], whether or not the thing exists.

mod actor;
pub mod acts;
mod demonstration;
mod desk;
mod operation;
pub mod permission;
mod refusal;
mod role;
mod secret;
pub mod spend;
mod upload;

pub use actor::Actor;
pub use argon2::Params as HashingCost;
pub use demonstration::Sample;
pub use desk::Desk;
pub use operation::Operation;
pub use refusal::Refusal;
pub use role::Role;
pub use secret::Secret;
pub use store::{ApiToken, AuditLine, Held, Id, Import};
pub use upload::{FollowedAnswer, FollowedQuestion};
