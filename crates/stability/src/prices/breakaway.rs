use super::game::Game;

/// A group of buyers on its own, with what it pays now and what it would pay alone. Pence a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Breakaway {
    /// Who, by buyer.
    pub group: Vec<bool>,
    /// Which of its lines it would buy elsewhere, by line; false for lines of others.
    pub outside: Vec<bool>,
    /// Its bills together.
    pub pays: f64,
    /// What it would pay on its own.
    pub alone: f64,
}

impl Breakaway {
    /// A group that buys some of its lines elsewhere, priced in a game.
    pub fn of(game: &Game, prices: &[f64], group: Vec<bool>, mut outside: Vec<bool>) -> Self {
        game.lines.iter().zip(&mut outside).for_each(|(line, outside)| *outside &= group[line.buyer]);
        let pays = group.iter().zip(prices).filter(|(member, _)| **member).map(|(_, price)| price).sum();
        let alone = game.alone(&group, &outside);
        Breakaway { group, outside, pays, alone }
    }

    /// What it gains by leaving; below 0, what it would lose.
    pub fn gain(&self) -> f64 {
        self.pays - self.alone
    }

    /// The gain as a share of its bills.
    pub fn share(&self) -> f64 {
        if self.pays > 0.0 { self.gain() / self.pays } else { 0.0 }
    }

    /// Its members, as indices of buyers.
    pub fn members(&self) -> impl Iterator<Item = usize> + '_ {
        self.group.iter().enumerate().filter(|(_, member)| **member).map(|(at, _)| at)
    }
}
