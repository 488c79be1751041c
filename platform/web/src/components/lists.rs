//! What a list offers beside its rows: which columns are shown, views that a person saved, files.
//!
//! The choice of columns is part of the address when it is made (`columns=name&columns=works`) and then kept in a
//! cookie of that list's path, so it needs no account and no scripts. Saved views are kept by whoever keeps accounts
//! and handed over as [`PersonalViews`].

use maud::{Markup, html};

use crate::components::icons::icon;
use crate::components::menus::export_menu;
use crate::components::tables::{Column, table};
use crate::page::Page;

/// The name in addresses of a choice of columns.
pub(crate) const COLUMNS: &str = "columns";

/// A view that a person saved of the list that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// What the person calls it.
    pub name: String,
    /// Its address.
    pub href: String,
    /// Where it is removed.
    pub remove_href: String,
}

/// The views that the person who asks saved of this list. Whoever keeps them puts this into the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalViews {
    /// Where another one is saved: a form with `name`, `path` and `query`.
    pub save_href: String,
    /// Those that there are, by name.
    pub views: Vec<SavedView>,
}

/// The columns of a list, each with its key in addresses. The first names the row and is always shown.
pub struct ListColumns(Vec<(&'static str, Column)>);

impl ListColumns {
    /// These columns.
    pub fn new(columns: impl IntoIterator<Item = (&'static str, Column)>) -> Self {
        ListColumns(columns.into_iter().collect())
    }

    fn is_shown(&self, page: &Page, at: usize) -> bool {
        let chosen = page.chosen_columns();
        let is_chosen = |(key, _): &(&'static str, Column)| chosen.iter().any(|chosen| chosen == key);
        // A choice of nothing, or of columns that are gone, is none.
        at == 0 || !self.0.iter().skip(1).any(is_chosen) || self.0.get(at).is_some_and(is_chosen)
    }

    /// The table with the columns that are chosen.
    pub fn table(&self, page: &Page, caption: &str, rows: Vec<Vec<Markup>>) -> Markup {
        let shown: Vec<bool> = (0..self.0.len()).map(|at| self.is_shown(page, at)).collect();
        let columns = self.0.iter().zip(&shown).filter(|(_, shown)| **shown).map(|((_, column), _)| column.clone());
        let only = |row: Vec<Markup>| row.into_iter().zip(&shown).filter(|(_, shown)| **shown).map(|(cell, _)| cell);
        let rows: Vec<Vec<Markup>> = rows.into_iter().map(|row| only(row).collect()).collect();
        table(page, caption, &columns.collect::<Vec<_>>(), &rows)
    }

    fn menu(&self, page: &Page) -> Markup {
        html! {
            details.menu.wide-menu {
                summary.btn { (icon("columns")) (page.t("columns")) }
                form.menu-list.menu-form method="get" action=(page.path()) {
                    @for (name, value) in page.query_without(&[COLUMNS, "lang", "theme"]) {
                        input type="hidden" name=(name) value=(value);
                    }
                    fieldset {
                        legend.visually-hidden { (page.t("columns")) }
                        @for (at, (key, column)) in self.0.iter().enumerate().skip(1) {
                            label.form-check {
                                input.form-check-input type="checkbox" name=(COLUMNS) value=(key) checked[self.is_shown(page, at)];
                                span.form-check-label { (column.label()) }
                            }
                        }
                    }
                    button.btn.btn-sm.btn-primary type="submit" { (page.t("columns-apply")) }
                }
            }
        }
    }
}

/// The tools of a list in one line: saved views, columns, files.
pub fn list_tools(page: &Page, columns: Option<&ListColumns>, exports: &[(&str, String)]) -> Markup {
    html! {
        div.list-tools {
            @if let Some(views) = page.saved_views() { (views_menu(page, views)) }
            @if let Some(columns) = columns { (columns.menu(page)) }
            @if !exports.is_empty() { (export_menu(page, exports)) }
        }
    }
}

fn views_menu(page: &Page, saved: &PersonalViews) -> Markup {
    let kept = page.query_without(&["lang", "theme", "after", "before", "offset", COLUMNS]);
    // The columns may be those of the cookie, and belong to what is shown all the same.
    let columns = page.chosen_columns().iter().map(|key| (COLUMNS.to_owned(), key.clone()));
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept.into_iter().chain(columns)).finish();
    html! {
        details.menu.wide-menu {
            summary.btn { (icon("bookmark")) (page.t("views")) }
            div.menu-list.menu-form {
                @if saved.views.is_empty() {
                    p.form-hint { (page.t("views-none")) }
                } @else {
                    ul.plain-list {
                        @for view in &saved.views {
                            li.row-line.spread {
                                a href=(view.href) { (view.name) }
                                form.inline method="post" action=(view.remove_href) {
                                    (page.csrf_field())
                                    button.btn.btn-sm type="submit" aria-label=(page.t_with("views-remove", &[("name", (&view.name).into())])) { (icon("x")) }
                                }
                            }
                        }
                    }
                }
                form method="post" action=(saved.save_href) {
                    (page.csrf_field())
                    input type="hidden" name="path" value=(page.path());
                    input type="hidden" name="query" value=(query);
                    label.form-label for="view-name" { (page.t("views-name")) }
                    input #view-name.form-control type="text" name="name" required maxlength="80" autocomplete="off";
                    button.btn.btn-sm.btn-primary type="submit" { (page.t("views-save")) }
                }
            }
        }
    }
}
