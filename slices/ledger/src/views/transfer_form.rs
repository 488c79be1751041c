//! The form of a new transfer. What was typed is never lost; sending it twice makes one transfer.

use bellwether_kernel::amount::Amount;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::states::empty_state;
use maud::{Markup, html};

use crate::model::account::{AccountKind, Held};
use crate::model::fund::Fund;
use crate::urls;
use crate::views::parts::{Of, amount, kind, unit};
use crate::views::samples;

/// What is typed about a transfer.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct TransferFields {
    /// The id of an account.
    pub from: String,
    /// The id of another.
    pub to: String,
    /// In major units.
    pub amount: String,
    /// What it is for.
    pub memo: String,
    /// `on`: hold it only.
    pub hold: String,
    /// When a promise ends.
    pub expires: String,
    /// Made with the form, so that the same form makes one transfer.
    pub key: String,
}

/// The form of a new transfer.
pub struct TransferForm {
    /// Whose books.
    pub of: Of,
    /// The accounts to choose from.
    pub accounts: Vec<Held>,
    /// Their funds, for names.
    pub funds: Vec<Fund>,
    /// What was typed.
    pub fields: TransferFields,
    /// What is wrong with it.
    pub problems: Vec<FieldProblem>,
}

impl View for TransferForm {
    fn title(&self, page: &Page) -> Title {
        self.of
            .title(page, page.t("ledger-transfer-new"))
            .crumb(page.t("ledger-transfers"), urls::transfers(&self.of.cluster))
    }

    fn body(&self, page: &Page) -> Markup {
        if self.accounts.len() < 2 {
            let open = html! { a.btn.btn-primary href=(urls::new_account(&self.of.cluster)) { (page.t("ledger-account-new")) } };
            return empty_state(&page.t("ledger-no-accounts"), &page.t("ledger-no-accounts-help"), Some(open));
        }
        let fields = &self.fields;
        let problems = &self.problems;
        html! {
            (forms::post_form(page, &urls::new_transfer(&self.of.cluster), html! {
                (forms::error_summary(page, problems))
                input type="hidden" name="key" value=(fields.key);
                (Field::select("from", page.t("ledger-from"), self.choices(page, |kind| kind != AccountKind::Payee || self.refunds()))
                    .value(&fields.from).required().problems(page, problems))
                (Field::select("to", page.t("ledger-to"), self.choices(page, |_| true))
                    .value(&fields.to).required().problems(page, problems))
                (Field::text("amount", page.t("ledger-amount")).value(&fields.amount).required().autocomplete("off")
                    .help(page.t("ledger-amount-help")).problems(page, problems))
                (Field::text("memo", page.t("ledger-memo")).value(&fields.memo).required().maxlength(500).autocomplete("off")
                    .help(page.t("ledger-memo-help")).problems(page, problems))
                (Field::checkbox("hold", page.t("ledger-hold")).value(&fields.hold).help(page.t("ledger-hold-help")))
                (Field::line("datetime-local", "expires", page.t("ledger-expires")).value(&fields.expires).optional(page)
                    .help(page.t("ledger-expires-help")).problems(page, problems))
                (forms::submit(&page.t("ledger-transfer-make")))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        samples::transfer_forms()
    }
}

impl TransferForm {
    /// Payees give back only where they were paid.
    fn refunds(&self) -> bool {
        self.accounts.iter().any(|held| held.account.kind == AccountKind::Payee && held.balance.posted > 0)
    }

    fn choices(&self, page: &Page, wanted: impl Fn(AccountKind) -> bool) -> Vec<Choice> {
        let mut choices = vec![Choice::new("", page.t("ledger-choose"))];
        let fitting = self.accounts.iter().filter(|held| wanted(held.account.kind));
        choices.extend(fitting.map(|held| Choice::new(held.account.id.to_string(), self.label(page, held))));
        choices
    }

    /// `Budget: Hearts, Main fund, 250.00 RUB free`.
    fn label(&self, page: &Page, held: &Held) -> String {
        let account = &held.account;
        let fund = self.funds.iter().find(|fund| Some(fund.id) == account.fund);
        let mut label = format!("{}: {}", kind(page, account.kind), account.name.best(page.lang()).0);
        if let Some(fund) = fund.filter(|_| account.kind == AccountKind::Budget) {
            label.push_str(&format!(", {}", fund.name.best(page.lang()).0));
        }
        if account.may_go_below {
            return format!("{label}, {}", unit(page, account.unit));
        }
        let free = amount(page, Amount::new(held.balance.free(), account.unit));
        format!("{label}, {}", page.t_with("ledger-free-n", &[("amount", free.into())]))
    }
}
