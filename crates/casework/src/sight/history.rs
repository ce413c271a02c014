//! Who learns that something was done: whoever sees what it changed.

use super::Ground;
use crate::act_kind::ActKind;

/// The ground that an act is told with.
pub(super) fn ground_of(act: ActKind) -> Ground {
    use ActKind::{
        AcceptJoining, AgreeAssumption, Answer, AnswerOffer, AnswerPoint, Ask, Attach, AttachFile, Certify,
        Close, Comment, Complete, CounterOffer, Decide, DeclareInterest, Escalate, Flag, Follow, GoOnWithout,
        Invite, Leave, MarkExempt, MeetMilestone, NeedNoView, NoteSilence, Open, OpenSections, Publish,
        Receive, Recommend, RecordOutcome, RecordOutturn, Reply, Return, SignOff, Supersede, TakeOutFile,
        TakeUp, WaiveMilestone, Withdraw, Write,
    };
    match act {
        Open | Publish | Withdraw | Supersede => Ground::Notice,
        Write | Attach | Complete | AttachFile | TakeOutFile | MarkExempt | OpenSections | AcceptJoining
        | AnswerPoint => Ground::WorkingText,
        Invite | Reply | CounterOffer | AnswerOffer => Ground::Replies,
        AgreeAssumption | DeclareInterest | Ask | Answer => Ground::Questions,
        Leave | SignOff | Certify | GoOnWithout | Receive | TakeUp | Escalate => Ground::SentText,
        Return => Ground::Points,
        Flag | Comment => Ground::ReviewNotes,
        Recommend => Ground::Recommendation,
        NeedNoView | RecordOutcome | NoteSilence => Ground::Outcome,
        Decide => Ground::Decisions,
        Follow | MeetMilestone | WaiveMilestone | RecordOutturn | Close => Ground::Followed,
    }
}

/// Is it part of the public version?
pub(super) fn is_public(act: ActKind) -> bool {
    matches!(
        act,
        ActKind::Open
            | ActKind::Certify
            | ActKind::NeedNoView
            | ActKind::RecordOutcome
            | ActKind::NoteSilence
            | ActKind::Decide
            | ActKind::Publish
            | ActKind::Withdraw
            | ActKind::Supersede
            | ActKind::Close
    )
}
