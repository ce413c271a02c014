//! Where the figures that somebody sees come from.

use vocabulary::Code;

use crate::case::Case;
use crate::content::SectionId;
use crate::writing::{Exhibit, ExhibitFigure};

/// An exhibit of which somebody sees figures: what goes wherever one of its figures goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source<'a> {
    /// Its hash.
    pub hash: &'a Code,
    /// Title for people.
    pub title: &'a str,
    /// The section that rests on it.
    pub section: SectionId,
    /// What its figures rest on, in sentences.
    pub basis: &'a [String],
    /// Those of its figures that are seen.
    pub figures: Vec<&'a ExhibitFigure>,
    /// Are they all?
    pub is_whole: bool,
}

impl Case {
    /// The exhibits, as they are and as they were sent last, that these very figures stand in: one of the same name in another
    /// exhibit isn't meant.
    pub fn sources<'a>(&'a self, seen: &[&ExhibitFigure]) -> Vec<Source<'a>> {
        let is_seen = |figure: &&ExhibitFigure| seen.iter().any(|seen| std::ptr::eq(*seen, *figure));
        let source = |exhibit: &'a Exhibit| {
            let Exhibit { hash, title, section, basis, figures: all, .. } = exhibit;
            let figures: Vec<&ExhibitFigure> = all.iter().filter(is_seen).collect();
            let is_whole = figures.len() == all.len();
            Source { hash, title, section: *section, basis, figures, is_whole }
        };
        let sent = self.submissions().last().into_iter().flat_map(|sent| &sent.exhibits);
        let all = self.exhibits().iter().chain(sent).map(source);
        all.filter(|source| !source.figures.is_empty()).collect()
    }
}
