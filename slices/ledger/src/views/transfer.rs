//! One transfer: where it stands, its legs, who did what when and why, and the steps that the reader may take.

use bellwether_kernel::amount::Amount;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::{self, Field};
use bellwether_web::components::states::{Tone, alert};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use crate::model::account::AccountsById;
use crate::model::people::PeopleNames;
use crate::model::transfer::{State, Transfer};
use crate::urls;
use crate::views::parts::{Of, amount, moment, purpose, state, who};
use crate::views::samples;

/// One transfer.
pub struct TransferPage {
    /// Whose books.
    pub of: Of,
    /// The transfer.
    pub transfer: Transfer,
    /// The accounts of its legs.
    pub accounts: AccountsById,
    /// Those who did something with it.
    pub names: PeopleNames,
    /// Did the reader propose it?
    pub is_own: bool,
    /// What was wrong with a step that was tried.
    pub problems: Vec<FieldProblem>,
}

impl View for TransferPage {
    fn title(&self, page: &Page) -> Title {
        let (memo, lang) = self.transfer.memo.best(page.lang());
        self.of
            .title(page, memo)
            .crumb(page.t("ledger-transfers"), urls::transfers(&self.of.cluster))
            .in_language(lang.code())
    }

    fn body(&self, page: &Page) -> Markup {
        let transfer = &self.transfer;
        let mut rows = vec![
            (page.t("ledger-state"), state(page, transfer)),
            (page.t("ledger-purpose"), html! { (purpose(page, transfer.purpose)) }),
            (page.t("ledger-proposed-by"), self.did(page, Some(&transfer.proposed_by), Some(transfer.proposed_at_ms))),
        ];
        if let Some(at) = transfer.expires_at_ms {
            rows.push((page.t("ledger-expires"), moment(page, at)));
        }
        if transfer.approved_by.is_some() {
            let approved = self.did(page, transfer.approved_by.as_deref(), transfer.approved_at_ms);
            rows.push((page.t("ledger-approved-by"), approved));
        }
        if transfer.settled_by.is_some() {
            rows.push((self.settled(page), self.did(page, transfer.settled_by.as_deref(), transfer.settled_at_ms)));
        }
        if !transfer.reason.is_empty() {
            rows.push((page.t("ledger-reason"), html! { (transfer.reason) }));
        }
        rows.push((page.t("ledger-key"), html! { code { (transfer.key) } }));
        let columns = [Column::new(page.t("ledger-account")), Column::new(page.t("ledger-amount")).numeric()];
        html! {
            (forms::error_summary(page, &self.problems))
            (facts(&rows))
            h2 { (page.t("ledger-legs")) }
            (table(page, &page.t("ledger-legs"), &columns, &self.legs(page)))
            (self.steps(page))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        samples::one_transfer()
    }
}

impl TransferPage {
    fn settled(&self, page: &Page) -> String {
        match self.transfer.state {
            State::Pending | State::Posted => page.t("ledger-posted-by"),
            State::Voided => page.t("ledger-voided-by"),
            State::Expired => page.t("ledger-expired-by"),
        }
    }

    fn did(&self, page: &Page, actor: Option<&str>, at_ms: Option<i64>) -> Markup {
        html! {
            @if let Some(actor) = actor { (who(page, &self.names, actor)) }
            @if let Some(at_ms) = at_ms { ", " (moment(page, at_ms)) }
        }
    }

    fn legs(&self, page: &Page) -> Vec<Vec<Markup>> {
        let legs = self.transfer.legs.iter().filter_map(|leg| Some((leg, self.accounts.get(&leg.account)?)));
        let row = |(leg, account): (&crate::model::transfer::Leg, &crate::model::account::Account)| {
            vec![
                html! { a href=(urls::account(&self.of.cluster, account.id)) { (page.text(&account.name)) } },
                html! { (amount(page, Amount::new(leg.minor, account.unit))) },
            ]
        };
        legs.map(row).collect()
    }

    fn steps(&self, page: &Page) -> Markup {
        let transfer = &self.transfer;
        if transfer.state != State::Pending {
            return html! {};
        }
        let step = |name| urls::step(&self.of.cluster, transfer.id, name);
        let waits = transfer.waits_for_approval();
        html! {
            @if waits && self.of.approves && !self.is_own {
                section aria-labelledby="approval" {
                    h2 id="approval" { (page.t("ledger-approval")) }
                    p { (page.t("ledger-approval-help")) }
                    (forms::button_form(page, &step("approve"), &page.t("ledger-approve"), "btn-primary"))
                    (self.with_reason(page, &step("turn-down"), "ledger-turn-down"))
                }
            } @else if waits {
                (alert(Tone::Info, html! {
                    p { (page.t(if self.is_own { "ledger-waits-own" } else { "ledger-waits-help" })) }
                }))
            }
            @if self.of.keeps {
                section aria-labelledby="settling" {
                    h2 id="settling" { (page.t("ledger-settle")) }
                    @if !waits { (forms::button_form(page, &step("post"), &page.t("ledger-post"), "btn-primary")) }
                    (self.with_reason(page, &step("void"), "ledger-void"))
                }
            }
        }
    }

    fn with_reason(&self, page: &Page, action: &str, label: &str) -> Markup {
        // Two forms of one page need two names of their fields.
        let name = if action.ends_with("void") { "void_reason" } else { "reason" };
        forms::post_form(
            page,
            action,
            html! {
                (Field::text(name, page.t("ledger-reason")).required().maxlength(500).autocomplete("off").problems(page, &self.problems))
                div.form-actions { button.btn.btn-danger type="submit" { (page.t(label)) } }
            },
        )
    }
}
