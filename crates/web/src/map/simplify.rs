use super::project::Point;

/// The line with fewer points: those nearer than `tolerance` to the line between what is kept are left out
/// (Douglas and Peucker). Both ends stay, so areas that share a line go on sharing it.
pub(super) fn simplify(line: &[Point], tolerance: f64) -> Vec<Point> {
    if line.len() < 3 {
        return line.to_vec();
    }
    let last = line.len() - 1;
    let mut kept = vec![false; line.len()];
    kept[0] = true;
    kept[last] = true;
    // A ring of one arc begins where it ends, so it is halved at its farthest point first.
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        let farthest = (from + 1..to).map(|i| (distance(line[i], line[from], line[to]), i));
        let Some((far, at)) = farthest.max_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
        let is_ring = line[from] == line[to];
        if far > tolerance || (is_ring && far > 0.0) {
            kept[at] = true;
            open.push((from, at));
            open.push((at, to));
        }
    }
    line.iter().zip(kept).filter_map(|(point, kept)| kept.then_some(*point)).collect()
}

/// The distance of a point from a stretch between two others.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let [px, py, ax, ay, bx, by] = [point.0, point.1, from.0, from.1, to.0, to.1].map(f64::from);
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    if length == 0.0 {
        return (px - ax).hypot(py - ay);
    }
    let along = (((px - ax) * dx + (py - ay) * dy) / length).clamp(0.0, 1.0);
    (px - ax - along * dx).hypot(py - ay - along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_straight_becomes_straight_and_corners_stay() {
        assert_eq!(simplify(&[(0, 0), (5, 1), (10, 0), (10, 10)], 1.5), [(0, 0), (10, 0), (10, 10)]);
        assert_eq!(simplify(&[(0, 0), (5, 2), (10, 0)], 1.5), [(0, 0), (5, 2), (10, 0)]);
    }

    #[test]
    fn a_ring_stays_a_ring() {
        let ring = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)];
        let simple = simplify(&ring, 1.0);
        assert!(simple.len() >= 4 && simple.first() == simple.last());
    }

    proptest::proptest! {
        #[test]
        fn nothing_moves_farther_than_the_tolerance(line in proptest::collection::vec((-500i32..500, -500i32..500), 2..40)) {
            let simple = simplify(&line, 3.0);
            proptest::prop_assert_eq!((simple.first(), simple.last()), (line.first(), line.last()));
            for point in &line {
                let near = simple.windows(2).any(|pair| distance(*point, pair[0], pair[1]) <= 3.0 + 1e-9);
                proptest::prop_assert!(near || simple.contains(point));
            }
        }
    }
}
