//! From a case to what one reader sees of it.

use casework::{
    Case, Condition, Decision, ExhibitFigure, HeldFile, Layout, Note, OfferAnswered, Outcome, Party, Source,
    View,
};
use listing::{Listing, Section};
use record::Receipt;
use vocabulary::{Code, Date};

use super::told::*;
use super::told_said::*;

/// Which version is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Version {
    /// For everybody, without what is exempt.
    Public,
    /// For a party at a body, as it sees the case.
    Exempt {
        /// Who.
        party: Party,
        /// Of which body.
        body: Code,
    },
}

impl Version {
    /// The party and the body that read.
    pub(crate) fn reader(&self) -> (Party, Code) {
        match self {
            Version::Public => (Party::Public, Code::new("")),
            Version::Exempt { party, body } => (*party, body.clone()),
        }
    }
}

/// How a case is read.
pub struct Reading<'a> {
    /// By whom.
    pub version: Version,
    /// On which day.
    pub on: Date,
    /// Under which headings.
    pub layout: Layout,
    /// Names of bodies.
    pub names: &'a dyn Fn(&Code) -> String,
    /// Pages of exhibits, by the exhibit's hash. Those of an exhibit that isn't seen whole are left out.
    pub pages: &'a [(Code, Listing)],
    /// Receipts of the record.
    pub receipts: &'a [Receipt],
}

impl CasePaper {
    /// What a reader sees of a case; nothing where it isn't told that there is one.
    pub fn of(case: &Case, reading: &Reading<'_>) -> Option<CasePaper> {
        let (party, body) = reading.version.reader();
        CasePaper::of_view(case, &case.view(party, &body, reading.on), reading)
    }

    /// What a view of a case holds.
    pub(crate) fn of_view(case: &Case, view: &View<'_>, reading: &Reading<'_>) -> Option<CasePaper> {
        let (party, body) = reading.version.reader();
        let (title, state) = view.notice?;
        let setup = case.setup();
        let told = Told { reading, view };
        let commissioners = case.lead().into_iter().chain(case.standing().map(|(body, _)| body));
        let mut seen: Vec<&Code> = Vec::new();
        commissioners.for_each(|body| {
            if !seen.contains(&body) {
                seen.push(body)
            }
        });
        let sections =
            view.texts.iter().map(|(id, text)| SectionTold { id: id.to_string(), text: text.to_string() });
        let oversight = view.outcome.and(case.review().deciding.as_ref());
        Some(CasePaper {
            reference: setup.reference.to_string(),
            title: title.to_string(),
            tier: setup.tier.to_string(),
            state: state.to_string(),
            version: if reading.version == Version::Public { "public" } else { "exempt" }.to_string(),
            reader: party.to_string(),
            reader_body: body.to_string(),
            on: reading.on.to_string(),
            layout: reading.layout.to_string(),
            right: setup.rights.right.to_string(),
            right_source: setup.rights.source.clone(),
            commissioners: seen.into_iter().map(|body| told.body(body)).collect(),
            units: setup.units.iter().map(|body| told.body(body)).collect(),
            oversight: oversight.map(|body| told.body(body)),
            sections: sections.collect(),
            exhibits: told.exhibits(),
            files: view.files.iter().map(|held| told.file(held)).collect(),
            asked: told.asked(),
            offers: told.offers(),
            notes: view.notes.iter().map(|(_, note)| told.note(note)).collect(),
            points: told.points(),
            outcome: view.outcome.map(|outcome| told.outcome(outcome)),
            decisions: view.decisions.iter().map(|(body, decision)| told.decision(body, decision)).collect(),
            milestones: told.milestones(),
            benefits: told.benefits(),
            history: told.history(),
            receipts: reading.receipts.iter().map(Receipt::to_string).collect(),
        })
    }
}

struct Told<'a> {
    reading: &'a Reading<'a>,
    view: &'a View<'a>,
}

impl Told<'_> {
    fn body(&self, body: &Code) -> BodyTold {
        BodyTold { code: body.to_string(), name: (self.reading.names)(body) }
    }

    /// Exhibits of which a figure is seen.
    fn exhibits(&self) -> Vec<ExhibitTold> {
        self.view.sources.iter().map(|source| self.exhibit(source)).collect()
    }

    fn exhibit(&self, source: &Source<'_>) -> ExhibitTold {
        let whole = source.is_whole;
        let figure = |figure: &&ExhibitFigure| FigureTold {
            id: figure.id.to_string(),
            title: figure.title.clone(),
            body: figure.body.as_ref().map(|body| self.body(body)),
            amount: AmountTold::of(figure.amount),
        };
        let pages = self.reading.pages.iter().filter(|(hash, _)| whole && hash == source.hash);
        ExhibitTold {
            hash: source.hash.to_string(),
            title: source.title.to_string(),
            section: source.section.to_string(),
            basis: source.basis.to_vec(),
            whole,
            figures: source.figures.iter().map(figure).collect(),
            pages: pages.map(|(_, page)| page_told(page)).collect(),
        }
    }

    fn file(&self, held: &HeldFile) -> FileTold {
        let file = &held.file;
        FileTold {
            hash: file.hash.to_string(),
            title: file.title.clone(),
            name: file.name.clone(),
            format: file.kind.to_string(),
            bytes: file.bytes,
            section: file.section.to_string(),
            body: self.body(&held.body),
            on: held.on.to_string(),
        }
    }

    fn asked(&self) -> Vec<AskedTold> {
        let mut asked: Vec<AskedTold> = Vec::new();
        for shown in &self.view.asked {
            let replies = shown
                .replies
                .iter()
                .map(|(kind, text)| ReplyTold { kind: kind.to_string(), text: text.to_string() });
            asked.push(AskedTold {
                body: self.body(shown.body),
                stands: shown.stands.to_string(),
                replies: replies.collect(),
                private: shown.private.iter().map(|text| text.to_string()).collect(),
            });
        }
        asked
    }

    fn offers(&self) -> Vec<OfferTold> {
        let answered = |answered: &OfferAnswered| OfferAnswerTold {
            body: self.body(&answered.body),
            answer: answered.answer.to_string(),
            text: answered.text.clone(),
            on: answered.on.to_string(),
        };
        let offers = self.view.offers.iter().map(|offer| OfferTold {
            unit: self.body(&offer.unit),
            text: offer.text.clone(),
            annual_gbp: offer.annual_pence.pounds_text(),
            until: offer.until.to_string(),
            answers: offer.answers.iter().map(answered).collect(),
        });
        offers.collect()
    }

    fn note(&self, note: &Note) -> NoteTold {
        NoteTold {
            kind: note.kind.to_string(),
            body: self.body(&note.body),
            section: note.section.map(|section| section.to_string()),
            text: note.text.clone(),
            answer: note.answer.clone(),
        }
    }

    fn points(&self) -> Vec<PointTold> {
        let points = self.view.points.iter().map(|point| PointTold {
            section: point.section.to_string(),
            text: point.text.clone(),
            answer: point.answer.clone(),
            on: point.on.to_string(),
        });
        points.collect()
    }

    fn outcome(&self, outcome: &Outcome) -> OutcomeTold {
        let condition = |condition: &Condition| ConditionTold {
            text: condition.text.clone(),
            due: condition.due.to_string(),
            owner: self.body(&condition.owner),
        };
        OutcomeTold {
            verdict: outcome.verdict.to_string(),
            reason: outcome.reason.clone(),
            conditions: outcome.conditions.iter().map(condition).collect(),
            on: outcome.on.to_string(),
        }
    }

    fn decision(&self, body: &Code, decision: &Decision) -> DecisionTold {
        DecisionTold {
            body: self.body(body),
            choice: decision.choice.to_string(),
            reasons: decision.reasons.clone(),
            changes: decision.changes.clone(),
            on: decision.on.to_string(),
            without_agreement: decision.without_agreement,
        }
    }

    fn history(&self) -> Vec<StepTold> {
        let steps = self.view.history.iter().map(|step| StepTold {
            on: step.on.to_string(),
            act: step.act.to_string(),
            body: self.body(step.body),
        });
        steps.collect()
    }

    fn milestones(&self) -> Vec<MilestoneTold> {
        let milestones = self.view.milestones.iter().map(|milestone| MilestoneTold {
            text: milestone.text.clone(),
            due: milestone.due.to_string(),
            owner: self.body(&milestone.owner),
            met: milestone.met.as_ref().map(|(on, text)| (on.to_string(), text.clone())),
            waived: milestone.waived.clone(),
        });
        milestones.collect()
    }

    fn benefits(&self) -> Vec<BenefitTold> {
        let benefits = self.view.benefits.iter().map(|benefit| BenefitTold {
            title: benefit.title.clone(),
            forecast_gbp: benefit.forecast_pence.pounds_text(),
            due: benefit.due.to_string(),
            outturn: benefit.outturn.map(|(pence, on)| (pence.pounds_text(), on.to_string())),
        });
        benefits.collect()
    }
}

fn page_told(page: &Listing) -> PageTold {
    let section = |section: &Section| PageSection {
        title: section.title.clone(),
        notes: section.notes.clone(),
        pairs: section.pairs.clone(),
        columns: section
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| (column.title.clone(), section.is_numeric(at)))
            .collect(),
        rows: section.rows.iter().map(|row| row.iter().map(listing::Cell::words).collect()).collect(),
    };
    PageTold {
        title: page.title.clone(),
        sentence: page.sentence.clone(),
        numbers: page.numbers.iter().map(|number| (number.title.clone(), number.value.words())).collect(),
        sections: page.sections.iter().map(section).collect(),
    }
}
