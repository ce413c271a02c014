//! Which numbers may stand in what somebody reads who sees bands: ends of bands, what the register shows to everybody,
//! what the question says, dates and small counts. Any other number is a leak.

use std::collections::BTreeSet;

use crate::world::{REGISTER, RULES, SCENARIO};

const BOOKS: [&str; 3] = ["cost_pools.csv", "post_groups.csv", "units.csv"];

/// Every number in a text, without hashes and ids.
pub fn numbers(text: &str) -> Vec<f64> {
    let mut found = Vec::new();
    for part in without_hashes(text).split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')) {
        // A comma parts thousands where three digits follow, else cells.
        let cells: Vec<&str> = part.split(',').collect();
        let three = |cell: &&str| cell.split('.').next().is_some_and(|digits| digits.len() == 3);
        let thousands = cells.len() > 1 && (1..=3).contains(&cells[0].len()) && cells[1..].iter().all(three);
        let joined = cells.concat();
        let texts = if thousands { vec![joined.as_str()] } else { cells };
        found.extend(texts.iter().filter_map(|text| text.trim_matches('.').parse::<f64>().ok()));
    }
    found
}

/// A hash or an id is a long run of letters and digits.
fn without_hashes(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_alphanumeric() {
            run.push(c);
            continue;
        }
        let is_hash = run.len() >= 20 && run.bytes().any(|b| b.is_ascii_alphabetic());
        out.push_str(if is_hash { "#" } else { &run });
        out.push(c);
        run.clear();
    }
    out
}

fn pence(value: f64) -> i64 {
    (value * 100.0).round() as i64
}

/// The numbers that everybody may read, in hundredths.
pub fn open() -> BTreeSet<i64> {
    let mut open: BTreeSet<i64> = (0..=100).map(|count| count * 100).collect();
    for power in 0..12 {
        for end in [1_i64, 2, 5] {
            let end = end * 10_i64.pow(power);
            // A band's ends are whole pence inside.
            open.extend([end * 100, end * 10_000]);
        }
    }
    // Ends of bands of shares and of years.
    open.extend([50]);
    open.extend((2010..2027).map(|year| year * 100));
    // Months as they are counted inside.
    open.extend((2013 * 12..2019 * 12).map(|month| month * 100));
    let shown = REGISTER.iter().filter(|(name, _)| !BOOKS.contains(name)).map(|(_, text)| *text);
    for text in shown.chain(RULES.map(|(_, text)| text)).chain([SCENARIO]) {
        open.extend(numbers(text).into_iter().flat_map(|number| [pence(number), pence(number) * 100]));
    }
    // What A pays for both of its lines.
    open.extend([pence(498_000.0)]);
    open
}

/// The numbers of a text that nobody may read who sees bands.
pub fn leaked(text: &str, open: &BTreeSet<i64>) -> Vec<f64> {
    numbers(text).into_iter().filter(|number| !open.contains(&pence(*number))).collect()
}

#[test]
fn a_number_is_found_however_it_is_written() {
    let text = "a,517391.83,b £283,177.59 up to 1,2 Pence(13171337) −£2,000 deadbeefdeadbeefdeadbeef12345678
U-fin-team,U,fin,step,61843.27,7,yes,4";
    assert_eq!(numbers(text), [517391.83, 283177.59, 1.0, 2.0, 13171337.0, 2000.0, 61843.27, 7.0, 4.0]);
    assert_eq!(leaked(text, &open()), [517391.83, 283177.59, 13171337.0, 61843.27]);
}
