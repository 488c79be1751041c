//! Law: whatever a record holds, its columns give it back.

use bellwether_evidence::columns::batch::{Records, batch};
use bellwether_sources::date::PartialDate;
use bellwether_sources::record::{
    Affiliation, Author, DatedEvent, Grant, Heading, Identifier, Key, Keyword, Kind, Link, OtherAbstract, Qualifier,
    Record, Reference, Registration, Relation, Section, Source, Substance, Term, Trial, Venue,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

fn text() -> BoxedStrategy<String> {
    prop_oneof![Just(String::new()), "[a-z ]{1,12}", any::<String>()].boxed()
}

/// A type made of texts, in the order of its fields.
macro_rules! of_texts {
    ($type:ident { $($field:ident),+ }) => {
        vec(text(), [$(stringify!($field)),+].len()).prop_map(|texts| {
            let mut texts = texts.into_iter();
            $type { $($field: texts.next().unwrap_or_default()),+ }
        })
    };
}

fn date() -> impl Strategy<Value = PartialDate> {
    (any::<i16>(), option::of(any::<u8>()), option::of(any::<u8>()), text())
        .prop_map(|(year, month, day, verbatim)| PartialDate { year, month, day, verbatim })
}

fn sections() -> impl Strategy<Value = Vec<Section>> {
    vec(of_texts!(Section { label, category, text }), 0..4)
}

fn identifiers() -> impl Strategy<Value = Vec<Identifier>> {
    vec(of_texts!(Identifier { scheme, value }), 0..3)
}

fn author() -> impl Strategy<Value = Author> {
    let affiliation = (text(), identifiers()).prop_map(|(text, identifiers)| Affiliation { text, identifiers });
    (vec(text(), 6), vec(affiliation, 0..3), any::<bool>()).prop_map(|(texts, affiliations, equal_contribution)| {
        let [last_name, fore_name, initials, suffix, collective, orcid] = texts.try_into().expect("six texts");
        Author { last_name, fore_name, initials, suffix, collective, orcid, affiliations, equal_contribution }
    })
}

fn heading() -> impl Strategy<Value = Heading> {
    let qualifier = (text(), text(), any::<bool>()).prop_map(|(id, name, major)| Qualifier { id, name, major });
    (text(), text(), any::<bool>(), vec(qualifier, 0..3)).prop_map(|(id, name, major, qualifiers)| Heading {
        id,
        name,
        major,
        qualifiers,
    })
}

fn link() -> impl Strategy<Value = Link> {
    let relation = prop::sample::select(vec![
        Relation::AssociatedDataset,
        Relation::CommentIn,
        Relation::RetractionIn,
        Relation::RetractionOf,
        Relation::UpdateOf,
        Relation::Cites,
        Relation::Other,
    ]);
    (relation, text(), text(), text()).prop_map(|(relation, pmid, citation, note)| Link {
        relation,
        pmid,
        citation,
        note,
    })
}

fn trial() -> impl Strategy<Value = Trial> {
    (text(), option::of(any::<u64>()), vec(text(), 0..3), vec(text(), 0..3), text(), vec(text(), 0..3)).prop_map(
        |(phase, enrolment, conditions, interventions, sponsor, countries)| Trial {
            phase,
            enrolment,
            conditions,
            interventions,
            sponsor,
            countries,
        },
    )
}

fn record() -> impl Strategy<Value = Record> {
    let kinds = vec![Kind::Publication, Kind::Trial, Kind::Grant, Kind::Patent, Kind::Guideline];
    let key = (prop::sample::select(Source::ALL.to_vec()), text()).prop_map(|(source, id)| Key { source, id });
    let head = (key, any::<u32>(), prop::sample::select(kinds), text(), text(), text(), text(), any::<bool>());
    let other =
        (text(), text(), sections()).prop_map(|(language, kind, sections)| OtherAbstract { language, kind, sections });
    let dated = (text(), date()).prop_map(|(what, date)| DatedEvent { what, date });
    let venue = of_texts!(Venue { name, abbreviation, issn, issn_linking, nlm_id, volume, issue, pages });
    let told = (sections(), vec(other, 0..2), option::of(date()), vec(dated, 0..3), vec(text(), 0..3), venue);
    let keyword = (text(), any::<bool>()).prop_map(|(text, major)| Keyword { text, major });
    let about = (
        vec(author(), 0..4),
        vec(heading(), 0..4),
        vec(keyword, 0..3),
        vec(of_texts!(Substance { id, name, registry_number }), 0..3),
        vec(of_texts!(Term { id, name }), 0..3),
        vec(of_texts!(Grant { id, acronym, agency, country }), 0..3),
    );
    let reference = (text(), identifiers()).prop_map(|(citation, identifiers)| Reference { citation, identifiers });
    let around = (
        vec(of_texts!(Registration { registry, number }), 0..3),
        vec(reference, 0..4),
        identifiers(),
        vec(link(), 0..3),
        option::of(trial()),
    );
    (head, told, about, around).prop_map(|(head, told, about, around)| {
        let (key, version, kind, title, title_original, country, status, authors_complete) = head;
        let (sections, other_abstracts, date, dates, languages, venue) = told;
        let (authors, headings, keywords, substances, types, grants) = about;
        let (registrations, references, identifiers, links, trial) = around;
        Record {
            key,
            version,
            kind,
            title,
            title_original,
            sections,
            other_abstracts,
            date,
            dates,
            languages,
            venue,
            authors,
            authors_complete,
            headings,
            keywords,
            substances,
            types,
            grants,
            registrations,
            references,
            identifiers,
            links,
            country,
            status,
            trial,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn columns_give_back_every_record(records in vec(record(), 0..6)) {
        let columns = Records::of(batch(&records)).expect("the columns of records are those of records");
        let back = (0..columns.count()).map(|row| columns.get(row)).collect::<Result<Vec<_>, _>>();
        prop_assert_eq!(back.expect("every name is known"), records);
    }
}

proptest! {
    // Each case writes and reads a file of eighty columns.
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_part_gives_back_every_record_by_row_and_in_order(records in vec(record(), 1..6), again in 1..100_usize) {
        use bellwether_evidence::store::part::{Part, PartWriter};
        let folder = tempfile::tempdir().expect("a folder");
        let mut writer = PartWriter::create(folder.path().join("parts/one.parquet")).expect("a part");
        // Several batches, more rows than a page has.
        for _ in 0..again {
            writer.add(&batch(&records)).expect("rows");
        }
        writer.finish().expect("a whole part");
        let part = Part::open(folder.path().join("parts/one.parquet")).expect("the part");
        let mut read = Vec::new();
        let ended = part.for_each(|row| row % 3 != 1, &mut |row, record| {
            read.push((row, record));
            std::ops::ControlFlow::Continue(())
        });
        prop_assert!(ended.expect("every row").is_continue());
        let rows = u32::try_from(records.len() * again).expect("few rows");
        let expected = |row: u32| records[row as usize % records.len()].clone();
        prop_assert_eq!(read, (0..rows).filter(|row| row % 3 != 1).map(|row| (row, expected(row))).collect::<Vec<_>>());
        for row in [0, rows / 2, rows - 1] {
            prop_assert_eq!(part.record(row).expect("the row"), expected(row));
        }
        prop_assert!(part.record(rows).is_err());
    }
}
