//! Rules, refusals, states and prices in words.

use bellwether_exchange_rules::condition::{Condition, Opening};
use bellwether_exchange_rules::explanation::{Refusal, Value};
use bellwether_exchange_rules::quote::part;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::money::Unit;
use bellwether_web::api::{Arg, Page, Words};
use bellwether_web::components::badges::badge;
use bellwether_web::components::states::{Tone, alert};
use bellwether_web::format;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use crate::model::booking::Booking;
use crate::model::charge::{ChargeKind, Fees, Price, Quoted};
use crate::model::charges::Shortage;
use crate::model::configuration::Change;
use crate::model::facility::Facility;
use crate::model::wish::{Obstacle, Refused};

/// The sentence of a refusal.
pub fn refusal(page: &Page, refusal: &Refusal, zone: &TimeZone) -> String {
    let said = |(name, value): &(&'static str, Value)| (*name, Arg::Text(value_words(page, name, value, zone).into()));
    let args: Vec<(&str, Arg<'_>)> = refusal.values.iter().map(said).collect();
    page.t_with(&format!("exchange-refused-{}", refusal.key), &args)
}

fn value_words(page: &Page, name: &str, value: &Value, zone: &TimeZone) -> String {
    match value {
        Value::Word(words) if name == "classes" => {
            let all: Vec<String> = words.split(' ').map(|class| page.t(&format!("exchange-class-{class}"))).collect();
            all.join(", ")
        }
        Value::Word(words) => words.clone(),
        Value::Number(number) => format::number(page.lang(), *number as f64),
        Value::Day(day) => date(page, *day),
        Value::Moment(at) => format::moment(page.lang(), *at, zone),
        Value::Minutes(minutes) => duration(page, *minutes),
    }
}

/// All that is in the way of times, as an alert; nothing where there is nothing.
pub fn obstacles(page: &Page, refused: &[Refused], zone: &TimeZone) -> Markup {
    // What is in the way of one time stands together.
    let times: Vec<&[Refused]> = refused.chunk_by(|one, next| one.span == next.span).collect();
    html! {
        @if !times.is_empty() {
            (alert(Tone::Bad, html! {
                h2.alert-title { (page.t_with("exchange-refused-title", &[("n", times.len().into())])) }
                @for time in &times {
                    @if let Some(first) = time.first() { p { strong { (when(page, first.span, zone)) } } }
                    ul {
                        @for one in *time {
                            @match &one.obstacle {
                                Obstacle::Taken => li { (page.t("exchange-refused-taken")) },
                                Obstacle::Rules(all) => @for one in all { li { (refusal(page, one, zone)) } },
                            }
                        }
                    }
                }
            }))
        }
    }
}

/// What has to be changed before a use, and how long that takes.
pub fn changes(page: &Page, facility: &Facility, changes: &[Change]) -> Markup {
    html! {
        @if !changes.is_empty() {
            (alert(Tone::Info, html! {
                p { (page.t("exchange-changes")) }
                ul { @for one in changes { li {
                    @let (from, to) = (option(page, facility, &one.item, &one.from), option(page, facility, &one.item, &one.to));
                    (page.t_with("exchange-change", &[("item", item(page, facility, &one.item).into()), ("from", from.into()),
                        ("to", to.into()), ("minutes", duration(page, one.minutes.into()).into())]))
                } } }
            }))
        }
    }
}

/// The name of an item; its code where it is gone.
pub fn item(page: &Page, facility: &Facility, code: &str) -> String {
    let item = facility.items.iter().find(|one| one.code == code);
    item.map_or_else(|| code.to_owned(), |item| item.name.best(page.lang()).0.to_owned())
}

/// The name of an option; its code where it is gone.
pub fn option(page: &Page, facility: &Facility, item: &str, code: &str) -> String {
    let item = facility.items.iter().find(|one| one.code == item);
    let option = item.and_then(|item| item.option(code));
    option.map_or_else(|| code.to_owned(), |option| option.name.best(page.lang()).0.to_owned())
}

/// A day.
pub fn date(page: &Page, day: Date) -> String {
    page.date(day.year(), day.month().try_into().ok(), day.day().try_into().ok())
}

/// A day without its year, where room is scarce.
pub fn day_and_month(page: &Page, day: Date) -> String {
    let whole = date(page, day);
    whole.rsplit_once(' ').map_or(whole.clone(), |(day, _)| day.to_owned())
}

/// A length of time.
pub fn duration(page: &Page, minutes: i64) -> String {
    if minutes == 0 {
        return page.t("exchange-no-time");
    }
    format::duration(page.lang(), u64::try_from(minutes).unwrap_or_default() * 60)
}

/// A span in the zone of its place: the day once where it is one.
pub fn when(page: &Page, span: Span, zone: &TimeZone) -> String {
    let (from, until) = (span.from().to_zoned(zone.clone()), span.until().to_zoned(zone.clone()));
    let end = if from.date() == until.date() {
        until.strftime("%H:%M").to_string()
    } else {
        format::moment(page.lang(), span.until(), zone)
    };
    format!("{}–{end}", format::moment(page.lang(), span.from(), zone))
}

/// An amount of money with its currency.
pub fn price(page: &Page, price: &Price) -> String {
    amount(page.words(), price.minor, &price.currency)
}

/// Minor units of a currency, all decimals of it shown.
pub fn amount(words: &Words, minor: i64, currency: &str) -> String {
    let digits = currency.parse().map_or(2, Unit::digits);
    format!("{}\u{a0}{currency}", format::minor_units(words.lang, minor, digits))
}

/// What a use costs and who carries what, before it is booked.
pub fn quote(page: &Page, quoted: &Quoted, fees: Fees) -> Markup {
    let price = |minor| Arg::Text(price(page, &quoted.price(minor)).into());
    let quote = quoted.quote;
    html! {
        p { strong { (page.t_with("exchange-costs", &[("price", price(quote.net_minor))])) }
            @if quote.subsidy_minor > 0 {
                " " (page.t_with("exchange-costs-subsidy",
                    &[("gross", price(quote.gross_minor)), ("subsidy", price(quote.subsidy_minor))]))
            }
        }
        @for (key, percent) in [("exchange-costs-late", fees.late_cancel_percent), ("exchange-costs-no-show", fees.no_show_percent)] {
            @if percent > 0 { p.form-hint { (page.t_with(key, &[("price", price(part(quote, percent).net_minor))])) } }
        }
    }
}

/// How a charge came about: so much time or so many units at a rate.
pub fn reckoned(words: &Words, kind: ChargeKind, quoted: &Quoted) -> String {
    let rate = amount(words, quoted.rate_minor, &quoted.currency);
    match kind {
        ChargeKind::Order => words.t_with("exchange-units-at", &[("n", quoted.units.into()), ("rate", rate.into())]),
        _ => {
            let time = format::duration(words.lang, u64::try_from(quoted.units).unwrap_or_default() * 60);
            words.t_with("exchange-time-at", &[("time", time.into()), ("rate", rate.into())])
        }
    }
}

/// What stands in the way of paying.
pub fn shortage(page: &Page, one: &Shortage) -> String {
    let price = |minor| Arg::Text(price(page, &Price { minor, currency: one.currency.clone() }).into());
    let name = one.account.best(page.lang()).0;
    let args = [("account", name.into()), ("asked", price(one.asked_minor)), ("free", price(one.free_minor))];
    page.t_with("exchange-fault-short", &args)
}

/// The state of a booking or request.
pub fn state(page: &Page, booking: &Booking) -> Markup {
    let name = booking.state_name();
    let tone = match name {
        "confirmed" | "in_use" => Tone::Good,
        "held" | "waitlisted" => Tone::Warn,
        "no_show" | "cancelled_late" | "rejected" => Tone::Bad,
        _ => Tone::Plain,
    };
    badge(tone, &page.t(&format!("exchange-state-{}", name.replace('_', "-"))))
}

/// A condition in words.
pub fn condition(page: &Page, one: &Condition) -> String {
    let minutes = |minutes: u32| Arg::Text(duration(page, minutes.into()).into());
    let with = |key: &str, args: &[(&str, Arg<'_>)]| page.t_with(key, args);
    match one {
        Condition::Eligible { classes } => {
            let all: Vec<String> =
                classes.iter().map(|class| page.t(&format!("exchange-class-{}", class.name()))).collect();
            with("exchange-rule-eligible", &[("classes", all.join(", ").into())])
        }
        Condition::Qualified { code } => with("exchange-rule-qualified", &[("code", code.into())]),
        Condition::LeadTime { minutes: m } => with("exchange-rule-lead-time", &[("minutes", minutes(*m))]),
        Condition::MaximumAhead { days } => with("exchange-rule-ahead", &[("days", (*days).into())]),
        Condition::SlotLength { least_minutes, most_minutes, step_minutes } => with(
            "exchange-rule-length",
            &[("least", minutes(*least_minutes)), ("most", minutes(*most_minutes)), ("step", minutes(*step_minutes))],
        ),
        Condition::MinimumGap { minutes: m } => with("exchange-rule-gap", &[("minutes", minutes(*m))]),
        Condition::Buffers { before_minutes, after_minutes } => {
            with("exchange-rule-buffers", &[("before", minutes(*before_minutes)), ("after", minutes(*after_minutes))])
        }
        Condition::OpeningHours { week } => with("exchange-rule-hours", &[("week", week_words(page, week).into())]),
        Condition::Holidays { days } => {
            let all: Vec<String> = days.iter().map(|day| date(page, *day)).collect();
            with("exchange-rule-holidays", &[("days", all.join(", ").into())])
        }
        Condition::Quota { per, minutes: m } => {
            with(&format!("exchange-rule-quota-{}", per.name()), &[("minutes", minutes(*m))])
        }
        Condition::Budget { currency } => with("exchange-rule-budget", &[("currency", currency.into())]),
        Condition::Deadline { at } => with(
            "exchange-rule-deadline",
            &[("at", format!("{} {}", date(page, at.date()), at.strftime("%H:%M")).into())],
        ),
        Condition::Approval => page.t("exchange-rule-approval"),
        Condition::CancelBefore { minutes: m } => with("exchange-rule-cancel", &[("minutes", minutes(*m))]),
    }
}

fn week_words(page: &Page, week: &[Opening]) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let day = |one: &Opening| {
        let name = page.t(&format!("exchange-weekday-{}", one.weekday.clamp(1, 7)));
        format!("{name} {}–{}", clock(one.from_minute), clock(one.until_minute))
    };
    week.iter().map(day).collect::<Vec<_>>().join(", ")
}
