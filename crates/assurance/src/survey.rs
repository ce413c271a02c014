//! What customers say of a unit: each answers for itself, and nobody is told what a few of them said.

use std::collections::BTreeMap;

use vocabulary::{Code, PeopleBand, choice};

/// The scores: 1 (not at all content) to 5 (very content).
pub const SCORES: std::ops::RangeInclusive<u8> = 1..=5;

/// What one customer answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// A score by domain.
    pub scores: BTreeMap<Code, u8>,
    /// In its own words.
    pub text: String,
}

choice! {
    /// What a score says.
    pub enum Tone {
        /// 4 or 5.
        Content = "content",
        /// 3.
        Middling = "neither",
        /// 1 or 2.
        NotContent = "not content",
        /// No score for this domain.
        NoScore = "no score",
    }
}

impl Tone {
    /// What a score says; none is no score.
    pub fn of(score: Option<u8>) -> Tone {
        match score {
            Some(4..) => Tone::Content,
            Some(3) => Tone::Middling,
            Some(_) => Tone::NotContent,
            None => Tone::NoScore,
        }
    }
}

/// What is told of one domain. All of it, a coarser part, or nothing: never some counts of a row with others left out, because
/// who knows the rule could then work out some of those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// How many customers said what, in the order of [`Tone::ALL`]. None of them is one to four.
    Counts([u32; 4]),
    /// How many are content; all others answered otherwise or gave no score. Neither is one to four.
    Content(u32),
    /// Nothing but that the survey was answered.
    Nothing,
}

/// What is told of a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Summary {
    /// Fewer than five customers answered, perhaps none: nothing more is told.
    TooFew,
    /// So many answered, and so by domain.
    Told {
        /// How many customers answered.
        responses: u32,
        /// What they said, by domain.
        domains: BTreeMap<Code, Told>,
    },
}

/// What may be told of the answers of a unit's customers.
///
/// Of fewer than five answers nothing is told. Else each domain is a row of four counts that add up to the number of answers. If
/// none of them is one to four, all are told. If one is, the three that aren't content are told as one, if that leaves no such
/// count; else nothing is told of the domain. Each domain stands for itself.
pub fn summarise<'a>(domains: &[Code], responses: impl IntoIterator<Item = &'a Response>) -> Summary {
    let responses: Vec<&Response> = responses.into_iter().collect();
    let number = u32::try_from(responses.len()).unwrap_or(u32::MAX);
    if number < PeopleBand::SMALL {
        return Summary::TooFew;
    }
    let of_domain = |domain: &Code| {
        let mut counts = [0; 4];
        responses.iter().for_each(|said| counts[Tone::of(said.scores.get(domain).copied()) as usize] += 1);
        (domain.clone(), told(counts))
    };
    Summary::Told { responses: number, domains: domains.iter().map(of_domain).collect() }
}

/// What may be told of a row of counts.
fn told(counts: [u32; 4]) -> Told {
    let is_small = |count: u32| (1..PeopleBand::SMALL).contains(&count);
    let [content, others @ ..] = counts;
    if !counts.into_iter().any(is_small) {
        Told::Counts(counts)
    } else if !is_small(content) && !is_small(others.iter().sum()) {
        Told::Content(content)
    } else {
        Told::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every way in which up to so many customers can answer.
    fn every_row(most: u32) -> Vec<[u32; 4]> {
        let mut rows = Vec::new();
        for total in PeopleBand::SMALL..=most {
            for a in 0..=total {
                for b in 0..=total - a {
                    rows.extend((0..=total - a - b).map(|c| [a, b, c, total - a - b - c]));
                }
            }
        }
        rows
    }

    #[test]
    fn who_knows_the_rule_learns_no_count_that_is_not_told() {
        // All rows that are told alike, their total included, are alike to a reader. Were a count that isn't told the same in
        // all of them, it would be known.
        let mut alike: BTreeMap<(u32, Told), Vec<[u32; 4]>> = BTreeMap::new();
        for row in every_row(24) {
            alike.entry((row.iter().sum(), told(row))).or_default().push(row);
        }
        let mut coarse = 0;
        for ((total, said), rows) in &alike {
            let kept_back = match said {
                Told::Counts(_) => 0..0,
                Told::Content(_) => 1..4,
                Told::Nothing => 0..4,
            };
            coarse += usize::from(!kept_back.is_empty());
            for at in kept_back {
                let first = rows[0][at];
                assert!(rows.iter().any(|row| row[at] != first), "{total} {said:?} can only be {rows:?}");
            }
        }
        assert!(coarse > 100, "nothing was kept back");
    }

    #[test]
    fn no_small_count_is_told_and_none_follows_by_subtraction() {
        for row in every_row(24) {
            let total: u32 = row.iter().sum();
            let small = |count: u32| (1..PeopleBand::SMALL).contains(&count);
            match told(row) {
                Told::Counts(counts) => assert!(counts == row && !counts.into_iter().any(small), "{row:?}"),
                Told::Content(content) => {
                    assert!(content == row[0] && !small(content) && !small(total - content), "{row:?}");
                }
                Told::Nothing => assert!(row.into_iter().any(small), "{row:?}"),
            }
        }
    }
}
