//! One author on one work, reduced to what tells persons apart.
//!
//! Everything but the name is hashed: a mention is small, can be spilled to disk, and shows no e-mail address.

use crate::lexicon;
use crate::persons::name::PersonName;
use crate::text;

/// Lists longer than this keep the entries with the smallest hashes: a fixed sample, the same in every order.
const LONGEST_LIST: usize = 40;

/// One author on one work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mention {
    /// Hash of the work's key.
    pub work: u64,
    /// Place in the list of authors, from 0.
    pub position: u32,
    /// The name.
    pub name: PersonName,
    /// ORCID iD as printed, or empty.
    pub orcid: String,
    /// Short keys of the other authors' names, sorted.
    pub coauthors: Vec<u64>,
    /// Organisations, by ROR id or by name, sorted.
    pub organisations: Vec<u64>,
    /// Words of the affiliations, sorted.
    pub affiliation: Vec<u64>,
    /// E-mail addresses of this author, sorted.
    pub emails: Vec<u64>,
    /// Subject headings, keywords and words of the title, sorted.
    pub topics: Vec<u64>,
    /// The journal, or 0.
    pub venue: u64,
    /// Year of the work, or 0.
    pub year: i16,
}

/// What a source says about one author on one work, before it is reduced.
#[derive(Clone, Debug, Default)]
pub struct Authorship<'a> {
    /// Key of the work.
    pub work: &'a str,
    /// Place in the list of authors, from 0.
    pub position: u32,
    /// Family name.
    pub last: &'a str,
    /// Given names.
    pub fore: &'a str,
    /// Initials.
    pub initials: &'a str,
    /// `Jr`.
    pub suffix: &'a str,
    /// ORCID iD, or empty.
    pub orcid: &'a str,
    /// Affiliations as printed.
    pub affiliations: Vec<&'a str>,
    /// Keys of the organisations found in them (ROR ids).
    pub organisations: Vec<&'a str>,
}

impl<'a> Authorship<'a> {
    /// What is printed of one author: family name, given names, initials, suffix; ORCID iD or empty; affiliations.
    /// Organisations are for the caller to find in the affiliations.
    pub fn printed(
        work: &'a str,
        position: u32,
        [last, fore, initials, suffix]: [&'a str; 4],
        orcid: &'a str,
        affiliations: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let affiliations = affiliations.into_iter().collect();
        Authorship { work, position, last, fore, initials, suffix, orcid, affiliations, organisations: Vec::new() }
    }

    /// With the keys of the organisations that were found in the affiliations.
    pub fn with_organisations(mut self, organisations: impl IntoIterator<Item = &'a str>) -> Self {
        self.organisations.extend(organisations);
        self
    }
}

/// What is the same for all authors of a work: made once, used for each of them.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// Short key of each author's name, in order.
    pub authors: Vec<u64>,
    /// Hashed subjects.
    pub topics: Vec<u64>,
    /// Hashed journal, or 0.
    pub venue: u64,
    /// Year, or 0.
    pub year: i16,
}

impl Work {
    /// From the names of the authors, subject terms (headings, keywords), the title, the journal and the year.
    pub fn new<'a>(
        names: impl IntoIterator<Item = PersonName>,
        subjects: impl IntoIterator<Item = &'a str>,
        title: &str,
        venue: &str,
        year: i16,
    ) -> Self {
        let subjects = subjects.into_iter().map(|subject| text::hash(&text::fold(subject)));
        // Short words of a title are joining words in most languages.
        let words = text::words(title).into_iter().filter(|word| word.text.len() > 3);
        let words = words.map(|word| text::hash(lexicon::canonical(&word.text).unwrap_or(&word.text)));
        Work {
            authors: names.into_iter().map(|name| name.short_key()).collect(),
            topics: sorted(subjects.chain(words).collect()),
            venue: if venue.is_empty() { 0 } else { text::hash(&text::fold(venue)) },
            year,
        }
    }
}

impl Mention {
    /// Reduces one authorship of a work.
    pub fn new(work: &Work, authorship: &Authorship<'_>) -> Self {
        let name = PersonName::new(authorship.last, authorship.fore, authorship.initials, authorship.suffix);
        let own = name.short_key();
        let mut emails = Vec::new();
        let mut affiliation = Vec::new();
        for printed in &authorship.affiliations {
            let (plain, addresses) = text::without_addresses(printed);
            emails.extend(addresses.iter().map(|address| text::hash(address)));
            let words = text::words(&plain);
            affiliation.extend(words.iter().flat_map(|word| lexicon::common_forms(&word.text)).map(text::hash));
        }
        Mention {
            work: text::hash(authorship.work),
            position: authorship.position,
            name,
            orcid: authorship.orcid.to_owned(),
            coauthors: sorted(work.authors.iter().copied().filter(|author| *author != own).collect()),
            organisations: sorted(authorship.organisations.iter().map(|key| text::hash(key)).collect()),
            affiliation: sorted(affiliation),
            emails: sorted(emails),
            topics: work.topics.clone(),
            venue: work.venue,
            year: work.year,
        }
    }

    /// A key of the mention itself: work and position.
    pub fn key(&self) -> u64 {
        key(self.work, self.position)
    }
}

/// The key of the mention at a position of the work whose key has this hash (see [`text::hash`]).
pub fn key(work: u64, position: u32) -> u64 {
    text::mix(work ^ u64::from(position).wrapping_add(0x9e37_79b9_7f4a_7c15))
}

fn sorted(mut keys: Vec<u64>) -> Vec<u64> {
    keys.sort_unstable();
    keys.dedup();
    keys.truncate(LONGEST_LIST);
    keys
}
