//! The map: boundaries read from TopoJSON once, projected, simplified and kept as paths; drawn with a class for
//! each area.

mod draw;
mod project;
mod simplify;
mod topojson;

pub use draw::{AreaLook, Band, MapView};

use std::collections::BTreeMap;

use project::{Frame, Point};

/// Boundaries of areas as paths in whole numbers, ready to draw.
#[derive(Debug, Clone)]
pub struct Boundaries {
    /// Width of the drawing.
    pub width: i32,
    /// Height of the drawing.
    pub height: i32,
    areas: Vec<Area>,
    /// Lines between areas: the areas on both sides (the second is none at the coast), and the path.
    borders: Vec<Border>,
}

#[derive(Debug, Clone)]
struct Area {
    code: String,
    path: String,
    /// Where a label may stand: the middle of the largest part.
    middle: Point,
    /// Size of the area on the drawing, for weighing middles.
    size: i64,
}

#[derive(Debug, Clone)]
struct Border {
    one: usize,
    other: Option<usize>,
    path: String,
}

/// Why boundaries can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundariesError(pub(crate) String);

impl std::fmt::Display for BoundariesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the boundaries can't be read: {}", self.0)
    }
}

/// Width of the drawing in whole steps: about twice the pixels it takes on a page.
const WIDTH: i32 = 1_000;
/// A point nearer than this to the line between its neighbours is left out.
const TOLERANCE: f64 = 1.1;

impl Boundaries {
    /// Reads the first object of a TopoJSON file whose areas have their codes as ids.
    ///
    /// Errors: not TopoJSON, an arc that isn't there, no area at all.
    pub fn read(bytes: &[u8]) -> Result<Self, BoundariesError> {
        let topology = topojson::read(bytes)?;
        let frame = Frame::around(topology.arcs.iter().flatten().copied(), WIDTH);
        let arcs: Vec<Vec<Point>> = topology
            .arcs
            .iter()
            .map(|arc| {
                simplify::simplify(&arc.iter().map(|at| frame.place(*at)).collect::<Vec<_>>(), TOLERANCE)
            })
            .collect();
        let mut sides: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut areas = Vec::new();
        for (number, shape) in topology.shapes.iter().enumerate() {
            let rings: Vec<Vec<Point>> =
                shape.rings.iter().map(|ring| joined(ring, &arcs)).collect::<Result<_, _>>()?;
            shape.rings.iter().flatten().for_each(|arc| sides.entry(arc.number).or_default().push(number));
            areas.push(area(&shape.code, &rings));
        }
        if areas.is_empty() {
            return Err(BoundariesError("it holds no areas".into()));
        }
        let borders = sides
            .into_iter()
            .filter_map(|(arc, sides)| {
                let path = path_of(arcs.get(arc)?, false);
                Some(Border { one: *sides.first()?, other: sides.get(1).copied(), path })
            })
            .collect();
        Ok(Boundaries { width: WIDTH, height: frame.height, areas, borders })
    }

    /// The codes of the areas, in the order of the file.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.areas.iter().map(|area| area.code.as_str())
    }

    /// Which areas lie beside which, by their places in the order of [`Boundaries::codes`].
    fn adjacent(&self) -> impl Iterator<Item = (usize, usize)> {
        self.borders.iter().filter_map(|border| Some((border.one, border.other?)))
    }
}

/// The points of a ring, its arcs put end to end.
fn joined(ring: &[topojson::ArcUse], arcs: &[Vec<Point>]) -> Result<Vec<Point>, BoundariesError> {
    let mut points: Vec<Point> = Vec::new();
    for used in ring {
        let arc = arcs
            .get(used.number)
            .ok_or_else(|| BoundariesError(format!("there is no arc {}", used.number)))?;
        let from = usize::from(!points.is_empty());
        if used.is_backwards {
            points.extend(arc.iter().rev().skip(from));
        } else {
            points.extend(arc.iter().skip(from));
        }
    }
    Ok(points)
}

fn area(code: &str, rings: &[Vec<Point>]) -> Area {
    let largest = rings.iter().max_by_key(|ring| project::twice_area(ring).abs());
    let middle = largest.map_or((0, 0), |ring| project::middle(ring));
    let size = largest.map_or(0, |ring| project::twice_area(ring).abs() / 2);
    // An island smaller than a dot is not drawn, unless it is all there is.
    let seen = |ring: &&Vec<Point>| rings.len() == 1 || project::twice_area(ring).abs() >= 6;
    let path = rings.iter().filter(seen).map(|ring| path_of(ring, true)).collect();
    Area { code: code.to_string(), path, middle, size }
}

/// Points as a path of relative steps; a ring is closed.
fn path_of(points: &[Point], is_ring: bool) -> String {
    let Some(&(x, y)) = points.first() else { return String::new() };
    let mut out = format!("M{x} {y}");
    let mut at = (x, y);
    let inner = if is_ring { &points[1..points.len().max(2) - 1] } else { &points[1..] };
    for &(x, y) in inner {
        let (dx, dy) = (x - at.0, y - at.1);
        if (dx, dy) == (0, 0) {
            continue;
        }
        out.push_str(if at == points[0] && out.ends_with(&format!("{} {}", at.0, at.1)) { "l" } else { " " });
        out.push_str(&format!("{dx} {dy}"));
        at = (x, y);
    }
    if is_ring {
        out.push('z');
    }
    out
}
