//! The form of a new fund.

use bellwether_kernel::money::{Currency, Unit};
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use maud::{Markup, html};

use crate::urls;
use crate::views::parts::{Of, unit};
use crate::views::samples;

/// What is typed about a fund.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct FundFields {
    /// Its name in English.
    pub name_en: String,
    /// Its name in Russian.
    pub name_ru: String,
    /// Its name in addresses.
    pub slug: String,
    /// What it holds.
    pub unit: String,
    /// Above this a second person is needed.
    pub threshold: String,
}

/// The form of a new fund.
pub struct FundForm {
    /// Whose books.
    pub of: Of,
    /// What was typed.
    pub fields: FundFields,
    /// What is wrong with it.
    pub problems: Vec<FieldProblem>,
}

/// The units to choose from: those of every day first.
pub fn units(page: &Page) -> Vec<Choice> {
    let usual = ["RUB", "EUR", "USD", "CNY"];
    let of = |code: &str| Choice::new(code, code);
    let counted = Unit::COUNTED.map(|counted| Choice::new(counted.code(), unit(page, counted)));
    let all = Currency::all();
    let rest = all.iter().map(Currency::code).filter(|code| !usual.contains(code)).map(of);
    usual.into_iter().map(of).chain(counted).chain(rest).collect()
}

impl View for FundForm {
    fn title(&self, page: &Page) -> Title {
        self.of.title(page, page.t("ledger-fund-new"))
    }

    fn body(&self, page: &Page) -> Markup {
        let (fields, problems) = (&self.fields, &self.problems);
        html! {
            (forms::post_form(page, &urls::new_fund(&self.of.cluster), html! {
                (forms::error_summary(page, problems))
                (Field::text("name_en", page.t("ledger-name-en")).value(&fields.name_en).autocomplete("off").problems(page, problems))
                (Field::text("name_ru", page.t("ledger-name-ru")).value(&fields.name_ru).autocomplete("off").problems(page, problems))
                (Field::text("slug", page.t("ledger-slug")).value(&fields.slug).required().autocomplete("off")
                    .help(page.t("ledger-slug-help")).problems(page, problems))
                (Field::select("unit", page.t("ledger-unit"), units(page)).value(&fields.unit).required().problems(page, problems))
                (Field::text("threshold", page.t("ledger-threshold")).value(&fields.threshold).optional(page).autocomplete("off")
                    .help(page.t("ledger-threshold-help")).problems(page, problems))
                (forms::submit(&page.t("ledger-fund-open")))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        samples::fund_forms()
    }
}
