//! Resting points for programs, and in words what decides whether it matters who leaves first.

use serde_json::{Value, json};
use stability::resting::{Condition, Holds, RestingLine, RestingPoint, Rule};
use vocabulary::Pence;

use super::{Told, number};

/// `resting_points` of `result.json`.
pub(super) fn resting_points(told: &Told<'_>) -> Value {
    told.answer.resting_points.iter().map(|rest| resting_point(told, rest)).collect()
}

fn resting_point(told: &Told<'_>, rest: &RestingPoint) -> Value {
    let model = &told.answer.impact.setup.model;
    let ids = |lines: &[usize]| lines.iter().map(|line| model.lines[*line].id.as_str()).collect::<Vec<_>>();
    let tipping = rest.tipping.iter().map(
        |tip| json!({ "buyer_code": model.lines[tip.line].buyer_code.as_str(), "index": number(tip.index) }),
    );
    let conditions = rest.conditions.iter().map(|condition| {
        let rows = condition.rows.iter().map(|row| model.names.name_of(*row));
        json!({
            "condition": condition.rule.word(),
            "holds": condition.holds.word(),
            "words": words(condition),
            "rows": rows.collect::<Vec<_>>(),
        })
    });
    json!({
        "unit_code": model.units[rest.unit].code.as_str(),
        "rounds": rest.rounds,
        "stay": ids(&rest.greatest),
        "stay_from_nobody": ids(&rest.least),
        "fragile": rest.is_fragile(),
        "order_may_matter": rest.order_may_matter(),
        "order": order_of_leaving(rest),
        "conditions": conditions.collect::<Vec<_>>(),
        "lines": rest.lines.iter().map(|line| certificate(told, line)).collect::<Vec<_>>(),
        "tipping_index": tipping.collect::<Vec<_>>(),
    })
}

/// A line that leaves does so because its price is above `leaves_above_gbp`; one that stays pays no more than
/// that, or has nowhere to go.
fn certificate(told: &Told<'_>, line: &RestingLine) -> Value {
    let pounds = |pence: f64| Pence::round(pence).pounds_text();
    json!({
        "line_id": told.answer.impact.setup.model.lines[line.line].id.as_str(),
        "leaves_in_round": line.leaves,
        "price_gbp": pounds(line.price),
        "alternative_gbp": line.alternative.map(pounds),
        "leaves_above_gbp": line.tipping_price.map(pounds),
    })
}

/// In a sentence or two: does it matter who leaves first, and what does that hang on?
pub fn order_of_leaving(rest: &RestingPoint) -> String {
    let told = |holds: Holds| rest.conditions.iter().filter(move |c| c.holds == holds).map(words);
    let numbered = |texts: Vec<String>| {
        texts.iter().enumerate().map(|(i, text)| format!("({}) {text}", i + 1)).collect::<Vec<_>>().join("; ")
    };
    let mut text = match rest.order_may_matter() {
        true => format!("The order of leaving may matter, because {}.", numbered(told(Holds::No).collect())),
        false => format!("Whoever leaves first, it ends here: {}.", numbered(told(Holds::Yes).collect())),
    };
    let open: Vec<String> = told(Holds::NotChecked).collect();
    if !open.is_empty() {
        text += &format!(" Not checked: {}.", open.join("; "));
    }
    text
}

/// A condition in words, as it was found.
fn words(condition: &Condition) -> String {
    let count = condition.rows.len();
    let lines =
        |some: &str| if count == 1 { format!("one line {some}") } else { format!("{count} lines {some}") };
    match (condition.rule, condition.holds) {
        (Rule::PricesDoNotFall, Holds::No) => {
            format!("the price of {} falls when others leave", lines("").trim_end())
        }
        (Rule::PricesDoNotFall, _) => "no price fell when somebody left".to_string(),
        (Rule::ElsewhereNoDearer, Holds::Yes) => {
            "what a line would pay elsewhere doesn't hang on who else leaves".to_string()
        }
        (Rule::ElsewhereNoDearer, _) => {
            format!(
                "{} share a place elsewhere with others; each is costed as if it came alone",
                lines("would")
            )
        }
        (Rule::NothingFillsUp, _) => "whether there is room elsewhere for all who go".to_string(),
        (Rule::FreedStepsStay, Holds::No) => match count {
            1 => "a step of one pool of cost is freed on the way, and goes".to_string(),
            more => format!("steps of {more} pools of cost are freed on the way, and go"),
        },
        (Rule::FreedStepsStay, _) => match count {
            0 => "no step of cost is freed".to_string(),
            1 => "a freed step of one pool of cost is taken to stay with those who remain".to_string(),
            more => format!("freed steps of {more} pools of cost are taken to stay with those who remain"),
        },
        (Rule::NoRivalUnit, Holds::No) => {
            format!("{} also go to another unit, which is left out here", lines("could"))
        }
        (Rule::NoRivalUnit, _) => "no line has another unit to go to".to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(conditions: &[(Rule, Holds, usize)]) -> RestingPoint {
        let condition = |(rule, holds, rows): &(Rule, Holds, usize)| Condition {
            rule: *rule,
            holds: *holds,
            rows: vec![ledger::RowId(0); *rows],
        };
        RestingPoint {
            unit: 0,
            lines: Vec::new(),
            rounds: 0,
            greatest: Vec::new(),
            least: Vec::new(),
            tipping: Vec::new(),
            conditions: conditions.iter().map(condition).collect(),
        }
    }

    #[test]
    fn what_holds_is_told_and_what_was_not_checked() {
        let rest = point(&[
            (Rule::PricesDoNotFall, Holds::Yes, 0),
            (Rule::NothingFillsUp, Holds::NotChecked, 0),
            (Rule::FreedStepsStay, Holds::Yes, 3),
        ]);
        assert_eq!(
            order_of_leaving(&rest),
            "Whoever leaves first, it ends here: (1) no price fell when somebody left; (2) freed steps of 3 pools \
             of cost are taken to stay with those who remain. Not checked: whether there is room elsewhere for all \
             who go."
        );
    }

    #[test]
    fn what_does_not_hold_is_the_reason() {
        let rest = point(&[
            (Rule::PricesDoNotFall, Holds::No, 1),
            (Rule::FreedStepsStay, Holds::Yes, 0),
            (Rule::NoRivalUnit, Holds::No, 2),
        ]);
        assert_eq!(
            order_of_leaving(&rest),
            "The order of leaving may matter, because (1) the price of one line falls when others leave; (2) 2 \
             lines could also go to another unit, which is left out here."
        );
    }
}
