//! The funds of a cluster with their budgets: what is spent, committed and free, now or at an instant.

use bellwether_kernel::amount::Amount;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::forms::{self, Field};
use bellwether_web::components::icons::icon;
use bellwether_web::components::lists::list_tools;
use bellwether_web::components::menus::menu;
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use crate::model::account::Held;
use crate::model::asked::Show;
use crate::model::budget::{FundBooks, Parts};
use crate::urls;
use crate::views::parts::{Of, amount, bar, sample};
use crate::views::samples;

/// The funds of a cluster.
pub struct BooksPage {
    /// Whose books.
    pub of: Of,
    /// The other clusters whose books the reader may see.
    pub others: Vec<Of>,
    /// The funds with their budgets.
    pub books: Vec<FundBooks>,
    /// How many transfers wait for the reader.
    pub waiting: u64,
}

impl View for BooksPage {
    fn title(&self, page: &Page) -> Title {
        let title = Title::new(page.t("ledger")).lead(self.of.name.best(page.lang()).0);
        if !self.of.keeps {
            return title;
        }
        title.action(html! {
            a.btn.btn-primary href=(urls::new_transfer(&self.of.cluster)) { (page.t("ledger-transfer-new")) }
        })
    }

    fn body(&self, page: &Page) -> Markup {
        let cluster = &self.of.cluster;
        let exports =
            ["csv", "xlsx", "json"].map(|ending| (ending, self.of.at(urls::books_file(cluster, ending)).to_string()));
        let exports = [("CSV", exports[0].1.clone()), ("XLSX", exports[1].1.clone()), ("JSON", exports[2].1.clone())];
        // Only what is of now changes by itself.
        let refresh = self.of.as_of.is_empty().then_some("20");
        html! {
            (self.of.ways(page))
            @if self.waiting > 0 {
                p {
                    a href=(urls::transfers_that(cluster, Show::Waiting)) {
                        (page.t_with("ledger-waiting-n", &[("n", self.waiting.into())]))
                    }
                }
            }
            (part(html! {
                (self.of.instant(page, &urls::books(cluster)))
                div.row-line.spread data-refresh=[refresh] {
                    (count_line(&page.t_with("ledger-funds-n", &[("n", self.books.len().into())])))
                    div.row-line {
                        @if self.of.keeps { (self.more(page)) }
                        (list_tools(page, None, &exports))
                    }
                }
                @if self.books.is_empty() {
                    (empty_state(&page.t("ledger-no-funds"), &page.t("ledger-no-funds-help"), None))
                }
                @for books in &self.books { (self.fund(page, books)) }
            }))
            @if !self.others.is_empty() {
                section {
                    h2 { (page.t("ledger-other-clusters")) }
                    ul { @for of in &self.others { li { a href=(urls::books(&of.cluster)) { (page.text(&of.name)) } } } }
                }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        samples::books()
    }
}

impl BooksPage {
    fn more(&self, page: &Page) -> Markup {
        let cluster = &self.of.cluster;
        let links = [
            (page.t("ledger-fund-new"), urls::new_fund(cluster)),
            (page.t("ledger-account-new"), urls::new_account(cluster)),
        ];
        // icons: plus
        menu(&page.t("ledger-open"), icon("plus"), &links)
    }

    fn fund(&self, page: &Page, books: &FundBooks) -> Markup {
        let fund = &books.fund;
        let parts = books.parts();
        let id = format!("fund-{}", fund.slug);
        html! {
            section.fund.dense aria-labelledby=(id) {
                h2 id=(id) { (page.text(&fund.name)) (sample(page, fund.sample)) }
                p.text-secondary {
                    (page.t_with("ledger-fund-total", &[("amount", amount(page, Amount::new(parts.total(), fund.unit)).into())]))
                    " "
                    @match fund.approval_above_minor {
                        Some(minor) => {
                            (page.t_with("ledger-threshold-is", &[("amount", amount(page, Amount::new(minor, fund.unit)).into())]))
                        }
                        None => (page.t("ledger-threshold-none")),
                    }
                }
                (table(page, fund.name.best(page.lang()).0, &columns(page), &self.rows(page, books)))
                @if self.of.approves && self.of.as_of.is_empty() { (self.threshold(page, books)) }
            }
        }
    }

    fn rows(&self, page: &Page, books: &FundBooks) -> Vec<Vec<Markup>> {
        let unit = books.fund.unit;
        let line = |name: Markup, parts: Parts| {
            let number = |minor| html! { (amount(page, Amount::new(minor, unit))) };
            vec![
                name,
                number(parts.total()),
                number(parts.spent),
                number(parts.committed),
                number(parts.free),
                bar(page, parts, unit),
            ]
        };
        let link = |held: &Held, words: Markup| {
            html! { a href=(self.of.at(urls::account(&self.of.cluster, held.account.id))) { (words) } }
        };
        let mut rows: Vec<Vec<Markup>> =
            books.budgets.iter().map(|held| line(link(held, page.text(&held.account.name)), Parts::of(held))).collect();
        let pool = html! { (page.t("ledger-kind-pool")) };
        rows.push(line(link(&books.pool, pool), Parts::of(&books.pool)));
        rows.push(line(html! { strong { (page.t("ledger-whole-fund")) } }, books.parts()));
        rows
    }

    fn threshold(&self, page: &Page, books: &FundBooks) -> Markup {
        let fund = &books.fund;
        let now = fund.approval_above_minor.map(|minor| Amount::new(minor, fund.unit).decimal()).unwrap_or_default();
        let field = format!("above-{}", fund.slug);
        html! {
            details.quiet {
                summary { (page.t("ledger-threshold-set")) }
                (forms::post_form(page, &urls::threshold(&self.of.cluster, fund.id), html! {
                    input type="hidden" name="field" value=(field);
                    (Field::text(&field, page.t("ledger-threshold")).value(now).help(page.t("ledger-threshold-help")).autocomplete("off"))
                    (forms::submit(&page.t("ledger-threshold-save")))
                }))
            }
        }
    }
}

fn columns(page: &Page) -> [Column; 6] {
    [
        Column::new(page.t("ledger-budget")),
        Column::new(page.t("ledger-allotted")).numeric(),
        Column::new(page.t("ledger-spent")).numeric(),
        Column::new(page.t("ledger-committed")).numeric(),
        Column::new(page.t("ledger-free")).numeric(),
        Column::new(page.t("ledger-bar")),
    ]
}
