//! The register as an option supposes it: what a choice costs as its author has it, and posts as the HR lead has
//! them.

use register::tables::cell::{Percent, Positive, Quantity};
use register::tables::{Alternative, DestinationKind, PostGroup};
use register::{Register, Rows, Rulebook, Snapshot};
use stability::scenario::{Assumption, Destination, Move, Scenario, Services};
use vocabulary::{Basis, Code, Estimate, Pence};

use super::inputs::{alternative_id, one_off_name, running_name};
use crate::input::{Appraisal, AppraisalOption, Choice, Sourcing};
use crate::rates::irrecoverable_vat_percent;

/// The register as an option supposes it.
pub(super) fn supposed(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    appraisal: &Appraisal,
    option: &AppraisalOption,
) -> Snapshot {
    snapshot.supposing(|rows| {
        for (_, choice) in option.changes() {
            let Some(row) = typed_row(snapshot, rulebook, appraisal, option, choice) else { continue };
            let hosted = row.kind == DestinationKind::Shared;
            let host = choice.to.clone();
            rows.alternatives.retain(|other| {
                let of_service = other.service_code == row.service_code;
                let ours = other.buyer_code == row.buyer_code && other.kind == row.kind;
                let hosts = hosted
                    && Some(&other.buyer_code) == host.as_ref()
                    && other.kind == DestinationKind::InHouse;
                !(of_service && (ours || hosts))
            });
            rows.alternatives.push(0, row);
        }
        put_posts(snapshot, appraisal, rows);
    })
}

/// The alternative that a choice with its own numbers goes to; none when it has none.
fn typed_row(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    appraisal: &Appraisal,
    option: &AppraisalOption,
    choice: &Choice,
) -> Option<Alternative> {
    let kind = choice.sourcing.destination().filter(|kind| *kind != DestinationKind::Unit)?;
    if choice.running_gbp.is_none() && choice.one_off_gbp.is_none() && choice.vat_percent.is_none() {
        return None;
    }
    let known = known_row(&snapshot.rows.alternatives, &appraisal.buyer, choice, kind);
    let pounds = |value: Estimate| Pence::round(value.likely() * 100.0);
    let tax = irrecoverable_vat_percent(rulebook, &choice.service, kind, choice.date);
    let mut row = known.cloned().unwrap_or_else(|| blank_row(&appraisal.buyer, choice, kind, tax));
    row.alternative_id = alternative_id(&option.id, &choice.service);
    row.buyer_code = appraisal.buyer.clone();
    row.supplier_code = choice.to.clone();
    row.basis = choice.basis;
    if let Some(running) = choice.running_gbp {
        row.fixed_gbp = Some(pounds(running));
        (row.per_volume_gbp, row.step_gbp, row.step_volume) = (None, None, None);
    }
    if let Some(one_off) = choice.one_off_gbp {
        row.switching_gbp = Some(pounds(one_off));
    }
    if let Some(percent) = choice.vat_percent {
        row.irrecoverable_vat_percent = Some(Percent(percent));
    }
    row.lead_months = choice.lead_months.or(row.lead_months);
    Some(row)
}

/// What the register says of the destination: the buyer's own row before anybody's.
fn known_row<'a>(
    rows: &'a Rows<Alternative>,
    buyer: &Code,
    choice: &Choice,
    kind: DestinationKind,
) -> Option<&'a Alternative> {
    let fits = |row: &&Alternative| {
        row.service_code == choice.service
            && row.kind == kind
            && (row.buyer_code == *buyer || row.buyer_code.is_any())
    };
    rows.iter().filter(fits).min_by_key(|row| (row.buyer_code.is_any(), row.supplier_code != choice.to))
}

fn blank_row(buyer: &Code, choice: &Choice, kind: DestinationKind, tax_percent: f64) -> Alternative {
    Alternative {
        alternative_id: Code::new(""),
        buyer_code: buyer.clone(),
        service_code: choice.service.clone(),
        kind,
        supplier_code: choice.to.clone(),
        fixed_gbp: None,
        per_volume_gbp: None,
        step_gbp: None,
        step_volume: None,
        irrecoverable_vat_percent: Some(Percent(tax_percent)),
        switching_gbp: None,
        spread_years: Some(Positive(1.0)),
        lead_months: choice.lead_months,
        source: Code::new("appraisal"),
        basis: choice.basis,
    }
}

/// Posts that the HR lead has for a line stand in for the unit's own, as many as make the line's part what the
/// schedule says: the engine gives a line the part of the posts that it has of the volume.
fn put_posts(snapshot: &Snapshot, appraisal: &Appraisal, rows: &mut Register) {
    let mut services: Vec<&Code> = appraisal.posts.iter().map(|post| &post.service).collect();
    services.sort();
    services.dedup();
    for service in services {
        let Some(share) = share_of_volume(snapshot, appraisal, service) else { continue };
        rows.post_groups.retain(|row| row.unit_code != appraisal.supplier || row.service_code != *service);
        for post in appraisal.posts.iter().filter(|post| post.service == *service) {
            rows.post_groups.push(
                0,
                PostGroup {
                    unit_code: appraisal.supplier.clone(),
                    service_code: service.clone(),
                    band: post.band.clone(),
                    tier: post.tier,
                    wte: Quantity(post.wte / share),
                    mean_service_years: Quantity(post.mean_service_years),
                    place: post.place.clone(),
                    source: Code::new("appraisal"),
                    basis: Basis::Assumed,
                },
            );
        }
    }
}

/// The buyer's share of the volume of a service of its unit; none when it buys none.
pub fn share_of_volume(snapshot: &Snapshot, appraisal: &Appraisal, service: &Code) -> Option<f64> {
    let volume = |line: &register::tables::AgreementLine| {
        let people = || f64::from(snapshot.people(&line.buyer_code, appraisal.start).unwrap_or(0));
        line.volume.map_or_else(people, |volume| volume.0)
    };
    let lines = snapshot.rows.agreement_lines.iter();
    let of_service: Vec<_> = lines
        .filter(|line| line.supplier_code == appraisal.supplier && line.service_code == *service)
        .collect();
    let all: f64 = of_service.iter().map(|line| volume(line)).sum();
    let ours: f64 =
        of_service.iter().filter(|line| line.buyer_code == appraisal.buyer).map(|line| volume(line)).sum();
    (all > 0.0 && ours > 0.0).then(|| ours / all)
}

/// The question to the engine that an option is.
pub fn scenario(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    appraisal: &Appraisal,
    option: &AppraisalOption,
) -> Scenario {
    let mut assumptions = appraisal.assumptions.clone();
    let mut moves = Vec::new();
    for (_, choice) in option.changes() {
        let Some(kind) = choice.sourcing.destination() else { continue };
        let code =
            choice.to.clone().filter(|_| !matches!(kind, DestinationKind::InHouse | DestinationKind::Stop));
        moves.push(Move {
            buyer: appraisal.buyer.clone(),
            supplier: appraisal.supplier.clone(),
            services: Services::These(vec![choice.service.clone()]),
            date: choice.date,
            to: Destination { kind, code },
            phase_months: choice.phase_months,
            transfer_share: choice.transfer_share,
            redeploy_share: choice.redeploy_share,
        });
        if typed_row(snapshot, rulebook, appraisal, option, choice).is_none() {
            continue;
        }
        let typed = [
            (running_name(option, choice), choice.running_gbp),
            (one_off_name(option, choice), choice.one_off_gbp),
        ];
        for (at, value) in typed {
            let Some(value) = value else { continue };
            assumptions.push(Assumption { at, value, scale: false, reason: choice.reason.clone() });
        }
    }
    Scenario {
        title: option.title.clone(),
        register: appraisal.register.clone(),
        start: appraisal.start,
        months: appraisal.months,
        payer_rule: appraisal.payer_rule.clone(),
        reaction: appraisal.reaction,
        reluctance: appraisal.reluctance,
        seed: appraisal.seed,
        draws: 0,
        steps: stability::scenario::Steps::Sticky,
        closes: None,
        moves: moves.into_iter().chain(appraisal.anyway.iter().cloned()).collect(),
        assumptions,
    }
}

/// Does an option change the price of a line that stays?
pub(super) fn renegotiated(option: &AppraisalOption) -> impl Iterator<Item = &Choice> {
    option.changes().map(|(_, choice)| choice).filter(|choice| choice.sourcing == Sourcing::Renegotiate)
}
