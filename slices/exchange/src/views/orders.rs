//! Service orders: the form, the list, and one order with its samples and what can be done with it.

use bellwether_exchange_rules::lifecycle::order::{OrderState, OrderStep, SampleState};
use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::{Choice, Field, button_form, error_summary, post_form, submit};
use bellwether_web::components::states::{Tone, empty_state};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};
use serde::Deserialize;

use super::book::costs;
use super::{sample, say};
use crate::model::charge::Quoted;
use crate::model::code::Code;
use crate::model::facility::Facility;
use crate::model::order::{Order, Orders, Sample, SampleId, WHAT, Whole};
use crate::model::wish::{PROJECT, PURPOSE, Refused};
use crate::urls;

/// What a person typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct OrderTyped {
    /// How many units.
    pub units: String,
    /// What is to be done.
    pub what: String,
    /// The labels of the samples, one a line.
    pub samples: String,
    /// The charge code or project.
    pub project: String,
}

/// The form.
pub struct OrderPage {
    /// The facility.
    pub facility: Facility,
    /// What was typed.
    pub typed: OrderTyped,
    /// What cannot be taken.
    pub problems: Vec<FieldProblem>,
    /// What is in the way.
    pub refused: Vec<Refused>,
    /// What one unit costs the reader.
    pub each: Option<Quoted>,
    /// The charge codes that the reader may use.
    pub codes: Vec<Code>,
}

impl View for OrderPage {
    fn title(&self, page: &Page) -> Title {
        let (name, _) = self.facility.name.best(page.lang());
        Title::new(page.t_with("exchange-order-new", &[("name", name.into())]))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.facility.cluster))
            .crumb(name, urls::facility(&self.facility))
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        let (typed, problems) = (&self.typed, self.problems.as_slice());
        let orders = self.facility.orders.as_ref();
        let unit = orders.map_or("", |orders| orders.unit.best(page.lang()).0);
        let units = page.t_with("exchange-units", &[("unit", unit.into())]);
        let project = if self.codes.is_empty() {
            Field::text("project", page.t("exchange-project")).maxlength(PROJECT as u32).optional(page)
        } else {
            let mut choices = vec![Choice::new("", page.t("exchange-by-invoice"))];
            let choice = |one: &Code| Choice::new(&one.code, format!("{}: {}", one.code, one.name.best(page.lang()).0));
            choices.extend(self.codes.iter().map(choice));
            Field::select("project", page.t("exchange-pays"), choices)
        };
        html! {
            (error_summary(page, problems))
            (say::obstacles(page, &self.refused, &self.facility.time_zone()))
            @if let Some(each) = &self.each {
                p { (page.t_with("exchange-order-each", &[("unit", unit.into()), ("price", say::price(page, &each.net()).into())])) }
            }
            (post_form(page, &urls::order_new(&self.facility), html! {
                (Field::line("number", "units", units).value(&typed.units).required().problems(page, problems))
                (Field::lines(8, "what", page.t("exchange-order-what")).value(&typed.what).required().maxlength(WHAT as u32)
                    .help(orders.map_or("", |orders| orders.asks.best(page.lang()).0)).problems(page, problems))
                (Field::lines(6, "samples", page.t("exchange-order-samples")).value(&typed.samples).optional(page)
                    .help(page.t("exchange-order-samples-help")).problems(page, problems))
                (project.value(&typed.project).problems(page, problems))
                (submit(&page.t("exchange-order-submit")))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let orders = Orders {
            unit: bellwether_kernel::lang::Text::both("<b>sample</b>", "<b>образец</b>"),
            most: 96,
            asks: bellwether_kernel::lang::Text::both("<i>Which genome?</i>", "<i>Какой геном?</i>"),
        };
        let page = OrderPage {
            facility: Facility { orders: Some(orders), ..sample::hostile() },
            typed: OrderTyped { what: "<script>alert(1)</script>".into(), ..OrderTyped::default() },
            problems: vec![FieldProblem::new("units", "<b>no</b>")],
            refused: Vec::new(),
            each: Some(sample::quoted()),
            codes: Vec::new(),
        };
        vec![("hostile", page)]
    }
}

/// The list.
pub struct OrdersPage {
    /// What the reader has to work on, with the names of who ordered.
    pub to_do: Vec<(Order, String)>,
    /// The reader's own.
    pub own: Vec<Order>,
}

fn state(page: &Page, state: OrderState) -> Markup {
    let tone = match state {
        OrderState::Submitted => Tone::Warn,
        OrderState::Accepted | OrderState::InWork => Tone::Info,
        OrderState::Done | OrderState::Settled => Tone::Good,
        OrderState::Declined | OrderState::Withdrawn => Tone::Plain,
    };
    badge(tone, &page.t(&format!("exchange-order-{}", state.name().replace('_', "-"))))
}

fn day(page: &Page, at_ms: i64) -> Markup {
    page.day(Timestamp::from_millisecond(at_ms).unwrap_or_default())
}

impl View for OrdersPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("exchange-orders-title")).in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        let own: Vec<(Order, String)> = self.own.iter().map(|one| (one.clone(), String::new())).collect();
        let first = html! { a.btn.btn-primary href=(urls::FACILITIES) { (page.t("exchange-facilities-title")) } };
        html! {
            @if !self.to_do.is_empty() {
                h2 { (page.t("exchange-orders-to-do")) }
                (rows(page, &page.t("exchange-orders-to-do"), &self.to_do))
                h2 { (page.t("exchange-orders-own")) }
            }
            @if own.is_empty() {
                (empty_state(&page.t("exchange-orders-none"), &page.t("exchange-orders-none-help"), Some(first)))
            } @else { (rows(page, &page.t("exchange-orders-own"), &own)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let all: Vec<Order> = (1..).zip(OrderState::ALL).map(|(n, state)| order(n, *state)).collect();
        let to_do = vec![(order(9, OrderState::Submitted), "<script>".to_owned())];
        vec![("empty", OrdersPage { to_do: Vec::new(), own: Vec::new() }), ("typical", OrdersPage { to_do, own: all })]
    }
}

fn rows(page: &Page, caption: &str, all: &[(Order, String)]) -> Markup {
    let columns = [
        Column::new(page.t("exchange-facility")),
        Column::new(page.t("exchange-ordered-on")),
        Column::new(page.t("exchange-by")),
        Column::new(page.t("exchange-units-n")).numeric(),
        Column::new(page.t("exchange-state")),
    ];
    let row = |(one, by): &(Order, String)| {
        vec![
            html! { a href=(urls::order(one.id)) { (page.text(&one.facility)) } },
            day(page, one.asked_at_ms),
            html! { (by) },
            html! { (page.number(one.units)) },
            state(page, one.state),
        ]
    };
    table(page, caption, &columns, &all.iter().map(row).collect::<Vec<_>>())
}

/// One order.
pub struct OneOrderPage {
    /// The order with all that belongs to it.
    pub whole: Whole,
    /// Is the reader the keeper of the facility?
    pub may_keep: bool,
    /// What cannot be taken.
    pub problems: Vec<FieldProblem>,
}

impl View for OneOrderPage {
    fn title(&self, page: &Page) -> Title {
        let (name, _) = self.whole.order.facility.best(page.lang());
        Title::new(page.t_with("exchange-order-title", &[("name", name.into())]))
            .crumb(page.t("exchange-orders-title"), urls::ORDERS)
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        let one = &self.whole.order;
        let facility = urls::facility_of(&one.cluster, &one.slug);
        let mut known = vec![
            (page.t("exchange-state"), state(page, one.state)),
            (page.t("exchange-facility"), html! { a href=(facility) { (page.text(&one.facility)) } }),
            (page.t("exchange-ordered-on"), day(page, one.asked_at_ms)),
            (page.t("exchange-units-n"), html! { (page.number(one.units)) }),
            (page.t("exchange-order-what"), html! { span.prewrap { (one.what) } }),
        ];
        let more =
            [("exchange-by", &self.whole.by), ("exchange-project", &one.project), ("exchange-order-note", &one.note)];
        known.extend(
            more.into_iter()
                .filter(|(_, words)| !words.is_empty())
                .map(|(key, words)| (page.t(key), html! { (words) })),
        );
        html! {
            (error_summary(page, &self.problems))
            (facts(&known))
            (self.samples_of(page))
            (costs(page, &self.whole.charges))
            (self.acts(page))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let tube =
            |n: u128, state| Sample { id: SampleId(uuid::Uuid::from_u128(n)), label: format!("<b>{n}</b>"), state };
        let samples = (1..).zip(SampleState::ALL).map(|(n, state)| tube(n, *state)).collect();
        let whole = |state, samples| Whole {
            order: order(1, state),
            samples,
            charges: sample::charges(),
            by: "Ann <Example>".into(),
        };
        let of = |whole, may_keep| OneOrderPage { whole, may_keep, problems: Vec::new() };
        vec![
            ("own", of(whole(OrderState::Submitted, Vec::new()), false)),
            ("keeper", of(whole(OrderState::Submitted, samples), true)),
            ("done", of(whole(OrderState::Settled, Vec::new()), true)),
        ]
    }
}

/// An order in this state.
fn order(number: u128, state: OrderState) -> Order {
    let booking = sample::booking(number, bellwether_exchange_rules::lifecycle::booking::BookingState::Confirmed);
    Order {
        id: booking.id,
        resource: booking.resource,
        cluster: booking.cluster,
        slug: booking.slug,
        facility: booking.facility,
        keeper: None,
        person: booking.person,
        class: booking.class,
        state,
        request: booking.state,
        units: 12,
        what: "Sequence <i>all</i> of it".to_owned(),
        project: booking.project,
        code: None,
        note: "Next <week>".to_owned(),
        asked_at_ms: sample::NOW_MS,
    }
}

impl OneOrderPage {
    fn samples_of(&self, page: &Page) -> Markup {
        let row = |one: &Sample| {
            let next = SampleState::ALL.iter().filter(|to| self.may_keep && one.state.can_become(**to));
            vec![
                html! { (one.label) },
                html! { (page.t(&format!("exchange-sample-{}", one.state.name().replace('_', "-")))) },
                html! {
                    @for to in next {
                        @let words = page.t(&format!("exchange-sample-to-{}", to.name().replace('_', "-")));
                        (post_form(page, &urls::order_step(self.whole.order.id, "sample"), html! {
                            input type="hidden" name="sample" value=(one.id);
                            input type="hidden" name="state" value=(to.name());
                            button.btn.btn-sm type="submit" aria-label={ (words) ": " (one.label) } { (words) }
                        }))
                    }
                },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.whole.samples.iter().map(row).collect();
        let columns = [
            Column::new(page.t("exchange-sample")),
            Column::new(page.t("exchange-state")),
            Column::new(page.t("exchange-sample-next")),
        ];
        html! {
            @if !rows.is_empty() {
                h2 { (page.t("exchange-samples")) }
                (table(page, &page.t("exchange-samples"), &columns, &rows))
            }
        }
    }

    fn acts(&self, page: &Page) -> Markup {
        let (id, state) = (self.whole.order.id, self.whole.order.state);
        let can = |step: OrderStep| state.after(step).is_ok();
        html! {
            @if self.may_keep {
                @for (step, name) in [(OrderStep::Accept, "accept"), (OrderStep::Begin, "begin"), (OrderStep::Finish, "finish")] {
                    @if can(step) {
                        p { (button_form(page, &urls::order_step(id, name), &page.t(&format!("exchange-order-{name}")), "btn-primary")) }
                    }
                }
                @if can(OrderStep::Decline) {
                    details open[!self.problems.is_empty()] {
                        summary { (page.t("exchange-order-decline")) }
                        (post_form(page, &urls::order_step(id, "decline"), html! {
                            (Field::text("note", page.t("exchange-refuse-why")).required().maxlength(PURPOSE as u32)
                                .problems(page, &self.problems))
                            (submit(&page.t("exchange-order-decline")))
                        }))
                    }
                }
            }
            @if can(OrderStep::Withdraw) {
                p { (button_form(page, &urls::order_step(id, "withdraw"), &page.t("exchange-order-withdraw"), "")) }
            }
        }
    }
}
