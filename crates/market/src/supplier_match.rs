//! Which unit a supplier's name means. Payment files spell a unit in many ways, run names together and cut them
//! off; a person confirms each match, and sees how sure it is.

use std::collections::BTreeSet;

use register::Snapshot;
use register::tables::Role;
use vocabulary::Code;

/// A unit that a name may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct SupplierMatch {
    /// The unit.
    pub unit_code: Code,
    /// How alike the words are: 1 when all are the same, 0 when none is.
    pub score: f64,
    /// What a person should know: the words of the name that the unit's name hasn't, or that two names were
    /// run together.
    pub doubt: Option<String>,
}

/// From this score on a match is proposed; below it a person has to choose.
pub const PROPOSED_FROM: f64 = 0.9;
/// How well names are matched, measured on the spellings of units in published files that people labelled; the test
/// `spend` of the program measures it again, and fails when it differs.
pub const MEASURED: Measured = Measured { proposed: 53, right: 53, of_units: 55 };

/// How well names are matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// Spellings for which a unit is proposed.
    pub proposed: u32,
    /// Those of them for which it is the right one.
    pub right: u32,
    /// Spellings of units that the register holds.
    pub of_units: u32,
}

impl Measured {
    /// Of the units that are proposed, the share that is right.
    pub fn precision(self) -> f64 {
        f64::from(self.right) / f64::from(self.proposed)
    }

    /// Of the spellings of units, the share for which the right one is proposed.
    pub fn recall(self) -> f64 {
        f64::from(self.right) / f64::from(self.of_units)
    }
}

/// Below this score a unit isn't even shown.
const SHOWN_FROM: f64 = 0.5;

/// Finds the units that names mean.
#[derive(Debug, Clone)]
pub struct SupplierMatcher {
    /// Code, and words of the name.
    units: Vec<(Code, BTreeSet<String>)>,
    /// Every word of any unit's name.
    known: BTreeSet<String>,
}

impl SupplierMatcher {
    /// A matcher for every unit of a register, whenever it was one.
    pub fn of(snapshot: &Snapshot) -> Self {
        let bodies = snapshot.rows.bodies.iter().filter(|body| body.roles.0.contains(&Role::Unit));
        let words = |name: &str| core(&words_of(name), &BTreeSet::new()).into_iter().collect();
        let units: Vec<(Code, BTreeSet<String>)> =
            bodies.map(|body| (body.body_code.clone(), words(&body.name.0))).collect();
        let known = units.iter().flat_map(|(_, words)| words.clone()).collect();
        SupplierMatcher { units, known }
    }

    /// The units that a supplier's name may mean, the likeliest first. None for a name that doesn't speak of
    /// commissioning support and holds no unit's code.
    pub fn matches(&self, supplier: &str) -> Vec<SupplierMatch> {
        let words = words_of(supplier);
        if let Some(unit) = self.by_code(&words) {
            return vec![SupplierMatch { unit_code: unit, score: 1.0, doubt: None }];
        }
        let spans = spans(&words);
        let run_together = words.iter().any(|word| word == "TOTAL") || spans.len() > 1;
        let mut found: Vec<SupplierMatch> = Vec::new();
        for span in &spans {
            let core: BTreeSet<String> = core(span, &self.known).into_iter().collect();
            for (code, unit) in &self.units {
                let score = alike(&core, unit);
                if score < SHOWN_FROM
                    || found.iter().any(|other| other.unit_code == *code && other.score >= score)
                {
                    continue;
                }
                found.retain(|other| other.unit_code != *code);
                let doubt = doubt(&core, unit, run_together);
                found.push(SupplierMatch { unit_code: code.clone(), score, doubt });
            }
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.unit_code.cmp(&b.unit_code)));
        found
    }

    /// The one unit that is proposed, if exactly one is alike enough.
    pub fn proposed(&self, supplier: &str) -> Option<SupplierMatch> {
        let matches = self.matches(supplier);
        let mut sure = matches.into_iter().filter(|found| found.score >= PROPOSED_FROM);
        let first = sure.next()?;
        sure.next().is_none_or(|second| second.score < first.score).then_some(first)
    }

    /// A unit's code at the end of a name (`NORTH YORKSHIRE & HUMBER CSU 0AV`).
    fn by_code(&self, words: &[String]) -> Option<Code> {
        let last = words.last()?;
        speaks_of_support(words).then(|| {
            self.units.iter().find(|(code, _)| code.as_str() == last).map(|(code, _)| code.clone())
        })?
    }
}

/// Words in capitals. A no-break space that was read in the wrong encoding leaves an `Â` or `AA` behind each
/// word; it is taken off where every word of a phrase has it.
fn words_of(name: &str) -> Vec<String> {
    let name = name.to_uppercase().replace('&', " AND ").replace(['Â', '\u{a0}'], " ");
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_string)
        .collect();
    if !words.iter().any(|word| word == "NHSAA") {
        return words;
    }
    words.into_iter().map(|word| word.strip_suffix("AA").map_or(word.clone(), str::to_string)).collect()
}

/// Is this the word in which "support" is cut off: `SUPPO`, `SUPP`?
fn is_support(word: &str) -> bool {
    word.len() >= 4 && "SUPPORT".starts_with(word)
}

fn speaks_of_support(words: &[String]) -> bool {
    words.iter().any(|word| word == "CSU" || word == "CSS")
        || words.windows(2).any(|pair| pair[0] == "COMMISSIONING" && is_support(&pair[1]))
}

/// The words before each mention of commissioning support, back to the start of that name.
fn spans(words: &[String]) -> Vec<Vec<String>> {
    let mut spans = Vec::new();
    let mut span: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let support = word == "COMMISSIONING" && words.get(at + 1).is_some_and(|next| is_support(next));
        match word.as_str() {
            "NHS" | "TOTAL" => span.clear(),
            "CSU" | "CSS" if !span.is_empty() => spans.push(std::mem::take(&mut span)),
            _ if support && !span.is_empty() => spans.push(std::mem::take(&mut span)),
            _ => span.push(word.clone()),
        }
    }
    spans
}

const EMPTY: [&str; 12] =
    ["NHS", "AND", "THE", "OF", "CSU", "CSS", "COMMISSIONING", "SUPPORT", "UNIT", "LOCAL", "CODE", "GROUP"];

/// The words that tell one unit from another. A word that is two known ones run together (`NORTHAND`) is split.
fn core(words: &[String], known: &BTreeSet<String>) -> Vec<String> {
    let split = |word: &String| -> Vec<String> {
        let is_known = |part: &str| known.contains(part) || EMPTY.contains(&part);
        let cut = (3..word.len().saturating_sub(2))
            .find(|at| word.is_char_boundary(*at) && is_known(&word[..*at]) && is_known(&word[*at..]));
        match cut.filter(|_| !known.is_empty() && !is_known(word)) {
            Some(at) => vec![word[..at].to_string(), word[at..].to_string()],
            None => vec![word.clone()],
        }
    };
    // The letter and number of a ledger's own code (`M159`) tell nothing.
    let tells = |word: &String| !EMPTY.contains(&word.as_str()) && !word.bytes().any(|b| b.is_ascii_digit());
    words.iter().flat_map(split).filter(tells).collect()
}

/// What words count that stand for their first letters (`GEM` for Greater East Midlands): a unit whose own name
/// it is comes first.
const INITIALS_COUNT: f64 = 0.95;

/// Twice the words in common over the words of both.
fn alike(name: &BTreeSet<String>, unit: &BTreeSet<String>) -> f64 {
    let mut common = name.intersection(unit).count() as f64;
    let mut words = name.len();
    for short in name.difference(unit).filter(|word| word.len() >= 3) {
        let meant =
            unit.difference(name).filter(|word| word.chars().next().is_some_and(|c| short.contains(c)));
        let meant = meant.count();
        if meant == short.len() {
            words += meant - 1;
            common += INITIALS_COUNT * meant as f64;
        }
    }
    if words + unit.len() == 0 { 0.0 } else { 2.0 * common / (words + unit.len()) as f64 }
}

fn doubt(name: &BTreeSet<String>, unit: &BTreeSet<String>, run_together: bool) -> Option<String> {
    let more: Vec<&str> = name.difference(unit).map(String::as_str).collect();
    let fewer: Vec<&str> = unit.difference(name).map(String::as_str).collect();
    let mut words = Vec::new();
    if run_together {
        words.push("two names were run together".to_string());
    }
    if !more.is_empty() {
        words.push(format!("the unit's name hasn't {}", more.join(", ")));
    }
    if !fewer.is_empty() {
        words.push(format!("the supplier's name hasn't {}", fewer.join(", ")));
    }
    (!words.is_empty()).then(|| words.join("; "))
}
