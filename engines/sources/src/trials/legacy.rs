//! ClinicalTrials.gov as its XML gave it until 2024, turned into JSON.

use super::clinicaltrials::REGISTER;
use super::{add, affiliated, begin, registry_of, required};
use crate::calendar;
use crate::identifier::{identifier, pmid};
use crate::json::tree::Tree;
use crate::person;
use crate::plain::plain;
use crate::problem::Problem;
use crate::record::{Heading, Link, Record, Reference, Relation, Source};

/// The record of one study.
pub(super) fn record(study: &Tree) -> Result<Record, Problem> {
    let id = required(study.text("id_info.nct_id"), "NCT number")?;
    let mut record = begin(Source::ClinicalTrials, id, REGISTER);
    record.title = plain(study.first_text(&["brief_title", "official_title"]));
    record.status = study.text("overall_status").to_owned();
    describe(study, &mut record);
    dates(study, &mut record);
    record.registered(&plain(study.text("source")), study.text("id_info.org_study_id"));
    for number in study.texts("id_info.secondary_id") {
        record.registered(&registry_of(number, "OTHER"), number);
    }
    people(study, &mut record);
    facts(study, &mut record);
    types(study, &mut record);
    for keyword in study.texts("keyword") {
        record.keyword(keyword);
    }
    for term in study.texts("condition_browse.mesh_term").chain(study.texts("intervention_browse.mesh_term")) {
        record.headings.push(Heading { name: plain(term), ..Heading::default() });
    }
    publications(study, &mut record);
    Ok(record)
}

fn describe(study: &Tree, record: &mut Record) {
    record.describe("OFFICIAL TITLE", study.text("official_title"));
    record.describe("ACRONYM", study.text("acronym"));
    record.describe("SUMMARY", study.text("brief_summary.textblock"));
    record.describe("DESCRIPTION", study.text("detailed_description.textblock"));
    for (label, list) in [("PRIMARY OUTCOMES", "primary_outcome"), ("SECONDARY OUTCOMES", "secondary_outcome")] {
        let measures: Vec<&str> = study.list(list).iter().map(|outcome| outcome.text("measure")).collect();
        record.describe(label, &measures.join("; "));
    }
    record.describe("ELIGIBILITY", study.text("eligibility.criteria.textblock"));
    record.describe("REASON FOR STOPPING", study.text("why_stopped"));
}

fn dates(study: &Tree, record: &mut Record) {
    let events = [
        ("start", "start_date"),
        ("primary_completion", "primary_completion_date"),
        ("end", "completion_date"),
        ("first_submitted", "study_first_submitted"),
        ("first_posted", "study_first_posted"),
        ("results_posted", "results_first_posted"),
        ("verified", "verification_date"),
        ("revised", "last_update_posted"),
    ];
    for (what, key) in events {
        record.happened(what, calendar::english(study.text(key)));
    }
    record.dated_by(&["start", "first_submitted", "first_posted"]);
    record.version = calendar::english(study.text("last_update_posted")).map_or(1, |date| date.number().max(1));
}

fn people(study: &Tree, record: &mut Record) {
    for official in study.list("overall_official") {
        let name = format!("{} {}", official.text("first_name"), official.text("last_name"));
        record.authors.push(affiliated(person::spoken(&plain(&name)), &[official.text("affiliation")]));
    }
    for collaborator in study.list("sponsors.collaborator") {
        record.authors.push(person::group(&plain(collaborator.text("agency"))));
    }
}

fn facts(study: &Tree, record: &mut Record) {
    let Some(trial) = &mut record.trial else { return };
    trial.phase = study.text("phase").to_owned();
    trial.enrolment = study.text("enrollment").parse().ok();
    for condition in study.texts("condition") {
        add(&mut trial.conditions, condition);
    }
    for intervention in study.list("intervention") {
        let (kind, name) = (intervention.text("intervention_type"), intervention.text("intervention_name"));
        add(&mut trial.interventions, &format!("{kind}: {name}"));
    }
    trial.sponsor = plain(study.text("sponsors.lead_sponsor.agency"));
    for country in study.texts("location_countries.country") {
        add(&mut trial.countries, country);
    }
}

fn types(study: &Tree, record: &mut Record) {
    record.typed(study.text("study_type"));
    let design = study.at("study_design_info");
    for name in ["allocation", "intervention_model", "observational_model", "primary_purpose", "time_perspective"] {
        if design.text(name) != "N/A" {
            record.typed(design.text(name));
        }
    }
    let masking = design.text("masking");
    if !masking.is_empty() {
        record.typed(&format!("Masking: {masking}"));
    }
}

fn publications(study: &Tree, record: &mut Record) {
    for (list, about_this_trial) in [("reference", false), ("results_reference", true)] {
        for paper in study.list(list) {
            let (pmid, citation) = (pmid(paper.text("PMID")), plain(paper.text("citation")));
            let identifiers = identifier("pubmed", pmid).into_iter().collect();
            record.references.push(Reference { citation: citation.clone(), identifiers });
            if about_this_trial {
                let relation = Relation::AssociatedPublication;
                record.links.push(Link { relation, pmid: pmid.to_owned(), citation, note: String::new() });
            }
        }
    }
    for page in study.list("link") {
        let (citation, note) = (page.text("url").to_owned(), plain(page.text("description")));
        record.links.push(Link { relation: Relation::Other, pmid: String::new(), citation, note });
    }
}
