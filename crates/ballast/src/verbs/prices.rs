use stability::prices::{Game, unit_prices};
use vocabulary::Finding;

use super::{Context, coalitions};
use crate::answered::Answered;
use crate::cli::Format;
use crate::listing::{json_bytes, to_text};
use crate::prices_page::{asked_game, json, page, table};
use crate::shipped::REGISTERS;

/// What is asked of the verb.
pub(super) struct Asked {
    /// The unit.
    pub unit: Option<String>,
    /// Only this service of it.
    pub service: Option<String>,
    /// A table of groups instead.
    pub coalitions: Option<String>,
    /// The word of a method, for a table.
    pub method: Option<String>,
    /// Are the amounts of the table savings?
    pub savings: bool,
    /// Do missing groups of the table get the sum of their best parts?
    pub additive: bool,
}

/// Says whether there are prices that nobody gains by leaving.
pub(super) fn run(context: &Context, asked: Asked) -> Answered {
    let of_table = asked.method.is_some() || asked.savings || asked.additive;
    match (asked.unit, asked.coalitions) {
        (Some(_), Some(_)) => Answered::wrong_use("give a unit or --coalitions FILE, not both"),
        (None, None) => Answered::wrong_use("give the code of a unit, or --coalitions FILE"),
        (Some(_), None) if of_table => {
            Answered::wrong_use("--method, --savings and --additive belong to --coalitions")
        }
        (None, Some(_)) if asked.service.is_some() => Answered::wrong_use("--service belongs to a unit"),
        (Some(unit), None) => of_unit(context, &unit, asked.service.as_deref()),
        (None, Some(coalitions)) => {
            let method = asked.method.unwrap_or_else(|| "nucleolus".to_string());
            let (savings, additive) = (asked.savings, asked.additive);
            coalitions::run(context, &coalitions::Asked { coalitions, method, savings, additive })
        }
    }
}

fn of_unit(context: &Context, unit: &str, service: Option<&str>) -> Answered {
    let name = context.register.as_deref().unwrap_or(REGISTERS[0]);
    let (snapshot, mut findings) = context.loader.register(name);
    if findings.iter().any(Finding::is_error) {
        return Answered::refused(&findings);
    }
    let game: Game = match asked_game(&snapshot, unit, service) {
        Ok(game) => game,
        Err(unknown) => return Answered::refused(&unknown),
    };
    let answer = match unit_prices(game) {
        Ok(answer) => answer,
        Err(refused) => return Answered::refused(&refused),
    };
    findings.extend(answer.findings.iter().cloned());
    let data = match context.format {
        Format::Csv => table(&snapshot, &answer),
        Format::Json => json_bytes(&json(&snapshot, &answer, &findings)),
        Format::Text => to_text(&page(&snapshot, &answer), context.colour).into_bytes(),
    };
    Answered::with(data, &findings)
}
