use std::fmt::Write;

use stability::scenario::{Assumption, Move, Scenario, Services};
use vocabulary::Estimate;

/// Writes a scenario as TOML in its one canonical form: every setting, in one order. Reading it gives the
/// same scenario.
pub fn write_scenario(scenario: &Scenario) -> String {
    let title = format!("title = {}\n", quoted(&scenario.title));
    let blocks = |blocks: Vec<String>| blocks.iter().map(|block| format!("\n{block}")).collect::<String>();
    let moves = blocks(scenario.moves.iter().map(write_move).collect());
    let assumptions = blocks(scenario.assumptions.iter().map(write_assumption).collect());
    format!("{title}{}{moves}{assumptions}", write_settings(scenario))
}

/// The settings at the top, without the title.
pub(super) fn write_settings(scenario: &Scenario) -> String {
    let mut text = String::new();
    put(&mut text, "register", &quoted(&scenario.register));
    put(&mut text, "start", &scenario.start.to_string());
    put(&mut text, "months", &scenario.months.to_string());
    put(&mut text, "payer_rule", &quoted(scenario.payer_rule.as_str()));
    put(&mut text, "reaction", &scenario.reaction.to_string());
    put(&mut text, "reluctance", &estimate(scenario.reluctance));
    put(&mut text, "seed", &scenario.seed.to_string());
    put(&mut text, "draws", &scenario.draws.to_string());
    put(&mut text, "steps", &quoted(scenario.steps.word()));
    if let Some(unit) = &scenario.closes {
        put(&mut text, "closes", &quoted(unit.as_str()));
    }
    text
}

pub(super) fn write_move(one: &Move) -> String {
    let mut text = "[[move]]\n".to_string();
    put(&mut text, "buyer", &quoted(one.buyer.as_str()));
    put(&mut text, "supplier", &quoted(one.supplier.as_str()));
    let services = match &one.services {
        Services::All => quoted("*"),
        Services::These(codes) => {
            let codes: Vec<String> = codes.iter().map(|code| quoted(code.as_str())).collect();
            format!("[{}]", codes.join(", "))
        }
    };
    put(&mut text, "services", &services);
    put(&mut text, "date", &one.date.to_string());
    put(&mut text, "to", &quoted(&one.to.to_string()));
    put(&mut text, "phase_months", &one.phase_months.to_string());
    if let Some(share) = one.transfer_share {
        put(&mut text, "transfer_share", &number(share));
    }
    put(&mut text, "redeploy_share", &number(one.redeploy_share));
    text
}

pub(crate) fn write_assumption(one: &Assumption) -> String {
    let mut text = "[[assume]]\n".to_string();
    put(&mut text, "at", &quoted(&one.at));
    if one.value.is_fixed() {
        put(&mut text, "value", &number(one.value.likely()));
    } else {
        put(&mut text, "low", &number(one.value.low()));
        put(&mut text, "likely", &number(one.value.likely()));
        put(&mut text, "high", &number(one.value.high()));
    }
    put(&mut text, "scale", &one.scale.to_string());
    put(&mut text, "reason", &quoted(&one.reason));
    text
}

pub(crate) fn put(text: &mut String, key: &str, value: &str) {
    // Writing to a string can't fail.
    let _ = writeln!(text, "{key} = {value}");
}

pub(crate) fn estimate(value: Estimate) -> String {
    if value.is_fixed() {
        return number(value.likely());
    }
    let (low, likely, high) = (number(value.low()), number(value.likely()), number(value.high()));
    format!("{{ low = {low}, likely = {likely}, high = {high} }}")
}

/// A number as TOML has it: the shortest decimal that reads back the same, with a point.
pub(crate) fn number(value: f64) -> String {
    // Adding zero turns a negative zero into zero.
    format!("{:?}", value + 0.0)
}

pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
