//! The arithmetic of the group that gains most: its bill, and what it would pay on its own, cost by cost.

use register::Snapshot;
use register::tables::PoolKind;
use stability::prices::{Breakaway, GroupSum, Judged, UnitPrices, price_and_cost};
use vocabulary::Pence;

use super::{and, capital, pounds, service_title, who};
use crate::listing::{Cell, Section};

/// The prices whose worst group is shown: scaled ones, or today's when nobody gains under those.
fn shown(answer: &UnitPrices) -> Option<(&'static str, &Judged, &Breakaway)> {
    let of = |name, judged: &'_ Judged| judged.tested.in_pounds.clone().map(|_| name);
    if of("scaled", &answer.scaled).is_some() {
        return answer.scaled.tested.in_pounds.as_ref().map(|group| ("scaled", &answer.scaled, group));
    }
    answer.today.tested.in_pounds.as_ref().map(|group| ("as they are", &answer.today, group))
}

pub(super) fn section(snapshot: &Snapshot, answer: &UnitPrices) -> Section {
    let section = Section::new("group", "The group that would gain most by leaving");
    let Some((name, judged, group)) = shown(answer) else { return section };
    let sum = GroupSum::of(&answer.game, &UnitPrices::in_pence(&judged.prices), group);
    let members: Vec<String> =
        group.members().map(|at| snapshot.name_of(answer.game.buyers[at].as_str())).collect();
    let mut section = section
        .note(format!(
            "Prices {name}: {} {} {} a year. {} {}: {} less.",
            who(snapshot, answer, &group.group),
            if members.len() == 1 { "pays" } else { "pay" },
            sum.pays,
            own_words(members.len() == answer.game.buyers.len()),
            sum.alone(),
            sum.gain()
        ))
        .column("service", "What they would pay on their own")
        .column("follows_gbp", "Follows volume")
        .column("steps_gbp", "Teams")
        .column("stays_gbp", "Stays")
        .column("elsewhere_gbp", "Elsewhere")
        .column("together_gbp", "Together");
    if members.len() < answer.game.buyers.len() && members.len() > 1 {
        section = section.note(format!("Members: {}.", and(&members)));
    }
    let places = places(snapshot, answer, &sum);
    if !places.is_empty() {
        section = section.note(format!("Bought elsewhere: {places}."));
    }
    rows(snapshot, answer, &sum, &mut section);
    section
}

/// Everybody together has no other unit: they run this one at what it needs.
fn own_words(everybody: bool) -> &'static str {
    if everybody {
        "With a unit that costs only what it needs in the long run, and what is cheaper elsewhere bought there, they would pay"
    } else {
        "On their own they would pay"
    }
}

/// One row for each service and one for overhead.
fn rows(snapshot: &Snapshot, answer: &UnitPrices, sum: &GroupSum, section: &mut Section) {
    let game = &answer.game;
    let services = (0..game.costs.services.len()).map(Some).chain([None]);
    let mut totals = [Pence::ZERO; 5];
    for service in services {
        let mut amounts = [Pence::ZERO; 5];
        for ((of, pool), cost) in game.costs.pools().zip(&sum.pools).filter(|((of, _), _)| *of == service) {
            debug_assert_eq!(of, service);
            let at = match pool.kind {
                PoolKind::Variable => 0,
                PoolKind::Step => 1,
                PoolKind::Fixed => 2,
            };
            amounts[at] += *cost;
        }
        let here = |line: &usize| Some(game.lines[*line].service) == service;
        amounts[3] = sum.outside.iter().filter(|(line, _)| here(line)).map(|(_, pence)| *pence).sum();
        amounts[4] = amounts[..4].iter().copied().sum();
        if amounts[4] == Pence::ZERO {
            continue;
        }
        let name = service
            .map_or("Overhead".to_string(), |at| service_title(snapshot, &game.costs.services[at].code));
        totals.iter_mut().zip(amounts).for_each(|(total, amount)| *total += amount);
        section.row(cells(name, amounts));
    }
    section.row(cells("Together".to_string(), totals));
}

fn cells(name: String, amounts: [Pence; 5]) -> Vec<Cell> {
    let amount = |pence: Pence| if pence == Pence::ZERO { Cell::Blank } else { Cell::Money(pence) };
    std::iter::once(Cell::text(name)).chain(amounts.map(amount)).collect()
}

/// Which lines are bought elsewhere, by service and kind of place.
fn places(snapshot: &Snapshot, answer: &UnitPrices, sum: &GroupSum) -> String {
    let mut places: Vec<(String, usize, Pence)> = Vec::new();
    for (line, cost) in &sum.outside {
        let of = &answer.game.lines[*line];
        let Some(elsewhere) = &of.elsewhere else { continue };
        let service = service_title(snapshot, &answer.game.costs.services[of.service].code);
        let name = format!("{service} ({})", kind_words(elsewhere.kind.word()));
        match places.iter_mut().find(|(known, ..)| *known == name) {
            Some(place) => {
                place.1 += 1;
                place.2 += *cost;
            }
            None => places.push((name, 1, *cost)),
        }
    }
    let words = |(name, count, cost): &(String, usize, Pence)| {
        format!("{name}: {count} {}, {}", if *count == 1 { "line" } else { "lines" }, cost.whole_pounds())
    };
    places.iter().map(words).collect::<Vec<_>>().join("; ")
}

fn kind_words(kind: &str) -> String {
    kind.replace('_', " ")
}

/// Why: the gain taken apart.
pub(super) fn why(answer: &UnitPrices) -> Section {
    let mut section =
        Section::new("why", "Why they would gain").column("reason", "Reason").column("amount_gbp", "A year");
    let Some((name, judged, group)) = shown(answer) else { return section };
    let Some(why) = judged.why else { return section };
    let parts = [
        ("all prices together are above what the unit costs", why.surplus),
        ("their prices are above what their lines cost on average", why.prices_above_cost),
        ("lines that cost less elsewhere than on average here", why.cheaper_elsewhere),
        ("their part of the empty places in the last teams, less those in their own", why.empty_steps),
        ("costs that stay, which they would have to carry alone", why.scale_lost),
    ];
    let mut most = parts.iter().filter(|(_, amount)| *amount > 0.0).collect::<Vec<_>>();
    most.sort_by(|a, b| b.1.total_cmp(&a.1));
    if let Some((reason, amount)) = most.first() {
        section = section.note(format!("Prices {name}. The main reason: {reason} ({}).", pounds(*amount)));
    }
    if let Some(note) = spread(answer).filter(|_| why.prices_above_cost > 0.0) {
        section = section.note(note);
    }
    for (reason, amount) in parts.iter().filter(|(_, amount)| amount.abs() >= 50.0) {
        section.row(vec![Cell::text(capital(reason)), super::money(*amount)]);
    }
    section.row(vec![Cell::text("Gain by leaving"), super::money(group.gain())]);
    section
}

/// How far price and cost are apart between services.
fn spread(answer: &UnitPrices) -> Option<String> {
    let all = price_and_cost(&answer.game);
    let ratio = |price: f64, cost: f64| if cost > 0.0 { price / cost } else { f64::NAN };
    let ratios: Vec<f64> = all.iter().map(|(_, p, c)| ratio(*p, *c)).filter(|r| r.is_finite()).collect();
    let (low, high) =
        ratios.iter().fold((f64::MAX, f64::MIN), |(low, high), ratio| (low.min(*ratio), high.max(*ratio)));
    (ratios.len() > 1 && high - low > 0.005).then(|| {
        format!(
            "Over the services, price is between {:.0}% and {:.0}% of average cost.",
            low * 100.0,
            high * 100.0
        )
    })
}
