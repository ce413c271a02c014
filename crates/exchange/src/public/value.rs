//! Published cases and recorded moves as plain values.

use vocabulary::{Date, Pence};

use crate::paper::{BodyTold, CasePaper};

/// A body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicBody {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicService {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
}

/// A row of the register of moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicMove {
    /// Names the row.
    pub id: String,
    /// The published case that decided it; blank if none did.
    pub case: String,
    /// Who moves.
    pub buyer: PublicBody,
    /// Whom it leaves.
    pub from: PublicBody,
    /// Services; none if they aren't known.
    pub services: Vec<PublicService>,
    /// Where to: `in_house, shared, unit, framework, supplier, council, stop`; blank if that isn't known.
    pub to_kind: String,
    /// To whom; none for in house, or if that isn't known.
    pub to: Option<PublicBody>,
    /// First day.
    pub effective: Option<Date>,
    /// Pounds a year; none if it isn't known, or is exempt.
    pub annual: Option<Pence>,
    /// `intended, decided, done, withdrawn`.
    pub status: String,
    /// Where it is known from, in words.
    pub source: String,
}

/// A decision of a governing body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicDecision {
    /// Whose.
    pub body: PublicBody,
    /// `proceed, proceed-with-changes, stay, defer`.
    pub choice: String,
    /// The day.
    pub on: Date,
    /// Does it go ahead although the oversight body didn't agree, or gave no view?
    pub without_agreement: bool,
}

/// A condition of the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicCondition {
    /// What is to be done.
    pub text: String,
    /// The last day.
    pub due: Option<Date>,
}

/// A document of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicDocument {
    /// Its title.
    pub title: String,
    /// Its whole address.
    pub address: String,
    /// Its media type.
    pub format: String,
}

/// A published case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicCase {
    /// Names the case.
    pub reference: String,
    /// Title for people.
    pub title: String,
    /// `record` or `case`.
    pub tier: String,
    /// Where it stands.
    pub state: String,
    /// Commissioners, the one that leads first.
    pub commissioners: Vec<PublicBody>,
    /// Units that lose or gain work.
    pub units: Vec<PublicBody>,
    /// Who gave the outcome.
    pub oversight: Option<PublicBody>,
    /// The verdict and its day.
    pub outcome: Option<(String, Date)>,
    /// What the outcome asks for.
    pub conditions: Vec<PublicCondition>,
    /// Decisions.
    pub decisions: Vec<PublicDecision>,
    /// Why, in the words of the lead commissioner's decision.
    pub reasons: String,
    /// The day on which it was published.
    pub published: Date,
    /// The last day on which anything of it changed that is public.
    pub changed: Date,
    /// Moves that it decided.
    pub moves: Vec<PublicMove>,
    /// The whole address of its page.
    pub address: String,
    /// Its documents.
    pub documents: Vec<PublicDocument>,
}

impl From<&BodyTold> for PublicBody {
    fn from(body: &BodyTold) -> Self {
        PublicBody { code: body.code.clone(), name: body.name.clone() }
    }
}

impl PublicCase {
    /// A published case, from its public version; none of another version, or of a case that isn't published. Moves and documents
    /// are whoever publishes it knows.
    pub fn of(paper: &CasePaper, address: &str) -> Option<PublicCase> {
        let day = |text: &str| text.parse::<Date>().ok();
        let published = paper.history.iter().find(|step| step.act == "publish" && paper.is_public())?;
        let published = day(&published.on)?;
        let decision = |told: &crate::paper::DecisionTold| {
            Some(PublicDecision {
                body: PublicBody::from(&told.body),
                choice: told.choice.clone(),
                on: day(&told.on)?,
                without_agreement: told.without_agreement,
            })
        };
        let conditions = paper.outcome.iter().flat_map(|outcome| &outcome.conditions);
        let last = paper.history.iter().filter_map(|step| day(&step.on)).max();
        Some(PublicCase {
            reference: paper.reference.clone(),
            title: paper.title.clone(),
            tier: paper.tier.clone(),
            state: paper.state.clone(),
            commissioners: paper.commissioners.iter().map(PublicBody::from).collect(),
            units: paper.units.iter().map(PublicBody::from).collect(),
            oversight: paper.oversight.as_ref().map(PublicBody::from),
            outcome: paper.outcome.as_ref().and_then(|told| Some((told.verdict.clone(), day(&told.on)?))),
            conditions: conditions
                .map(|told| PublicCondition { text: told.text.clone(), due: day(&told.due) })
                .collect(),
            decisions: paper.decisions.iter().filter_map(decision).collect(),
            reasons: paper.decisions.first().map(|told| told.reasons.clone()).unwrap_or_default(),
            published,
            changed: last.unwrap_or(published).max(published),
            moves: Vec::new(),
            address: address.to_string(),
            documents: Vec::new(),
        })
    }
}
