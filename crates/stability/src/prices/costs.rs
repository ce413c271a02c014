//! What a unit would need in the long run if it served only some of its lines.

use costing::{Driver, needed, steps};
use register::tables::PoolKind;
use vocabulary::Code;

/// One cost of a unit. Money in pence a year.
#[derive(Debug, Clone, PartialEq)]
pub struct CostPool {
    /// Its id in the register.
    pub id: Code,
    /// How it follows volume.
    pub kind: PoolKind,
    /// What it costs with everybody served.
    pub annual: f64,
    /// Size of a step: volume, or pence of direct cost a year for overhead; only used by step pools.
    pub step: f64,
}

/// One service with its pools.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceCost {
    /// Its code.
    pub code: Code,
    /// Volume with everybody served.
    pub volume: f64,
    /// Its pools.
    pub pools: Vec<CostPool>,
}

/// A unit's costs as pools: those of its services follow volume, those of its overhead follow direct cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Costs {
    /// The services.
    pub services: Vec<ServiceCost>,
    /// The overhead.
    pub overhead: Vec<CostPool>,
    /// Direct cost with everybody served, pence a year.
    direct: f64,
}

impl CostPool {
    /// Needed cost at a driver, against the driver with everybody served.
    pub fn cost(&self, now: f64, everybody: f64) -> f64 {
        needed(self.kind, self.annual, Driver { now, baseline: everybody, step: self.step })
    }

    /// Whole steps at a driver; 0 when it has no steps.
    pub fn steps(&self, driver: f64) -> f64 {
        if self.kind == PoolKind::Step { steps(driver, self.step) } else { 0.0 }
    }

    /// Does it stay the same as long as anybody is served? True of a step that holds everybody.
    pub fn is_flat(&self, everybody: f64) -> bool {
        self.kind == PoolKind::Fixed || (self.kind == PoolKind::Step && self.steps(everybody) <= 1.0)
    }

    /// What one more of the driver costs on average over full steps; none for a flat pool.
    pub fn slope(&self, everybody: f64) -> Option<f64> {
        if self.is_flat(everybody) || everybody <= 0.0 {
            return None;
        }
        match self.kind {
            PoolKind::Step => Some(self.annual / self.steps(everybody) / self.step),
            _ => Some(self.annual / everybody),
        }
    }

    /// What the empty part of the last step costs with everybody served.
    pub fn idle(&self, everybody: f64) -> f64 {
        match (self.kind, self.slope(everybody)) {
            (PoolKind::Step, Some(slope)) => (self.annual - slope * everybody).max(0.0),
            _ => 0.0,
        }
    }
}

impl Costs {
    /// Costs of services and overhead. Volumes are those with everybody served.
    pub fn new(services: Vec<ServiceCost>, overhead: Vec<CostPool>) -> Self {
        let mut costs = Costs { services, overhead, direct: 0.0 };
        costs.direct = (0..costs.services.len()).map(|s| costs.direct_of(s, costs.services[s].volume)).sum();
        costs
    }

    /// Direct cost with everybody served.
    pub fn direct(&self) -> f64 {
        self.direct
    }

    /// Direct cost of one service at a volume.
    pub fn direct_of(&self, service: usize, volume: f64) -> f64 {
        let service = &self.services[service];
        service.pools.iter().map(|pool| pool.cost(volume, service.volume)).sum()
    }

    /// Overhead at a direct cost.
    pub fn overhead_at(&self, direct: f64) -> f64 {
        self.overhead.iter().map(|pool| pool.cost(direct, self.direct)).sum()
    }

    /// Cost of every pool, those of the services first, then overhead, at volumes by service.
    pub fn by_pool(&self, volumes: &[f64]) -> Vec<f64> {
        let services = self.services.iter().zip(volumes);
        let mut costs: Vec<f64> = services
            .flat_map(|(service, volume)| service.pools.iter().map(|pool| pool.cost(*volume, service.volume)))
            .collect();
        let direct: f64 = costs.iter().sum();
        costs.extend(self.overhead.iter().map(|pool| pool.cost(direct, self.direct)));
        costs
    }

    /// Cost in all at volumes by service.
    pub fn total(&self, volumes: &[f64]) -> f64 {
        self.by_pool(volumes).iter().sum()
    }

    /// Every pool, in the order of [`Costs::by_pool`], with its service; none for overhead.
    pub fn pools(&self) -> impl Iterator<Item = (Option<usize>, &CostPool)> {
        let services = self.services.iter().enumerate();
        let of_services =
            services.flat_map(|(at, service)| service.pools.iter().map(move |pool| (Some(at), pool)));
        of_services.chain(self.overhead.iter().map(|pool| (None, pool)))
    }

    /// Does any pool fall in steps as lines leave?
    pub fn has_steps(&self) -> bool {
        self.pools().any(|(service, pool)| {
            let everybody = service.map_or(self.direct, |service| self.services[service].volume);
            pool.kind == PoolKind::Step && pool.annual > 0.0 && everybody > 0.0 && !pool.is_flat(everybody)
        })
    }
}
