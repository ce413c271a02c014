//! Cases on the server, at the terminal: seen and done in somebody's own name, by a token of theirs. What they may see and do
//! is decided by the acts.

mod doing;
mod seeing;

use std::path::PathBuf;

use casework::{Choice, Layout};
use clap::{Args, Subcommand};
use vocabulary::Code;

use super::Context;
use super::by::{By, at_desk};
use crate::answered::Answered;
use crate::record_key::RecordKey;

/// What an act rests on, and for which body it is done.
#[derive(Debug, Clone, Args)]
pub struct From {
    /// The version of the case that was read, as `case show` tells it; without it, what is there now.
    #[arg(long, value_name = "TAG")]
    seen: Option<String>,
    /// The body that it is done for, where you could do it for several.
    #[arg(long, value_name = "CODE")]
    at: Option<Code>,
}

/// What can be done with cases of a server.
#[derive(Debug, Clone, Subcommand)]
pub enum Act {
    /// List the cases that you are told of: where each stands, what waits for you, and by when.
    List {
        #[command(flatten)]
        by: By,
    },
    /// Show a case as you see it; without a token, a published one as everybody does.
    Show {
        /// The case.
        reference: Code,
        #[command(flatten)]
        by: By,
    },
    /// Certify what is written now; the last one that is needed sends the case.
    Submit {
        /// The case.
        reference: Code,
        #[command(flatten)]
        from: From,
        #[command(flatten)]
        by: By,
    },
    /// Return a case with points.
    Return {
        /// The case.
        reference: Code,
        /// What is to be put right, and where; may be given several times.
        #[arg(long = "point", value_name = "SECTION=TEXT", required = true)]
        points: Vec<String>,
        #[command(flatten)]
        from: From,
        #[command(flatten)]
        by: By,
    },
    /// Decide for a governing body.
    Decide {
        /// The case.
        reference: Code,
        /// proceed, proceed-with-changes, stay or defer.
        #[arg(long, value_name = "CHOICE")]
        choice: Choice,
        /// The reasons, which are always on the record and published; `-` reads them from standard input.
        #[arg(long, value_name = "TEXT")]
        reasons: String,
        /// The changes, if it proceeds with some.
        #[arg(long, value_name = "TEXT", default_value = "")]
        changes: String,
        #[command(flatten)]
        from: From,
        #[command(flatten)]
        by: By,
    },
    /// Write a case with everything to check it with to one file, which `verify` takes.
    Bundle {
        /// The case.
        reference: Code,
        /// The new file, for example case-06K-2013-1.zip.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// As it is published, not as you see it.
        #[arg(long)]
        public: bool,
        /// soc, obc, fbc or short-form.
        #[arg(long, default_value = "fbc", value_name = "LAYOUT")]
        layout: Layout,
        #[command(flatten)]
        key: RecordKey,
        #[command(flatten)]
        by: By,
    },
}

/// Does it.
pub(super) fn run(context: &Context, act: Act) -> Answered {
    match act {
        Act::List { by } => at_desk(&by, None, async |desk, actor| seeing::list(context, desk, actor).await),
        Act::Show { reference, by } => {
            at_desk(&by, None, async |desk, actor| seeing::show(context, desk, actor, &reference).await)
        }
        Act::Submit { reference, from, by } => {
            doing::does(context, &by, (&reference, &from), casework::Act::Certify)
        }
        Act::Return { reference, points, from, by } => match doing::points(&points) {
            Ok(points) => doing::does(context, &by, (&reference, &from), casework::Act::Return { points }),
            Err(why) => Answered::wrong_use(why),
        },
        Act::Decide { reference, choice, reasons, changes, from, by } => match doing::text(reasons) {
            Ok(text) => {
                let act = casework::Act::Decide { choice, text, changes };
                doing::does(context, &by, (&reference, &from), act)
            }
            Err(why) => Answered::could_not(why),
        },
        Act::Bundle { reference, out, public, layout, key, by } => {
            at_desk(&by, Some(&key), async |desk, actor| {
                seeing::bundle(context, (desk, actor), &reference, (layout, public), &out).await
            })
        }
    }
}
