//! The answer to an appraisal as people read it: one sentence, four numbers, then its sections.

mod banded;
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
use crate::input::Appraisal;

pub use banded::banded_page;

/// What is asked, of which register: the parts of the page that hang on nothing else are the same whoever reads it.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub appraisal: &'a Appraisal,
    pub snapshot: &'a Snapshot,
}

impl Asked<'_> {
    /// What the options are weighed against, in words.
    pub fn beside(&self) -> String {
        match self.appraisal.weighed_against() {
            Some(option) => format!("“{}”", self.appraisal.options[option].title),
            None => "business as usual".to_string(),
        }
    }

    /// The title of an option.
    pub fn title(&self, option: &Code) -> Cell {
        let found = self.appraisal.options.iter().find(|other| other.id == *option);
        Cell::text(found.map_or_else(|| option.to_string(), |option| option.title.clone()))
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

/// What the parts of the page look at.
pub(crate) struct Told<'a> {
    pub answer: &'a Answer,
    pub snapshot: &'a Snapshot,
}

impl<'a> Told<'a> {
    /// The question alone.
    pub fn asked(&self) -> Asked<'a> {
        Asked { appraisal: &self.answer.appraisal, snapshot: self.snapshot }
    }

    /// The preferred option.
    pub fn preferred(&self) -> &OptionAnswer {
        &self.answer.options[self.answer.preferred]
    }

    /// What the options are weighed against, in words.
    pub fn beside(&self) -> String {
        self.asked().beside()
    }

    /// A body as people call it.
    pub fn body(&self, code: &Code) -> Cell {
        self.asked().body(code)
    }

    /// A service as people call it.
    pub fn service(&self, code: &Code) -> Cell {
        self.asked().service(code)
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
    page.add(options::sourcing(told.asked()));
    page.add(options::who_pays(&told));
    page.add(options::units(&told));
    page.add(firm::firmness(&told));
    page.add(firm::switching(&told));
    page.add(firm::drivers(&told));
    page.add(firm::indices(&told));
    page.add(stages::claims(&answer.claims));
    page.add(plan::significance(&told));
    page.add(plan::dates(told.asked(), &answer.dates));
    page.add(plan::timing(&told));
    page.add(plan::hosting(told.asked(), &answer.hosting));
    page.add(people::people(&told));
    page.add(people::posts_cost(told.asked(), &answer.posts));
    page.add(closure::map(&told));
    page.add(closure::receivers(&told));
    page.add(economic::economic(&told));
    page.add(economic::financial(&told));
    page.add(stages::envelope(&told));
    page.add(stages::aim(&answer.appraisal));
    page.add(stages::needs(told.asked()));
    page.add(stages::scores(&answer.appraisal));
    page.add(stages::how(told.asked()));
    page.findings = answer.findings.clone();
    page
}
