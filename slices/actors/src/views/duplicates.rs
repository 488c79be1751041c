//! Records that may be of one actor.

use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::samples;
use crate::model::duplicates::{Candidate, Reason};
use crate::model::identifier::{Identifier, IdentifierScheme};
use crate::urls;

/// Records that may be of one actor.
pub struct DuplicatesPage {
    /// The pairs, the surest first.
    pub candidates: Vec<Candidate>,
}

impl View for DuplicatesPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("actors-duplicates"))
            .lead(page.t("actors-duplicates-lead"))
            .crumb(page.t("actors-title"), urls::ACTORS)
            .in_place(Place::Cluster)
    }

    fn body(&self, page: &Page) -> Markup {
        if self.candidates.is_empty() {
            return empty_state(&page.t("actors-duplicates-none"), &page.t("actors-duplicates-none-help"), None);
        }
        let columns =
            ["actors-first", "actors-second", "actors-reasons", "actors-step"].map(|key| Column::new(page.t(key)));
        let rows: Vec<_> = self.candidates.iter().map(|one| row(page, one)).collect();
        html! {
            p data-count { (page.t_with("actors-duplicates-n", &[("n", self.candidates.len().into())])) }
            (table(page, &page.t("actors-duplicates"), &columns, &rows))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let name = |n: u128, en: &str| (samples::id(n), bellwether_kernel::lang::Text::both(en, "Институт"));
        let candidate = Candidate {
            first: name(1, "Institute <of> hearts"),
            second: name(2, "Hearts"),
            reasons: vec![
                Reason::SameIdentifier(Identifier { scheme: IdentifierScheme::Ror, value: "05yjms546".to_owned() }),
                Reason::SameName("Hearts \"&\"".to_owned()),
                Reason::SimilarName("Institute of hearts".to_owned(), "Hearts institute".to_owned(), 0.8),
            ],
        };
        vec![
            ("empty", DuplicatesPage { candidates: Vec::new() }),
            ("typical", DuplicatesPage { candidates: vec![candidate] }),
        ]
    }
}

fn row(page: &Page, one: &Candidate) -> Vec<Markup> {
    let link = |(id, name): &(crate::model::actor::ActorId, bellwether_kernel::lang::Text)| {
        html! { a href=(urls::actor(*id)) { (page.text(name)) } }
    };
    vec![
        link(&one.first),
        link(&one.second),
        html! { ul.plain-list { @for reason in &one.reasons { li { (words(page, reason)) } } } },
        html! { a.btn.btn-sm href=(urls::merge(one.first.0, one.second.0)) { (page.t("actors-compare")) } },
    ]
}

fn words(page: &Page, reason: &Reason) -> String {
    match reason {
        Reason::SameIdentifier(id) => {
            let scheme = id.scheme.name().to_uppercase();
            page.t_with("actors-same-identifier", &[("scheme", scheme.into()), ("value", (&id.value).into())])
        }
        Reason::SameName(name) => page.t_with("actors-same-name", &[("name", name.into())]),
        Reason::SimilarName(one, other, share) => {
            let percent = format!("{:.0}", share * 100.0);
            page.t_with(
                "actors-similar-name",
                &[("one", one.into()), ("other", other.into()), ("percent", percent.into())],
            )
        }
    }
}
