//! The forms of an actor: each fact is added by itself, gets its days, or is removed.

use std::collections::BTreeMap;

use bellwether_web::api::{FieldProblem, Page, Place, Title, View};
use bellwether_web::components::forms::{Choice, Field, button_form, error_summary, post_form, submit};
use maud::{Markup, html};
use uuid::Uuid;

use super::{parts, samples};
use crate::model::actor::{Actor, ActorId, Named};
use crate::model::clusters::ClusterName;
use crate::model::day::Validity;
use crate::model::identifier::IdentifierScheme;
use crate::model::kinds::{ActorKind, LegalForm, NameKind, RelationKind};
use crate::model::personal::{KeptFor, PersonalField};
use crate::urls;

/// What is typed about a fact; which fields count depends on the part.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct FactFields {
    /// `official`, `short`, `variant`; or a kind of relation.
    pub kind: String,
    /// A name in English.
    pub en: String,
    /// A name in Russian.
    pub ru: String,
    /// `ror`, `isni`, `inn`, `ogrn`, `orcid`.
    pub scheme: String,
    /// An identifier, or personal data.
    pub value: String,
    /// The cluster that keeps it.
    pub cluster: String,
    /// A role.
    pub role: String,
    /// The other actor: its id, or its address in the cluster.
    pub other: String,
    /// `public` or `internal`.
    pub visibility: String,
    /// A field of personal data.
    pub field: String,
    /// What personal data is kept for.
    pub purpose: String,
    /// A legal form.
    pub form: String,
    /// A name in addresses.
    pub slug: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
}

/// The forms of an actor.
pub struct EditPage {
    /// The actor.
    pub actor: Actor,
    /// The names of those that it is tied to.
    pub names: BTreeMap<ActorId, Named>,
    /// The clusters that the person keeps.
    pub clusters: Vec<ClusterName>,
    /// The part that was sent and refused.
    pub part: String,
    /// What was typed.
    pub fields: FactFields,
    /// What is wrong with it.
    pub problems: Vec<FieldProblem>,
    /// The day.
    pub day: jiff::civil::Date,
}

impl View for EditPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("actors-edit"))
            .crumb(page.t("actors-title"), urls::ACTORS)
            .crumb(parts::words(page, &self.actor.name_on(self.day)), urls::actor(self.actor.id))
            .in_place(Place::Cluster)
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (error_summary(page, &self.problems))
            (self.names(page))
            (self.involvements(page))
            (self.relations(page))
            (self.identifiers(page))
            @if self.actor.kind == ActorKind::Organisation { (self.form(page)) }
            @if self.actor.kind == ActorKind::Person { (self.personal(page)) }
            (self.places(page))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |actor: Actor, part: &str, problems| EditPage {
            actor,
            names: samples::names(),
            clusters: samples::clusters(),
            part: part.to_owned(),
            fields: FactFields { en: "\"<b>".to_owned(), ..FactFields::default() },
            problems,
            day: samples::DAY,
        };
        vec![
            ("organisation", page(samples::institute(), "", Vec::new())),
            ("person", page(samples::person(), "personal", vec![FieldProblem::new("personal-value", "Wrong")])),
            ("refused", page(samples::institute(), "names", vec![FieldProblem::new("names-en", "Wrong")])),
        ]
    }
}

impl EditPage {
    /// What was typed into a field, where this part was refused.
    fn typed<'a>(&'a self, part: &str, value: &'a str) -> &'a str {
        if self.part == part { value } else { "" }
    }

    fn text(&self, page: &Page, part: &str, name: &str, key: &str, value: &str) -> Field {
        let typed = self.typed(part, value);
        Field::text(format!("{part}-{name}"), page.t(key)).value(typed).maxlength(500).problems(page, &self.problems)
    }

    fn choose(&self, page: &Page, part: &str, name: &str, key: &str, choices: Vec<Choice>, value: &str) -> Field {
        let typed = self.typed(part, value);
        Field::select(format!("{part}-{name}"), page.t(key), choices).value(typed).problems(page, &self.problems)
    }

    fn days(&self, page: &Page, part: &str) -> Markup {
        let day = |name: &str, key: &str, value: &str| {
            let typed = self.typed(part, value).to_owned();
            Field::line("date", format!("{part}-{name}"), page.t(key))
                .value(typed)
                .optional(page)
                .problems(page, &self.problems)
        };
        html! {
            div.row-line {
                (day("from", "actors-from", &self.fields.from)) (day("until", "actors-until", &self.fields.until))
            }
        }
    }

    /// A section with what there is and the form for more.
    fn section(&self, page: &Page, part: &str, heading: &str, there: Markup, add: Markup) -> Markup {
        html! {
            section.card {
                div.card-body {
                    h2 { (page.t(heading)) }
                    (there)
                    details open[self.part == part] {
                        summary { (page.t("actors-add-fact")) }
                        (post_form(page, &urls::facts(self.actor.id, part), html! { (add) (submit(&page.t("actors-add"))) }))
                    }
                }
            }
        }
    }

    /// A fact with the days that it can get, and its removal.
    fn fact(&self, page: &Page, part: &str, row: Uuid, words: Markup, valid: Option<Validity>) -> Markup {
        let label = page.t("actors-days");
        html! {
            li {
                (words)
                @if let Some(valid) = valid {
                    " " span.text-secondary { (parts::period(page, valid)) }
                    details.inline {
                        summary { (label) }
                        (post_form(page, &urls::days(self.actor.id, part, row), html! {
                            div.row-line {
                                (Field::line("date", format!("from-{row}"), page.t("actors-from")).value(valid.from.map(|day| day.to_string()).unwrap_or_default()))
                                (Field::line("date", format!("until-{row}"), page.t("actors-until")).value(valid.until.map(|day| day.to_string()).unwrap_or_default()))
                                (submit(&page.t("actors-save")))
                            }
                        }))
                    }
                }
                " " (button_form(page, &urls::remove(self.actor.id, part, row), &page.t("actors-remove"), "btn-sm"))
            }
        }
    }

    fn names(&self, page: &Page) -> Markup {
        let there = html! {
            ul.plain-list {
                @for one in &self.actor.names {
                    @let words = html! { (page.text(&one.text)) " (" (parts::name_kind(page, one.kind)) ")" };
                    (self.fact(page, "names", one.id, words, Some(one.valid)))
                }
            }
        };
        let kinds = NameKind::ALL.iter().map(|kind| Choice::new(kind.name(), parts::name_kind(page, *kind))).collect();
        self.section(
            page,
            "names",
            "actors-names",
            there,
            html! {
                (self.choose(page, "names", "kind", "actors-name-kind", kinds, &self.fields.kind))
                (self.text(page, "names", "en", "actors-name-en", &self.fields.en))
                (self.text(page, "names", "ru", "actors-name-ru", &self.fields.ru))
                (self.days(page, "names"))
            },
        )
    }

    fn involvements(&self, page: &Page) -> Markup {
        let there = html! {
            ul.plain-list {
                @for one in &self.actor.involvements {
                    @let words = html! {
                        (parts::role(page, one.role)) ": " (parts::target(page, one, &self.names, &self.clusters))
                        (parts::visibility(page, one.visibility))
                    };
                    (self.fact(page, "involvements", one.id, words, Some(one.valid)))
                }
            }
        };
        let part = "involvements";
        self.section(page, part, "actors-involvements", there, html! {
            (self.choose(page, part, "cluster", "actors-cluster", parts::clusters(page, &self.clusters), &self.fields.cluster))
            (self.choose(page, part, "role", "actors-role", parts::roles(page), &self.fields.role))
            (self.text(page, part, "other", "actors-other-optional", &self.fields.other).help(page.t("actors-other-help")))
            (self.days(page, part))
            (self.choose(page, part, "visibility", "actors-visibility", parts::visibilities(page), &self.fields.visibility))
        })
    }

    fn relations(&self, page: &Page) -> Markup {
        let there = html! {
            ul.plain-list {
                @for one in &self.actor.relations {
                    @let words = html! {
                        (parts::relation(page, one.kind)) ": "
                        @if let Some(named) = self.names.get(&one.other) { (parts::link(page, named)) }
                    };
                    (self.fact(page, "relations", one.id, words, Some(one.valid)))
                }
            }
        };
        let kinds =
            RelationKind::ALL.iter().map(|kind| Choice::new(kind.name(), parts::relation(page, *kind))).collect();
        self.section(page, "relations", "actors-history", there, html! {
            (self.choose(page, "relations", "kind", "actors-tie", kinds, &self.fields.kind))
            (self.text(page, "relations", "other", "actors-other", &self.fields.other).help(page.t("actors-other-help")))
            (self.days(page, "relations"))
        })
    }

    fn identifiers(&self, page: &Page) -> Markup {
        let there = html! {
            ul.plain-list {
                @for (row, id) in &self.actor.identifiers {
                    (self.fact(page, "identifiers", *row, html! { (id.scheme.name().to_uppercase()) " " (id.value) }, None))
                }
            }
        };
        let schemes = IdentifierScheme::ALL.iter().filter(|scheme| scheme.is_of(self.actor.kind));
        let schemes = schemes.map(|scheme| Choice::new(scheme.name(), scheme.name().to_uppercase())).collect();
        self.section(
            page,
            "identifiers",
            "actors-identifiers",
            there,
            html! {
                (self.choose(page, "identifiers", "scheme", "actors-scheme", schemes, &self.fields.scheme))
                (self.text(page, "identifiers", "value", "actors-value", &self.fields.value))
            },
        )
    }

    fn form(&self, page: &Page) -> Markup {
        let now = self.actor.legal_forms.first().map_or("", |form| form.name());
        html! {
            section.card {
                div.card-body {
                    h2 { (page.t("actors-form")) }
                    (post_form(page, &urls::facts(self.actor.id, "form"), html! {
                        (Field::select("form-form", page.t("actors-form"), parts::forms(page)).value(now))
                        (submit(&page.t("actors-save")))
                    }))
                    @for other in self.actor.legal_forms.iter().skip(1) {
                        p { (page.t_with("actors-form-also", &[("form", parts::form(page, LegalForm::clone(other)).into())])) }
                    }
                }
            }
        }
    }

    fn personal(&self, page: &Page) -> Markup {
        let there = html! {
            p.text-secondary { (page.t("actors-personal-help")) }
            ul.plain-list {
                @for one in &self.actor.personal {
                    @let words = html! {
                        (page.t(&format!("actors-field-{}", one.field.name()))) ": " (one.value) " "
                        span.text-secondary {
                            (page.t(&format!("actors-purpose-{}", one.purpose.name()))) ". "
                            (page.t_with("actors-kept-until", &[("day", parts::day(page, one.keep_until).into())]))
                        }
                    };
                    (self.fact(page, "personal", one.id, words, None))
                }
            }
        };
        let fields = PersonalField::ALL.iter();
        let fields =
            fields.map(|one| Choice::new(one.name(), page.t(&format!("actors-field-{}", one.name())))).collect();
        let purposes = KeptFor::ALL.iter();
        let purposes =
            purposes.map(|one| Choice::new(one.name(), page.t(&format!("actors-purpose-{}", one.name())))).collect();
        let part = "personal";
        let until = Field::line("date", "personal-until", page.t("actors-keep-until"))
            .value(self.typed(part, &self.fields.until));
        self.section(page, part, "actors-personal", there, html! {
            (self.choose(page, part, "cluster", "actors-cluster", parts::clusters(page, &self.clusters), &self.fields.cluster))
            (self.choose(page, part, "field", "actors-field", fields, &self.fields.field))
            (self.text(page, part, "value", "actors-value", &self.fields.value))
            (self.choose(page, part, "purpose", "actors-purpose", purposes, &self.fields.purpose))
            (until.help(page.t("actors-keep-until-help")).optional(page).problems(page, &self.problems))
        })
    }

    fn places(&self, page: &Page) -> Markup {
        let is_in = |slug: &str| self.actor.place_in(slug).is_some();
        let more: Vec<ClusterName> = self.clusters.iter().filter(|one| !is_in(&one.slug)).cloned().collect();
        let there = html! {
            ul.plain-list {
                @for place in &self.actor.places {
                    li { (parts::cluster(page, &self.clusters, &place.cluster)) (parts::visibility(page, place.visibility)) }
                }
            }
        };
        if more.is_empty() {
            return parts::card(&page.t("actors-clusters"), there);
        }
        self.section(page, "places", "actors-clusters", there, html! {
            (self.choose(page, "places", "cluster", "actors-cluster", parts::clusters(page, &more), &self.fields.cluster))
            (self.text(page, "places", "slug", "actors-slug", &self.fields.slug).help(page.t("actors-slug-help")).optional(page))
            (self.choose(page, "places", "visibility", "actors-visibility", parts::visibilities(page), &self.fields.visibility))
        })
    }
}
