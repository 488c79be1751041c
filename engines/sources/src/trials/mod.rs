//! Registered trials: ClinicalTrials.gov (API version 2 and the earlier XML, turned into JSON), the EU registers EUCTR
//! and CTIS, and ISRCTN.
//!
//! Registers other than ClinicalTrials.gov have no JSON of record; they are read in the form in which the tool `ctrdata`
//! stores them. Results (arms, outcomes, adverse events as numbers) are left out: they are data, not description.

mod clinicaltrials;
mod country;
mod ctis;
mod euctr;
mod isrctn;
mod legacy;

use crate::date::PartialDate;
use crate::json::tree::{Ignored, Tree};
use crate::json::{self, cutter};
use crate::plain::plain;
use crate::problem::{Fault, Problem};
use crate::record::{
    Affiliation, Author, Change, DatedEvent, Keyword, Kind, Record, Registration, Section, Source, Substance, Term,
    Trial, Venue,
};

/// Parts of a trial that nothing here reads, at any depth: results and documents of every register.
#[rustfmt::skip]
const IGNORED: &[&str] = &[
    "resultsSection", "documentSection", "clinical_results", "provided_document_section", "subjectDisposition",
    "baselineCharacteristics", "endPoints", "adverseEvents", "subjectAnalysisSets", "moreInformation",
    "publicEvaluation", "applicationInfo", "applications", "documents", "ancestors", "scientificAdviceAndPip",
    "mscTrialNotificationsInfoList", "contentLabeling",
];

/// Does a file that begins like this hold trials of a register that is read?
pub(crate) fn looks_like(first: &str) -> bool {
    let marks = ["protocolSection", "studies", "nct_id", "ctrname", "ctNumber", "a2_eudract_number", "isrctn"];
    let has_mark = || marks.iter().any(|mark| first.contains(&format!("\"{mark}\"")));
    let wrapped = first.starts_with("{\"_id\"") && first.contains("\"record\"");
    first.starts_with(['{', '[']) && (wrapped || has_mark())
}

/// A cutter for trials in any of the forms.
pub(crate) fn cutter() -> cutter::Cutter {
    cutter::Cutter::new("studies")
}

/// Parses whole trials.
pub(crate) fn parse(text: &str) -> Result<Vec<Change>, Fault> {
    let mut changes = Vec::new();
    json::for_each_record(text, Ignored { keys: IGNORED, levels: usize::MAX }, |entry| {
        if let Some(record) = record(entry)? {
            changes.push(Change::Upsert(Box::new(record)));
        }
        Ok(())
    })?;
    Ok(changes)
}

/// The trial in an entry, which may wrap it as `{"_id": …, "record": …}`. `None` for the entry that `ctrdata` keeps about
/// its own queries.
fn record(entry: &Tree) -> Result<Option<Record>, Problem> {
    let outer_id = entry.text("_id");
    if outer_id == "meta-info" {
        return Ok(None);
    }
    let study = if entry.has("record") { entry.at("record") } else { entry };
    let record = if study.has("protocolSection") {
        clinicaltrials::record(study)
    } else if study.has("id_info") {
        legacy::record(study)
    } else if study.has("a2_eudract_number") {
        euctr::record(study, outer_id)
    } else if study.has("ctNumber") {
        ctis::record(study)
    } else if study.has("isrctn") {
        isrctn::record(study)
    } else {
        Err(Problem::Missing("trial number of a register that is known"))
    };
    record.map(Some)
}

/// An empty record of a trial.
fn begin(source: Source, id: &str, register: &str) -> Record {
    let mut record = Record::new(source, id);
    record.kind = Kind::Trial;
    record.venue = Venue { name: register.to_owned(), ..Venue::default() };
    record.registrations.push(Registration { registry: register.to_owned(), number: id.to_owned() });
    record.trial = Some(Trial::default());
    record
}

/// The id, or a problem when there is none.
fn required<'t>(id: &'t str, what: &'static str) -> Result<&'t str, Problem> {
    if id.is_empty() { Err(Problem::Missing(what)) } else { Ok(id) }
}

impl Record {
    /// Adds a part of the description, unless it is empty or repeats the title.
    fn describe(&mut self, label: &str, text: &str) {
        let text = plain(text);
        if !text.is_empty() && text != self.title {
            self.sections.push(Section { label: label.to_owned(), category: String::new(), text });
        }
    }

    /// Adds a date, if there is one.
    fn happened(&mut self, what: &str, date: Option<PartialDate>) {
        self.dates.extend(date.map(|date| DatedEvent { what: what.to_owned(), date }));
    }

    /// The first of these events that has a date becomes the date of the record.
    fn dated_by(&mut self, events: &[&str]) {
        let mut known = events.iter().filter_map(|what| self.dates.iter().find(|event| event.what == *what));
        self.date = known.next().map(|event| event.date.clone());
    }

    /// Adds a number in another register, unless it is empty, a phrase for "none", or known already.
    fn registered(&mut self, registry: &str, number: &str) {
        let number = number.trim();
        let says_none =
            ["nil known", "none", "n/a", "na", "not applicable", "-"].contains(&number.to_lowercase().as_str());
        let known = self.registrations.iter().any(|registration| registration.number == number);
        if !number.is_empty() && !says_none && !known {
            self.registrations.push(Registration { registry: registry.to_owned(), number: number.to_owned() });
        }
    }

    /// Adds a study type.
    fn typed(&mut self, name: &str) {
        let name = plain(name);
        if !name.is_empty() && !self.types.iter().any(|known| known.name == name) {
            self.types.push(Term { id: String::new(), name });
        }
    }

    /// Adds a keyword.
    fn keyword(&mut self, text: &str) {
        let text = plain(text);
        if !text.is_empty() && !self.keywords.iter().any(|known| known.text == text) {
            self.keywords.push(Keyword { text, major: false });
        }
    }
}

/// Adds a substance, each name once; of two entries, that with a registry number says more.
fn substance(record: &mut Record, id: &str, name: &str, registry_number: &str) {
    let name = plain(name);
    if name.is_empty() || name == "N/A" {
        return;
    }
    let registry_number = if registry_number.is_empty() { "0" } else { registry_number };
    let known = record.substances.iter_mut().find(|known| known.name.eq_ignore_ascii_case(&name));
    match known {
        Some(known) if known.registry_number == "0" => registry_number.clone_into(&mut known.registry_number),
        Some(_) => {}
        None => {
            let registry_number = registry_number.to_owned();
            record.substances.push(Substance { id: id.to_owned(), name, registry_number });
        }
    }
}

/// Adds a text to a list that holds each once.
fn add(list: &mut Vec<String>, text: &str) {
    let text = plain(text);
    if !text.is_empty() && !list.contains(&text) {
        list.push(text);
    }
}

/// The same author at these affiliations (printed parts joined by commas, empty ones left out).
fn affiliated(mut author: Author, parts: &[&str]) -> Author {
    let parts: Vec<String> = parts.iter().map(|part| plain(part)).filter(|part| !part.is_empty()).collect();
    if !parts.is_empty() {
        author.affiliations.push(Affiliation { text: parts.join(", "), identifiers: Vec::new() });
    }
    author
}

/// A register's name in sources that write it in many ways, from the form of the number where that is certain.
fn registry_of(number: &str, said: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let certain = match number {
        _ if number.starts_with("NCT") && number.len() == 11 && digits(&number[3..]) => "ClinicalTrials.gov",
        _ if number.starts_with("ISRCTN") && number.len() > 6 && digits(&number[6..]) => "ISRCTN",
        _ if number.starts_with("U1111-") => "WHO UTN",
        _ if number.len() == 14 && digits(number) && number.split('-').map(str::len).eq([4, 6, 2]) => "EudraCT",
        _ if number.len() == 17 && digits(number) && number.split('-').map(str::len).eq([4, 6, 2, 2]) => "CTIS",
        _ if number.len() == 13 && number.starts_with("CDR") && digits(&number[3..]) => "NCI PDQ",
        _ if said.is_empty() => "Other",
        _ => said,
    };
    certain.to_owned()
}
