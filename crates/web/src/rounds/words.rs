//! What acts and states of a round are called on pages.

use assurance::{ActKind, Known, Party, Standing, State, Told, Verdict};
use exchange::document::{Block, Inline};
use vocabulary::Date;

use crate::Html;
use crate::components::Tag;
use crate::site::plain::{list, paragraph};

/// What an act is called: as the words of a link, a heading and a button.
pub(super) fn title(act: ActKind) -> &'static str {
    match act {
        ActKind::Open => "Open a round",
        ActKind::Answer => "Answer the questions",
        ActKind::Keep => "Keep the last answer",
        ActKind::RateSelf => "Rate your unit yourself",
        ActKind::StatePlan => "State the plan: income and cost",
        ActKind::Certify => "Certify the answers",
        ActKind::Intend => "Say what you intend to spend",
        ActKind::Respond => "Answer the survey",
        ActKind::Rate => "Rate the unit",
        ActKind::Moderate => "Settle where the assessors differ",
        ActKind::RecordOutcome => "Record the outcome",
        ActKind::Publish => "Publish the outcome",
        ActKind::BindPlan => "Bind the unit to a plan",
        ActKind::MeetMilestone => "Show that a milestone is met",
        ActKind::MissMilestone => "Record that a milestone was missed",
        ActKind::Close => "Close the round for this unit",
        ActKind::Abandon => "Give it up",
    }
}

/// What an act did, as history tells it.
pub(super) fn done(act: ActKind) -> &'static str {
    match act {
        ActKind::Open => "opened the round",
        ActKind::Answer => "answered a question",
        ActKind::Keep => "kept an answer of the last round",
        ActKind::RateSelf => "rated itself in a domain",
        ActKind::StatePlan => "stated its plan",
        ActKind::Certify => "certified its answers",
        ActKind::Intend => "said what it intends to spend",
        ActKind::Respond => "answered the survey",
        ActKind::Rate => "rated the unit",
        ActKind::Moderate => "settled where the assessors differed",
        ActKind::RecordOutcome => "put the outcome on record",
        ActKind::Publish => "published the outcome",
        ActKind::BindPlan => "bound the unit to a plan",
        ActKind::MeetMilestone => "showed that a milestone is met",
        ActKind::MissMilestone => "recorded that a milestone was missed",
        ActKind::Close => "closed the round for this unit",
        ActKind::Abandon => "gave it up",
    }
}

/// What should be known before an act is done; blank where nothing has to be.
pub(super) fn before(act: ActKind) -> &'static str {
    match act {
        ActKind::Certify => {
            "You confirm that the answers, the ratings and the plan are those of your unit. After that the unit can’t change them. \
             Who answered can’t certify."
        }
        ActKind::Rate => {
            "You rate by yourself: nobody learns what you found, or that you have rated, before another assessor has rated as well. It \
             can’t be changed."
        }
        ActKind::Publish => {
            "The outcome, and the rating of each domain with its reason, are then everybody’s."
        }
        ActKind::Close => "After that nothing can be done any more. The next round opens with these answers.",
        ActKind::Abandon => "After that nothing can be done any more.",
        ActKind::Respond => {
            "The unit is never told what you said: once the outcome is on record it is told what its customers said together, and \
             no small number. The assessors read each answer with its sender."
        }
        _ => "",
    }
}

/// Where an assessment stands, coloured.
pub(super) fn state_tag(state: State) -> Tag {
    let colour = match state {
        State::Answering => "blue",
        State::Assessing | State::Moderating => "purple",
        State::Rated | State::Outcome => "yellow",
        State::Published | State::Bound => "green",
        State::Closed | State::Abandoned => "grey",
    };
    Tag::coloured(state.title(), colour)
}

/// How a milestone stands, coloured.
pub(super) fn standing_tag(standing: Standing) -> Tag {
    let (text, colour) = match standing {
        Standing::Due => ("Due", "blue"),
        Standing::Overdue => ("Overdue", "red"),
        Standing::Met => ("Met", "green"),
        Standing::MetLate => ("Met late", "yellow"),
        Standing::Missed => ("Missed", "red"),
    };
    Tag::coloured(text, colour)
}

/// How a line of the plan stands to what the customer says, coloured.
pub(super) fn verdict_tag(verdict: Verdict) -> Tag {
    let (text, colour) = match verdict {
        Verdict::Matched => ("Matched", "green"),
        Verdict::UnitHigher => ("Unit higher", "red"),
        Verdict::UnitLower => ("Unit lower", "yellow"),
        Verdict::NotStated => ("No intention stated", "grey"),
        Verdict::NotPlanned => ("Not in the plan", "orange"),
    };
    Tag::coloured(text, colour)
}

/// As what somebody looks, and what that means.
pub(super) fn looks(party: Party) -> &'static str {
    match party {
        Party::Unit => "You look as the unit. Ratings are told to you once the outcome is on record.",
        Party::Customer => {
            "You look as a customer of the unit: you see what your own body says, and what is published."
        }
        Party::Assessor => "You look as an assessor. Until two have rated, you see your own ratings alone.",
        Party::Lead => "You look as the review lead. Ratings are told to you once two assessors have rated.",
        Party::Other | Party::Public | Party::Administrator => "You see what is published.",
    }
}

/// How far an item of a definition is known.
pub(super) fn known(known: Known) -> &'static str {
    match known {
        Known::Recorded => "recorded",
        Known::Reconstructed => "reconstructed by us",
        Known::Ours => "ours",
    }
}

/// What is told of one domain of the survey: content, neither, not content, no score.
pub(super) fn told(told: Told) -> [String; 4] {
    match told {
        Told::Counts(counts) => counts.map(|count| count.to_string()),
        Told::Content(content) => [
            content.to_string(),
            "not told apart".to_string(),
            "not told apart".to_string(),
            "not told apart".to_string(),
        ],
        Told::Nothing => ["not told"; 4].map(str::to_string),
    }
}

/// A day as people read it.
pub(super) fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// A text as its author typed it.
pub(super) fn prose(text: &str) -> Html {
    let block = |block: Block| match block {
        Block::List(items) => list(items.iter().map(Inline::plain)),
        Block::Paragraph(text) => paragraph(text.plain()),
        // A text has nothing else.
        _ => Html::default(),
    };
    exchange::paper::prose(text).into_iter().map(block).fold(Html::default(), Html::then)
}
