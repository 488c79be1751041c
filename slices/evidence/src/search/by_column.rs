//! The first hits by a column of numbers, such as the date.

use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::SortByStaticFastValue;
use tantivy::query::Query;
use tantivy::{DocAddress, DocId, Order, Searcher};

use crate::search::rank::Candidate;
use crate::search::request::SearchError;

/// The first hits of a query.
pub fn search(
    searcher: &Searcher,
    query: &dyn Query,
    column: &str,
    order: Order,
    most: usize,
) -> Result<Vec<Candidate>, SearchError> {
    let key = SortByStaticFastValue::<u64>::for_field(column);
    let found = searcher.search(query, &TopDocs::with_limit(most).order_by((key, order)))?;
    Ok(found.into_iter().map(|(_, address)| Candidate { address, score: 0.0 }).collect())
}

/// The first of these documents, which lie segment by segment in the order of the index. Those without a value come
/// last, equal ones in the order of the index: as [`search`] has it.
pub fn first(
    searcher: &Searcher,
    docs: &[Vec<DocId>],
    column: &str,
    order: Order,
    most: usize,
) -> Result<Vec<Candidate>, SearchError> {
    let mut keyed: Vec<(bool, u64, DocAddress)> = Vec::new();
    let mut values = Vec::new();
    for (segment_ord, (segment, docs)) in (0..).zip(searcher.segment_readers().iter().zip(docs)) {
        let column = segment.fast_fields().u64(column)?;
        values.clear();
        values.resize(docs.len(), None);
        column.first_vals(docs, &mut values);
        keyed.extend(docs.iter().zip(&values).map(|(&doc_id, value)| {
            let key = value.map_or(0, |value: u64| if order == Order::Desc { u64::MAX - value } else { value });
            (value.is_none(), key, DocAddress { segment_ord, doc_id })
        }));
    }
    if keyed.len() > most {
        keyed.select_nth_unstable(most);
        keyed.truncate(most);
    }
    keyed.sort_unstable();
    Ok(keyed.into_iter().map(|(_, _, address)| Candidate { address, score: 0.0 }).collect())
}
