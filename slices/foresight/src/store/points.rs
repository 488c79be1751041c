//! The points of a map on the disk: columns behind each other, ready to be sent, and the places of their records.
//!
//! Points lie in an order that was shuffled when they were made, so that any first part is an even sample.

use std::fs;
use std::path::Path;

use crate::model::point::Point;
use crate::model::polygon::Polygon;
use crate::store::error::StoreError;

/// Bytes of a point in the columns that are sent: x, y, topic and year in two each, kind and stage in one.
pub const POINT_BYTES: usize = 10;

const COLUMNS: &str = "points.bin";
const PLACES: &str = "places.bin";

/// The points of one map, in memory: 22 bytes each.
pub struct Points {
    columns: Vec<u8>,
    places: Vec<u64>,
    /// Points in the order of their places.
    by_place: Vec<u32>,
}

/// Writes the points into a folder, in files whose names begin with `prefix`.
pub fn write(folder: &Path, prefix: &str, points: &[Point]) -> Result<(), StoreError> {
    write_file(folder, &format!("{prefix}{COLUMNS}"), &columns(points))?;
    write_places(folder, &format!("{prefix}{PLACES}"), points.iter().map(|point| point.place))
}

/// Writes places alone.
pub fn write_places(folder: &Path, name: &str, places: impl Iterator<Item = u64>) -> Result<(), StoreError> {
    write_file(folder, name, &places.flat_map(u64::to_le_bytes).collect::<Vec<u8>>())
}

/// Reads what [`write_places`] wrote.
pub fn read_places(folder: &Path, name: &str) -> Result<Vec<u64>, StoreError> {
    let bytes = read_file(folder, name)?;
    Ok(bytes.chunks_exact(8).map(|bytes| u64::from_le_bytes(bytes.try_into().expect("eight bytes"))).collect())
}

fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
    let path = folder.join(name);
    fs::write(&path, bytes).map_err(StoreError::io("writing", &path))
}

fn read_file(folder: &Path, name: &str) -> Result<Vec<u8>, StoreError> {
    let path = folder.join(name);
    fs::read(&path).map_err(StoreError::io("reading", &path))
}

fn columns(points: &[Point]) -> Vec<u8> {
    let mut columns = Vec::with_capacity(points.len() * POINT_BYTES);
    let wide: [fn(&Point) -> u16; 4] = [|point| point.x, |point| point.y, |point| point.topic, |point| point.year];
    for column in wide {
        columns.extend(points.iter().flat_map(|point| column(point).to_le_bytes()));
    }
    columns.extend(points.iter().map(|point| point.kind));
    columns.extend(points.iter().map(|point| point.stage));
    columns
}

impl Points {
    /// Reads the points that were written with this prefix.
    pub fn open(folder: &Path, prefix: &str) -> Result<Points, StoreError> {
        let columns = read_file(folder, &format!("{prefix}{COLUMNS}"))?;
        let places = read_places(folder, &format!("{prefix}{PLACES}"))?;
        let damaged = StoreError::damaged(&folder.join(format!("{prefix}{COLUMNS}")));
        if columns.len() != places.len() * POINT_BYTES || u32::try_from(places.len()).is_err() {
            return Err(damaged("its length does not fit that of the places"));
        }
        Ok(Points::whole(columns, places))
    }

    /// Points in this order.
    pub fn of(points: &[Point]) -> Points {
        Points::whole(columns(points), points.iter().map(|point| point.place).collect())
    }

    fn whole(columns: Vec<u8>, places: Vec<u64>) -> Points {
        let mut by_place: Vec<u32> = (0..places.len() as u32).collect();
        by_place.sort_unstable_by_key(|at| places[*at as usize]);
        Points { columns, places, by_place }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// One point.
    pub fn get(&self, at: usize) -> Option<Point> {
        let place = *self.places.get(at)?;
        let wide = |column: usize| {
            let from = (column * self.len() + at) * 2;
            u16::from_le_bytes([self.columns[from], self.columns[from + 1]])
        };
        let narrow = |column: usize| self.columns[(8 + column) * self.len() + at];
        Some(Point { x: wide(0), y: wide(1), topic: wide(2), year: wide(3), kind: narrow(0), stage: narrow(1), place })
    }

    /// The columns of some points, as they are sent. Fewer where there are not so many.
    pub fn part(&self, from: usize, count: usize) -> Vec<u8> {
        let from = from.min(self.len());
        let count = count.min(self.len() - from);
        let mut part = Vec::with_capacity(count * POINT_BYTES);
        for column in 0..4 {
            let start = (column * self.len() + from) * 2;
            part.extend_from_slice(&self.columns[start..start + count * 2]);
        }
        for column in 8..10 {
            let start = column * self.len() + from;
            part.extend_from_slice(&self.columns[start..start + count]);
        }
        part
    }

    /// The points of records at these places, which must be in order.
    pub fn at_places(&self, places: impl IntoIterator<Item = u64>) -> Vec<u32> {
        let mut found = Vec::new();
        let mut rest = self.by_place.as_slice();
        for place in places {
            let skipped = rest.partition_point(|at| self.places[*at as usize] < place);
            rest = &rest[skipped..];
            match rest.first() {
                Some(at) if self.places[*at as usize] == place => found.push(*at),
                Some(_) => {}
                None => break,
            }
        }
        found
    }

    /// The points inside a line.
    pub fn inside(&self, line: &Polygon) -> Vec<u32> {
        let unit = |value: u16| f32::from(value) / 65_535.0;
        let points = (0..self.len()).filter_map(|at| Some((at, self.get(at)?)));
        points.filter(|(_, point)| line.holds(unit(point.x), unit(point.y))).map(|(at, _)| at as u32).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{POINT_BYTES, Points, write};
    use crate::model::point::Point;

    fn point() -> impl Strategy<Value = Point> {
        let columns = (any::<u16>(), any::<u16>(), any::<u16>(), any::<u16>(), any::<u8>(), any::<u8>(), 0..200_u64);
        columns.prop_map(|(x, y, topic, year, kind, stage, place)| Point { x, y, topic, year, kind, stage, place })
    }

    proptest! {
        #[test]
        fn points_come_back_whole_and_by_their_places(
            points in prop::collection::vec(point(), 0..60),
            from in 0_usize..80,
            count in 0_usize..80,
            wanted in prop::collection::btree_set(0..200_u64, 0..40),
        ) {
            let mut seen = std::collections::HashSet::new();
            let points: Vec<Point> = points.into_iter().filter(|point| seen.insert(point.place)).collect();
            let folder = tempfile::tempdir().expect("a folder");
            write(folder.path(), "", &points).expect("written");
            let read = Points::open(folder.path(), "").expect("read");
            let back: Vec<Point> = (0..read.len()).filter_map(|at| read.get(at)).collect();
            prop_assert_eq!(&back, &points);
            let held = points.iter().skip(from).take(count);
            prop_assert_eq!(read.part(from, count).len(), held.count() * POINT_BYTES);
            let mut found = read.at_places(wanted.iter().copied());
            found.sort_unstable();
            let expected: Vec<u32> =
                (0..points.len()).filter(|at| wanted.contains(&points[*at].place)).map(|at| at as u32).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
