use appraisal::input::{Appraisal, Item as Stated, ItemKind, Payer};
use vocabulary::{Basis, FinancialYear};

use super::choice::capital;
use super::{Form, bases, choices, put};
use crate::components::Choice;
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::{On, named_after};
use crate::weigh::step::Step;

/// A cost, a benefit or a risk of an option as a whole.
pub(super) struct Item;

fn stated<'a>(on: &On<'a>) -> Option<&'a Stated> {
    on.option()?.items.get(on.m)
}

impl Form for Item {
    fn title(&self, on: &On<'_>) -> String {
        if stated(on).is_some() { "A cost, benefit or risk" } else { "A new cost, benefit or risk" }
            .to_string()
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let years = on.years();
        let ends = (years.first().copied(), years.last().copied());
        let Some(item) = stated(on) else {
            return Values::default()
                .with_some("from", ends.0)
                .with_some("to", ends.1)
                .with("payer", Payer::Us)
                .with("basis", Basis::Assumed);
        };
        Values::default()
            .with("title", &item.title)
            .with("kind", item.kind)
            .with("from", item.from)
            .with("to", item.to)
            .with_estimate("annual_gbp", item.annual_gbp)
            .with_share("chance", (item.kind == ItemKind::Risk).then_some(item.chance))
            .with("payer", item.payer)
            .with("vat_percent", item.vat_percent)
            .with_some("optimism", item.optimism.as_ref())
            .with_share("mitigated", Some(item.mitigated_share))
            .with_some("criterion", item.criterion.as_ref())
            .with("reason", &item.reason)
            .with("basis", item.basis)
    }

    fn show(&self, on: &On<'_>, sheet: &mut Sheet<'_>) {
        sheet.text("title", "What is it?", "Short: Rooms given up.");
        let kinds = ItemKind::ALL.iter().map(|kind| Choice::new(kind.word(), capital(kind.words())));
        sheet.radios("kind", "What kind of thing is it?", "", kinds.collect());
        sheet.select("from", "First year", "", on.years_named());
        sheet.select("to", "Last year", "", on.years_named());
        let amount = "In prices of the first year. Blank only for a benefit that nobody has put in pounds.";
        sheet.estimate("annual_gbp", "Amount a year", amount, ("£", ""));
        sheet.number("chance", "Chance of it in a year", "Only for a risk.", ("", "%"));
        let payer = |payer| match payer {
            Payer::Us => "Us",
            Payer::Others => "Somebody else",
        };
        let worked_out = "What a move does to others is worked out from the register. Say somebody else only for what the register can’t know.";
        sheet.radios("payer", "Who pays or gains?", worked_out, choices(Payer::ALL, payer));
        sheet.number("vat_percent", "Value added tax that can’t be recovered", "Of a cost.", ("", "%"));
        sheet.select("optimism", "What kind of project is it?", "Of a cost.", on.optimism_named());
        sheet.number(
            "mitigated",
            "How much of what makes such estimates too low has been dealt with?",
            "",
            ("", "%"),
        );
        let mut criteria = vec![(String::new(), "None".to_string())];
        criteria.extend(on.appraisal.criteria.iter().map(|one| (one.id.to_string(), one.title.clone())));
        let once = "A gain in pounds must not earn points as well.";
        sheet.select("criterion", "Which criterion speaks of the same gain?", once, criteria);
        sheet.area("reason", "Why, and where is the number from?", "", 3);
        sheet.radios("basis", "How is it known?", "", bases());
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let mut changed = on.appraisal.clone();
        let Some(option) = changed.options.get_mut(on.n) else { return changed };
        let title = reader.needed("title", "Enter what it is");
        let kind = reader.choice("kind", "Choose what kind of thing it is").unwrap_or(ItemKind::Running);
        let years: (Option<FinancialYear>, Option<FinancialYear>) =
            (reader.choice("from", "Choose the first year"), reader.choice("to", "Choose the last year"));
        let starts = |year: FinancialYear| year.first_month();
        if let (Some(from), Some(to)) = years
            && starts(to) < starts(from)
        {
            reader.wrong("to", "Choose a last year that isn’t before the first");
        }
        let annual_gbp = reader.estimate("annual_gbp", 0.0, 1e12);
        if annual_gbp.is_none() && kind != ItemKind::Unmonetised && reader.problems.is_empty() {
            reader.wrong("annual_gbp", "Enter the amount, or choose a benefit that isn’t in pounds");
        }
        let chance = reader.share("chance");
        if kind == ItemKind::Risk && chance.is_none() {
            reader.wrong("chance", "Enter the chance of it, from 0 to 100");
        }
        let first = FinancialYear::starting(on.appraisal.years().first().copied().unwrap_or(2000));
        let before = option.items.get(on.m);
        let taken: Vec<_> = option.items.iter().map(|item| &item.id).collect();
        let item = Stated {
            id: before.map_or_else(|| named_after(&title, &taken), |item| item.id.clone()),
            title,
            kind,
            from: years.0.unwrap_or(first),
            to: years.1.unwrap_or(first),
            annual_gbp: annual_gbp.filter(|_| kind != ItemKind::Unmonetised),
            chance: if kind == ItemKind::Risk { chance.unwrap_or(0.0) } else { 1.0 },
            payer: reader.choice("payer", "Choose who pays or gains").unwrap_or(Payer::Us),
            vat_percent: reader.number("vat_percent", 0.0, 100.0).unwrap_or(0.0),
            optimism: reader.code("optimism"),
            mitigated_share: reader.share("mitigated").unwrap_or(0.0),
            criterion: reader.code("criterion"),
            reason: reader.needed("reason", "Enter why, and where the number is from"),
            basis: reader.choice("basis", "Choose how it is known").unwrap_or(Basis::Assumed),
        };
        put(&mut option.items, on.m, item);
        changed
    }

    fn back(&self, on: &On<'_>) -> String {
        on.at_n(Step::Option, on.n)
    }
}
