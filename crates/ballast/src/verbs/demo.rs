use std::io::IsTerminal;
use std::net::SocketAddr;

use exchange::result::Told;
use stability::answer::{Depth, answer};

use super::Context;
use super::simulate::{self, Asked};
use crate::answered::Answered;
use crate::cli::Format;
use crate::serving;
use crate::shipped::DEMONSTRATION;

/// Prints the impact statement of the demonstration, the move of 2013 that the project comes from; then serves it
/// to a person at a terminal, or where an address says so.
pub(super) fn run(context: &Context, print: bool, address: Option<SocketAddr>) -> Answered {
    let asked = Asked { scenario: DEMONSTRATION.to_string(), all_rules: true, ..Asked::default() };
    let printed = simulate::run(context, &asked);
    let watched = std::io::stdout().is_terminal() && context.format == Format::Text;
    if print || (address.is_none() && !watched) {
        return printed;
    }
    printed.print();
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
    let depth = Depth::default();
    let answer = match answer(&loaded.snapshot, &loaded.rulebook, &loaded.scenario, depth) {
        Ok(answer) => answer,
        Err(findings) => return Answered::refused(&findings),
    };
    let told = Told {
        answer: &answer,
        snapshot: &loaded.snapshot,
        rulebook: &loaded.rulebook,
        options: depth.options,
    };
    let says =
        |at: SocketAddr| eprintln!("The demonstration is at http://{at} (Ctrl-C ends it; nothing is kept).");
    match serving::serve(address, &told, says) {
        Ok(()) => Answered::data(Vec::new()),
        Err(message) => Answered::could_not(message),
    }
}
