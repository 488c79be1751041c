//! The statement of an account: what happened to it, newest first.

use bellwether_kernel::amount::Amount;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::part;
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::Column;
use maud::{Markup, html};

use crate::model::statement::{Line, Statement};
use crate::model::transfer::Event;
use crate::urls;
use crate::views::parts::{Of, amount, amount_cell, kind, moment};
use crate::views::samples;

/// A page of the statement of an account.
pub struct StatementPage {
    /// Whose books.
    pub of: Of,
    /// The account with its lines.
    pub statement: Statement,
    /// Is this the newest page?
    pub is_first: bool,
}

impl View for StatementPage {
    fn title(&self, page: &Page) -> Title {
        let account = &self.statement.held.account;
        let (name, lang) = account.name.best(page.lang());
        self.of
            .title(page, name)
            .crumb(page.t("ledger-accounts"), self.of.at(urls::accounts(&self.of.cluster)).to_string())
            .in_language(lang.code())
            .lead(kind(page, account.kind))
    }

    fn body(&self, page: &Page) -> Markup {
        let (cluster, held) = (&self.of.cluster, &self.statement.held);
        let path = urls::account(cluster, held.account.id);
        let number = |minor| html! { (amount(page, held.amount(minor))) };
        let file = |ending| self.of.at(urls::account_file(cluster, held.account.id, ending)).to_string();
        let exports = [("CSV", file("csv")), ("XLSX", file("xlsx")), ("JSON", file("json"))];
        let columns = columns(page);
        html! {
            (part(html! {
                (self.of.instant(page, &path))
                (facts(&[
                    (page.t("ledger-posted"), number(held.balance.posted)),
                    (page.t("ledger-held-out"), number(held.balance.held_out)),
                    (page.t("ledger-held-in"), number(held.balance.held_in)),
                    (page.t("ledger-free"), number(held.balance.free())),
                    (page.t("ledger-spent"), number(held.balance.spent)),
                ]))
                h2 { (page.t("ledger-statement")) }
                div.row-line.spread { span {} (list_tools(page, Some(&columns), &exports)) }
                @if self.statement.lines.is_empty() {
                    (empty_state(&page.t("ledger-no-lines"), &page.t("ledger-no-lines-help"), None))
                } @else {
                    div.dense { (columns.table(page, &page.t("ledger-statement"), self.rows(page))) }
                }
                (pager(page, &Pager {
                    first: (!self.is_first).then(|| self.of.at(path.clone()).to_string()),
                    previous: None,
                    next: self.statement.next.map(|next| self.of.at(path.clone()).with("before", next).to_string()),
                }))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        samples::statements()
    }
}

impl StatementPage {
    fn rows(&self, page: &Page) -> Vec<Vec<Markup>> {
        let unit = self.statement.held.account.unit;
        let number = |minor: i64| html! { @if minor != 0 { (amount_cell(page, Amount::new(minor, unit))) } };
        let row = |line: &Line| {
            vec![
                html! { a href=(urls::transfer(&self.of.cluster, line.transfer)) { (page.text(&line.memo)) } },
                moment(page, line.at_ms),
                html! { (event(page, line.event)) },
                html! {
                    @if let Some((name, more)) = &line.counterpart {
                        (page.text(name))
                        @if *more > 0 { " " (page.t_with("ledger-and-more", &[("n", (*more).into())])) }
                    }
                },
                number(line.change.posted),
                number(line.change.held_out.saturating_neg()),
                amount_cell(page, Amount::new(line.after.posted, unit)),
                amount_cell(page, Amount::new(line.after.free(), unit)),
            ]
        };
        self.statement.lines.iter().map(row).collect()
    }
}

/// What happened, in words.
pub fn event(page: &Page, event: Event) -> String {
    match event {
        Event::Held => page.t("ledger-event-held"),
        Event::Posted => page.t("ledger-event-posted"),
        Event::Voided => page.t("ledger-event-voided"),
        Event::Expired => page.t("ledger-event-expired"),
    }
}

fn columns(page: &Page) -> ListColumns {
    ListColumns::new([
        ("memo", Column::new(page.t("ledger-memo"))),
        ("at", Column::new(page.t("ledger-at"))),
        ("event", Column::new(page.t("ledger-event"))),
        ("with", Column::new(page.t("ledger-counterpart"))),
        ("change", Column::new(page.t("ledger-change")).numeric()),
        ("held", Column::new(page.t("ledger-change-held")).numeric()),
        ("after", Column::new(page.t("ledger-after")).numeric()),
        ("free", Column::new(page.t("ledger-free-after")).numeric()),
    ])
}
