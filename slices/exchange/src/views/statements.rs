//! Statements of a month: what each project is to pay, and the lines of one of them.

use bellwether_exchange_rules::lifecycle::charge::ChargeState;
use bellwether_exchange_rules::quote::Quote;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::forms::{Choice, Field, button_form, post_form, submit};
use bellwether_web::components::lists::list_tools;
use bellwether_web::components::states::{Tone, alert, empty_state};
use bellwether_web::components::tables::{Column, table};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::{sample, say};
use crate::model::code::Code;
use crate::model::statement::{self, Line, Statement, Total, Whose};
use crate::urls;

/// The totals of a month.
pub struct StatementsPage {
    /// The cluster's slug.
    pub cluster: String,
    /// The first day of the month.
    pub month: Date,
    /// What is to be paid, by code.
    pub rows: Vec<Total>,
    /// Is it all of the cluster's?
    pub is_all: bool,
    /// Does the reader keep the money of the cluster?
    pub may_keep: bool,
}

/// A month in words.
pub fn month_words(page: &Page, month: Date) -> String {
    page.date(month.year(), month.month().try_into().ok(), None)
}

fn money(page: &Page, minor: i64, currency: &str) -> Markup {
    html! { (say::amount(page.words(), minor, currency)) }
}

impl View for StatementsPage {
    fn title(&self, page: &Page) -> Title {
        let month = month_words(page, self.month);
        Title::new(page.t_with("exchange-statements-title", &[("month", month.into())]))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.cluster))
            .lead(page.t(if self.is_all { "exchange-statements-lead" } else { "exchange-statements-own" }))
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        let other = |by: i64| statement::written(self.month.checked_add(by.months()).unwrap_or(self.month));
        let due: i64 = self.rows.iter().map(|row| row.due_minor).sum();
        html! {
            nav.row-line aria-label=(page.t("exchange-months")) {
                a.btn href=(urls::statements(&self.cluster, &other(-1))) { (page.t("exchange-month-before")) }
                a.btn href=(urls::statements(&self.cluster, &other(1))) { (page.t("exchange-month-after")) }
                @if self.may_keep { a.btn href=(urls::codes(&self.cluster)) { (page.t("exchange-codes-title")) } }
            }
            @if due > 0 && self.is_all {
                (alert(Tone::Warn, html! { p { (page.t("exchange-due-help")) }
                    @if self.may_keep {
                        (button_form(page, &urls::settle(&self.cluster), &page.t("exchange-settle"), ""))
                    }
                }))
            }
            @if self.rows.is_empty() {
                (empty_state(&page.t("exchange-statements-none"), &page.t("exchange-statements-none-help"), None))
            } @else { (self.table(page)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |rows| StatementsPage {
            cluster: "translational-medicine".into(),
            month: Date::constant(2026, 11, 1),
            rows,
            is_all: true,
            may_keep: true,
        };
        let total = |code: Option<&str>, due_minor| Total {
            code: code.map(ToOwned::to_owned),
            name: code.map(|_| bellwether_kernel::lang::Text::both("<script>P</script>", "<b>П</b>")),
            organisation: code.map(|_| "<b>Institute</b>".to_owned()),
            currency: "RUB".into(),
            n: 3,
            quote: Quote { gross_minor: 100_000, subsidy_minor: 40_000, net_minor: 60_000 },
            due_minor,
        };
        vec![("empty", of(Vec::new())), ("typical", of(vec![total(Some("RSF-26-15"), 5), total(None, 0)]))]
    }
}

impl StatementsPage {
    fn table(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("exchange-charge-code")),
            Column::new(page.t("exchange-organisation")),
            Column::new(page.t("exchange-uses")).numeric(),
            Column::new(page.t("exchange-gross")).numeric(),
            Column::new(page.t("exchange-subsidy")).numeric(),
            Column::new(page.t("exchange-net")).numeric(),
        ];
        let month = statement::written(self.month);
        let row = |one: &Total| {
            let whose = one.code.clone().map_or(Whose::WithoutCode, Whose::Code);
            let words = one.code.clone().unwrap_or_else(|| page.t("exchange-without-code"));
            let organisation = one.organisation.clone().unwrap_or_default();
            let of = Whose::Organisation(organisation.clone());
            vec![
                html! {
                    a href=(urls::statement(&self.cluster, &month, &whose, "")) { (words) }
                    @if let Some(name) = &one.name { br; span.text-secondary { (page.text(name)) } }
                },
                html! {
                    @if self.is_all && !organisation.is_empty() {
                        a href=(urls::statement(&self.cluster, &month, &of, "")) { (organisation) }
                    } @else { (organisation) }
                },
                html! { (page.number(u32::try_from(one.n).unwrap_or(u32::MAX))) },
                money(page, one.quote.gross_minor, &one.currency),
                money(page, one.quote.subsidy_minor, &one.currency),
                html! {
                    (money(page, one.quote.net_minor, &one.currency))
                    @if one.due_minor > 0 {
                        br; span.text-secondary { (page.t("exchange-due")) ": " (money(page, one.due_minor, &one.currency)) }
                    }
                },
            ]
        };
        table(page, &page.t("exchange-statements"), &columns, &self.rows.iter().map(row).collect::<Vec<_>>())
    }
}

/// Whose statement, in words.
pub fn whose_words(page: &Page, whose: &Whose) -> String {
    match whose {
        Whose::Code(name) | Whose::Organisation(name) => name.clone(),
        Whose::WithoutCode => page.t("exchange-without-code"),
    }
}

impl View for Statement {
    fn title(&self, page: &Page) -> Title {
        let month = statement::month(&self.month).map_or_else(|| self.month.clone(), |day| month_words(page, day));
        let args = [("whose", whose_words(page, &self.whose).into()), ("month", month.into())];
        Title::new(page.t_with("exchange-statement-title", &args))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.cluster))
            .crumb(page.t("exchange-statements"), urls::statements(&self.cluster, &self.month).to_string())
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        if self.lines.is_empty() {
            return empty_state(&page.t("exchange-statements-none"), &page.t("exchange-statements-none-help"), None);
        }
        let file =
            |name, ending: &str| (name, urls::statement(&self.cluster, &self.month, &self.whose, ending).to_string());
        let columns = [
            Column::new(page.t("exchange-when")),
            Column::new(page.t("exchange-facility")),
            Column::new(page.t("exchange-by")),
            Column::new(page.t("exchange-gross")).numeric(),
            Column::new(page.t("exchange-subsidy")).numeric(),
            Column::new(page.t("exchange-net")).numeric(),
            Column::new(page.t("exchange-state")),
        ];
        let rows: Vec<Vec<Markup>> = self.lines.iter().map(|line| row(page, self, line)).collect();
        html! {
            (list_tools(page, None, &[file("XLSX", ".xlsx"), file("PDF", ".pdf")]))
            (table(page, &page.t("exchange-statement"), &columns, &rows))
            @if !self.codes.is_empty() { (assign_form(page, self)) }
            @for (currency, sum) in statement::sums(&self.lines) {
                p { strong { (page.t_with("exchange-statement-sum", &[
                    ("net", say::amount(page.words(), sum.net_minor, &currency).into()),
                    ("gross", say::amount(page.words(), sum.gross_minor, &currency).into()),
                    ("subsidy", say::amount(page.words(), sum.subsidy_minor, &currency).into()),
                ])) } }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |lines| Statement {
            cluster: "translational-medicine".into(),
            month: "2026-11".into(),
            whose: Whose::Code("RSF-26-15".into()),
            lines,
            names: std::collections::HashMap::new(),
            codes: Vec::new(),
        };
        let code = Code {
            id: crate::model::code::CodeId(uuid::Uuid::nil()),
            cluster: String::new(),
            code: "RSF-26-15".into(),
            name: sample::hostile().name,
            organisation: String::new(),
            account: None,
            is_open: true,
        };
        let kept = Statement { whose: Whose::WithoutCode, codes: vec![code], ..of(sample::lines()) };
        vec![("empty", of(Vec::new())), ("typical", of(sample::lines())), ("kept", kept)]
    }
}

/// Moves one of the first charges without a code to a code.
fn assign_form(page: &Page, of: &Statement) -> Markup {
    let charge = |line: &Line| {
        let (facility, net) = (line.facility.best(page.lang()).0, line.quoted.quote.net_minor);
        let price = say::amount(page.words(), net, &line.quoted.currency);
        let words = format!("{}, {facility}, {}, {price}", when(page, line), of.user(line));
        Choice::new(line.id.to_string(), words)
    };
    let charges: Vec<Choice> = of.lines.iter().take(200).map(charge).collect();
    let code = |one: &Code| Choice::new(&one.code, format!("{}: {}", one.code, one.name.best(page.lang()).0));
    let form = html! {
        (Field::select("charge", page.t("exchange-assign-charge"), charges))
        (Field::select("code", page.t("exchange-charge-code"), of.codes.iter().map(code).collect::<Vec<_>>()))
        input type="hidden" name="month" value=(of.month);
        (submit(&page.t("exchange-assign-submit")))
    };
    html! {
        details {
            summary { (page.t("exchange-assign")) }
            p.form-hint { (page.t("exchange-assign-help")) }
            (post_form(page, &urls::assign(&of.cluster), form))
        }
    }
}

fn row(page: &Page, of: &Statement, line: &Line) -> Vec<Markup> {
    let (quoted, quote) = (&line.quoted, line.quoted.quote);
    let tone = if line.state == ChargeState::Due { Tone::Warn } else { Tone::Good };
    vec![
        html! { (when(page, line)) },
        html! {
            (page.text(&line.facility)) br;
            span.text-secondary {
                (page.t(&format!("exchange-charge-{}", line.kind.name().replace('_', "-")))) ": "
                (say::reckoned(page.words(), line.kind, quoted))
            }
        },
        html! { (of.user(line)) @if let Some(code) = &line.code { br; span.text-secondary { (code) } } },
        money(page, quote.gross_minor, &quoted.currency),
        money(page, quote.subsidy_minor, &quoted.currency),
        money(page, quote.net_minor, &quoted.currency),
        badge(tone, &page.t(&format!("exchange-charge-state-{}", line.state.name()))),
    ]
}

/// When the use of a line began, in the zone of the place.
pub fn when(page: &Page, line: &Line) -> String {
    let zone = TimeZone::get(&line.zone).unwrap_or(TimeZone::UTC);
    let at = jiff::Timestamp::from_millisecond(line.at_ms).unwrap_or_default();
    bellwether_web::format::moment(page.lang(), at, &zone)
}
