//! The fields of the full-text index.
//!
//! One field, `text`, holds all words of a record and carries the ranking: the title twice, then abstract, headings,
//! keywords and substances. Summing term frequencies over parts before saturating them is what BM25F does, and one
//! posting list per word lets block-max pruning skip most of them. Other fields exist to filter, count or show.

use bellwether_sources::record::Key;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::RAW_TOKENIZER_NAME;
use tantivy::{Index, IndexSettings, Term};

use super::analyzer::English;
use super::terms::{Terms, Whole};

/// Name under which the analyzer is registered.
const ENGLISH: &str = "english_biomedical_1";

/// The fields, by name.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// Record key as `source:id`: one term.
    pub key: Field,
    /// Where the whole record lies: `part << 32 | row` ([`Place`]). Indexed too, so that one document can be deleted by it.
    pub place: Field,
    /// Version of the record in its source.
    pub version: Field,
    /// All words, with positions.
    pub text: Field,
    /// Words of the title, with positions.
    pub title: Field,
    /// First letters of the title as a number, for sorting; see [`super::document::title_order`].
    pub title_order: Field,
    /// Authors, folded: `curie`, `curie m`, `curie marie`.
    pub author: Field,
    /// Words of affiliations.
    pub affiliation: Field,
    /// Full name of the journal or register: one folded term, and a facet.
    pub venue: Field,
    /// Words of the venue's name and abbreviation, with positions.
    pub venue_words: Field,
    /// Headings: `D001249`, the folded name, and each with its qualifier as `D001249/drug therapy`.
    pub mesh: Field,
    /// Headings that are a main point of the record: `D001249` and the folded name.
    pub mesh_major: Field,
    /// Headings for counting: `D001249/Asthma`.
    pub mesh_facet: Field,
    /// Keywords and substances, folded, one term each; substances also by id and registry number.
    pub keyword: Field,
    /// Publication types: folded terms and a facet.
    pub publication_type: Field,
    /// Languages: folded terms and a facet.
    pub language: Field,
    /// Country: one folded term and a facet.
    pub country: Field,
    /// Source: one term and a facet.
    pub source: Field,
    /// Kind: one term and a facet.
    pub kind: Field,
    /// Year.
    pub year: Field,
    /// Date as `YYYYMMDD` with zeros for what is not known.
    pub date: Field,
    /// Identifiers as `scheme:value`, folded: `doi:10.1000/x`, `nct:nct00000102`, `orcid:0000-…`.
    pub id: Field,
    /// Grant numbers and funders, folded.
    pub grant: Field,
    /// What is true of the record: `retracted`, `abstract`, `references`.
    pub flag: Field,
    /// What result lists show, as JSON ([`super::document::Shown`]).
    pub shown: Field,
}

/// Where a record lies in the Parquet parts of its generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Number of the part.
    pub part: u32,
    /// Row in the part.
    pub row: u32,
}

impl Place {
    /// As one number that sorts in reading order.
    pub fn number(self) -> u64 {
        u64::from(self.part) << 32 | u64::from(self.row)
    }

    /// The place with this number.
    pub fn from_number(number: u64) -> Place {
        Place { part: (number >> 32) as u32, row: number as u32 }
    }
}

impl Fields {
    /// The schema and its fields. The same on every call, so that fields need not be looked up in an opened index.
    pub fn schema() -> (Schema, Fields) {
        let mut schema = Schema::builder();
        let fields = Fields {
            key: schema.add_text_field("key", found_whole(RAW_TOKENIZER_NAME)),
            place: schema.add_u64_field("place", NumericOptions::default().set_indexed().set_fast()),
            version: schema.add_u64_field("version", FAST),
            text: schema.add_text_field("text", words(IndexRecordOption::WithFreqsAndPositions, true)),
            title: schema.add_text_field("title", words(IndexRecordOption::WithFreqsAndPositions, true)),
            title_order: schema.add_u64_field("title_order", FAST),
            author: schema.add_text_field("author", terms()),
            affiliation: schema.add_text_field("affiliation", words(IndexRecordOption::Basic, false)),
            venue: schema.add_text_field("venue", whole().set_fast(RAW_TOKENIZER_NAME)),
            venue_words: schema.add_text_field("venue_words", words(IndexRecordOption::WithFreqsAndPositions, false)),
            mesh: schema.add_text_field("mesh", terms()),
            mesh_major: schema.add_text_field("mesh_major", terms()),
            mesh_facet: schema.add_text_field("mesh_facet", TextOptions::default().set_fast(RAW_TOKENIZER_NAME)),
            keyword: schema.add_text_field("keyword", terms()),
            publication_type: schema.add_text_field("publication_type", whole().set_fast(RAW_TOKENIZER_NAME)),
            language: schema.add_text_field("language", whole().set_fast(RAW_TOKENIZER_NAME)),
            country: schema.add_text_field("country", whole().set_fast(RAW_TOKENIZER_NAME)),
            source: schema.add_text_field("source", whole().set_fast(RAW_TOKENIZER_NAME)),
            kind: schema.add_text_field("kind", whole().set_fast(RAW_TOKENIZER_NAME)),
            year: schema.add_u64_field("year", INDEXED | FAST),
            date: schema.add_u64_field("date", INDEXED | FAST),
            id: schema.add_text_field("id", terms()),
            grant: schema.add_text_field("grant", terms()),
            flag: schema.add_text_field("flag", terms()),
            shown: schema.add_text_field("shown", STORED),
        };
        (schema.build(), fields)
    }

    /// The term that finds, and in an update deletes, the document of the record at this place.
    pub fn place_term(&self, place: Place) -> Term {
        Term::from_field_u64(self.place, place.number())
    }

    /// The term that finds the record with this key.
    pub fn key_term(&self, key: &Key) -> Term {
        Term::from_field_text(self.key, &key.to_string())
    }
}

/// How the index is kept: stored text in LZ4 blocks, which cost little to write and to read.
pub fn settings() -> IndexSettings {
    IndexSettings::default()
}

/// Makes the analyzer known to an index. Call it on every index that is created or opened.
pub fn register_analyzer(index: &Index) {
    index.tokenizers().register(ENGLISH, English::default());
    index.tokenizers().register(WHOLE, Whole::default());
    index.tokenizers().register(TERMS, Terms::default());
}

/// Name of the tokenizer that keeps a text whole, in plain form.
const WHOLE: &str = "folded_1";
/// Name of the tokenizer that takes a text of terms apart.
const TERMS: &str = "terms_1";

fn words(option: IndexRecordOption, lengths: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(ENGLISH).set_index_option(option).set_fieldnorms(lengths);
    TextOptions::default().set_indexing_options(indexing)
}

/// One value that is found whole; it may be counted too.
fn whole() -> TextOptions {
    found_whole(WHOLE)
}

/// Values that are found whole, all in one text.
fn terms() -> TextOptions {
    found_whole(TERMS)
}

fn found_whole(tokenizer: &str) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

#[cfg(test)]
mod tests {
    use super::{Fields, Place};

    #[test]
    fn the_schema_is_the_same_on_every_call() {
        assert_eq!(Fields::schema().0, Fields::schema().0);
    }

    #[test]
    fn places_sort_in_reading_order() {
        let first = Place { part: 1, row: u32::MAX };
        let second = Place { part: 2, row: 0 };
        assert!(first.number() < second.number());
        assert_eq!(Place::from_number(first.number()), first);
    }
}
