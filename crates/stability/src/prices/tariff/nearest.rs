use super::super::net::{GAIN_MIN, Net};

/// A change is measured by at least this part of the average charge, for buyers who pay next to nothing today.
const LEAST_WEIGHT: f64 = 1e-3;
/// Groups that are bound by less than this aren't told apart, in units of a buyer's average cost.
const APART: f64 = GAIN_MIN / 100.0;

/// A part of the buyers: their charges add up to `high − low`, beside those whose charges are settled to be
/// lower.
struct Part {
    /// Buyers whose changes are smaller.
    below: Vec<usize>,
    /// Buyers whose charges are open.
    open: Vec<usize>,
    /// What the first cost alone, and both together.
    low: f64,
    high: f64,
}

/// Charges that add up to a total, hold, and are nearest to today's: the decomposition of Fujishige and
/// Groenevelt. All open buyers change by the same part of their weight; if some group then pays more than it
/// costs alone, it is bound: its buyers change by less than the others, and both are settled apart.
pub(super) fn nearest(net: &mut Net, today: &[f64], total: f64) -> Vec<f64> {
    let buyers = today.len();
    let average = today.iter().map(|charge| charge.abs()).sum::<f64>() / buyers.max(1) as f64;
    let least = if average > 0.0 { average * LEAST_WEIGHT } else { 1.0 };
    let weights: Vec<f64> = today.iter().map(|charge| charge.abs().max(least)).collect();
    let mut charges = vec![0.0; buyers];
    let mut parts = vec![Part { below: Vec::new(), open: (0..buyers).collect(), low: 0.0, high: total }];
    while let Some(part) = parts.pop() {
        let sum = |of: &[f64]| part.open.iter().map(|buyer| of[*buyer]).sum::<f64>();
        let change = (part.high - part.low - sum(today)) / sum(&weights);
        part.open.iter().for_each(|b| charges[*b] = today[*b] + change * weights[*b]);
        if let Some((bound, cost)) = bound_group(net, &part, &charges, total) {
            let rest = part.open.iter().copied().filter(|buyer| !bound.contains(buyer)).collect();
            let below = part.below.iter().chain(&bound).copied().collect();
            parts.push(Part { below, open: rest, low: cost, high: part.high });
            parts.push(Part { below: part.below, open: bound, low: part.low, high: cost });
        }
    }
    charges
}

/// The open buyers who pay too much together with those below, and what all these cost alone; none if nobody
/// does.
fn bound_group(net: &mut Net, part: &Part, charges: &[f64], total: f64) -> Option<(Vec<usize>, f64)> {
    net.clear();
    net.limit(total);
    net.ask_group(|_| false);
    part.below.iter().for_each(|buyer| net.ask(*buyer, f64::INFINITY));
    part.open.iter().for_each(|buyer| net.ask(*buyer, charges[*buyer]));
    let least = net.fill();
    let lifted: f64 = part.open.iter().map(|buyer| (-charges[*buyer]).max(0.0)).sum();
    let group = net.smallest_group();
    net.limit(f64::INFINITY);
    if part.high + lifted - least <= APART {
        return None;
    }
    let (bound, free): (Vec<usize>, Vec<usize>) = part.open.iter().partition(|buyer| group[**buyer]);
    let beside: f64 = free.iter().map(|buyer| charges[*buyer].max(0.0)).sum();
    let raised: f64 = bound.iter().map(|buyer| (-charges[*buyer]).max(0.0)).sum();
    let apart = !bound.is_empty() && !free.is_empty();
    apart.then_some((bound, least - beside - raised))
}
