//! Chips: the filters in use, each with a way to remove it.

use maud::{Markup, html};

use crate::components::icons::icon;
use crate::page::Page;

/// A filter in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it keeps: `Year: 2020–2022`.
    pub label: String,
    /// The same list without it.
    pub remove_href: String,
}

/// The filters in use; nothing where there are none.
pub fn chips(page: &Page, chips: &[Chip], clear_href: &str) -> Markup {
    html! {
        @if !chips.is_empty() {
            ul.chips aria-label=(page.t("filters")) {
                @for chip in chips {
                    li {
                        a.chip href=(chip.remove_href) aria-label=(page.t_with("filter-remove", &[("name", (&chip.label).into())])) {
                            (chip.label) (icon("x"))
                        }
                    }
                }
                @if chips.len() > 1 { li { a href=(clear_href) { (page.t("filters-clear")) } } }
            }
        }
    }
}
