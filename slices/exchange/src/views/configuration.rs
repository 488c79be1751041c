//! What an instrument is set to: on its page, and the keeper's page that sets it and shows who set what.

use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::forms::{Choice, Field, post_form, submit};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::{sample, say};
use crate::model::configuration::{Item, ItemOption, Setting};
use crate::model::facility::Facility;
use crate::urls;

/// The keeper's page.
pub struct ConfigurationPage {
    /// The facility.
    pub facility: Facility,
    /// What it is set to.
    pub settings: Vec<Setting>,
    /// Who set what, the latest first, with names.
    pub history: Vec<(Setting, String)>,
}

/// What is set to what, and what it could be; nothing where nothing can be set.
pub fn configuration(page: &Page, facility: &Facility, settings: &[Setting]) -> Markup {
    if facility.items.is_empty() {
        return html! {};
    }
    let columns = [
        Column::new(page.t("exchange-item")),
        Column::new(page.t("exchange-set-to")),
        Column::new(page.t("exchange-item-options")),
        Column::new(page.t("exchange-item-change")),
    ];
    let row = |item: &Item| {
        let options: Vec<&str> = item.options.iter().map(|one| one.name.best(page.lang()).0).collect();
        vec![
            page.text(&item.name),
            html! { strong { (present(page, item, settings)) } },
            html! { (options.join(" / ")) },
            html! { (say::duration(page, item.change_minutes.into())) },
        ]
    };
    let rows: Vec<Vec<Markup>> = facility.items.iter().map(row).collect();
    html! {
        h2 { (page.t("exchange-configuration")) }
        (table(page, &page.t("exchange-configuration"), &columns, &rows))
    }
}

fn code<'a>(item: &'a Item, settings: &'a [Setting]) -> &'a str {
    let set = settings.iter().find(|one| one.item == item.code).map(|one| one.option.as_str());
    set.or(item.options.first().map(|one| one.code.as_str())).unwrap_or_default()
}

fn present(page: &Page, item: &Item, settings: &[Setting]) -> String {
    let code = code(item, settings);
    item.option(code).map_or_else(|| code.to_owned(), |option| option.name.best(page.lang()).0.to_owned())
}

impl View for ConfigurationPage {
    fn title(&self, page: &Page) -> Title {
        let (name, _) = self.facility.name.best(page.lang());
        Title::new(page.t("exchange-configuration"))
            .lead(page.t("exchange-configure-lead"))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.facility.cluster))
            .crumb(name, urls::facility(&self.facility))
            .crumb(page.t("exchange-keep-title"), urls::keep(&self.facility))
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            @for item in &self.facility.items {
                (post_form(page, &urls::configuration(&self.facility), html! {
                    input type="hidden" name="item" value=(item.code);
                    @let choices = item.options.iter().map(|one: &ItemOption| Choice::new(&one.code, one.name.best(page.lang()).0));
                    (Field::select(format!("option-{}", item.code), item.name.best(page.lang()).0, choices.collect::<Vec<_>>())
                        .value(code(item, &self.settings)))
                    (submit(&page.t("exchange-configure")))
                }))
            }
            h2 { (page.t("exchange-configured-history")) }
            @if self.history.is_empty() { p { (page.t("exchange-configured-none")) } } @else { (self.history(page)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let set = Setting { item: "objective".into(), option: "oil".into(), by: None, at_ms: sample::NOW_MS };
        let history = vec![(set.clone(), "<b>Ann</b>".to_owned()), (set.clone(), String::new())];
        let of = |settings, history| ConfigurationPage { facility: sample::configured(), settings, history };
        vec![("empty", of(Vec::new(), Vec::new())), ("hostile", of(vec![set], history))]
    }
}

impl ConfigurationPage {
    fn history(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("exchange-when")),
            Column::new(page.t("exchange-item")),
            Column::new(page.t("exchange-set-to")),
            Column::new(page.t("exchange-by")),
        ];
        let row = |(one, by): &(Setting, String)| {
            let by = if by.is_empty() { page.t("exchange-configured-by-program") } else { by.clone() };
            vec![
                page.moment(Timestamp::from_millisecond(one.at_ms).unwrap_or_default()),
                html! { (say::item(page, &self.facility, &one.item)) },
                html! { (say::option(page, &self.facility, &one.item, &one.option)) },
                html! { (by) },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.history.iter().map(row).collect();
        table(page, &page.t("exchange-configured-history"), &columns, &rows)
    }
}
