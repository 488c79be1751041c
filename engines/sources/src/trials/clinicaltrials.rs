//! ClinicalTrials.gov, API version 2.

use super::{add, affiliated, begin, registry_of, required, substance};
use crate::calendar;
use crate::identifier::{identifier, pmid};
use crate::json::tree::Tree;
use crate::person;
use crate::plain::plain;
use crate::problem::Problem;
use crate::record::{Grant, Heading, Link, Record, Reference, Relation, Source};

/// The register's name, as PubMed writes it in its data banks.
pub(super) const REGISTER: &str = "ClinicalTrials.gov";

/// The record of one study.
pub(super) fn record(study: &Tree) -> Result<Record, Problem> {
    let protocol = study.at("protocolSection");
    let identification = protocol.at("identificationModule");
    let id = required(identification.text("nctId"), "NCT number")?;
    let mut record = begin(Source::ClinicalTrials, id, REGISTER);
    record.title = plain(identification.first_text(&["briefTitle", "officialTitle"]));
    record.status = protocol.text("statusModule.overallStatus").to_owned();
    describe(protocol, &mut record);
    dates(protocol.at("statusModule"), &mut record);
    numbers(identification, &mut record);
    people(protocol, &mut record);
    facts(protocol, &mut record);
    design(protocol.at("designModule"), &mut record);
    for keyword in protocol.texts("conditionsModule.keywords") {
        record.keyword(keyword);
    }
    headings(study.at("derivedSection"), &mut record);
    publications(protocol.at("referencesModule"), &mut record);
    Ok(record)
}

fn describe(protocol: &Tree, record: &mut Record) {
    record.describe("OFFICIAL TITLE", protocol.text("identificationModule.officialTitle"));
    record.describe("ACRONYM", protocol.text("identificationModule.acronym"));
    record.describe("SUMMARY", protocol.text("descriptionModule.briefSummary"));
    record.describe("DESCRIPTION", protocol.text("descriptionModule.detailedDescription"));
    for (label, list) in [("PRIMARY OUTCOMES", "primaryOutcomes"), ("SECONDARY OUTCOMES", "secondaryOutcomes")] {
        let outcomes = protocol.at("outcomesModule").list(list).iter();
        let measures: Vec<&str> = outcomes.map(|outcome| outcome.text("measure")).collect();
        record.describe(label, &measures.join("; "));
    }
    record.describe("ELIGIBILITY", protocol.text("eligibilityModule.eligibilityCriteria"));
    record.describe("REASON FOR STOPPING", protocol.text("statusModule.whyStopped"));
}

fn dates(status: &Tree, record: &mut Record) {
    let events = [
        ("start", "startDateStruct.date"),
        ("primary_completion", "primaryCompletionDateStruct.date"),
        ("end", "completionDateStruct.date"),
        ("first_submitted", "studyFirstSubmitDate"),
        ("first_posted", "studyFirstPostDateStruct.date"),
        ("results_posted", "resultsFirstPostDateStruct.date"),
        ("verified", "statusVerifiedDate"),
        ("revised", "lastUpdatePostDateStruct.date"),
    ];
    for (what, path) in events {
        record.happened(what, calendar::iso(status.text(path)));
    }
    record.dated_by(&["start", "first_submitted", "first_posted"]);
    record.version = calendar::iso(status.text("lastUpdatePostDateStruct.date")).map_or(1, |date| date.number().max(1));
}

/// Secondary numbers: those of grants become grants, all others registrations.
fn numbers(identification: &Tree, record: &mut Record) {
    for alias in identification.texts("nctIdAliases") {
        record.registered(REGISTER, alias);
    }
    record.registered(identification.text("organization.fullName"), identification.text("orgStudyIdInfo.id"));
    for number in identification.list("secondaryIdInfos") {
        let (id, kind, domain) = (number.text("id"), number.text("type"), number.text("domain"));
        if kind == "NIH" || kind.ends_with("GRANT") {
            let agency = if domain.is_empty() { kind } else { domain };
            record.grants.push(Grant { id: id.to_owned(), agency: agency.to_owned(), ..Grant::default() });
        } else {
            let said = if domain.is_empty() { kind } else { domain };
            record.registered(&registry_of(id, said), id);
        }
    }
}

/// Investigators first, then collaborating organisations.
fn people(protocol: &Tree, record: &mut Record) {
    for official in protocol.list("contactsLocationsModule.overallOfficials") {
        record.authors.push(affiliated(person::spoken(official.text("name")), &[official.text("affiliation")]));
    }
    let party = protocol.at("sponsorCollaboratorsModule.responsibleParty");
    let investigator =
        affiliated(person::spoken(party.text("investigatorFullName")), &[party.text("investigatorAffiliation")]);
    let known = record.authors.iter().any(|author| author.last_name == investigator.last_name);
    if !investigator.last_name.is_empty() && !known {
        record.authors.push(investigator);
    }
    for collaborator in protocol.list("sponsorCollaboratorsModule.collaborators") {
        record.authors.push(person::group(&plain(collaborator.text("name"))));
    }
}

fn facts(protocol: &Tree, record: &mut Record) {
    let Some(trial) = &mut record.trial else { return };
    let phases: Vec<&str> = protocol.texts("designModule.phases").collect();
    trial.phase = phases.join("/");
    trial.enrolment = protocol.text("designModule.enrollmentInfo.count").parse().ok();
    for condition in protocol.texts("conditionsModule.conditions") {
        add(&mut trial.conditions, condition);
    }
    for intervention in protocol.list("armsInterventionsModule.interventions") {
        let kind = sentence_case(intervention.text("type"));
        add(&mut trial.interventions, &format!("{kind}: {}", intervention.text("name")));
    }
    trial.sponsor = plain(protocol.text("sponsorCollaboratorsModule.leadSponsor.name"));
    for location in protocol.list("contactsLocationsModule.locations") {
        add(&mut trial.countries, location.text("country"));
    }
}

fn design(design: &Tree, record: &mut Record) {
    record.typed(design.text("studyType"));
    for name in ["allocation", "interventionModel", "observationalModel", "primaryPurpose", "timePerspective"] {
        let value = design.at("designInfo").text(name);
        if value != "NA" {
            record.typed(value);
        }
    }
    let masking = design.text("designInfo.maskingInfo.masking");
    if !masking.is_empty() {
        record.typed(&format!("MASKING: {masking}"));
    }
}

/// MeSH terms that the register assigned; those of supplementary concepts (`C…`) are substances.
fn headings(derived: &Tree, record: &mut Record) {
    let modules = ["conditionBrowseModule.meshes", "interventionBrowseModule.meshes"];
    for term in modules.into_iter().flat_map(|module| derived.list(module)) {
        let (id, name) = (term.text("id").to_owned(), plain(term.text("term")));
        if id.starts_with('C') {
            substance(record, &id, &name, "");
        } else if !record.headings.iter().any(|known| known.id == id && known.name == name) {
            record.headings.push(Heading { id, name, ..Heading::default() });
        }
    }
}

/// Papers: all are references; those about this trial itself are links too.
fn publications(module: &Tree, record: &mut Record) {
    for paper in module.list("references") {
        let (pmid, citation) = (pmid(paper.text("pmid")), plain(paper.text("citation")));
        record.references.push(Reference {
            citation: citation.clone(),
            identifiers: identifier("pubmed", pmid).into_iter().collect(),
        });
        if matches!(paper.text("type"), "RESULT" | "DERIVED") {
            let relation = Relation::AssociatedPublication;
            record.links.push(Link { relation, pmid: pmid.to_owned(), citation, note: paper.text("type").to_owned() });
        }
    }
    for page in module.list("seeAlsoLinks") {
        let (citation, note) = (page.text("url").to_owned(), plain(page.text("label")));
        record.links.push(Link { relation: Relation::Other, pmid: String::new(), citation, note });
    }
}

/// `Dietary supplement` for `DIETARY_SUPPLEMENT`.
fn sentence_case(code: &str) -> String {
    let words = code.replace('_', " ").to_lowercase();
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
