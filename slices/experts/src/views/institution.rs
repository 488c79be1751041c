//! The page of one institution: what the registry says, its people, works, subjects and collaborators.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::facts::facts;
use maud::{Markup, html};

use crate::model::filter::Filter;
use crate::model::institution::{Institution, InstitutionFacts};
use crate::model::person::WorkLine;
use crate::model::tally::{Peer, Topic, Year};
use crate::views::{parts, urls};

/// What the page shows.
pub struct InstitutionPage {
    /// The institution.
    pub institution: Institution,
    /// Where in the list of works the page begins.
    pub from: usize,
}

impl InstitutionPage {
    fn facts(&self, page: &Page) -> Vec<(String, Markup)> {
        let known = &self.institution.facts;
        let mut rows = vec![
            (page.t("experts-works"), html! { (page.number(self.institution.works)) }),
            (page.t("institutions-people"), html! { (page.number(self.institution.people)) }),
        ];
        let place: Vec<&str> =
            [known.city.as_str(), known.country.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
        if !place.is_empty() {
            rows.push((page.t("institutions-place"), html! { (place.join(", ")) }));
        }
        if known.registered {
            let ror = html! { a href={ "https://ror.org/" (known.id) } rel="external" { (known.id) } };
            rows.push(("ROR".to_owned(), ror));
        }
        if let Some(year) = known.established {
            rows.push((page.t("institutions-established"), html! { (year) }));
        }
        if !known.types.is_empty() {
            rows.push((page.t("institutions-types"), html! { (page.words_in(&known.types.join(", "), "en")) }));
        }
        if !known.other_names.is_empty() {
            rows.push((page.t("experts-other-names"), html! { (known.other_names.join("; ")) }));
        }
        if let Some(link) = known.links.first() {
            rows.push((page.t("institutions-site"), html! { a href=(link) rel="external" { (link) } }));
        }
        rows
    }
}

impl View for InstitutionPage {
    fn title(&self, page: &Page) -> Title {
        let lead =
            if self.institution.facts.registered { "institutions-registered" } else { "institutions-unregistered" };
        Title::new(&self.institution.facts.name).crumb(page.t("institutions-title"), "/institutions").lead(page.t(lead))
    }

    fn body(&self, page: &Page) -> Markup {
        let institution = &self.institution;
        let path = urls::institution(&institution.facts.id);
        let all = Filter { institution: institution.facts.id.clone(), ..Filter::default() };
        html! {
            (facts(&self.facts(page)))
            (parts::over_time(page, &institution.years))
            (parts::topics(page, &institution.topics))
            (parts::peers(page, &page.t("institutions-people"), &institution.top_people, urls::expert))
            p { a href=(urls::experts(&all)) { (page.t("institutions-all-people")) } }
            (parts::peers(page, &page.t("institutions-collaborators"), &institution.collaborators, urls::institution))
            (parts::works(page, &institution.list, self.from, &path))
            @if institution.works as usize > institution.list.len() {
                p.text-secondary { (page.t_with("institutions-newest", &[("n", institution.list.len().into())])) }
            }
            p { a href={ (path) "/organization.jsonld" } rel="alternate" type="application/ld+json" { "JSON-LD" } }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let peer = |id: &str, name: &str| Peer { id: id.to_owned(), name: name.to_owned(), works: 3 };
        let institution = |name: &str, registered| Institution {
            facts: InstitutionFacts {
                id: "0aaaaaa01".to_owned(),
                name: name.to_owned(),
                registered,
                other_names: if registered { vec!["UNT".to_owned()] } else { Vec::new() },
                city: "Nordstadt".to_owned(),
                country: "DE".to_owned(),
                types: vec!["education".to_owned()],
                established: Some(1900),
                links: vec!["https://example.org/".to_owned()],
            },
            works: 500,
            people: 120,
            years: vec![Year { year: 2020, works: 300 }, Year { year: 2021, works: 200 }],
            topics: vec![Topic { name: "Liver".to_owned(), works: 4 }],
            top_people: vec![peer("00000000000000ab", "Anna Exampleova")],
            collaborators: vec![peer("0aaaaaa02", "North Town University Hospital")],
            list: vec![WorkLine {
                key: "pubmed:1".to_owned(),
                title: name.to_owned(),
                year: 2021,
                venue: "Invented journal".to_owned(),
            }],
        };
        let empty = Institution {
            facts: InstitutionFacts {
                id: "x00000000000000ab".to_owned(),
                name: "Sample Clinic".to_owned(),
                ..InstitutionFacts::default()
            },
            ..Institution::default()
        };
        vec![
            ("empty", InstitutionPage { institution: empty, from: 0 }),
            ("typical", InstitutionPage { institution: institution("University of North Town", true), from: 0 }),
            ("hostile", InstitutionPage { institution: institution("\"><script>alert(1)</script>", false), from: 0 }),
        ]
    }
}
