//! Second step: the mentions of each file are grouped; each mention learns its person.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};
use std::path::Path;

use bellwether_identity::persons::group::{Candidate, Options, group};
use bellwether_identity::persons::mention::Mention;
use bellwether_identity::persons::stable;
use serde::{Deserialize, Serialize};

use crate::model::person::Reasons;
use crate::service::build::{BuildError, Watch};
use crate::service::mentions::Gathered;
use crate::store::codec;
use crate::store::error::StoreError;
use crate::store::spill::{Spill, Spilled};

/// The folder, in a generation, that keeps which mention belonged to whom.
const MEMBERS: &str = "members";

/// Members are kept in files of so many records each; one file is held in memory: with six authors a record, 6 MB.
const RECORDS_PER_FILE: u64 = 65_536;

/// Why the mentions of a person (of one file) are one.
#[derive(Serialize, Deserialize)]
pub struct Verdict {
    /// The person.
    pub person: u64,
    /// See [`crate::model::person::Person::confidence`].
    pub confidence: Option<f64>,
    /// See [`crate::model::person::Person::reasons`].
    pub reasons: Reasons,
}

/// Who is who.
pub struct Persons {
    /// Pairs of mention and person, in runs of [`RECORDS_PER_FILE`] records.
    pub members: Spilled,
    /// Verdicts, by person.
    pub verdicts: Spilled,
}

/// Groups file by file. `earlier` is the generation before, whose ids are kept where most mentions stay together.
pub fn group_all(
    gathered: &Gathered,
    folder: &Path,
    bits: u32,
    earlier: Option<&Path>,
    draft: &Path,
    watch: &dyn Watch,
) -> Result<Persons, BuildError> {
    let runs = usize::try_from(gathered.records / RECORDS_PER_FILE).unwrap_or(usize::MAX) + 1;
    let mut members = Spill::with_files(folder, "members", runs)?;
    let mut verdicts = Spill::create(folder, "verdicts", bits)?;
    let kept = draft.join(MEMBERS);
    std::fs::create_dir_all(&kept).map_err(StoreError::io("making", &kept))?;
    let mut lasting = Spill::create(&kept, "block", bits)?;
    let files = gathered.mentions.files();
    for number in 0..files {
        watch.on_progress("grouping", number as u64, files as u64);
        if watch.cancelled() {
            return Err(BuildError::Stopped);
        }
        let (records, mentions) = read(&gathered.mentions, number)?;
        let candidates = group(&gathered.background, &mentions, &Options::default());
        let groups: Vec<Vec<&Mention>> =
            candidates.iter().map(|candidate| candidate.mentions.iter().map(|at| &mentions[*at]).collect()).collect();
        let ids = stable::assign(&earlier_ids(earlier, number, bits)?, &groups);
        for (candidate, id) in candidates.iter().zip(ids) {
            verdicts
                .line(id, &Verdict { person: id, confidence: candidate.confidence, reasons: reasons(candidate) })?;
            for at in &candidate.mentions {
                let (mention, run) = (&mentions[*at], (records[*at] / RECORDS_PER_FILE) as usize);
                let pair = |file: &mut dyn std::io::Write, key: u64| -> std::io::Result<()> {
                    file.write_all(&key.to_le_bytes())?;
                    file.write_all(&id.to_le_bytes())
                };
                pair(members.at(run), mention.key()).map_err(StoreError::io("writing", folder))?;
                pair(lasting.of(mention.name.block()), mention.key()).map_err(StoreError::io("writing", &kept))?;
            }
        }
        gathered.mentions.remove(number)?;
    }
    lasting.finish()?;
    Ok(Persons { members: members.finish()?, verdicts: verdicts.finish()? })
}

/// The mentions of a file, and the number of each one's record.
fn read(spilled: &Spilled, number: usize) -> Result<(Vec<u64>, Vec<Mention>), StoreError> {
    let mut file = spilled.open(number)?;
    let (mut records, mut mentions) = (Vec::new(), Vec::new());
    let failed = || StoreError::io("reading", &spilled.path(number));
    while !file.fill_buf().map_err(failed())?.is_empty() {
        records.push(codec::take(&mut file).map_err(failed())?);
        mentions.push(codec::read(&mut file).map_err(failed())?);
    }
    Ok((records, mentions))
}

fn reasons(candidate: &Candidate) -> Reasons {
    let found = &candidate.reasons;
    Reasons {
        with_orcid: found.with_orcid,
        shared_coauthors: found.shared_coauthors,
        shared_institutions: found.shared_organisations,
        shared_email: found.shared_emails > 0,
        subject_likeness: found.subject_likeness,
        written_out: found.written_out,
        same_block: found.same_block,
    }
}

/// Which person each mention of the file belonged to. The generation before may have had more or fewer files; both
/// divide the same keys by their first bits.
fn earlier_ids(earlier: Option<&Path>, number: usize, bits: u32) -> Result<BTreeMap<u64, u64>, StoreError> {
    let Some(folder) = earlier.map(|earlier| earlier.join(MEMBERS)) else { return Ok(BTreeMap::new()) };
    let names = match std::fs::read_dir(&folder) {
        Ok(entries) => entries.count(),
        Err(_) => return Ok(BTreeMap::new()),
    };
    let earlier_bits = names.max(1).ilog2();
    let files = if earlier_bits >= bits {
        let each = 1 << (earlier_bits - bits);
        number * each..(number + 1) * each
    } else {
        let one = number >> (bits - earlier_bits);
        one..one + 1
    };
    let mut ids = BTreeMap::new();
    for file in files {
        let path = folder.join(format!("block-{file:05}"));
        let bytes = std::fs::read(&path).map_err(StoreError::io("reading", &path))?;
        ids.extend(pairs(&bytes));
    }
    Ok(ids)
}

/// Mention and person, from the bytes of a file.
fn pairs(bytes: &[u8]) -> impl Iterator<Item = (u64, u64)> {
    let (pairs, _) = bytes.as_chunks::<16>();
    pairs.iter().map(|pair| {
        let (mention, person) = pair.split_at(8);
        (number(mention), number(person))
    })
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// Leads from mentions to persons while the records are read a second time, in the same order.
pub struct Lookup {
    members: Spilled,
    run: Option<usize>,
    held: BTreeMap<u64, u64>,
}

impl Lookup {
    /// Over what [`group_all`] laid down.
    pub fn new(members: Spilled) -> Self {
        Lookup { members, run: None, held: BTreeMap::new() }
    }

    /// The person of a mention in the record with this number.
    pub fn person(&mut self, record: u64, mention: u64) -> Result<Option<u64>, StoreError> {
        let run = (record / RECORDS_PER_FILE) as usize;
        if self.run != Some(run) {
            let mut bytes = Vec::new();
            let read = self.members.open(run)?.read_to_end(&mut bytes);
            read.map_err(StoreError::io("reading", &self.members.path(run)))?;
            self.held = pairs(&bytes).collect();
            self.run = Some(run);
        }
        Ok(self.held.get(&mention).copied())
    }
}
