//! Blocks of a unit's page: each shows one part of the view, or nothing where that part isn't seen.

use assurance::{ActKind, AssessorRatings, DomainRating, Judged, Milestone, Summary, View};

use super::on::On;
use super::words;
use crate::Html;
use crate::components::{Column, InsetText, SummaryList, Table, Tag};
use crate::site::encoded;
use crate::site::plain::{Plain, list, paragraph};

/// The rating of each domain, what the rule says of it, and the outcome.
pub(super) fn outcome(on: &On, mut page: Plain, view: &View<'_>) -> Plain {
    if let Some(recorded) = view.outcome {
        let (title, means) = match &recorded.outcome {
            Some(id) => {
                let means = on.definition().outcome(id).map_or("", |outcome| outcome.means.as_str());
                (Html::from(on.outcome(id)), Html::from(means))
            }
            None => (
                Tag::coloured("Open", "orange").into(),
                Html::from("The rule gives no outcome for these ratings, and none was set."),
            ),
        };
        page = page.heading("Outcome").add(SummaryList::of([
            ("Outcome", title),
            ("What it means", means),
            ("What the rule says", judged(on, &recorded.judged)),
            ("Why", words::prose(&recorded.reason)),
            ("Put on record", words::day(recorded.on).into()),
        ]));
    } else if let Some(said) = &view.judged {
        let told = Html::raw("<p><strong>What the rule says</strong></p>").then(paragraph(judged(on, said)));
        page = page.add(InsetText { html: told });
    }
    if view.rated.is_empty() {
        return page;
    }
    let row = |rated: &DomainRating| {
        vec![on.domain(&rated.domain).into(), on.rating(&rated.rating).into(), words::prose(&rated.reason)]
    };
    let columns = ["Domain", "Rating", "Reason"].map(Column::words).into();
    page.add(Table::new("The rating of each domain", columns, view.rated.iter().map(row).collect()))
}

/// Open is said as open, with why.
fn judged(on: &On, said: &Judged) -> Html {
    match said {
        Judged::Outcome(id) => on.outcome(id).into(),
        Judged::Open(why) => Html::default().then(Tag::coloured("Open", "orange")).then(format!(" {why}")),
    }
}

/// What each assessor found, and where they differ.
pub(super) fn assessors(on: &On, mut page: Plain, view: &View<'_>) -> Plain {
    if view.assessors.is_empty() {
        return page;
    }
    page = page.heading(match view.assessors.len() {
        1 => "Your ratings",
        _ => "What the two assessors found",
    });
    page = page.add(ratings_table(on, &view.assessors));
    if view.assessors.len() < 2 {
        return page;
    }
    if view.differences.is_empty() {
        return page.text("They agree on every domain.");
    }
    let steps =
        |steps: usize| if steps == 1 { "one step apart".to_string() } else { format!("{steps} steps apart") };
    let told = view.differences.iter().map(|differ| {
        let (one, other) = (on.rating(&differ.first.rating), on.rating(&differ.second.rating));
        format!("{}: {one} and {other}, {}.", on.domain(&differ.domain), steps(differ.steps))
    });
    page.text("Where they differ:").add(list(told))
}

fn ratings_table(on: &On, assessors: &[&AssessorRatings]) -> Table {
    let mut columns = vec![Column::words("Domain")];
    let numbered = |number: usize| match assessors.len() {
        1 => "You".to_string(),
        _ => format!("Assessor {}", number + 1),
    };
    columns.extend((0..assessors.len()).map(|number| Column::words(numbered(number))));
    let row = |domain: &assurance::Domain| {
        let cell = |found: &&AssessorRatings| {
            found.ratings.get(&domain.id).map_or_else(Html::default, |rated| {
                Html::raw("<strong>")
                    .then(on.rating(&rated.rating))
                    .then(Html::raw("</strong>"))
                    .then(words::prose(&rated.reason))
            })
        };
        std::iter::once(Html::from(&domain.title)).chain(assessors.iter().map(cell)).collect()
    };
    Table::new("Ratings with their reasons", columns, on.definition().domains.iter().map(row).collect())
}

/// What the own body said, with the ways to say it anew.
pub(super) fn own_words(on: &On, mut page: Plain, view: &View<'_>) -> Plain {
    let bodies = on.seen.bodies_for(ActKind::Intend);
    let is_customer = on.seen.party() == assurance::Party::Customer;
    if bodies.is_empty() && !is_customer {
        return page;
    }
    page = page.heading("What you say as a customer");
    for body in bodies {
        let at = |below: &str| on.at(&format!("{below}?body={}", encoded(body.as_str())));
        let said = on.seen.view_to(ActKind::Intend, Some(body));
        let intends = if said.intentions.is_empty() { "Say what" } else { "Change what" };
        let answers = if said.responses.is_empty() { "Answer the survey" } else { "Answer the survey anew" };
        page = page.add(list([
            Html::link(&at("intentions"), &format!("{intends} {} intends to spend", on.name(body))),
            Html::link(&at("do/respond"), &format!("{answers} for {}", on.name(body))),
        ]));
    }
    if !is_customer {
        return page;
    }
    let row = |row: &&assurance::Intended| {
        let service = if row.service.is_any() { "All".to_string() } else { row.service.to_string() };
        vec![
            service.into(),
            row.year.to_string().into(),
            row.low.whole_pounds().to_string().into(),
            row.high.whole_pounds().to_string().into(),
        ]
    };
    if !view.intentions.is_empty() {
        let columns = vec![
            Column::words("Service"),
            Column::words("Year"),
            Column::number("At least"),
            Column::number("At most"),
        ];
        page = page.add(Table::new(
            "What you intend to spend",
            columns,
            view.intentions.iter().map(row).collect(),
        ));
    }
    responses(on, page, view, "Your answer to the survey")
}

/// What customers say: each by name where that is seen, and together.
pub(super) fn survey(on: &On, mut page: Plain, view: &View<'_>) -> Plain {
    if on.seen.party() != assurance::Party::Customer && !view.responses.is_empty() {
        page = responses(
            on,
            page.heading("The survey of customers"),
            view,
            "What each customer answered, 1 to 5",
        );
    }
    let Some(summary) = &view.survey else { return page };
    let Summary::Told { responses, domains } = summary else {
        return page.text("Fewer than five customers answered the survey: nothing is told of it to the unit or its customers.");
    };
    let columns = vec![
        Column::words("Domain"),
        Column::number("Content (4 or 5)"),
        Column::number("Neither (3)"),
        Column::number("Not content (1 or 2)"),
        Column::number("No score"),
    ];
    let rows = domains.iter().map(|(domain, told)| {
        std::iter::once(Html::from(on.domain(domain))).chain(words::told(*told).map(Html::from)).collect()
    });
    let caption = format!("What {responses} customers answered together; no count from 1 to 4 is told");
    page.add(Table::new(caption, columns, rows.collect()))
}

fn responses(on: &On, page: Plain, view: &View<'_>, caption: &str) -> Plain {
    if view.responses.is_empty() {
        return page;
    }
    let mut columns = vec![Column::words("Customer")];
    columns.extend(on.definition().domains.iter().map(|domain| Column::number(domain.title.as_str())));
    columns.push(Column::words("In its own words"));
    let row = |(customer, said): &(&vocabulary::Code, &assurance::Response)| {
        let score =
            |domain: &assurance::Domain| said.scores.get(&domain.id).map_or("–".to_string(), u8::to_string);
        let scores = on.definition().domains.iter().map(|domain| Html::from(score(domain)));
        let words = words::prose(&said.text);
        std::iter::once(Html::from(on.name(customer))).chain(scores).chain([words]).collect()
    };
    page.add(Table::new(caption, columns, view.responses.iter().map(row).collect()))
}

/// The binding plan, with what can be said of each milestone.
pub(super) fn milestones(on: &On, page: Plain, view: &View<'_>) -> Plain {
    if view.milestones.is_empty() {
        return page;
    }
    let row = |(at, one): (usize, &Milestone)| {
        let came = one.met.as_ref().or(one.missed.as_ref());
        let came = came.map(|(day, text)| format!("{}: {text}", words::day(*day)));
        vec![
            one.text.as_str().into(),
            on.name(&one.owner).into(),
            words::day(one.due).into(),
            words::standing_tag(one.standing(on.seen.on())).into(),
            came.map_or_else(|| ways(on, at, one), Html::from),
        ]
    };
    let columns = ["Milestone", "Who", "By", "Stands", "What came of it"].map(Column::words).into();
    let rows = view.milestones.iter().enumerate().map(row).collect();
    let heading = Html::raw("<span id=\"milestones\">The plan that binds the unit</span>");
    page.heading(heading).add(Table::new("Milestones", columns, rows))
}

fn ways(on: &On, at: usize, one: &Milestone) -> Html {
    let own = on.seen.bodies_for(ActKind::MeetMilestone).contains(&&one.owner);
    let passed = one.due < on.seen.on() && on.seen.may(ActKind::MissMilestone);
    let way =
        |act: ActKind| paragraph(Html::link(&on.at(&format!("do/{act}?milestone={at}")), words::title(act)));
    let meet = if own { way(ActKind::MeetMilestone) } else { Html::default() };
    meet.then(if passed { way(ActKind::MissMilestone) } else { Html::default() })
}

/// What was done, as far as it is known.
pub(super) fn history(on: &On, page: Plain, view: &View<'_>) -> Plain {
    let receipts = on.seen.receipts();
    let step = |(at, step): (usize, &assurance::Step<'_>)| {
        let what = format!("{} {}", on.name(step.body), words::done(step.act));
        (step.on, what, receipts.get(at).copied())
    };
    crate::site::history(page, view.history.iter().enumerate().map(step))
}
