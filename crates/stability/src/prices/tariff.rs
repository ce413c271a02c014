//! The charges nearest to today's that hold, with a certificate that can be checked by adding columns.

use super::exactness::Exactness;
use super::net::{GAIN_MIN, Net};
use super::smooth::Smooth;

mod certificate;
mod nearest;

pub use certificate::Certificate;

/// Charges that hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Tariff {
    /// By buyer, in pence a year.
    pub charges: Vec<f64>,
    /// What each line bears of each cost.
    pub certificate: Certificate,
    /// The sum of the differences to today's charges, in pence a year; none that hold are nearer.
    pub distance: f64,
    /// Always exact.
    pub kind: Exactness,
}

/// The charges that hold and are nearest to today's, `subsidy` pence a year being paid from outside: they add
/// up to h(N) − subsidy, and no group of buyers pays more than it would cost alone. None if none hold, because
/// the subsidy is below the least one, or if it is more than the whole cost.
///
/// Nearest in the sum of absolute differences. Many charges may be; those returned also have the smallest
/// largest change, and the smallest sum of squares, each change measured by what the buyer pays today (by at
/// least a thousandth of the average). So buyers in the same position change by the same percentage.
///
/// What the subsidy pays shows as certificate columns that fall short. With the least subsidy these are the own
/// cost of the lines of [`super::subsidy::Subsidy::leaves`] and the pools that only those use: these lines pay
/// exactly what they would outside. What is paid beyond the least subsidy lowers charges wherever that brings
/// them nearest to today's; no charge falls below zero.
pub fn closest_tariff(game: &Smooth, today: &[f64], subsidy: f64) -> Option<Tariff> {
    let mut net = Net::of(game);
    net.ask_group(|_| true);
    let most = net.fill();
    let total = (game.whole() - subsidy) / net.unit;
    if total > most + GAIN_MIN || total < -GAIN_MIN {
        return None;
    }
    let total = total.clamp(0.0, most);
    let today_inside: Vec<f64> = today.iter().map(|charge| charge / net.unit).collect();
    let charges = nearest::nearest(&mut net, &today_inside, total);
    let certificate = Certificate::of(game, &mut net, &charges);
    let charges: Vec<f64> = charges.iter().map(|charge| charge * net.unit).collect();
    let distance = charges.iter().zip(today).map(|(charge, today)| (charge - today).abs()).sum();
    Some(Tariff { charges, certificate, distance, kind: Exactness::Exact })
}
