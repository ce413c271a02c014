//! Random small games against brute force over every group and every way to split its lines.

use proptest::prelude::*;
use register::tables::{DestinationKind, PoolKind};
use vocabulary::Code;

use super::breakaway::Breakaway;
use super::costs::{CostPool, Costs, ServiceCost};
use super::every_group::EveryGroup;
use super::exactness::Exactness;
use super::game::{Elsewhere, Game, GameLine};
use super::one_service::best_group;
use super::smoothed::Smoothed;
use super::test::Tester;
use super::unit::{UnitPrices, Verdict, unit_prices};
use super::why::Why;

/// Volume, price and cost elsewhere (0: nowhere) of a line; no line at a volume of 0.
type LineSpec = (u32, u32, u32);
/// Variable, fixed, step cost and step size of a service.
type PoolSpec = (u32, u32, u32, u32);

fn pool(id: String, kind: PoolKind, annual: u32, step: u32) -> CostPool {
    CostPool { id: Code::new(&id), kind, annual: f64::from(annual) * 100.0, step: f64::from(step) }
}

/// A game of some buyers by services; overhead: variable and fixed.
fn game(buyers: usize, lines: &[LineSpec], pools: &[PoolSpec], overhead: (u32, u32)) -> Game {
    let mut all = Vec::new();
    for service in 0..pools.len() {
        for buyer in 0..buyers {
            let (volume, price, outside) = lines[(service * buyers + buyer) % lines.len()];
            if volume == 0 {
                continue;
            }
            let elsewhere = (outside > 0).then(|| Elsewhere {
                alternative: Code::new("else"),
                kind: DestinationKind::InHouse,
                supplier: None,
                running: f64::from(outside) * 100.0,
                switching: 0.0,
            });
            let (volume, price) = (f64::from(volume), f64::from(price) * 100.0);
            let id = Code::new(&format!("L{service}-{buyer}"));
            all.push(GameLine { id, buyer, service, volume, price, elsewhere });
        }
    }
    let service = |(at, (variable, fixed, step, size)): (usize, &PoolSpec)| ServiceCost {
        code: Code::new(&format!("s{at}")),
        volume: all.iter().filter(|line| line.service == at).map(|line| line.volume).sum(),
        pools: vec![
            pool(format!("{at}-v"), PoolKind::Variable, *variable, 0),
            pool(format!("{at}-f"), PoolKind::Fixed, *fixed, 0),
            pool(format!("{at}-s"), PoolKind::Step, *step, *size),
        ],
    };
    let services = pools.iter().enumerate().map(service).collect();
    let overhead = vec![
        pool("o-v".to_string(), PoolKind::Variable, overhead.0, 0),
        pool("o-f".to_string(), PoolKind::Fixed, overhead.1, 0),
    ];
    let buyers = (0..buyers).map(|buyer| Code::new(&format!("B{buyer}"))).collect();
    Game { unit: Code::new("U"), service: None, buyers, lines: all, costs: Costs::new(services, overhead) }
}

/// What every group costs alone, by trying every way to split its lines.
fn brute(game: &Game) -> Vec<f64> {
    let groups = 1_usize << game.buyers.len();
    let mut alone = vec![f64::INFINITY; groups];
    for (group, least) in alone.iter_mut().enumerate() {
        let members: Vec<bool> = (0..game.buyers.len()).map(|buyer| group >> buyer & 1 == 1).collect();
        let lines: Vec<usize> =
            (0..game.lines.len()).filter(|line| members[game.lines[*line].buyer]).collect();
        for split in 0..1_usize << lines.len() {
            let mut outside = vec![false; game.lines.len()];
            lines.iter().enumerate().for_each(|(at, line)| outside[*line] = split >> at & 1 == 1);
            *least = least.min(game.alone(&members, &outside));
        }
    }
    alone
}

fn bill(prices: &[f64], group: usize) -> f64 {
    prices.iter().enumerate().filter(|(buyer, _)| group >> buyer & 1 == 1).map(|(_, price)| price).sum()
}

/// The largest gain of any group.
fn largest(alone: &[f64], prices: &[f64]) -> f64 {
    (1..alone.len()).map(|group| bill(prices, group) - alone[group]).fold(f64::NEG_INFINITY, f64::max)
}

fn gain_of(found: Option<&Breakaway>) -> f64 {
    found.map_or(0.0, Breakaway::gain)
}

fn line() -> impl Strategy<Value = LineSpec> {
    (prop_oneof![1 => Just(0_u32), 6 => 1_u32..60], 1_u32..400, prop_oneof![Just(0_u32), 1_u32..500])
}

fn pools() -> impl Strategy<Value = PoolSpec> {
    (0_u32..400, 0_u32..300, 0_u32..900, 15_u32..120)
}

fn small_game(services: std::ops::Range<usize>) -> impl Strategy<Value = Game> {
    let parts = (
        2_usize..5,
        prop::collection::vec(line(), 12),
        prop::collection::vec(pools(), services),
        (0_u32..200, 0_u32..300),
    );
    parts
        .prop_map(|(buyers, lines, pools, overhead)| game(buyers, &lines, &pools, overhead))
        .prop_filter("something to share", |game| game.whole() > 0.0 && !game.lines.is_empty())
}

fn answered(game: &Game) -> Result<UnitPrices, TestCaseError> {
    unit_prices(game.clone()).map_err(|_| TestCaseError::reject("nothing to do"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_group_is_what_brute_force_says(game in small_game(1..3)) {
        let alone = brute(&game);
        let every = EveryGroup::of(&game).ok_or(TestCaseError::reject("no table"))?;
        let found = every.gaining(&game, &game.today(), 0.0, 1);
        let truth = largest(&alone, &game.today()).max(0.0);
        prop_assert!((gain_of(found.first()) - truth).abs() < 1e-4, "{found:?} {truth}");
        // At prices that single out one group, its cost is seen.
        for (group, cost) in alone.iter().enumerate().skip(1) {
            let single: Vec<f64> =
                (0..game.buyers.len()).map(|b| if group >> b & 1 == 1 { 1e9 } else { -1e9 }).collect();
            let found = every.gaining(&game, &single, f64::NEG_INFINITY, 1);
            prop_assert!((found[0].alone - cost).abs() < 1e-4 || cost.is_infinite());
        }
    }

    #[test]
    fn the_knapsack_is_exact(game in small_game(1..2)) {
        let alone = brute(&game);
        for times in [0.7, 1.0, 1.6] {
            let prices: Vec<f64> = game.today().iter().map(|price| price * times).collect();
            let found = best_group(&game, &prices, 0.5).map_err(|()| TestCaseError::fail("too large"))?;
            let truth = largest(&alone, &prices).max(0.0);
            prop_assert!((gain_of(found.as_ref()) - truth).abs() < 1.0, "{found:?} {truth}");
        }
    }

    #[test]
    fn the_bracket_holds_the_truth(game in small_game(2..3)) {
        let alone = brute(&game);
        let smoothed = Smoothed::of(&game);
        let tester = Tester::by_trying(&game, &smoothed);
        let (found, kind) = tester.worst(&game.today());
        let truth = largest(&alone, &game.today()).max(0.0);
        let (low, high) = match kind {
            Exactness::Bracket { low, high } => (low, high),
            _ => (gain_of(found.as_ref()), gain_of(found.as_ref())),
        };
        prop_assert!(low <= truth + 1.0 && truth <= high + 1.0, "{low} {truth} {high}");
        prop_assert!((gain_of(found.as_ref()) - low).abs() < 1.0);
    }

    #[test]
    fn the_answer_is_what_brute_force_says(game in small_game(1..3)) {
        let alone = brute(&game);
        let answer = answered(&game)?;
        prop_assert!(answer.checks.iter().all(|check| check.passed), "{:?}", answer.checks);
        let sum: f64 = answer.scaled.prices.iter().sum();
        prop_assert!((sum - answer.whole).abs() < 1e-3);
        for judged in [&answer.today, &answer.scaled] {
            let truth = largest(&alone, &judged.prices).max(0.0);
            prop_assert!((gain_of(judged.tested.in_pounds.as_ref()) - truth).abs() < 1.0);
            prop_assert!(matches!(judged.tested.kind, Exactness::Exact));
            if let Some(group) = &judged.tested.in_per_cent {
                let share = (1..alone.len())
                    .map(|at| (bill(&judged.prices, at) - alone[at]) / bill(&judged.prices, at))
                    .fold(0.0, f64::max);
                prop_assert!((group.share() - share).abs() < 1e-3, "{} {share}", group.share());
            }
        }
        support_is_least(&answer, &alone)?;
    }

    #[test]
    fn a_gain_is_the_sum_of_its_reasons(game in small_game(1..3)) {
        let smoothed = Smoothed::of(&game);
        let prices = game.today();
        let paid: f64 = prices.iter().sum();
        let scaled: Vec<f64> = prices.iter().map(|price| price * game.whole() / paid).collect();
        let outside = (0..game.lines.len()).map(|line| line % 2 == 0 && game.outside(line).is_finite());
        let group = Breakaway::of(&game, &prices, vec![true; game.buyers.len()], outside.collect());
        let why = Why::of(&game, &smoothed, &scaled, &group);
        prop_assert!((why.gain() - group.gain()).abs() < 1e-3);
    }

    #[test]
    fn the_level_of_prices_changes_only_what_it_should(game in small_game(1..3), times in 0.5_f64..2.0) {
        let before = answered(&game)?;
        let mut dearer = game.clone();
        dearer.lines.iter_mut().for_each(|line| line.price *= times);
        let after = answered(&dearer)?;
        prop_assert_eq!(before.verdict, after.verdict);
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-6 * (1.0 + a.abs());
        prop_assert!(near(before.support.low, after.support.low));
        let apart = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| near(*a, *b));
        prop_assert!(apart(&before.scaled.prices, &after.scaled.prices));
        prop_assert!(apart(&before.others.scrb, &after.others.scrb));
        let (a, b) = (&before.scaled.tested.in_pounds, &after.scaled.tested.in_pounds);
        prop_assert!(near(gain_of(a.as_ref()), gain_of(b.as_ref())));
    }
}

/// No less would do, shown by the groups that bind; and no more is needed, shown by prices.
fn support_is_least(answer: &UnitPrices, alone: &[f64]) -> Result<(), TestCaseError> {
    let support = &answer.support;
    prop_assert!((support.low - support.high).abs() < 1.0, "{support:?}");
    prop_assert_eq!(answer.verdict == Verdict::None, support.low > 0.0);
    let stable = answer.stable.as_ref().ok_or(TestCaseError::fail("no prices"))?;
    let collected: f64 = stable.charges.iter().sum();
    prop_assert!((collected - (answer.whole - support.high)).abs() < 2.0, "{collected} {support:?}");
    prop_assert!(largest(alone, &stable.charges) < 2.0, "{stable:?}");
    if answer.game.costs.has_steps() && support.low > 0.0 {
        let covered = |buyer: usize| -> f64 {
            support.binding.iter().filter(|(group, _)| group.group[buyer]).map(|(_, weight)| weight).sum()
        };
        prop_assert!((0..answer.game.buyers.len()).all(|buyer| (covered(buyer) - 1.0).abs() < 1e-6));
        let cost: f64 = support.binding.iter().map(|(group, weight)| weight * group.alone).sum();
        prop_assert!((cost - (answer.whole - support.low)).abs() < 2.0, "{cost} {support:?}");
    }
    Ok(())
}
