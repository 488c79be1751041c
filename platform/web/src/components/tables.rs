//! Tables: sticky head, sortable columns, numbers at the right; on a phone each row becomes a card.

use maud::{Markup, html};

use crate::components::icons::icon;
use crate::page::Page;

/// The order of a sorted column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    label: String,
    numeric: bool,
    sort_href: Option<String>,
    order: Option<Order>,
}

impl Column {
    /// A column with this heading.
    pub fn new(label: impl Into<String>) -> Self {
        Column { label: label.into(), numeric: false, sort_href: None, order: None }
    }

    /// The heading.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Its cells are numbers.
    pub fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// The heading sorts by it; `order` is set if the list is sorted so now.
    pub fn sortable(mut self, href: impl std::fmt::Display, order: Option<Order>) -> Self {
        self.sort_href = Some(href.to_string());
        self.order = order;
        self
    }
}

/// A table. The first cell of each row names the row.
pub fn table(page: &Page, caption: &str, columns: &[Column], rows: &[Vec<Markup>]) -> Markup {
    html! {
        div.table-wrap tabindex="0" role="region" aria-label=(caption) {
            table.table {
                caption.visually-hidden { (caption) }
                thead { tr { @for column in columns { (heading(page, column)) } } }
                tbody { @for row in rows { tr { (cells(columns, row)) } } }
            }
        }
    }
}

fn cells(columns: &[Column], row: &[Markup]) -> Markup {
    html! {
        @for (at, (column, cell)) in columns.iter().zip(row).enumerate() {
            @if at == 0 {
                th.numeric[column.numeric] scope="row" data-label=(column.label) { (cell) }
            } @else {
                td.numeric[column.numeric] data-label=(column.label) { (cell) }
            }
        }
    }
}

fn heading(page: &Page, column: &Column) -> Markup {
    // icons: chevron-up chevron-down selector
    let (sort, sign, words) = match column.order {
        Some(Order::Ascending) => (Some("ascending"), "chevron-up", "sort-ascending"),
        Some(Order::Descending) => (Some("descending"), "chevron-down", "sort-descending"),
        None => (None, "selector", ""),
    };
    html! {
        th.numeric[column.numeric] scope="col" aria-sort=[sort] {
            @if let Some(href) = &column.sort_href {
                a.sort href=(href) {
                    (column.label) (icon(sign))
                    @if sort.is_some() { span.visually-hidden { ", " (page.t(words)) } }
                }
            } @else {
                (column.label)
            }
        }
    }
}
