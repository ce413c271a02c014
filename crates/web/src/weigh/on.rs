use appraisal::input::{Appraisal, AppraisalOption, Criterion, Need};
use register::tables::Role;
use register::{Rulebook, Snapshot};
use vocabulary::{Code, Date, FinancialYear};

use super::step::Step;
use crate::fields::Named;

/// What the reader may do with an appraisal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct May {
    pub write: bool,
    pub posts: bool,
    pub lock: bool,
    pub run: bool,
}

/// An appraisal that is being written, and the place in it that a page is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct On<'a> {
    /// The draft's name in the store.
    pub id: &'a str,
    /// Its version as it is shown.
    pub version: i64,
    /// What is weighed.
    pub appraisal: &'a Appraisal,
    /// The register.
    pub snapshot: &'a Snapshot,
    /// Rules and rates.
    pub rulebook: &'a Rulebook,
    /// What the reader may do.
    pub may: May,
    /// Which of a list: option, need, criterion …
    pub n: usize,
    /// Which of a list within it: need of an option, item of an option.
    pub m: usize,
    /// Today, and who writes: what a score is signed with.
    pub today: Date,
    pub name: &'a str,
}

impl<'a> On<'a> {
    /// The address of a step about the same place.
    pub fn at(&self, step: Step) -> String {
        self.at_nm(step, self.n, self.m)
    }

    /// The address of a step about one of a list.
    pub fn at_n(&self, step: Step, n: usize) -> String {
        self.at_nm(step, n, 0)
    }

    /// The address of a step about one of a list within one of a list.
    pub fn at_nm(&self, step: Step, n: usize, m: usize) -> String {
        let path = format!("/weigh/drafts/{}/{}", self.id, step.slug());
        match (n, m) {
            (0, 0) => path,
            (n, 0) => format!("{path}?n={n}"),
            (n, m) => format!("{path}?n={n}&m={m}"),
        }
    }

    /// The page of all tasks.
    pub fn home(&self) -> String {
        format!("/weigh/drafts/{}", self.id)
    }

    /// The option that the page is about.
    pub fn option(&self) -> Option<&'a AppraisalOption> {
        self.appraisal.options.get(self.n)
    }

    /// The criterion that the page is about.
    pub fn criterion(&self) -> Option<&'a Criterion> {
        self.appraisal.criteria.get(self.n)
    }

    /// A body as people call it.
    pub fn body(&self, code: &Code) -> String {
        self.snapshot.name_of(code.as_str())
    }

    /// A service as people call it.
    pub fn service(&self, code: &Code) -> String {
        let found = self.snapshot.service(code);
        found.map_or_else(|| code.to_string(), |service| service.title.0.clone())
    }

    /// Lines that the buyer has with the unit: service and price a year.
    pub fn lines(&self) -> impl Iterator<Item = &'a register::tables::AgreementLine> {
        let Appraisal { buyer, supplier, .. } = self.appraisal;
        let ours = move |line: &&register::tables::AgreementLine| {
            line.buyer_code == *buyer && line.supplier_code == *supplier
        };
        self.snapshot.rows.agreement_lines.iter().filter(ours)
    }

    /// Services in scope: those of the needs, and those that some option changes without a need.
    pub fn scope(&self) -> Vec<Code> {
        let needs = self.appraisal.needs.iter().map(|need: &Need| need.service.clone());
        let choices = self.appraisal.options.iter().flat_map(|option| &option.choices);
        let mut scope: Vec<Code> = Vec::new();
        for code in needs.chain(choices.map(|choice| choice.service.clone())) {
            if !scope.contains(&code) {
                scope.push(code);
            }
        }
        scope
    }

    /// Bodies that can take something over, by name; first nobody.
    pub fn takers(&self, nobody: &str) -> Vec<Named> {
        let bodies = self.snapshot.rows.bodies.iter();
        let bodies = bodies.filter(|body| !body.roles.0.contains(&Role::Oversight));
        let mut named: Vec<Named> =
            bodies.map(|body| (body.body_code.to_string(), self.body(&body.body_code))).collect();
        named.sort_by(|a, b| a.1.cmp(&b.1));
        named.insert(0, (String::new(), nobody.to_string()));
        named
    }

    /// The financial years of the horizon.
    pub fn years(&self) -> Vec<FinancialYear> {
        self.appraisal.years().into_iter().map(FinancialYear::starting).collect()
    }

    /// The years, to choose from.
    pub fn years_named(&self) -> Vec<Named> {
        self.years().iter().map(|year| (year.to_string(), year.to_string())).collect()
    }

    /// The options, to choose from.
    pub fn options_named(&self) -> Vec<Named> {
        let options = self.appraisal.options.iter();
        options.map(|option| (option.id.to_string(), option.title.clone())).collect()
    }

    /// Categories of optimism bias, to choose from; first none.
    pub fn optimism_named(&self) -> Vec<Named> {
        let mut named = vec![(String::new(), "None: its cost is known from use".to_string())];
        for row in self.rulebook.optimism_bias.iter() {
            let code = row.category.to_string();
            if !named.iter().any(|(known, _)| *known == code) {
                let words = code.replace('_', " ");
                named.push((code, words));
            }
        }
        named
    }

    /// Pay bands, to choose from.
    pub fn bands_named(&self) -> Vec<Named> {
        let mut bands: Vec<String> = Vec::new();
        for row in self.rulebook.pay.iter() {
            let band = row.band.to_string();
            if !bands.contains(&band) {
                bands.push(band);
            }
        }
        bands.sort_by_key(|band| {
            (band.trim_end_matches(char::is_alphabetic).parse().unwrap_or(0_u8), band.clone())
        });
        bands.into_iter().map(|band| (band.clone(), format!("Band {band}"))).collect()
    }
}

/// A short name made of a title, other than those that there are.
pub(super) fn named_after(title: &str, taken: &[&Code]) -> Code {
    let words: String =
        title.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let short: Vec<&str> = words.split_whitespace().take(4).collect();
    let short = if short.is_empty() { "x".to_string() } else { short.join("-") };
    let free = |name: &String| !taken.iter().any(|code| code.as_str() == name);
    let numbered = (2_usize..).map(|number| format!("{short}-{number}"));
    let found = std::iter::once(short.clone()).chain(numbered).find(free);
    Code::new(&found.unwrap_or(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_made_of_the_title_and_is_free() {
        let taken = [Code::new("take-it-in-house"), Code::new("x")];
        let taken: Vec<&Code> = taken.iter().collect();
        assert_eq!(named_after("Take it in house, all of it", &taken).as_str(), "take-it-in-house-2");
        assert_eq!(named_after("—", &taken).as_str(), "x-2");
        assert_eq!(named_after("Stay", &taken).as_str(), "stay");
    }
}
