//! What acts are called on pages, and what each asks before it is done.

use casework::{ActKind, Choice, OfferAnswer, Party, ReplyKind, State, Verdict};
use vocabulary::Date;

use crate::components::Tag;

/// What an act is called: as the words of a link, a heading and a button.
pub(crate) fn title(act: ActKind) -> &'static str {
    match act {
        ActKind::Open => "Open a case",
        ActKind::Write => "Write a section",
        ActKind::Attach => "Attach an exhibit",
        ActKind::Complete => "Mark a section as done",
        ActKind::AttachFile => "Attach a file",
        ActKind::TakeOutFile => "Take a file out",
        ActKind::MarkExempt => "Leave something out of the public version",
        ActKind::OpenSections => "Show draft sections to the oversight body",
        ActKind::AgreeAssumption => "Agree an assumption",
        ActKind::Invite => "Ask an affected body",
        ActKind::Reply => "Reply",
        ActKind::CounterOffer => "Make an offer instead",
        ActKind::AnswerOffer => "Answer the unit’s offer",
        ActKind::AcceptJoining => "Take in a body that asked to join",
        ActKind::Leave => "Leave this case",
        ActKind::SignOff => "Sign the analysis off",
        ActKind::Certify => "Confirm and send",
        ActKind::GoOnWithout => "Go on without the others",
        ActKind::Receive => "Confirm that it has arrived",
        ActKind::NeedNoView => "Say that no view is needed",
        ActKind::TakeUp => "Take it up for review",
        ActKind::DeclareInterest => "Declare your own gain or loss",
        ActKind::Ask => "Ask a question",
        ActKind::Answer => "Answer a question",
        ActKind::Flag => "Flag something for other reviewers",
        ActKind::Comment => "Comment",
        ActKind::Escalate => "Escalate to the national body",
        ActKind::Return => "Return with points",
        ActKind::AnswerPoint => "Answer a point",
        ActKind::Recommend => "Recommend an outcome",
        ActKind::RecordOutcome => "Record the outcome",
        ActKind::NoteSilence => "Record that no view was given",
        ActKind::Decide => "Record the decision",
        ActKind::Publish => "Publish",
        ActKind::Follow => "Begin to follow conditions and benefits",
        ActKind::MeetMilestone => "Show that a milestone is met",
        ActKind::WaiveMilestone => "Let a milestone go",
        ActKind::RecordOutturn => "Record what came of a benefit",
        ActKind::Close => "Close the case",
        ActKind::Withdraw => "Withdraw the case",
        ActKind::Supersede => "Name the case that takes its place",
    }
}

/// What an act did, as history tells it.
pub(super) fn done(act: ActKind) -> &'static str {
    match act {
        ActKind::Open => "opened the case",
        ActKind::Write => "wrote a section",
        ActKind::Attach => "attached an exhibit",
        ActKind::Complete => "marked a section as done",
        ActKind::AttachFile => "attached a file",
        ActKind::TakeOutFile => "took a file out",
        ActKind::MarkExempt => "left something out of the public version",
        ActKind::OpenSections => "showed draft sections to the oversight body",
        ActKind::AgreeAssumption => "agreed an assumption",
        ActKind::Invite => "asked an affected body",
        ActKind::Reply => "replied",
        ActKind::CounterOffer => "made an offer",
        ActKind::AnswerOffer => "answered an offer",
        ActKind::AcceptJoining => "took in a body that asked to join",
        ActKind::Leave => "left the case",
        ActKind::SignOff => "signed the analysis off",
        ActKind::Certify => "certified what was written",
        ActKind::GoOnWithout => "went on without those whose day had passed",
        ActKind::Receive => "confirmed that the case had arrived",
        ActKind::NeedNoView => "said that no view is needed",
        ActKind::TakeUp => "took the case up for review",
        ActKind::DeclareInterest => "declared its own gain or loss",
        ActKind::Ask => "asked a question",
        ActKind::Answer => "answered a question",
        ActKind::Flag => "flagged something",
        ActKind::Comment => "commented",
        ActKind::Escalate => "escalated the case",
        ActKind::Return => "returned the case with points",
        ActKind::AnswerPoint => "answered a point",
        ActKind::Recommend => "recommended an outcome",
        ActKind::RecordOutcome => "recorded the outcome",
        ActKind::NoteSilence => "recorded that no view was given",
        ActKind::Decide => "decided",
        ActKind::Publish => "published the case",
        ActKind::Follow => "began to follow conditions and benefits",
        ActKind::MeetMilestone => "showed that a milestone is met",
        ActKind::WaiveMilestone => "let a milestone go",
        ActKind::RecordOutturn => "recorded what came of a benefit",
        ActKind::Close => "closed the case",
        ActKind::Withdraw => "withdrew the case",
        ActKind::Supersede => "named another case in its place",
    }
}

/// What somebody should know before they do it.
pub(super) fn before(act: ActKind) -> &'static str {
    match act {
        ActKind::Certify => {
            "You certify what is written now, as accountable officer. When every commissioner of the case has, it is sent, and every oversight body of those affected is told. What is changed afterwards has to be certified again."
        }
        ActKind::Complete => "The section can still be changed; it is then no longer done.",
        ActKind::Invite => {
            "It sees the title of the case, its own line and its own reply, and nothing else. No reply by the day is shown as “no reply”, never as consent."
        }
        ActKind::Reply => "Everybody who reads the case reads your reply.",
        ActKind::CounterOffer => {
            "Your offer stands in the case until the day you name. Each commissioner of the case answers it on the record; you see the answer."
        }
        ActKind::AnswerOffer => {
            "The unit, and everybody who sees its offer, sees your answer. No figure changes by it: if you take the offer up, change the case or withdraw it yourself."
        }
        ActKind::Leave => "The case goes on without you. What you certified no longer counts.",
        ActKind::GoOnWithout => {
            "The day for the others has passed. They are shown as not having acted, never as agreeing."
        }
        ActKind::NeedNoView => "The governing bodies then decide without a review.",
        ActKind::Return => {
            "The clock of the review stands still while the case is away. Each point is shown in the very task to redo."
        }
        ActKind::Recommend => {
            "Nobody but the reviewers of your body sees a recommendation, before or after the outcome."
        }
        ActKind::RecordOutcome => {
            "From now on the commissioners see it, with its reason. The decision stays with their governing bodies."
        }
        ActKind::NoteSilence => {
            "The day for a view has passed. This is recorded as “no view given”, and stops nothing."
        }
        ActKind::Decide => {
            "A governing body may go ahead without agreement; its reasons are then on the record."
        }
        ActKind::Publish => {
            "Everybody reads the public version: what was sent, without what is marked as exempt, the outcome and the decisions."
        }
        ActKind::Withdraw | ActKind::Supersede => "The case ends here. Who has seen it has seen it.",
        ActKind::Escalate => "The national body gives the outcome instead. The days don’t begin anew.",
        ActKind::MarkExempt => "It is left out of the public version only. Say by what right.",
        ActKind::OpenSections => {
            "The oversight body reads these sections while you write, and can agree assumptions."
        }
        _ => "",
    }
}

/// The state of a case in a tag.
pub(super) fn state_tag(state: State) -> Tag {
    let colour = match state {
        State::Draft => "grey",
        State::Returned => "orange",
        State::Sent | State::Triage | State::InReview | State::Recommended => "blue",
        State::Outcome | State::Decided => "purple",
        State::Published | State::Followed | State::Closed => "green",
        State::Withdrawn | State::Superseded => "red",
    };
    Tag::coloured(state.title(), colour)
}

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agreed => "Agreed",
        Verdict::WithConditions => "Agreed with conditions",
        Verdict::NotAgreed => "Not agreed",
        Verdict::NotNeeded => "No view needed",
        Verdict::NotGiven => "No view given",
    }
}

pub(super) fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Proceed => "Proceed",
        Choice::WithChanges => "Proceed with changes",
        Choice::Stay => "Stay as it is",
        Choice::Defer => "Decide later",
    }
}

pub(super) fn offer_answer(answer: OfferAnswer) -> &'static str {
    match answer {
        OfferAnswer::TakenUp => "We take it up",
        OfferAnswer::Declined => "We decline it",
        OfferAnswer::StillConsidered => "We are still considering it",
    }
}

/// How an answer is told in a tag.
pub(super) fn answer_tag(answer: OfferAnswer) -> Tag {
    match answer {
        OfferAnswer::TakenUp => Tag::coloured("Taken up", "green"),
        OfferAnswer::Declined => Tag::coloured("Declined", "grey"),
        OfferAnswer::StillConsidered => Tag::coloured("Still considered", "blue"),
    }
}

pub(super) fn reply(kind: ReplyKind) -> &'static str {
    match kind {
        ReplyKind::Corrects => "A figure about us is wrong",
        ReplyKind::Intends => "This is what we intend",
        ReplyKind::AsksToJoin => "We ask to join the case",
        ReplyKind::Comments => "We have something to say",
    }
}

/// As whom somebody looks at the case, in a sentence.
pub(super) fn looks(party: Party) -> &'static str {
    match party {
        Party::Ours => "You see it as a commissioner of the case.",
        Party::Neighbour => {
            "Your body was asked about it. You see your own line and your own reply, and the case once it is published."
        }
        Party::Unit => {
            "Your unit was asked about it. You see your own line and your own reply, and the case once it is published."
        }
        Party::Deciding => "You see it for the oversight body that gives the outcome.",
        Party::Told => "You see it for an oversight body that was told, and may comment.",
        Party::Other | Party::Public | Party::Administrator => "This is its public version.",
    }
}

/// A day as people read it.
pub(super) fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}
