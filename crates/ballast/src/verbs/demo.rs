use std::io::{IsTerminal, Write};
use std::net::SocketAddr;
use std::sync::Arc;

use exchange::result::Told;

use super::Context;
use super::simulate::{self, Asked};
use crate::answered::Answered;
use crate::cli::Format;
use crate::report::statement;
use crate::review;
use crate::serving::{self, Shown};
use crate::shipped::DEMONSTRATION;

/// Prints the impact statement of the demonstration, the move of 2013 that the project comes from; to a person at a
/// terminal, or where an address says so, it is served first and printed once it is worked out.
pub(super) fn run(context: &Context, print: bool, address: Option<SocketAddr>) -> Answered {
    let watched = std::io::stdout().is_terminal() && context.format == Format::Text;
    if print || (address.is_none() && !watched) {
        let asked = Asked { scenario: DEMONSTRATION.to_string(), all_rules: true, ..Asked::default() };
        return simulate::run(context, &asked);
    }
    match address.map_or_else(|| serving::ADDRESS.parse(), Ok) {
        Ok(address) => serve(context, address),
        Err(error) => Answered::wrong_use(format!("{}: {error}", serving::ADDRESS)),
    }
}

fn serve(context: &Context, address: SocketAddr) -> Answered {
    let loaded = match simulate::load(context, DEMONSTRATION) {
        Ok(loaded) => loaded,
        Err(findings) => return Answered::refused(&findings),
    };
    let shown = Shown {
        snapshot: Arc::new(loaded.snapshot),
        rulebook: Arc::new(loaded.rulebook),
        scenario: loaded.scenario,
    };
    let says =
        |at: SocketAddr| eprintln!("The demonstration is at http://{at} (Ctrl-C ends it; nothing is kept).");
    let colour = context.colour;
    let tells = move |told: &Told<'_>| {
        // Whoever closed standard output doesn't want to read it; the pages go on.
        let late = review::late(told, review::today());
        let _ = std::io::stdout().write_all(statement(told, &late, true, colour).as_bytes());
    };
    match serving::serve(address, shown, says, tells) {
        Ok(()) => Answered::data(Vec::new()),
        Err(message) => Answered::could_not(message),
    }
}
