use super::game::Game;

/// Separable cost remaining benefit in scaled units: each member pays what it adds when it joins last, and a
/// part of the rest in proportion to what it would gain by that. A gain below zero counts as none.
///
/// The second answer: does nobody gain? Then the rest is shared equally.
pub(super) fn separable(game: &Game) -> (Vec<f64>, bool) {
    let total = game.cost(game.grand());
    let adds: Vec<f64> = (0..game.n).map(|member| total - game.cost(game.grand() & !(1 << member))).collect();
    let gains: Vec<f64> =
        adds.iter().enumerate().map(|(i, adds)| (game.cost(1 << i) - adds).max(0.0)).collect();
    let rest = total - adds.iter().sum::<f64>();
    let gained: f64 = gains.iter().sum();
    let nobody = gained <= 1e-12;
    let part = |gain: &f64| if nobody { 1.0 / game.n as f64 } else { gain / gained };
    (adds.iter().zip(&gains).map(|(adds, gain)| adds + rest * part(gain)).collect(), nobody)
}
