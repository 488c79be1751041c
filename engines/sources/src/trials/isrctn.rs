//! The ISRCTN registry. Names of sponsors, funders and contacts are not part of its trial record, only their ids.

use super::{add, begin, registry_of, required};
use crate::calendar;
use crate::identifier::{doi, identifier};
use crate::json::tree::Tree;
use crate::problem::Problem;
use crate::record::{Link, Record, Reference, Relation, Source};

/// The record of one trial; its id is the number with its usual prefix, `ISRCTN96912679`.
pub(super) fn record(study: &Tree) -> Result<Record, Problem> {
    let number = required(study.text("isrctn"), "ISRCTN number")?;
    let id = format!("ISRCTN{}", number.trim_start_matches("ISRCTN"));
    let mut record = begin(Source::Isrctn, &id, "ISRCTN");
    let description = study.at("trialDescription");
    record.title = crate::plain::plain(description.first_text(&["title", "scientificTitle"]));
    record.status =
        study.first_text(&["trialDesign.overallStatusOverride", "participants.recruitmentStatusOverride"]).to_owned();
    describe(study, description, &mut record);
    let events = [
        ("start", "participants.recruitmentStart"),
        ("recruitment_end", "participants.recruitmentEnd"),
        ("end", "trialDesign.overallEndDate"),
    ];
    for (what, path) in events {
        record.happened(what, calendar::iso(study.text(path)));
    }
    record.dated_by(&["start", "recruitment_end", "end"]);
    numbers(study, &mut record);
    record.identifiers.extend(identifier("doi", doi(study.text("externalRefs.doi"))));
    for path in ["primaryStudyDesign", "secondaryStudyDesign", "trialTypes.trialType", "studyDesign"] {
        for name in study.at("trialDesign").texts(path) {
            record.typed(name);
        }
    }
    facts(study, &mut record);
    publications(study, &mut record);
    Ok(record)
}

fn describe(study: &Tree, description: &Tree, record: &mut Record) {
    let summary = description.text("plainEnglishSummary");
    let parts = [
        ("SCIENTIFIC TITLE", description.text("scientificTitle")),
        ("ACRONYM", description.text("acronym")),
        ("SUMMARY", if summary.starts_with("Not provided") { "" } else { summary }),
        ("HYPOTHESIS", description.text("studyHypothesis")),
        ("INTERVENTIONS", study.text("interventions.intervention.description")),
        ("PRIMARY OUTCOMES", description.text("primaryOutcome")),
        ("SECONDARY OUTCOMES", description.text("secondaryOutcome")),
        ("INCLUSION CRITERIA", study.text("participants.inclusion")),
        ("EXCLUSION CRITERIA", study.text("participants.exclusion")),
        ("REASON FOR STOPPING", study.text("trialDesign.reasonAbandoned")),
    ];
    for (label, text) in parts {
        record.describe(label, text);
    }
}

fn numbers(study: &Tree, record: &mut Record) {
    let references = study.at("externalRefs");
    let named = [
        ("EudraCT", "eudraCTNumber"),
        ("IRAS", "irasNumber"),
        ("ClinicalTrials.gov", "clinicalTrialsGovNumber"),
        ("Sponsor", "protocolSerialNumber"),
    ];
    for (registry, key) in named {
        let number = references.text(key);
        record.registered(&registry_of(number, registry), number);
    }
    for number in references.texts("secondaryNumbers.secondaryNumber") {
        record.registered(&registry_of(number, "Other"), number);
    }
}

fn facts(study: &Tree, record: &mut Record) {
    for condition in study.list("conditions.condition") {
        record.keyword(condition.text("diseaseClass1"));
        record.keyword(condition.text("diseaseClass2"));
    }
    let Some(trial) = &mut record.trial else { return };
    let participants = study.at("participants");
    trial.enrolment = participants.first_text(&["totalFinalEnrolment", "targetEnrolment"]).parse().ok();
    for condition in study.list("conditions.condition") {
        add(&mut trial.conditions, condition.text("description"));
    }
    for intervention in study.list("interventions.intervention") {
        if trial.phase.is_empty() {
            trial.phase = intervention.text("phase").to_owned();
        }
        let (kind, names) = (intervention.text("interventionType"), intervention.text("drugNames"));
        if !names.is_empty() {
            add(&mut trial.interventions, &format!("{kind}: {names}"));
        }
    }
    for country in participants.texts("recruitmentCountries.country") {
        add(&mut trial.countries, country);
    }
}

/// Papers stand in free text; only those with an address that holds a PubMed id can be told apart.
fn publications(study: &Tree, record: &mut Record) {
    let text = study.text("results.publicationDetails");
    let papers = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    for citation in papers {
        let pmid = ["pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/"].into_iter().find_map(|address| {
            let (_, after) = citation.split_once(address)?;
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            (1..=9).contains(&digits).then(|| &after[..digits])
        });
        let pmid = pmid.unwrap_or_default().to_owned();
        let citation = crate::plain::plain(citation);
        let identifiers = identifier("pubmed", &pmid).into_iter().collect();
        record.references.push(Reference { citation: citation.clone(), identifiers });
        let relation = Relation::AssociatedPublication;
        record.links.push(Link { relation, pmid, citation, note: String::new() });
    }
}
