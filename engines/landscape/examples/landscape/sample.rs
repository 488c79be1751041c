//! The sample as documents with labels, and larger corpora made from it.

use std::error::Error;
use std::fs::File;
use std::ops::Range;
use std::path::Path;

use bellwether_landscape::terms::document::{Corpus, Document};
use bellwether_numerics::random::Random;
use bellwether_sources::block::parse_block;
use bellwether_sources::blocks::Blocks;
use bellwether_sources::format::Format;
use bellwether_sources::gzip;
use bellwether_sources::record::{Change, Record};

/// The words that label a journal, as in Gonzalez-Marquez et al. 2024 the first that its name holds. METHODS gives the
/// number of words, 37, but not the words; these are ours, so only figures of the same run compare.
pub const LABEL_WORDS: [&str; 37] = [
    "oncol",
    "cancer",
    "surg",
    "cardio",
    "neuro",
    "psych",
    "chem",
    "immun",
    "pharm",
    "genet",
    "environ",
    "microb",
    "pediatr",
    "radiol",
    "nutri",
    "nurs",
    "ophthalm",
    "dermat",
    "orthop",
    "dent",
    "materi",
    "physi",
    "ecol",
    "viro",
    "toxic",
    "endocrin",
    "bioinform",
    "nephro",
    "urol",
    "rehabil",
    "anesth",
    "health",
    "infect",
    "food",
    "cell",
    "plant",
    "veterin",
];

/// A document of the sample.
#[derive(Clone, Default)]
pub struct Text {
    pub pmid: String,
    pub title: String,
    pub body: Vec<String>,
    pub keywords: Vec<String>,
    pub headings: Vec<String>,
    pub references: Vec<String>,
    /// Which of [`LABEL_WORDS`] the journal's name holds; only for documents with an abstract.
    pub label: Option<usize>,
}

impl Text {
    fn of(record: &Record) -> Text {
        let journal = record.venue.name.to_lowercase();
        let body: Vec<String> = record.sections.iter().map(|section| section.text.clone()).collect();
        let has_text = body.iter().any(|text| !text.is_empty());
        let references = record.references.iter().flat_map(|reference| &reference.identifiers);
        Text {
            pmid: record.key.id.clone(),
            title: record.title.clone(),
            keywords: record.keywords.iter().map(|keyword| keyword.text.clone()).collect(),
            headings: record.headings.iter().map(|heading| heading.name.clone()).collect(),
            references: references.filter(|id| id.scheme == "pubmed").map(|id| id.value.clone()).collect(),
            label: LABEL_WORDS.iter().position(|word| has_text && journal.contains(word)),
            body,
        }
    }

    fn document(&self, headings: bool) -> Document<'_> {
        Document {
            title: &self.title,
            body: self.body.iter().map(String::as_str).collect(),
            keywords: self.keywords.iter().map(String::as_str).collect(),
            headings: if headings { self.headings.iter().map(String::as_str).collect() } else { Vec::new() },
        }
    }
}

/// Reads a file of the sample.
pub fn read(path: &Path) -> Result<Vec<Text>, Box<dyn Error>> {
    let file =
        File::open(path).map_err(|error| format!("{}: {error}; `cargo xtask sample` fetches it", path.display()))?;
    let mut texts = Vec::new();
    for block in Blocks::new(Format::PubMedXml, gzip::reader(file)) {
        for change in parse_block(&block?)? {
            if let Change::Upsert(record) = change {
                texts.push(Text::of(&record));
            }
        }
    }
    Ok(texts)
}

/// Citations among the documents.
pub fn citations(texts: &[Text]) -> Vec<(u32, u32)> {
    let number: std::collections::HashMap<&str, u32> =
        texts.iter().zip(0..).map(|(text, number)| (text.pmid.as_str(), number)).collect();
    let of = |(text, from): (&Text, u32)| {
        let cited = text.references.iter().filter_map(|pmid| number.get(pmid.as_str()).copied());
        cited.map(|to| (from, to)).collect::<Vec<_>>()
    };
    texts.iter().zip(0..).flat_map(of).filter(|(from, to)| from != to).collect()
}

/// The documents, and beyond them as many more as wanted: each a document of the sample in which three words of ten
/// stand for words of another.
pub struct Sample<'a> {
    pub texts: &'a [Text],
    pub count: usize,
    pub headings: bool,
}

impl Corpus for Sample<'_> {
    fn len(&self) -> usize {
        self.count
    }

    fn read(&self, range: Range<usize>, each: &mut dyn FnMut(&Document<'_>)) {
        for index in range {
            let text = &self.texts[index % self.texts.len()];
            if index < self.texts.len() {
                each(&text.document(self.headings));
                continue;
            }
            let mut random = Random::of_part(17, index as u64);
            let other = &self.texts[random.below(self.texts.len())];
            let other = other.body.join(" ");
            let other: Vec<&str> = other.split_whitespace().collect();
            let mut varied = |words: &str| {
                let varied = words.split_whitespace().map(|word| {
                    if other.is_empty() || random.unit() > 0.3 { word } else { other[random.below(other.len())] }
                });
                varied.collect::<Vec<_>>().join(" ")
            };
            let varied = Text {
                title: varied(&text.title),
                body: text.body.iter().map(|body| varied(body)).collect(),
                headings: text.headings.clone(),
                ..Text::default()
            };
            each(&varied.document(self.headings));
        }
    }
}
