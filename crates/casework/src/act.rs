use vocabulary::{Code, Date, Pence};

use crate::act_kind::ActKind;
use crate::consultation::{OfferAnswer, ReplyKind};
use crate::content::SectionId;
use crate::deciding::Choice;
use crate::file::EvidenceFile;
use crate::follow::Benefit;
use crate::review::{Condition, Verdict};
use crate::setup::Setup;
use crate::writing::{ExemptPart, Exhibit};

macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident $({ $($(#[$field_doc:meta])* $field:ident: $type:ty,)+ })?,)+) => {
        /// What is done to a case, with all that it says.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Act {
            $($(#[$doc])* $name $({ $($(#[$field_doc])* $field: $type,)+ })?,)+
        }

        impl Act {
            /// Which act it is.
            pub fn kind(&self) -> ActKind {
                match self { $(Act::$name { .. } => ActKind::$name,)+ }
            }
        }
    };
}

acts! {
    /// Begins a case.
    Open {
        /// What it begins with.
        setup: Box<Setup>,
    },
    /// A new version of a section.
    Write {
        /// The section.
        section: SectionId,
        /// Its text.
        text: String,
    },
    /// A frozen result; takes the place of one of the same title.
    Attach {
        /// The result.
        exhibit: Box<Exhibit>,
    },
    /// A section is done.
    Complete {
        /// The section.
        section: SectionId,
    },
    /// A file as evidence.
    AttachFile {
        /// The file.
        file: Box<EvidenceFile>,
    },
    /// A file is taken out; its bytes go, and what was said of it stays.
    TakeOutFile {
        /// Its hash.
        hash: Code,
    },
    /// Something is left out of the public version.
    MarkExempt {
        /// What.
        part: ExemptPart,
        /// Why.
        text: String,
    },
    /// Draft sections are shown to the oversight body.
    OpenSections {
        /// Which.
        sections: Vec<SectionId>,
    },
    /// An assumption is agreed.
    AgreeAssumption {
        /// The section that it stands in.
        section: SectionId,
        /// What is agreed.
        text: String,
    },
    /// An affected body is asked.
    Invite {
        /// The body.
        body: Code,
        /// The last day for a reply that is waited for.
        reply_by: Date,
    },
    /// A reply.
    Reply {
        /// What it does.
        kind: ReplyKind,
        /// What it says.
        text: String,
        /// What only a unit and the oversight body read; empty for everybody else.
        private: String,
    },
    /// An offer instead.
    CounterOffer {
        /// What is offered.
        text: String,
        /// The price, pence a year.
        annual_pence: Pence,
        /// The last day on which it stands.
        until: Date,
    },
    /// An offer is answered.
    AnswerOffer {
        /// The offer, counted from 0 among all offers.
        offer: usize,
        /// What becomes of it.
        answer: OfferAnswer,
        /// The reasons; of one that is taken up, what follows.
        text: String,
    },
    /// A body that asked to join is taken in.
    AcceptJoining {
        /// The body.
        body: Code,
    },
    /// The commissioner leaves a joint case.
    Leave {
        /// Why.
        text: String,
    },
    /// The analysis is signed off.
    SignOff {
        /// What the analysis may be used for, and what not.
        text: String,
    },
    /// The commissioner's certifier certifies what is written now.
    Certify,
    /// The case goes on without those whose day has passed.
    GoOnWithout,
    /// The oversight body has it.
    Receive,
    /// No view is needed.
    NeedNoView {
        /// Why.
        text: String,
    },
    /// It is reviewed.
    TakeUp,
    /// What the own body gains or loses.
    DeclareInterest {
        /// In words and pounds.
        text: String,
    },
    /// A question.
    Ask {
        /// The section that it is about.
        section: SectionId,
        /// The question.
        text: String,
    },
    /// An answer.
    Answer {
        /// The question, counted from 0 among the questions.
        note: usize,
        /// The answer.
        text: String,
    },
    /// A mark for other reviewers.
    Flag {
        /// The section that it is about.
        section: SectionId,
        /// What is marked.
        text: String,
    },
    /// A comment of any oversight body that was told.
    Comment {
        /// What it says.
        text: String,
    },
    /// The national body gives the outcome.
    Escalate {
        /// Why.
        text: String,
    },
    /// The case goes back.
    Return {
        /// What is to be put right, by section.
        points: Vec<(SectionId, String)>,
    },
    /// A point is answered.
    AnswerPoint {
        /// The point, counted from 0 over every return.
        point: usize,
        /// How.
        text: String,
    },
    /// A recommendation.
    Recommend {
        /// The verdict.
        verdict: Verdict,
        /// Why.
        text: String,
    },
    /// The outcome.
    RecordOutcome {
        /// The verdict.
        verdict: Verdict,
        /// Why.
        text: String,
        /// What it asks for.
        conditions: Vec<Condition>,
    },
    /// No view was given in time.
    NoteSilence,
    /// A governing body decides.
    Decide {
        /// What.
        choice: Choice,
        /// Why.
        text: String,
        /// The changes, if it goes ahead with some.
        changes: String,
    },
    /// The public version is out.
    Publish,
    /// Conditions become milestones, and benefits are named.
    Follow {
        /// What was promised.
        benefits: Vec<Benefit>,
    },
    /// A milestone is met.
    MeetMilestone {
        /// Which, counted from 0.
        milestone: usize,
        /// What shows it.
        text: String,
    },
    /// A milestone is let go.
    WaiveMilestone {
        /// Which, counted from 0.
        milestone: usize,
        /// Why.
        text: String,
    },
    /// What came of a benefit.
    RecordOutturn {
        /// Which, counted from 0.
        benefit: usize,
        /// The amount, pence over the same time as the forecast.
        pence: Pence,
    },
    /// All is done.
    Close,
    /// The case is taken back.
    Withdraw {
        /// Why.
        text: String,
    },
    /// Another case takes its place.
    Supersede {
        /// Its reference.
        by: Code,
        /// Why.
        text: String,
    },
}

impl Act {
    /// The words that the act has to carry, where it has to carry some: text, question, reason.
    pub fn words(&self) -> Option<&str> {
        use Act::*;
        match self {
            Write { text, .. }
            | MarkExempt { text, .. }
            | AgreeAssumption { text, .. }
            | Reply { text, .. } => Some(text),
            CounterOffer { text, .. } | AnswerOffer { text, .. } | Leave { text } | SignOff { text } => {
                Some(text)
            }
            NeedNoView { text } => Some(text),
            AttachFile { file } => Some(&file.title),
            DeclareInterest { text } | Ask { text, .. } | Answer { text, .. } | Flag { text, .. } => {
                Some(text)
            }
            Comment { text } | Escalate { text } | AnswerPoint { text, .. } | Recommend { text, .. } => {
                Some(text)
            }
            RecordOutcome { text, .. } | Decide { text, .. } | MeetMilestone { text, .. } => Some(text),
            WaiveMilestone { text, .. } | Withdraw { text } | Supersede { text, .. } => Some(text),
            Open { .. } | Attach { .. } | Complete { .. } | OpenSections { .. } | Invite { .. } => None,
            TakeOutFile { .. } => None,
            AcceptJoining { .. } | Certify | GoOnWithout | Receive | TakeUp | Return { .. } | NoteSilence => {
                None
            }
            Publish | Follow { .. } | RecordOutturn { .. } | Close => None,
        }
    }
}
