use super::firm::lead;
use super::{Bench, OptionAnswer};

/// What an input would have to be for the order by money to change at the top.
#[derive(Debug, Clone, PartialEq)]
pub struct SwitchingRow {
    /// The input, by its position.
    pub input: usize,
    /// Its name.
    pub name: String,
    /// As people read it.
    pub title: String,
    /// Is it in pounds?
    pub is_pounds: bool,
    /// Is it a factor on what the register says?
    pub is_factor: bool,
    /// Its likely value.
    pub likely: f64,
    /// Where it switches; none when nothing between nothing and four times its likely value does.
    pub switched: Option<Switched>,
}

/// Where the order switches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Switched {
    /// The value.
    pub at: f64,
    /// Does the order change above it? Else below.
    pub is_above: bool,
    /// Is the preferred option the one that is worth most beyond it?
    pub preferred_leads: bool,
}

/// How far from its likely value an input is tried, as a multiple.
const REACH: f64 = 4.0;
/// Steps outward, each way, before halving.
const STEPS: u32 = 8;
/// Halvings: enough that what is left of the step is less than a pound of a million.
const HALVINGS: u32 = 24;

/// The switching value of every input, nearest first, by bisection on the lead of the preferred option.
pub(super) fn switching(bench: &Bench<'_>, preferred: usize, options: &[OptionAnswer]) -> Vec<SwitchingRow> {
    if options.len() < 2 {
        return Vec::new();
    }
    let likely = bench.inputs.likely();
    let now = lead(bench, preferred, &likely).0;
    let inputs = bench.inputs.all.iter().enumerate();
    let mut rows: Vec<SwitchingRow> = inputs
        .map(|(index, input)| {
            let at = |value: f64| {
                let mut point = likely.clone();
                point[index] = value;
                lead(bench, preferred, &point).0
            };
            SwitchingRow {
                input: index,
                name: input.name.clone(),
                title: input.title.clone(),
                is_pounds: input.is_pounds,
                is_factor: input.is_factor,
                likely: likely[index],
                switched: switched(at, likely[index], now),
            }
        })
        .collect();
    let distance = |row: &SwitchingRow| {
        let scale = if row.likely == 0.0 { 1.0 } else { row.likely.abs() };
        row.switched.map_or(f64::INFINITY, |switched| (switched.at - row.likely).abs() / scale)
    };
    rows.sort_by(|a, b| distance(a).total_cmp(&distance(b)).then(a.input.cmp(&b.input)));
    rows
}

/// The nearest value at which a lead changes sign.
fn switched(lead: impl Fn(f64) -> f64, likely: f64, now: f64) -> Option<Switched> {
    let leads = |value: f64| lead(value) > 0.0;
    let leads_now = now > 0.0;
    let down = search(&leads, leads_now, likely, 0.0);
    let up = search(&leads, leads_now, likely, if likely == 0.0 { 1.0 } else { likely * REACH });
    let nearest = match (down, up) {
        (Some(down), Some(up)) if likely - down <= up - likely => (down, false),
        (_, Some(up)) => (up, true),
        (Some(down), None) => (down, false),
        (None, None) => return None,
    };
    Some(Switched { at: nearest.0, is_above: nearest.1, preferred_leads: !leads_now })
}

fn search(leads: &impl Fn(f64) -> bool, leads_now: bool, from: f64, to: f64) -> Option<f64> {
    let at = |step: u32| from + (to - from) * f64::from(step) / f64::from(STEPS);
    let step = (1..=STEPS).find(|step| leads(at(*step)) != leads_now)?;
    let (mut same, mut other) = (at(step - 1), at(step));
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(same, other);
        if leads(middle) == leads_now { same = middle } else { other = middle }
    }
    Some(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_switch_is_found() {
        let found = switched(|value| 1_900_000.0 - value, 1_500_000.0, 400_000.0).expect("a switch");
        assert!((found.at - 1_900_000.0).abs() < 0.5 && found.is_above && !found.preferred_leads);
        let found = switched(|value| value - 30.0, 100.0, 70.0).expect("a switch");
        assert!((found.at - 30.0).abs() < 1e-3 && !found.is_above);
        assert_eq!(switched(|_| 1.0, 100.0, 1.0), None);
    }
}
