//! The lists of a question: its moves and its assumptions, each to change or to take out.

use stability::scenario::{Move, Services};
use vocabulary::{Estimate, Month};

use super::steps::Asked;
use super::{Asking, Step};
use crate::Html;
use crate::components::{Button, ButtonKind, Column, Table};

/// What a move takes, in words.
pub(super) fn services_words(asking: &Asking<'_>, one: &Move) -> String {
    let title = |code: &vocabulary::Code| {
        asking.snapshot.service(code).map_or_else(|| code.to_string(), |service| service.title.0.clone())
    };
    match &one.services {
        Services::All => "everything that it buys there".to_string(),
        Services::These(codes) => codes.iter().map(title).collect::<Vec<_>>().join(", "),
    }
}

/// Where a move goes, in words.
pub(super) fn destination_words(asking: &Asking<'_>, one: &Move) -> String {
    use register::tables::DestinationKind::{Council, Framework, InHouse, Shared, Stop, Supplier, Unit};
    let who = one.to.code.as_ref().map(|code| asking.snapshot.name_of(code.as_str())).unwrap_or_default();
    match one.to.kind {
        InHouse => "in house".to_string(),
        Stop => "nowhere: it stops".to_string(),
        Shared => format!("shared, hosted by {who}"),
        Framework => format!("{who}, off a framework"),
        Unit | Supplier | Council => who,
    }
}

/// A button that takes one of a list out; it sends its number.
fn take_out(number: usize, what: &str) -> Html {
    let text = Html::from("Take out")
        .then(Html::raw("<span class=\"nhsuk-u-visually-hidden\"> "))
        .then(what)
        .then(Html::raw("</span>"));
    Button {
        text,
        kind: ButtonKind::Secondary,
        sends: Some(("take_out".to_string(), number.to_string())),
        ..Button::default()
    }
    .into()
}

fn change(asking: &Asking<'_>, step: Step, number: usize, what: &str) -> Html {
    let hidden = Html::raw("<span class=\"nhsuk-u-visually-hidden\"> ").then(what).then(Html::raw("</span>"));
    Html::raw(format!("<a href=\"{}?n={number}\">Change", asking.address(step)))
        .then(hidden)
        .then(Html::raw("</a>"))
}

pub(super) fn moves_list(asking: &Asking<'_>) -> Asked {
    let columns = ["Who", "Leaves", "With", "When", "Where to", "", ""].map(Column::words).to_vec();
    let row = |(number, one): (usize, &Move)| {
        let name = asking.snapshot.name_of(one.buyer.as_str());
        vec![
            Html::from(&name),
            asking.snapshot.name_of(one.supplier.as_str()).into(),
            services_words(asking, one).into(),
            Month::of(one.date).words().into(),
            destination_words(asking, one).into(),
            change(asking, Step::Services, number, &name),
            take_out(number, &name),
        ]
    };
    let rows: Vec<Vec<Html>> = asking.scenario.moves.iter().enumerate().map(row).collect();
    let lead = match rows.is_empty() {
        true => Html::raw("<p>Nothing moves yet.</p>"),
        false => {
            Table { hides_caption: true, ..Table::new("What moves", with_actions(columns), rows) }.into()
        }
    };
    let add = Button {
        text: "Add another move".into(),
        kind: ButtonKind::Secondary,
        href: Some(format!("{}?n={}", asking.address(Step::Who), asking.scenario.moves.len())),
        ..Button::default()
    };
    Asked {
        heading: "What moves".to_string(),
        lead: lead.then(add),
        fields: Vec::new(),
        below: Html::default(),
    }
}

/// The last two columns hold what can be done: their headings are for those who hear them.
fn with_actions(mut columns: Vec<Column>) -> Vec<Column> {
    let hidden = |text: &str| Html::raw(format!("<span class=\"nhsuk-u-visually-hidden\">{text}</span>"));
    let last = columns.len();
    columns[last - 2] = Column::words(hidden("Change"));
    columns[last - 1] = Column::words(hidden("Take out"));
    columns
}

/// An assumption's numbers in words.
pub(super) fn range_words(value: Estimate, is_scale: bool) -> String {
    let times = if is_scale { "× " } else { "" };
    match value.is_fixed() {
        true => format!("{times}{}", value.likely()),
        false => format!("{times}{} ({} to {})", value.likely(), value.low(), value.high()),
    }
}

pub(super) fn assumptions_list(asking: &Asking<'_>) -> Asked {
    let columns = ["Figure", "Likely and range", "Why", "", ""].map(Column::words).to_vec();
    let scenario = asking.scenario;
    let mut rows = vec![vec![
        Html::from("Reluctance to go"),
        range_words(scenario.reluctance, false).into(),
        "How much dearer the unit must be than the alternative before a buyer goes.".into(),
        change(asking, Step::Assumption, 0, "reluctance"),
        Html::default(),
    ]];
    for (number, one) in scenario.assumptions.iter().enumerate() {
        rows.push(vec![
            Html::raw("<span class=\"app-figure-name\">").then(&one.at).then(Html::raw("</span>")),
            range_words(one.value, one.scale).into(),
            Html::from(&one.reason),
            change(asking, Step::Assumption, number + 1, &one.at),
            take_out(number + 1, &one.at),
        ]);
    }
    let add = Button {
        text: "Add an assumption".into(),
        kind: ButtonKind::Secondary,
        href: Some(format!("{}?n={}", asking.address(Step::Assumption), scenario.assumptions.len() + 1)),
        ..Button::default()
    };
    let lead = Html::raw("<p>Everything else stands in the register, each figure with its source and basis. What nobody published is assumed here, with a range and a reason.</p>")
        .then(Table { hides_caption: true, ..Table::new("What is assumed", with_actions(columns), rows) })
        .then(add);
    Asked { heading: "What is assumed".to_string(), lead, fields: Vec::new(), below: Html::default() }
}
