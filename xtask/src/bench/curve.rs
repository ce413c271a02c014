//! Cost against size, as one picture with both axes in powers of ten.

use std::collections::BTreeMap;
use std::fmt::Write;

/// One measurement that a benchmark printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    name: String,
    size: f64,
    microseconds: f64,
}

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 520.0;
const LEFT: f64 = 80.0;
const RIGHT: f64 = 250.0;
const TOP: f64 = 50.0;
const BOTTOM: f64 = 60.0;
/// Told apart without colour as well: each curve has its own dashes.
const STROKES: &[(&str, &str)] = &[
    ("#003087", "none"),
    ("#8a1538", "6 3"),
    ("#006747", "2 3"),
    ("#330072", "9 3 2 3"),
    ("#7c2855", "12 4"),
    ("#425563", "4 4"),
    ("#212b32", "1 4"),
    ("#007f3b", "14 3 3 3"),
];

/// Reads `curve NAME SIZE MICROSECONDS`; any other line is nothing.
pub fn point(line: &str) -> Option<Point> {
    let mut words = line.trim().strip_prefix("curve ")?.split_whitespace();
    let name = words.next()?.to_string();
    let mut number = || words.next()?.parse::<f64>().ok().filter(|value| *value > 0.0);
    Some(Point { name, size: number()?, microseconds: number()? })
}

/// Where a value lies between two powers of ten, 0 to 1.
struct Axis {
    low: i32,
    high: i32,
}

impl Axis {
    fn over(values: impl Iterator<Item = f64> + Clone) -> Axis {
        let low = values.clone().fold(f64::INFINITY, f64::min).log10().floor() as i32;
        let high = values.fold(0.0, f64::max).log10().ceil() as i32;
        Axis { low, high: high.max(low + 1) }
    }

    fn at(&self, value: f64) -> f64 {
        (value.log10() - f64::from(self.low)) / f64::from(self.high - self.low)
    }
}

/// The picture: a line for each name, sizes to the right, time upwards.
pub fn picture(points: &[Point]) -> String {
    let across = Axis::over(points.iter().map(|point| point.size));
    let up = Axis::over(points.iter().map(|point| point.microseconds));
    let x = |size: f64| LEFT + across.at(size) * (WIDTH - LEFT - RIGHT);
    let y = |time: f64| HEIGHT - BOTTOM - up.at(time) * (HEIGHT - TOP - BOTTOM);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         font-family=\"sans-serif\" font-size=\"13\">\n<title>Cost against size</title>\n\
         <desc>Time of one answer, from microseconds up, against the size of the question, both in powers of ten.</desc>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n\
         <text x=\"{LEFT}\" y=\"24\" font-size=\"17\">Cost of one answer against its size</text>\n"
    );
    grid(&mut svg, &across, &up, (&x, &y));
    let mut curves: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for point in points {
        curves.entry(&point.name).or_default().push((point.size, point.microseconds));
    }
    for (index, (name, mut line)) in curves.into_iter().enumerate() {
        line.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (colour, dashes) = STROKES[index % STROKES.len()];
        let path: Vec<String> = line.iter().map(|(s, t)| format!("{:.1},{:.1}", x(*s), y(*t))).collect();
        let legend = TOP + 20.0 * index as f64;
        let edge = WIDTH - RIGHT + 20.0;
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>\n\
             <line x1=\"{edge}\" x2=\"{}\" y1=\"{legend}\" y2=\"{legend}\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>\n\
             <text x=\"{}\" y=\"{}\">{name}</text>",
            path.join(" "),
            edge + 36.0,
            edge + 44.0,
            legend + 4.0,
        );
    }
    svg.push_str("</svg>\n");
    svg
}

type Place<'a> = &'a dyn Fn(f64) -> f64;

fn grid(svg: &mut String, across: &Axis, up: &Axis, (x, y): (Place, Place)) {
    let (left, right, top, bottom) = (LEFT, WIDTH - RIGHT, TOP, HEIGHT - BOTTOM);
    for power in across.low..=across.high {
        let at = x(10f64.powi(power));
        let _ = writeln!(
            svg,
            "<line x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{top}\" y2=\"{bottom}\" stroke=\"#d8dde0\"/>\n\
             <text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            bottom + 20.0,
            10f64.powi(power)
        );
    }
    for power in up.low..=up.high {
        let at = y(10f64.powi(power));
        let words = match power {
            6.. => format!("{} s", 10f64.powi(power - 6)),
            3..6 => format!("{} ms", 10f64.powi(power - 3)),
            _ => format!("{} µs", 10f64.powi(power)),
        };
        let _ = writeln!(
            svg,
            "<line x1=\"{left}\" x2=\"{right}\" y1=\"{at:.1}\" y2=\"{at:.1}\" stroke=\"#d8dde0\"/>\n\
             <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{words}</text>",
            left - 8.0,
            at + 4.0
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">size: buyers, members or pending cases</text>",
        (left + right) / 2.0,
        HEIGHT - 14.0
    );
}

#[cfg(test)]
mod tests {
    use super::{picture, point};

    #[test]
    fn only_a_whole_line_with_two_numbers_is_a_point() {
        let read = point("curve resting 211 64.5").expect("a point");
        assert_eq!((read.name.as_str(), read.size, read.microseconds), ("resting", 211.0, 64.5));
        assert_eq!(point("curve resting 211"), None);
        assert_eq!(point("curve resting 0 1"), None);
        assert_eq!(point("a curve resting 211 64.5"), None);
    }

    #[test]
    fn larger_is_further_right_and_slower_is_higher() {
        let points: Vec<_> =
            ["curve a 1 1000", "curve a 100 10"].iter().filter_map(|line| point(line)).collect();
        assert!(picture(&points).contains("points=\"80.0,50.0 610.0,460.0\""), "{}", picture(&points));
    }
}
