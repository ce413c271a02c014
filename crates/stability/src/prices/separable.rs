//! Separable cost remaining benefit.

use super::net::Net;
use super::smooth::Smooth;

/// What each buyer adds last, and what it costs alone, in units of the network.
pub(super) struct Ends {
    /// c(N) − c(N∖i).
    pub last: Vec<f64>,
    /// c({i}).
    pub first: Vec<f64>,
    /// c(N).
    pub whole: f64,
}

impl Ends {
    /// A small network and a small change of flow for each buyer.
    pub fn of(net: &mut Net) -> Self {
        let first = (0..net.buyers()).map(|buyer| net.alone(buyer)).collect();
        net.clear();
        net.ask_group(|_| true);
        let whole = net.fill();
        let full = net.network.snapshot();
        let mut last = Vec::with_capacity(net.buyers());
        for buyer in 0..net.buyers() {
            last.push(net.excuse(buyer));
            net.ask(buyer, f64::INFINITY);
            net.network.restore(&full);
        }
        Ends { last, first, whole }
    }
}

/// Each buyer pays what it adds last, and of the rest a part by what it still gains against being alone. In
/// pence a year; adds up to c(N), which is h(N) where prices that hold exist, and h(N) less the least subsidy
/// where not. If nobody gains, the rest (then none) is shared equally.
pub fn scrb(game: &Smooth) -> Vec<f64> {
    let mut net = Net::of(game);
    let ends = Ends::of(&mut net);
    let rest = ends.whole - ends.last.iter().sum::<f64>();
    let gains: Vec<f64> =
        ends.first.iter().zip(&ends.last).map(|(first, last)| (first - last).max(0.0)).collect();
    let all: f64 = gains.iter().sum();
    let share = |gain: &f64| if all > 0.0 { rest * gain / all } else { rest / gains.len() as f64 };
    ends.last.iter().zip(&gains).map(|(last, gain)| (last + share(gain)) * net.unit).collect()
}
