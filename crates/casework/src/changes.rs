//! What changed between two submissions: in words by paragraph, in numbers by figure.

use vocabulary::{Amount, Code, choice};

use crate::content::SectionId;
use crate::file::HeldFile;
use crate::writing::{ExhibitFigure, Submission};

choice! {
    /// What became of a paragraph.
    pub enum Change {
        /// It stands as before.
        Same = "same",
        /// It is new.
        Added = "added",
        /// It is gone.
        Removed = "removed",
    }
}

/// A paragraph.
pub type Paragraph = (Change, String);

/// A section that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionChange {
    /// The section.
    pub section: SectionId,
    /// Its paragraphs in order, what is gone before what is new.
    pub paragraphs: Vec<Paragraph>,
}

/// A figure that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureChange {
    /// Names it.
    pub id: Code,
    /// Title for people.
    pub title: String,
    /// The amount before; `None` if it is new.
    pub before: Option<Amount>,
    /// The amount now; `None` if it is gone.
    pub after: Option<Amount>,
}

/// Sections and figures that differ between two submissions; what stands as before is left out.
pub fn changes(before: &Submission, after: &Submission) -> (Vec<SectionChange>, Vec<FigureChange>) {
    let text = |of: &Submission, id: &SectionId| of.texts.get(id).cloned().unwrap_or_default();
    let changed = SectionId::ALL.iter().filter(|id| text(before, id) != text(after, id));
    let sections = changed.map(|id| SectionChange {
        section: *id,
        paragraphs: paragraphs(&text(before, id), &text(after, id)),
    });
    (sections.collect(), figures(before, after))
}

/// Files that one of two submissions has and the other hasn't.
pub fn file_changes<'a>(before: &'a Submission, after: &'a Submission) -> Vec<(Change, &'a HeldFile)> {
    let has = |of: &Submission, held: &HeldFile| of.files.iter().any(|one| one.file.hash == held.file.hash);
    let added = after.files.iter().filter(|held| !has(before, held)).map(|held| (Change::Added, held));
    let removed = before.files.iter().filter(|held| !has(after, held)).map(|held| (Change::Removed, held));
    added.chain(removed).collect()
}

fn figures(before: &Submission, after: &Submission) -> Vec<FigureChange> {
    let all = |of: &'_ Submission| -> Vec<ExhibitFigure> {
        of.exhibits.iter().flat_map(|exhibit| exhibit.figures.clone()).collect()
    };
    let (old, new) = (all(before), all(after));
    let find = |among: &[ExhibitFigure], id: &Code| {
        among.iter().find(|figure| figure.id == *id).map(|figure| figure.amount)
    };
    let gone = old.iter().filter(|figure| find(&new, &figure.id).is_none());
    let changes = new.iter().chain(gone).map(|figure| FigureChange {
        id: figure.id.clone(),
        title: figure.title.clone(),
        before: find(&old, &figure.id),
        after: find(&new, &figure.id),
    });
    changes.filter(|change| change.before != change.after).collect()
}

/// The shortest way from one text to the other, paragraph by paragraph (longest common subsequence).
fn paragraphs(before: &str, after: &str) -> Vec<Paragraph> {
    let (old, new) = (split(before), split(after));
    let mut common = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = match old[i] == new[j] {
                true => common[i + 1][j + 1] + 1,
                false => common[i + 1][j].max(common[i][j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < old.len() || j < new.len() {
        let (change, paragraph) = match (old.get(i), new.get(j)) {
            (Some(gone), Some(there)) if gone == there => (Change::Same, gone),
            (Some(gone), Some(_)) if common[i + 1][j] >= common[i][j + 1] => (Change::Removed, gone),
            (_, Some(there)) => (Change::Added, there),
            (Some(gone), None) => (Change::Removed, gone),
            (None, None) => break,
        };
        i += usize::from(change != Change::Added);
        j += usize::from(change != Change::Removed);
        out.push((change, (*paragraph).to_string()));
    }
    out
}

fn split(text: &str) -> Vec<&str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vocabulary::Pence;

    #[test]
    fn only_what_differs_is_told() {
        let sent = |text: &str, pence| Submission {
            on: None,
            texts: [(SectionId::Money, text.to_string()), (SectionId::Options, "As before.".to_string())]
                .into(),
            files: Vec::new(),
            exhibits: vec![crate::Exhibit {
                hash: Code::new("aa"),
                title: "Who is hurt".to_string(),
                section: SectionId::SystemImpact,
                affected: Vec::new(),
                basis: Vec::new(),
                figures: vec![ExhibitFigure {
                    id: Code::new("cedar"),
                    title: "Cedar pays more".to_string(),
                    body: None,
                    amount: Amount::exactly(Pence(pence)),
                }],
            }],
        };
        let (before, after) =
            (sent("One.\n\nTwo.\n\nThree.", 100), sent("One.\n\nTwo, put right.\n\nThree.", 90));
        let (sections, figures) = changes(&before, &after);
        assert_eq!(sections.len(), 1);
        let told: Vec<_> =
            sections[0].paragraphs.iter().map(|(change, text)| (*change, text.as_str())).collect();
        let expected = [
            (Change::Same, "One."),
            (Change::Removed, "Two."),
            (Change::Added, "Two, put right."),
            (Change::Same, "Three."),
        ];
        assert_eq!(told, expected);
        assert_eq!(
            (figures[0].before, figures[0].after),
            (Some(Amount::exactly(Pence(100))), Some(Amount::exactly(Pence(90))))
        );
        assert_eq!(changes(&before, &before), (Vec::new(), Vec::new()));
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(old in "([a-c]\n\n){0,6}", new in "([a-c]\n\n){0,6}") {
            let told = paragraphs(&old, &new);
            let read = |left_out: Change| -> Vec<String> {
                told.iter().filter(|(change, _)| *change != left_out).map(|(_, text)| text.clone()).collect()
            };
            prop_assert_eq!(read(Change::Added), split(&old));
            prop_assert_eq!(read(Change::Removed), split(&new));
        }
    }
}
