//! Weighted points: what options are worth beside money, and how far their order hangs on the weights.

use stability::draw::{Pert, Stream, quantile};
use stability::ensemble::Range;
use vocabulary::Code;

use crate::input::Appraisal;

/// How many weightings are tried.
pub const WEIGHTINGS: u64 = 2000;

/// Within how wide a band round the locked weights the narrower trial stays: from half of each to its double.
const BAND: f64 = 2.0;

/// The points of every option.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Points {
    /// By option: the weighted points out of 100 at likely scores; none for an option that isn't scored throughout.
    pub weighted: Vec<Option<f64>>,
    /// By option: the range over draws of the scores.
    pub ranges: Vec<Option<Range>>,
    /// By option: in what share of all possible weightings it comes first.
    pub first_any: Vec<f64>,
    /// By option: in what share of the weightings between half and double each locked weight.
    pub first_near: Vec<f64>,
    /// By option: the best and the worst place that any weighting tried gives it, counted from 1.
    pub places: Vec<Option<(usize, usize)>>,
    /// Weightings tried, each way.
    pub weightings: u64,
}

/// Likely points by option and criterion; none where there is no score.
pub fn likely_scores(appraisal: &Appraisal) -> Vec<Vec<Option<f64>>> {
    table(appraisal, |score| score.points.likely())
}

fn table(appraisal: &Appraisal, value: impl Fn(&crate::input::Score) -> f64) -> Vec<Vec<Option<f64>>> {
    let of = |option: &Code, criterion: &Code| {
        let mut scores = appraisal.scores.iter();
        scores.find(|score| score.option == *option && score.criterion == *criterion).map(&value)
    };
    let row = |option: &Code| appraisal.criteria.iter().map(|criterion| of(option, &criterion.id)).collect();
    appraisal.options.iter().map(|option| row(&option.id)).collect()
}

/// Weighted points out of 100: each score as a share of the most there is, times its weight as a share of all
/// weights. None where a score is missing or no weight counts.
pub fn weighted(scores: &[Option<f64>], weights: &[f64], points_max: f64) -> Option<f64> {
    let all: f64 = weights.iter().sum();
    if all <= 0.0 || points_max <= 0.0 {
        return None;
    }
    let each = scores.iter().zip(weights).map(|(score, weight)| Some((*score)? / points_max * weight));
    Some(each.sum::<Option<f64>>()? / all * 100.0)
}

/// The option that comes first, by its position: the highest value, of equal ones the first.
pub fn first(values: &[Option<f64>]) -> Option<usize> {
    let known = values.iter().enumerate().filter_map(|(index, value)| Some((index, (*value)?)));
    known.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(index, _)| index)
}

/// The place of each option, counted from 1; equals share the better place.
pub fn places(values: &[Option<f64>]) -> Vec<Option<usize>> {
    let better = |value: f64| values.iter().flatten().filter(|other| **other > value).count();
    values.iter().map(|value| value.map(|value| better(value) + 1)).collect()
}

/// Weighs every option.
pub fn points(appraisal: &Appraisal) -> Points {
    let scores = likely_scores(appraisal);
    let weights: Vec<f64> = appraisal.criteria.iter().map(|criterion| criterion.weight).collect();
    let under = |weights: &[f64]| -> Vec<Option<f64>> {
        scores.iter().map(|row| weighted(row, weights, appraisal.points_max)).collect()
    };
    if appraisal.criteria.is_empty() {
        let none = vec![None; appraisal.options.len()];
        return Points {
            ranges: vec![None; none.len()],
            first_any: vec![0.0; none.len()],
            first_near: vec![0.0; none.len()],
            places: vec![None; none.len()],
            weighted: none,
            weightings: 0,
        };
    }
    let trial = |near: bool| -> Vec<Vec<Option<f64>>> {
        (0..WEIGHTINGS).map(|draw| under(&weighting(appraisal, &weights, near, draw))).collect()
    };
    let (any, near) = (trial(false), trial(true));
    let mut spread = vec![None; appraisal.options.len()];
    for values in any.iter().chain(&near).chain([&under(&weights)]) {
        for (place, held) in places(values).into_iter().zip(&mut spread) {
            let Some(place) = place else { continue };
            let (best, worst) = held.unwrap_or((place, place));
            *held = Some((place.min(best), place.max(worst)));
        }
    }
    Points {
        weighted: under(&weights),
        ranges: ranges(appraisal),
        first_any: shares(&any, appraisal.options.len()),
        first_near: shares(&near, appraisal.options.len()),
        places: spread,
        weightings: WEIGHTINGS,
    }
}

/// Weights of one trial: any at all (each weighting as likely as any other), or each between half and double what is
/// locked. A function of the seed, the trial and the criterion's name.
fn weighting(appraisal: &Appraisal, weights: &[f64], near: bool, draw: u64) -> Vec<f64> {
    let criteria = appraisal.criteria.iter().zip(weights);
    let weight = |(criterion, weight): (&crate::input::Criterion, &f64)| {
        let name = if near { "weight-near" } else { "weight" };
        let share = Stream::of(appraisal.seed, &format!("{name}/{}", criterion.id)).uniform(draw);
        // Exponentials, divided by their sum, are spread evenly over all weightings.
        if near { weight * BAND.powf(2.0 * share - 1.0) } else { -share.ln() }
    };
    criteria.map(weight).collect()
}

fn shares(trials: &[Vec<Option<f64>>], options: usize) -> Vec<f64> {
    let mut count = vec![0.0; options];
    trials.iter().filter_map(|values| first(values)).for_each(|index| count[index] += 1.0);
    count.iter().map(|count| count / trials.len().max(1) as f64).collect()
}

/// The points of every option in a draw of the scores.
pub fn drawn(appraisal: &Appraisal, draw: u64) -> Vec<Option<f64>> {
    let weights: Vec<f64> = appraisal.criteria.iter().map(|criterion| criterion.weight).collect();
    let scores = table(appraisal, |score| {
        let name = format!("score/{}/{}", score.option, score.criterion);
        Pert::of(score.points).quantile(Stream::of(appraisal.seed, &name).uniform(draw))
    });
    scores.iter().map(|row| weighted(row, &weights, appraisal.points_max)).collect()
}

fn ranges(appraisal: &Appraisal) -> Vec<Option<Range>> {
    let draws: Vec<Vec<Option<f64>>> =
        (0..u64::from(appraisal.draws)).map(|draw| drawn(appraisal, draw)).collect();
    let of = |option: usize| -> Option<Range> {
        range_of(draws.iter().map(|values| values[option]).collect::<Option<Vec<f64>>>()?)
    };
    (0..appraisal.options.len()).map(of).collect()
}

/// Mean and quantiles of values in the order of draws; none of an empty list.
pub fn range_of(mut values: Vec<f64>) -> Option<Range> {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.sort_by(f64::total_cmp);
    let at = |share| quantile(&values, share);
    Some(Range { mean, p10: at(0.1)?, p50: at(0.5)?, p90: at(0.9)? })
}
