//! What the pages of the ledger share: amounts and states in words, the bar of a budget, the choice of an instant.

use bellwether_kernel::amount::Amount;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Text;
use bellwether_kernel::money::Unit;
use bellwether_web::api::{Link, Page, Title};
use bellwether_web::components::badges::badge;
use bellwether_web::components::forms::{self, Field};
use bellwether_web::components::states::Tone;
use bellwether_web::format;
use maud::{Markup, html};

use crate::model::account::AccountKind;
use crate::model::asked::Show;
use crate::model::budget::{BudgetCheck, Parts};
use crate::model::people::{PeopleNames, person};
use crate::model::transfer::{Purpose, State, Transfer};
use crate::urls;

/// The cluster whose books a page shows, and who may do what there.
#[derive(Clone, Debug)]
pub struct Of {
    /// Its name in addresses.
    pub cluster: String,
    /// Its name.
    pub name: Text,
    /// The instant that was asked for, as it was typed; empty for now.
    pub as_of: String,
    /// May the reader write?
    pub keeps: bool,
    /// May the reader approve and set thresholds?
    pub approves: bool,
}

impl Of {
    /// A title under the books of the cluster.
    pub fn title(&self, page: &Page, words: impl Into<String>) -> Title {
        Title::new(words).crumb(page.t("ledger"), self.at(urls::books(&self.cluster)).to_string())
    }

    /// An address at the same instant.
    pub fn at(&self, path: impl Into<String>) -> Link {
        Link::to(path).with_if("as_of", Some(&self.as_of).filter(|at| !at.is_empty()))
    }

    /// The ways between the three main pages.
    pub fn ways(&self, page: &Page) -> Markup {
        let ways = [
            (urls::books(&self.cluster), "ledger-budgets"),
            (urls::accounts(&self.cluster), "ledger-accounts"),
            (urls::transfers(&self.cluster), "ledger-transfers"),
        ];
        html! {
            nav.ways aria-label=(page.t("ledger")) {
                @for (path, words) in ways {
                    a href=(self.at(path.clone())) aria-current=[(page.path() == path).then_some("page")] { (page.t(words)) }
                }
            }
        }
    }

    /// The choice of an instant of the past.
    pub fn instant(&self, page: &Page, path: &str) -> Markup {
        html! {
            (forms::get_form(path, html! {
                (Field::line("datetime-local", "as_of", page.t("ledger-as-of")).value(&self.as_of)
                    .help(page.t_with("ledger-as-of-help", &[("zone", zone(page).into())])))
                (forms::submit(&page.t("ledger-as-of-show")))
                @if !self.as_of.is_empty() { a.btn href=(path) { (page.t("ledger-as-of-now")) } }
            }))
        }
    }
}

fn zone(page: &Page) -> String {
    page.zone().iana_name().unwrap_or("UTC").to_owned()
}

/// An amount with its unit, such as `1,234.50 RUB` or `12 seats`.
pub fn amount(page: &Page, amount: Amount) -> String {
    let number = format::minor_units(page.lang(), amount.minor, amount.unit.digits());
    // How many there are chooses the form of the word; the number itself is written exactly.
    let key = match amount.unit {
        Unit::Money(currency) => return format!("{number}\u{a0}{}", currency.code()),
        Unit::Seat => "ledger-in-seats",
        Unit::CreditHour => "ledger-in-credit-hours",
        Unit::InstrumentMinute => "ledger-in-instrument-minutes",
        Unit::CoreHour => "ledger-in-core-hours",
    };
    page.t_with(key, &[("number", number.into())])
}

/// The same for a table of many amounts: where room is short, the currency stands under the number.
pub fn amount_cell(page: &Page, of: Amount) -> Markup {
    match of.unit {
        Unit::Money(currency) => {
            let number = format::minor_units(page.lang(), of.minor, of.unit.digits());
            html! { (number) " " (currency.code()) }
        }
        _ => html! { (amount(page, of)) },
    }
}

/// A unit in words.
pub fn unit(page: &Page, unit: Unit) -> String {
    match unit {
        Unit::Money(currency) => currency.code().to_owned(),
        Unit::Seat => page.t("ledger-unit-seat"),
        Unit::CreditHour => page.t("ledger-unit-credit-hour"),
        Unit::InstrumentMinute => page.t("ledger-unit-instrument-minute"),
        Unit::CoreHour => page.t("ledger-unit-core-hour"),
    }
}

/// What an account is for, in words.
pub fn kind(page: &Page, kind: AccountKind) -> String {
    match kind {
        AccountKind::Source => page.t("ledger-kind-source"),
        AccountKind::Pool => page.t("ledger-kind-pool"),
        AccountKind::Budget => page.t("ledger-kind-budget"),
        AccountKind::Payee => page.t("ledger-kind-payee"),
    }
}

/// What a transfer does, in words.
pub fn purpose(page: &Page, purpose: Purpose) -> String {
    match purpose {
        Purpose::Endowment => page.t("ledger-purpose-endowment"),
        Purpose::Allotment => page.t("ledger-purpose-allotment"),
        Purpose::Payment => page.t("ledger-purpose-payment"),
    }
}

/// Which transfers, in words.
pub fn show(page: &Page, show: Show) -> String {
    match show {
        Show::All => page.t("ledger-show-all"),
        Show::Waiting => page.t("ledger-waits"),
        Show::Pending => page.t("ledger-state-pending"),
        Show::Posted => page.t("ledger-state-posted"),
        Show::Voided => page.t("ledger-state-voided"),
        Show::Expired => page.t("ledger-state-expired"),
    }
}

/// Where a transfer stands.
pub fn state(page: &Page, transfer: &Transfer) -> Markup {
    if transfer.waits_for_approval() {
        return badge(Tone::Warn, &page.t("ledger-waits"));
    }
    match transfer.state {
        State::Pending => badge(Tone::Info, &page.t("ledger-state-pending")),
        State::Posted => badge(Tone::Good, &page.t("ledger-state-posted")),
        State::Voided => badge(Tone::Plain, &page.t("ledger-state-voided")),
        State::Expired => badge(Tone::Plain, &page.t("ledger-state-expired")),
    }
}

/// That the amounts are invented.
pub fn sample(page: &Page, is_sample: bool) -> Markup {
    html! { @if is_sample { " " (badge(Tone::Warn, &page.t("ledger-sample"))) } }
}

/// Who did something, by the name in the journal.
pub fn who(page: &Page, names: &PeopleNames, actor: &str) -> String {
    match (actor, person(actor)) {
        ("system", _) => page.t("ledger-by-installation"),
        ("clock", _) => page.t("ledger-by-clock"),
        (_, Some(id)) => names.get(&id).cloned().unwrap_or_else(|| page.t("ledger-by-somebody-gone")),
        _ => page.t("ledger-by-somebody-gone"),
    }
}

/// The moment of a number of milliseconds.
pub fn moment(page: &Page, ms: i64) -> Markup {
    html! { @if let Ok(at) = Timestamp::from_millisecond(ms) { (page.moment(at)) } }
}

/// A bar of what is spent, committed and free. The numbers stand beside it, so it says nothing alone.
pub fn bar(page: &Page, parts: Parts, unit: Unit) -> Markup {
    let total = parts.total().max(1) as f64;
    // Only the picture is rounded.
    let width = |part: i64| ((part.max(0) as f64 / total) * 10_000.0).round() / 100.0;
    let (spent, committed, free) = (width(parts.spent), width(parts.committed), width(parts.free));
    let words = |key, part| page.t_with(key, &[("amount", amount(page, Amount::new(part, unit)).into())]);
    let label = [
        words("ledger-spent-n", parts.spent),
        words("ledger-committed-n", parts.committed),
        words("ledger-free-n", parts.free),
    ]
    .join(", ");
    html! {
        svg.budget-bar viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label=(label) {
            title { (label) }
            rect.budget-spent x="0" y="0" width=(spent) height="8" {}
            rect.budget-committed x=(spent) y="0" width=(committed) height="8" {}
            rect.budget-free x=(spent + committed) y="0" width=(free) height="8" {}
        }
    }
}

/// Why an account cannot give what was asked, with its numbers; or that it can.
pub fn explain(page: &Page, check: &BudgetCheck) -> String {
    let parts = Parts::of(&check.held);
    let key = if check.is_covered() { "ledger-check-covered" } else { "ledger-check-short" };
    let amount = |minor| amount(page, check.amount(minor));
    page.t_with(
        key,
        &[
            ("name", check.held.account.name.best(page.lang()).0.into()),
            ("asked", amount(check.asked_minor).into()),
            ("free", amount(parts.free).into()),
            ("committed", amount(parts.committed).into()),
            ("spent", amount(parts.spent).into()),
            ("short", amount(check.short_minor()).into()),
        ],
    )
}
