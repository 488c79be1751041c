//! What the engine must know to place later records: terms, their weights, directions, the records' terms and exact places.
//! Vectors and their search are made of these again, which takes seconds; storing them would double the file.
//!
//! One file of little-endian numbers; columns of a record's terms as differences of seven bits a byte.

use std::fs;
use std::path::{Path, PathBuf};

use bellwether_landscape::map::Place;
use bellwether_landscape::space::Space;
use bellwether_landscape::terms::Options;
use bellwether_landscape::terms::vocabulary::{Lexicon, LexiconParts};
use bellwether_landscape::terms::weights::{self, Weights};
use bellwether_numerics::sparse::Sparse;

use crate::store::error::StoreError;

/// The name of the file.
pub const KNOWN: &str = "known.bin";
/// How the file begins; the digit is the version of its form.
const MARK: &[u8; 8] = b"BWKNOWN1";

/// What is kept of a landscape in the making, borrowed.
#[derive(Clone, Copy)]
pub struct ToKeep<'a> {
    /// Counts documents.
    pub lexicon: &'a Lexicon,
    /// Weights of terms.
    pub weights: &'a Weights,
    /// Directions.
    pub space: &'a Space,
    /// Records by terms, weighted, in the order of the evidence.
    pub matrix: &'a Sparse,
    /// Each record's place; `None` for records that are not on the map.
    pub places: &'a [Option<Place>],
}

/// What was kept.
pub struct Known {
    /// Counts documents.
    pub lexicon: Lexicon,
    /// Weights of terms.
    pub weights: Weights,
    /// Directions.
    pub space: Space,
    /// Records by terms, weighted, in the order of the evidence.
    pub matrix: Sparse,
    /// Each record's place; `None` for records that are not on the map.
    pub places: Vec<Option<Place>>,
}

/// Writes it into a folder.
pub fn write(folder: &Path, keep: &ToKeep<'_>) -> Result<(), StoreError> {
    let mut out = Out(MARK.to_vec());
    let parts = keep.lexicon.parts();
    let Options { fewest_documents, largest_share, title_weight, phrase_weight, heading_weight, .. } = parts.options;
    out.whole(fewest_documents);
    out.long(largest_share);
    [title_weight, phrase_weight, heading_weight].into_iter().for_each(|weight| out.real(weight));
    out.whole(parts.options.fewest_for_phrase);
    out.long(parts.options.cohesion);
    out.whole(parts.first_phrase);
    out.named(&parts.stems);
    out.length(parts.joins.len());
    for (pair, number, firmness) in &parts.joins {
        out.0.extend(pair.to_le_bytes());
        out.whole(*number);
        out.real(*firmness);
    }
    out.length(parts.columns.len());
    parts.columns.iter().for_each(|(number, column)| {
        out.whole(*number);
        out.whole(*column);
    });
    out.named(&parts.headings);
    out.real(keep.weights.options.saturation);
    out.real(keep.weights.options.by_length);
    out.real(keep.weights.mean_length);
    out.length(keep.weights.rarity.len());
    keep.weights.rarity.iter().for_each(|rarity| out.real(*rarity));
    out.length(keep.space.dimensions());
    keep.space.singular_values.iter().for_each(|value| out.long(*value));
    for term in 0..keep.space.terms() {
        (0..keep.space.dimensions()).for_each(|direction| out.real(keep.space.at(term, direction)));
    }
    out.length(keep.matrix.len());
    for row in 0..keep.matrix.len() {
        let (columns, values) = keep.matrix.row(row);
        out.short(columns.len() as u32);
        let mut before = 0;
        for (column, value) in columns.iter().zip(values) {
            out.short(*column - before);
            before = *column;
            out.real(*value);
        }
    }
    for [x, y] in keep.places.iter().map(|place| place.unwrap_or([f32::NAN; 2])) {
        out.real(x);
        out.real(y);
    }
    let path = folder.join(KNOWN);
    fs::write(&path, out.0).map_err(StoreError::io("writing", &path))
}

/// Reads it; `None` where nothing was kept, as by earlier versions of the program.
pub fn read(folder: &Path) -> Result<Option<Known>, StoreError> {
    let path = folder.join(KNOWN);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::io("reading", &path)(error)),
    };
    let mut from = In { rest: &bytes, path: path.clone() };
    if from.bytes::<8>()? != *MARK {
        return Err(from.damaged("it is not what this version of the program keeps"));
    }
    let lexicon = Lexicon::of_parts(lexicon(&mut from)?);
    let constants = weights::Options { saturation: from.real()?, by_length: from.real()? };
    let mean_length = from.real()?;
    let rarity = from.list(In::real)?;
    let terms = rarity.len();
    let weights = Weights { rarity, mean_length, options: constants };
    let singular_values = from.list(In::long)?;
    let dimensions = singular_values.len();
    if dimensions == 0 {
        return Err(from.damaged("it has no directions"));
    }
    let values = from.reals(terms * dimensions)?;
    let space = Space::of_directions(singular_values, terms, |term, direction| values[term * dimensions + direction]);
    let matrix = matrix(&mut from, terms)?;
    let places = from.reals(matrix.len() * 2)?;
    let places = places.chunks_exact(2).map(|at| (!at[0].is_nan()).then(|| [at[0], at[1]])).collect();
    if !from.rest.is_empty() {
        return Err(from.damaged("it is longer than it should be"));
    }
    Ok(Some(Known { lexicon, weights, space, matrix, places }))
}

fn lexicon(from: &mut In<'_>) -> Result<LexiconParts, StoreError> {
    let options = Options {
        fewest_documents: from.whole()?,
        largest_share: from.long()?,
        title_weight: from.real()?,
        phrase_weight: from.real()?,
        heading_weight: from.real()?,
        fewest_for_phrase: from.whole()?,
        cohesion: from.long()?,
    };
    Ok(LexiconParts {
        options,
        first_phrase: from.whole()?,
        stems: from.list(In::name)?,
        joins: from.list(|from| Ok((u64::from_le_bytes(from.bytes()?), from.whole()?, from.real()?)))?,
        columns: from.list(|from| Ok((from.whole()?, from.whole()?)))?,
        headings: from.list(In::name)?,
    })
}

fn matrix(from: &mut In<'_>, terms: usize) -> Result<Sparse, StoreError> {
    let mut matrix = Sparse::new(terms);
    for _ in 0..from.length()? {
        let mut row: Vec<(u32, f32)> = Vec::new();
        for entry in 0..from.short()? {
            let step = from.short()?;
            let column = row.last().map_or(Some(step), |(before, _)| before.checked_add(step));
            let column = column.filter(|column| (*column as usize) < terms && (entry == 0 || step > 0));
            let column = column.ok_or_else(|| from.damaged("a record has terms out of order"))?;
            row.push((column, from.real()?));
        }
        matrix.push(row);
    }
    Ok(matrix)
}

struct Out(Vec<u8>);

impl Out {
    fn whole(&mut self, number: u32) {
        self.0.extend(number.to_le_bytes());
    }

    fn real(&mut self, number: f32) {
        self.0.extend(number.to_le_bytes());
    }

    fn long(&mut self, number: f64) {
        self.0.extend(number.to_le_bytes());
    }

    fn length(&mut self, length: usize) {
        self.0.extend((length as u64).to_le_bytes());
    }

    /// Seven bits a byte, the lowest first.
    fn short(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn named(&mut self, names: &[(String, u32)]) {
        self.length(names.len());
        for (name, number) in names {
            self.short(name.len() as u32);
            self.0.extend(name.as_bytes());
            self.whole(*number);
        }
    }
}

struct In<'a> {
    rest: &'a [u8],
    path: PathBuf,
}

impl In<'_> {
    fn damaged(&self, reason: &str) -> StoreError {
        StoreError::damaged(&self.path)(reason)
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], StoreError> {
        let (bytes, rest) = self.rest.split_first_chunk().ok_or_else(|| self.damaged("it ends too early"))?;
        self.rest = rest;
        Ok(*bytes)
    }

    fn whole(&mut self) -> Result<u32, StoreError> {
        Ok(u32::from_le_bytes(self.bytes()?))
    }

    fn real(&mut self) -> Result<f32, StoreError> {
        Ok(f32::from_le_bytes(self.bytes()?))
    }

    fn long(&mut self) -> Result<f64, StoreError> {
        Ok(f64::from_le_bytes(self.bytes()?))
    }

    /// A number of things of at least a byte each, so that a damaged file cannot ask for more memory than it has bytes.
    fn length(&mut self) -> Result<usize, StoreError> {
        let length =
            usize::try_from(u64::from_le_bytes(self.bytes()?)).ok().filter(|length| *length <= self.rest.len());
        length.ok_or_else(|| self.damaged("it ends too early"))
    }

    fn short(&mut self) -> Result<u32, StoreError> {
        let mut number = 0_u32;
        for shift in (0..32).step_by(7) {
            let [byte] = self.bytes()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.damaged("a number is too long"))
    }

    fn reals(&mut self, count: usize) -> Result<Vec<f32>, StoreError> {
        if self.rest.len() / 4 < count {
            return Err(self.damaged("it ends too early"));
        }
        (0..count).map(|_| self.real()).collect()
    }

    fn list<T>(&mut self, one: impl Fn(&mut Self) -> Result<T, StoreError>) -> Result<Vec<T>, StoreError> {
        (0..self.length()?).map(|_| one(self)).collect()
    }

    fn name(&mut self) -> Result<(String, u32), StoreError> {
        let length = self.short()? as usize;
        let (bytes, rest) = self.rest.split_at_checked(length).ok_or_else(|| self.damaged("it ends too early"))?;
        self.rest = rest;
        let name = std::str::from_utf8(bytes).map_err(StoreError::damaged(&self.path))?.to_owned();
        Ok((name, self.whole()?))
    }
}
