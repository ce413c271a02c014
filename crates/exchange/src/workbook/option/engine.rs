use std::collections::BTreeMap;

use ledger::Account;
use vocabulary::{Code, FinancialYear};

use super::lines::{Label, Line, Lines};
use crate::workbook::told::Told;

/// What the engine posts, by who pays it.
pub(super) struct Posted {
    pub us: Line,
    /// The unit that we buy from today.
    pub unit: Line,
    pub others: Line,
    /// The tax authority.
    pub exchequer: Line,
}

/// The code of the tax authority in every register.
const EXCHEQUER: &str = "exchequer";

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Party {
    Us,
    Unit,
    Others,
    Exchequer,
}

fn party(told: &Told<'_>, body: &Code) -> Party {
    let appraisal = &told.answer.appraisal;
    match body {
        body if *body == appraisal.buyer => Party::Us,
        body if *body == appraisal.supplier => Party::Unit,
        body if body.as_str() == EXCHEQUER => Party::Exchequer,
        _ => Party::Others,
    }
}

type Rows = BTreeMap<(Party, Code, Account), Vec<f64>>;

/// Pounds by payer, account and year.
fn rows(told: &Told<'_>, option: usize) -> Rows {
    let years = &told.answer.years;
    let mut rows = Rows::new();
    for payment in &told.answer.options[option].payments {
        let index = years.iter().position(|year| FinancialYear::starting(year.starts) == payment.year);
        let Some(index) = index else { continue };
        let key = (party(told, &payment.body), payment.body.clone(), payment.account);
        rows.entry(key).or_insert_with(|| vec![0.0; years.len()])[index] += payment.change.as_f64() / 100.0;
    }
    rows
}

/// Writes what the engine posts: who pays what more than in business as usual.
pub(super) fn engine(told: &Told<'_>, lines: &mut Lines, option: usize) -> Posted {
    let hash = &told.snapshot.hash;
    lines.heading(
        "What the engine posts",
        &format!(
            "What the option does to others always comes from the engine: register {}, {}. Each number is a difference of \
             postings with and without the option.",
            told.snapshot.name,
            &hash[..hash.len().min(12)]
        ),
    );
    let rows = rows(told, option);
    let mut group = |party: Party, label: Label<'_>| {
        let first = lines.row;
        let of_party = rows.iter().filter(|((of, _, _), _)| *of == party);
        let written: Vec<Line> = of_party
            .map(|((_, body, account), pounds)| {
                let (what, who) = (told.body(body), account.word().replace('_', " "));
                let what = if party == Party::Exchequer { "The tax authority" } else { &what };
                lines.engine(Label::of(what, &who), pounds)
            })
            .collect();
        if party == Party::Others && written.len() > 12 {
            lines.sheet.fold(first, lines.row - 1);
        }
        lines.total(label, &written)
    };
    Posted {
        us: group(Party::Us, Label::of("We pay more", "posted")),
        unit: group(Party::Unit, Label::of("Our unit pays more", "posted")),
        others: group(Party::Others, Label::of("Others pay more", "posted")),
        exchequer: group(Party::Exchequer, Label::of("The tax authority pays more", "posted")),
    }
}
