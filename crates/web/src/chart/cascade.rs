use super::drawing::{Anchor, Drawing, WIDTH};
use super::scale::Scale;
use super::{Measure, Words};
use crate::Html;
use crate::components::{Column, Table};

/// A line that leaves at a review, with the price and the alternative that tipped it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exit {
    /// Who leaves.
    pub buyer: String,
    /// With which service.
    pub service: String,
    /// What it would have paid a year, pence.
    pub price: i64,
    /// What it pays elsewhere a year, pence.
    pub alternative: i64,
}

/// One review.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// When, in words: `April 2014`.
    pub when: String,
    /// Who leaves; nobody, perhaps.
    pub exits: Vec<Exit>,
}

/// What happened at each review, in order of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cascade {
    /// What it says in words.
    pub words: Words,
    /// The reviews.
    pub reviews: Vec<Review>,
}

const ROW: i64 = 56;
const RAIL: i64 = 200;
const BARS: i64 = 500;

impl Cascade {
    fn leaving(review: &Review) -> i64 {
        review.exits.iter().map(|exit| exit.price).sum()
    }

    pub(super) fn svg(&self) -> Html {
        let most = self.reviews.iter().map(Self::leaving);
        let scale = Scale::holding(most, Measure::Money.least_step(), BARS, WIDTH - 20);
        let height = ROW * self.reviews.len() as i64 + 4;
        let mut drawing = Drawing::new(&self.words);
        drawing.line("axis", (RAIL, 12), (RAIL, (height - ROW + 12).max(12)));
        for (row, review) in (0i64..).zip(&self.reviews) {
            let y = ROW * row + 12;
            let leaves = review.exits.len();
            let (class, words) = match leaves {
                0 => ("mark", "nobody leaves".to_string()),
                1 => ("mark-out", format!("1 line leaves, {}", Measure::Money.words(Self::leaving(review)))),
                n => {
                    ("mark-out", format!("{n} lines leave, {}", Measure::Money.words(Self::leaving(review))))
                }
            };
            // Larger as well as red: colour alone doesn't tell.
            drawing.dot(class, RAIL, y, if leaves == 0 { 6 } else { 9 });
            drawing.text(BARS, y + 5, Anchor::Start, "label-strong", &format!("{}: {words}", review.when));
            if leaves > 0 {
                drawing.bar(scale.place(0), scale.place(Self::leaving(review)), y + 14, 14, 0);
            }
        }
        drawing.finish(height, 0)
    }

    pub(super) fn table(&self) -> Table {
        let columns = vec![
            Column::words("Review"),
            Column::words("Who leaves"),
            Column::words("Service"),
            Column::number("Price a year"),
            Column::number("Alternative"),
        ];
        let mut rows = Vec::new();
        for review in &self.reviews {
            if review.exits.is_empty() {
                rows.push(vec![(&review.when).into(), "nobody".into(), "–".into(), "–".into(), "–".into()]);
            }
            for exit in &review.exits {
                rows.push(vec![
                    (&review.when).into(),
                    (&exit.buyer).into(),
                    (&exit.service).into(),
                    Measure::Money.words(exit.price).into(),
                    Measure::Money.words(exit.alternative).into(),
                ]);
            }
        }
        Table::new(&self.words.title, columns, rows)
    }
}
