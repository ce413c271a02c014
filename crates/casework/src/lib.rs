//! The case: from draft to decision to proof. A case is a fold over the acts that were done to it; what may be done is
//! one table ([`RULES`]), and what is seen another ([`sees`]). Days are handed in: nothing here has a clock.

mod act;
mod act_kind;
mod case;
mod changes;
mod consultation;
mod content;
mod deciding;
mod file;
mod follow;
mod guard;
mod page;
mod refused;
mod rests;
mod review;
mod setup;
mod sight;
mod state;
mod table;
mod turn;
mod who;
mod writing;

pub use act::Act;
pub use act_kind::ActKind;
pub use case::{Case, Event};
pub use changes::{Change, FigureChange, Paragraph, SectionChange, changes, file_changes};
pub use consultation::{
    Answered, Invitation, Offer, OfferAnswer, OfferAnswered, OfferGap, OfferGapKind, Reply, ReplyKind,
};
pub use content::{Heading, LAYOUTS, Layout, LayoutRow, Part, SECTIONS, SectionId, SectionKind, sections_of};
pub use deciding::{Choice, Decision, Stand};
pub use file::{EvidenceFile, FILE_BYTES_MAX, FILES_BYTES_MAX, FileKind, HeldFile};
pub use follow::{Benefit, Milestone};
pub use guard::{APART, Guard, Hand};
pub use page::printed;
pub use refused::Refused;
pub use rests::RestsOn;
pub use review::{Condition, Note, NoteKind, Outcome, Point, Review, Verdict};
pub use setup::{Days, Overseer, Rights, Setup};
pub use sight::{Ground, Party, SIGHT, Seen, SeenSection, Shown, Source, Step, View, sees};
pub use state::State;
pub use table::{By, RULES, Rule, Side, To, rule_of};
pub use turn::Turn;
pub use who::{Office, Who};
pub use writing::{Exempt, ExemptPart, Exhibit, ExhibitFigure, Section, Status, Submission, Version};
