//! A closed line around points of the map, as links carry it.

use std::fmt;
use std::str::FromStr;

/// A line needs three corners, and a link holds no more than these.
const CORNERS: std::ops::RangeInclusive<usize> = 3..=64;

/// Corners in the unit square, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Polygon(Vec<(f32, f32)>);

/// The text is no closed line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolygonError {
    /// Something between the commas is no number from 0 to 1.
    #[error("number {at} of the line, {text:?}, is not a number from -1 to 2")]
    Number {
        /// Which, from 1.
        at: usize,
        /// What stands there.
        text: String,
    },
    /// Too few or too many corners, or half a corner.
    #[error("the line has {0} numbers; it needs two for each of {min} to {max} corners", min = CORNERS.start(), max = CORNERS.end())]
    Corners(usize),
}

impl Polygon {
    /// Is the place inside? By the even-odd rule, so that a line that crosses itself leaves its overlaps out.
    pub fn holds(&self, x: f32, y: f32) -> bool {
        let corners = &self.0;
        let mut inside = false;
        let mut last = corners[corners.len() - 1];
        for &corner in corners {
            let ((x1, y1), (x2, y2)) = (corner, last);
            if (y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 {
                inside = !inside;
            }
            last = corner;
        }
        inside
    }
}

impl FromStr for Polygon {
    type Err = PolygonError;

    fn from_str(text: &str) -> Result<Self, PolygonError> {
        let mut numbers = Vec::new();
        for (at, part) in text.split(',').enumerate().take(2 * CORNERS.end() + 1) {
            let number = part.trim().parse::<f32>().ok().filter(|number| (-1.0..=2.0).contains(number));
            numbers.push(
                number.ok_or_else(|| PolygonError::Number { at: at + 1, text: part.chars().take(20).collect() })?,
            );
        }
        if numbers.len() % 2 != 0 || !CORNERS.contains(&(numbers.len() / 2)) {
            return Err(PolygonError::Corners(numbers.len()));
        }
        Ok(Polygon(numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()))
    }
}

impl fmt::Display for Polygon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (x, y)) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(",")?;
            }
            write!(f, "{x},{y}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Polygon, PolygonError};

    #[test]
    fn a_square_holds_its_middle_and_not_its_surroundings() {
        let square: Polygon = "0.2,0.2,0.8,0.2,0.8,0.8,0.2,0.8".parse().expect("four corners");
        assert_eq!([square.holds(0.5, 0.5), square.holds(0.1, 0.5), square.holds(0.5, 0.9)], [true, false, false]);
    }

    #[test]
    fn what_is_no_line_is_refused_with_its_place() {
        assert_eq!("0,0,1,1".parse::<Polygon>(), Err(PolygonError::Corners(4)));
        assert_eq!("0,0,1,1,0".parse::<Polygon>(), Err(PolygonError::Corners(5)));
        let refused = PolygonError::Number { at: 3, text: "NaN".into() };
        assert_eq!("0,0,NaN,1,0,1".parse::<Polygon>(), Err(refused));
        assert!("0,".repeat(100_000).parse::<Polygon>().is_err());
    }

    proptest! {
        #[test]
        fn a_line_survives_its_link(numbers in prop::collection::vec((0.0_f32..1.0, 0.0_f32..1.0), 3..40)) {
            let line = Polygon(numbers);
            prop_assert_eq!(line.to_string().parse::<Polygon>(), Ok(line));
        }

        #[test]
        fn turning_the_corners_round_changes_nothing(numbers in prop::collection::vec((0.0_f32..1.0, 0.0_f32..1.0), 3..12), x in 0.0_f32..1.0, y in 0.0_f32..1.0) {
            let line = Polygon(numbers.clone());
            let mut turned = numbers;
            turned.reverse();
            prop_assert_eq!(line.holds(x, y), Polygon(turned).holds(x, y));
        }
    }
}
