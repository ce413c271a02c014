//! Groups that gain by leaving, found by trying: start from likely groups and change them, one buyer, one pair,
//! one line or one service at a time, as long as the group gains more. What is found is real; that nothing is
//! found proves nothing.

use super::breakaway::Breakaway;
use super::game::Game;

/// Passes over all changes before a search ends in any case.
const PASSES_MAX: usize = 60;

/// A search for groups in one game.
pub(super) struct Search<'a> {
    game: &'a Game,
    /// Lines of each buyer.
    lines_of: Vec<Vec<usize>>,
    /// What it costs elsewhere, by line.
    outside: Vec<f64>,
    /// Smaller gains than this are round-off, in pence.
    pub noise: f64,
}

/// A group under way.
#[derive(Clone)]
struct State {
    member: Vec<bool>,
    out: Vec<bool>,
    volumes: Vec<f64>,
    /// Direct cost by service.
    direct: Vec<f64>,
    pays: f64,
    elsewhere: f64,
    gain: f64,
}

impl<'a> Search<'a> {
    pub fn new(game: &'a Game) -> Self {
        let mut lines_of = vec![Vec::new(); game.buyers.len()];
        game.lines.iter().enumerate().for_each(|(at, line)| lines_of[line.buyer].push(at));
        let outside = (0..game.lines.len()).map(|line| game.outside(line)).collect();
        Search { game, lines_of, outside, noise: 1e-9 * game.whole().abs().max(1.0) }
    }

    /// The best group found from each start, the best first, each once; starts are (group, lines bought elsewhere).
    pub fn run(&self, prices: &[f64], starts: &[(Vec<bool>, Vec<bool>)]) -> Vec<Breakaway> {
        let mut found: Vec<Breakaway> = Vec::new();
        for (group, outside) in starts {
            let state = self.improve(prices, self.state(prices, group, outside));
            if state.member.iter().any(|member| *member) {
                let group = Breakaway::of(self.game, prices, state.member, state.out);
                if !found.iter().any(|known| known.group == group.group && known.outside == group.outside) {
                    found.push(group);
                }
            }
        }
        found.sort_by(|a, b| b.gain().total_cmp(&a.gain()).then_with(|| b.group.cmp(&a.group)));
        found
    }

    /// Everybody, everybody but one, one alone, and those who pay most for their volume, so many of them.
    pub fn usual_starts(&self, prices: &[f64]) -> Vec<(Vec<bool>, Vec<bool>)> {
        let (n, none) = (self.game.buyers.len(), vec![false; self.game.lines.len()]);
        let mut groups: Vec<Vec<bool>> = vec![vec![true; n]];
        for buyer in 0..n {
            groups.push((0..n).map(|other| other != buyer).collect());
            groups.push((0..n).map(|other| other == buyer).collect());
        }
        let everybody = self.game.volumes(|_| true);
        let weight = |buyer: usize| -> f64 {
            let part = |line: &usize| {
                let line = &self.game.lines[*line];
                let whole = everybody[line.service];
                if whole > 0.0 {
                    self.game.costs.direct_of(line.service, whole) * line.volume / whole
                } else {
                    0.0
                }
            };
            self.lines_of[buyer].iter().map(part).sum()
        };
        let mut order: Vec<usize> = (0..n).collect();
        let ratio: Vec<f64> =
            (0..n).map(|buyer| prices[buyer] / weight(buyer).max(f64::MIN_POSITIVE)).collect();
        order.sort_by(|a, b| ratio[*b].total_cmp(&ratio[*a]).then(a.cmp(b)));
        for count in 2..n {
            groups.push((0..n).map(|buyer| order[..count].contains(&buyer)).collect());
        }
        groups.into_iter().map(|group| (group, none.clone())).collect()
    }

    fn state(&self, prices: &[f64], group: &[bool], outside: &[bool]) -> State {
        let game = self.game;
        let member = |line: usize| group[game.lines[line].buyer];
        let out: Vec<bool> = (0..game.lines.len())
            .map(|line| member(line) && outside[line] && self.outside[line].is_finite())
            .collect();
        let volumes = game.volumes(|line| member(line) && !out[line]);
        let mut state = State {
            direct: (0..volumes.len()).map(|s| game.costs.direct_of(s, volumes[s])).collect(),
            pays: (0..group.len()).filter(|buyer| group[*buyer]).map(|buyer| prices[buyer]).sum(),
            elsewhere: (0..out.len()).filter(|line| out[*line]).map(|line| self.outside[line]).sum(),
            member: group.to_vec(),
            volumes,
            out,
            gain: 0.0,
        };
        state.gain = self.gain(&state);
        state
    }

    fn gain(&self, state: &State) -> f64 {
        let direct: f64 = state.direct.iter().sum();
        state.pays - direct - self.game.costs.overhead_at(direct) - state.elsewhere
    }

    fn improve(&self, prices: &[f64], mut state: State) -> State {
        for _ in 0..PASSES_MAX {
            let before = state.gain;
            for buyer in 0..self.game.buyers.len() {
                self.try_change(&mut state, |next| self.toggle_buyer(next, prices, buyer));
            }
            self.try_swaps(&mut state, prices);
            for service in 0..self.game.costs.services.len() {
                for to in [true, false] {
                    self.try_change(&mut state, |next| self.send_service(next, service, to));
                }
            }
            for line in 0..self.game.lines.len() {
                if state.member[self.game.lines[line].buyer] && self.outside[line].is_finite() {
                    self.try_change(&mut state, |next| self.send(next, line, !next.out[line]));
                }
            }
            if state.gain <= before + self.noise {
                break;
            }
        }
        state
    }

    fn try_swaps(&self, state: &mut State, prices: &[f64]) {
        for a in 0..self.game.buyers.len() {
            for b in a + 1..self.game.buyers.len() {
                if state.member[a] != state.member[b] {
                    self.try_change(state, |next| {
                        self.toggle_buyer(next, prices, a);
                        self.toggle_buyer(next, prices, b);
                    });
                }
            }
        }
    }

    fn try_change(&self, state: &mut State, change: impl Fn(&mut State)) {
        let mut next = state.clone();
        change(&mut next);
        next.gain = self.gain(&next);
        if next.gain > state.gain + self.noise {
            *state = next;
        }
    }

    /// Lets a buyer in, with every line kept, or out.
    fn toggle_buyer(&self, state: &mut State, prices: &[f64], buyer: usize) {
        let enters = !state.member[buyer];
        state.member[buyer] = enters;
        state.pays += if enters { prices[buyer] } else { -prices[buyer] };
        for line in &self.lines_of[buyer] {
            if state.out[*line] {
                state.out[*line] = false;
                state.elsewhere -= self.outside[*line];
            } else {
                self.add_volume(state, *line, if enters { 1.0 } else { -1.0 });
            }
        }
    }

    /// Buys a member's line elsewhere, or keeps it.
    fn send(&self, state: &mut State, line: usize, out: bool) {
        if state.out[line] != out && self.outside[line].is_finite() {
            state.out[line] = out;
            let sign = if out { 1.0 } else { -1.0 };
            state.elsewhere += sign * self.outside[line];
            self.add_volume(state, line, -sign);
        }
    }

    fn send_service(&self, state: &mut State, service: usize, out: bool) {
        for line in 0..self.game.lines.len() {
            let of = &self.game.lines[line];
            if of.service == service && state.member[of.buyer] {
                self.send(state, line, out);
            }
        }
    }

    fn add_volume(&self, state: &mut State, line: usize, times: f64) {
        let of = &self.game.lines[line];
        let volume = state.volumes[of.service] + times * of.volume;
        // Round-off must not leave a trace of volume where nobody is served.
        let noise = 1e-9 * self.game.costs.services[of.service].volume;
        state.volumes[of.service] = if volume <= noise { 0.0 } else { volume };
        state.direct[of.service] = self.game.costs.direct_of(of.service, state.volumes[of.service]);
    }
}
