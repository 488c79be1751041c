//! The page that explains the search language.

use bellwether_query::field::{Field, Form};
use bellwether_web::api::{Link, Page, Title, View};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use crate::urls;

/// Examples with the message that explains each.
const EXAMPLES: [(&str, &str); 14] = [
    ("breast cancer diet", "help-words"),
    ("\"heart failure\"", "help-phrase"),
    ("\"heart failure\"~5", "help-near"),
    ("asthma AND (children OR infants) NOT mice", "help-boolean"),
    ("+aspirin stroke -surgery", "help-signs"),
    ("title:metformin", "help-field"),
    ("mesh:\"Myocardial Infarction\"", "help-mesh"),
    ("mesh.exact:Neoplasms", "help-mesh-exact"),
    ("au:\"smith j\"", "help-author"),
    ("year:2019..2021", "help-years"),
    ("immun*", "help-prefix"),
    ("asprin~", "help-typos"),
    ("asthma[ti] AND 2019:2021[dp]", "help-pubmed"),
    ("is:retracted kind:publication", "help-is"),
];

/// The page; it is the same for all.
pub struct HelpView;

impl View for HelpView {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("help-title")).crumb(page.t("search-title"), urls::SEARCH)
    }

    fn body(&self, page: &Page) -> Markup {
        let examples: Vec<Vec<Markup>> = EXAMPLES
            .iter()
            .map(|(query, key)| {
                let href = Link::to(urls::SEARCH).with("q", query);
                vec![html! { a href=(href) { code { (query) } } }, html! { (page.t(key)) }]
            })
            .collect();
        let fields: Vec<Vec<Markup>> = Field::all().map(|field| field_row(page, field)).collect();
        html! {
            p.lead { (page.t("help-lead")) }
            h2 { (page.t("help-examples")) }
            (table(page, &page.t("help-examples"), &[Column::new(page.t("help-query")), Column::new(page.t("help-finds"))], &examples))
            h2 { (page.t("help-fields")) }
            (table(page, &page.t("help-fields"), &[
                Column::new(page.t("help-field-name")), Column::new(page.t("help-other-names")),
                Column::new(page.t("help-tags")), Column::new(page.t("help-takes")),
            ], &fields))
            h2 { (page.t("help-ranking")) }
            div.prose {
                p { (page.t("help-ranking-1")) }
                p { (page.t("help-ranking-2")) }
                p { (page.t("help-ranking-3")) }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("whole", HelpView)]
    }
}

fn field_row(page: &Page, field: Field) -> Vec<Markup> {
    let (names, tags) = field.spellings();
    let takes = match field.form() {
        Form::Words => page.t("help-takes-words"),
        Form::Whole if field.values().is_empty() => page.t("help-takes-whole"),
        Form::Whole => field.values().join(", "),
        Form::Range => page.t("help-takes-range"),
    };
    let codes = |words: Vec<String>| html! { @for word in words { code { (word) } " " } };
    vec![
        html! { code { (field.name()) ":" } },
        codes(names.iter().map(|name| format!("{name}:")).collect()),
        codes(tags.iter().map(|tag| format!("[{tag}]")).collect()),
        html! { (takes) },
    ]
}
