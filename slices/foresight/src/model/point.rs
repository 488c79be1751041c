//! One record on the map.

/// A record's place on the map, and what colours and filters it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Left to right, 0 to 65,535.
    pub x: u16,
    /// Top to bottom, 0 to 65,535.
    pub y: u16,
    /// Place of its finest topic in the list of topics; [`NO_TOPIC`] for none.
    pub topic: u16,
    /// Year of publication; 0 where it is not known.
    pub year: u16,
    /// What it is: the place of its kind in the list of kinds.
    pub kind: u8,
    /// How far it is from the patient, 0 (laboratory) to 4 (practice); [`NO_STAGE`] where nothing tells.
    pub stage: u8,
    /// Where the whole record lies in the evidence: part and row as one number.
    pub place: u64,
}

/// A record in no topic.
pub const NO_TOPIC: u16 = u16::MAX;
/// A record of which nothing tells how far it is from the patient.
pub const NO_STAGE: u8 = u8::MAX;
/// Stages from the laboratory to practice.
pub const STAGES: usize = 5;
