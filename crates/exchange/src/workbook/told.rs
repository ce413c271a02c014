use appraisal::answer::Answer;
use listing::Listing;
use register::{Rulebook, Snapshot};
use vocabulary::{Code, FinancialYear, Findings};

use super::Results;
use super::base::{BiasBase, bias_bases};

/// What every sheet is written from.
pub(super) struct Told<'a> {
    pub answer: &'a Answer,
    pub snapshot: &'a Snapshot,
    pub rulebook: &'a Rulebook,
    /// The answer as people read it elsewhere: its tables are the engine's, in the same words.
    pub page: Listing,
    /// By option and choice: the cost that optimism bias is put on.
    pub bases: Vec<Vec<Option<BiasBase>>>,
    pub results: Results,
}

impl<'a> Told<'a> {
    /// Errors: an option that the engine can't be asked about.
    pub fn of(
        answer: &'a Answer,
        snapshot: &'a Snapshot,
        rulebook: &'a Rulebook,
        results: Results,
    ) -> Result<Told<'a>, Findings> {
        let bases = bias_bases(answer, snapshot, rulebook)?;
        let page = appraisal::page::page(answer, snapshot);
        Ok(Told { answer, snapshot, rulebook, page, bases, results })
    }

    /// A body by its name.
    pub fn body(&self, code: &Code) -> String {
        self.snapshot.name_of(code.as_str())
    }

    /// A service by its title.
    pub fn service(&self, code: &Code) -> String {
        self.snapshot.service(code).map_or_else(|| code.to_string(), |service| service.title.0.clone())
    }

    /// The years as people write them.
    pub fn years(&self) -> Vec<String> {
        self.answer.years.iter().map(|year| FinancialYear::starting(year.starts).to_string()).collect()
    }

    /// The first year: its prices are those of every amount that isn't nominal.
    pub fn base_year(&self) -> String {
        self.years().into_iter().next().unwrap_or_default()
    }

    /// The title of the option that the others are weighed against; nothing for business as usual.
    pub fn against_title(&self) -> String {
        let against = self.answer.appraisal.weighed_against();
        against
            .and_then(|index| self.answer.options.get(index))
            .map_or_else(String::new, |option| option.title.clone())
    }

    /// What the options are weighed against, in words.
    pub fn beside(&self) -> String {
        match self.against_title().as_str() {
            "" => "business as usual".to_string(),
            title => format!("“{title}”"),
        }
    }
}
