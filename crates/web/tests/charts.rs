//! Charts say in words and in a table what they draw, and draw it where it belongs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use vocabulary::Month;
use web::Html;
use web::chart::{Bar, Bars, Cascade, Chart, Exit, Lines, Measure, Review, Series, Stack, Stacks, Words};

fn words() -> Words {
    Words { id: "c".into(), title: "Who <pays>".into(), description: "Two bars.".into() }
}

fn bars() -> Bars {
    let bar = |label: &str, value, range| Bar { label: label.into(), value, range, ..Bar::default() };
    Bars {
        words: words(),
        of_what: "Body".into(),
        says: "More".into(),
        bars: vec![bar("Alpha", 10_000, Some((5_000, 20_000))), bar("Beta", -10_000, None)],
        ..Bars::default()
    }
}

fn text(html: Html) -> String {
    html.into_string()
}

#[test]
fn a_chart_has_a_title_and_a_description_that_are_text() {
    let svg = text(Chart::Bars(bars()).svg());
    assert!(svg.contains(r#"role="img" aria-labelledby="c-title c-description""#));
    assert!(svg.contains(r#"<title id="c-title">Who &lt;pays&gt;</title>"#));
    assert!(svg.contains(r#"<desc id="c-description">Two bars.</desc>"#));
    assert!(!svg.contains("style="));
}

#[test]
fn bars_begin_at_zero_and_ranges_are_drawn_through_them() {
    // From −£100 to £200 in steps of £100 over 0.1 to 78 per cent: £0 at 26.07, £50 at 39.05, £100 at 52.03.
    let svg = text(Chart::Bars(bars()).svg());
    assert!(
        svg.contains(r#"<rect class="bar fill-0" x="26.07%" y="48" width="25.96%" height="14"/>"#),
        "{svg}"
    );
    assert!(
        svg.contains(r#"<rect class="bar fill-0" x="0.10%" y="92" width="25.97%" height="14"/>"#),
        "{svg}"
    );
    assert!(svg.contains(r#"<line class="range" x1="39.05%" y1="55" x2="78%" y2="55"/>"#), "{svg}");
}

#[test]
fn the_table_has_the_same_numbers() {
    let table = text(Html::from(Chart::Bars(bars()).table()));
    for part in ["Alpha", "£100", "£50", "£200", "Beta", "−£100", "–", "Low (P10)"] {
        assert!(table.contains(part), "{part}");
    }
    let percent =
        Bars { measure: Measure::Percent, bars: vec![Bar { value: 1_125, ..Bar::default() }], ..bars() };
    assert!(text(Html::from(Chart::Bars(percent).table())).contains("11.2%"));
}

#[test]
fn a_step_line_holds_each_month_and_then_jumps() {
    let lines = Lines {
        words: words(),
        months: (0..3).map(|month| Month::new(2013, 4).plus(month)).collect(),
        series: vec![Series { name: "Residual".into(), values: vec![10_000, 10_000, 0] }],
        is_step: true,
        ..Lines::default()
    };
    let svg = text(Chart::Lines(lines.clone()).svg());
    // Three months level and two jumps; the second jump goes from the top to the zero line.
    assert_eq!(svg.matches("class=\"line stroke-0\" x1").count() - 1, 5, "one more is in the key");
    assert!(svg.contains(r#"y1="12" x2="71.40%" y2="262""#), "{svg}");
    assert!(svg.contains("Apr 2013"));
    let every = text(Html::from(Chart::Lines(Lines { table_every: 2, ..lines }).table()));
    assert!(every.contains("April 2013") && !every.contains("May 2013") && every.contains("June 2013"));
}

#[test]
fn stacked_parts_lie_end_to_end_on_their_side_of_zero() {
    let stacks = Stacks {
        words: words(),
        parts: vec!["Leaver".into(), "Unit".into(), "Centre".into()],
        stacks: vec![Stack { label: "Rule".into(), values: vec![10_000, 10_000, -20_000] }],
        is_stacked: true,
        ..Stacks::default()
    };
    let svg = text(Chart::Stacks(stacks.clone()).svg());
    // From −£200 to £200 over 0.1 to 99.9 per cent: £0 at 50, £100 at 74.95, £200 at 99.9.
    for part in [r#"fill-0" x="50%""#, r#"fill-1" x="74.95%""#, r#"fill-2" x="0.10%" y="50" width="49.90%""#]
    {
        assert!(svg.contains(part), "{part}\n{svg}");
    }
    assert!(svg.contains("url(#c-pattern-1)") && svg.contains("<pattern id=\"c-pattern-2\""));
    assert!(text(Html::from(Chart::Stacks(stacks).table())).contains("Together"));
}

#[test]
fn a_cascade_says_who_leaves_when_with_price_and_alternative() {
    let exit = Exit { buyer: "Beta".into(), service: "Finance".into(), price: 68_000, alternative: 61_000 };
    let reviews = vec![
        Review { when: "April 2014".into(), exits: vec![exit] },
        Review { when: "April 2015".into(), exits: vec![] },
    ];
    let chart = Chart::Cascade(Cascade { words: words(), reviews });
    let svg = text(chart.svg());
    assert!(svg.contains("April 2014: 1 line leaves, £680") && svg.contains("April 2015: nobody leaves"));
    let table = text(Html::from(chart.table()));
    for part in ["Beta", "Finance", "£680", "£610", "nobody"] {
        assert!(table.contains(part), "{part}");
    }
}
