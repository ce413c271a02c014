//! One of each component and chart, to look at.

use askama::Template;
use vocabulary::Month;
use web::chart::{Bar, Bars, Cascade, Chart, Exit, Lines, Review, Series, Stack, Stacks, Words};
use web::components::*;
use web::{Html, Shell};

#[derive(Template)]
#[template(
    ext = "html",
    source = "{% extends \"layout.html\" %}{% block content %}<h1 class=\"nhsuk-heading-l\">Components and charts</h1>{% for part in parts %}{{ part }}\n{% endfor %}{% endblock %}"
)]
struct Gallery {
    shell: Shell,
    parts: Vec<Html>,
}

/// The page.
pub fn page(shell: Shell) -> Html {
    let mut parts: Vec<Html> = charts().iter().map(|chart| chart.figure().into()).collect();
    parts.extend(notices());
    parts.extend(fields());
    Html::of(&Gallery { shell: Shell { title: "Components and charts".into(), ..shell }, parts })
}

fn words(id: &str, title: &str) -> Words {
    Words { id: id.into(), title: title.into(), description: format!("{title}, as an example.") }
}

fn bars() -> Bars {
    let bar = |label: &str, value: i64, low: i64, high: i64| Bar {
        label: label.into(),
        value,
        range: Some((low, high)),
        ..Bar::default()
    };
    Bars {
        words: words("more", "Who pays more a year"),
        of_what: "Body".into(),
        says: "More a year".into(),
        bars: vec![
            bar("NHS Cambridgeshire and Peterborough CCG", 8_400_000, 4_000_000, 12_000_000),
            bar("NHS Herts Valleys CCG", 6_100_000, 3_000_000, 9_500_000),
            Bar {
                is_other: true,
                ..bar("NHS East and North Hertfordshire CCG (leaves)", -4_200_000, -9_000_000, 1_500_000)
            },
        ],
        ..Bars::default()
    }
}

fn lines() -> Lines {
    let falling = |from: i64, each: i64| (0..36).map(|month| (from - each * month).max(0)).collect();
    Lines {
        words: words("residual", "Needed and carried cost by month"),
        months: (0..36).map(|month| Month::new(2013, 4).plus(month)).collect(),
        series: vec![
            Series { name: "Carried".into(), values: falling(40_000_000, 900_000) },
            Series { name: "Needed".into(), values: vec![12_000_000; 36] },
            Series {
                name: "Reserve".into(),
                values: (0..36).map(|month| 9_000_000 - 600_000 * month).collect(),
            },
        ],
        is_step: true,
        table_every: 12,
        ..Lines::default()
    }
}

fn stacks() -> Stacks {
    let stack = |label: &str, values: [i64; 4]| Stack {
        label: label.into(),
        values: values.map(|value| value * 100).to_vec(),
    };
    Stacks {
        words: words("rules", "Who pays under each rule"),
        of_what: "Rule".into(),
        parts: ["Leaver", "Remaining customers", "Unit", "Centre"].map(String::from).to_vec(),
        stacks: vec![
            stack("Remaining customers pay", [0, 310_000, 40_000, 0]),
            stack("Leaver pays", [350_000, 0, 0, 0]),
            stack("Half and quarters", [175_000, 87_500, 87_500, 0]),
        ],
        is_stacked: true,
        ..Stacks::default()
    }
}

fn cascade() -> Cascade {
    let exit = |buyer: &str| Exit {
        buyer: buyer.into(),
        service: "Finance".into(),
        price: 68_000_000,
        alternative: 61_000_000,
    };
    let review = |when: &str, exits: Vec<Exit>| Review { when: when.into(), exits };
    Cascade {
        words: words("cascade", "What happened at each review"),
        reviews: vec![
            review("April 2014", vec![exit("NHS Herts Valleys CCG"), exit("NHS Luton CCG")]),
            review("April 2015", vec![exit("NHS Bedfordshire CCG")]),
            review("April 2016", vec![]),
        ],
    }
}

fn charts() -> Vec<Chart> {
    let words = words("mitigations", "Mitigations side by side");
    vec![
        Chart::Bars(bars()),
        Chart::Lines(lines()),
        Chart::Stacks(stacks()),
        Chart::Stacks(Stacks { words, is_stacked: false, ..stacks() }),
        Chart::Cascade(cascade()),
    ]
}

fn notices() -> Vec<Html> {
    let task = |title: &str, state: &str| Task {
        title: title.into(),
        hint: None,
        href: Some("#".into()),
        status: Tag::task(state),
    };
    vec![
        Html::raw("<h2>Notices and lists</h2>"),
        NotificationBanner { is_success: false, heading: "The register was changed.".into(), html: None }
            .into(),
        ErrorSummary { errors: vec![("Give a date".into(), Some("#when-day".into()))] }.into(),
        InsetText { html: Html::raw("<p>Nothing has been saved.</p>") }.into(),
        Details { summary: "How this was worked out".into(), html: "By largest remainder.".into() }.into(),
        TaskList {
            id_prefix: "case".into(),
            tasks: ["Not yet started", "In progress", "Completed", "Cannot start yet", "Returned"]
                .map(|state| task(state, state))
                .to_vec(),
        }
        .into(),
        SummaryList {
            rows: vec![SummaryRow {
                key: "Unit".into(),
                value: "NHS Central Eastern CSU".into(),
                actions: vec![Action { href: "#".into(), text: "Change".into(), hidden_text: "unit".into() }],
            }],
        }
        .into(),
        Progress { id: "run".into(), label: "Draws".into(), done: 40, all: 100 }.into(),
        Pagination::of(12, 5, |page| format!("#{page}")).into(),
    ]
}

fn fields() -> Vec<Html> {
    let yes_no = || vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
    vec![
        Html::raw("<h2>Fields</h2>"),
        Input {
            question: Question::new("amount", "Amount a year").hint("In pounds"),
            prefix: Some("£".into()),
            width: Some(10),
            ..Input::default()
        }
        .into(),
        Textarea { question: Question::new("why", "Why?"), value: String::new(), rows: 4 }.into(),
        Select {
            question: Question::new("rule", "Who pays"),
            options: vec![("a".into(), "Leaver".into())],
            selected: "a".into(),
        }
        .into(),
        Radios {
            question: Question::new("sure", "Are you sure?").error(Some("Select yes or no".into())),
            choices: yes_no(),
            is_inline: true,
        }
        .into(),
        Checkboxes { question: Question::new("services", "Services"), choices: yes_no() }.into(),
        DateInput {
            question: Question::new("when", "When?").error(Some("Give a date".into())),
            ..DateInput::default()
        }
        .into(),
        FileUpload {
            question: Question::new("pack", "A register pack"),
            accept: ".csv,.zip,.xlsx",
            is_multiple: false,
        }
        .into(),
        Button { text: "Continue".into(), ..Button::default() }.into(),
        Button { text: "Withdraw".into(), kind: ButtonKind::Warning, ..Button::default() }.into(),
    ]
}
