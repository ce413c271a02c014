use appraisal::input::{Appraisal, AppraisalOption, Choice};
use vocabulary::{Code, Estimate, Month, Pence};

use super::{List, Shown, acts, add, change, columns, take_out};
use crate::Html;
use crate::components::Table;
use crate::site::plain::paragraph;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// One option: where each service comes from, and costs and benefits of it as a whole.
pub(super) struct OneOption;

impl List for OneOption {
    fn show(&self, on: &On<'_>) -> Shown {
        let Some(option) = on.option() else { return Shown::default() };
        let rows = on.scope().into_iter().enumerate().map(|(at, service)| row(on, option, (at, &service)));
        let lead = match option.description.as_str() {
            "" => Html::default(),
            words => paragraph(words),
        };
        let lead = match on.may.write {
            true => lead
                .then(Html::raw("<p>"))
                .then(change(&on.at(Step::Title), "Change the title", &option.title))
                .then(Html::raw("</p>")),
            false => lead,
        };
        let mut below = vec![
            Html::raw("<h2 class=\"nhsuk-heading-m\">Costs, benefits and risks of it as a whole</h2>"),
            items(on, option),
        ];
        if on.may.write {
            let new = on.at_nm(Step::Item, on.n, option.items.len());
            below.push(add(new, "Add a cost, benefit or risk"));
        }
        Shown {
            title: option.title.clone(),
            lead: lead.then(Html::raw("<h2 class=\"nhsuk-heading-m\">Where each service comes from</h2>")),
            columns: columns(&["Service", "From", "When", "Running a year", "Once"]),
            rows: rows.collect(),
            below,
        }
    }

    fn back(&self, on: &On<'_>) -> String {
        on.at_n(Step::Options, 0)
    }

    fn take_out(&self, on: &On<'_>, number: usize) -> Appraisal {
        let mut changed = on.appraisal.clone();
        if let Some(option) = changed.options.get_mut(on.n)
            && number < option.items.len()
        {
            option.items.remove(number);
        }
        changed
    }
}

/// An estimate of pounds in words.
fn pounds(value: Option<Estimate>) -> String {
    let words = |pounds: f64| Pence::round(pounds * 100.0).whole_pounds();
    match value {
        None => "as the register says".to_string(),
        Some(value) if value.is_fixed() => words(value.likely()),
        Some(value) => {
            format!("{} ({} to {})", words(value.likely()), words(value.low()), words(value.high()))
        }
    }
}

fn row(on: &On<'_>, option: &AppraisalOption, (at, service): (usize, &Code)) -> Vec<Html> {
    let title = on.service(service);
    let choice: Option<&Choice> = option.choices.iter().find(|choice| choice.service == *service);
    let goes = choice.filter(|choice| choice.sourcing.destination().is_some());
    let from = match choice {
        None => "stays as it is".to_string(),
        Some(choice) => {
            let who = choice.to.as_ref().map(|code| format!(" ({})", on.body(code))).unwrap_or_default();
            let price =
                choice.price_percent.map(|price| format!(", at {}% of today’s price", price.likely()));
            format!("{}{who}{}", choice.sourcing.words(), price.unwrap_or_default())
        }
    };
    let mut can = Vec::new();
    if on.may.write {
        can.push(change(&on.at_nm(Step::Choice, on.n, at), "Change", &title));
        if goes.is_some() {
            can.push(change(&on.at_nm(Step::Costs, on.n, at), "Costs and people", &title));
        }
    }
    vec![
        title.into(),
        from.into(),
        choice.map(|choice| Month::of(choice.date).words()).unwrap_or_default().into(),
        goes.map(|choice| pounds(choice.running_gbp)).unwrap_or_default().into(),
        goes.map(|choice| pounds(choice.one_off_gbp)).unwrap_or_default().into(),
        acts(can),
    ]
}

/// Costs and benefits that no line has.
fn items(on: &On<'_>, option: &AppraisalOption) -> Html {
    if option.items.is_empty() {
        return paragraph("None.");
    }
    let rows = option.items.iter().enumerate().map(|(at, item)| {
        let amount = item.annual_gbp.map_or("not in pounds".to_string(), |value| pounds(Some(value)));
        let mut can = Vec::new();
        if on.may.write {
            can.push(change(&on.at_nm(Step::Item, on.n, at), "Change", &item.title));
            can.push(take_out(on, Step::Option, at, &item.title));
        }
        let years = format!("{} to {}", item.from, item.to);
        vec![item.title.as_str().into(), item.kind.words().into(), years.into(), amount.into(), acts(can)]
    });
    let columns = columns(&["What", "Kind", "Years", "A year"]);
    let table = Table::new("Costs, benefits and risks", columns, rows.collect());
    Table { hides_caption: true, ..table }.into()
}
