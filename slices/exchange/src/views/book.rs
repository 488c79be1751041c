//! The form for booking, with what is in the way of what was asked.

use bellwether_exchange_rules::recurrence::Every;
use bellwether_exchange_rules::span::Span;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{Choice, Field, error_summary, post_form, submit};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};
use serde::Deserialize;

use super::{sample, say};
use crate::model::charge::{Charge, Quoted};
use crate::model::code::Code;
use crate::model::configuration::{Change, Item, ItemOption, Options};
use crate::model::facility::Facility;
use crate::model::wish::{Obstacle, PROJECT, PURPOSE, Refused};
use crate::urls;

/// What a person typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The day on which it begins.
    pub day: String,
    /// When it begins.
    pub from: String,
    /// The day on which it ends; empty for the same.
    pub until_day: String,
    /// When it ends.
    pub until: String,
    /// What for.
    pub purpose: String,
    /// The code of the project.
    pub project: String,
    /// Wait for room?
    pub waits: String,
    /// How often again.
    pub every: String,
    /// How often in all.
    pub times: String,
    /// Leave out what cannot be had?
    pub leaves_out: String,
    /// The keeper's reason for going beyond the rules.
    pub beyond_rules: String,
    /// Other fields: `want.` with the code of an item is what it has to be set to.
    #[serde(flatten)]
    pub more: std::collections::BTreeMap<String, String>,
}

impl Typed {
    /// What the facility has to be set to.
    pub fn wants(&self) -> Options {
        let want = |(name, option): (&String, &String)| {
            let item = name.strip_prefix("want.").filter(|_| !option.is_empty())?;
            Some((item.to_owned(), option.clone()))
        };
        self.more.iter().filter_map(want).collect()
    }
}

/// The page.
pub struct BookPage {
    /// The facility.
    pub facility: Facility,
    /// What was typed.
    pub typed: Typed,
    /// What cannot be read.
    pub problems: Vec<FieldProblem>,
    /// What is in the way.
    pub refused: Vec<Refused>,
    /// What has to be changed before.
    pub changes: Vec<Change>,
    /// What the time costs the reader.
    pub quoted: Option<Quoted>,
    /// The charge codes that the reader may use.
    pub codes: Vec<Code>,
    /// Is the reader its keeper?
    pub may_keep: bool,
}

/// The fields for a day and hours.
pub fn time_fields(page: &Page, typed: &Typed, problems: &[FieldProblem]) -> Markup {
    html! {
        (Field::line("date", "day", page.t("exchange-day")).value(&typed.day).required().problems(page, problems))
        (Field::line("time", "from", page.t("exchange-from")).value(&typed.from).required().problems(page, problems))
        (Field::line("time", "until", page.t("exchange-until")).value(&typed.until).required().problems(page, problems))
        (Field::line("date", "until_day", page.t("exchange-until-day")).value(&typed.until_day).optional(page)
            .problems(page, problems))
    }
}

/// What it costs, line by line as on the statement.
pub fn costs(page: &Page, charges: &[Charge]) -> Markup {
    let columns = [
        Column::new(page.t("exchange-charged-for")),
        Column::new(page.t("exchange-gross")).numeric(),
        Column::new(page.t("exchange-subsidy")).numeric(),
        Column::new(page.t("exchange-net")).numeric(),
        Column::new(page.t("exchange-state")),
    ];
    let row = |one: &Charge| {
        let quoted = &one.quoted;
        let amount = |minor| html! { (say::price(page, &quoted.price(minor))) };
        vec![
            html! {
                (page.t(&format!("exchange-charge-{}", one.kind.name().replace('_', "-")))) br;
                span.text-secondary { (say::reckoned(page.words(), one.kind, quoted)) }
            },
            amount(quoted.quote.gross_minor),
            amount(quoted.quote.subsidy_minor),
            amount(quoted.quote.net_minor),
            html! { (page.t(&format!("exchange-charge-state-{}", one.state.name()))) },
        ]
    };
    let rows: Vec<Vec<Markup>> = charges.iter().map(row).collect();
    html! { @if !rows.is_empty() { h2 { (page.t("exchange-price")) } (table(page, &page.t("exchange-price"), &columns, &rows)) } }
}

impl BookPage {
    /// Must the part that few need be open: because something in it is set, or because what was asked for cannot be had?
    fn wants_more(&self) -> bool {
        let typed = &self.typed;
        let set = [&typed.waits, &typed.every, &typed.times, &typed.leaves_out, &typed.beyond_rules];
        !self.refused.is_empty() || !self.problems.is_empty() || set.iter().any(|one| !one.is_empty())
    }

    /// What an item has to be set to, or as it is.
    fn want_field(&self, page: &Page, item: &Item) -> Markup {
        let name = format!("want.{}", item.code);
        let mut choices = vec![Choice::new("", page.t("exchange-want-any"))];
        let choice = |one: &ItemOption| Choice::new(&one.code, one.name.best(page.lang()).0);
        choices.extend(item.options.iter().map(choice));
        let value = self.typed.more.get(&name).map_or("", String::as_str);
        html! { (Field::select(&name, item.name.best(page.lang()).0, choices).value(value).problems(page, &self.problems)) }
    }

    /// One of the reader's charge codes, or free words where there are none.
    fn project_field(&self, page: &Page) -> Markup {
        let (label, value) = (page.t("exchange-project"), self.typed.project.as_str());
        let field = if self.codes.is_empty() {
            Field::text("project", label).value(value).maxlength(PROJECT as u32).optional(page)
        } else {
            let mut choices = vec![Choice::new("", page.t("exchange-by-invoice"))];
            let choice = |one: &Code| Choice::new(&one.code, format!("{}: {}", one.code, one.name.best(page.lang()).0));
            choices.extend(self.codes.iter().map(choice));
            Field::select("project", page.t("exchange-pays"), choices).value(value)
        };
        html! { (field.problems(page, &self.problems)) }
    }
}

impl View for BookPage {
    fn title(&self, page: &Page) -> Title {
        let (name, _) = self.facility.name.best(page.lang());
        Title::new(page.t_with("exchange-book-title", &[("name", name.into())]))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.facility.cluster))
            .crumb(name, urls::facility(&self.facility))
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        let (typed, problems) = (&self.typed, self.problems.as_slice());
        let mut every = vec![Choice::new("", page.t("exchange-once"))];
        let each = |every: &Every| {
            Choice::new(every.name(), page.t(&format!("exchange-every-{}", every.name().replace('_', "-"))))
        };
        every.extend(Every::ALL.iter().map(each));
        let form = html! {
            p.form-hint { (page.t_with("exchange-zone-is", &[("zone", (&self.facility.zone).into())])) }
            (time_fields(page, typed, problems))
            (Field::text("purpose", page.t("exchange-purpose")).value(&typed.purpose).maxlength(PURPOSE as u32)
                .optional(page).help(page.t("exchange-purpose-help")).problems(page, problems))
            (self.project_field(page))
            @for item in &self.facility.items { (self.want_field(page, item)) }
            details open[self.wants_more()] {
                summary { (page.t("exchange-book-more")) }
                (Field::checkbox("waits", page.t("exchange-waits")).value(&typed.waits)
                    .help(page.t("exchange-waits-help")))
                (Field::select("every", page.t("exchange-repeat"), every).value(&typed.every).problems(page, problems))
                (Field::line("number", "times", page.t("exchange-times")).value(&typed.times).optional(page)
                    .problems(page, problems))
                (Field::checkbox("leaves_out", page.t("exchange-leaves-out")).value(&typed.leaves_out))
                @if self.may_keep {
                    (Field::text("beyond_rules", page.t("exchange-beyond")).value(&typed.beyond_rules).optional(page)
                        .maxlength(PURPOSE as u32).help(page.t("exchange-beyond-help")).problems(page, problems))
                }
            }
            (submit(&page.t("exchange-book-submit")))
        };
        html! {
            (error_summary(page, problems))
            // The script of the calendar takes this and the form into its dialog.
            div data-weighed {
                (say::obstacles(page, &self.refused, &self.facility.time_zone()))
                (say::changes(page, &self.facility, &self.changes))
                @if let Some(quoted) = &self.quoted { (say::quote(page, quoted, self.facility.fees)) }
            }
            div data-booking-form { (post_form(page, &urls::book(&self.facility), form)) }
            details {
                summary { (page.t("exchange-rules")) }
                ul { @for rule in &self.facility.conditions { li { (say::condition(page, rule)) } } }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |facility| BookPage {
            facility,
            typed: Typed { day: "2026-11-27".into(), from: "09:00".into(), until: "10:00".into(), ..Typed::default() },
            problems: Vec::new(),
            refused: Vec::new(),
            changes: Vec::new(),
            quoted: Some(sample::quoted()),
            codes: Vec::new(),
            may_keep: false,
        };
        let refused = |span: Span, obstacle| Refused { span, obstacle };
        let rules = bellwether_exchange_rules::evaluate::refusals(
            &sample::facilities().swap_remove(0).conditions,
            &bellwether_exchange_rules::evaluate::Facts {
                now: sample::hours(0, 1).from(),
                zone: &jiff::tz::TimeZone::UTC,
                class: bellwether_exchange_rules::condition::CustomerClass::Academic,
                held: &[],
                own: &[],
                asked: bellwether_exchange_rules::evaluate::Asked::Time(sample::hours(-3, 30)),
                project: "",
            },
        );
        let facility = sample::configured();
        let want = [("want.objective".to_owned(), "oil".to_owned())];
        let full = BookPage {
            changes: sample::changes(),
            typed: Typed { more: want.into(), ..Typed::default() },
            refused: vec![
                refused(sample::hours(24, 1), Obstacle::Taken),
                refused(sample::hours(-3, 30), Obstacle::Rules(rules)),
            ],
            problems: vec![FieldProblem::new("day", "<b>no</b>")],
            may_keep: true,
            ..of(facility)
        };
        vec![("typical", of(sample::facilities().swap_remove(0))), ("hostile", full)]
    }
}
