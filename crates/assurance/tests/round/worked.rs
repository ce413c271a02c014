//! Replays `docs/worked/a-round.md`.

use assurance::{Act, ActKind, Judged, Round, State, Summary, Told, Why, reconcile};
use vocabulary::{Pence, PenceBand};

use crate::world::*;

#[test]
fn every_step_leads_where_the_page_says() {
    let mut reached = vec![];
    for (row, after) in steps() {
        assert_eq!(after.state().word(), row["then"], "{row:?}");
        is_its_history(&after);
        reached.push(after.state());
    }
    // The page gives nothing up; every other state is there.
    let missing: Vec<State> = State::ALL.iter().filter(|state| !reached.contains(state)).copied().collect();
    assert_eq!(missing, [State::Abandoned]);
}

#[test]
fn twelve_ways_to_rate_are_open() {
    let found = definition().consistency().unwrap();
    assert_eq!((found.ways, found.open_ways()), (27, 12));
    let decided: Vec<u64> = ["proceeds", "rigorous-management", "stops"].map(|id| found.decided[id]).to_vec();
    assert_eq!(decided, [1, 7, 7]);
}

#[test]
fn the_plan_against_what_customers_say() {
    let reconciled = reconcile(&plan(), &intentions());
    let expected = block("lines");
    assert_eq!(reconciled.lines.len(), expected.len());
    for (line, row) in reconciled.lines.iter().zip(&expected) {
        let services: Vec<&str> = line.services.iter().map(|service| service.as_str()).collect();
        assert_eq!(
            (line.customer.as_str(), services.join(";"), line.verdict.word()),
            (row["customer"].as_str(), row["services"].clone(), row["verdict"].as_str())
        );
        let totals = line.totals;
        let parts = [totals.confirmed, totals.hoped, totals.beyond, totals.unstated, totals.unplanned];
        let columns = ["confirmed", "hoped", "beyond", "unstated", "unplanned"];
        assert_eq!(parts, columns.map(|column| pounds(&row[column])), "{row:?}");
        assert_eq!(line.customer_is_planned, row["customer"] != "04Q");
    }
    let nottingham = reconciled.lines.iter().find(|line| line.customer.as_str() == "04K").unwrap();
    assert_eq!(nottingham.percent_of_range(), Some(90.0));
    let (totals, row) = (reconciled.totals, &block("totals")[0]);
    let parts = [totals.planned, totals.confirmed, totals.hoped, totals.beyond, totals.unstated];
    assert_eq!(
        parts,
        ["planned", "confirmed", "hoped", "beyond", "unstated"].map(|column| pounds(&row[column]))
    );
    assert_eq!([totals.unplanned, totals.gap()], ["unplanned", "gap"].map(|column| pounds(&row[column])));
    assert_eq!(format!("{:.2}", totals.confirmed_percent().unwrap()), row["percent"]);
    let banded = totals.banded();
    let band = |low: i64, high: i64| PenceBand::with_ends(Pence(low * 100), Pence(high * 100)).unwrap();
    assert_eq!((banded.planned, banded.gap), (band(5_000_000, 10_000_000), band(2_000_000, 5_000_000)));
    assert_eq!(banded.confirmed.unwrap().to_string(), "50% to 100%");
}

#[test]
fn the_survey_tells_no_small_count() {
    let Summary::Told { responses, domains } = at(State::Outcome).survey() else { panic!("too few") };
    assert_eq!(responses, 6);
    for row in block("told") {
        let told = match &domains[row["domain"].as_str()] {
            Told::Nothing => "nothing".to_string(),
            Told::Content(content) => format!("content {content}"),
            Told::Counts(counts) => counts.map(|count| count.to_string()).join(";"),
        };
        assert_eq!(told, row["told"], "{row:?}");
    }
}

#[test]
fn assessors_differ_by_a_step_and_what_is_settled_makes_the_outcome() {
    let differ = at(State::Moderating);
    let found: Vec<(String, usize)> = differ
        .differences()
        .into_iter()
        .map(|difference| (difference.domain.to_string(), difference.steps))
        .collect();
    assert_eq!(found, [("business-plan".to_string(), 1), ("customer-focus".to_string(), 1)]);
    assert_eq!(differ.judged(), None);
    assert_eq!(at(State::Rated).judged(), Some(Judged::Outcome(code("rigorous-management"))));

    // Settled the other way: exactly one domain fails, and the rule leaves it open.
    let settled = "business-plan=rigorous-management: The gap. / customer-focus=fails: Two letters of six.";
    let moderator = who("p7", "assessor", "X-NHSE");
    let open = differ.apply(act(ActKind::Moderate, "", settled), &moderator, date("2012-04-23")).unwrap();
    assert_eq!(open.judged(), Some(Judged::Open(Why::NoRule)));
    let lead = who("p1", "review-lead", "X-NHSE");
    let left = Act::RecordOutcome { outcome: None, text: "The rule says nothing of it.".to_string() };
    let left = open.apply(left, &lead, date("2012-05-10")).unwrap();
    let recorded = left.outcome().unwrap();
    assert_eq!((recorded.outcome.as_ref(), recorded.judged.is_open()), (None, true));
    // Said one way or the other, that the rule left it open stays on record.
    let stops = Act::RecordOutcome { outcome: Some(code("stops")), text: "We stop it.".to_string() };
    let stopped = open.apply(stops, &lead, date("2012-05-10")).unwrap();
    assert!(stopped.outcome().unwrap().judged.is_open());
}

#[test]
fn milestones_stand_as_the_page_says() {
    let all = steps();
    for row in block("milestones") {
        let on = date(&row["on"]);
        let before = |(step, _): &&(Row, assurance::Assessment)| date(&step["day"]) < on;
        let (_, known) = all.iter().rfind(before).unwrap();
        let milestone = &known.milestones()[row["milestone"].parse::<usize>().unwrap()];
        assert_eq!(milestone.standing(on).word(), row["standing"], "{row:?}");
    }
}

#[test]
fn the_next_round_opens_with_the_last_answers() {
    let last = Round::of([at(State::Closed)]);
    let asks = definition_asking(&[
        ("leadership", &["leaders-with-customers"]),
        ("customer", &["committed-customers"]),
        ("delivery", &["ready"]),
    ]);
    let next = opening("checkpoint-3", asks, "2012-08-31");
    let lead = who("p1", "review-lead", "X-NHSE");
    let round = Round::open(&next, Some(&last), &lead, date("2012-08-06")).unwrap();
    let carried: Vec<&str> = unit(&round).setup().carried.keys().map(|question| question.as_str()).collect();
    assert_eq!(carried, ["committed-customers", "leaders-with-customers"]);
    // Carried isn't answered: the unit says that it still holds, or writes it anew.
    assert!(unit(&round).answers().is_empty());
    let director = who("p3", "unit-director", "X-GEM");
    let gem = code("X-GEM");
    let kept = Act::Keep { question: code("leaders-with-customers") };
    let round = round.apply(&gem, kept, &director, date("2012-08-07")).unwrap();
    let anew = act(ActKind::Answer, "", "committed-customers: Letters from five of six.");
    let round = round.apply(&gem, anew, &director, date("2012-08-07")).unwrap();
    let answers = unit(&round).answers();
    assert_eq!(answers["leaders-with-customers"].text, "We meet every commissioner each month.");
    assert_eq!(answers["leaders-with-customers"].kept_from, Some(code("checkpoint-2")));
    assert_eq!(answers["committed-customers"].kept_from, None);
    // Kept once more, it still says in which round it was written.
    let again = unit(&round).carried_into(&definition());
    assert_eq!(again["leaders-with-customers"].round, code("checkpoint-2"));
    assert_eq!(again["committed-customers"].round, code("checkpoint-3"));
}
