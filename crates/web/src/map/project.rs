/// A place on the drawing: across from the left, down from the top.
pub(super) type Point = (i32, i32);

/// Longitude and latitude, degrees.
pub(super) type Place = (f64, f64);

/// The projection of the British National Grid without its fine print: transverse Mercator about 2° west on a
/// sphere. On a map of this size nobody sees the difference.
fn projected((longitude, latitude): Place) -> (f64, f64) {
    let (east, north) = ((longitude + 2.0).to_radians(), latitude.to_radians());
    let x = (north.cos() * east.sin()).atanh();
    let y = north.tan().atan2(east.cos());
    (x, y)
}

/// How projected places are put on a drawing of a width.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    left: f64,
    top: f64,
    scale: f64,
    pub height: i32,
}

/// Free space around the areas.
const MARGIN: f64 = 6.0;

impl Frame {
    /// The frame that holds all places.
    pub fn around(places: impl Iterator<Item = Place>, width: i32) -> Frame {
        let mut low = (f64::MAX, f64::MAX);
        let mut high = (f64::MIN, f64::MIN);
        for (x, y) in places.map(projected) {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        let scale = (f64::from(width) - 2.0 * MARGIN) / (high.0 - low.0).max(1e-9);
        let height = ((high.1 - low.1) * scale + 2.0 * MARGIN).ceil().clamp(1.0, 10_000.0) as i32;
        Frame { left: low.0, top: high.1, scale, height }
    }

    /// The place on the drawing.
    pub fn place(&self, place: Place) -> Point {
        let (x, y) = projected(place);
        let across = (x - self.left) * self.scale + MARGIN;
        let down = (self.top - y) * self.scale + MARGIN;
        (across.round() as i32, down.round() as i32)
    }
}

/// Twice the area of a ring; its sign is its direction.
pub(super) fn twice_area(ring: &[Point]) -> i64 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    pairs.map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1)).sum()
}

/// The centroid of a ring; of one without area, its first point.
pub(super) fn middle(ring: &[Point]) -> Point {
    let whole = twice_area(ring);
    let Some(first) = ring.first().filter(|_| whole != 0) else {
        return ring.first().copied().unwrap_or_default();
    };
    let (mut x, mut y) = (0i64, 0i64);
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        // About the first point, so that nothing large is subtracted.
        let (ax, ay) = (i64::from(a.0 - first.0), i64::from(a.1 - first.1));
        let (bx, by) = (i64::from(b.0 - first.0), i64::from(b.1 - first.1));
        let cross = ax * by - bx * ay;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
    }
    let part = |sum: i64| i32::try_from(sum / (3 * whole)).unwrap_or(0);
    (first.0 + part(x), first.1 + part(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_is_up_and_east_is_right() {
        let places = [(-6.0, 50.0), (2.0, 50.0), (-2.0, 56.0)];
        let frame = Frame::around(places.into_iter(), 1000);
        let [west, east, north] = places.map(|place| frame.place(place));
        assert!(west.0 < north.0 && north.0 < east.0 && north.1 < west.1);
        assert!(frame.height > 1000, "England is taller than wide: {}", frame.height);
    }

    #[test]
    fn a_square_has_its_middle_and_size() {
        let square = [(10, 10), (14, 10), (14, 14), (10, 14), (10, 10)];
        assert_eq!((twice_area(&square), middle(&square)), (32, (12, 12)));
    }
}
