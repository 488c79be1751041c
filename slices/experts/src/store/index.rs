//! The index of persons and institutions: found by name and filters, sorted by works, with the profile stored.

use std::path::Path;

use bellwether_identity::persons::name::plain_spelling;
use bellwether_identity::text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, Occur, PhrasePrefixQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, Value};
use tantivy::{DocAddress, IndexReader, IndexWriter, Order, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::model::filter::{DEEPEST, Filter};
use crate::model::institution::Institution;
use crate::model::person::Person;
use crate::store::error::StoreError;

/// Memory in which documents are collected before a segment is written.
const WRITER_BYTES: usize = 64 << 20;

/// What a document is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A candidate person.
    Person,
    /// An institution.
    Institution,
}

impl Sort {
    fn name(self) -> &'static str {
        match self {
            Sort::Person => "person",
            Sort::Institution => "institution",
        }
    }
}

struct Fields {
    sort: Field,
    id: Field,
    word: Field,
    works: Field,
    institution: Field,
    country: Field,
    topic: Field,
    orcid: Field,
    profile: Field,
}

impl Fields {
    fn schema() -> (Schema, Fields) {
        let mut schema = Schema::builder();
        let fields = Fields {
            sort: schema.add_text_field("sort", STRING),
            id: schema.add_text_field("id", STRING),
            word: schema.add_text_field("word", STRING),
            works: schema.add_u64_field("works", FAST | INDEXED),
            institution: schema.add_text_field("institution", STRING),
            country: schema.add_text_field("country", STRING),
            topic: schema.add_text_field("topic", STRING),
            orcid: schema.add_text_field("orcid", STRING),
            profile: schema.add_bytes_field("profile", STORED),
        };
        (schema.build(), fields)
    }
}

/// Writes the index of a generation.
pub struct Writer {
    writer: IndexWriter<TantivyDocument>,
    fields: Fields,
}

impl Writer {
    /// Makes an empty index in the folder of a draft.
    pub fn create(draft: &Path) -> Result<Self, StoreError> {
        let path = draft.join("index");
        std::fs::create_dir_all(&path).map_err(StoreError::io("making", &path))?;
        let (schema, fields) = Fields::schema();
        let index = tantivy::Index::create_in_dir(&path, schema)?;
        Ok(Writer { writer: index.writer_with_num_threads(1, WRITER_BYTES)?, fields })
    }

    /// Adds a person.
    pub fn person(&mut self, person: &Person) -> Result<(), StoreError> {
        let mut document = self.document(Sort::Person, &person.id, person.works, person)?;
        let fields = &self.fields;
        for name in std::iter::once(&person.name).chain(&person.other_names) {
            name_words(name).iter().for_each(|word| document.add_text(fields.word, word));
        }
        person.institutions.iter().for_each(|peer| document.add_text(fields.institution, &peer.id));
        person.countries.iter().for_each(|country| document.add_text(fields.country, country));
        person.topics.iter().for_each(|topic| document.add_text(fields.topic, text::fold(&topic.name)));
        if !person.orcid.is_empty() {
            document.add_text(fields.orcid, &person.orcid);
        }
        self.writer.add_document(document)?;
        Ok(())
    }

    /// Adds an institution.
    pub fn institution(&mut self, institution: &Institution) -> Result<(), StoreError> {
        let facts = &institution.facts;
        let mut document = self.document(Sort::Institution, &facts.id, institution.works, institution)?;
        let fields = &self.fields;
        for name in std::iter::once(&facts.name).chain(&facts.other_names) {
            name_words(name).iter().for_each(|word| document.add_text(fields.word, word));
        }
        document.add_text(fields.country, &facts.country);
        institution.topics.iter().for_each(|topic| document.add_text(fields.topic, text::fold(&topic.name)));
        self.writer.add_document(document)?;
        Ok(())
    }

    fn document(
        &self,
        sort: Sort,
        id: &str,
        works: u32,
        profile: &impl Serialize,
    ) -> Result<TantivyDocument, StoreError> {
        let mut document = TantivyDocument::new();
        document.add_text(self.fields.sort, sort.name());
        document.add_text(self.fields.id, id);
        document.add_u64(self.fields.works, u64::from(works));
        let stored = serde_json::to_vec(profile).map_err(StoreError::damaged(Path::new("profile")))?;
        document.add_bytes(self.fields.profile, &stored);
        Ok(document)
    }

    /// Brings everything to the disk as one segment.
    pub fn finish(mut self) -> Result<(), StoreError> {
        self.writer.commit()?;
        self.writer.wait_merging_threads()?;
        Ok(())
    }
}

/// The index of a published generation.
pub struct Index {
    reader: IndexReader,
    fields: Fields,
}

/// What a search found.
pub struct Found<T> {
    /// The profiles, those with most works first.
    pub profiles: Vec<T>,
    /// How many there are in all.
    pub total: u64,
}

impl Index {
    /// Opens the index of a generation.
    pub fn open(generation: &Path) -> Result<Self, StoreError> {
        let index = tantivy::Index::open_in_dir(generation.join("index"))?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Index { reader, fields: Fields::schema().1 })
    }

    /// The profile with this id.
    pub fn get<T: DeserializeOwned>(&self, sort: Sort, id: &str) -> Result<Option<T>, StoreError> {
        let query = BooleanQuery::intersection(vec![term(self.fields.sort, sort.name()), term(self.fields.id, id)]);
        let searcher = self.reader.searcher();
        let best = searcher.search(&query, &TopDocs::with_limit(1).order_by_score())?;
        best.first().map(|(_, address)| self.profile(&searcher, *address)).transpose()
    }

    /// The profiles that pass the filter, from `filter.after` on, at most `limit`.
    pub fn search<T: DeserializeOwned>(&self, sort: Sort, filter: &Filter, limit: u32) -> Result<Found<T>, StoreError> {
        let searcher = self.reader.searcher();
        let query = self.query(sort, filter);
        let from = filter.after.unwrap_or(0).min(DEEPEST) as usize;
        let page = TopDocs::with_limit(limit.max(1) as usize).and_offset(from);
        let collectors = (page.order_by_u64_field("works", Order::Desc), Count);
        let (found, total) = searcher.search(&query, &collectors)?;
        let profiles = found.into_iter().map(|(_, address)| self.profile(&searcher, address));
        Ok(Found { profiles: profiles.collect::<Result<_, _>>()?, total: total as u64 })
    }

    fn profile<T: DeserializeOwned>(&self, searcher: &Searcher, address: DocAddress) -> Result<T, StoreError> {
        let document: TantivyDocument = searcher.doc(address)?;
        let stored = document.get_first(self.fields.profile).and_then(|value| value.as_bytes()).unwrap_or_default();
        serde_json::from_slice(stored).map_err(StoreError::damaged(Path::new("profile")))
    }

    fn query(&self, sort: Sort, filter: &Filter) -> BooleanQuery {
        let fields = &self.fields;
        let mut all: Vec<Box<dyn Query>> = vec![term(fields.sort, sort.name())];
        let q = filter.q.trim();
        if is_orcid(q) {
            all.push(term(fields.orcid, &q.to_uppercase()));
        } else {
            all.extend(self.name_query(q));
        }
        for (field, wanted) in [
            (fields.institution, filter.institution.trim().to_owned()),
            (fields.country, filter.country.trim().to_uppercase()),
            (fields.topic, text::fold(filter.topic.trim())),
        ] {
            if !wanted.is_empty() {
                all.push(term(field, &wanted));
            }
        }
        if let Some(least) = filter.min_works {
            let least = std::ops::Bound::Included(Term::from_field_u64(fields.works, u64::from(least)));
            all.push(Box::new(RangeQuery::new(least, std::ops::Bound::Unbounded)));
        }
        BooleanQuery::intersection(all)
    }

    /// Every word of the name, as folded or in plain spelling; the last may be a beginning.
    fn name_query(&self, q: &str) -> Vec<Box<dyn Query>> {
        let words: Vec<String> = text::words(q).into_iter().map(|word| word.text).collect();
        let last = words.len().saturating_sub(1);
        let one = |(at, word): (usize, &String)| -> Box<dyn Query> {
            let mut ways: Vec<(Occur, Box<dyn Query>)> = vec![
                (Occur::Should, term(self.fields.word, word)),
                (Occur::Should, term(self.fields.word, &plain_word(word))),
            ];
            if at == last && word.len() >= 2 {
                let beginning = Term::from_field_text(self.fields.word, word);
                ways.push((Occur::Should, Box::new(PhrasePrefixQuery::new(vec![beginning]))));
            }
            Box::new(BooleanQuery::new(ways))
        };
        if words.is_empty() && !q.is_empty() {
            return vec![Box::new(tantivy::query::EmptyQuery)];
        }
        if words.is_empty() { vec![Box::new(AllQuery)] } else { words.iter().enumerate().map(one).collect() }
    }
}

fn term(field: Field, value: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

/// The words of a name as people may type them: folded, and in the spelling that transliterations share.
fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = text::words(name).into_iter().map(|word| word.text).collect();
    let plain: Vec<String> = words.iter().map(|word| plain_word(word)).collect();
    words.extend(plain);
    words.sort();
    words.dedup();
    words
}

/// The plain spelling, marked so that it never meets a word as printed.
fn plain_word(word: &str) -> String {
    format!("~{}", plain_spelling(word))
}

fn is_orcid(text: &str) -> bool {
    text.len() == 19
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 9 | 14 => byte == b'-',
            18 => byte.is_ascii_digit() || byte == b'X' || byte == b'x',
            _ => byte.is_ascii_digit(),
        })
}
