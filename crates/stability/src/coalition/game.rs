use super::{Group, Kind, Method, Table};

/// A table as a game of cost in scaled `f64`: one unit is about the cost of one member. A savings table is
/// turned round, so that what a member gets is a cost below zero.
pub(super) struct Game {
    /// Number of members.
    pub n: usize,
    /// Scaled cost by group.
    pub cost: Vec<f64>,
    /// What a group's excess is divided by, in scaled units where it is money; none: by one.
    pub weight: Option<Vec<f64>>,
    /// Pence of one scaled unit of money.
    pub unit: f64,
    /// What a level must be multiplied by to be what the method measures.
    pub level_unit: f64,
    /// Minus one for a savings table.
    pub sign: f64,
}

impl Game {
    /// The game that a method plays on a table.
    pub fn of(table: &Table, method: Method) -> Self {
        let n = table.members.len();
        let sign = if table.kind == Kind::Cost { 1.0 } else { -1.0 };
        let largest = table.pence.iter().map(|pence| pence.abs().as_f64()).fold(0.0, f64::max);
        let unit = if largest > 0.0 { largest / n as f64 } else { 1.0 };
        let cost: Vec<f64> = table.pence.iter().map(|pence| sign * pence.as_f64() / unit).collect();
        let (weight, level_unit) = match method {
            Method::PerCapitaNucleolus => {
                (Some((0..cost.len()).map(|group| f64::from(group.count_ones())).collect()), unit)
            }
            Method::ProportionalNucleolus => (Some(cost.iter().map(|cost| cost.abs()).collect()), 1.0),
            _ => (None, unit),
        };
        Game { n, cost, weight, unit, level_unit, sign }
    }

    /// All members.
    pub fn grand(&self) -> Group {
        grand(self.n)
    }

    /// What a group's excess is divided by.
    pub fn weight(&self, group: Group) -> f64 {
        self.weight.as_ref().map_or(1.0, |weight| weight[group as usize])
    }

    /// A group's cost.
    pub fn cost(&self, group: Group) -> f64 {
        self.cost[group as usize]
    }

    /// May a group have an excess: neither empty, nor all members, nor without a weight?
    pub fn counts(&self, group: Group) -> bool {
        group != 0 && group != self.grand() && self.weight(group) > 0.0
    }
}

/// All of so many members.
pub(super) fn grand(n: usize) -> Group {
    ((1_u64 << n) - 1) as Group
}

/// The members of a group, lowest first.
pub(super) fn members(group: Group) -> impl Iterator<Item = usize> {
    (0..u32::BITS as usize).filter(move |member| group >> member & 1 == 1)
}

/// A group's part of one vector, added from the lowest member on.
pub(super) fn sum(group: Group, shares: &[f64]) -> f64 {
    members(group).map(|member| shares[member]).sum()
}
