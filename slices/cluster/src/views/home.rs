//! The home of a cluster: who it is, what it aims at, who belongs to it, what it offers, and the latest evidence.

use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, html};

use super::jsonld;
use super::parts::{self, card};
use crate::model::concept::{Concept, SchemeKind};
use crate::model::demo::DEMO;
use crate::model::latest::Found;
use crate::model::offers::{Offers, OpenCall, SharedFacility};
use crate::model::profile::Profile;
use crate::model::statement::{Counted, Decision, StatementKind};
use crate::urls;
use bellwether_actors::api::Role;

/// So many facilities are named; the others are a page away.
const FIRST: usize = 5;

/// The home of a cluster.
pub struct Home {
    /// The cluster.
    pub profile: Profile,
    /// The newest evidence, unless it cannot be told.
    pub latest: Option<Found>,
    /// What can be applied for and used, unless it cannot be told.
    pub offers: Option<Offers>,
}

impl View for Home {
    fn title(&self, page: &Page) -> Title {
        let mission = self.profile.says(StatementKind::Mission).next();
        let title = parts::title(page, &self.profile.cluster.name).in_place(Place::Cluster);
        match mission {
            Some(mission) => title.lead(parts::words(page, mission)),
            None => title,
        }
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (jsonld::script(page, &self.profile))
            div.split {
                div.stack {
                    (self.about(page))
                    (self.areas(page))
                    (self.sentences(page, StatementKind::Objective))
                    (self.sentences(page, StatementKind::Service))
                    (self.members(page))
                    (self.bodies(page))
                    (self.products(page))
                    (self.sentences(page, StatementKind::Cooperation))
                }
                div.stack {
                    (card(&page.t("cluster-at-a-glance"), self.glance(page)))
                    (self.offers(page))
                    (card(&page.t("cluster-latest"), parts::latest(page, self.latest.as_ref(), None)))
                    (self.operator(page))
                    (self.concepts(page, SchemeKind::Technology))
                    (self.concepts(page, SchemeKind::Sector))
                    (self.decisions(page))
                }
            }
            (self.notices(page))
            (parts::source(page, &self.profile))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let latest = Found {
            total: 1204,
            records: vec![crate::model::latest::Headline {
                href: "/evidence/pubmed/1".to_owned(),
                title: "Bioinspired <materials> & cells".to_owned(),
                lang: "en".to_owned(),
                published: "Journal, 2021".to_owned(),
            }],
        };
        let words = |words: &str| Text::both(words, words);
        let facility = |n: usize| SharedFacility { href: format!("/facility/{n}"), name: words("A <microscope>") };
        let offers = Offers {
            calls: vec![OpenCall {
                href: "/calls/1".to_owned(),
                title: words("Young <teams>"),
                closes: Timestamp::from_second(1_795_683_600).unwrap_or_default(),
            }],
            facilities: (0..7).map(facility).collect(),
        };
        let demo = |at: usize| crate::model::reading::read(DEMO[at].1).expect("the demo files are tested");
        let mut hostile = demo(1);
        hostile.cluster.name.en = Some("</script><script>alert(1)</script>".to_owned());
        hostile.actors.clear();
        vec![
            ("members", Home { profile: demo(0), latest: Some(latest), offers: Some(offers) }),
            ("pillars", Home { profile: demo(1), latest: Some(Found::default()), offers: Some(Offers::default()) }),
            ("hostile", Home { profile: hostile, latest: None, offers: None }),
        ]
    }
}

impl Home {
    fn slug(&self) -> &str {
        &self.profile.cluster.slug
    }

    fn about(&self, page: &Page) -> Markup {
        let kinds = [StatementKind::About, StatementKind::Structure, StatementKind::Rationale];
        html! {
            section.prose {
                h2 { (page.t("cluster-about")) }
                @for text in kinds.into_iter().flat_map(|kind| self.profile.says(kind)) { p { (page.text(text)) } }
            }
        }
    }

    /// Pillars with what is in them, or focus areas.
    fn areas(&self, page: &Page) -> Markup {
        let pillars: Vec<_> = self.profile.schemes_of(SchemeKind::Pillar).collect();
        let schemes =
            if pillars.is_empty() { self.profile.schemes_of(SchemeKind::FocusArea).collect() } else { pillars };
        html! {
            @for scheme in schemes {
                section {
                    h2 { (page.text(&scheme.label)) }
                    div.grid { @for concept in &scheme.concepts { (self.area(page, concept)) } }
                }
            }
        }
    }

    fn area(&self, page: &Page, concept: &Concept) -> Markup {
        let parts: Vec<_> = self.profile.narrower(&concept.slug).collect();
        html! {
            article.card {
                div.card-body {
                    h3 { a href=(urls::area(self.slug(), concept)) { (page.text(concept.title())) } }
                    @if concept.short.is_some() { p { (page.text(&concept.label)) } }
                    @if !parts.is_empty() {
                        ul.plain-list {
                            @for part in parts {
                                li { a href=(urls::area(self.slug(), part)) { (page.text(part.title())) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn sentences(&self, page: &Page, kind: StatementKind) -> Markup {
        let texts: Vec<_> = self.profile.says(kind).collect();
        let heading = format!("cluster-statement-{}", kind.name());
        html! {
            @if !texts.is_empty() {
                section.prose { h2 { (page.t(&heading)) } ul { @for text in texts { li { (page.text(text)) } } } }
            }
        }
    }

    fn members(&self, page: &Page) -> Markup {
        html! {
            section {
                h2 { (page.t("cluster-members")) }
                p { a href=(urls::members(self.slug())) { (page.t("cluster-members-all")) } }
                div.grid.grid-wide {
                    @for (heading, members) in self.profile.memberships() {
                        section.card {
                            div.card-body {
                                h3 {
                                    a href=(urls::members_with(self.slug(), heading.role)) { (page.text(&heading.label)) }
                                    " " span.badge { (page.number(members.len())) }
                                }
                                @if members.is_empty() {
                                    p.text-secondary { (page.t("cluster-gap")) }
                                } @else {
                                    ul {
                                        @for member in members {
                                            li { a href=(urls::actor(self.slug(), member)) { (page.text(&member.name)) } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn bodies(&self, page: &Page) -> Markup {
        let headings = self.profile.categories.iter();
        let headings = headings.filter(|heading| matches!(heading.role, Role::Commission | Role::Council));
        html! {
            @for heading in headings {
                section {
                    h2 { (page.text(&heading.label)) }
                    ul {
                        @for body in self.profile.with_role(heading.role) {
                            li { a href=(urls::actor(self.slug(), body)) { (page.text(&body.name)) } }
                        }
                    }
                }
            }
        }
    }

    fn products(&self, page: &Page) -> Markup {
        html! {
            @if !self.profile.products.is_empty() {
                section.prose {
                    h2 { (page.t("cluster-competences")) }
                    p { (page.t("cluster-competences-lead")) }
                    ul { @for product in &self.profile.products { li { (page.text(&product.text)) } } }
                }
            }
        }
    }

    fn glance(&self, page: &Page) -> Markup {
        let members: usize = self.profile.memberships().map(|(_, members)| members.len()).sum();
        let commissions = self.profile.with_role(Role::Commission).count();
        let mut rows = vec![(page.t("cluster-members"), html! { (page.number(members)) })];
        if commissions > 0 {
            rows.push((page.t("cluster-commissions"), html! { (page.number(commissions)) }));
        }
        for (of, number) in self.profile.totals() {
            let label = match of {
                Counted::Company => "cluster-count-companies",
                Counted::Project => "cluster-count-projects",
                Counted::Centre => "cluster-count-centres",
            };
            let addends = self.profile.counts.iter().filter(|count| count.of == of);
            let addends: Vec<_> = addends.map(|count| page.number(count.number)).collect();
            rows.push((page.t(label), html! { (addends.join(" + ")) " = " strong { (page.number(number)) } }));
        }
        facts(&rows)
    }

    fn offers(&self, page: &Page) -> Markup {
        let Some(offers) = &self.offers else {
            return card(&page.t("cluster-offers"), html! { p { (page.t("cluster-offers-unavailable")) } });
        };
        let first = &offers.facilities[..offers.facilities.len().min(FIRST)];
        html! {
            (card(&page.t("cluster-open-calls"), html! {
                @if offers.calls.is_empty() { p { (page.t("cluster-open-calls-none")) } } @else {
                    ul.plain-list {
                        @for call in &offers.calls {
                            li {
                                a href=(call.href) { (page.text(&call.title)) }
                                p.result-meta { (page.t("cluster-call-closes")) " " (page.moment(call.closes)) }
                            }
                        }
                    }
                }
                p { a href=(urls::calls(self.slug())) { (page.t("cluster-calls-all")) } }
            }))
            @if !first.is_empty() {
                (card(&page.t("cluster-facilities"), html! {
                    ul.plain-list { @for one in first { li { a href=(one.href) { (page.text(&one.name)) } } } }
                    p {
                        a href=(urls::facilities(self.slug())) {
                            (page.t_with("cluster-facilities-all", &[("n", offers.facilities.len().into())]))
                        }
                    }
                }))
            }
        }
    }

    fn operator(&self, page: &Page) -> Markup {
        html! {
            @for heading in self.profile.categories.iter().filter(|heading| heading.role == Role::Operator) {
                (card(&parts::words(page, &heading.label), html! {
                    @for operator in self.profile.with_role(Role::Operator) {
                        p { a href=(urls::actor(self.slug(), operator)) { (page.text(&operator.name)) } }
                    }
                }))
            }
        }
    }

    fn concepts(&self, page: &Page, kind: SchemeKind) -> Markup {
        html! {
            @for scheme in self.profile.schemes_of(kind) {
                (card(&parts::words(page, &scheme.label), html! {
                    ul {
                        @for concept in &scheme.concepts {
                            li { a href=(urls::area(self.slug(), concept)) { (page.text(concept.title())) } }
                        }
                    }
                }))
            }
        }
    }

    fn decisions(&self, page: &Page) -> Markup {
        html! {
            @if !self.profile.decisions.is_empty() {
                (card(&page.t("cluster-decisions"), html! {
                    @for decision in &self.profile.decisions { (decided(page, decision)) }
                }))
            }
        }
    }

    fn notices(&self, page: &Page) -> Markup {
        html! {
            @for notice in &self.profile.notices {
                section id={ "notice-" (notice.slug) } {
                    h2 { (page.text(&notice.title)) }
                    (alert(Tone::Warn, html! {
                        p { (page.text(&notice.text)) }
                        p { (page.text(&notice.signed)) }
                        @if notice.original != page.lang() {
                            p.text-secondary { (parts::translation_note(page, notice.original)) }
                        }
                    }))
                }
            }
        }
    }
}

/// A decision with its days and how long it took to have its effect.
pub fn decided(page: &Page, decision: &Decision) -> Markup {
    let mut rows = Vec::new();
    rows.extend(decision.decided.as_ref().map(|day| (page.t("cluster-decided"), parts::day(page, day))));
    rows.extend(decision.effective.as_ref().map(|day| (page.t("cluster-effective"), parts::day(page, day))));
    let took = decision.days_to_effect.map(|days| page.t_with("cluster-days", &[("n", days.into())]));
    rows.extend(took.map(|took| (page.t("cluster-took"), html! { (took) })));
    html! {
        p { (page.text(&decision.text)) }
        @if !rows.is_empty() { (facts(&rows)) }
    }
}
