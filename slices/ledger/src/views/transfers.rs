//! The transfers of a cluster, newest first; among them those that wait for a second person.

use bellwether_kernel::amount::Amount;
use bellwether_web::api::{Link, Page, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::Column;
use maud::{Markup, html};

use crate::model::account::{Account, AccountsById};
use crate::model::asked::Show;
use crate::model::people::PeopleNames;
use crate::model::transfer::{Leg, Transfer, TransferId};
use crate::urls;
use crate::views::parts::{Of, amount, moment, show, state, who};
use crate::views::samples;

/// A page of transfers.
pub struct TransfersPage {
    /// Whose books.
    pub of: Of,
    /// Which transfers.
    pub show: Show,
    /// The transfers.
    pub transfers: Vec<Transfer>,
    /// The accounts of their legs.
    pub accounts: AccountsById,
    /// Who proposed them.
    pub names: PeopleNames,
    /// The key of older ones.
    pub next: Option<TransferId>,
    /// Is this the newest page?
    pub is_first: bool,
}

impl View for TransfersPage {
    fn title(&self, page: &Page) -> Title {
        let title = self.of.title(page, page.t("ledger-transfers")).lead(self.of.name.best(page.lang()).0);
        if !self.of.keeps {
            return title;
        }
        title.action(html! {
            a.btn.btn-primary href=(urls::new_transfer(&self.of.cluster)) { (page.t("ledger-transfer-new")) }
        })
    }

    fn body(&self, page: &Page) -> Markup {
        let path = urls::transfers(&self.of.cluster);
        let choices = Show::ALL.iter().map(|of| Choice::new(of.name(), show(page, *of))).collect();
        let link = || Link::to(path.clone()).with("show", self.show.name());
        let columns = columns(page);
        html! {
            (self.of.ways(page))
            (part(html! {
                (forms::get_form(&path, html! {
                    (Field::select("show", page.t("ledger-state"), choices).value(self.show.name()))
                    (forms::submit(&page.t("ledger-filter")))
                }))
                div.row-line.spread {
                    (count_line(&page.t_with("ledger-transfers-n", &[("n", self.transfers.len().into())])))
                    (list_tools(page, Some(&columns), &[]))
                }
                @if self.transfers.is_empty() {
                    (empty_state(&page.t("ledger-no-transfers"), &page.t("ledger-no-transfers-help"), None))
                } @else {
                    div.dense { (columns.table(page, &page.t("ledger-transfers"), self.rows(page))) }
                }
                (pager(page, &Pager {
                    first: (!self.is_first).then(|| link().to_string()),
                    previous: None,
                    next: self.next.map(|next| link().with("before", next).to_string()),
                }))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        samples::transfers()
    }
}

impl TransfersPage {
    fn rows(&self, page: &Page) -> Vec<Vec<Markup>> {
        let row = |transfer: &Transfer| {
            vec![
                html! { a href=(urls::transfer(&self.of.cluster, transfer.id)) { (page.text(&transfer.memo)) } },
                state(page, transfer),
                self.side(page, transfer, |leg| leg.minor < 0),
                self.side(page, transfer, |leg| leg.minor > 0),
                html! { (self.moved(page, transfer)) },
                html! { (who(page, &self.names, &transfer.proposed_by)) },
                moment(page, transfer.proposed_at_ms),
            ]
        };
        self.transfers.iter().map(row).collect()
    }

    fn account(&self, leg: &Leg) -> Option<&Account> {
        self.accounts.get(&leg.account)
    }

    fn side(&self, page: &Page, transfer: &Transfer, of: impl Fn(&Leg) -> bool) -> Markup {
        let names = transfer.legs.iter().filter(|leg| of(leg)).filter_map(|leg| self.account(leg));
        html! { @for (at, account) in names.enumerate() { @if at > 0 { ", " } (page.text(&account.name)) } }
    }

    /// What moves, once for each unit.
    fn moved(&self, page: &Page, transfer: &Transfer) -> String {
        let mut sums = std::collections::BTreeMap::new();
        for leg in transfer.legs.iter().filter(|leg| leg.minor > 0) {
            if let Some(account) = self.account(leg) {
                let sum: &mut i64 = sums.entry(account.unit).or_default();
                *sum = sum.saturating_add(leg.minor);
            }
        }
        sums.into_iter().map(|(unit, minor)| amount(page, Amount::new(minor, unit))).collect::<Vec<_>>().join(", ")
    }
}

fn columns(page: &Page) -> ListColumns {
    ListColumns::new([
        ("memo", Column::new(page.t("ledger-memo"))),
        ("state", Column::new(page.t("ledger-state"))),
        ("from", Column::new(page.t("ledger-from"))),
        ("to", Column::new(page.t("ledger-to"))),
        ("amount", Column::new(page.t("ledger-amount")).numeric()),
        ("by", Column::new(page.t("ledger-proposed-by"))),
        ("at", Column::new(page.t("ledger-proposed-at"))),
    ])
}
