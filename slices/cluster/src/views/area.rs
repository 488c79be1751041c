//! The page of a pillar, focus area, technology or sector, with its latest evidence.

use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::facts::facts;
use maud::{Markup, html};

use super::parts::{self, card};
use crate::model::concept::Concept;
use crate::model::demo::DEMO;
use crate::model::latest::Found;
use crate::model::profile::Profile;
use crate::model::statement::StatementKind;
use crate::urls;

/// The page of an area.
pub struct AreaPage {
    /// The cluster.
    pub profile: Profile,
    /// The area, which is one of the cluster's.
    pub concept: Concept,
    /// The newest evidence in it, unless it cannot be told.
    pub latest: Option<Found>,
}

impl View for AreaPage {
    fn title(&self, page: &Page) -> Title {
        let slug = &self.profile.cluster.slug;
        let mut title = parts::title(page, self.concept.title())
            .crumb(parts::words(page, &self.profile.cluster.short), urls::home(slug))
            .in_place(Place::Cluster);
        let broader = self.concept.broader.as_deref().and_then(|broader| self.profile.concept(broader));
        if let Some((_, broader)) = broader {
            title = title.crumb(parts::words(page, broader.title()), urls::area(slug, broader));
        }
        title
    }

    fn body(&self, page: &Page) -> Markup {
        let slug = &self.profile.cluster.slug;
        let narrower: Vec<_> = self.profile.narrower(&self.concept.slug).collect();
        html! {
            @if self.concept.short.is_some() { p.prose { (page.text(&self.concept.label)) } }
            div.split {
                div.stack {
                    @for kind in [StatementKind::Goal, StatementKind::Expectation, StatementKind::Driver] {
                        (self.says(page, kind))
                    }
                    @if let Some(query) = &self.concept.query {
                        section { h2 { (page.t("cluster-latest")) } (parts::latest(page, self.latest.as_ref(), Some(query))) }
                    }
                }
                div.stack {
                    @if !narrower.is_empty() {
                        (card(&page.t("cluster-parts"), html! {
                            ul { @for part in narrower { li { a href=(urls::area(slug, part)) { (page.text(part.title())) } } } }
                        }))
                    }
                    (self.counts(page))
                }
            }
            (parts::source(page, &self.profile))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |at: usize, slug: &str| {
            let profile = crate::model::reading::read(DEMO[at].1).expect("the demo files are tested");
            let concept = profile.concept(slug).expect("the demo has this concept").1.clone();
            AreaPage { concept, profile, latest: Some(Found::default()) }
        };
        vec![
            ("pillar", page(1, "clinical-medicine")),
            ("part", page(1, "personalized-and-nuclear-medicine")),
            ("sector", page(0, "new-materials")),
        ]
    }
}

impl AreaPage {
    fn says(&self, page: &Page, kind: StatementKind) -> Markup {
        let own = |concept: &Option<String>| concept.as_ref() == Some(&self.concept.slug);
        let all = self.profile.statements.iter();
        let said: Vec<_> = all.filter(|said| said.kind == kind && own(&said.concept)).collect();
        let heading = format!("cluster-statement-{}", kind.name());
        html! {
            @if !said.is_empty() {
                section.prose { h2 { (page.t(&heading)) } @for said in said { p { (page.text(&said.text)) } } }
            }
        }
    }

    fn counts(&self, page: &Page) -> Markup {
        let counts: Vec<_> = self.profile.counts.iter().filter(|count| count.concept == self.concept.slug).collect();
        let mut sentences: Vec<_> = counts.iter().map(|count| &count.text).collect();
        sentences.dedup();
        let rows: Vec<_> = counts
            .iter()
            .map(|count| {
                (page.t(&format!("cluster-counted-{}", count.of.name())), html! { (page.number(count.number)) })
            })
            .collect();
        html! {
            @if !rows.is_empty() {
                (card(&page.t("cluster-stated"), html! {
                    (facts(&rows))
                    @for sentence in sentences { p.text-secondary { (page.text(sentence)) } }
                }))
            }
        }
    }
}
