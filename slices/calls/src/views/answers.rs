//! Answers to a form, as they are read.

use bellwether_kernel::amount::Amount;
use bellwether_kernel::money::Unit;
use bellwether_web::api::Page;
use bellwether_web::components::tables::{Column, table};
use bellwether_web::format;
use maud::{Markup, html};

use super::parts;
use crate::model::answers::{Answers, is_asked, items, sum};
use crate::model::file::Attached;
use crate::model::form::{Field, Form, Wanted};
use crate::model::holder::Holder;
use crate::urls;

/// The answers to a form, section by section. Fields that are not asked, or not in the answers or files, are left out.
pub fn read(
    page: &Page,
    form: &Form,
    answers: &Answers,
    files: &[Attached],
    (of, unit): (impl Into<Holder>, Unit),
) -> Markup {
    let of = of.into();
    let is_there = |field: &&Field| {
        let has = answers.contains_key(&field.code) || files.iter().any(|file| file.field == field.code);
        has && is_asked(form, field, answers)
    };
    html! {
        @for section in &form.sections {
            @let shown: Vec<&Field> = section.fields.iter().filter(is_there).collect();
            @if !shown.is_empty() {
                section {
                    h3 { (page.text(&section.title)) }
                    @for field in shown {
                        h4 { (page.text(&field.label)) }
                        (one(page, field, answers.get(&field.code).map_or("", String::as_str), files, of, unit))
                    }
                }
            }
        }
    }
}

fn one(page: &Page, field: &Field, typed: &str, files: &[Attached], of: Holder, unit: Unit) -> Markup {
    match &field.answer {
        Wanted::Lines { .. } => html! { div.prose { (parts::lines(typed)) } },
        Wanted::Budget => budget(page, typed, unit),
        Wanted::YesNo => html! { p { (page.t(if typed == "yes" { "calls-yes" } else { "calls-no" })) } },
        Wanted::Choice { options } => {
            let chosen = options.iter().find(|one| one.code == typed);
            html! { p { @if let Some(one) = chosen { (page.text(&one.label)) } @else { (typed) } } }
        }
        Wanted::Date => match typed.parse::<jiff::civil::Date>() {
            Ok(day) => html! { p { (parts::date(page.words(), day)) } },
            Err(_) => html! { p { (typed) } },
        },
        Wanted::File { .. } => html! {
            ul { @for file in files.iter().filter(|file| file.field == field.code) { li { (link(page, file, of)) } } }
        },
        Wanted::Line { .. } | Wanted::Number { .. } => html! { p { (typed) } },
    }
}

/// A file as a link, with its size.
pub fn link(page: &Page, file: &Attached, of: impl Into<Holder>) -> Markup {
    html! { a href=(urls::file(of, file.id)) { (file.name) } " (" (format::bytes(page.lang(), file.bytes)) ")" }
}

fn budget(page: &Page, typed: &str, unit: Unit) -> Markup {
    let all = items(typed);
    let columns = [Column::new(page.t("calls-item")), Column::new(page.t("calls-amount")).numeric()];
    let row = |(what, amount): (String, String)| vec![html! { (what) }, html! { (amount) }];
    let line = |minor: i64| parts::amount(page, Amount::new(minor, unit));
    let mut rows: Vec<Vec<Markup>> = all
        .iter()
        .map(|item| {
            let amount = Amount::parse(&item.amount, unit).map_or(item.amount.clone(), |amount| line(amount.minor));
            row((item.what.clone(), amount))
        })
        .collect();
    if let Some(minor) = sum(&all, unit) {
        rows.push(row((page.t("calls-total"), line(minor))));
    }
    table(page, &page.t("calls-kind-budget"), &columns, &rows)
}
