//! The smooth game as a network: money flows from costs to the lines that can bear them, and on to buyers.
//!
//! Source → entry → pool (its cost) → spot → buyer (the spot's room) → sink (what the buyer pays). A spot is
//! the lines of one buyer that use the same pools; its room is what they can bear beyond their own cost before
//! they are better off outside. What a buyer's lines cost alone comes straight from the entry. A cut leaves
//! with the source the spots that go outside and the buyers that aren't in the group (`docs/mathematics.md`).
//!
//! Exact reductions: pools with the same users become one; a line whose outside cost is below its own cost is
//! always outside; a line that could bear all its pools alone never is, nor is one whose pools its buyer's
//! other lines need in any case.

mod reduced;

use super::cut::{Arc, Network};
use super::smooth::Smooth;
use reduced::Reduced;

/// Amounts below this are round-off, in units of a buyer's average cost.
pub(super) const ROUND_OFF: f64 = 1e-12;
/// A group must gain more than this, in units of a buyer's average cost, before prices don't hold.
pub(super) const GAIN_MIN: f64 = 1e-7;

pub(super) const SOURCE: usize = 0;
pub(super) const SINK: usize = 1;
const ENTRY: usize = 2;

/// The network of a game, with what is needed to read it. Money in units of [`Net::unit`].
pub(super) struct Net {
    /// The network.
    pub network: Network,
    /// Pence of one unit of money inside: about the cost of one buyer.
    pub unit: f64,
    /// The game without what can be told beforehand.
    pub reduced: Reduced,
    first_buyer: usize,
    /// Arc of each buyer to the sink, of what its lines cost alone, and of what lifts it (for charges below 0).
    to_sink: Vec<usize>,
    own: Vec<usize>,
    lift: Vec<usize>,
    entry: usize,
    /// Arcs from pools to spots and to buyers, with their ends.
    to_spot: Vec<(usize, usize, usize)>,
    to_buyer: Vec<(usize, usize, usize)>,
}

impl Net {
    /// The network of a game, with nothing asked from any buyer.
    pub fn of(game: &Smooth) -> Self {
        let whole = game.whole();
        let unit = if whole > 0.0 { whole / game.buyers.max(1) as f64 } else { 1.0 };
        Net::linked(Reduced::of(game, unit), unit, 0, &[]).0
    }

    /// The same network with hubs, and links between buyers and hubs, counted on from the buyers. A link lets
    /// nothing through until it is opened. Returns the links as arcs, there and back.
    pub fn with_hubs(&self, hubs: usize, links: &[(usize, usize)]) -> (Self, Vec<[usize; 2]>) {
        Net::linked(self.reduced.clone(), self.unit, hubs, links)
    }

    fn linked(reduced: Reduced, unit: f64, hubs: usize, links: &[(usize, usize)]) -> (Self, Vec<[usize; 2]>) {
        let buyers = reduced.own.len();
        let mut arcs: Vec<Arc> = Vec::new();
        let mut add = |from: usize, to: usize, capacity: f64| {
            arcs.push(Arc { from, to, capacity });
            arcs.len() - 1
        };
        let pool_at = |pool: usize| ENTRY + 1 + pool;
        let spot_at = |spot: usize| pool_at(reduced.pools.len()) + spot;
        let buyer_at = |buyer: usize| spot_at(reduced.spots.len()) + buyer;
        let entry = add(SOURCE, ENTRY, f64::INFINITY);
        let (mut to_sink, mut own, mut lift) = (Vec::new(), Vec::new(), Vec::new());
        for buyer in 0..buyers {
            to_sink.push(add(buyer_at(buyer), SINK, 0.0));
            own.push(add(ENTRY, buyer_at(buyer), reduced.own[buyer]));
            lift.push(add(SOURCE, buyer_at(buyer), 0.0));
        }
        for (pool, cost) in reduced.pools.iter().enumerate() {
            add(ENTRY, pool_at(pool), *cost);
        }
        let mut to_spot = Vec::new();
        for (at, spot) in reduced.spots.iter().enumerate() {
            let into = |pool: &usize| (*pool, at, add(pool_at(*pool), spot_at(at), f64::INFINITY));
            to_spot.extend(spot.pools.iter().map(into));
            add(spot_at(at), buyer_at(spot.buyer), spot.room);
        }
        let bound = reduced.bound.keys();
        let into = |(buyer, pool): &(usize, usize)| {
            (*pool, *buyer, add(pool_at(*pool), buyer_at(*buyer), f64::INFINITY))
        };
        let to_buyer = bound.map(into).collect();
        let link = |(a, b): &(usize, usize)| {
            [add(buyer_at(*a), buyer_at(*b), 0.0), add(buyer_at(*b), buyer_at(*a), 0.0)]
        };
        let links = links.iter().map(link).collect();
        let first_buyer = buyer_at(0);
        let network = Network::of(buyer_at(buyers + hubs), &arcs, ROUND_OFF);
        (Net { network, unit, first_buyer, to_sink, own, lift, entry, to_spot, to_buyer, reduced }, links)
    }

    /// How many buyers there are.
    pub fn buyers(&self) -> usize {
        self.to_sink.len()
    }

    /// The node of a buyer.
    pub fn buyer(&self, buyer: usize) -> usize {
        self.first_buyer + buyer
    }

    fn spot(&self, spot: usize) -> usize {
        ENTRY + 1 + self.reduced.pools.len() + spot
    }

    /// What a buyer costs alone: a network of its own spots and pools.
    pub fn alone(&self, buyer: usize) -> f64 {
        let mine = self.reduced.spots_of(buyer);
        let mut pools: Vec<usize> = mine.iter().flat_map(|spot| spot.pools.iter().copied()).collect();
        pools.extend(self.reduced.bound_pools_of(buyer));
        pools.sort_unstable();
        pools.dedup();
        let pool_at = |pool: &usize| ENTRY + pools.binary_search(pool).unwrap_or(0);
        let mut arcs: Vec<Arc> = Vec::new();
        let mut add = |from: usize, to: usize, capacity: f64| arcs.push(Arc { from, to, capacity });
        pools.iter().for_each(|pool| add(SOURCE, pool_at(pool), self.reduced.pools[*pool]));
        self.reduced.bound_pools_of(buyer).for_each(|pool| add(pool_at(&pool), SINK, f64::INFINITY));
        for (at, spot) in mine.iter().enumerate() {
            let spot_at = ENTRY + pools.len() + at;
            spot.pools.iter().for_each(|pool| add(pool_at(pool), spot_at, f64::INFINITY));
            add(spot_at, SINK, spot.room);
        }
        let nodes = ENTRY + pools.len() + mine.len();
        self.reduced.own[buyer] + Network::of(nodes, &arcs, ROUND_OFF).fill(SOURCE, SINK)
    }

    /// What a buyer's lines and pools cost with none of its lines outside.
    pub fn kept(&self, buyer: usize) -> f64 {
        let mut pools: Vec<usize> = self.reduced.bound_pools_of(buyer).collect();
        pools.extend(self.reduced.spots_of(buyer).iter().flat_map(|spot| spot.pools.iter().copied()));
        pools.sort_unstable();
        pools.dedup();
        self.reduced.own[buyer] + pools.iter().map(|pool| self.reduced.pools[*pool]).sum::<f64>()
    }

    /// Takes all flow out.
    pub fn clear(&mut self) {
        self.network.clear();
    }

    /// Asks an amount from a buyer; one below zero is given to it. Only without flow, or to ask more.
    pub fn ask(&mut self, buyer: usize, amount: f64) {
        self.network.set(self.to_sink[buyer], amount.max(0.0));
        self.network.set(self.lift[buyer], (-amount).max(0.0));
    }

    /// Asks anything from the buyers of a group, and nothing from others.
    pub fn ask_group(&mut self, group: impl Fn(usize) -> bool) {
        for buyer in 0..self.buyers() {
            self.ask(buyer, if group(buyer) { f64::INFINITY } else { 0.0 });
        }
    }

    /// Takes a buyer out of a filled network: what it paid looks for others to bear it. Returns what nobody
    /// else can bear.
    pub fn excuse(&mut self, buyer: usize) -> f64 {
        let paid = self.network.close(self.to_sink[buyer]);
        self.network.set(self.lift[buyer], paid);
        paid - self.fill()
    }

    /// Puts one buyer into the group, and another out of it, whatever they are asked.
    pub fn force(&mut self, inside: usize, outside: usize) {
        self.network.set(self.to_sink[inside], f64::INFINITY);
        self.network.set(self.lift[outside], f64::INFINITY);
    }

    /// Lets at most so much more flow; returns what was added.
    pub fn fill_up_to(&mut self, limit: f64) -> f64 {
        self.network.fill_up_to(SOURCE, SINK, limit)
    }

    /// All costs together bear at most this.
    pub fn limit(&mut self, amount: f64) {
        self.network.set(self.entry, amount);
    }

    /// Lets as much flow as can be; returns what was added.
    pub fn fill(&mut self) -> f64 {
        self.network.fill(SOURCE, SINK)
    }

    /// The smallest group that goes with the sink in a minimum cut, once filled.
    pub fn smallest_group(&self) -> Vec<bool> {
        let source_side = self.network.largest_source_side(SINK);
        (0..self.buyers()).map(|buyer| !source_side[self.buyer(buyer)]).collect()
    }

    /// The spots that go outside in the minimum cut that sends out fewest, once filled.
    pub fn spots_outside(&self) -> Vec<bool> {
        let source_side = self.network.smallest_source_side(SOURCE);
        (0..self.reduced.spots.len()).map(|spot| source_side[self.spot(spot)]).collect()
    }

    /// What a group costs if those spots go outside that are on the source side: the cut's own sum, without the
    /// arcs to the sink.
    pub fn cost_of(&self, group: impl Fn(usize) -> bool, source_side: &[bool]) -> f64 {
        let own: f64 = (0..self.buyers()).filter(|b| group(*b)).map(|b| self.reduced.own[b]).sum();
        let pools = self.reduced.pools.iter().enumerate();
        let kept: f64 = pools.filter(|(pool, _)| !source_side[ENTRY + 1 + pool]).map(|(_, cost)| cost).sum();
        let spots = self.reduced.spots.iter().enumerate();
        let gone = spots.filter(|(at, spot)| group(spot.buyer) && source_side[self.spot(*at)]);
        own + kept + gone.map(|(_, spot)| spot.room).sum::<f64>()
    }

    /// What flows for the own cost of a buyer's lines.
    pub fn own_flow(&self, buyer: usize) -> f64 {
        self.network.flow(self.own[buyer])
    }

    /// What flows from pools to spots: pool, spot, amount.
    pub fn spot_flows(&self) -> impl Iterator<Item = (usize, usize, f64)> {
        self.to_spot.iter().map(|(pool, spot, arc)| (*pool, *spot, self.network.flow(*arc)))
    }

    /// What flows from pools to buyers whose lines can't go outside: pool, buyer, amount.
    pub fn buyer_flows(&self) -> impl Iterator<Item = (usize, usize, f64)> {
        self.to_buyer.iter().map(|(pool, buyer, arc)| (*pool, *buyer, self.network.flow(*arc)))
    }
}
