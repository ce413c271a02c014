use serde_json::Value;

use super::BoundariesError;
use super::project::Place;

/// What a TopoJSON file holds.
pub(super) struct Topology {
    /// Lines in longitude and latitude.
    pub arcs: Vec<Vec<Place>>,
    pub shapes: Vec<Shape>,
}

/// One area.
pub(super) struct Shape {
    pub code: String,
    pub rings: Vec<Vec<ArcUse>>,
}

/// An arc of a ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ArcUse {
    pub number: usize,
    pub is_backwards: bool,
}

/// Reads the first object. Errors: what isn't there or isn't what it should be.
pub(super) fn read(bytes: &[u8]) -> Result<Topology, BoundariesError> {
    let file: Value = serde_json::from_slice(bytes).map_err(|error| BoundariesError(error.to_string()))?;
    let missing = |what: &str| BoundariesError(format!("it has no {what}"));
    let arcs = file["arcs"].as_array().ok_or_else(|| missing("arcs"))?;
    let transform = Transform::of(&file["transform"]);
    let arcs = arcs.iter().map(|arc| transform.places(arc)).collect::<Option<_>>();
    let objects = file["objects"].as_object().ok_or_else(|| missing("objects"))?;
    let first = objects.values().next().ok_or_else(|| missing("object"))?;
    let geometries = first["geometries"].as_array().ok_or_else(|| missing("geometries"))?;
    let shapes = geometries.iter().map(shape).collect::<Option<_>>();
    Ok(Topology {
        arcs: arcs.ok_or_else(|| missing("places that can be read"))?,
        shapes: shapes.ok_or_else(|| missing("areas with an id and rings"))?,
    })
}

/// From whole steps to degrees.
struct Transform {
    scale: Option<(f64, f64)>,
    translate: (f64, f64),
}

impl Transform {
    fn of(value: &Value) -> Transform {
        let pair = |key: &str| Some((value[key][0].as_f64()?, value[key][1].as_f64()?));
        Transform { scale: pair("scale"), translate: pair("translate").unwrap_or_default() }
    }

    fn places(&self, arc: &Value) -> Option<Vec<Place>> {
        let (mut x, mut y) = (0.0, 0.0);
        let place = |at: &Value| {
            let (a, b) = (at[0].as_f64()?, at[1].as_f64()?);
            let Some(scale) = self.scale else { return Some((a, b)) };
            // With a transform each place is a step from the one before.
            (x, y) = (x + a, y + b);
            Some((x * scale.0 + self.translate.0, y * scale.1 + self.translate.1))
        };
        arc.as_array()?.iter().map(place).collect()
    }
}

fn shape(geometry: &Value) -> Option<Shape> {
    let code = geometry["id"].as_str()?.to_string();
    let arcs = geometry["arcs"].as_array()?;
    let polygons: Vec<&Value> = match geometry["type"].as_str()? {
        "Polygon" => arcs.iter().collect(),
        "MultiPolygon" => arcs.iter().filter_map(Value::as_array).flatten().collect(),
        _ => return None,
    };
    let rings = polygons.into_iter().map(|ring| ring.as_array()?.iter().map(arc_use).collect());
    Some(Shape { code, rings: rings.collect::<Option<_>>()? })
}

/// A negative number is the other way round: −1 is the arc 0 backwards.
fn arc_use(number: &Value) -> Option<ArcUse> {
    let number = number.as_i64()?;
    let is_backwards = number < 0;
    let number = usize::try_from(if is_backwards { -1 - number } else { number }).ok()?;
    Some(ArcUse { number, is_backwards })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_topojson_is_refused_in_words() {
        for text in
            ["", "{}", r#"{"arcs":[],"objects":{}}"#, r#"{"arcs":[[1]],"objects":{"a":{"geometries":[]}}}"#]
        {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
    }
}
