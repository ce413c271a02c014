//! Rounds of assuring units on a database, at the terminal: opened, listed and closed in somebody's own name, by a token of theirs.

use actions::{Actor, Desk, NewRound, Refusal, SeenRound, SeenUnit, acts};
use assurance::{ActKind, RestsOn};
use clap::Subcommand;
use jiff::Timestamp;
use vocabulary::{Code, Date, Finding, Findings, Place};

use super::Context;
use super::by::{By, at_desk};
use crate::answered::Answered;
use crate::listed::{done, listed};
use crate::listing::{Cell, Section};

/// What can be done with rounds.
#[derive(Debug, Clone, Subcommand)]
pub enum Act {
    /// Open a round for units that your body oversees. Customers are those of the register; each unit opens with its last answers.
    Open {
        /// The oversight body that opens it.
        #[arg(long, value_name = "CODE")]
        at: Code,
        /// What is asked: a definition that ships, for example shared-unit.
        #[arg(long, value_name = "NAME")]
        definition: String,
        /// A unit to be assured; may be given several times.
        #[arg(long = "unit", value_name = "CODE", required = true)]
        units: Vec<Code>,
        /// The last day on which the units are expected to certify.
        #[arg(long, value_name = "DATE")]
        answer_by: Date,
        #[command(flatten)]
        by: By,
    },
    /// List the units of the rounds that you are told of: where each stands, what waits for you, and by when.
    List {
        #[command(flatten)]
        by: By,
    },
    /// Close a round for its units: all of them that can be closed, or those that are named.
    Close {
        /// The round.
        reference: Code,
        /// A unit; may be given several times.
        #[arg(long = "unit", value_name = "CODE")]
        units: Vec<Code>,
        #[command(flatten)]
        by: By,
    },
}

/// Does it.
pub(super) fn run(context: &Context, act: Act) -> Answered {
    match act {
        Act::Open { at, definition, units, answer_by, by } => at_desk(&by, None, async |desk, actor| {
            let new = NewRound { definition: &definition, units: &units, answer_by };
            open(context, (desk, actor), &at, &new).await
        }),
        Act::List { by } => at_desk(&by, None, async |desk, actor| list(context, desk, actor).await),
        Act::Close { reference, units, by } => {
            at_desk(&by, None, async |desk, actor| close(context, (desk, actor), &reference, &units).await)
        }
    }
}

async fn open(
    context: &Context,
    (desk, actor): (&Desk, &Actor),
    at: &Code,
    new: &NewRound<'_>,
) -> Result<Answered, Refusal> {
    let now = Timestamp::now();
    // What is wrong stops it; what should be known is told beside what was done.
    let findings = acts::plan_round(desk, actor, at, new, now).await?.findings;
    let reference = acts::open_round(desk, actor, at, new, now).await?;
    let units = new.units.iter().map(Code::as_str).collect::<Vec<_>>().join(", ");
    let sentence = format!("Round {reference} is open for {units}, until {}.", new.answer_by);
    let answered = done(context, &sentence, &[("round", reference.to_string())])?;
    Ok(Answered::with(answered.data, &findings))
}

async fn list(context: &Context, desk: &Desk, actor: &Actor) -> Result<Answered, Refusal> {
    let rounds = acts::see_rounds(desk, actor, Timestamp::now()).await?;
    let units = || rounds.iter().flat_map(|round| round.units().iter().map(move |unit| (round, unit)));
    let waiting: usize = units().map(|(_, unit)| unit.turns().len()).sum();
    let sentence = match (rounds.len(), waiting) {
        (0, _) => "There is no round that you are told of.".to_string(),
        (1, waiting) => format!("One round; {waiting} waiting for you."),
        (several, waiting) => format!("{several} rounds; {waiting} waiting for you."),
    };
    let mut table = Section::new("rounds", "Rounds");
    for (key, title) in [
        ("round", "Round"),
        ("unit", "Unit"),
        ("name", "Name"),
        ("state", "Stands at"),
        ("answer_by", "To be certified by"),
        ("outcome", "Outcome"),
        ("waiting", "Waits for you"),
        ("by", "By"),
    ] {
        table = table.column(key, title);
    }
    units().for_each(|(round, unit)| table.row(row(round, unit)));
    Ok(listed(context, ("Rounds", sentence), table, Findings::new()))
}

fn row(round: &SeenRound, unit: &SeenUnit) -> Vec<Cell> {
    let turns = unit.turns();
    let acts: Vec<&str> = turns.iter().map(|turn| turn.act.word()).collect();
    let outcome = unit.view().outcome.map(|recorded| match &recorded.outcome {
        Some(outcome) => outcome.to_string(),
        None => "open".to_string(),
    });
    vec![
        Cell::text(round.reference().as_str()),
        Cell::text(unit.unit().as_str()),
        Cell::text(unit.name(unit.unit())),
        Cell::text(unit.state().word()),
        Cell::text(unit.setup().answer_by.to_string()),
        Cell::maybe(outcome, Cell::text),
        Cell::text(acts.join(", ")),
        Cell::maybe(turns.iter().filter_map(|turn| turn.by).min(), |day| Cell::text(day.to_string())),
    ]
}

/// Each unit by itself: one that can't be closed hinders no other, and is told.
async fn close(
    context: &Context,
    (desk, actor): (&Desk, &Actor),
    reference: &Code,
    named: &[Code],
) -> Result<Answered, Refusal> {
    let now = Timestamp::now();
    if actor.person.is_none() {
        return Err(Refusal::SignInFirst);
    }
    let round = acts::see_round(desk, actor, reference, now).await?;
    let mut findings = Findings::new();
    let unknown = named.iter().filter(|unit| round.of_unit(unit).is_none());
    findings.extend(unknown.map(|unit| {
        Finding::error("round-unit-not-in-it", Place::cell("round", reference, "unit"), unit.to_string())
            .expected(format!("a unit of round {reference}"))
            .action("Name another; `round list` tells them.")
    }));
    let mut table = Section::new("closed", "Closed").column("unit", "Unit").column("receipt", "Receipt");
    let wanted = |unit: &&SeenUnit| named.is_empty() || named.contains(unit.unit());
    for unit in round.units().iter().filter(wanted) {
        if !unit.may(ActKind::Close) {
            findings.push(not_closed(reference, unit));
            continue;
        }
        let rests = unit.seen(ActKind::Close, None, &RestsOn::Whole);
        let at = (reference, unit.unit());
        let receipt = acts::act_on_round(desk, actor, at, (assurance::Act::Close, None), &rests, now).await?;
        table.row(vec![Cell::text(unit.unit().as_str()), Cell::text(receipt)]);
    }
    let sentence = match table.rows.len() {
        0 => format!("Nothing of round {reference} was closed."),
        1 => format!("Round {reference} is closed for one unit."),
        several => format!("Round {reference} is closed for {several} units."),
    };
    Ok(listed(context, ("Round", sentence), table, findings))
}

fn not_closed(reference: &Code, unit: &SeenUnit) -> Finding {
    let open: Vec<&str> = unit.open().into_iter().map(|(act, _)| act.word()).collect();
    let expected = match open.is_empty() {
        true => "a unit that you may close".to_string(),
        false => format!("a unit that is ready; open to you: {}", open.join(", ")),
    };
    Finding::error(
        "round-not-closed",
        Place::cell("round", reference, unit.unit().as_str()),
        unit.state().word().to_string(),
    )
    .expected(expected)
    .action("Publish its outcome, and settle its milestones, first.")
}
