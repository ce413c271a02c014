use costing::discount_factor;
use ledger::{BodyId, Ledger};
use register::Rulebook;
use stability::book::Sums;
use stability::model::{Model, Numbers};
use stability::plan::Plan;
use stability::timeline::Engine;
use vocabulary::Month;

use super::extras::Extras;
use super::inputs::{Inputs, Point};
use super::model::OptionModel;
use crate::input::{Appraisal, AppraisalOption};

/// What an option changes beside business as usual, year by year, pence in prices of year 0. Above zero: more is
/// paid.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flows {
    /// What we pay more.
    pub us: Vec<f64>,
    /// What everybody else in the system pays more, the tax authority apart.
    pub others: Vec<f64>,
    /// What the tax authority pays more: below zero, for it receives.
    pub exchequer: Vec<f64>,
    /// What the option has beside the engine: items, risks and optimism bias.
    pub extras: Extras,
}

impl Flows {
    /// Nothing changes.
    pub fn nothing(years: usize) -> Flows {
        let none = vec![0.0; years];
        Flows { us: none.clone(), others: none.clone(), exchequer: none, extras: Extras::nothing(years) }
    }

    /// What the public purse pays more: everybody together.
    pub fn purse(&self) -> Vec<f64> {
        (0..self.us.len()).map(|year| self.us[year] + self.others[year] + self.exchequer[year]).collect()
    }
}

/// Money that an option comes to over the horizon, pence.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Money {
    /// What we pay more, undiscounted.
    pub us: f64,
    /// What others pay more.
    pub others: f64,
    /// What the tax authority pays more.
    pub exchequer: f64,
    /// What the public purse pays more.
    pub purse: f64,
    /// Present value of what the purse pays more, optimism bias and risk included, cash-releasing benefits not.
    pub present_cost: f64,
    /// Present value of the benefits in pounds.
    pub present_benefit: f64,
    /// Net present social value: benefit less cost.
    pub net_present: f64,
    /// The same before anything was done about optimism bias.
    pub net_present_unmitigated: f64,
}

/// The discount factors of the horizon, one a year.
pub fn discount_factors(rulebook: &Rulebook, appraisal: &Appraisal) -> Option<Vec<f64>> {
    let years = appraisal.years().len() as u32;
    (0..years).map(|year| discount_factor(&rulebook.discount, &appraisal.schedule, year)).collect()
}

impl Money {
    /// What flows come to.
    pub fn of(flows: &Flows, factors: &[f64]) -> Money {
        let sum = |values: &[f64]| values.iter().sum::<f64>();
        let present =
            |values: &[f64]| values.iter().zip(factors).map(|(value, factor)| value * factor).sum::<f64>();
        let purse = flows.purse();
        let extras = &flows.extras;
        // Cash-releasing benefits are in the flows of money; there they are taken out again, for they are benefits.
        let cost = present(&purse) + present(&extras.cash_releasing) + present(&extras.risk);
        let benefit = present(&extras.cash_releasing) + present(&extras.other_benefit);
        let (bias, unmitigated) = (present(&extras.bias), present(&extras.bias_unmitigated));
        Money {
            us: sum(&flows.us),
            others: sum(&flows.others),
            exchequer: sum(&flows.exchequer),
            purse: sum(&purse),
            present_cost: cost + bias,
            present_benefit: benefit,
            net_present: benefit - cost - bias,
            net_present_unmitigated: benefit - cost - unmitigated,
        }
    }

    /// Benefit for each pound of cost; none where the option costs the purse nothing, or has no benefit in pounds.
    pub fn benefit_cost_ratio(&self) -> Option<f64> {
        let is_one = self.present_cost > 0.0 && self.present_benefit > 0.0;
        is_one.then(|| self.present_benefit / self.present_cost)
    }
}

/// An option that can be run again and again at other values.
#[derive(Debug)]
pub struct OptionRun<'a> {
    appraisal: &'a Appraisal,
    option: &'a AppraisalOption,
    inputs: &'a Inputs,
    /// None for business as usual, which changes nothing.
    engine: Option<(&'a OptionModel, Engine<'a>)>,
}

impl<'a> OptionRun<'a> {
    /// Makes an option ready for many runs.
    pub fn of(
        appraisal: &'a Appraisal,
        option: &'a AppraisalOption,
        inputs: &'a Inputs,
        rulebook: &'a Rulebook,
        model: Option<&'a OptionModel>,
    ) -> OptionRun<'a> {
        let engine = model.map(|model| (model, Engine::of(&model.setup.model, model.policy(rulebook))));
        OptionRun { appraisal, option, inputs, engine }
    }

    /// What the option changes at a point.
    pub fn flows(&self, rulebook: &Rulebook, point: &Point) -> Flows {
        let years = self.appraisal.years().len();
        let mut flows = Flows::nothing(years);
        if let Some((model, engine)) = &self.engine {
            let numbers = model.numbers(point);
            let plan = Plan { agreed: model.agreed(point, &numbers), ..model.setup.plan.clone() };
            let moved = sums(engine, &model.setup.model, &numbers, &plan);
            let stays = sums(engine, &model.setup.model, &numbers, &Plan::default());
            self.add(&mut flows, &model.setup.model, &moved, 1.0);
            self.add(&mut flows, &model.setup.model, &stays, -1.0);
            flows.extras = Extras::of(
                self.appraisal,
                self.option,
                self.inputs,
                rulebook,
                Some((model, &numbers)),
                point,
            );
        } else {
            flows.extras = Extras::of(self.appraisal, self.option, self.inputs, rulebook, None, point);
        }
        flows.extras.clone().pay(&mut flows);
        flows
    }

    fn add(&self, flows: &mut Flows, model: &Model, sums: &Sums, sign: f64) {
        for body in 0..model.names.bodies().len() as u32 {
            let body = BodyId(body);
            if body == Ledger::OUTSIDE {
                continue;
            }
            let to = if model.names.code(body) == &self.appraisal.buyer {
                &mut flows.us
            } else if body == model.exchequer {
                &mut flows.exchequer
            } else {
                &mut flows.others
            };
            for (month, pence) in sums.of(body).iter().enumerate() {
                to[self.appraisal.year_of(month as u32)] += sign * *pence as f64;
            }
        }
    }
}

fn sums(engine: &Engine<'_>, model: &Model, numbers: &Numbers, plan: &Plan) -> Sums {
    let mut sums = Sums::new(model.names.bodies().len(), model.months);
    engine.simulate(numbers, plan, &mut sums);
    sums
}

/// How many months of each year of the horizon come on or after a day.
pub(super) fn months_from(appraisal: &Appraisal, on: vocabulary::Date) -> Vec<f64> {
    let mut months = vec![0.0; appraisal.years().len()];
    let start = Month::of(appraisal.start);
    let first = Month::of(on).since(start).max(0) as u32;
    (first..appraisal.months).for_each(|month| months[appraisal.year_of(month)] += 1.0);
    months
}
