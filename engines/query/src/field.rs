//! The fields that a query can name, in our spelling and in PubMed's.

/// A field. [`Field::Any`] is what words without a field search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Title, abstract, headings, keywords and substances together.
    Any,
    /// Title.
    Title,
    /// Author.
    Author,
    /// Affiliation of an author, or sponsor.
    Affiliation,
    /// Subject heading, its synonyms and everything narrower.
    Mesh,
    /// Subject heading alone, without narrower ones.
    MeshExact,
    /// Subject heading, its synonyms and everything narrower, as a main point of the work.
    MeshMajor,
    /// Words of the journal's name or abbreviation.
    Journal,
    /// The journal's whole name.
    JournalExact,
    /// Year.
    Year,
    /// Date.
    Date,
    /// Publication, trial, grant, patent, guideline.
    Kind,
    /// Publication type.
    Type,
    /// Language.
    Language,
    /// Country.
    Country,
    /// Source.
    Source,
    /// Any identifier.
    Id,
    /// DOI.
    Doi,
    /// PubMed id.
    Pmid,
    /// ClinicalTrials.gov number.
    Nct,
    /// ORCID iD.
    Orcid,
    /// ISSN.
    Issn,
    /// Keyword or substance, as a whole.
    Keyword,
    /// Grant number or funder, as a whole.
    Grant,
    /// Retracted, or with abstract, or with references.
    Is,
}

/// How a field is searched; decides what may be asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// By analysed words: words, phrases, prefixes, tolerance, distance.
    Words,
    /// By a whole value.
    Whole,
    /// By a range of dates.
    Range,
}

struct Entry {
    field: Field,
    /// Our name first, then other spellings.
    names: &'static [&'static str],
    /// PubMed tags.
    tags: &'static [&'static str],
    form: Form,
}

const fn entry(field: Field, names: &'static [&'static str], tags: &'static [&'static str], form: Form) -> Entry {
    Entry { field, names, tags, form }
}

const ENTRIES: [Entry; 25] = [
    entry(
        Field::Any,
        &["text", "tiab", "tw", "all"],
        &["tiab", "tw", "all", "all fields", "ab", "title/abstract"],
        Form::Words,
    ),
    entry(Field::Title, &["title", "ti"], &["ti", "title"], Form::Words),
    entry(Field::Author, &["au", "author"], &["au", "author", "fau", "1au", "lastau"], Form::Whole),
    entry(Field::Affiliation, &["ad", "affiliation", "aff"], &["ad", "affiliation"], Form::Words),
    entry(Field::Mesh, &["mesh", "mh"], &["mh", "mesh", "mesh terms"], Form::Whole),
    entry(Field::MeshExact, &["mesh.exact"], &["mh:noexp", "mesh:noexp"], Form::Whole),
    entry(Field::MeshMajor, &["mesh.major", "majr"], &["majr", "mesh major topic"], Form::Whole),
    entry(Field::Journal, &["journal", "venue", "ta"], &["ta", "journal", "jour"], Form::Words),
    entry(Field::JournalExact, &["journal.exact"], &[], Form::Whole),
    entry(Field::Year, &["year"], &[], Form::Range),
    entry(Field::Date, &["date", "dp"], &["dp", "pdat"], Form::Range),
    entry(Field::Kind, &["kind"], &[], Form::Whole),
    entry(Field::Type, &["type", "pt"], &["pt", "publication type"], Form::Whole),
    entry(Field::Language, &["lang", "language", "la"], &["la", "lang", "language"], Form::Whole),
    entry(Field::Country, &["country", "cy"], &["cy", "pl"], Form::Whole),
    entry(Field::Source, &["source"], &[], Form::Whole),
    entry(Field::Id, &["id"], &["aid"], Form::Whole),
    entry(Field::Doi, &["doi"], &["doi"], Form::Whole),
    entry(Field::Pmid, &["pmid"], &["pmid", "uid"], Form::Whole),
    entry(Field::Nct, &["nct"], &["si"], Form::Whole),
    entry(Field::Orcid, &["orcid"], &["auid"], Form::Whole),
    entry(Field::Issn, &["issn"], &["is"], Form::Whole),
    entry(Field::Keyword, &["keyword", "kw"], &["ot", "nm", "rn"], Form::Whole),
    entry(Field::Grant, &["grant", "gr"], &["gr"], Form::Whole),
    entry(Field::Is, &["is", "has"], &[], Form::Whole),
];

impl Field {
    /// Every field, in the order of the help page.
    pub fn all() -> impl Iterator<Item = Field> {
        ENTRIES.iter().map(|entry| entry.field)
    }

    /// The name before the colon.
    pub fn name(self) -> &'static str {
        self.entry().names[0]
    }

    /// Other names, and PubMed tags, for the help page.
    pub fn spellings(self) -> (&'static [&'static str], &'static [&'static str]) {
        (&self.entry().names[1..], self.entry().tags)
    }

    /// How the field is searched.
    pub fn form(self) -> Form {
        self.entry().form
    }

    /// The field with this name, in small or capital letters.
    pub fn from_name(name: &str) -> Option<Field> {
        let found = ENTRIES.iter().find(|entry| entry.names.iter().any(|known| known.eq_ignore_ascii_case(name)));
        found.map(|entry| entry.field)
    }

    /// The field with this PubMed tag, without brackets.
    pub fn from_tag(tag: &str) -> Option<Field> {
        let tag = tag.trim();
        let found = ENTRIES.iter().find(|entry| entry.tags.iter().any(|known| known.eq_ignore_ascii_case(tag)));
        found.map(|entry| entry.field)
    }

    /// The field name that is most like `name`, if one is near.
    pub fn nearest(name: &str) -> Option<&'static str> {
        let name = name.to_ascii_lowercase();
        let names = ENTRIES.iter().flat_map(|entry| entry.names.iter().copied());
        names.map(|known| (distance(&name, known), known)).filter(|(far, _)| *far <= 2).min().map(|(_, known)| known)
    }

    /// The values of a field that has only a few, or nothing if it takes any.
    pub fn values(self) -> &'static [&'static str] {
        match self {
            Field::Kind => &["publication", "trial", "grant", "patent", "guideline"],
            Field::Is => &["retracted", "abstract", "references"],
            _ => &[],
        }
    }

    fn entry(self) -> &'static Entry {
        ENTRIES.iter().find(|entry| entry.field == self).expect("every field has an entry, as a test shows")
    }
}

/// Number of letters to change, add or drop; good enough for names of a few letters.
fn distance(left: &str, right: &str) -> usize {
    if left.len().abs_diff(right.len()) > 2 {
        return usize::MAX;
    }
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, letter) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for j in 0..right.len() {
            let change = diagonal + usize::from(letter != right[j]);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::{ENTRIES, Field};

    #[test]
    fn every_name_and_tag_belongs_to_one_field() {
        let mut names: Vec<_> = ENTRIES.iter().flat_map(|entry| entry.names).collect();
        let mut tags: Vec<_> = ENTRIES.iter().flat_map(|entry| entry.tags).collect();
        let (name_count, tag_count) = (names.len(), tags.len());
        names.sort();
        names.dedup();
        tags.sort();
        tags.dedup();
        assert_eq!((names.len(), tags.len()), (name_count, tag_count));
        assert!(Field::all().all(|field| Field::from_name(field.name()) == Some(field)));
    }

    #[test]
    fn a_misspelt_name_suggests_the_right_one() {
        assert_eq!(Field::nearest("titel"), Some("title"));
        assert_eq!(Field::nearest("jurnal"), Some("journal"));
        assert_eq!(Field::nearest("completely"), None);
    }
}
