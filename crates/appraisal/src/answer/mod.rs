//! The whole answer to an appraisal.

mod bench;
pub(crate) mod claims;
pub(crate) mod dates;
mod firm;
pub(crate) mod hosting;
pub(crate) mod option;
mod order;
pub(crate) mod posts;
mod switching;
mod timing;

use register::rules::{Used, past_review};
use register::{Rulebook, Snapshot};
use stability::watch::{Unwatched, Watch};
use vocabulary::{Finding, Findings, Place};

pub use claims::{ClaimAnswer, Standing};
pub use dates::{DateRow, Gap};
pub use firm::{Driver, Firmness, SobolRow};
pub use hosting::{Hosting, HostingRow, smallest_scale};
pub use option::{BodyChange, MoneyRanges, OptionAnswer, Payment, PeopleChange, UnitStanding};
pub use posts::PostCost;
pub use switching::{Switched, SwitchingRow};
pub use timing::TimingRow;

use crate::check::check;
use crate::closure::{Closure, closure};
use crate::input::Appraisal;
use crate::points::{Points, points, range_of};
use crate::run::{Inputs, Money, OptionModel, OptionRun, discount_factors};

pub(crate) use bench::{Bench, stopped};

/// What to work out beside the options themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Depth {
    /// Base samples for the sensitivity indices; 0 for none.
    pub samples: u32,
}

/// The whole answer to an appraisal. Money in pence; options by their position in the appraisal.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The question.
    pub appraisal: Appraisal,
    /// The financial years, as first calendar years, with their discount and price factors.
    pub years: Vec<Year>,
    /// The options.
    pub options: Vec<OptionAnswer>,
    /// Their points.
    pub points: Points,
    /// The options, the first one first.
    pub order: Vec<usize>,
    /// The preferred option.
    pub preferred: usize,
    /// How firmly the order stands.
    pub firmness: Firmness,
    /// What each input would have to be for another option to come first by money.
    pub switching: Vec<SwitchingRow>,
    /// The preferred option at other dates.
    pub timing: Vec<TimingRow>,
    /// How large one must be to host one's own.
    pub hosting: Hosting,
    /// What has to be done by when, by option and choice.
    pub dates: Vec<DateRow>,
    /// What the posts of the schedule cost.
    pub posts: Vec<PostCost>,
    /// Value for money, and improved quality: two answers.
    pub claims: Vec<ClaimAnswer>,
    /// Where everything of a closing unit goes; none where nothing closes.
    pub closure: Option<Closure>,
    /// What there is to say, worst first.
    pub findings: Findings,
}

/// A year of the horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Year {
    /// The calendar year in which it starts.
    pub starts: i32,
    /// What a pound of it is worth in year 0, discounted.
    pub discount: f64,
    /// What something that costs a pound in year 0 costs in it.
    pub prices: f64,
}

/// Answers an appraisal. Errors: everything that forbids an answer.
pub fn answer(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    appraisal: &Appraisal,
    depth: Depth,
) -> Result<Answer, Findings> {
    watched_answer(snapshot, rulebook, appraisal, depth, &Unwatched)
}

/// Answers an appraisal while somebody watches the draws. Errors: everything that forbids an answer, and stopping.
pub fn watched_answer(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    appraisal: &Appraisal,
    depth: Depth,
    watch: &dyn Watch,
) -> Result<Answer, Findings> {
    let mut findings = check(snapshot, appraisal);
    findings.extend(crate::rates::unknown_categories(rulebook, appraisal));
    if findings.iter().any(Finding::is_error) {
        return Err(findings);
    }
    let inputs = Inputs::of(appraisal);
    let (models, more) = models(snapshot, rulebook, appraisal, &inputs)?;
    findings.extend(more);
    let Some(factors) = discount_factors(rulebook, appraisal) else {
        return Err(vec![unknown_schedule(appraisal)]);
    };
    let runs = runs(appraisal, rulebook, &inputs, &models);
    let against = appraisal.weighed_against();
    let bench = Bench { rulebook, inputs: &inputs, runs: &runs, factors: &factors, against };
    let mut options = options(appraisal, &bench, &models, &mut findings)?;
    let draws = bench.draws(appraisal.draws, watch)?;
    for (index, option) in options.iter_mut().enumerate() {
        option.ranges = ranges(&draws, index);
    }
    let points = points(appraisal);
    let order = order::order(appraisal, &options, &points);
    let preferred = order::preferred(appraisal, &order, &options, &mut findings);
    let firmness = firm::firmness(appraisal, &bench, &draws, preferred, depth, watch)?;
    let switching = switching::switching(&bench, preferred, &options);
    let timing = timing::timing(snapshot, appraisal, preferred, &bench);
    let dates = dates::dates(snapshot, rulebook, appraisal, &models, &options);
    let closed = closure(snapshot, appraisal);
    let (posts, more, used) = posts::post_costs(rulebook, appraisal);
    findings.extend(more);
    findings.extend(dates::findings(&dates));
    findings.extend(closed.iter().flat_map(|closed| closed.findings.clone()));
    findings.extend(late(rulebook, appraisal, &options, used));
    findings.sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.cmp(b)));
    findings.dedup();
    Ok(Answer {
        years: years(rulebook, appraisal, &factors),
        hosting: hosting::hosting(snapshot, appraisal),
        claims: claims::claims(appraisal, preferred),
        appraisal: appraisal.clone(),
        options,
        points,
        order,
        preferred,
        firmness,
        switching,
        timing,
        dates,
        posts,
        closure: closed,
        findings,
    })
}

/// Rates that the answer rests on and that should have been looked at again by the day on which it was prepared.
pub(crate) fn late(
    rulebook: &Rulebook,
    appraisal: &Appraisal,
    options: &[OptionAnswer],
    mut used: Vec<Used>,
) -> Findings {
    let redundant = options.iter().flat_map(|option| &option.people).filter(|row| row.wte[2] > 0.0);
    let mut redundant: Vec<_> = redundant.map(|row| (&row.band, row.paid_on)).collect();
    redundant.sort();
    redundant.dedup();
    used.extend(crate::rates::used(rulebook, appraisal, &redundant));
    past_review(&used, appraisal.prepared_on)
}

pub(crate) type Models = Vec<Option<OptionModel>>;

/// The engine's model of every option that changes a line. Errors: everything that forbids one, of all options.
pub(crate) fn models(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    appraisal: &Appraisal,
    inputs: &Inputs,
) -> Result<(Models, Findings), Findings> {
    let (mut models, mut findings, mut errors) = (Vec::new(), Findings::new(), Findings::new());
    for option in &appraisal.options {
        if option.changes().next().is_none() {
            models.push(None);
            continue;
        }
        match OptionModel::of(snapshot, rulebook, appraisal, option, inputs) {
            Ok(model) => {
                findings.extend(model.setup.findings.iter().cloned());
                models.push(Some(model));
            }
            Err(more) => errors.extend(more),
        }
    }
    if errors.is_empty() { Ok((models, findings)) } else { Err(errors) }
}

/// What each option comes to, read from the engine. Errors: a defect of the engine.
fn options(
    appraisal: &Appraisal,
    bench: &Bench<'_>,
    models: &Models,
    findings: &mut Findings,
) -> Result<Vec<OptionAnswer>, Findings> {
    let likely = bench.inputs.likely();
    let mut options = Vec::new();
    for (index, (option, model)) in appraisal.options.iter().zip(models).enumerate() {
        let flows = bench.flows(index, &likely);
        let money = Money::of(&flows, bench.factors);
        let Some(model) = model else {
            options.push(OptionAnswer::unmoved(option, flows, money));
            continue;
        };
        let (answer, more) =
            OptionAnswer::of(option, model, bench.rulebook, &appraisal.buyer, (flows, money))?;
        options.push(answer);
        findings.extend(more);
    }
    if let Some(against) = bench.against {
        let beside = options[against].clone();
        options.iter_mut().for_each(|option| option.set_beside(&beside));
    }
    Ok(options)
}

pub(crate) fn years(rulebook: &Rulebook, appraisal: &Appraisal, factors: &[f64]) -> Vec<Year> {
    let prices = crate::rates::price_factors(rulebook, appraisal);
    let years = appraisal.years().into_iter().zip(factors.iter().zip(prices));
    years.map(|(starts, (discount, prices))| Year { starts, discount: *discount, prices }).collect()
}

pub(crate) fn runs<'a>(
    appraisal: &'a Appraisal,
    rulebook: &'a Rulebook,
    inputs: &'a Inputs,
    models: &'a [Option<OptionModel>],
) -> Vec<OptionRun<'a>> {
    let options = appraisal.options.iter().zip(models);
    options
        .map(|(option, model)| OptionRun::of(appraisal, option, inputs, rulebook, model.as_ref()))
        .collect()
}

fn ranges(draws: &[Vec<Money>], option: usize) -> Option<MoneyRanges> {
    let of = |value: fn(&Money) -> f64| range_of(draws.iter().map(|draw| value(&draw[option])).collect());
    Some(MoneyRanges {
        us: of(|money| money.us)?,
        others: of(|money| money.others)?,
        purse: of(|money| money.purse)?,
        net_present: of(|money| money.net_present)?,
    })
}

pub(crate) fn unknown_schedule(appraisal: &Appraisal) -> Finding {
    let seen = format!("{:?} has no rate for every year of the horizon", appraisal.schedule.as_str());
    Finding::error("unknown-rule", Place::cell("appraisal", "", "discount_schedule"), seen)
        .expected("a schedule of the table discount, such as green-book-standard")
        .action("Correct the name.")
}
