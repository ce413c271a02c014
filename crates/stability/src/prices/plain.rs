//! The second routine: what pools cost, again, in whole pence and without the engine's formulas.

use register::tables::PoolKind;
use vocabulary::Pence;

use super::costs::CostPool;
use super::game::Game;

/// Whole pence of every pool, those of the services first, for volumes by service.
pub(super) fn pools_in_pence(game: &Game, volumes: &[f64]) -> Vec<Pence> {
    let mut pence = Vec::new();
    // Overhead follows direct cost before rounding, as the books of the unit do.
    let mut direct_now = 0.0;
    let mut direct_all = 0.0;
    for (service, now) in game.costs.services.iter().zip(volumes) {
        let all: f64 = service.volume;
        for pool in &service.pools {
            let cost = plain_cost(pool, *now, all);
            direct_now += cost;
            direct_all += plain_cost(pool, all, all);
            pence.push(Pence::round(cost));
        }
    }
    pence.extend(
        game.costs.overhead.iter().map(|pool| Pence::round(plain_cost(pool, direct_now, direct_all))),
    );
    pence
}

/// One pool: by proportion, by counting teams, or all of it.
fn plain_cost(pool: &CostPool, now: f64, all: f64) -> f64 {
    if now <= 0.0 || all <= 0.0 {
        return 0.0;
    }
    match pool.kind {
        PoolKind::Fixed => pool.annual,
        PoolKind::Variable => pool.annual * (now / all),
        PoolKind::Step => {
            let teams = |driver: f64| {
                let full = (driver / pool.step).floor();
                let rest = driver / pool.step - full;
                if rest > 1e-9 || full == 0.0 { full + 1.0 } else { full }
            };
            if pool.step > 0.0 { pool.annual * teams(now) / teams(all) } else { 0.0 }
        }
    }
}
