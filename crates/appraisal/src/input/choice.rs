use vocabulary::{Basis, Code, Date, Estimate};

use super::{Item, Sourcing};

/// One option: a choice for each line that changes, and costs and benefits of the option as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct AppraisalOption {
    /// Names the option.
    pub id: Code,
    /// Title for people.
    pub title: String,
    /// What it means, in words.
    pub description: String,
    /// What it does with the lines that don't stay as they are.
    pub choices: Vec<Choice>,
    /// Costs, benefits and risks that no line has.
    pub items: Vec<Item>,
}

impl AppraisalOption {
    /// Does it leave every line as it is, at no cost of its own?
    pub fn is_business_as_usual(&self) -> bool {
        self.choices.iter().all(|choice| choice.sourcing == Sourcing::Stay) && self.items.is_empty()
    }

    /// The choices that change something.
    pub fn changes(&self) -> impl Iterator<Item = (usize, &Choice)> {
        self.choices.iter().enumerate().filter(|(_, choice)| choice.sourcing != Sourcing::Stay)
    }

    /// The month from which its last change holds.
    pub fn last_date(&self) -> Option<Date> {
        self.changes().map(|(_, choice)| choice.date).max()
    }
}

/// Where one service of the buyer comes from in an option.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The service.
    pub service: Code,
    /// Where it comes from.
    pub sourcing: Sourcing,
    /// Who provides it: host, unit, supplier or council.
    pub to: Option<Code>,
    /// First day of the new arrangement: the first of a month.
    pub date: Date,
    /// Months over which it goes in equal parts.
    pub phase_months: u32,
    /// Share of the line's posts that transfer, 0 to 1; none: the engine's default.
    pub transfer_share: Option<f64>,
    /// Share of the rest who are redeployed, 0 to 1.
    pub redeploy_share: f64,
    /// Running cost a year, pounds, in prices of year 0; none: what the register's alternatives say.
    pub running_gbp: Option<Estimate>,
    /// Cost of switching, once, pounds; none: what the register's alternatives say.
    pub one_off_gbp: Option<Estimate>,
    /// Value added tax that can't be recovered, per cent; none: as the register or the rates say.
    pub vat_percent: Option<f64>,
    /// Where the line stays on new terms: the new price, per cent of today's.
    pub price_percent: Option<Estimate>,
    /// Months before the new arrangement can serve.
    pub lead_months: Option<u32>,
    /// Category of optimism bias; none where its cost is known from use.
    pub optimism: Option<Code>,
    /// How much of the bias has been dealt with, 0 to 1.
    pub mitigated_share: f64,
    /// Why, and where the numbers are from.
    pub reason: String,
    /// How the numbers are known.
    pub basis: Basis,
}
