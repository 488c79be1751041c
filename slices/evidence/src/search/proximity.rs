//! Words that stand next to each other in the query count more where they stand close in the record.
//!
//! After Büttcher, Clarke and Lushman (SIGIR 2006): each close pair adds 1/distance², saturated like a word count.

use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;

use crate::search::rank::{Asked, Candidate, Statistics, Weighted, by_segment, reaches};
use crate::search::request::SearchError;

/// Pairs of words beyond this many are not looked at; long queries are about topics, not about wording.
const MOST_PAIRS: usize = 8;
/// So many of the best candidates are looked at: places of words are dear to read.
const LOOKED_AT: usize = 50;
/// Words further apart are not close.
const FARTHEST: u32 = 8;
/// What closeness counts beside the words themselves.
const WEIGHT: f32 = 0.2;

/// Adds what closeness is worth to the scores of candidates, which are best first.
pub fn add(
    asked: &Asked<'_>,
    statistics: &Statistics,
    words: &[Weighted],
    candidates: &mut [Candidate],
) -> Result<(), SearchError> {
    let count = candidates.len().min(LOOKED_AT);
    let candidates = &mut candidates[..count];
    let word = |stem: &String| words.iter().find(|word| word.stem == *stem);
    let pairs = asked.needles.stems.windows(2).filter(|pair| pair[0] != pair[1]).take(MOST_PAIRS);
    let pairs: Vec<_> = pairs.filter_map(|pair| Some((word(&pair[0])?, word(&pair[1])?))).collect();
    let (mut left_places, mut right_places) = (Vec::new(), Vec::new());
    for (segment, members) in by_segment(candidates) {
        let reader = asked.searcher.segment_reader(segment);
        let lengths = reader.get_fieldnorms_reader(asked.fields.text)?;
        for (left, right) in &pairs {
            let idf = left.idf.min(right.idf);
            let open =
                |word: &Weighted| word.open(reader, segment, asked.fields, IndexRecordOption::WithFreqsAndPositions);
            let (Some(mut left), Some(mut right)) = (open(left)?, open(right)?) else { continue };
            for &(doc, at) in &members {
                if !(reaches(&mut left, doc) && reaches(&mut right, doc)) {
                    continue;
                }
                left.positions(&mut left_places);
                right.positions(&mut right_places);
                let close = closeness(&left_places, &right_places);
                if close > 0.0 {
                    let length = lengths.fieldnorm(doc) as f32;
                    candidates[at].score += WEIGHT * idf * statistics.saturated(close, length);
                }
            }
        }
    }
    Ok(())
}

/// The sum of 1/distance² over the places of one word, each with the nearest place of the other.
fn closeness(left: &[u32], right: &[u32]) -> f32 {
    let mut sum = 0.0;
    let mut next = 0;
    for &place in left {
        while next < right.len() && right[next] < place {
            next += 1;
        }
        let after = right.get(next).map(|other| other - place);
        let before = next.checked_sub(1).map(|at| place - right[at]);
        let nearest = after.into_iter().chain(before).filter(|distance| *distance > 0).min();
        if let Some(distance) = nearest.filter(|distance| *distance <= FARTHEST) {
            sum += 1.0 / (distance * distance) as f32;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::closeness;

    #[test]
    fn closer_is_more() {
        assert_eq!(closeness(&[3], &[4]), 1.0);
        assert_eq!(closeness(&[3], &[1]), 0.25);
        assert_eq!(closeness(&[3, 50], &[4, 60]), 1.0);
        assert_eq!(closeness(&[], &[4]), 0.0);
    }
}
