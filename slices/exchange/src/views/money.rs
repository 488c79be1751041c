//! What a facility costs and which accounts it uses, for those who keep the money.

use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{Choice, Field, error_summary, post_form, submit};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};
use serde::Deserialize;
use uuid::Uuid;

use super::{sample, say};
use crate::model::charge::Price;
use crate::model::charges::{Account, Accounts, Side};
use crate::model::facility::{Facility, Subsidy};
use crate::urls;

/// What somebody typed into one of the forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct MoneyTyped {
    /// The account that is paid.
    pub paid: String,
    /// The account that carries subsidies.
    pub carries: String,
    /// The account that advances what has no charge code.
    pub advances: String,
    /// A class of customers.
    pub class: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// A price in major units.
    pub price: String,
    /// The code of a currency.
    pub currency: String,
    /// A share in percent.
    pub percent: String,
    /// The most of one use, in major units.
    pub most: String,
    /// The fee for cancelling late, in percent.
    pub late_cancel: String,
    /// The fee for not coming, in percent.
    pub no_show: String,
}

/// The page.
pub struct MoneyPage {
    /// The facility.
    pub facility: Facility,
    /// The accounts that can be chosen.
    pub accounts: Vec<Account>,
    /// Those that are.
    pub chosen: Vec<Accounts>,
    /// What was typed.
    pub typed: MoneyTyped,
    /// What cannot be taken.
    pub problems: Vec<FieldProblem>,
}

impl View for MoneyPage {
    fn title(&self, page: &Page) -> Title {
        let (name, _) = self.facility.name.best(page.lang());
        Title::new(page.t("exchange-money-title"))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.facility.cluster))
            .crumb(name, urls::facility(&self.facility))
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (error_summary(page, &self.problems))
            h2 { (page.t("exchange-accounts")) }
            (self.chosen_accounts(page))
            h2 { (page.t("exchange-rates")) }
            (rates(page, &self.facility))
            (self.rate_form(page))
            h2 { (page.t("exchange-subsidies")) }
            (subsidies(page, &self.facility))
            (self.subsidy_form(page))
            h2 { (page.t("exchange-fees")) }
            (self.fees_form(page))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let account = |number: u128, side| Account {
            id: Uuid::from_u128(number),
            name: bellwether_kernel::lang::Text::both("<b>Owner</b>", "<b>Владелец</b>"),
            currency: "RUB".into(),
            side,
        };
        let subsidy = Subsidy {
            class: CustomerClass::Member,
            from: jiff::civil::Date::constant(2026, 1, 1),
            until: Some(jiff::civil::Date::constant(2026, 12, 31)),
            percent: 40,
            most_minor: Some(500_000),
        };
        let none = MoneyPage {
            facility: sample::facilities().swap_remove(6),
            accounts: Vec::new(),
            chosen: Vec::new(),
            typed: MoneyTyped::default(),
            problems: Vec::new(),
        };
        let full = MoneyPage {
            facility: Facility { subsidies: vec![subsidy], ..sample::hostile() },
            accounts: vec![account(1, Side::IsPaid), account(2, Side::Pays)],
            chosen: vec![Accounts {
                currency: "RUB".into(),
                paid_id: Some(Uuid::from_u128(1)),
                subsidy_id: Some(Uuid::from_u128(2)),
                unassigned_id: None,
            }],
            typed: MoneyTyped { price: "<i>".into(), ..MoneyTyped::default() },
            problems: vec![FieldProblem::new("price", "<b>no</b>")],
        };
        vec![("empty", none), ("typical", full)]
    }
}

impl MoneyPage {
    fn chosen_accounts(&self, page: &Page) -> Markup {
        if self.accounts.is_empty() {
            return empty_state(&page.t("exchange-accounts-none"), &page.t("exchange-accounts-none-help"), None);
        }
        let of = |id: Option<Uuid>| {
            let found = self.accounts.iter().find(|account| Some(account.id) == id);
            html! { @match found { Some(account) => (page.text(&account.name)), None => "—" } }
        };
        let columns = [
            Column::new(page.t("exchange-currency")),
            Column::new(page.t("exchange-paid")),
            Column::new(page.t("exchange-carries")),
            Column::new(page.t("exchange-advances")),
        ];
        let row =
            |one: &Accounts| vec![html! { (one.currency) }, of(one.paid_id), of(one.subsidy_id), of(one.unassigned_id)];
        let rows: Vec<Vec<Markup>> = self.chosen.iter().map(row).collect();
        let choices = |side: Side| {
            let all = self.accounts.iter().filter(|account| account.side == side);
            let choice = |one: &Account| {
                Choice::new(one.id.to_string(), format!("{} ({})", one.name.best(page.lang()).0, one.currency))
            };
            let mut choices = vec![Choice::new("", page.t("exchange-account-none"))];
            choices.extend(all.map(choice));
            choices
        };
        let current = |id: fn(&Accounts) -> Option<Uuid>, typed: &str| match self.chosen.first().and_then(id) {
            Some(id) if typed.is_empty() => id.to_string(),
            _ => typed.to_owned(),
        };
        html! {
            @if !rows.is_empty() { (table(page, &page.t("exchange-accounts"), &columns, &rows)) }
            (post_form(page, &urls::money_form(&self.facility, "accounts"), html! {
                (Field::select("paid", page.t("exchange-paid"), choices(Side::IsPaid)).value(current(|one| one.paid_id, &self.typed.paid))
                    .help(page.t("exchange-paid-help")).problems(page, &self.problems))
                (Field::select("carries", page.t("exchange-carries"), choices(Side::Pays))
                    .value(current(|one| one.subsidy_id, &self.typed.carries)).help(page.t("exchange-carries-help"))
                    .problems(page, &self.problems))
                (Field::select("advances", page.t("exchange-advances"), choices(Side::Pays))
                    .value(current(|one| one.unassigned_id, &self.typed.advances)).help(page.t("exchange-advances-help"))
                    .problems(page, &self.problems))
                (submit(&page.t("exchange-accounts-submit")))
            }))
        }
    }

    fn rate_form(&self, page: &Page) -> Markup {
        let (typed, problems) = (&self.typed, self.problems.as_slice());
        let currency = if typed.currency.is_empty() { self.currency() } else { &typed.currency };
        let is_open = problems.iter().any(|one| matches!(one.field.as_str(), "price" | "currency"));
        html! {
            details open[is_open] {
                summary { (page.t("exchange-rate-add")) }
                (post_form(page, &urls::money_form(&self.facility, "rate"), html! {
                    (class_field(page, &typed.class))
                    (Field::line("date", "from", page.t("exchange-rate-from")).value(&typed.from).required().problems(page, problems))
                    (Field::text("price", page.t("exchange-per-hour")).value(&typed.price).required().problems(page, problems))
                    (Field::text("currency", page.t("exchange-currency")).value(currency).required().maxlength(3)
                        .problems(page, problems))
                    (submit(&page.t("exchange-rate-add")))
                }))
            }
        }
    }

    fn subsidy_form(&self, page: &Page) -> Markup {
        let (typed, problems) = (&self.typed, self.problems.as_slice());
        let is_open = problems.iter().any(|one| matches!(one.field.as_str(), "percent" | "most"));
        html! {
            details open[is_open] {
                summary { (page.t("exchange-subsidy-add")) }
                (post_form(page, &urls::money_form(&self.facility, "subsidy"), html! {
                    div.field {
                        label.form-label for="subsidy-class" { (page.t("exchange-class")) }
                        select #subsidy-class.form-select name="class" {
                            @for class in CustomerClass::ALL {
                                option value=(class.name()) { (page.t(&format!("exchange-class-{}", class.name()))) }
                            }
                        }
                    }
                    (dated(page, "subsidy-from", "from", "exchange-rate-from", true))
                    (dated(page, "subsidy-until", "until", "exchange-subsidy-until", false))
                    (Field::line("number", "percent", page.t("exchange-percent")).value(&typed.percent).required()
                        .problems(page, problems))
                    (Field::text("most", page.t("exchange-subsidy-most")).value(&typed.most).optional(page)
                        .problems(page, problems))
                    (submit(&page.t("exchange-subsidy-add")))
                }))
            }
        }
    }

    fn fees_form(&self, page: &Page) -> Markup {
        let fees = self.facility.fees;
        let or = |typed: &str, now: u8| if typed.is_empty() { now.to_string() } else { typed.to_owned() };
        post_form(
            page,
            &urls::money_form(&self.facility, "fees"),
            html! {
                (Field::line("number", "late_cancel", page.t("exchange-fee-late-cancel"))
                    .value(or(&self.typed.late_cancel, fees.late_cancel_percent)).required().problems(page, &self.problems))
                (Field::line("number", "no_show", page.t("exchange-fee-no-show"))
                    .value(or(&self.typed.no_show, fees.no_show_percent)).required().problems(page, &self.problems))
                (submit(&page.t("exchange-fees-submit")))
            },
        )
    }

    fn currency(&self) -> &str {
        self.facility.rates.first().map_or("RUB", |rate| rate.currency.as_str())
    }
}

fn dated(page: &Page, id: &str, name: &str, label: &str, is_required: bool) -> Markup {
    html! {
        div.field {
            label.form-label for=(id) { (page.t(label)) }
            input.form-control id=(id) type="date" name=(name) required[is_required];
        }
    }
}

fn class_field(page: &Page, typed: &str) -> Markup {
    let class = |class: &CustomerClass| Choice::new(class.name(), page.t(&format!("exchange-class-{}", class.name())));
    let classes = CustomerClass::ALL.iter().map(class).collect();
    let field = Field::select("class", page.t("exchange-class"), classes).value(typed);
    html! { (field) }
}

/// The rates of a facility.
pub fn rates(page: &Page, facility: &Facility) -> Markup {
    let columns = [
        Column::new(page.t("exchange-class")),
        Column::new(page.t(if facility.orders.is_some() { "exchange-per-unit" } else { "exchange-per-hour" }))
            .numeric(),
        Column::new(page.t("exchange-rate-from")),
    ];
    let row = |rate: &crate::model::facility::Rate| {
        let price = Price { minor: rate.minor_per_hour, currency: rate.currency.clone() };
        vec![
            html! { (page.t(&format!("exchange-class-{}", rate.class.name()))) },
            html! { (say::price(page, &price)) },
            html! { (say::date(page, rate.from)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = facility.rates.iter().map(row).collect();
    html! { @if !rows.is_empty() { (table(page, &page.t("exchange-rates"), &columns, &rows)) } }
}

/// The subsidies of a facility.
pub fn subsidies(page: &Page, facility: &Facility) -> Markup {
    let columns = [
        Column::new(page.t("exchange-class")),
        Column::new(page.t("exchange-percent")).numeric(),
        Column::new(page.t("exchange-subsidy-most")).numeric(),
        Column::new(page.t("exchange-rate-from")),
        Column::new(page.t("exchange-subsidy-until")),
    ];
    let currency = facility.rates.first().map_or("RUB", |rate| rate.currency.as_str());
    let row = |one: &Subsidy| {
        let most = one.most_minor.map(|minor| Price { minor, currency: currency.to_owned() });
        vec![
            html! { (page.t(&format!("exchange-class-{}", one.class.name()))) },
            html! { (page.number(u32::from(one.percent))) },
            html! { @if let Some(most) = most { (say::price(page, &most)) } },
            html! { (say::date(page, one.from)) },
            html! { @if let Some(until) = one.until { (say::date(page, until)) } },
        ]
    };
    let rows: Vec<Vec<Markup>> = facility.subsidies.iter().map(row).collect();
    html! { @if !rows.is_empty() { (table(page, &page.t("exchange-subsidies"), &columns, &rows)) } }
}
