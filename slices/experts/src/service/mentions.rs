//! First pass: every authorship of the evidence becomes a mention, laid down by the block of its name.

use std::path::Path;

use bellwether_evidence::api::Snapshot;
use bellwether_identity::persons::background::Background;
use bellwether_identity::persons::mention::{Authorship, Mention, Work};
use bellwether_identity::persons::name::PersonName;
use bellwether_sources::record::{Author, Record};

use crate::service::build::{BuildError, Watch};
use crate::service::find_institutions::FindInstitutions;
use crate::service::walk::walk;
use crate::store::codec;
use crate::store::error::StoreError;
use crate::store::spill::{Spill, Spilled};

/// What the first pass found.
pub struct Gathered {
    /// Mentions by block.
    pub mentions: Spilled,
    /// How common everything is.
    pub background: Background,
    /// Records read.
    pub records: u64,
    /// Authorships of persons in them.
    pub authorships: u64,
}

/// Reads all records. Each mention is laid down with the number of its record in this reading.
pub fn gather(
    snapshot: &Snapshot,
    folder: &Path,
    bits: u32,
    institutions: &mut FindInstitutions,
    watch: &dyn Watch,
) -> Result<Gathered, BuildError> {
    let mut spill = Spill::create(folder, "mentions", bits)?;
    let mut background = Background::default();
    let mut authorships = 0;
    let records = walk(snapshot, "reading", watch, |number, record| {
        of_record(record, institutions).into_iter().try_for_each(|mention| {
            background.add(&mention);
            authorships += 1;
            let file = spill.of(home(&mention));
            let written = codec::put(file, number).and_then(|()| codec::write(file, &mention));
            written.map_err(StoreError::io("writing", folder))
        })
    })?;
    Ok(Gathered { mentions: spill.finish()?, background, records, authorships })
}

/// Where a mention is laid down. Blocks of one ORCID iD may fall into different files; their groups meet again by
/// the id that is made from the iD.
fn home(mention: &Mention) -> u64 {
    mention.name.block()
}

/// The persons among a record's authors, each with its place among all authors.
pub fn persons(record: &Record) -> impl Iterator<Item = (u32, &Author)> {
    let all = (0..).zip(&record.authors);
    all.filter(|(_, author)| author.collective.is_empty() && !author.last_name.trim().is_empty())
}

/// The name of an author in comparable form.
pub fn name(author: &Author) -> PersonName {
    PersonName::new(&author.last_name, &author.fore_name, &author.initials, &author.suffix)
}

/// The mentions of a record.
fn of_record(record: &Record, institutions: &mut FindInstitutions) -> Vec<Mention> {
    let subjects = record.headings.iter().map(|heading| heading.name.as_str());
    let subjects = subjects.chain(record.keywords.iter().map(|keyword| keyword.text.as_str()));
    let year = record.date.as_ref().map_or(0, |date| date.year);
    let venue = if record.venue.nlm_id.is_empty() { &record.venue.name } else { &record.venue.nlm_id };
    let shared = Work::new(persons(record).map(|(_, author)| name(author)), subjects, &record.title, venue, year);
    let key = record.key.to_string();
    let mention = |(position, author): (u32, &Author)| {
        let found: Vec<_> = author.affiliations.iter().map(|affiliation| institutions.of(affiliation)).collect();
        let name = [&author.last_name, &author.fore_name, &author.initials, &author.suffix].map(String::as_str);
        let affiliations = author.affiliations.iter().map(|affiliation| affiliation.text.as_str());
        let organisations = found.iter().flat_map(|found| found.iter()).map(|found| found.id.as_str());
        let authorship = Authorship::printed(&key, position, name, &author.orcid, affiliations);
        let authorship = authorship.with_organisations(organisations);
        Mention::new(&shared, &authorship)
    };
    persons(record).map(mention).collect()
}
