//! Days on which facilities are closed: the list, and for those who keep them the forms.

use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{Choice, Field, error_summary, post_form, submit, upload_form};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::{sample, say};
use crate::model::facility::Facility;
use crate::model::holiday::{Holiday, NAME};
use crate::urls;

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct HolidayTyped {
    /// The day.
    pub day: String,
    /// Its name.
    pub name: String,
    /// The slug of one facility; empty for all.
    pub facility: String,
}

/// The page.
pub struct HolidaysPage {
    /// The cluster's slug.
    pub cluster: String,
    /// Its facilities, for their names.
    pub facilities: Vec<Facility>,
    /// The days that are not over, the first first.
    pub days: Vec<Holiday>,
    /// The slugs of what the reader may close; an empty one is all of the cluster.
    pub may_close: Vec<String>,
    /// What was typed.
    pub typed: HolidayTyped,
    /// What cannot be taken.
    pub problems: Vec<FieldProblem>,
}

impl View for HolidaysPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("exchange-holidays-title"))
            .lead(page.t("exchange-holidays-lead"))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.cluster))
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (error_summary(page, &self.problems))
            @if self.days.is_empty() {
                (empty_state(&page.t("exchange-holidays-none"), &page.t("exchange-holidays-none-help"), None))
            } @else { (self.table(page)) }
            @if !self.may_close.is_empty() { (self.forms(page)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |days, may_close: &[&str]| HolidaysPage {
            cluster: "translational-medicine".into(),
            facilities: sample::facilities(),
            days,
            may_close: may_close.iter().map(|slug| (*slug).to_owned()).collect(),
            typed: HolidayTyped::default(),
            problems: Vec::new(),
        };
        let day = |facility: &str, name: &str| Holiday {
            facility: facility.into(),
            day: Date::constant(2027, 1, 1),
            name: name.into(),
        };
        let days = vec![day("", "New Year <b>"), day("confocal-microscope", "")];
        let kept = HolidaysPage {
            problems: vec![FieldProblem::new("day", "<b>no</b>")],
            ..of(days.clone(), &["", "confocal-microscope"])
        };
        vec![("empty", of(Vec::new(), &[])), ("typical", of(days, &[])), ("kept", kept)]
    }
}

impl HolidaysPage {
    /// What a day closes, in words.
    fn closes(&self, page: &Page, slug: &str) -> Markup {
        match self.facilities.iter().find(|one| one.slug == slug) {
            Some(one) => html! { a href=(urls::facility(one)) { (page.text(&one.name)) } },
            None if slug.is_empty() => html! { (page.t("exchange-holidays-all")) },
            None => html! { (slug) },
        }
    }

    fn table(&self, page: &Page) -> Markup {
        let is_kept = !self.may_close.is_empty();
        let mut columns = vec![
            Column::new(page.t("exchange-day")),
            Column::new(page.t("exchange-holiday-name")),
            Column::new(page.t("exchange-holiday-closes")),
        ];
        if is_kept {
            columns.push(Column::new(page.t("exchange-holiday-open")));
        }
        let row = |one: &Holiday| {
            let mut cells =
                vec![html! { (say::date(page, one.day)) }, html! { (one.name) }, self.closes(page, &one.facility)];
            if is_kept {
                let may = self.may_close.iter().any(|slug| slug.is_empty() || *slug == one.facility);
                cells.push(html! { @if may { (self.remove(page, one)) } });
            }
            cells
        };
        let rows: Vec<Vec<Markup>> = self.days.iter().map(row).collect();
        table(page, &page.t("exchange-holidays-title"), &columns, &rows)
    }

    fn remove(&self, page: &Page, one: &Holiday) -> Markup {
        let label = page.t_with("exchange-holiday-open-on", &[("day", say::date(page, one.day).into())]);
        let form = html! {
            input type="hidden" name="day" value=(one.day);
            input type="hidden" name="facility" value=(one.facility);
            button.btn type="submit" aria-label=(label) { (page.t("exchange-holiday-open")) }
        };
        post_form(page, &urls::holidays_form(&self.cluster, "remove"), form)
    }

    fn scope(&self, page: &Page, field: &str) -> Markup {
        let choice = |slug: &String| {
            let one = self.facilities.iter().find(|one| one.slug == *slug);
            let words =
                one.map_or_else(|| page.t("exchange-holidays-all"), |one| one.name.best(page.lang()).0.to_owned());
            Choice::new(slug, words)
        };
        let choices: Vec<Choice> = self.may_close.iter().map(choice).collect();
        html! { (Field::select(field, page.t("exchange-holiday-closes"), choices).value(&self.typed.facility)) }
    }

    fn forms(&self, page: &Page) -> Markup {
        html! {
            h2 { (page.t("exchange-holiday-add")) }
            (post_form(page, &urls::holidays(&self.cluster), html! {
                (Field::line("date", "day", page.t("exchange-day")).value(&self.typed.day).required().problems(page, &self.problems))
                (Field::text("name", page.t("exchange-holiday-name")).value(&self.typed.name).maxlength(NAME as u32).optional(page)
                    .problems(page, &self.problems))
                (self.scope(page, "facility"))
                (submit(&page.t("exchange-holiday-submit")))
            }))
            h2 { (page.t("exchange-holidays-import")) }
            (upload_form(page, &urls::holidays_form(&self.cluster, "import"), html! {
                (Field::files("calendar", page.t("exchange-ical-file"), ".ics,text/calendar").required()
                    .help(page.t("exchange-holidays-import-help")).problems(page, &self.problems))
                (self.scope(page, "whose"))
                (submit(&page.t("exchange-holidays-import-submit")))
            }))
        }
    }
}
