//! Addresses of this slice's pages, and of the record pages they lead to.

use bellwether_web::links::{Link, segment};

use crate::model::filter::Filter;

/// The list of experts.
pub fn experts(filter: &Filter) -> Link {
    list("/experts", filter).with_if("institution", some(&filter.institution))
}

/// The list of institutions.
pub fn institutions(filter: &Filter) -> Link {
    list("/institutions", filter)
}

/// One expert.
pub fn expert(id: &str) -> String {
    format!("/experts/{}", segment(id))
}

/// One institution.
pub fn institution(id: &str) -> String {
    format!("/institutions/{}", segment(id))
}

/// A record of the evidence.
pub fn record(key: &str) -> String {
    format!("/evidence/records/{}", segment(key))
}

/// The list as a file.
pub fn export(list: &str, format: &str, filter: &Filter) -> Link {
    let filter = Filter { after: None, ..filter.clone() };
    super::urls::list(&format!("/{list}/export.{format}"), &filter).with_if("institution", some(&filter.institution))
}

fn list(path: &str, filter: &Filter) -> Link {
    Link::to(path)
        .with_if("q", some(&filter.q))
        .with_if("country", some(&filter.country))
        .with_if("topic", some(&filter.topic))
        .with_if("min_works", filter.min_works)
        .with_if("after", filter.after.filter(|after| *after > 0))
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
