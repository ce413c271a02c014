use appraisal::input::{Appraisal, RankBy};
use vocabulary::{Code, Month};

use super::{Form, choices};
use crate::components::Choice;
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::On;

/// What it is called, and how it is looked at.
pub(super) struct Terms;

impl Form for Terms {
    fn title(&self, _on: &On<'_>) -> String {
        "How is it looked at?".to_string()
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let appraisal = on.appraisal;
        let start = Month::of(appraisal.start);
        Values::default()
            .with("title", &appraisal.title)
            .with_day("prepared", Some(appraisal.prepared_on))
            .with("start[month]", start.month_of_year())
            .with("start[year]", start.year())
            .with("months", appraisal.months)
            .with("payer_rule", &appraisal.payer_rule)
            .with("reaction", if appraisal.reaction { "yes" } else { "no" })
            .with_estimate("reluctance", Some(appraisal.reluctance))
            .with("draws", appraisal.draws)
            .with_some("inflation", appraisal.inflation_percent)
            .with_some("rank_by", appraisal.rank_by)
            .with_some("preferred", appraisal.preferred.as_ref())
            .with_some("comparator", appraisal.comparator.as_ref())
    }

    fn show(&self, on: &On<'_>, sheet: &mut Sheet<'_>) {
        sheet.text("title", "Title of the appraisal", "");
        sheet.date(
            "prepared",
            "Prepared on",
            "Notice, consultation and rates are judged by this day.",
            false,
        );
        sheet.date("start", "First month that is looked at", "Its financial year is year 0.", true);
        sheet.number("months", "For how long does it look ahead?", "", ("", "months"));
        let rules = stability::variants::payer_rules(on.rulebook).into_iter();
        let rules = rules.map(|(id, title)| (id.to_string(), title)).collect();
        sheet.select("payer_rule", "Who pays for the cost that stays behind?", "", rules);
        let reaction = vec![
            Choice::new("yes", "Yes: who finds it cheaper elsewhere leaves as well"),
            Choice::new("no", "No: everybody else stays, whatever the price"),
        ];
        sheet.radios("reaction", "Do the others decide anew at each price review?", "", reaction);
        let reluctant =
            "How much dearer the unit must be than the alternative before anybody else goes: 0.1 is a tenth.";
        sheet.estimate("reluctance", "Reluctance of others to go", reluctant, ("", ""));
        let mut draws = vec![0, 200, 500, 1_000, 2_000, 10_000, on.appraisal.draws];
        draws.sort_unstable();
        draws.dedup();
        let draws: Vec<_> = draws.into_iter().map(|count| (count.to_string(), draws_words(count))).collect();
        sheet.select(
            "draws",
            "How many draws?",
            "In each, every uncertain number lies somewhere else in its range.",
            draws,
        );
        let after = "For years that the deflator doesn’t know. Blank: prices of the first year throughout.";
        sheet.number("inflation", "Inflation a year, for the financial case", after, ("", "%"));
        sheet.heading("Which option comes first");
        let order = |rank| match rank {
            RankBy::Money => "Net present social value",
            RankBy::Points => "Weighted points, and money where they are equal",
        };
        sheet.radios(
            "rank_by",
            "Options stand in the order of their",
            "Both are always shown.",
            choices(RankBy::ALL, order),
        );
        let any = |words: &str| {
            let mut named = on.options_named();
            named.insert(0, (String::new(), words.to_string()));
            named
        };
        sheet.select(
            "preferred",
            "The option that you prefer",
            "Where you prefer another than the first.",
            any("The one that comes first"),
        );
        let last = "Where business as usual can’t last: the least that must be done.";
        sheet.select("comparator", "What are they weighed against?", last, any("Business as usual"));
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let before = on.appraisal.clone();
        let known = |code: Option<Code>| code.filter(|code| before.options.iter().any(|one| one.id == *code));
        let title = reader.needed("title", "Enter a title");
        let prepared_on = reader.day("prepared");
        if prepared_on.is_none() && !reader.problems.iter().any(|problem| problem.field == "prepared") {
            reader.wrong("prepared", "Enter the day on which it is prepared");
        }
        let reluctance = reader.estimate("reluctance", 0.0, 1.0);
        if reluctance.is_none() && !reader.problems.iter().any(|problem| problem.field == "reluctance") {
            reader.wrong("reluctance", "Enter a share from 0 to 1");
        }
        Appraisal {
            title,
            prepared_on: prepared_on.unwrap_or(before.prepared_on),
            start: reader.month("start").unwrap_or(before.start),
            months: reader.whole("months", 1, 600, 60),
            payer_rule: reader.code("payer_rule").unwrap_or_else(|| before.payer_rule.clone()),
            reaction: reader.raw("reaction") != "no",
            reluctance: reluctance.unwrap_or(before.reluctance),
            draws: reader.whole("draws", 0, 100_000, 0),
            inflation_percent: reader.number("inflation", -50.0, 100.0),
            rank_by: reader.raw("rank_by").parse().ok(),
            preferred: known(reader.code("preferred")),
            comparator: known(reader.code("comparator")),
            ..before.clone()
        }
    }
}

fn draws_words(count: u32) -> String {
    match count {
        0 => "None: likely values only".to_string(),
        count => listing::thousands(count.into()),
    }
}
