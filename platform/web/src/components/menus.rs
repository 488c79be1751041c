//! Menus that open without scripts: secondary actions and exports.

use maud::{Markup, html};

use crate::components::icons::icon;
use crate::page::Page;

/// A menu of links, such as `menu(&page.t("more-actions"), icon("dots"), &links)`.
pub fn menu(label: &str, icon: Markup, links: &[(String, String)]) -> Markup {
    html! {
        details.menu {
            summary.btn { (icon) (label) }
            ul.menu-list { @for (name, href) in links { li { a href=(href) { (name) } } } }
        }
    }
}

/// The export menu of a list: the name of each format with the address of the file.
pub fn export_menu(page: &Page, formats: &[(&str, String)]) -> Markup {
    html! {
        details.menu {
            summary.btn { (icon("download")) (page.t("export")) }
            ul.menu-list { @for (name, href) in formats { li { a href=(href) download { (name) } } } }
        }
    }
}

/// A short text with a button that copies it. Without scripts only the text is there.
pub fn copyable(page: &Page, text: &str) -> Markup {
    html! {
        span.copyable {
            code { (text) }
            button.btn.btn-sm type="button" hidden data-copy=(text) data-copied=(page.t("copied")) { (page.t("copy")) }
        }
    }
}
