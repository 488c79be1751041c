//! A query tree as queries to the index.
//!
//! Words of content keep their scores; every other condition is a filter and adds nothing to them.

use std::ops::Bound;

use bellwether_query::Query as Tree;
use bellwether_query::ast::{Like, Value, Word};
use bellwether_query::field::Field;
use bellwether_query::range::Range;
use bellwether_vocabulary::Vocabulary;
use bellwether_vocabulary::normal::normal;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, InvertedIndexRangeQuery, Occur,
    PhraseQuery, Query, RegexQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field as IndexField, IndexRecordOption};

use crate::index::analyzer::English;
use crate::index::fold::folded;
use crate::index::schema::Fields;
use crate::search::language;
use crate::search::rank::counted;
use crate::search::request::{Notice, SearchError};
use crate::search::terms::whole_words;

/// Identifier schemes that `id:` looks through.
const SCHEMES: [&str; 16] = [
    "pmid",
    "doi",
    "pmc",
    "nct",
    "orcid",
    "issn",
    "openalex",
    "registration",
    "pii",
    "euctr",
    "ctis",
    "isrctn",
    "ris",
    "bibtex",
    "ror",
    "mag",
];
/// Endings that a stem may have lost, so that `inflammat*` finds the stem `inflamm`.
const ENDINGS: [&str; 7] = ["e", "ed", "es", "ing", "ion", "ory", "y"];

/// How bare words are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// All of them.
    All,
    /// Any of them.
    Any,
}

/// Turns query trees into index queries.
pub struct Compiler<'a> {
    /// Fields of the index.
    pub fields: &'a Fields,
    /// Subject headings, where they are loaded.
    pub vocabulary: Option<&'a Vocabulary>,
    /// The analyzer.
    pub english: &'a mut English,
    /// How bare words are joined.
    pub join: Join,
    /// What the person should know.
    pub notices: Vec<Notice>,
    ignored: Vec<String>,
}

/// A condition, or nothing where the words were too common to ask for.
type Compiled = Result<Option<Box<dyn Query>>, SearchError>;

impl<'a> Compiler<'a> {
    /// A compiler.
    pub fn new(
        fields: &'a Fields,
        vocabulary: Option<&'a Vocabulary>,
        english: &'a mut English,
        join: Join,
    ) -> Compiler<'a> {
        Compiler { fields, vocabulary, english, join, notices: Vec::new(), ignored: Vec::new() }
    }

    /// The index query for a whole tree.
    pub fn compile(&mut self, tree: &Tree) -> Result<Box<dyn Query>, SearchError> {
        let query = self.tree(tree)?.unwrap_or_else(|| Box::new(AllQuery));
        if !self.ignored.is_empty() {
            self.notices.push(Notice::Ignored(std::mem::take(&mut self.ignored)));
        }
        Ok(query)
    }

    fn tree(&mut self, tree: &Tree) -> Compiled {
        match tree {
            Tree::All => Ok(Some(filter(Box::new(AllQuery)))),
            Tree::Words(words) => self.words(words),
            Tree::Clause(field, value) => self.clause(*field, value),
            Tree::Not(inner) => {
                let Some(inner) = self.tree(inner)? else { return Ok(None) };
                Ok(Some(boolean(vec![(Occur::Must, filter(Box::new(AllQuery))), (Occur::MustNot, inner)])))
            }
            Tree::Or(parts) => {
                let parts = parts.iter().map(|part| self.tree(part)).collect::<Result<Vec<_>, _>>()?;
                Ok(joined(parts.into_iter().flatten(), Occur::Should))
            }
            Tree::And(parts) => self.conjunction(parts),
        }
    }

    fn conjunction(&mut self, parts: &[Tree]) -> Compiled {
        let mut clauses = Vec::new();
        for part in parts {
            match part {
                Tree::Not(inner) => clauses.extend(self.tree(inner)?.map(|query| (Occur::MustNot, query))),
                // Terms of the group stand beside the other conditions: intersections of terms are pruned.
                Tree::Words(words) if self.join == Join::All => {
                    clauses.extend(self.group(words)?.into_iter().map(|query| (Occur::Must, query)));
                }
                other => clauses.extend(self.tree(other)?.map(|query| (Occur::Must, query))),
            }
        }
        if clauses.is_empty() {
            return Ok(None);
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, filter(Box::new(AllQuery))));
        }
        Ok(Some(if clauses.len() == 1 { clauses.remove(0).1 } else { boolean(clauses) }))
    }

    fn words(&mut self, words: &[Word]) -> Compiled {
        Ok(joined(self.group(words)?, if self.join == Join::All { Occur::Must } else { Occur::Should }))
    }

    /// The conditions of a group of bare words, each once; `double-blind` gives two.
    fn group(&mut self, words: &[Word]) -> Result<Vec<Box<dyn Query>>, SearchError> {
        let text = self.fields.text;
        let (mut stems, mut parts) = (Vec::new(), Vec::new());
        for word in words {
            if word.like == Like::Itself {
                let own = whole_words(&word.text, self.english);
                if own.is_empty() {
                    self.ignored.push(word.text.clone());
                }
                stems.extend(own.into_iter().map(|(_, stem)| stem));
            } else {
                parts.push(self.unlike(text, word)?);
            }
        }
        parts.extend(counted(&stems).into_iter().map(|(stem, count)| {
            let word = scored(text, &stem);
            if count > 1.0 { Box::new(BoostQuery::new(word, count)) } else { word }
        }));
        Ok(parts)
    }

    fn clause(&mut self, field: Field, value: &Value) -> Compiled {
        if let Value::Range(range) = value {
            return Ok(Some(filter(self.range(field, *range))));
        }
        let fields = *self.fields;
        match field {
            Field::Any => self.analysed(fields.text, value),
            Field::Title => self.analysed(fields.title, value),
            Field::Journal => Ok(self.analysed(fields.venue_words, value)?.map(filter)),
            Field::Affiliation => Ok(self.analysed_without_places(fields.affiliation, value)?.map(filter)),
            _ => Ok(Some(filter(self.whole(field, value)?))),
        }
    }

    /// Words of a field that has positions.
    fn analysed(&mut self, field: IndexField, value: &Value) -> Compiled {
        let (text, slop) = match value {
            Value::Word(word) if word.like != Like::Itself => return self.unlike(field, word).map(Some),
            Value::Word(word) => (&word.text, 0),
            Value::Phrase { text, slop } => (text, *slop),
            Value::Range(_) => return Ok(None),
        };
        let stems = whole_words(text, self.english);
        match stems.as_slice() {
            [] => {
                self.ignored.push(text.clone());
                Ok(None)
            }
            [(_, stem)] => Ok(Some(scored(field, stem))),
            stems => {
                let first = stems[0].0;
                let terms = stems.iter().map(|(place, stem)| (place - first, Term::from_field_text(field, stem)));
                Ok(Some(Box::new(PhraseQuery::new_with_offset_and_slop(terms.collect(), u32::from(slop)))))
            }
        }
    }

    /// Words of a field without positions: all of them, in any order.
    fn analysed_without_places(&mut self, field: IndexField, value: &Value) -> Compiled {
        if let Value::Word(word) = value
            && word.like != Like::Itself
        {
            return self.unlike(field, word).map(Some);
        }
        let text = value.text().unwrap_or_default();
        let stems = whole_words(text, self.english);
        if stems.is_empty() {
            self.ignored.push(text.to_owned());
        }
        Ok(joined(stems.iter().map(|(_, stem)| term(field, stem)), Occur::Must))
    }

    /// `immun*` and `asprin~`.
    fn unlike(&mut self, field: IndexField, word: &Word) -> Result<Box<dyn Query>, SearchError> {
        let plain = folded(&word.text);
        match word.like {
            Like::Typos(typos) => {
                let stem = whole_words(&word.text, self.english).pop().map_or(plain, |(_, stem)| stem);
                Ok(filter(Box::new(FuzzyTermQuery::new(Term::from_field_text(field, &stem), typos, true))))
            }
            _ => {
                let plain: String = plain.chars().filter(|letter| letter.is_alphanumeric()).collect();
                let mut parts: Vec<Box<dyn Query>> = vec![beginning(field, &plain)];
                let mut stems: Vec<String> = ENDINGS
                    .iter()
                    .flat_map(|ending| whole_words(&format!("{plain}{ending}"), self.english))
                    .map(|(_, stem)| stem)
                    .filter(|stem| stem.len() >= 3 && stem.len() < plain.len() && plain.starts_with(stem.as_str()))
                    .collect();
                stems.sort();
                stems.dedup();
                parts.extend(stems.iter().map(|stem| term(field, stem)));
                Ok(filter(joined(parts, Occur::Should).unwrap_or_else(|| Box::new(EmptyQuery))))
            }
        }
    }

    fn range(&self, field: Field, range: Range) -> Box<dyn Query> {
        let (first, last) = range.bounds();
        let whole_years =
            range.from.is_none_or(|day| day.month.is_none()) && range.to.is_none_or(|day| day.month.is_none());
        if whole_years && first / 10_000 == last / 10_000 {
            let year = Term::from_field_u64(self.fields.year, u64::from(first / 10_000));
            return Box::new(TermQuery::new(year, IndexRecordOption::Basic));
        }
        debug_assert!(matches!(field, Field::Year | Field::Date), "only these fields take ranges");
        // Read from the term lists: tantivy 0.27 skips wrongly over columns inside an exclusion.
        let (index_field, unit) = if whole_years { (self.fields.year, 10_000) } else { (self.fields.date, 1) };
        let bound = |number: u32| Bound::Included(Term::from_field_u64(index_field, u64::from(number / unit)));
        Box::new(InvertedIndexRangeQuery::new(bound(first), bound(last)))
    }

    /// Conditions on whole values.
    fn whole(&mut self, field: Field, value: &Value) -> Result<Box<dyn Query>, SearchError> {
        let text = value.text().unwrap_or_default();
        let fields = *self.fields;
        if let Value::Word(word) = value
            && word.like != Like::Itself
        {
            return self.unlike_whole(field, word);
        }
        let identifier = |scheme: &str| term(fields.id, &format!("{scheme}:{}", folded(bare_identifier(text))));
        Ok(match field {
            Field::Author => author(&fields, text),
            Field::Mesh => self.heading(fields.mesh, text, Narrower::Included),
            Field::MeshExact => self.heading(fields.mesh, text, Narrower::Left),
            Field::MeshMajor => self.heading(fields.mesh_major, text, Narrower::Included),
            Field::JournalExact => term(fields.venue, &folded(text)),
            Field::Kind => term(fields.kind, text),
            Field::Type => term(fields.publication_type, &folded(text)),
            Field::Language => term(fields.language, &folded(language::code(text))),
            Field::Country => term(fields.country, &folded(text)),
            Field::Source => term(fields.source, &folded(text)),
            Field::Keyword => term(fields.keyword, &folded(text)),
            Field::Grant => term(fields.grant, &folded(text)),
            Field::Is => term(fields.flag, text),
            Field::Doi => identifier("doi"),
            Field::Pmid => identifier("pmid"),
            Field::Nct => identifier("nct"),
            Field::Orcid => identifier("orcid"),
            Field::Issn => identifier("issn"),
            Field::Id => any_identifier(&fields, text),
            _ => Box::new(EmptyQuery),
        })
    }

    fn unlike_whole(&mut self, field: Field, word: &Word) -> Result<Box<dyn Query>, SearchError> {
        let index_field = match field {
            Field::Author => self.fields.author,
            Field::Keyword => self.fields.keyword,
            Field::Grant => self.fields.grant,
            Field::JournalExact => self.fields.venue,
            _ => self.fields.id,
        };
        let plain = folded(&word.text);
        if let Like::Typos(typos) = word.like {
            return Ok(Box::new(FuzzyTermQuery::new(Term::from_field_text(index_field, &plain), typos, true)));
        }
        if field == Field::Id {
            let of_any_scheme = format!("[a-z]+:{}.*", escaped(&plain));
            return Ok(Box::new(RegexQuery::from_pattern(&of_any_scheme, index_field)?));
        }
        Ok(beginning(index_field, &plain))
    }

    /// A heading by name, synonym or id, with a qualifier after `/`.
    fn heading(&mut self, field: IndexField, text: &str, narrower: Narrower) -> Box<dyn Query> {
        let (name, qualifier) = match text.split_once('/') {
            Some((name, qualifier)) => (name.trim(), Some(folded(qualifier))),
            None => (text, None),
        };
        let Some(vocabulary) = self.vocabulary else {
            if !self.notices.contains(&Notice::NoVocabulary) {
                self.notices.push(Notice::NoVocabulary);
            }
            return term(field, &folded(text));
        };
        let Some(heading) = vocabulary.find(name) else {
            let similar = vocabulary.beginning_with(name, 5).into_iter();
            let mut similar: Vec<_> = similar.map(|(_, heading)| vocabulary.name(heading).to_owned()).collect();
            similar.dedup();
            self.notices.push(Notice::UnknownHeading { name: name.to_owned(), similar });
            return term(field, &folded(text));
        };
        let headings = match narrower {
            Narrower::Included => vocabulary.with_narrower(heading),
            Narrower::Left => vec![heading],
        };
        if headings.len() > 1 || normal(vocabulary.name(heading)) != normal(name) {
            let heading = vocabulary.name(heading).to_owned();
            self.notices.push(Notice::Exploded { heading, narrower: headings.len() - 1 });
        }
        let terms = headings.into_iter().map(|heading| {
            let id = folded(vocabulary.id(heading));
            let whole = qualifier.as_ref().map_or(id.clone(), |qualifier| format!("{id}/{qualifier}"));
            Term::from_field_text(field, &whole)
        });
        Box::new(TermSetQuery::new(terms))
    }
}

#[derive(Clone, Copy)]
enum Narrower {
    Included,
    Left,
}

fn author(fields: &Fields, text: &str) -> Box<dyn Query> {
    let plain = folded(text);
    let names: Vec<&str> = plain.split([' ', ',', '.']).filter(|part| !part.is_empty()).collect();
    let whole = term(fields.author, &names.join(" "));
    match names.as_slice() {
        // "curie, marie" and "marie curie"; initials always come last.
        [first, rest @ ..] if !rest.is_empty() => {
            let turned = term(fields.author, &format!("{} {first}", rest.join(" ")));
            joined([whole, turned], Occur::Should).unwrap_or_else(|| Box::new(EmptyQuery))
        }
        _ => whole,
    }
}

fn any_identifier(fields: &Fields, text: &str) -> Box<dyn Query> {
    let plain = folded(bare_identifier(text));
    let mut terms: Vec<Term> =
        SCHEMES.iter().map(|scheme| Term::from_field_text(fields.id, &format!("{scheme}:{plain}"))).collect();
    terms.push(Term::from_field_text(fields.id, &plain));
    let with_key = joined(
        [Box::new(TermSetQuery::new(terms)) as Box<dyn Query>, term(fields.key, &plain), term(fields.key, text)],
        Occur::Should,
    );
    with_key.unwrap_or_else(|| Box::new(EmptyQuery))
}

/// Without the address in front of it.
fn bare_identifier(text: &str) -> &str {
    const ADDRESSES: [&str; 6] = [
        "https://doi.org/",
        "http://dx.doi.org/",
        "https://orcid.org/",
        "doi:",
        "https://pubmed.ncbi.nlm.nih.gov/",
        "pmid:",
    ];
    ADDRESSES.iter().find_map(|address| text.strip_prefix(address)).unwrap_or(text).trim_end_matches('/')
}

/// A term whose score counts.
fn scored(field: IndexField, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn term(field: IndexField, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

/// Terms that begin so: a piece of the list of terms, which costs less to read than a pattern to match.
fn beginning(field: IndexField, text: &str) -> Box<dyn Query> {
    let bound = |text: &str| Bound::Included(Term::from_field_text(field, text));
    Box::new(InvertedIndexRangeQuery::new(bound(text), bound(&format!("{text}{}", char::MAX))))
}

fn filter(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn boolean(clauses: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
    Box::new(BooleanQuery::new(clauses))
}

fn joined(parts: impl IntoIterator<Item = Box<dyn Query>>, occur: Occur) -> Option<Box<dyn Query>> {
    let mut parts: Vec<_> = parts.into_iter().map(|part| (occur, part)).collect();
    match parts.len() {
        0 => None,
        1 => Some(parts.remove(0).1),
        _ => Some(boolean(parts)),
    }
}

/// Text for a pattern in which every sign stands for itself.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if letter.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
