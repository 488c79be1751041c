//! The form of a new account: the budget of an area, or a party outside of the ledger.

use bellwether_kernel::lang::Text;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use maud::{Markup, html};

use crate::model::account::{AccountKind, Side};
use crate::model::fund::Fund;
use crate::urls;
use crate::views::fund_form::units;
use crate::views::parts::{Of, kind};
use crate::views::samples;

/// What is typed about an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct AccountFields {
    /// For a budget: the id of its fund.
    pub fund: String,
    /// For a budget: the slug of its area.
    pub concept: String,
    /// For a party: on which side it stands.
    pub side: String,
    /// For a party: its name in English.
    pub name_en: String,
    /// For a party: its name in Russian.
    pub name_ru: String,
    /// For a party: its name in files.
    pub slug: String,
    /// For a party: what it gives or takes.
    pub unit: String,
}

/// The form of a new account; in truth two, of which one is sent.
pub struct AccountForm {
    /// Whose books.
    pub of: Of,
    /// The funds to choose from.
    pub funds: Vec<Fund>,
    /// The areas to choose from.
    pub concepts: Vec<(String, Text)>,
    /// What was typed.
    pub fields: AccountFields,
    /// What is wrong with it.
    pub problems: Vec<FieldProblem>,
}

impl View for AccountForm {
    fn title(&self, page: &Page) -> Title {
        self.of
            .title(page, page.t("ledger-account-new"))
            .crumb(page.t("ledger-accounts"), urls::accounts(&self.of.cluster))
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (forms::error_summary(page, &self.problems))
            @if !self.funds.is_empty() {
                section aria-labelledby="budget" { h2 id="budget" { (page.t("ledger-account-budget")) } (self.budget(page)) }
            }
            section aria-labelledby="party" { h2 id="party" { (page.t("ledger-account-party")) } (self.party(page)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        samples::account_forms()
    }
}

impl AccountForm {
    fn budget(&self, page: &Page) -> Markup {
        let name = |text: &Text| text.best(page.lang()).0.to_owned();
        let funds = self.funds.iter().map(|fund| Choice::new(fund.id.to_string(), name(&fund.name))).collect();
        let concepts = self.concepts.iter().map(|(slug, text)| Choice::new(slug, name(text))).collect();
        forms::post_form(
            page,
            &urls::new_account(&self.of.cluster),
            html! {
                (Field::select("fund", page.t("ledger-fund"), funds).value(&self.fields.fund).required().problems(page, &self.problems))
                (Field::select("concept", page.t("ledger-area"), concepts).value(&self.fields.concept).required()
                    .problems(page, &self.problems))
                (forms::submit(&page.t("ledger-budget-open")))
            },
        )
    }

    fn party(&self, page: &Page) -> Markup {
        let (fields, problems) = (&self.fields, &self.problems);
        let sides = vec![
            Choice::new(Side::Payee.name(), kind(page, AccountKind::Payee)),
            Choice::new(Side::Source.name(), kind(page, AccountKind::Source)),
        ];
        forms::post_form(
            page,
            &urls::new_account(&self.of.cluster),
            html! {
                (Field::select("side", page.t("ledger-kind"), sides).value(&fields.side).required().problems(page, problems))
                (Field::text("name_en", page.t("ledger-name-en")).value(&fields.name_en).autocomplete("off").problems(page, problems))
                (Field::text("name_ru", page.t("ledger-name-ru")).value(&fields.name_ru).autocomplete("off").problems(page, problems))
                (Field::text("slug", page.t("ledger-slug")).value(&fields.slug).required().autocomplete("off")
                    .help(page.t("ledger-slug-help")).problems(page, problems))
                (Field::select("unit", page.t("ledger-unit"), units(page)).value(&fields.unit).required().problems(page, problems))
                (forms::submit(&page.t("ledger-party-open")))
            },
        )
    }
}
