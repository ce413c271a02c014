//! A case as one party sees it: nothing else is in the value.

use vocabulary::{Code, Date};

use super::history::{ground_of, is_public};
use super::{Ground, Party, Source};
use crate::act::Act;
use crate::act_kind::ActKind;
use crate::case::{Case, Event};
use crate::consultation::{Answered, Offer, ReplyKind};
use crate::content::{SectionId, SectionKind, sections_of};
use crate::deciding::{Decision, Stand};
use crate::file::HeldFile;
use crate::follow::{Benefit, Milestone};
use crate::review::{Note, NoteKind, Outcome, Point};
use crate::state::State;
use crate::who::Who;
use crate::writing::{Exempt, Exhibit, ExhibitFigure, Status, Submission};

/// What is shown of a body that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown<'a> {
    /// The body.
    pub body: &'a Code,
    /// Where its invitation stands: "no reply" is never consent.
    pub stands: Answered,
    /// What it replied.
    pub replies: Vec<(ReplyKind, &'a str)>,
    /// The private parts, for who may read them.
    pub private: Vec<&'a str>,
}

/// A section on the task list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenSection {
    /// Which.
    pub id: SectionId,
    /// How it stands.
    pub status: Status,
    /// How many versions its text has had.
    pub versions: usize,
    /// How many words it has.
    pub words: usize,
}

/// Something that was done, by which body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// When.
    pub on: Date,
    /// What.
    pub act: ActKind,
    /// For which body.
    pub body: &'a Code,
}

/// A case as somebody sees it. What isn't seen is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View<'a> {
    /// Title and state; `None` where nobody is told that there is a case.
    pub notice: Option<(&'a str, State)>,
    /// The task list of those who write.
    pub sections: Vec<SeenSection>,
    /// Texts: working, opened or sent, whichever is seen; working before sent.
    pub texts: Vec<(SectionId, &'a str)>,
    /// Exhibits: as they are for those who write, else as they were sent last.
    pub exhibits: Vec<&'a Exhibit>,
    /// Files of the sections that are seen: as they are for those who write, else as they were sent last.
    pub files: Vec<&'a HeldFile>,
    /// What is left out of the public version, for those who write.
    pub exempt: Vec<&'a Exempt>,
    /// Everything that was sent, the last at the end.
    pub submissions: Vec<&'a Submission>,
    /// Sections that were opened to the oversight body before the case was sent.
    pub opened: Vec<SectionId>,
    /// The sign-off of the analysis as it stands: when, and for what use.
    pub signed_off: Option<&'a (Date, String)>,
    /// Where each commissioner stands, for the commissioners.
    pub stands: Vec<(&'a Code, &'a Stand)>,
    /// The last day on which a joint case waits for the others, for the commissioners.
    pub others_by: Option<Date>,
    /// The last day for a view.
    pub view_by: Option<Date>,
    /// Figures.
    pub figures: Vec<&'a ExhibitFigure>,
    /// The exhibits that these figures stand in, in order.
    pub sources: Vec<Source<'a>>,
    /// Who was asked.
    pub asked: Vec<Shown<'a>>,
    /// Offers of units.
    pub offers: Vec<&'a Offer>,
    /// Notes: questions with their number among the questions, from 0.
    pub notes: Vec<(Option<usize>, &'a Note)>,
    /// Points, with answers that have been sent.
    pub points: Vec<Point>,
    /// The recommendation.
    pub recommendation: Option<&'a Outcome>,
    /// The outcome.
    pub outcome: Option<&'a Outcome>,
    /// Decisions, by commissioner.
    pub decisions: Vec<(&'a Code, &'a Decision)>,
    /// Milestones.
    pub milestones: Vec<&'a Milestone>,
    /// Benefits.
    pub benefits: Vec<&'a Benefit>,
    /// What was done, in order, as far as it is known.
    pub history: Vec<Step<'a>>,
}

impl Case {
    /// The case as somebody sees it on a day, in the role in hand.
    pub fn seen_by(&self, who: &Who, on: Date) -> View<'_> {
        self.view(self.party_of(who), &who.body, on)
    }

    /// The case as a party at a body sees it on a day.
    pub fn view(&self, party: Party, body: &Code, on: Date) -> View<'_> {
        let mut view = View::default();
        // The public version first: who sees more has it replaced by the whole.
        for ground in self.grounds(party).iter().rev() {
            self.show(*ground, body, on, &mut view);
        }
        view.sources = self.sources(&view.figures);
        view.history = self.history(&self.grounds(party), body);
        view
    }

    fn show<'a>(&'a self, ground: Ground, body: &Code, on: Date, view: &mut View<'a>) {
        let review = self.review();
        match ground {
            Ground::Notice => view.notice = Some((&self.setup().title, self.state_shown_to(body))),
            Ground::WorkingText => self.show_working(view),
            Ground::OpenedSections => {
                view.texts = self.texts(&|id| review.opened.contains(&id));
                let opened = |held: &&HeldFile| review.opened.contains(&held.file.section);
                view.files = self.files().iter().filter(opened).collect();
                view.opened = review.opened.iter().copied().collect();
            }
            Ground::SentText => {
                view.texts = self.sent().collect();
                view.files = self.sent_files().collect();
                view.submissions = self.submissions().iter().collect();
                view.signed_off = self.signed_off();
                view.view_by = review.view_by;
            }
            Ground::Exhibits => {
                view.figures = self.figures(&|_| true);
                view.exhibits = self.sent_exhibits().iter().collect();
            }
            Ground::OwnLine => view.figures.extend(self.own_line(body, &view.figures)),
            Ground::OwnReply => {
                let other = |shown: &Shown<'_>| shown.body != body;
                view.asked.retain(other);
                view.asked.extend(self.asked(on, true).into_iter().filter(|shown| shown.body == body));
                view.offers = self.offers().iter().filter(|offer| offer.unit == *body).collect();
            }
            Ground::Replies | Ground::PrivateReplies => {
                let private = ground == Ground::PrivateReplies
                    || view.asked.iter().any(|shown| !shown.private.is_empty());
                view.asked = self.asked(on, private);
                view.offers = self.offers().iter().collect();
            }
            Ground::Questions => {
                let wanted = [NoteKind::Question, NoteKind::Assumption, NoteKind::Interest];
                view.notes.extend(self.notes(&wanted));
            }
            Ground::ReviewNotes => view.notes.extend(self.notes(&[NoteKind::Flag, NoteKind::Comment])),
            Ground::Points => view.points = self.points_seen_by(body),
            Ground::Recommendation => view.recommendation = review.recommendation.as_ref(),
            Ground::Outcome => view.outcome = review.outcome.as_ref(),
            Ground::Decisions => view.decisions = self.decisions(),
            Ground::Followed => {
                view.milestones = self.milestones().iter().collect();
                view.benefits = self.benefits().iter().collect();
            }
            Ground::PublicVersion => self.show_public(on, view),
        }
    }

    fn show_working<'a>(&'a self, view: &mut View<'a>) {
        let seen = |kind: &SectionKind| {
            let section = self.section(kind.id);
            let (versions, words) = (section.versions.len(), section.words());
            SeenSection { id: kind.id, status: self.status(kind.id), versions, words }
        };
        view.sections = sections_of(self.setup().tier).map(seen).collect();
        view.texts = self.texts(&|_| true);
        view.files = self.files().iter().collect();
        view.exhibits = self.exhibits().iter().collect();
        view.figures = self.exhibits().iter().flat_map(|exhibit| &exhibit.figures).collect();
        view.exempt = self.exempt().iter().collect();
        view.opened = self.review().opened.iter().copied().collect();
        view.signed_off = self.signed_off();
        view.stands = self.stands().iter().collect();
        view.others_by = self.others_by();
    }

    fn notes(&self, wanted: &[NoteKind]) -> Vec<(Option<usize>, &Note)> {
        let mut questions = 0;
        let mut found = Vec::new();
        for note in &self.review().notes {
            let is_question = note.kind == NoteKind::Question;
            if wanted.contains(&note.kind) {
                found.push((is_question.then_some(questions), note));
            }
            questions += usize::from(is_question);
        }
        found
    }

    fn history(&self, grounds: &[Ground], body: &Code) -> Vec<Step<'_>> {
        let known = self.known_events(grounds, body).into_iter();
        let known = known.filter_map(|at| self.events().get(at));
        known.map(|event| Step { on: event.on, act: event.act.kind(), body: &event.who.body }).collect()
    }

    /// The acts that somebody at a body knows of who sees some grounds: by their place in the history, from 0.
    pub fn known_events(&self, grounds: &[Ground], body: &Code) -> Vec<usize> {
        let is_known = |event: &Event| {
            let kind = event.act.kind();
            let own = grounds.contains(&Ground::OwnReply)
                && match &event.act {
                    Act::Invite { body: invited, .. } => invited == body,
                    Act::Reply { .. } | Act::CounterOffer { .. } => event.who.body == *body,
                    Act::AnswerOffer { offer, .. } => {
                        self.offers().get(*offer).is_some_and(|offer| offer.unit == *body)
                    }
                    _ => false,
                };
            let public = grounds.contains(&Ground::PublicVersion) && is_public(kind);
            own || public || grounds.contains(&ground_of(kind))
        };
        let all = self.events().iter().enumerate();
        all.filter(|(_, event)| is_known(event)).map(|(at, _)| at).collect()
    }

    fn texts(&self, wanted: &dyn Fn(SectionId) -> bool) -> Vec<(SectionId, &str)> {
        let written =
            SectionId::ALL.iter().filter(|id| wanted(**id) && !self.section(**id).versions.is_empty());
        written.map(|id| (*id, self.section(*id).text())).collect()
    }

    pub(super) fn sent(&self) -> impl Iterator<Item = (SectionId, &str)> {
        let sent = self.submissions().last().map(|sent| sent.texts.iter());
        sent.into_iter().flatten().map(|(id, text)| (*id, text.as_str()))
    }

    fn sent_exhibits(&self) -> &[Exhibit] {
        let sent = self.submissions().last().map(|sent: &Submission| sent.exhibits.as_slice());
        sent.unwrap_or(self.exhibits())
    }

    /// Figures of the exhibits as they were sent last; before that, as they are.
    pub(super) fn figures(&self, wanted: &dyn Fn(&ExhibitFigure) -> bool) -> Vec<&ExhibitFigure> {
        let all = self.sent_exhibits().iter().flat_map(|exhibit| &exhibit.figures);
        all.filter(|figure| wanted(figure)).collect()
    }

    fn own_line<'a>(&'a self, body: &Code, shown: &[&ExhibitFigure]) -> Vec<&'a ExhibitFigure> {
        self.figures(&|figure| figure.body.as_ref() == Some(body) && !shown.contains(&figure))
    }

    pub(super) fn asked(&self, on: Date, private: bool) -> Vec<Shown<'_>> {
        let mut all = Vec::new();
        for (body, invited) in self.consultation() {
            let said = invited.replies.iter();
            let secrets =
                said.clone().map(|reply| reply.private.as_str()).filter(|text| private && !text.is_empty());
            all.push(Shown {
                body,
                stands: invited.stands(on),
                replies: said.map(|reply| (reply.kind, reply.text.as_str())).collect(),
                private: secrets.collect(),
            });
        }
        all
    }

    /// Answers that are still being written are seen by who writes them.
    fn points_seen_by(&self, body: &Code) -> Vec<Point> {
        let being_written =
            self.ended_at().unwrap_or(self.state()) == State::Returned && !self.is_commissioner(body);
        let last = self.review().points.last().map(|point| point.on);
        let shown = |point: &Point| match being_written && Some(point.on) == last {
            true => Point { answer: None, ..point.clone() },
            false => point.clone(),
        };
        self.review().points.iter().map(shown).collect()
    }

    pub(super) fn decisions(&self) -> Vec<(&Code, &Decision)> {
        let newest = self.stands().iter().filter_map(|(body, stand)| Some((body, stand.decisions.last()?)));
        newest.collect()
    }
}
