//! The smooth game: every cost either follows one line, or is fixed and shared by the lines that use it.
//!
//! With these two kinds what a group costs has falling increments, so that questions about all 2ⁿ groups are
//! answered by one minimum cut. Steps are replaced by their slope before they come here.

use super::net::Net;

/// One agreement line. Money in pence a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmoothLine {
    /// Who buys, as an index below [`Smooth::buyers`].
    pub buyer: usize,
    /// The cost that comes and goes with this line alone.
    pub cost: f64,
    /// What it costs elsewhere; infinite when there is nowhere to go.
    pub outside: f64,
}

/// A fixed cost that is there as long as any of its lines is.
#[derive(Debug, Clone, PartialEq)]
pub struct SmoothPool {
    /// Pence a year.
    pub cost: f64,
    /// The lines that use it, as indices into [`Smooth::lines`], each once.
    pub lines: Vec<usize>,
}

/// A unit's cost as a function of the lines that it serves: h(K) = Σ cost of the lines of K + Σ cost of the
/// pools that any line of K uses. A group S of buyers alone costs c(S) = min over sets T of its lines of
/// h(S∖T) + outside(T).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Smooth {
    /// How many buyers there are.
    pub buyers: usize,
    /// The lines.
    pub lines: Vec<SmoothLine>,
    /// The pools.
    pub pools: Vec<SmoothPool>,
}

/// What a group of buyers costs alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Alone {
    /// Pence a year.
    pub cost: f64,
    /// By line: does it go outside? Lines of buyers that aren't in the group never do.
    pub outside: Vec<bool>,
}

impl Smooth {
    /// What the lines kept cost together, in pence a year: h(K).
    pub fn cost_of_lines(&self, kept: &[bool]) -> f64 {
        let lines = self.lines.iter().zip(kept);
        let own: f64 = lines.filter(|(_, kept)| **kept).map(|(line, _)| line.cost).sum();
        let pools = self.pools.iter().filter(|pool| pool.lines.iter().any(|line| kept[*line]));
        own + pools.map(|pool| pool.cost).sum::<f64>()
    }

    /// What all lines cost together, in pence a year: h(N).
    pub fn whole(&self) -> f64 {
        self.cost_of_lines(&vec![true; self.lines.len()])
    }

    /// What a group costs alone, each of its lines served or outside, whatever is least: c(S), by one minimum
    /// cut. Of several ways the one with fewest lines outside.
    pub fn alone(&self, group: &[bool]) -> Alone {
        self.alone_in(&mut Net::of(self), group)
    }

    pub(super) fn alone_in(&self, net: &mut Net, group: &[bool]) -> Alone {
        net.clear();
        net.ask_group(|buyer| group[buyer]);
        net.fill();
        let mut outside: Vec<bool> =
            self.lines.iter().zip(&net.reduced.gone).map(|(line, gone)| *gone && group[line.buyer]).collect();
        let away = net.spots_outside();
        for (spot, _) in net.reduced.spots.iter().zip(away).filter(|(spot, away)| *away && group[spot.buyer])
        {
            spot.lines.iter().for_each(|(line, _)| outside[*line] = true);
        }
        let kept: Vec<bool> =
            self.lines.iter().zip(&outside).map(|(line, away)| group[line.buyer] && !away).collect();
        let cost = self.cost_of_lines(&kept) + self.outside_of(&outside);
        Alone { cost, outside }
    }

    /// What lines cost outside, in pence a year: o(T).
    pub fn outside_of(&self, lines: &[bool]) -> f64 {
        self.lines.iter().zip(lines).filter(|(_, taken)| **taken).map(|(line, _)| line.outside).sum()
    }
}
