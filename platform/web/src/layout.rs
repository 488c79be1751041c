//! The frame around every page: rail, top bar, breadcrumbs, heading, footer.

use bellwether_kernel::lang::Lang;
use maud::{DOCTYPE, Markup, PreEscaped, Render, html};

use crate::components::icons::icon;
use crate::links::Link;
use crate::page::Page;
use crate::pages;
use crate::slice::{MenuItem, Place, Slot};
use crate::title::Title;
use crate::visit::Theme;

/// The whole document.
pub(crate) fn frame(page: &Page, title: &Title, body: &Markup) -> Markup {
    let current = page.site().item_at(page.path());
    let place = title.place.or(current.map(|item| item.place));
    let content = html! {
        a.skip-link href="#main" { (page.t("skip-to-content")) }
        (top_bar(page))
        (rail(page, place, current))
        main #main tabindex="-1" {
            (notices(page))
            (head(page, title))
            (body)
        }
        // Outside of what scripts replace, so that readers of the screen hear what they write into it.
        p.visually-hidden role="status" data-announcer {}
        (footer(page))
    };
    let sprite = sprite(page, &content.0);
    html! {
        (DOCTYPE)
        html lang=(page.lang().code()) data-bs-theme=(page.theme().name()) {
            (document_head(page, title))
            body { (sprite) (content) }
        }
    }
}

/// A page without its frame, for scripts that replace what changes: its body, the title of the tab and its icons.
pub(crate) fn part(page: &Page, title: &Title, body: &Markup) -> Markup {
    html! {
        title { (tab_title(page, title)) }
        (sprite(page, &body.0))
        (body)
    }
}

fn tab_title(page: &Page, title: &Title) -> String {
    format!("{} · {}", title.text, page.t("product"))
}

fn document_head(page: &Page, title: &Title) -> Markup {
    let assets = &page.site().assets;
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content=(match page.theme() { Theme::Auto => "light dark", Theme::Light => "light", Theme::Dark => "dark" });
            meta name="csrf-token" content=(page.csrf_token());
            meta name="htmx-config" content=(HTMX_CONFIG);
            title { (tab_title(page, title)) }
            @if let Some(lead) = &title.lead { meta name="description" content=(lead); }
            @for lang in Lang::ALL {
                link rel="alternate" hreflang=(lang.code()) href=(in_language(page, lang));
            }
            @if let Some(address) = assets.address("icon.svg") { link rel="icon" type="image/svg+xml" href=(address); }
            @if let Some(address) = assets.address("app.css") { link rel="stylesheet" href=(address); }
            @for name in ["app.js"].into_iter().chain(title.script) {
                @if let Some(address) = assets.address(name) { script type="module" src=(address) {} }
            }
        }
    }
}

/// Nothing that needs `eval` or inline styles, which the content security policy forbids.
const HTMX_CONFIG: &str = r#"{"includeIndicatorCSS":false,"history":"reload"}"#;

fn top_bar(page: &Page) -> Markup {
    let search = if page.path() == "/evidence" { query_value(page, "q") } else { String::new() };
    html! {
        header.topbar {
            a.brand href="/" { (icon("brand")) span { (page.t("product")) } }
            (slot(page, Slot::ClusterSwitch))
            form.search role="search" action="/evidence" method="get" {
                label.visually-hidden for="search" { (page.t("search-label")) }
                (icon("search"))
                input #search.form-control type="search" name="q" value=(search) placeholder=(page.t("search-placeholder"))
                    autocomplete="off" data-focus-key="/" maxlength="2000";
                kbd aria-hidden="true" { "/" }
            }
            div.tools {
                (waiting(page))
                (language_switch(page))
                (theme_switch(page))
                (slot(page, Slot::Account))
            }
        }
    }
}

/// How many things wait for the person; nothing where none does.
fn waiting(page: &Page) -> Markup {
    let n: u64 = page.waits().iter().map(|wait| wait.n).sum();
    html! {
        @if n > 0 {
            a.tool.waiting href=(pages::waiting::PATH) title=(page.t("waiting")) {
                (icon("bell"))
                span.badge.tone-warn aria-hidden="true" { (page.number(n)) }
                span.visually-hidden { (page.t_with("waiting-n", &[("n", n.into())])) }
            }
        }
    }
}

fn query_value(page: &Page, name: &str) -> String {
    let found = form_urlencoded::parse(page.query().as_bytes()).find(|(of, _)| of == name);
    found.map(|(_, value)| value.into_owned()).unwrap_or_default()
}

fn slot(page: &Page, wanted: Slot) -> Markup {
    html! { @for (_, draw) in page.site().slots.iter().filter(|(slot, _)| *slot == wanted) { (draw(page)) } }
}

fn in_language(page: &Page, lang: Lang) -> Link {
    Link::to(page.path()).keeping(page.query(), &["lang", "theme"]).with("lang", lang.code())
}

fn language_switch(page: &Page) -> Markup {
    html! {
        nav.languages aria-label=(page.t("language")) {
            @for lang in Lang::ALL {
                @let name = match lang { Lang::En => "English", Lang::Ru => "Русский" };
                @if lang == page.lang() {
                    span aria-current="true" lang=(lang.code()) title=(name) { (lang.code().to_uppercase()) }
                } @else {
                    a href=(in_language(page, lang)) lang=(lang.code()) hreflang=(lang.code()) title=(name) {
                        (lang.code().to_uppercase())
                        span.visually-hidden { " – " (name) }
                    }
                }
            }
        }
    }
}

fn theme_switch(page: &Page) -> Markup {
    let address =
        |theme: Theme| Link::to(page.path()).keeping(page.query(), &["lang", "theme"]).with("theme", theme.name());
    html! {
        details.menu.themes {
            // All three are drawn; the theme shows one.
            summary.tool title=(page.t("theme")) {
                span.icon-auto { (icon("contrast")) }
                span.icon-light { (icon("sun")) }
                span.icon-dark { (icon("moon")) }
                span.visually-hidden { (page.t("theme")) }
            }
            ul.menu-list {
                @for theme in Theme::ALL {
                    li {
                        a href=(address(theme)) data-theme-choice=(theme.name()) aria-current=[(theme == page.theme()).then_some("true")] {
                            (page.t(&format!("theme-{}", theme.name())))
                        }
                    }
                }
            }
        }
    }
}

fn rail(page: &Page, place: Option<Place>, current: Option<&MenuItem>) -> Markup {
    let places = Place::ALL.into_iter().filter_map(|place| {
        let items: Vec<&MenuItem> = page.site().menu_of(place, page.actor()).collect();
        (!items.is_empty()).then_some((place, items))
    });
    html! {
        nav.rail aria-label=(page.t("main-menu")) {
            ul.places {
                @for (of, items) in places {
                    @let is_here = place == Some(of);
                    li.place.here[is_here] {
                        a.place-link href=(items[0].href) aria-current=[is_here.then_some("true")] {
                            (icon(place_icon(of)))
                            span { (page.t(of.label())) }
                        }
                        @if is_here {
                            ul.place-items {
                                @for item in items {
                                    @let is_current = current.is_some_and(|current| current.href == item.href);
                                    li {
                                        a href=(item.href) aria-current=[is_current.then_some(if page.path() == item.href { "page" } else { "true" })] {
                                            (page.t(item.label))
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn place_icon(place: Place) -> &'static str {
    // icons: microscope chart-line gavel route building-community
    match place {
        Place::Evidence => "microscope",
        Place::Foresight => "chart-line",
        Place::Decide => "gavel",
        Place::Work => "route",
        Place::Cluster => "building-community",
    }
}

fn notices(page: &Page) -> Markup {
    html! {
        @if let Some(key) = page.notice() {
            div.alert.alert-success role="status" { (page.t(key)) }
        }
        @if !page.site().assets.is_there() {
            p role="note" { (page.t("no-assets")) }
        }
    }
}

fn head(page: &Page, title: &Title) -> Markup {
    html! {
        @if !title.crumbs.is_empty() {
            nav.crumbs aria-label=(page.t("breadcrumbs")) {
                ol { @for crumb in &title.crumbs { li { a href=(crumb.href) { (crumb.label) } } } }
            }
        }
        div.page-head {
            div {
                h1 lang=[title.lang.as_deref()] { (title.text) }
                @if let Some(lead) = &title.lead { p.lead { (lead) } }
            }
            @if let Some(action) = &title.action { div.page-action { (action) } }
        }
    }
}

fn footer(page: &Page) -> Markup {
    html! {
        footer.foot {
            a href="/about" { (page.t("about")) }
            a href="/api" { (page.t("api")) }
            span { (page.t("product")) " " (env!("CARGO_PKG_VERSION")) }
        }
    }
}

/// The icons that the page refers to, drawn once each.
fn sprite(page: &Page, content: &str) -> Markup {
    let mut names: Vec<&str> = content.split("href=\"#i-").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    names.sort_unstable();
    names.dedup();
    let drawn: Vec<(&str, &str)> =
        names.into_iter().filter_map(|name| Some((name, page.site().assets.icon(name)?))).collect();
    if drawn.is_empty() {
        return PreEscaped(String::new());
    }
    html! {
        svg.sprite xmlns="http://www.w3.org/2000/svg" aria-hidden="true" width="0" height="0" {
            @for (name, inside) in drawn {
                symbol id={ "i-" (name) } viewBox="0 0 24 24" { (PreEscaped(inside).render()) }
            }
        }
    }
}
