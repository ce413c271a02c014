//! Of a case as one reader sees it: what others said, and what was answered.

use serde::{Deserialize, Serialize};

use super::told::{BodyTold, told};

told! {
    /// A body that was asked.
    AskedTold {
        /// The body.
        body: BodyTold,
        /// `replied`, `asked` or `no reply`; never consent.
        stands: String,
        /// What it replied.
        replies: Vec<ReplyTold>,
        /// What only the body itself and the oversight body read.
        private: Vec<String>,
    }

    /// A reply.
    ReplyTold {
        /// What it does.
        kind: String,
        /// What it says.
        text: String,
    }

    /// An offer of a unit.
    OfferTold {
        /// The unit.
        unit: BodyTold,
        /// What it offers.
        text: String,
        /// The price, pounds a year.
        annual_gbp: String,
        /// The last day on which it stands.
        until: String,
        /// What commissioners answered, in order; left out where nobody did.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        answers: Vec<OfferAnswerTold>,
    }

    /// An answer to an offer.
    OfferAnswerTold {
        /// The commissioner.
        body: BodyTold,
        /// `taken-up`, `declined` or `still-considered`.
        answer: String,
        /// Its reasons.
        text: String,
        /// When.
        on: String,
    }
}
