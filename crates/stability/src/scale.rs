//! The two harms of a move that must not be mixed: residual cost, which ends, and loss of scale, which stays.

use vocabulary::Pence;

use crate::impact::{Impact, Side};

impl Impact {
    /// Residual cost of a unit by month because of the moves: what is carried but no longer needed.
    pub fn residual_by_month(&self, unit: usize) -> Vec<Pence> {
        let pairs = self.moved.outcome.residual[unit].iter().zip(&self.baseline.outcome.residual[unit]);
        pairs.map(|(moved, baseline)| Pence::round(moved - baseline)).collect()
    }

    /// Loss of scale of a unit in a month, pounds a year: by how much the needed cost of those who are still
    /// served has risen because of the moves.
    pub fn loss_of_scale(&self, unit: usize, month: u32) -> Pence {
        let rise = |side: &Side| -> f64 {
            let cells = self.setup.model.units[unit].cells.iter();
            let of_cell = |cell: &usize| {
                let track = &side.outcome.cells[*cell];
                let month = month as usize;
                if track.volume[month] <= 0.0 {
                    return 0.0;
                }
                (track.kappa[month] - track.kappa_start) * track.volume[month]
            };
            cells.map(of_cell).sum()
        };
        Pence::round(rise(&self.moved) - rise(&self.baseline))
    }
}
