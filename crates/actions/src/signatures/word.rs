use std::collections::BTreeMap;

use listing::thousands;
use register::Snapshot;
use store::{Said, Signature};
use vocabulary::Code;

use super::figure::{Figure, figures};

/// How a figure stands with its unit: the last word on it, held against what the register says now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureState {
    /// Nothing was said of it.
    Unsaid,
    /// It is signed as it stands.
    Signed,
    /// It should be another value, and the register doesn't say so yet.
    Corrected,
    /// It was corrected, and the register says so now.
    TakenUp,
    /// It was corrected, and the data steward of the register declined.
    Declined,
    /// Something was said of another value than the register's.
    Earlier,
}

impl FigureState {
    /// Does the unit stand by the value that the register has?
    pub fn is_signed(self) -> bool {
        matches!(self, FigureState::Signed | FigureState::TakenUp)
    }

    /// A word for files and the API.
    pub fn word(self) -> &'static str {
        match self {
            FigureState::Unsaid => "unsaid",
            FigureState::Signed => "signed",
            FigureState::Corrected => "corrected",
            FigureState::TakenUp => "taken_up",
            FigureState::Declined => "declined",
            FigureState::Earlier => "said_of_an_earlier_value",
        }
    }
}

/// A figure with the last word on it.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownFigure {
    /// The figure.
    pub figure: Figure,
    /// How it stands.
    pub state: FigureState,
    /// The last word on it.
    pub word: Option<Signature>,
    /// The name of whoever said it.
    pub by: Option<String>,
}

impl KnownFigure {
    /// The number of the last word; 0 when nothing was said.
    pub fn number(&self) -> i64 {
        self.word.as_ref().map_or(0, |word| word.number)
    }
}

/// A figure as somebody saw it who says something of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenFigure {
    /// Which: `table/key/column`.
    pub at: String,
    /// The value that was seen, as the register writes it.
    pub value: String,
    /// The number of the last word that was seen; 0 for none.
    pub number: i64,
}

/// How many of the figures that are derived or assumed about a unit it has signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCount {
    /// The unit.
    pub unit: Code,
    /// Its figures that are derived or assumed.
    pub figures: usize,
    /// Those that it stands by at the values that were used.
    pub signed: usize,
}

impl SignedCount {
    /// Is what rests on them an illustration only?
    pub fn is_illustrative(&self) -> bool {
        self.signed < self.figures
    }

    /// In a sentence, with the unit's name.
    pub fn told(&self, unit: &str) -> String {
        let illustrative = if self.is_illustrative() { "Illustrative: " } else { "" };
        let (signed, figures) = (thousands(self.signed as u64), thousands(self.figures as u64));
        format!(
            "{illustrative}{unit} has signed {signed} of {figures} figures that are assumed or derived about it."
        )
    }
}

/// How a word stands against a value.
fn state_of(word: Option<&Signature>, value: &str) -> FigureState {
    let Some(word) = word else { return FigureState::Unsaid };
    if word.corrected_value.as_deref() == Some(value) {
        return FigureState::TakenUp;
    }
    match word.said {
        _ if word.seen_value != value => FigureState::Earlier,
        Said::Signed => FigureState::Signed,
        Said::Corrected => FigureState::Corrected,
        Said::Declined => FigureState::Declined,
    }
}

/// The figures about a unit with the last word on each. `words` are of one register.
pub(crate) fn known(snapshot: &Snapshot, unit: &Code, words: Vec<Signature>) -> Vec<KnownFigure> {
    let mut words: BTreeMap<String, Signature> =
        words.into_iter().map(|word| (word.figure.clone(), word)).collect();
    let one = |figure: Figure| {
        let word = words.remove(&figure.at);
        KnownFigure { state: state_of(word.as_ref(), &figure.value), figure, word, by: None }
    };
    figures(snapshot, unit).into_iter().map(one).collect()
}

/// How many figures about a unit it has signed at the values of a snapshot, in whatever register it did so.
pub(crate) fn count(snapshot: &Snapshot, unit: &Code, words: &[Signature]) -> SignedCount {
    let all = figures(snapshot, unit);
    let mut said: BTreeMap<&str, Vec<&Signature>> = BTreeMap::new();
    for word in words.iter().filter(|word| word.unit == *unit) {
        said.entry(&word.figure).or_default().push(word);
    }
    let is_signed = |figure: &&Figure| {
        let mut words = said.get(figure.at.as_str()).into_iter().flatten();
        words.any(|word| state_of(Some(word), &figure.value).is_signed())
    };
    SignedCount { unit: unit.clone(), figures: all.len(), signed: all.iter().filter(is_signed).count() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use store::Id;

    fn word(said: Said, corrected: Option<&str>) -> Signature {
        Signature {
            unit: Code::new("U"),
            body: Code::new("X"),
            register: "case".into(),
            figure: "units/U/opening_reserve_gbp".into(),
            number: 1,
            said,
            seen_value: "0.00".into(),
            corrected_value: corrected.map(str::to_string),
            reason: String::new(),
            person: Id::new(Timestamp::UNIX_EPOCH).unwrap(),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_word_counts_for_the_value_that_it_was_said_of() {
        let (signed, corrected, declined) = (
            word(Said::Signed, None),
            word(Said::Corrected, Some("5.00")),
            word(Said::Declined, Some("5.00")),
        );
        let cases = [
            (&signed, "0.00", FigureState::Signed),
            (&signed, "5.00", FigureState::Earlier),
            (&corrected, "0.00", FigureState::Corrected),
            (&corrected, "5.00", FigureState::TakenUp),
            (&corrected, "6.00", FigureState::Earlier),
            (&declined, "0.00", FigureState::Declined),
            (&declined, "5.00", FigureState::TakenUp),
            (&declined, "6.00", FigureState::Earlier),
        ];
        for (word, value, expected) in cases {
            assert_eq!(state_of(Some(word), value), expected, "{word:?} {value}");
        }
        assert_eq!(state_of(None, "0.00"), FigureState::Unsaid);
    }
}
