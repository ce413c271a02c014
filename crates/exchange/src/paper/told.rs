//! What one reader sees of a case, in words and numbers that stand for themselves: the `case` of `case.json`. Dates are
//! written 2013-11-02, amounts as decimal pounds with two places, choices by their words.

use serde::{Deserialize, Serialize};

macro_rules! told {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)+ })+) => {
        $($(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type,)+ })+
    };
}

pub(super) use told;

use super::told_said::{AskedTold, OfferTold};

told! {
    /// A case as one reader sees it on a day.
    CasePaper {
        /// Names the case.
        reference: String,
        /// Title for people.
        title: String,
        /// `record` (one page) or `case`.
        tier: String,
        /// Where it stands, as it is shown to this reader.
        state: String,
        /// `public` or `exempt`.
        version: String,
        /// Who reads, in words.
        reader: String,
        /// The code of the body that reads; empty for everybody.
        reader_body: String,
        /// The day on which it was read: whether a body may still reply hangs on it.
        on: String,
        /// The layout of the document.
        layout: String,
        /// What the oversight body may do: `advise`, `agree` or `refuse`.
        right: String,
        /// Where that is known from.
        right_source: String,
        /// Bodies that act together, the one that leads first.
        commissioners: Vec<BodyTold>,
        /// Units that lose or gain work.
        units: Vec<BodyTold>,
        /// Who gave the outcome, once there is one.
        oversight: Option<BodyTold>,
        /// Texts.
        sections: Vec<SectionTold>,
        /// Frozen results, with those of their figures that are seen.
        exhibits: Vec<ExhibitTold>,
        /// Evidence files, left out where there are none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileTold>,
        /// Who was asked.
        asked: Vec<AskedTold>,
        /// Offers of units.
        offers: Vec<OfferTold>,
        /// Questions, assumptions, interests, comments.
        notes: Vec<NoteTold>,
        /// Points of every return.
        points: Vec<PointTold>,
        /// The outcome.
        outcome: Option<OutcomeTold>,
        /// Decisions of governing bodies.
        decisions: Vec<DecisionTold>,
        /// Conditions that are followed.
        milestones: Vec<MilestoneTold>,
        /// Benefits that are followed.
        benefits: Vec<BenefitTold>,
        /// What was done, as far as it is known.
        history: Vec<StepTold>,
        /// Receipts of the record.
        receipts: Vec<String>,
    }

    /// A body.
    BodyTold {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
    }

    /// A section.
    SectionTold {
        /// Its name.
        id: String,
        /// Its text.
        text: String,
    }

    /// A frozen result.
    ExhibitTold {
        /// Its hash.
        hash: String,
        /// Title for people.
        title: String,
        /// The section that rests on it.
        section: String,
        /// What its figures rest on, in sentences.
        basis: Vec<String>,
        /// Does the reader see every figure? Only then do its pages and files go along.
        whole: bool,
        /// The figures that are seen.
        figures: Vec<FigureTold>,
        /// Its pages.
        pages: Vec<PageTold>,
    }

    /// A file that is attached as evidence.
    FileTold {
        /// SHA-256 of its bytes.
        hash: String,
        /// Title for people.
        title: String,
        /// What it was called where it came from.
        name: String,
        /// `pdf`, `png`, `jpeg`, `csv`, `xlsx`, `docx` or `odt`.
        format: String,
        /// How many bytes it has.
        bytes: u64,
        /// The section that rests on it.
        section: String,
        /// The commissioner that attached it.
        body: BodyTold,
        /// When.
        on: String,
    }

    /// A figure of a frozen result.
    FigureTold {
        /// Names it in the result.
        id: String,
        /// Title for people.
        title: String,
        /// Whose line it stands in; none for a figure of the whole.
        body: Option<BodyTold>,
        /// The amount, as far as it is told.
        amount: AmountTold,
    }

    /// An amount: a part exactly, and the rest, if there is one, by the ends of a band.
    AmountTold {
        /// What is told exactly, pounds.
        gbp: String,
        /// The ends of the band of the rest, pounds.
        band_gbp: Option<(String, String)>,
    }

    /// A page of a frozen result, as people read it.
    PageTold {
        /// Its title.
        title: String,
        /// The answer in one sentence.
        sentence: String,
        /// At most four numbers: title and value.
        numbers: Vec<(String, String)>,
        /// The rest.
        sections: Vec<PageSection>,
    }

    /// A part of a page.
    PageSection {
        /// Its heading.
        title: String,
        /// Paragraphs.
        notes: Vec<String>,
        /// Names and values.
        pairs: Vec<(String, String)>,
        /// Columns of its table: heading, and whether it holds numbers.
        columns: Vec<(String, bool)>,
        /// Rows of its table.
        rows: Vec<Vec<String>>,
    }

    /// A note of an oversight body.
    NoteTold {
        /// What it is.
        kind: String,
        /// The oversight body.
        body: BodyTold,
        /// The section that it is about.
        section: Option<String>,
        /// What it says.
        text: String,
        /// The author's answer.
        answer: Option<String>,
    }

    /// A point that was to be put right.
    PointTold {
        /// The section.
        section: String,
        /// What was to be put right.
        text: String,
        /// How the author answered it.
        answer: Option<String>,
        /// The day on which it came.
        on: String,
    }

    /// The outcome of the review.
    OutcomeTold {
        /// The verdict.
        verdict: String,
        /// Why.
        reason: String,
        /// What it asks for.
        conditions: Vec<ConditionTold>,
        /// The day.
        on: String,
    }

    /// A condition.
    ConditionTold {
        /// What.
        text: String,
        /// The last day.
        due: String,
        /// The commissioner that is chased.
        owner: BodyTold,
    }

    /// A decision.
    DecisionTold {
        /// Whose.
        body: BodyTold,
        /// What.
        choice: String,
        /// Why.
        reasons: String,
        /// The changes, if it goes ahead with some.
        changes: String,
        /// The day.
        on: String,
        /// Does it go ahead although the oversight body didn't agree, or gave no view?
        without_agreement: bool,
    }

    /// A condition that is followed.
    MilestoneTold {
        /// What is to be done.
        text: String,
        /// The last day.
        due: String,
        /// The commissioner that is chased.
        owner: BodyTold,
        /// The day on which it was met, and what shows it.
        met: Option<(String, String)>,
        /// Why it was let go.
        waived: Option<String>,
    }

    /// Something that was done.
    StepTold {
        /// The day.
        on: String,
        /// Which act.
        act: String,
        /// For which body.
        body: BodyTold,
    }

    /// A benefit that is followed.
    BenefitTold {
        /// What.
        title: String,
        /// What was forecast, pounds over the time that the title says.
        forecast_gbp: String,
        /// When the outturn is looked at.
        due: String,
        /// What came of it, pounds, and the day.
        outturn: Option<(String, String)>,
    }
}

impl CasePaper {
    /// Is this the version that anybody may read?
    pub fn is_public(&self) -> bool {
        self.version == "public"
    }
}
