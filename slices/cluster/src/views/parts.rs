//! What several pages show: texts, the latest evidence, where the words come from.

use bellwether_kernel::lang::{Lang, Text};
use bellwether_web::api::{Page, Title};
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, html};

use crate::model::latest::Found;
use crate::model::profile::Profile;
use crate::urls;

/// A heading in the page's language, or marked with the language that there is.
pub fn title(page: &Page, text: &Text) -> Title {
    let (words, lang) = text.best(page.lang());
    let title = Title::new(words);
    if lang == page.lang() { title } else { title.in_language(lang.code()) }
}

/// The words alone.
pub fn words(page: &Page, text: &Text) -> String {
    text.best(page.lang()).0.to_owned()
}

/// A card with a heading of the second level.
pub fn card(heading: &str, body: Markup) -> Markup {
    html! { section.card { div.card-body { h2 { (heading) } (body) } } }
}

/// The newest records, with a link to all of them. `None`: they cannot be told now.
pub fn latest(page: &Page, found: Option<&Found>, query: Option<&str>) -> Markup {
    let Some(found) = found else {
        return alert(Tone::Plain, html! { p { (page.t("cluster-latest-unavailable")) } });
    };
    html! {
        @if found.records.is_empty() {
            p { (page.t("cluster-latest-none")) }
        } @else {
            ol.results {
                @for record in &found.records {
                    li.result {
                        a href=(record.href) { (page.words_in(&record.title, &record.lang)) }
                        p.result-meta { (record.published) }
                    }
                }
            }
        }
        p {
            a href=(query.map_or_else(|| "/evidence".to_owned(), |query| urls::search(query).to_string())) {
                (page.t_with("cluster-latest-all", &[("n", found.total.into())]))
            }
        }
    }
}

/// Where the words come from, and which language is a translation.
pub fn source(page: &Page, profile: &Profile) -> Markup {
    let translated = profile.cluster.original != page.lang();
    html! {
        p.text-secondary {
            (page.t("cluster-source")) ": " (page.text(&profile.cluster.source)) ". "
            @if translated { (translation_note(page, profile.cluster.original)) }
        }
    }
}

/// Says which language the original is in.
pub fn translation_note(page: &Page, original: Lang) -> String {
    page.t(match original {
        Lang::En => "cluster-translated-from-en",
        Lang::Ru => "cluster-translated-from-ru",
    })
}

/// A day such as `2017-02-22` in the words of the language.
pub fn day(page: &Page, day: &str) -> Markup {
    let mut parts = day.split('-');
    let year = parts.next().and_then(|year| year.parse().ok());
    let month = parts.next().and_then(|month| month.parse().ok());
    let of_month = parts.next().and_then(|day| day.parse().ok());
    html! { time datetime=(day) { @if let Some(year) = year { (page.date(year, month, of_month)) } @else { (day) } } }
}
