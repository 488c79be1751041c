//! Who is most active in a topic.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use crate::model::people::{TopicInstitution, TopicPeople, TopicPerson};
use crate::urls;
use crate::views::topic::Named;

/// What the page shows.
pub struct PeoplePage {
    /// The topic.
    pub topic: Named,
    /// Who is active in it.
    pub people: TopicPeople,
}

impl View for PeoplePage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("foresight-people-title"))
            .crumb(page.t("foresight-topics-title"), urls::TOPICS)
            .crumb(&self.topic.label, urls::topic(&self.topic.id))
    }

    fn body(&self, page: &Page) -> Markup {
        let people = &self.people;
        let args = [("n", people.looked_at.into()), ("records", people.records.into())];
        html! {
            @if people.persons.is_empty() {
                (empty_state(&page.t("foresight-people-none"), &page.t("foresight-people-none-help"), None))
            } @else {
                h2 { (page.t("foresight-people-persons")) }
                (persons(page, &people.persons))
                h2 { (page.t("foresight-people-institutions")) }
                (institutions(page, &people.institutions))
            }
            p.text-secondary { (page.t_with("foresight-people-how", &args)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let person = |name: &str| TopicPerson {
            id: "p1".to_owned(),
            name: name.to_owned(),
            institution: "Invented institute".to_owned(),
            in_topic: 7,
            works: 12,
        };
        let institution =
            TopicInstitution { id: "i1".to_owned(), name: "Invented institute".to_owned(), persons: 2, in_topic: 9 };
        let page = |persons: Vec<TopicPerson>| PeoplePage {
            topic: Named { id: "7".to_owned(), label: "gene therapy".to_owned(), size: 40 },
            people: TopicPeople { persons, institutions: vec![institution.clone()], looked_at: 80, records: 40 },
        };
        vec![
            ("none", page(Vec::new())),
            ("typical", page(vec![person("Ada Invented")])),
            ("hostile", page(vec![person("\"><script>alert(1)</script>")])),
        ]
    }
}

fn persons(page: &Page, persons: &[TopicPerson]) -> Markup {
    let columns = [
        Column::new(page.t("foresight-people-person")),
        Column::new(page.t("foresight-people-institution")),
        Column::new(page.t("foresight-people-in-topic")).numeric(),
        Column::new(page.t("foresight-people-works")).numeric(),
    ];
    let row = |person: &TopicPerson| {
        vec![
            html! { a href=(urls::expert(&person.id)) { (person.name) } },
            html! { (person.institution) },
            html! { (page.number(person.in_topic)) },
            html! { (page.number(person.works)) },
        ]
    };
    table(page, &page.t("foresight-people-persons"), &columns, &persons.iter().map(row).collect::<Vec<_>>())
}

fn institutions(page: &Page, institutions: &[TopicInstitution]) -> Markup {
    let columns = [
        Column::new(page.t("foresight-people-institution")),
        Column::new(page.t("foresight-people-persons-of")).numeric(),
        Column::new(page.t("foresight-people-in-topic")).numeric(),
    ];
    let row = |institution: &TopicInstitution| {
        vec![
            html! { a href=(urls::institution(&institution.id)) { (institution.name) } },
            html! { (page.number(institution.persons)) },
            html! { (page.number(institution.in_topic)) },
        ]
    };
    table(page, &page.t("foresight-people-institutions"), &columns, &institutions.iter().map(row).collect::<Vec<_>>())
}
