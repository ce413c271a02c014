use exchange::listing::section_csv;
use market::pages::{Reader, lines_section, page, select};
use vocabulary::{Code, Finding};

use super::Context;
use crate::answered::Answered;
use crate::cli::Format;
use crate::listing::{to_json, to_text};
use crate::shipped::REGISTERS;

/// The terminal is no place for two hundred rows.
const READER: Reader =
    Reader { buyers_max: 10, more_buyers: "`--buyer CODE` shows one, `--format csv` every line" };

/// What part of the market to show.
pub(super) struct Filters {
    pub unit: Option<String>,
    pub buyer: Option<String>,
    pub service: Option<String>,
}

/// Prints who buys what from whom: the whole market, or one buyer, unit or service.
pub(super) fn run(context: &Context, filters: &Filters) -> Answered {
    let name = context.register.as_deref().unwrap_or(REGISTERS[0]);
    let (snapshot, findings) = context.loader.register(name);
    if findings.iter().any(Finding::is_error) {
        return Answered::refused(&findings);
    }
    let code = |asked: &Option<String>| asked.as_deref().map(Code::new);
    let filter = market::Filter {
        unit: code(&filters.unit),
        buyer: code(&filters.buyer),
        service: code(&filters.service),
    };
    let market = match select(&snapshot, &filter, None) {
        Ok(market) => market,
        Err(unknown) => return Answered::refused(&unknown),
    };
    let data = match context.format {
        Format::Csv => section_csv(&lines_section(&market)),
        format => {
            let mut listing = page(&market, &filter, READER);
            listing.findings = findings.clone();
            if format == Format::Json {
                to_json(&listing)
            } else {
                to_text(&listing, context.colour).into_bytes()
            }
        }
    };
    Answered::with(data, &findings)
}
