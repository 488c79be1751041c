//! The EU Clinical Trials Register (EudraCT): one record for each trial and member state.

use super::country::countries;
use super::{add, begin, registry_of, required, substance};
use crate::calendar;
use crate::json::tree::Tree;
use crate::plain::plain;
use crate::problem::Problem;
use crate::record::{Grant, Record, Source};

/// The phases by the fields that say yes or no to each.
const PHASES: [(&str, &str); 4] = [
    ("e71_human_pharmacology_phase_i", "Human pharmacology (Phase I)"),
    ("e72_therapeutic_exploratory_phase_ii", "Therapeutic exploratory (Phase II)"),
    ("e73_therapeutic_confirmatory_phase_iii", "Therapeutic confirmatory (Phase III)"),
    ("e74_therapeutic_use_phase_iv", "Therapeutic use (Phase IV)"),
];

/// Kinds of trial by the fields that say yes or no to each.
const TYPES: [(&str, &str); 7] = [
    ("e81_controlled", "Controlled"),
    ("e811_randomised", "Randomised"),
    ("e812_open", "Open"),
    ("e813_single_blind", "Single blind"),
    ("e814_double_blind", "Double blind"),
    ("e815_parallel_group", "Parallel group"),
    ("e816_cross_over", "Cross over"),
];

/// The record of one trial in one member state. Its id is the EudraCT number and the state's code (`2016-004489-24-DE`),
/// as in `outer_id`; a record that does not say its state's code has the bare number.
pub(super) fn record(study: &Tree, outer_id: &str) -> Result<Record, Problem> {
    let number = required(study.text("a2_eudract_number"), "EudraCT number")?;
    let own = study.text("_id");
    let id = [outer_id, own].into_iter().find(|id| id.starts_with(number)).unwrap_or(number);
    let mut record = begin(Source::Euctr, id, "EU Clinical Trials Register");
    record.registrations[0].registry = "EudraCT".to_owned();
    record.registrations[0].number = number.to_owned();
    record.title = plain(study.text("a3_full_title_of_the_trial"));
    record.status = study.first_text(&["p_end_of_trial_status", "x5_trial_status"]).to_owned();
    let sponsor = study.first("b1_sponsor");
    record.country = sponsor.text("b134_country").to_owned();
    describe(study, &mut record);
    dates(study, &mut record);
    numbers(study, &mut record);
    for support in study.list("b1_sponsor").iter().flat_map(|s| s.list("b4_sources_of_monetary_or_material_support")) {
        let agency = plain(support.text("b41_name_of_organisation_providing_support"));
        if !agency.is_empty() {
            let country = support.text("b42_country").to_owned();
            record.grants.push(Grant { agency, country, ..Grant::default() });
        }
    }
    products(study, &mut record);
    facts(study, sponsor, &mut record);
    for (_, name) in TYPES.iter().filter(|(field, _)| is_yes(study, field)) {
        record.typed(name);
    }
    record.keyword(study.text("e112_therapeutic_area"));
    for term in study.list("e12_meddra_classification") {
        record.keyword(term.first_text(&["e12_term", "e12_medical_condition_or_disease_under_investigation"]));
    }
    Ok(record)
}

fn is_yes(study: &Tree, field: &str) -> bool {
    study.text(field) == "Yes"
}

fn describe(study: &Tree, record: &mut Record) {
    let parts = [
        ("LAY TITLE", "a31_title_of_the_trial_for_lay_people_in_easily_understood_ie_nontechnical_language"),
        ("SHORT TITLE", "a32_name_or_abbreviated_title_of_the_trial_where_available"),
        ("MAIN OBJECTIVE", "e21_main_objective_of_the_trial"),
        ("SECONDARY OBJECTIVES", "e22_secondary_objectives_of_the_trial"),
        ("PRIMARY OUTCOMES", "e51_primary_end_points"),
        ("SECONDARY OUTCOMES", "e52_secondary_end_points"),
        ("INCLUSION CRITERIA", "e3_principal_inclusion_criteria"),
        ("EXCLUSION CRITERIA", "e4_principal_exclusion_criteria"),
    ];
    for (label, field) in parts {
        record.describe(label, study.text(field));
    }
}

fn dates(study: &Tree, record: &mut Record) {
    let events = [
        ("start", "trialInformation.recruitmentStartDate"),
        ("first_submitted", "x6_date_on_which_this_record_was_first_entered_in_the_eudract_database"),
        ("authorised", "n_date_of_competent_authority_decision"),
        ("ethics_opinion", "n_date_of_ethics_committee_opinion"),
        ("end", "p_date_of_the_global_end_of_the_trial"),
    ];
    for (what, path) in events {
        record.happened(what, calendar::iso(study.text(path)));
    }
    if !record.dates.iter().any(|event| event.what == "end") {
        record.happened("end", calendar::iso(study.text("trialInformation.globalEndOfTrialDate")));
    }
    record.dated_by(&["start", "authorised", "first_submitted"]);
}

fn numbers(study: &Tree, record: &mut Record) {
    let sponsor_codes = ["a41_sponsors_protocol_code_number", "trialInformation.sponsorProtocolCode"];
    record.registered("Sponsor", study.first_text(&sponsor_codes));
    let numbers = [
        ("ISRCTN", "a51_isrctn_international_standard_randomised_controlled_trial_number"),
        ("ISRCTN", "trialInformation.isrctnIdentifier"),
        ("ClinicalTrials.gov", "a52_us_nct_clinicaltrialsgov_registry_number"),
        ("ClinicalTrials.gov", "trialInformation.usctnIdentifier"),
        ("WHO UTN", "a53_who_universal_trial_reference_number_utrn"),
        ("WHO UTN", "trialInformation.whoUtnIdentifier"),
        ("Other", "a54_other_identifiers"),
    ];
    for (registry, path) in numbers {
        let number = study.text(path);
        record.registered(&registry_of(number, registry), number);
    }
}

fn products(study: &Tree, record: &mut Record) {
    for product in study.list("dimp") {
        let substances = product.list("d38_imp_identification_details");
        let inn = substances.first().map_or("", |substance| substance.text("d38_inn__proposed_inn"));
        let name = product.first_text(&["d31_product_name", "d2111_trade_name"]);
        if let Some(trial) = &mut record.trial {
            add(&mut trial.interventions, if name.is_empty() { inn } else { name });
        }
        for detail in substances {
            let name = detail.first_text(&["d38_inn__proposed_inn", "d393_other_descriptive_name"]);
            substance(record, "", name, detail.text("d391_cas_number"));
        }
    }
}

fn facts(study: &Tree, sponsor: &Tree, record: &mut Record) {
    let state = study.text("a1_member_state_concerned").split(" - ").next().unwrap_or_default();
    let Some(trial) = &mut record.trial else { return };
    let phases: Vec<&str> = PHASES.iter().filter(|(field, _)| is_yes(study, field)).map(|(_, name)| *name).collect();
    trial.phase = phases.join("/");
    let planned = ["f422_in_the_whole_clinical_trial", "f421_in_the_eea", "f41_in_the_member_state"];
    trial.enrolment = study.first_text(&planned).parse().ok();
    add(&mut trial.conditions, study.text("e11_medical_conditions_being_investigated"));
    trial.sponsor = plain(sponsor.text("b11_name_of_sponsor"));
    add(&mut trial.countries, state);
    for country in countries(study.text("e863_trial_sites_planned_in")) {
        add(&mut trial.countries, &country);
    }
}
