use register::Rulebook;
use register::rules::EstimatedCost;
use stability::model::Numbers;
use vocabulary::FinancialYear;

use super::flows::{Flows, less, months_from};
use super::inputs::{Inputs, Point, item_name};
use super::model::OptionModel;
use crate::input::{Appraisal, AppraisalOption, Choice, Item, ItemKind, Payer};
use crate::rates::{Bias, bias};

/// What an option has beside the engine, year by year, pence in prices of year 0, never below zero.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extras {
    /// Costs that we meet, without tax.
    pub cost_us: Vec<f64>,
    /// Costs that others meet, without tax.
    pub cost_others: Vec<f64>,
    /// Tax on costs that we can't recover.
    pub vat_us: Vec<f64>,
    /// Tax on costs that others can't recover.
    pub vat_others: Vec<f64>,
    /// Cash that we save.
    pub saved_us: Vec<f64>,
    /// Cash that others save.
    pub saved_others: Vec<f64>,
    /// Cash saved by anybody: a benefit of the economic case.
    pub cash_releasing: Vec<f64>,
    /// Other benefits in pounds: economic case only.
    pub other_benefit: Vec<f64>,
    /// Expected cost of risks: economic case only.
    pub risk: Vec<f64>,
    /// Optimism bias after what was done about it: economic case only.
    pub bias: Vec<f64>,
    /// Optimism bias before that.
    pub bias_unmitigated: Vec<f64>,
}

impl Extras {
    /// Nothing.
    pub fn nothing(years: usize) -> Extras {
        let none = || vec![0.0; years];
        Extras {
            cost_us: none(),
            cost_others: none(),
            vat_us: none(),
            vat_others: none(),
            saved_us: none(),
            saved_others: none(),
            cash_releasing: none(),
            other_benefit: none(),
            risk: none(),
            bias: none(),
            bias_unmitigated: none(),
        }
    }

    /// What an option has at a point.
    pub(super) fn of(
        appraisal: &Appraisal,
        option: &AppraisalOption,
        inputs: &Inputs,
        rulebook: &Rulebook,
        engine: Option<(&OptionModel, &Numbers)>,
        point: &Point,
    ) -> Extras {
        let years = appraisal.years();
        let mut extras = Extras::nothing(years.len());
        for item in &option.items {
            let annual = inputs.at(point, &item_name(option, item)) * 100.0;
            for (index, year) in years.iter().enumerate() {
                if in_years(item, FinancialYear::starting(*year)) && item.annual_gbp.is_some() {
                    extras.add(item, index, annual, bias_of_item(rulebook, appraisal, item));
                }
            }
        }
        if let Some((model, numbers)) = engine {
            for (_, choice) in option.changes() {
                extras.add_bias(appraisal, choice, rulebook, (model, numbers));
            }
        }
        extras
    }

    fn add(&mut self, item: &Item, year: usize, annual: f64, bias: Option<Bias>) {
        let is_ours = item.payer == Payer::Us;
        match item.kind {
            ItemKind::Running | ItemKind::Capital => {
                let (cost, vat) = if is_ours {
                    (&mut self.cost_us, &mut self.vat_us)
                } else {
                    (&mut self.cost_others, &mut self.vat_others)
                };
                cost[year] += annual;
                vat[year] += annual * item.vat_percent / 100.0;
                if let Some(bias) = bias {
                    self.bias[year] += annual * bias.mitigated(item.mitigated_share);
                    self.bias_unmitigated[year] += annual * bias.upper;
                }
            }
            ItemKind::CashReleasing => {
                let saved = if is_ours { &mut self.saved_us } else { &mut self.saved_others };
                saved[year] += annual;
                self.cash_releasing[year] += annual;
            }
            ItemKind::NonCashReleasing | ItemKind::Societal => self.other_benefit[year] += annual,
            ItemKind::Risk => self.risk[year] += annual * item.chance,
            ItemKind::Unmonetised => {}
        }
    }

    /// Optimism bias on what the new arrangement of a line costs.
    fn add_bias(
        &mut self,
        appraisal: &Appraisal,
        choice: &Choice,
        rulebook: &Rulebook,
        (model, numbers): (&OptionModel, &Numbers),
    ) {
        let Some(category) = &choice.optimism else { return };
        let on = appraisal.prepared_on;
        let (running, once) = cost_of(appraisal, choice, model, numbers);
        for (cost, by_year) in [(EstimatedCost::Operating, running), (EstimatedCost::Capital, once)] {
            let Some(bias) = bias(rulebook, category, cost, on) else { continue };
            for (year, pence) in by_year.into_iter().enumerate() {
                self.bias[year] += pence * bias.mitigated(choice.mitigated_share);
                self.bias_unmitigated[year] += pence * bias.upper;
            }
        }
    }

    /// The same less that of another option.
    pub(super) fn beside(mut self, other: &Extras) -> Extras {
        for (value, other) in [
            (&mut self.cost_us, &other.cost_us),
            (&mut self.cost_others, &other.cost_others),
            (&mut self.vat_us, &other.vat_us),
            (&mut self.vat_others, &other.vat_others),
            (&mut self.saved_us, &other.saved_us),
            (&mut self.saved_others, &other.saved_others),
            (&mut self.cash_releasing, &other.cash_releasing),
            (&mut self.other_benefit, &other.other_benefit),
            (&mut self.risk, &other.risk),
            (&mut self.bias, &other.bias),
            (&mut self.bias_unmitigated, &other.bias_unmitigated),
        ] {
            less(value, other);
        }
        self
    }

    /// Adds what is paid to the flows of money.
    pub(super) fn pay(self, flows: &mut Flows) {
        for year in 0..flows.us.len() {
            flows.us[year] += self.cost_us[year] + self.vat_us[year] - self.saved_us[year];
            flows.others[year] += self.cost_others[year] + self.vat_others[year] - self.saved_others[year];
            flows.exchequer[year] -= self.vat_us[year] + self.vat_others[year];
        }
    }
}

fn in_years(item: &Item, year: FinancialYear) -> bool {
    let first = |year: FinancialYear| year.first_month();
    first(item.from) <= first(year) && first(year) <= first(item.to)
}

fn bias_of_item(rulebook: &Rulebook, appraisal: &Appraisal, item: &Item) -> Option<Bias> {
    let is_capital = item.kind == ItemKind::Capital;
    let cost = if is_capital { EstimatedCost::Capital } else { EstimatedCost::Operating };
    bias(rulebook, item.optimism.as_ref()?, cost, appraisal.prepared_on)
}

/// What the new arrangement of a line costs the buyer, running and once, by year, pence without tax.
fn cost_of(
    appraisal: &Appraisal,
    choice: &Choice,
    model: &OptionModel,
    numbers: &Numbers,
) -> (Vec<f64>, Vec<f64>) {
    let months = months_from(appraisal, choice.date);
    let (annual, once) = model.new_cost(&choice.service, numbers).unwrap_or_default();
    let running = months.iter().map(|months| annual * months / 12.0).collect();
    let mut at_once = vec![0.0; months.len()];
    if let Some(year) = months.iter().position(|months| *months > 0.0) {
        at_once[year] = once;
    }
    (running, at_once)
}
