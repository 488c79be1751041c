//! The EU Clinical Trials Information System: its public API before and after the portal's change in 2024.

use super::{add, affiliated, begin, registry_of, required, substance};
use crate::calendar;
use crate::date::PartialDate;
use crate::identifier::{identifier, pmid};
use crate::json::tree::Tree;
use crate::person;
use crate::plain::plain;
use crate::problem::Problem;
use crate::record::{Grant, Record, Reference, Source};

/// Public status by code, as the portal words it.
#[rustfmt::skip]
const STATUS: &[&str] = &[
    "Under evaluation", "Authorised, recruitment pending", "Authorised, recruiting", "Ongoing, recruiting",
    "Ongoing, recruitment ended", "Temporarily halted", "Suspended", "Ended", "Expired", "Revoked",
    "Not authorised", "Cancelled",
];

/// The record of one trial.
pub(super) fn record(study: &Tree) -> Result<Record, Problem> {
    let id = required(study.text("ctNumber"), "EU CT number")?;
    let mut record = begin(Source::Ctis, id, "Clinical Trials Information System");
    record.registrations[0].registry = "CTIS".to_owned();
    let newer = study.at("authorizedApplication");
    let application = if newer.has("authorizedPartI") { newer } else { study };
    let part = application.at("authorizedPartI");
    let details = part.at("trialDetails");
    record.title = plain(details.text("clinicalTrialIdentifiers.fullTitle"));
    if record.title.is_empty() {
        record.title = plain(study.first_text(&["title", "shortTitle"]));
    }
    record.status = status(study);
    describe(details, &mut record);
    dates(study, details, &mut record);
    numbers(study, application, details, &mut record);
    sponsor(part, study, &mut record);
    sites(application, &mut record);
    products(part, &mut record);
    facts(study, application, part, &mut record);
    for area in study.texts("therapeuticAreas") {
        record.keyword(area);
    }
    for term in details.list("trialInformation.medicalCondition.meddraConditionTerms") {
        record.keyword(term.text("termName"));
    }
    for paper in details.texts("pubmedCode") {
        let identifiers = identifier("pubmed", pmid(paper)).into_iter().collect();
        record.references.push(Reference { citation: String::new(), identifiers });
    }
    Ok(record)
}

fn status(study: &Tree) -> String {
    let said = study.first_text(&["ctPublicStatusCode", "ctStatus"]);
    let code = said.parse::<usize>().ok().and_then(|code| STATUS.get(code.wrapping_sub(1)));
    code.map_or_else(|| said.to_owned(), |status| (*status).to_owned())
}

fn describe(details: &Tree, record: &mut Record) {
    record.describe("LAY TITLE", details.text("clinicalTrialIdentifiers.publicTitle"));
    record.describe("SHORT TITLE", details.text("clinicalTrialIdentifiers.shortTitle"));
    let information = details.at("trialInformation");
    record.describe("MAIN OBJECTIVE", information.text("trialObjective.mainObjective"));
    let lists = [
        ("SECONDARY OBJECTIVES", "trialObjective.secondaryObjectives", "secondaryObjective"),
        ("PRIMARY OUTCOMES", "endPoint.primaryEndPoints", "endPoint"),
        ("SECONDARY OUTCOMES", "endPoint.secondaryEndPoints", "endPoint"),
        ("INCLUSION CRITERIA", "eligibilityCriteria.principalInclusionCriteria", "principalInclusionCriteria"),
        ("EXCLUSION CRITERIA", "eligibilityCriteria.principalExclusionCriteria", "principalExclusionCriteria"),
    ];
    for (label, list, key) in lists {
        let texts: Vec<&str> = information.list(list).iter().map(|entry| entry.text(key)).collect();
        record.describe(label, &texts.join("; "));
    }
}

/// A date in either of the forms that the register uses.
fn date(text: &str) -> Option<PartialDate> {
    calendar::day_first(text).or_else(|| calendar::iso(text))
}

fn dates(study: &Tree, details: &Tree, record: &mut Record) {
    let duration = details.at("trialInformation.trialDuration");
    let revised = date(study.text("lastUpdated"));
    record.version = revised.as_ref().map_or(1, |date| date.number().max(1));
    record.happened("start", date(study.text("startDateEU")));
    record.happened("planned_start", date(duration.text("estimatedRecruitmentStartDate")));
    record.happened("end", date(study.text("endDateEU")));
    record.happened("planned_end", date(duration.text("estimatedEndDate")));
    record.happened("first_submitted", date(study.text("submissionDate")));
    record.happened("authorised", date(study.first_text(&["authorizationDate", "decisionDateOverall"])));
    record.happened("revised", revised);
    record.dated_by(&["start", "authorised", "first_submitted", "planned_start"]);
}

fn numbers(study: &Tree, application: &Tree, details: &Tree, record: &mut Record) {
    let eudract = [study.text("eudraCtInfo.eudraCtCode"), application.text("eudraCt.eudraCtCode")];
    for number in eudract {
        record.registered("EudraCT", number);
    }
    let secondary = details.at("clinicalTrialIdentifiers.secondaryIdentifyingNumbers");
    for (registry, key) in
        [("ClinicalTrials.gov", "nctNumber"), ("ISRCTN", "isrctnNumber"), ("WHO UTN", "whoUniversalTrialNumber")]
    {
        let number = secondary.first_text(&[&format!("{key}.number"), key]);
        record.registered(&registry_of(number, registry), number);
    }
    for other in secondary.list("additionalRegistries") {
        let number = other.text("number");
        record.registered(&registry_of(number, other.first_text(&["otherRegistryName", "registryName"])), number);
    }
}

/// The primary sponsor; the others become groups among the authors.
fn sponsor(part: &Tree, study: &Tree, record: &mut Record) {
    let mut names = Vec::new();
    for sponsor in part.list("sponsors") {
        let name = plain(organisation(sponsor));
        if sponsor.is_true("primary") {
            record.country = sponsor.first("addresses").text("address.countryName").to_owned();
            names.insert(0, name);
        } else {
            names.push(name);
        }
    }
    if names.is_empty() {
        names.push(plain(organisation(study.at("primarySponsor"))));
    }
    let mut names = names.into_iter().filter(|name| !name.is_empty());
    if let Some(trial) = &mut record.trial {
        trial.sponsor = names.next().unwrap_or_default();
    }
    record.authors.extend(names.map(|name| person::group(&name)));
    for support in part.list("trialDetails.trialInformation.sourceOfMonetarySupport") {
        let agency = plain(support.first_text(&["organisationName", "name"]));
        if !agency.is_empty() {
            record.grants.push(Grant { agency, ..Grant::default() });
        }
    }
}

/// The name of the organisation in a sponsor, wherever this release of the register put it.
fn organisation<'t>(sponsor: &'t Tree) -> &'t str {
    let own = sponsor.first_text(&["organisation.name", "organisationAddress.organisation.name"]);
    if own.is_empty() { sponsor.first("publicContacts").text("organisation.name") } else { own }
}

/// Investigators of the sites, whom the register names.
fn sites(application: &Tree, record: &mut Record) {
    for site in application.list("authorizedPartsII").iter().flat_map(|part| part.list("trialSites")) {
        let person = person::person(site.text("personInfo.lastName"), site.text("personInfo.firstName"), "");
        let place = site.at("organisationAddressInfo");
        let parts = [
            site.text("departmentName"),
            place.text("organisation.name"),
            place.text("address.city"),
            place.text("address.countryName"),
        ];
        if !person.last_name.is_empty() {
            record.authors.push(affiliated(person, &parts));
        }
    }
}

fn products(part: &Tree, record: &mut Record) {
    for product in part.list("products") {
        let info = product.at("productDictionaryInfo");
        let active = info.text("activeSubstanceName");
        let names = [product.text("productName"), info.text("prodName"), active, info.text("sponsorProductCode")];
        let known =
            names.into_iter().find(|name| !name.is_empty() && *name != "N/A" && *name != "-").unwrap_or_default();
        if let Some(trial) = &mut record.trial {
            add(&mut trial.interventions, known);
        }
        substance(record, "", active, "");
    }
}

fn facts(study: &Tree, application: &Tree, part: &Tree, record: &mut Record) {
    let Some(trial) = &mut record.trial else { return };
    trial.phase = study.text("trialPhase").to_owned();
    trial.enrolment = study.text("totalNumberEnrolled").parse().ok();
    let conditions = part.list("trialDetails.trialInformation.medicalCondition.partIMedicalConditions");
    for condition in conditions.iter().chain(part.list("medicalConditions")) {
        add(&mut trial.conditions, condition.text("medicalCondition"));
    }
    for state in application.list("memberStatesConcerned") {
        add(&mut trial.countries, state.first_text(&["countryName", "mscName"]));
    }
    for country in part.list("rowCountriesInfo") {
        add(&mut trial.countries, country.text("name"));
    }
}
