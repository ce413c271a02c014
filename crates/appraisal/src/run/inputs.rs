use std::collections::HashMap;

use stability::draw::{Pert, Stream};
use stability::setup::RELUCTANCE;
use vocabulary::{Code, Estimate};

use crate::input::{Appraisal, AppraisalOption, Choice, Item, Sourcing};

/// One number of an appraisal that may be different: it is drawn, driven and switched by its name.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its name: `table/key/column` for what the engine knows, `option/…` for what only the appraisal knows.
    pub name: String,
    /// As people read it.
    pub title: String,
    /// What it may be.
    pub value: Estimate,
    /// Is it a factor on what the register says, not an amount?
    pub is_factor: bool,
    /// Is it in pounds?
    pub is_pounds: bool,
    pert: Pert,
    stream: Stream,
}

/// Every input of an appraisal, each once.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// In the order of the appraisal.
    pub all: Vec<Input>,
    by_name: HashMap<String, usize>,
}

/// A value for every input, by its position.
pub type Point = Vec<f64>;

impl Inputs {
    /// The inputs of an appraisal.
    pub fn of(appraisal: &Appraisal) -> Inputs {
        let mut inputs = Inputs::default();
        let mut add = |name: String, title: String, value: Estimate, kind: Kind| {
            let (pert, stream) = (Pert::of(value), Stream::of(appraisal.seed, &name));
            inputs.by_name.entry(name.clone()).or_insert_with(|| {
                let (is_factor, is_pounds) = (kind == Kind::Factor, kind == Kind::Pounds);
                inputs.all.push(Input { name, title, value, is_factor, is_pounds, pert, stream });
                inputs.all.len() - 1
            });
        };
        let title = "how much dearer a unit may be before others leave".to_string();
        add(RELUCTANCE.to_string(), title, appraisal.reluctance, Kind::Share);
        for assumption in &appraisal.assumptions {
            let column = assumption.at.rsplit('/').next().unwrap_or_default();
            let kind = match (assumption.scale, column.ends_with("_gbp")) {
                (true, _) => Kind::Factor,
                (false, true) => Kind::Pounds,
                (false, false) => Kind::Share,
            };
            add(assumption.at.clone(), assumption.at.clone(), assumption.value, kind);
        }
        for option in &appraisal.options {
            for (_, choice) in option.changes() {
                let what = |what: &str| format!("{what} of {} in “{}”", choice.service, option.title);
                if let Some(value) = choice.running_gbp {
                    add(running_name(option, choice), what("running cost"), value, Kind::Pounds);
                }
                if let Some(value) = choice.one_off_gbp {
                    add(one_off_name(option, choice), what("one-off cost"), value, Kind::Pounds);
                }
                if let Some(value) = choice.price_percent.filter(|_| choice.sourcing == Sourcing::Renegotiate)
                {
                    add(price_name(option, choice), what("new price in per cent"), value, Kind::Share);
                }
            }
            for item in &option.items {
                if let Some(value) = item.annual_gbp {
                    add(
                        item_name(option, item),
                        format!("{} in “{}”", item.title, option.title),
                        value,
                        Kind::Pounds,
                    );
                }
            }
        }
        inputs
    }

    /// The position of an input.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The value of an input at a point; 0 for a name that isn't there.
    pub fn at(&self, point: &Point, name: &str) -> f64 {
        self.find(name).and_then(|index| point.get(index).copied()).unwrap_or(0.0)
    }

    /// Every input at its likely value.
    pub fn likely(&self) -> Point {
        self.all.iter().map(|input| input.pert.likely()).collect()
    }

    /// Every input at a value below which such a share of its values lies.
    pub fn at_shares(&self, shares: &[f64]) -> Point {
        self.all.iter().zip(shares).map(|(input, share)| input.pert.quantile(*share)).collect()
    }

    /// Shares of one base sample of the sensitivity indices: of the draws' own stream, or of a second one.
    pub fn shares(&self, seed: u64, draw: u64, is_second: bool) -> Vec<f64> {
        let stream = |input: &Input| match is_second {
            true => Stream::of(seed, &stability::sensitivity::second_stream(&input.name)),
            false => input.stream,
        };
        self.all.iter().map(|input| stream(input).uniform(draw)).collect()
    }

    /// Every input at its value in a draw: a function of the seed, the draw and the input's name.
    pub fn draw(&self, draw: u64) -> Point {
        self.all.iter().map(|input| input.pert.quantile(input.stream.uniform(draw))).collect()
    }
}

#[derive(PartialEq, Clone, Copy)]
enum Kind {
    Factor,
    Pounds,
    Share,
}

/// The alternative that a choice with its own numbers is worked out from.
pub(super) fn alternative_id(option: &Code, service: &Code) -> Code {
    Code::new(&format!("appraisal-{option}-{service}"))
}

pub(super) fn running_name(option: &AppraisalOption, choice: &Choice) -> String {
    format!("alternatives/{}/fixed_gbp", alternative_id(&option.id, &choice.service))
}

pub(super) fn one_off_name(option: &AppraisalOption, choice: &Choice) -> String {
    format!("alternatives/{}/switching_gbp", alternative_id(&option.id, &choice.service))
}

pub(super) fn price_name(option: &AppraisalOption, choice: &Choice) -> String {
    format!("option/{}/{}/price_percent", option.id, choice.service)
}

pub(super) fn item_name(option: &AppraisalOption, item: &Item) -> String {
    format!("option/{}/{}/annual_gbp", option.id, item.id)
}
