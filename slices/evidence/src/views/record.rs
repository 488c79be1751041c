//! The page of one record: all facts, abstract, headings, references, what must be known of it.

use bellwether_query::Query as Tree;
use bellwether_query::field::Field;
use bellwether_sources::record::{Author, Heading, Kind, Record, Reference, Relation};
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::facts::facts;
use bellwether_web::components::menus::export_menu;
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, PreEscaped, html};
use serde_json::json;

use crate::index::document::{Shown, kind_name, short_name};
use crate::search::export::Format;
use crate::urls;
use crate::views::search::meta;

/// References and authors shown before the rest is folded away.
const SHOWN_FIRST: usize = 30;

/// The page of one record.
pub struct RecordView {
    /// The record.
    pub record: Record,
    /// Records like it.
    pub similar: Vec<Shown>,
}

impl View for RecordView {
    fn title(&self, page: &Page) -> Title {
        let title = if self.record.title.is_empty() { page.t("record-untitled") } else { self.record.title.clone() };
        Title::new(title).crumb(page.t("search-title"), urls::SEARCH)
    }

    fn body(&self, page: &Page) -> Markup {
        let record = &self.record;
        html! {
            (self.warnings(page))
            article {
                (self.people(page))
                div.split {
                    div {
                        (self.abstracts(page))
                        (self.headings(page))
                        (self.references(page))
                    }
                    aside aria-labelledby="facts" {
                        h2 #facts { (page.t("record-facts")) }
                        (facts(&self.facts(page)))
                        (self.exports(page))
                        (self.similar(page))
                    }
                }
            }
            script type="application/ld+json" { (PreEscaped(json_ld(record))) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        samples::all()
    }
}

impl RecordView {
    /// Retractions and the like, before anything else.
    fn warnings(&self, page: &Page) -> Markup {
        let links = |relation: Relation| self.record.links.iter().filter(move |link| link.relation == relation);
        let noticed = [
            (Relation::RetractionIn, Tone::Bad, "record-retraction-in"),
            (Relation::PartialRetractionIn, Tone::Bad, "record-partial-retraction-in"),
            (Relation::ExpressionOfConcernIn, Tone::Warn, "record-concern-in"),
            (Relation::ErratumIn, Tone::Warn, "record-erratum-in"),
            (Relation::RetractionOf, Tone::Info, "record-retraction-of"),
        ];
        html! {
            @if self.record.is_retracted() && links(Relation::RetractionIn).next().is_none() {
                (alert(Tone::Bad, html! { (page.t("record-retracted-long")) }))
            }
            @for (relation, tone, key) in noticed {
                @for link in links(relation) {
                    (alert(tone, html! {
                        (page.t(key)) " " (link.citation)
                        @if !link.pmid.is_empty() { " " a href=(urls::record(&format!("pubmed:{}", link.pmid))) { "PMID " (link.pmid) } }
                    }))
                }
            }
        }
    }

    fn people(&self, page: &Page) -> Markup {
        let authors = &self.record.authors;
        html! {
            @if !authors.is_empty() {
                p {
                    @for (at, author) in authors.iter().enumerate().take(SHOWN_FIRST) {
                        @if at > 0 { ", " }
                        (self.author(author))
                    }
                }
                @if authors.len() > SHOWN_FIRST {
                    details {
                        summary { (page.t_with("record-more-authors", &[("n", (authors.len() - SHOWN_FIRST).into())])) }
                        p { @for (at, author) in authors.iter().enumerate().skip(SHOWN_FIRST) { @if at > SHOWN_FIRST { ", " } (self.author(author)) } }
                    }
                }
                @if authors.iter().any(|author| !author.affiliations.is_empty()) {
                    details {
                        summary { (page.t("record-affiliations")) }
                        dl.facts {
                            @for author in authors.iter().filter(|author| !author.affiliations.is_empty()) {
                                div { dt { (short_name(author)) } dd { @for affiliation in &author.affiliations { p { (affiliation.text) } } } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn author(&self, author: &Author) -> Markup {
        let name = if author.collective.is_empty() {
            format!("{} {}", author.fore_name, author.last_name).trim().to_owned()
        } else {
            author.collective.clone()
        };
        let query = Tree::is(Field::Author, short_name(author));
        html! { a href=(urls::query(&query)) { (name) } }
    }

    fn abstracts(&self, page: &Page) -> Markup {
        let record = &self.record;
        html! {
            section aria-labelledby="abstract" {
                h2 #abstract { (page.t("record-abstract")) }
                @if record.sections.is_empty() { p.result-meta { (page.t("record-no-abstract")) } }
                div.prose {
                    @for section in &record.sections {
                        @if !section.label.is_empty() { h3 { (section.label) } }
                        p { (section.text) }
                    }
                }
                @for other in &record.other_abstracts {
                    details {
                        summary { (page.t_with("record-other-abstract", &[("language", (&other.language).into())])) }
                        div.prose { @for section in &other.sections { p { (page.words_in(&section.text, &other.language)) } } }
                    }
                }
            }
        }
    }

    fn headings(&self, page: &Page) -> Markup {
        let record = &self.record;
        html! {
            @if !record.headings.is_empty() {
                section aria-labelledby="mesh" {
                    h2 #mesh { (page.t("record-headings")) }
                    ul.plain-list { @for heading in &record.headings { li { (self.heading(page, heading)) } } }
                }
            }
            @for (id, key, words) in [
                ("keywords", "record-keywords", record.keywords.iter().map(|keyword| &keyword.text).collect::<Vec<_>>()),
                ("substances", "record-substances", record.substances.iter().map(|substance| &substance.name).collect()),
            ] {
                @if !words.is_empty() {
                    section aria-labelledby=(id) {
                        h2 id=(id) { (page.t(key)) }
                        p { @for (at, word) in words.iter().enumerate() {
                            @if at > 0 { "; " }
                            a href=(urls::query(&Tree::is(Field::Keyword, word.as_str()))) { (word) }
                        } }
                    }
                }
            }
        }
    }

    fn heading(&self, page: &Page, heading: &Heading) -> Markup {
        let id = if heading.id.is_empty() { &heading.name } else { &heading.id };
        let major = heading.major || heading.qualifiers.iter().any(|qualifier| qualifier.major);
        let qualifiers: Vec<&str> = heading.qualifiers.iter().map(|qualifier| qualifier.name.as_str()).collect();
        html! {
            a href=(urls::query(&Tree::is(Field::Mesh, id.as_str()))) { (heading.name) }
            @if !qualifiers.is_empty() { " / " (qualifiers.join(", ")) }
            @if major { " " (badge(Tone::Info, &page.t("record-major"))) }
        }
    }

    fn references(&self, page: &Page) -> Markup {
        let references = &self.record.references;
        let list = |from: usize, to: usize| {
            html! { ol start=(from + 1) { @for reference in &references[from..to] { li { (cited(reference)) } } } }
        };
        let first = references.len().min(SHOWN_FIRST);
        html! {
            @if !references.is_empty() {
                section aria-labelledby="references" {
                    h2 #references { (page.t_with("record-references", &[("n", references.len().into())])) }
                    (list(0, first))
                    @if references.len() > first {
                        details { summary { (page.t_with("record-more-references", &[("n", (references.len() - first).into())])) } (list(first, references.len())) }
                    }
                }
            }
        }
    }

    fn facts(&self, page: &Page) -> Vec<(String, Markup)> {
        let record = &self.record;
        let mut rows: Vec<(String, Markup)> = Vec::new();
        let mut add = |key: &str, value: String| {
            if !value.is_empty() {
                rows.push((page.t(key), html! { (value) }));
            }
        };
        add(
            "fact-date",
            record.date.as_ref().map(|date| page.date(date.year, date.month, date.day)).unwrap_or_default(),
        );
        add("fact-volume", citation_numbers(record));
        add("fact-types", record.types.iter().map(|term| term.name.clone()).collect::<Vec<_>>().join("; "));
        add("fact-language", record.languages.join(", "));
        add("fact-country", record.country.clone());
        add("fact-status", record.status.clone());
        add(
            "fact-grants",
            record
                .grants
                .iter()
                .map(|grant| format!("{} {}", grant.agency, grant.id).trim().to_owned())
                .collect::<Vec<_>>()
                .join("; "),
        );
        if let Some(trial) = &record.trial {
            add("fact-phase", trial.phase.clone());
            add("fact-enrolment", trial.enrolment.map(|people| page.number(people)).unwrap_or_default());
            add("fact-sponsor", trial.sponsor.clone());
            add("fact-conditions", trial.conditions.join("; "));
            add("fact-interventions", trial.interventions.join("; "));
            add("fact-countries", trial.countries.join(", "));
        }
        if !record.venue.name.is_empty() {
            let query = Tree::is(Field::JournalExact, record.venue.name.as_str());
            rows.insert(0, (page.t("fact-venue"), html! { a href=(urls::query(&query)) { (record.venue.name) } }));
        }
        rows.push((page.t("fact-key"), html! { code { (record.key) } }));
        for identifier in &record.identifiers {
            rows.push((identifier.scheme.to_uppercase(), identified(&identifier.scheme, &identifier.value)));
        }
        for registration in &record.registrations {
            rows.push((registration.registry.clone(), identified("registration", &registration.number)));
        }
        rows
    }

    fn exports(&self, page: &Page) -> Markup {
        let key = self.record.key.to_string();
        let formats: Vec<(&str, String)> = Format::ALL
            .iter()
            .map(|format| (format.label(), urls::citation(&key, format.name()).to_string()))
            .collect();
        export_menu(page, &formats)
    }

    fn similar(&self, page: &Page) -> Markup {
        html! {
            @if !self.similar.is_empty() {
                h2 { (page.t("record-similar")) }
                ul.results {
                    @for shown in &self.similar {
                        li.result { h3 { a href=(urls::record(&shown.key)) { (shown.title) } } (meta(page, shown)) }
                    }
                }
            }
        }
    }
}

fn citation_numbers(record: &Record) -> String {
    let venue = &record.venue;
    let issue = if venue.issue.is_empty() { String::new() } else { format!("({})", venue.issue) };
    let pages = if venue.pages.is_empty() { String::new() } else { format!(": {}", venue.pages) };
    format!("{}{issue}{pages}", venue.volume)
}

fn cited(reference: &Reference) -> Markup {
    html! {
        (reference.citation)
        @for identifier in &reference.identifiers { " " (identified(&identifier.scheme, &identifier.value)) }
    }
}

/// An identifier with a link to where it leads: into our records for PubMed ids and trials, to the resolver for others.
fn identified(scheme: &str, value: &str) -> Markup {
    let href = match scheme {
        "doi" => Some(format!("https://doi.org/{value}")),
        "pmc" => Some(format!("https://www.ncbi.nlm.nih.gov/pmc/articles/{value}/")),
        "pubmed" => Some(urls::query(&Tree::is(Field::Pmid, value)).to_string()),
        "nct" | "registration" => Some(urls::query(&Tree::is(Field::Id, value)).to_string()),
        "openalex" => Some(format!("https://openalex.org/{value}")),
        _ => None,
    };
    let shown = if scheme == "pubmed" { format!("PMID {value}") } else { value.to_owned() };
    html! { @if let Some(href) = href { a href=(href) { (shown) } } @else { (shown) } }
}

/// schema.org as JSON-LD. `<` is escaped, so that no text can end the element.
fn json_ld(record: &Record) -> String {
    let authors: Vec<_> = record
        .authors
        .iter()
        .map(|author| match author.collective.as_str() {
            "" => json!({"@type": "Person", "familyName": author.last_name, "givenName": author.fore_name}),
            group => json!({"@type": "Organization", "name": group}),
        })
        .collect();
    let kind = match record.kind {
        Kind::Publication => "ScholarlyArticle",
        Kind::Trial => "MedicalTrial",
        Kind::Guideline => "MedicalGuideline",
        Kind::Grant => "MonetaryGrant",
        Kind::Patent => "CreativeWork",
    };
    let data = json!({
        "@context": "https://schema.org", "@type": kind, "name": record.title, "headline": record.title,
        "author": authors, "datePublished": record.date.as_ref().map(|date| date.iso()),
        "isPartOf": {"@type": "Periodical", "name": record.venue.name, "issn": record.venue.issn},
        "identifier": record.key.to_string(), "sameAs": record.identifier("doi").map(|doi| format!("https://doi.org/{doi}")),
        "keywords": record.headings.iter().map(|heading| heading.name.as_str()).collect::<Vec<_>>(),
        "description": Shown::of(record).summary, "genre": kind_name(record.kind),
    });
    data.to_string().replace('<', "\\u003c")
}

mod samples {
    //! Data to try the page with.

    use bellwether_sources::date::PartialDate;
    use bellwether_sources::record::{
        Affiliation, Author, Heading, Identifier, Link, Qualifier, Record, Reference, Relation, Section, Source,
    };

    use super::RecordView;
    use crate::index::document::Shown;

    pub(super) fn all() -> Vec<(&'static str, RecordView)> {
        let empty = Record::new(Source::PubMed, "1");
        let mut typical = Record::new(Source::PubMed, "2");
        typical.title = "Asthma & <script>alert(1)</script>".into();
        typical.sections =
            vec![Section { label: "METHODS".into(), text: "We <b>counted</b>.".into(), ..Section::default() }];
        typical.date = Some(PartialDate::new(2021, Some(5), None));
        typical.venue.name = "J \"Air\" & Lung".into();
        typical.languages = vec!["eng".into()];
        typical.authors = (0..40).map(author).collect();
        typical.headings = vec![Heading {
            id: "D001249".into(),
            name: "Asthma".into(),
            major: true,
            qualifiers: vec![Qualifier { id: "Q1".into(), name: "drug therapy".into(), major: false }],
        }];
        typical.identifiers = vec![Identifier { scheme: "doi".into(), value: "10.1/<x>".into() }];
        typical.links = vec![Link {
            relation: Relation::RetractionIn,
            pmid: "3".into(),
            citation: "J Air. 2022".into(),
            note: String::new(),
        }];
        typical.references = (0..35).map(reference).collect();
        let similar = vec![Shown { key: "pubmed:3".into(), title: "Like <it>".into(), ..Shown::default() }];
        vec![
            ("empty", RecordView { record: empty, similar: Vec::new() }),
            ("typical", RecordView { record: typical, similar }),
        ]
    }

    fn author(number: usize) -> Author {
        Author {
            last_name: format!("Doe{number}"),
            fore_name: "Jane".into(),
            initials: "J".into(),
            affiliations: vec![Affiliation { text: "Nowhere <Institute>".into(), identifiers: Vec::new() }],
            ..Author::default()
        }
    }

    fn reference(number: usize) -> Reference {
        let identifiers = vec![Identifier { scheme: "pubmed".into(), value: number.to_string() }];
        Reference { citation: format!("Paper {number}"), identifiers }
    }
}
