//! Counts over the two real files, taken by other means (`grep`, lxml) and so known beforehand.

use std::fs::File;
use std::io::Read;

use bellwether_sources::gzip;
use bellwether_sources::record::{Change, Record};
use memchr::memmem;

use crate::reading;

/// What is counted in one file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    records: usize,
    deletions: usize,
    references: usize,
    cited_pmids: usize,
    with_mesh: usize,
    headings: usize,
    authors: usize,
    affiliations: usize,
    orcids: usize,
    with_abstract: usize,
    with_date: usize,
    substances: usize,
    keywords: usize,
    grants: usize,
    registrations: usize,
    retractions: usize,
}

fn count(changes: &[Change]) -> Counts {
    let mut counts = Counts::default();
    for change in changes {
        match change {
            Change::Upsert(record) => count_record(record, &mut counts),
            Change::Delete(_) => counts.deletions += 1,
        }
    }
    counts
}

fn count_record(record: &Record, counts: &mut Counts) {
    let cites_pmid = |reference: &&bellwether_sources::record::Reference| {
        reference.identifiers.iter().any(|identifier| identifier.scheme == "pubmed")
    };
    counts.records += 1;
    counts.references += record.references.len();
    counts.cited_pmids += record.references.iter().filter(cites_pmid).count();
    counts.with_mesh += usize::from(!record.headings.is_empty());
    counts.headings += record.headings.iter().filter(|heading| heading.id.starts_with('D')).count();
    counts.authors += record.authors.len();
    counts.affiliations += record.authors.iter().map(|author| author.affiliations.len()).sum::<usize>();
    counts.orcids += record.authors.iter().filter(|author| !author.orcid.is_empty()).count();
    counts.with_abstract += usize::from(!record.sections.is_empty());
    counts.with_date += usize::from(record.date.is_some());
    counts.substances += record.substances.len();
    counts.keywords += record.keywords.len();
    counts.grants += record.grants.len();
    counts.registrations += record.registrations.len();
    counts.retractions += usize::from(record.is_retracted());
}

#[test]
fn file_1_has_the_known_counts() {
    let Some(changes) = reading::read_sample(reading::FILES[0]) else { return };
    let expected = Counts {
        records: 30_000,
        deletions: 0,
        references: 48_598,
        cited_pmids: 48_598,
        with_mesh: 29_998,
        headings: 288_334,
        authors: 79_023,
        affiliations: 444,
        orcids: 0,
        with_abstract: 14_832,
        with_date: 30_000,
        substances: 53_196,
        keywords: 2_186,
        grants: 484,
        registrations: 30,
        retractions: 2,
    };
    assert_eq!(count(&changes), expected);
}

#[test]
fn file_2_has_the_known_counts() {
    let Some(changes) = reading::read_sample(reading::FILES[1]) else { return };
    let expected = Counts {
        records: 20_788,
        deletions: 20,
        references: 221_645,
        cited_pmids: 93_610,
        with_mesh: 335,
        headings: 3_668,
        authors: 135_423,
        // 150,355 with those of investigators, who are not authors.
        affiliations: 149_781,
        // 14,641 identifiers, 8 of them no ORCID iDs.
        orcids: 14_633,
        // 18,446 with one whose text is empty.
        with_abstract: 18_445,
        with_date: 20_788,
        substances: 691,
        // 80,042 with four empty ones.
        keywords: 80_038,
        grants: 7_297,
        registrations: 295,
        retractions: 4,
    };
    assert_eq!(count(&changes), expected);
}

#[test]
fn inline_markup_leaves_its_text_and_no_tags() {
    let Some(path) = reading::sample(reading::FILES[1]) else { return };
    let mut xml = Vec::new();
    gzip::reader(File::open(path).unwrap()).read_to_end(&mut xml).unwrap();
    let changes = reading::read(xml.as_slice()).unwrap();
    let records = changes.iter().filter_map(|change| match change {
        Change::Upsert(record) => Some(record),
        Change::Delete(_) => None,
    });

    let (mut marked_abstracts, mut basic_abstracts, mut marked_titles, mut basic_titles) = (0, 0, 0, 0);
    for (record, raw) in records.zip(raw_records(&xml)) {
        let title: String = contents(raw, "ArticleTitle").concat();
        let sections = contents(raw, "AbstractText");
        let text = sections.concat();
        marked_titles += usize::from(title.contains('<'));
        basic_titles += usize::from(has_basic_markup(&title));
        marked_abstracts += usize::from(text.contains('<'));
        basic_abstracts += usize::from(has_basic_markup(&text));
        assert_eq!(squeezed(&record.title), squeezed(&without_markup(&title)), "{}", record.key);
        let kept: String = record.sections.iter().map(|section| section.text.as_str()).collect();
        assert_eq!(squeezed(&kept), squeezed(&without_markup(&text)), "{}", record.key);
    }
    // 15 abstracts and 1 title have MathML and nothing else.
    assert_eq!((marked_abstracts, basic_abstracts, marked_titles, basic_titles), (5_017, 5_002, 1_094, 1_093));
}

fn raw_records(xml: &[u8]) -> impl Iterator<Item = &str> {
    let ends = memmem::find_iter(xml, b"</PubmedArticle>");
    let starts = memmem::find_iter(xml, b"<PubmedArticle>");
    starts.zip(ends).map(|(start, end)| std::str::from_utf8(&xml[start..end]).unwrap())
}

/// What stands in the elements of this name, tags and all, outside of `OtherAbstract`.
fn contents<'a>(record: &'a str, name: &str) -> Vec<&'a str> {
    let record = record.split_once("<OtherAbstract").map_or(record, |(before, _)| before);
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    for piece in record.split(&open).skip(1) {
        let Some((tag, text)) = piece.split_once('>') else { continue };
        if !tag.ends_with('/') {
            found.push(text.split_once(&close).unwrap().0);
        }
    }
    found
}

fn has_basic_markup(text: &str) -> bool {
    ["<i>", "<b>", "<sup>", "<sub>"].iter().any(|tag| text.contains(tag))
}

fn without_markup(text: &str) -> String {
    let pieces = text.split('<').enumerate().map(|(index, piece)| match index {
        0 => piece,
        _ => piece.split_once('>').map_or("", |(_, text)| text),
    });
    let text: String = pieces.collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Without blanks, since those around line breaks may change.
fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_ascii_whitespace()).collect()
}
