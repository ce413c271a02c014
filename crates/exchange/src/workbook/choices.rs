//! Stage three: the options, and everything that their authors state. What formulas read stands in frames.

use appraisal::input::{AppraisalOption, Choice, Item};
use rust_xlsxwriter::Worksheet;
use vocabulary::{Estimate, Findings};

use super::expr::{At, Cell};
use super::names::{Names, letter};
use super::sheet::Sheet;
use super::style::{Kind, Look};
use super::told::Told;

/// The name of the sheet.
pub(super) const OPTIONS: &str = "3 Options";

/// Where the inputs of an option are.
#[derive(Debug, Default)]
pub(super) struct OptionInputs {
    /// Its title.
    pub title: Option<At>,
    /// By choice; none for a choice that changes nothing.
    pub choices: Vec<Option<ChoiceInputs>>,
    /// By item.
    pub items: Vec<ItemInputs>,
}

/// Where the inputs of a choice are.
#[derive(Debug)]
pub(super) struct ChoiceInputs {
    /// The day on which it takes effect.
    pub date: Cell,
    /// How much of the optimism bias has been dealt with, 0 to 1.
    pub mitigated: Cell,
}

/// Where the inputs of an item are.
#[derive(Debug)]
pub(super) struct ItemInputs {
    /// First and last year in which it counts, as text.
    pub years: [At; 2],
    /// Pounds a year; none for what isn't in pounds.
    pub annual: Option<Cell>,
    /// Chance in a year, 0 to 1.
    pub chance: Cell,
    /// Tax that can't be recovered, per cent.
    pub vat: Cell,
    /// How much of the optimism bias has been dealt with, 0 to 1.
    pub mitigated: Cell,
}

const WIDTHS: [f64; 16] =
    [10.0, 30.0, 22.0, 22.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0, 9.0, 13.0, 15.0, 9.0, 10.0, 50.0];

/// Writes the sheet.
pub(super) fn choices(
    told: &Told<'_>,
    names: &mut Names,
) -> Result<(Worksheet, Vec<OptionInputs>), Findings> {
    let mut sheet = Sheet::new(OPTIONS, told.results, &WIDTHS);
    let lead = "What each option would do, and what its author states about it. Framed cells may be changed; what the engine \
                reads (tinted) can only be changed in the appraisal, for what follows from it for others has to be run again.";
    let mut row = sheet.title("3 Options", lead);
    row = sheet.heading(row, "The options");
    row = sheet.columns(row, &[("Option", false), ("Title", false), ("What it means", false)]);
    let mut inputs: Vec<OptionInputs> = Vec::new();
    for (index, option) in told.answer.appraisal.options.iter().enumerate() {
        sheet.link(row, 0, &super::names::option_sheet(index), &super::names::option_sheet(index));
        let title = sheet.text(row, 1, &option.title, Look::Words);
        sheet.text(row, 2, &option.description, Look::Plain);
        inputs.push(OptionInputs { title: Some(title), ..OptionInputs::default() });
        row += 1;
    }
    row = all_choices(told, &mut sheet, names, &mut inputs, row + 1);
    all_items(told, &mut sheet, names, &mut inputs, row + 1);
    sheet.freeze(3, 2);
    Ok((sheet.finish()?, inputs))
}

fn all_choices(
    told: &Told<'_>,
    sheet: &mut Sheet,
    names: &mut Names,
    inputs: &mut [OptionInputs],
    row: u32,
) -> u32 {
    let mut row = sheet.heading(row, "Where each service comes from");
    row = sheet.columns(
        row,
        &[
            ("Option", false),
            ("Service", false),
            ("Where it comes from", false),
            ("Who provides it", false),
            ("From", true),
            ("Make, share or buy", false),
            ("Running cost a year: low", true),
            ("likely", true),
            ("high", true),
            ("One-off cost", true),
            ("VAT kept", true),
            ("New price, of today’s", true),
            ("Optimism bias", false),
            ("Dealt with", true),
            ("How known", false),
            ("Why", false),
        ],
    );
    for (index, option) in told.answer.appraisal.options.iter().enumerate() {
        for choice in &option.choices {
            let changes = choice.sourcing != appraisal::input::Sourcing::Stay;
            let written = changes.then(|| {
                row += 1;
                one_choice(told, sheet, names, (index, option, choice), row - 1)
            });
            inputs[index].choices.push(written);
        }
    }
    row
}

fn one_choice(
    told: &Told<'_>,
    sheet: &mut Sheet,
    names: &mut Names,
    (index, option, choice): (usize, &AppraisalOption, &Choice),
    row: u32,
) -> ChoiceInputs {
    sheet.text(row, 0, &letter(index), Look::Words);
    sheet.text(row, 1, &told.service(&choice.service), Look::Words);
    sheet.text(row, 2, choice.sourcing.words(), Look::Engine);
    sheet.text(row, 3, &choice.to.as_ref().map_or_else(String::new, |code| told.body(code)), Look::Engine);
    let date = sheet.day(row, 4, choice.date, Look::Engine);
    sheet.text(row, 5, choice.sourcing.branch().word(), Look::Words);
    estimate(sheet, row, choice.running_gbp, (Look::Engine, Look::Engine));
    sheet.maybe(row, 9, choice.one_off_gbp.map(Estimate::likely), (Look::Engine, Kind::Pounds));
    sheet.maybe(row, 10, choice.vat_percent, (Look::Engine, Kind::Percent));
    sheet.maybe(row, 11, choice.price_percent.map(Estimate::likely), (Look::Engine, Kind::Percent));
    sheet.text(row, 12, &choice.optimism.as_ref().map_or_else(String::new, ToString::to_string), Look::Words);
    let mitigated = sheet.number(row, 13, choice.mitigated_share, (Look::Input, Kind::Share));
    names.cell(&format!("mitigated_{}_{}", option.id, choice.service), &mitigated);
    sheet.text(row, 14, choice.basis.word(), Look::Words);
    sheet.text(row, 15, &choice.reason, Look::Words);
    ChoiceInputs { date, mitigated }
}

/// Low, likely and high; the draws alone read low and high.
fn estimate(
    sheet: &mut Sheet,
    row: u32,
    value: Option<Estimate>,
    (likely, ends): (Look, Look),
) -> Option<Cell> {
    sheet.maybe(row, 6, value.map(Estimate::low), (ends, Kind::Pounds));
    sheet.maybe(row, 8, value.map(Estimate::high), (ends, Kind::Pounds));
    sheet.maybe(row, 7, value.map(Estimate::likely), (likely, Kind::Pounds))
}

fn all_items(told: &Told<'_>, sheet: &mut Sheet, names: &mut Names, inputs: &mut [OptionInputs], row: u32) {
    let options = &told.answer.appraisal.options;
    if options.iter().all(|option| option.items.is_empty()) {
        return;
    }
    let title =
        format!("Costs, benefits and risks of an option as a whole, in prices of {}", told.base_year());
    let mut row = sheet.heading(row, &title);
    row = sheet.columns(
        row,
        &[
            ("Option", false),
            ("What", false),
            ("Kind", false),
            ("Falls on", false),
            ("First year", false),
            ("Last year", false),
            ("A year: low", true),
            ("likely", true),
            ("high", true),
            ("Chance a year", true),
            ("VAT kept", true),
            ("Scored under", false),
            ("Optimism bias", false),
            ("Dealt with", true),
            ("How known", false),
            ("Why", false),
        ],
    );
    for (index, option) in options.iter().enumerate() {
        for item in &option.items {
            let written = one_item(told, sheet, names, (index, option, item), row);
            inputs[index].items.push(written);
            row += 1;
        }
    }
}

fn one_item(
    told: &Told<'_>,
    sheet: &mut Sheet,
    names: &mut Names,
    (index, option, item): (usize, &AppraisalOption, &Item),
    row: u32,
) -> ItemInputs {
    let criteria = &told.answer.appraisal.criteria;
    let scored = item.criterion.as_ref().and_then(|id| criteria.iter().find(|criterion| criterion.id == *id));
    sheet.text(row, 0, &letter(index), Look::Words);
    sheet.text(row, 1, &item.title, Look::Words);
    sheet.text(row, 2, item.kind.words(), Look::Words);
    sheet.text(row, 3, item.payer.word(), Look::Words);
    let years = [(4, item.from), (5, item.to)];
    let years = years.map(|(column, year)| sheet.text(row, column, &year.to_string(), Look::Input));
    let annual = estimate(sheet, row, item.annual_gbp, (Look::Input, Look::Engine));
    let chance = sheet.number(row, 9, item.chance, (Look::Input, Kind::Share));
    let vat = sheet.number(row, 10, item.vat_percent, (Look::Input, Kind::Percent));
    sheet.text(row, 11, scored.map_or("", |criterion| criterion.title.as_str()), Look::Words);
    sheet.text(row, 12, &item.optimism.as_ref().map_or_else(String::new, ToString::to_string), Look::Words);
    let mitigated = sheet.number(row, 13, item.mitigated_share, (Look::Input, Kind::Share));
    sheet.text(row, 14, item.basis.word(), Look::Words);
    sheet.text(row, 15, &item.reason, Look::Words);
    let name = |what: &str| format!("{what}_{}_{}", option.id, item.id);
    if let Some(annual) = &annual {
        names.cell(&name("item"), annual);
    }
    names.cell(&name("chance"), &chance);
    names.cell(&name("vat"), &vat);
    names.cell(&name("mitigated"), &mitigated);
    ItemInputs { years, annual, chance, vat, mitigated }
}
