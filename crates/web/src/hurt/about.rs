use listing::{Listing, thousands};

use super::part::Part;
use super::said::{capital, paragraphs};

/// What stands on each page of a result beside what it says.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// The result's name in the store.
    pub id: String,
    /// What its question is called.
    pub title: String,
    /// Who asked, and when, in words.
    pub asked: String,
    /// The hash that names it once it is frozen; blank when the reader may not freeze it.
    pub freezes: String,
    /// When it was frozen and shared, in words.
    pub shared: Option<String>,
    /// Where a case can be opened on it, for who may.
    pub case: Option<String>,
    /// Its files.
    pub files: Vec<AboutFile>,
    /// How many of the figures that it rests on are signed by the units that they are about.
    pub signed: Vec<AboutSigned>,
}

/// How much of what is assumed or derived about a unit it has signed.
#[derive(Debug, Clone, Default)]
pub struct AboutSigned {
    /// The unit's name.
    pub unit: String,
    /// Figures that are assumed or derived about it.
    pub figures: usize,
    /// Of them, those that it has signed.
    pub signed: usize,
}

impl AboutSigned {
    /// In a sentence.
    fn words(&self) -> String {
        let (signed, figures) = (thousands(self.signed as u64), thousands(self.figures as u64));
        format!(
            "{} has signed {signed} of {figures} figures that are assumed or derived about it.",
            self.unit
        )
    }
}

/// A file of a result.
#[derive(Debug, Clone, Default)]
pub struct AboutFile {
    /// Its path.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// May the reader open it?
    pub may_open: bool,
    /// Who may see it, in words.
    pub seen_by: String,
}

impl About {
    /// Says how many figures are signed where it is told how sure the answer is: below its numbers, and where it is said
    /// how it was worked out.
    pub(super) fn say_what_is_signed(&self, listing: &mut Listing, part: Part) {
        let signed: Vec<String> = self.signed.iter().map(AboutSigned::words).collect();
        let numbers = listing.sections.iter_mut().find(|section| section.id == "numbers");
        match (part, numbers) {
            (Part::Answer, Some(numbers)) => {
                // Where all is signed, what rests on assumed rows is told without that word.
                let is_signed = !signed.is_empty() && self.illustrative().is_none();
                for note in numbers.notes.iter_mut().filter(|_| is_signed) {
                    if let Some(rest) = note.strip_prefix("Illustrative: ") {
                        *note = capital(rest);
                    }
                }
                numbers.notes.extend(signed);
            }
            (Part::How, _) if !signed.is_empty() => {
                let notes = signed.into_iter().chain(self.illustrative()).collect();
                let section = paragraphs("signed", "What the units have signed", notes);
                listing.sections.insert(0, section);
            }
            _ => {}
        }
    }

    /// Why it is an illustration only; none when all is signed.
    pub(super) fn illustrative(&self) -> Option<String> {
        let open: Vec<&str> = self
            .signed
            .iter()
            .filter(|count| count.signed < count.figures)
            .map(|count| count.unit.as_str())
            .collect();
        match open.as_slice() {
            [] => None,
            [unit] => Some(format!("Illustrative: {unit} hasn’t signed what is assumed about it.")),
            units => {
                Some(format!("Illustrative: {} haven’t signed what is assumed about them.", units.join(", ")))
            }
        }
    }

    /// Files that the reader may open.
    pub(super) fn open_files(&self) -> Vec<&AboutFile> {
        self.files.iter().filter(|file| file.may_open).collect()
    }

    /// Closed files by who may see them and by their hash, which they may have together: names, who, hash.
    pub(super) fn closed_files(&self) -> Vec<(String, &str, &str)> {
        let mut groups: Vec<(String, &str, &str)> = Vec::new();
        for file in self.files.iter().filter(|file| !file.may_open) {
            let same = groups.iter_mut().find(|(_, who, hash)| *who == file.seen_by && *hash == file.sha256);
            match same {
                Some((names, _, _)) => names.push_str(&format!(", {}", file.path)),
                None => groups.push((file.path.clone(), &file.seen_by, &file.sha256)),
            }
        }
        groups
    }
}
