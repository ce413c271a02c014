//! The policy of 18 October 2013 that cases answer to, told with its sources. For everybody, without an account.

use axum::extract::State;
use axum::response::Response;
use register::Rulebook;
use vocabulary::{CaseTier, Date};

use super::on::found;
use crate::Html;
use crate::components::{Column, InsetText, Table};
use crate::site::plain::{Plain, list};
use crate::site::{Site, Visitor, shell};

/// Where the page is.
pub(crate) const ADDRESS: &str = "/policy/2013-10-18";
/// The day of the letter.
const LETTER: Date = jiff::civil::date(2013, 10, 18);
/// Of all that the page says was recorded.
const SOURCE: &str = "Health Service Journal, October 2013";

/// Who had already taken services out, as the story names them: commissioners, unit, pounds, services.
const EXITS: [[&str; 4]; 5] = [
    [
        "East and North Hertfordshire",
        "Central Eastern",
        "£4m",
        "Most of: communications, patient involvement, finance planning, payroll and human resources, performance and activity reporting, contract monitoring and management. In May 2013",
    ],
    ["Herts Valleys", "Central Eastern", "£900,000", "Quality assurance, service redesign, choose and book"],
    ["West Hampshire", "South", "£289,000", "Communication and engagement"],
    [
        "Milton Keynes, Corby and Nene together",
        "Greater East Midlands",
        "£1m",
        "Contracting and finance; one figure for the three",
    ],
    ["Great Yarmouth and Waveney", "Anglia", "£220,000", "Personal health budgets and continuing healthcare"],
];

/// `GET /policy/2013-10-18`.
pub(super) async fn page(State(site): State<Site>, visitor: Visitor) -> Response {
    let page = Plain::new(shell(&site, &visitor), "The policy of 18 October 2013").lead(
        "In October 2013 NHS England asked commissioners to agree a business case with it before they take a significant \
         proportion of support services back in house. The decision stayed with the commissioner.",
    );
    let page = page.add(InsetText {
        html: format!(
            "What is told here as recorded was printed in: {SOURCE}. We have the story, not the letter itself. What isn’t known is said."
        )
        .into(),
    });
    let page = asked(page);
    let page = questions(page, &site.settings().rulebook);
    found(unknown(exits(stance(page))))
}

fn asked(page: Plain) -> Plain {
    page.heading("What the letter asked").text("Recorded.").add(list([
        "A letter to commissioners of 18 October, by the national director for commissioning development, confirmed the policy.",
        "It applies where a significant proportion of support is taken back in house.",
        "The commissioner works closely with its area team of NHS England to agree a sound business case.",
        "The reason given: one commissioner that stops using a unit can undermine its finances, although others want to carry on using \
         it. Named were the stability of the unit, and continuity of supply for neighbouring commissioners and for NHS England, a customer too.",
        "A tool for decisions about where to source support from would be published later that month. Using it is voluntary.",
        "Details on business cases would follow by the end of October.",
    ]))
}

/// The questions as reviewers have them here, from the rules that were in force on the day of the letter.
fn questions(mut page: Plain, rulebook: &Rulebook) -> Plain {
    let of_any: Vec<String> =
        rulebook.review_tests_on(CaseTier::Record, LETTER).iter().map(|test| test.title.0.clone()).collect();
    for (tier, title, caption) in [
        (CaseTier::Record, "What is asked of any change", "The four tests"),
        (
            CaseTier::Case,
            "What is asked besides where a significant proportion is taken back",
            "The further questions",
        ),
    ] {
        // A case is asked the four tests too; they stand here once.
        let is_new = |title: &String| tier == CaseTier::Record || !of_any.contains(title);
        let rows: Vec<Vec<Html>> = rulebook
            .review_tests_on(tier, LETTER)
            .into_iter()
            .filter(|test| is_new(&test.title.0))
            .map(|test| {
                [&test.title.0, &test.question.0, &test.source.0].map(|text| Html::from(text.as_str())).into()
            })
            .collect();
        if !rows.is_empty() {
            let columns = ["Test", "Question", "Source"].map(Column::words).into();
            page = page.heading(title).add(Table::new(caption, columns, rows));
        }
    }
    page
}

fn stance(page: Plain) -> Plain {
    page.heading("What commissioners said").text("Recorded.").add(list([
        "They stressed their independence: where support is sourced should be for them alone to decide.",
        "As independent statutory bodies they must be free to make the decisions that they find most appropriate.",
    ]))
}

fn exits(page: Plain) -> Plain {
    let row = |[who, unit, pounds, what]: &[&str; 4]| [*who, *unit, *pounds, *what].map(Html::from).into();
    let columns = vec![
        Column::words("Commissioner"),
        Column::words("Left the unit"),
        Column::number("Worth"),
        Column::words("What was taken out"),
    ];
    page.heading("Who had already left")
        .text(
            "A small minority had pulled services out before the letter. The story names these among them. The amounts are recorded; \
             that each is for a year is our reading.",
        )
        .add(Table::new("Exits named in October 2013", columns, EXITS.iter().map(row).collect()))
}

fn unknown(page: Plain) -> Plain {
    let page = page.heading("What isn’t known").add(list([
        "How much a significant proportion is: no number was given. The thresholds here are ours, are dated, and can be changed.",
        "What would follow if no case was agreed: no power to refuse is named. Here a commissioner may decide without agreement, with its reasons on the record.",
        "How long a view might take: no time was given. The 28 days are ours.",
        "Whether the tool came out that month, and what was in it: no source that we have says so.",
    ]));
    let more = Html::raw("Ballast is such a tool, and voluntary: ")
        .then(Html::link("/published", "published cases and decisions"))
        .then(".");
    page.text(more)
}
