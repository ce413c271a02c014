//! How long a national unit takes, where not every group can be gone through. Run with `--ignored --nocapture`,
//! in release.

use std::time::Instant;

use register::tables::{DestinationKind, PoolKind};
use stability::prices::{CostPool, Costs, Elsewhere, Game, GameLine, ServiceCost, unit_prices};
use vocabulary::Code;

/// So many buyers of so many services, each with a fixed cost, a variable one and teams.
fn national(buyers: usize, services: usize) -> Game {
    let people = |buyer: usize| 90_000.0 + ((buyer * 7919) % 500) as f64 * 1_000.0;
    let everybody: f64 = (0..buyers).map(people).sum();
    let pool = |id: String, kind, annual: f64, step| CostPool { id: Code::new(&id), kind, annual, step };
    let service = |at: usize| ServiceCost {
        code: Code::new(&format!("s{at:02}")),
        volume: everybody,
        pools: vec![
            pool(format!("{at}-v"), PoolKind::Variable, everybody * (20.0 + at as f64), 0.0),
            pool(format!("{at}-t"), PoolKind::Step, everybody * 60.0, 250_000.0),
            pool(format!("{at}-f"), PoolKind::Fixed, everybody * 25.0, 0.0),
        ],
    };
    let overhead = vec![
        pool("o-v".to_string(), PoolKind::Variable, everybody * 100.0, 0.0),
        pool("o-f".to_string(), PoolKind::Fixed, everybody * 130.0, 0.0),
    ];
    let line = |at: usize| {
        let (buyer, service) = (at / services, at % services);
        let volume = people(buyer);
        let cheaper = (at * 31).is_multiple_of(17);
        GameLine {
            id: Code::new(&format!("L{at:05}")),
            buyer,
            service,
            volume,
            price: volume * 130.0,
            elsewhere: Some(Elsewhere {
                alternative: Code::new("x"),
                kind: DestinationKind::InHouse,
                supplier: None,
                running: volume * if cheaper { 95.0 } else { 150.0 },
                switching: 0.0,
            }),
        }
    };
    Game {
        unit: Code::new("U"),
        service: None,
        buyers: (0..buyers).map(|buyer| Code::new(&format!("B{buyer:03}"))).collect(),
        lines: (0..buyers * services).map(line).collect(),
        costs: Costs::new((0..services).map(service).collect(), overhead),
    }
}

#[test]
#[ignore = "takes minutes; prints times"]
fn how_long_it_takes() {
    for (buyers, services) in [(22, 16), (60, 1), (211, 1), (40, 16), (211, 14)] {
        let begin = Instant::now();
        let answer = unit_prices(national(buyers, services)).expect("an answer");
        println!(
            "{buyers} buyers, {services} services: {:?}; {:?} support {:.0} to {:.0} of {:.0}",
            begin.elapsed(),
            answer.verdict,
            answer.support.low / 100.0,
            answer.support.high / 100.0,
            answer.whole / 100.0
        );
        assert!(answer.checks.iter().all(|check| check.passed), "{:?}", answer.checks);
    }
}
