use vocabulary::{Code, Pence};

use crate::lines::Market;

/// How far the income of a part of the market hangs on few customers.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration<'a> {
    /// Number of customers that pay anything.
    pub customers: usize,
    /// The customer that pays most, and what it pays a year.
    pub largest: (&'a Code, Pence),
    /// Its share, per cent.
    pub largest_percent: f64,
    /// Herfindahl–Hirschman index: the squares of all shares in per cent, added up (10,000: one customer).
    pub hhi: f64,
    /// The smallest number of customers that make up 80 per cent.
    pub customers_to_80_percent: usize,
}

impl<'a> Market<'a> {
    /// How concentrated it is; none when nobody pays anything.
    pub fn concentration(&self) -> Option<Concentration<'a>> {
        let buyers = self.by_buyer().into_iter().map(|(buyer, lines)| (buyer, lines.spend()));
        let mut paying: Vec<(&Code, Pence)> = buyers.filter(|(_, spend)| *spend > Pence::ZERO).collect();
        paying.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let total = paying.iter().map(|(_, spend)| *spend).sum::<Pence>().as_f64();
        let largest = *paying.first()?;
        let percent = |spend: Pence| spend.as_f64() / total * 100.0;
        let mut reached = 0.0;
        let before_80 = paying.iter().take_while(|(_, spend)| {
            let before = reached;
            reached += percent(*spend);
            // A hair's breadth, so that shares that add up to 80 in whole pence do so here.
            before < 80.0 - 1e-9
        });
        let customers_to_80_percent = before_80.count();
        Some(Concentration {
            customers: paying.len(),
            largest,
            largest_percent: percent(largest.1),
            hhi: paying.iter().map(|(_, spend)| percent(*spend).powi(2)).sum(),
            customers_to_80_percent,
        })
    }
}
