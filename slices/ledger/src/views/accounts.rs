//! All accounts of a cluster with what is on them: the trial balance, now or at an instant.

use std::collections::BTreeMap;

use bellwether_kernel::amount::Amount;
use bellwether_kernel::money::Unit;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::Column;
use maud::{Markup, html};

use crate::model::account::Held;
use crate::urls;
use crate::views::parts::{Of, amount, kind, unit};
use crate::views::samples;

/// All accounts of a cluster.
pub struct AccountsPage {
    /// Whose books.
    pub of: Of,
    /// The accounts.
    pub accounts: Vec<Held>,
}

impl View for AccountsPage {
    fn title(&self, page: &Page) -> Title {
        let title = self.of.title(page, page.t("ledger-accounts")).lead(self.of.name.best(page.lang()).0);
        if !self.of.keeps {
            return title;
        }
        title.action(html! {
            a.btn.btn-primary href=(urls::new_account(&self.of.cluster)) { (page.t("ledger-account-new")) }
        })
    }

    fn body(&self, page: &Page) -> Markup {
        let cluster = &self.of.cluster;
        let file = |ending| self.of.at(urls::accounts_file(cluster, ending)).to_string();
        let exports = [("CSV", file("csv")), ("XLSX", file("xlsx")), ("JSON", file("json"))];
        let columns = columns(page);
        html! {
            (self.of.ways(page))
            (part(html! {
                (self.of.instant(page, &urls::accounts(cluster)))
                div.row-line.spread {
                    (count_line(&page.t_with("ledger-accounts-n", &[("n", self.accounts.len().into())])))
                    (list_tools(page, Some(&columns), &exports))
                }
                @if self.accounts.is_empty() {
                    (empty_state(&page.t("ledger-no-accounts"), &page.t("ledger-no-accounts-help"), None))
                } @else {
                    div.dense { (columns.table(page, &page.t("ledger-accounts"), self.rows(page))) }
                    p { (page.t("ledger-sums")) " " @for (of, sum) in self.sums() { (unit(page, of)) ": " (sum) ". " } }
                }
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        samples::accounts()
    }
}

impl AccountsPage {
    /// The sum of all accounts for each unit, which is zero as long as no money comes out of nothing.
    fn sums(&self) -> BTreeMap<Unit, i128> {
        let mut sums = BTreeMap::new();
        for held in &self.accounts {
            *sums.entry(held.account.unit).or_insert(0) += i128::from(held.balance.posted);
        }
        sums
    }

    fn rows(&self, page: &Page) -> Vec<Vec<Markup>> {
        let row = |held: &Held| {
            let number = |minor| html! { (amount(page, Amount::new(minor, held.account.unit))) };
            vec![
                html! {
                    a href=(self.of.at(urls::account(&self.of.cluster, held.account.id))) { (page.text(&held.account.name)) }
                },
                html! { (kind(page, held.account.kind)) },
                number(held.balance.posted),
                number(held.balance.held_out),
                number(held.balance.held_in),
                number(held.balance.free()),
            ]
        };
        self.accounts.iter().map(row).collect()
    }
}

fn columns(page: &Page) -> ListColumns {
    ListColumns::new([
        ("name", Column::new(page.t("ledger-account"))),
        ("kind", Column::new(page.t("ledger-kind"))),
        ("posted", Column::new(page.t("ledger-posted")).numeric()),
        ("held-out", Column::new(page.t("ledger-held-out")).numeric()),
        ("held-in", Column::new(page.t("ledger-held-in")).numeric()),
        ("free", Column::new(page.t("ledger-free")).numeric()),
    ])
}
