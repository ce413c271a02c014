//! The answer to an appraisal as people read it: one sentence, four numbers, then its sections.

mod closure;
mod economic;
mod firm;
mod options;
mod people;
mod plan;
mod sentence;
mod stages;

use listing::{Cell, Listing};
use register::Snapshot;
use vocabulary::{Code, Pence};

use crate::answer::{Answer, OptionAnswer};

/// What the parts of the page look at.
pub(crate) struct Told<'a> {
    pub answer: &'a Answer,
    pub snapshot: &'a Snapshot,
}

impl Told<'_> {
    /// The preferred option.
    pub fn preferred(&self) -> &OptionAnswer {
        &self.answer.options[self.answer.preferred]
    }

    /// A body as people call it.
    pub fn body(&self, code: &Code) -> Cell {
        Cell::Named(code.clone(), self.snapshot.name_of(code.as_str()))
    }

    /// A service as people call it.
    pub fn service(&self, code: &Code) -> Cell {
        let title = self.snapshot.service(code).map(|service| service.title.0.clone());
        Cell::Named(code.clone(), title.unwrap_or_else(|| code.to_string()))
    }
}

/// Pence in `f64` as an amount.
pub(crate) fn money(pence: f64) -> Cell {
    Cell::Money(Pence::round(pence))
}

/// The answer in one sentence.
pub fn sentence(answer: &Answer, snapshot: &Snapshot) -> String {
    sentence::sentence(&Told { answer, snapshot })
}

/// The answer for people.
pub fn page(answer: &Answer, snapshot: &Snapshot) -> Listing {
    let told = Told { answer, snapshot };
    let mut page = Listing::new(answer.appraisal.title.clone(), sentence::sentence(&told));
    let best = told.preferred().money;
    page.number("cost_to_us_gbp", "Cost to us", money(best.us));
    page.number("cost_to_others_gbp", "Cost to others", money(best.others + best.exchequer));
    page.number("cost_to_purse_gbp", "Cost to the public purse", money(best.purse));
    page.number("net_present_social_value_gbp", "Net present social value", money(best.net_present));
    page.add(options::options(&told));
    page.add(options::ranges(&told));
    page.add(options::sourcing(&told));
    page.add(options::who_pays(&told));
    page.add(options::units(&told));
    page.add(firm::firmness(&told));
    page.add(firm::switching(&told));
    page.add(firm::drivers(&told));
    page.add(firm::indices(&told));
    page.add(stages::claims(&told));
    page.add(plan::significance(&told));
    page.add(plan::dates(&told));
    page.add(plan::timing(&told));
    page.add(plan::hosting(&told));
    page.add(people::people(&told));
    page.add(people::posts_cost(&told));
    page.add(closure::map(&told));
    page.add(closure::receivers(&told));
    page.add(economic::economic(&told));
    page.add(economic::financial(&told));
    page.add(stages::aim(&told));
    page.add(stages::needs(&told));
    page.add(stages::scores(&told));
    page.add(stages::how(&told));
    page.findings = answer.findings.clone();
    page
}
