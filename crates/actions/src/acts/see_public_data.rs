use casework::Layout;
use exchange::paper::{CasePaper, Reading, Version};
use exchange::public::{PublicBody, PublicCase, PublicMove, PublicService};
use jiff::Timestamp;
use register::Snapshot;
use register::tables::RecordedMove;
use stability::scenario::{Move, Services};
use store::View;
use vocabulary::Code;

use super::see_cases::public_cases;
use super::see_market::shown;
use crate::asked::{Asked, asked_of};
use crate::cases::SeenCase;
use crate::desk::Desk;
use crate::refusal::Refusal;

/// What is open to everybody, as data.
#[derive(Debug, Clone, Default)]
pub struct PublicData {
    /// Published cases with the moves that they decided, the last changed first.
    pub cases: Vec<PublicCase>,
    /// The register of moves: those that the shown register has, then those of published cases.
    pub moves: Vec<PublicMove>,
}

/// Published cases and the register of moves. `address` is where this server is found, for the addresses in it.
///
/// Errors: when what is kept can't be read.
pub async fn see_public_data(desk: &Desk, address: &str, now: Timestamp) -> Result<PublicData, Refusal> {
    let mut view = desk.store().view().await?;
    let mut data = PublicData::default();
    if let Some(register) = shown(desk, &mut view, now).await? {
        let rows = register.snapshot.rows.moves.iter();
        data.moves.extend(rows.map(|row| recorded(&register.snapshot, row)));
    }
    for seen in public_cases(desk, &mut view, now).await? {
        if let Some(told) = told(desk, &mut view, &seen, address).await? {
            data.moves.extend(told.moves.iter().cloned());
            data.cases.push(told);
        }
    }
    Ok(data)
}

async fn told(
    desk: &Desk,
    view: &mut View,
    seen: &SeenCase,
    address: &str,
) -> Result<Option<PublicCase>, Refusal> {
    let Some(mut told) = on_paper(seen, address) else { return Ok(None) };
    told.moves = decided(desk, view, seen).await?;
    Ok(Some(told))
}

fn on_paper(seen: &SeenCase, address: &str) -> Option<PublicCase> {
    let names = |body: &Code| seen.name(body);
    let reading = Reading {
        version: Version::Public,
        on: seen.on(),
        layout: Layout::Fbc,
        names: &names,
        pages: &[],
        receipts: &[],
    };
    let paper = CasePaper::of(&seen.kept().case, &reading)?;
    PublicCase::of(&paper, &format!("{address}/cases/{}", seen.reference()))
}

/// The moves of the answer that a case was opened on, if any of its commissioners goes ahead.
async fn decided(desk: &Desk, view: &mut View, seen: &SeenCase) -> Result<Vec<PublicMove>, Refusal> {
    let public = seen.view();
    let ahead: Vec<&Code> =
        public.decisions.iter().filter(|(_, one)| one.choice.goes_ahead()).map(|(body, _)| *body).collect();
    let known = view.case_exhibits(seen.reference()).await?;
    let Some((_, result)) = known.first() else { return Ok(Vec::new()) };
    let Some(stored) = view.result(result).await? else { return Ok(Vec::new()) };
    let (Asked::Question(scenario), snapshot) = asked_of(desk, view, &stored).await? else {
        return Ok(Vec::new());
    };
    let moves = scenario.moves.iter().enumerate().filter(|(_, one)| ahead.contains(&&one.buyer));
    Ok(moves.map(|(at, one)| of_case(seen.reference(), at, one, &snapshot)).collect())
}

fn of_case(case: &Code, at: usize, one: &Move, snapshot: &Snapshot) -> PublicMove {
    PublicMove {
        id: format!("{case}-{}", at + 1),
        case: case.to_string(),
        buyer: body(snapshot, &one.buyer),
        from: body(snapshot, &one.supplier),
        services: services_of(one).into_iter().map(|code| service(snapshot, code)).collect(),
        to_kind: one.to.kind.word().to_string(),
        to: one.to.code.as_ref().map(|code| body(snapshot, code)),
        effective: Some(one.date),
        annual: None,
        status: "decided".to_string(),
        source: format!("case {case}"),
    }
}

/// The services that are named; all of them leave no name.
fn services_of(one: &Move) -> Vec<&Code> {
    match &one.services {
        Services::These(codes) => codes.iter().collect(),
        Services::All => Vec::new(),
    }
}

fn recorded(snapshot: &Snapshot, row: &RecordedMove) -> PublicMove {
    PublicMove {
        id: row.move_id.to_string(),
        case: String::new(),
        buyer: body(snapshot, &row.buyer_code),
        from: body(snapshot, &row.from_code),
        services: row.services.0.iter().map(|code| service(snapshot, code)).collect(),
        to_kind: row.to_kind.map(|kind| kind.word().to_string()).unwrap_or_default(),
        to: row.to_code.as_ref().map(|code| body(snapshot, code)),
        effective: row.effective_date,
        annual: row.annual_gbp,
        status: row.status.to_string(),
        source: row.source.to_string(),
    }
}

fn body(snapshot: &Snapshot, code: &Code) -> PublicBody {
    PublicBody { code: code.to_string(), name: snapshot.name_of(code.as_str()) }
}

fn service(snapshot: &Snapshot, code: &Code) -> PublicService {
    let title = snapshot.service(code).map(|row| row.title.0.clone());
    PublicService { code: code.to_string(), title: title.unwrap_or_else(|| code.to_string()) }
}
