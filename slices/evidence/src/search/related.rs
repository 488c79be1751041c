//! Records that are like the few that hold the words of a search.
//!
//! A search for a rare word fills no page. What its few hits have in common finds more on the subject: a relevance model
//! as in [`super::feedback`], here used to find, and only where there is room on the first page.

use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery, TermSetQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{TantivyError, Term};

use crate::index::schema::Place;
use crate::search::best::best;
use crate::search::feedback;
use crate::search::rank::{Asked, Candidate, Statistics};
use crate::search::request::SearchError;

/// Up to so many records like the hits, best first, none of them a hit.
pub fn find(asked: &Asked<'_>, hits: &[Candidate], most: usize) -> Result<Vec<Candidate>, SearchError> {
    let statistics = Statistics::of(asked.searcher, asked.fields)?;
    let words = feedback::common_words(asked, &statistics, hits)?;
    if words.is_empty() || most == 0 {
        return Ok(Vec::new());
    }
    let clauses = words.into_iter().map(|word| {
        let term = Term::from_field_text(asked.fields.text, &word.stem);
        let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
        (Occur::Should, Box::new(BoostQuery::new(query, word.weight)) as Box<dyn Query>)
    });
    let query = BooleanQuery::new(clauses.collect());
    let found = best(asked.searcher, &query, most + hits.len())?;
    let others = found.into_iter().filter(|other| hits.iter().all(|hit| hit.address != other.address));
    // Below every hit: a record that holds what was typed is nearer than one that is like it.
    let lowest = hits.iter().map(|hit| hit.score).fold(f32::INFINITY, f32::min).max(0.0);
    let scale = |score: f32| lowest * score / (1.0 + score);
    Ok(others.take(most).map(|other| Candidate { score: scale(other.score), ..other }).collect())
}

/// A condition that these records fulfil and no others.
pub fn places(asked: &Asked<'_>, records: &[Candidate]) -> Result<Box<dyn Query>, SearchError> {
    let place = |record: &Candidate| {
        let column = asked.searcher.segment_reader(record.address.segment_ord).fast_fields().u64("place")?;
        let number = column.first(record.address.doc_id);
        let number = number.ok_or_else(|| TantivyError::InternalError("a document without a place".into()))?;
        Ok::<_, SearchError>(asked.fields.place_term(Place::from_number(number)))
    };
    let places = records.iter().map(place).collect::<Result<Vec<_>, _>>()?;
    Ok(Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(places)), 0.0)))
}
