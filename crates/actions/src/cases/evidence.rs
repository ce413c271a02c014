//! What a case takes from a frozen answer: its figures as they may be told to the case's commissioners, whose money moves, who is
//! asked, and whether the policy wants a case at all.

use std::collections::BTreeSet;
use std::sync::Arc;

use appraisal::bands::{Banded, banded};
use appraisal::input::Appraisal;
use casework::ExhibitFigure;
use exchange::read_appraisal_manifest;
use exchange::result::banded::Banded as BandedAnswer;
use register::Snapshot;
use store::{RunState, StoreError, StoredResult, View};
use vocabulary::{Amount, Code, Finding, Place};

use crate::acts::see_answer::{recalled, signed};
use crate::asked::{Asked, asked_of};
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::weighed::MANIFEST;

/// What a case takes from an answer.
pub(crate) struct Evidence {
    /// The hash that names the exhibit.
    pub exhibit: String,
    pub figures: Vec<ExhibitFigure>,
    /// What they rest on, in sentences.
    pub basis: Vec<String>,
    /// Whose money moves, other than who moves and units.
    pub affected: Vec<Code>,
    /// Who moves.
    pub movers: Vec<Code>,
    /// Units that are left or joined.
    pub units: Vec<Code>,
    /// Oversight bodies to be asked, those of who moves first.
    pub overseers: Vec<Code>,
    pub is_significant: bool,
    pub snapshot: Arc<Snapshot>,
}

/// What a case takes from a result of a body.
///
/// Errors: `Invalid` when it isn't done, isn't frozen, or would come out as another by now.
pub(crate) async fn evidence(
    desk: &Desk,
    view: &mut View,
    stored: &StoredResult,
) -> Result<Evidence, Refusal> {
    if stored.run.state != RunState::Done || stored.shared.is_none() {
        return Err(not_usable(
            stored,
            "an answer that isn’t frozen",
            "an answer that was frozen as an exhibit",
        ));
    }
    let (asked, snapshot) = asked_of(desk, view, stored).await?;
    let units = asked.units(desk, &snapshot).into_iter().filter(|unit| asked.moves(unit)).collect();
    let counts = signed(desk, view, &stored.id).await?;
    let mut evidence = match asked {
        Asked::Question(_) => {
            let known = recalled(desk, view, stored).await?.known(desk).await?;
            let known = known.ok_or_else(|| changed(stored))?;
            of_answer(&known.banded, units, snapshot)
        }
        Asked::Appraisal(appraisal) => {
            let bytes = view.result_file(&stored.id, MANIFEST).await?.ok_or(Refusal::NotFound)?;
            let exhibit = read_appraisal_manifest(&bytes).map_err(Refusal::Invalid)?.exhibit();
            let told = in_bands(desk, &snapshot, *appraisal).await?;
            of_appraisal(&told, (exhibit, units), snapshot)
        }
    };
    let names = Arc::clone(&evidence.snapshot);
    evidence.basis.extend(counts.iter().map(|count| count.told(&names.name_of(count.unit.as_str()))));
    Ok(evidence)
}

fn of_answer(told: &BandedAnswer, units: Vec<Code>, snapshot: Arc<Snapshot>) -> Evidence {
    let mut figures: Vec<ExhibitFigure> = told
        .numbers
        .iter()
        .map(|number| figure(number.id, number.title.clone(), None, Amount::within(number.band)))
        .collect();
    for body in &told.bodies {
        let title = format!("{} pays more, over the horizon", body.name);
        let code = Code::new(&body.body_code);
        figures.push(figure(&format!("change-{code}"), title, Some(code), Amount::within(body.change)));
    }
    let with = |role: &str| {
        let bodies = told.bodies.iter().filter(|body| body.role == role);
        bodies.map(|body| Code::new(&body.body_code)).collect::<Vec<_>>()
    };
    Evidence {
        exhibit: told.exhibit.clone(),
        figures,
        basis: vec![told.caveat.clone()],
        affected: with("neighbour"),
        movers: with("leaver"),
        units,
        overseers: told.asked.iter().map(|(code, _)| Code::new(code)).collect(),
        is_significant: told.significant,
        snapshot,
    }
}

fn of_appraisal(told: &Banded, (exhibit, units): (String, Vec<Code>), snapshot: Arc<Snapshot>) -> Evidence {
    let best = told.best();
    let amount = |seen: appraisal::bands::Seen| Amount { exact: seen.exact, rest: seen.rest };
    let whole = [
        ("us", "We pay more, over the horizon", best.us),
        ("others", "Others pay more, over the horizon", best.others),
        ("purse", "The public purse pays more, over the horizon", best.purse),
        ("net-present", "Net present social value", best.net_present),
    ];
    let mut figures: Vec<ExhibitFigure> = whole
        .into_iter()
        .map(|(id, title, seen)| figure(id, title.to_string(), None, amount(seen)))
        .collect();
    for row in &told.bodies {
        let title = format!("{} pays more, over the horizon", snapshot.name_of(row.body.as_str()));
        let id = format!("change-{}", row.body);
        figures.push(figure(&id, title, Some(row.body.clone()), amount(row.change)));
    }
    let with = |party: &str| {
        let rows = told.bodies.iter().filter(|row| row.party == party);
        rows.map(|row| row.body.clone()).collect::<Vec<_>>()
    };
    let movers: BTreeSet<Code> = with("leaver").into_iter().chain([told.appraisal.buyer.clone()]).collect();
    let asked = told.significance.iter().flat_map(|policy| &policy.asked);
    Evidence {
        exhibit,
        figures,
        basis: best.resting_tenths.map(resting).into_iter().collect(),
        affected: with("neighbour"),
        movers: movers.into_iter().collect(),
        units,
        overseers: asked.map(|(body, _)| body.clone()).collect(),
        is_significant: told.significance.as_ref().is_some_and(|policy| policy.is_significant()),
        snapshot,
    }
}

fn resting(tenths: [u8; 3]) -> String {
    let [assumed, derived, recorded] = tenths.map(|tenths| u32::from(tenths) * 10);
    format!(
        "Illustrative where it is assumed: of the money of the register that the preferred option moves, about {assumed}% rests on \
         assumed rows, {derived}% on derived and {recorded}% on recorded ones."
    )
}

fn figure(id: &str, title: String, body: Option<Code>, amount: Amount) -> ExhibitFigure {
    ExhibitFigure { id: Code::new(id), title, body, amount }
}

async fn in_bands(desk: &Desk, snapshot: &Arc<Snapshot>, appraisal: Appraisal) -> Result<Banded, Refusal> {
    let failed = |why: String| Refusal::Store(StoreError::Failed { why });
    let _turn = desk.working().acquire().await.map_err(|_| failed("the server is ending".to_string()))?;
    let (snapshot, rulebook) = (Arc::clone(snapshot), Arc::clone(desk.rulebook()));
    // How often others follow isn't taken from it: no draws are needed.
    let work = move || banded(&snapshot, &rulebook, &Appraisal { draws: 0, ..appraisal });
    let told = tokio::task::spawn_blocking(work).await.map_err(|error| failed(error.to_string()))?;
    told.map_err(Refusal::Invalid)
}

fn changed(stored: &StoredResult) -> Refusal {
    not_usable(
        stored,
        "an answer that this version would give otherwise",
        "an answer of this version and of these rules",
    )
}

fn not_usable(stored: &StoredResult, seen: &str, expected: &str) -> Refusal {
    let place = Place::cell("case", &stored.id, "exhibit");
    Refusal::Invalid(vec![
        Finding::error("exhibit-not-usable", place, seen)
            .expected(expected)
            .action("Work it out again, freeze it, and take that."),
    ])
}
