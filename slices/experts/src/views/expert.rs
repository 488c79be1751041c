//! The page of one expert: a candidate person, and why its works are taken for one person's.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, html};

use crate::model::person::{Person, Reasons, WorkLine};
use crate::model::tally::{Peer, Topic, Year};
use crate::views::{parts, urls};

/// What the page shows.
pub struct Expert {
    /// The person.
    pub person: Person,
    /// Where in the list of works the page begins.
    pub from: usize,
    /// Where there any registry of organisations when this was built?
    pub registry: bool,
}

impl Expert {
    fn reasons(&self, page: &Page) -> Vec<String> {
        let reasons = &self.person.reasons;
        let counted = |count: u32, key: &str| (count > 0).then(|| page.t_with(key, &[("n", count.into())]));
        let single = self.person.works < 2;
        let found = [
            counted(reasons.with_orcid, "experts-because-orcid"),
            counted(if single { 0 } else { reasons.shared_coauthors }, "experts-because-coauthors"),
            counted(if single { 0 } else { reasons.shared_institutions }, "experts-because-institutions"),
            reasons.shared_email.then(|| page.t("experts-because-email")),
            (!single && reasons.subject_likeness >= 0.05).then(|| {
                let percent = (reasons.subject_likeness * 100.0).round();
                page.t_with("experts-because-subjects", &[("percent", percent.into())])
            }),
            counted(reasons.written_out, "experts-because-written-out"),
            counted(reasons.same_block, "experts-because-block"),
        ];
        found.into_iter().flatten().collect()
    }
}

impl View for Expert {
    fn title(&self, page: &Page) -> Title {
        Title::new(&self.person.name).crumb(page.t("experts-title"), "/experts").lead(page.t("experts-candidate"))
    }

    fn body(&self, page: &Page) -> Markup {
        let person = &self.person;
        let path = urls::expert(&person.id);
        let mut rows = vec![
            (page.t("experts-confidence"), parts::confidence(page, person.confidence)),
            (page.t("experts-works"), html! { (page.number(person.works)) }),
        ];
        if !person.orcid.is_empty() {
            let orcid = html! { a href={ "https://orcid.org/" (person.orcid) } rel="external" { (person.orcid) } };
            rows.push(("ORCID".to_owned(), orcid));
        }
        if !person.other_names.is_empty() {
            rows.push((page.t("experts-other-names"), html! { (person.other_names.join("; ")) }));
        }
        if !person.countries.is_empty() {
            rows.push((page.t("experts-countries"), html! { (person.countries.join(", ")) }));
        }
        html! {
            (facts(&rows))
            h2 { (page.t("experts-why")) }
            ul { @for reason in self.reasons(page) { li { (reason) } } }
            (alert(Tone::Info, html! { p { (page.t("experts-candidate-note")) } }))
            (parts::over_time(page, &person.years))
            (parts::topics(page, &person.topics))
            (parts::peers(page, &page.t("experts-coauthors"), &person.coauthors, urls::expert))
            (parts::peers(page, &page.t("experts-institutions"), &person.institutions, urls::institution))
            @if !self.registry { p.text-secondary { (page.t("experts-no-registry")) } }
            (parts::works(page, &person.list, self.from, &path))
            p { a href={ (path) "/person.jsonld" } rel="alternate" type="application/ld+json" { "JSON-LD" } }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let hostile = "\"><script>alert(1)</script>";
        let person = |name: &str, works: u16| Person {
            id: "00000000000000ab".to_owned(),
            name: name.to_owned(),
            other_names: vec!["A Exampleova".to_owned()],
            orcid: "0000-0002-1825-0097".to_owned(),
            works: u32::from(works),
            years: vec![Year { year: 2019, works: 1 }, Year { year: 2021, works: u32::from(works) }],
            topics: vec![Topic { name: "Liver".to_owned(), works: 2 }],
            coauthors: vec![Peer { id: "00000000000000ac".to_owned(), name: "Boris Sample".to_owned(), works: 2 }],
            institutions: vec![Peer { id: "0aaaaaa01".to_owned(), name: "Invented Institute".to_owned(), works: 2 }],
            countries: vec!["DE".to_owned()],
            confidence: (works > 1).then_some(0.93),
            reasons: Reasons {
                with_orcid: 1,
                shared_coauthors: 2,
                shared_institutions: 1,
                shared_email: true,
                subject_likeness: 0.31,
                written_out: 3,
                same_block: 12,
            },
            list: (0..works)
                .map(|number| WorkLine {
                    key: format!("pubmed:{number}"),
                    title: format!("{name} {number}"),
                    year: 2021,
                    venue: "Invented journal".to_owned(),
                })
                .collect(),
        };
        let bare = Person {
            other_names: Vec::new(),
            orcid: String::new(),
            years: Vec::new(),
            topics: Vec::new(),
            coauthors: Vec::new(),
            institutions: Vec::new(),
            countries: Vec::new(),
            reasons: Reasons::default(),
            ..person("B Sample", 1)
        };
        vec![
            ("bare", Expert { person: bare, from: 0, registry: false }),
            ("typical", Expert { person: person("Anna Exampleova", 3), from: 0, registry: true }),
            ("huge", Expert { person: person("Anna Exampleova", 120), from: 50, registry: true }),
            ("hostile", Expert { person: person(hostile, 2), from: 0, registry: true }),
        ]
    }
}
