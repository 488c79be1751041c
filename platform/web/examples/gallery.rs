//! Shows every component in one small application: `cargo run -p bellwether-web --example gallery`, then open the
//! address that it prints. All data is invented.

use std::net::SocketAddr;

use axum::Router;
use axum::routing::get;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Lang;
use bellwether_web::api::{FieldProblem, MenuItem, Options, Page, PageResult, Place, Slice, Slot, Title};
use bellwether_web::app::app;
use bellwether_web::components::badges::badge;
use bellwether_web::components::bars::{Bar, bars};
use bellwether_web::components::chips::{Chip, chips};
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::icons::icon;
use bellwether_web::components::menus::{copyable, export_menu};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::progress::progress;
use bellwether_web::components::states::{Tone, alert, empty_state};
use bellwether_web::components::tables::{Column, Order, table};
use maud::{Markup, html};

const WORDS: &[(Lang, &str)] = &[
    (
        Lang::En,
        "search = Search\nexperts = Experts\nsources = Sources\nportal = Portal\nmembers = Members\ncalls = Calls\n",
    ),
    (
        Lang::Ru,
        "search = Поиск\nexperts = Эксперты\nsources = Источники\nportal = Портал\nmembers = Участники\ncalls = Конкурсы\n",
    ),
];

async fn list(page: Page) -> PageResult {
    let years = (1998_u16..=2020).map(|year| {
        let value = f64::from((year - 1990) * (year % 7 + 1));
        Bar { label: year.to_string(), shown: page.number(value), value, href: Some(format!("/evidence?year={year}")) }
    });
    let filters = [
        Chip { label: "2010–2020".to_owned(), remove_href: "/evidence".to_owned() },
        Chip { label: "Randomized Controlled Trial".to_owned(), remove_href: "/evidence".to_owned() },
    ];
    let body = html! {
        div.split.split-left {
            aside aria-label="Filters" {
                (bars("Records by year", &years.collect::<Vec<_>>()))
                h2 { "Kind" }
                ul.plain-list {
                    @for (kind, n) in [("Publication", 41_203_u32), ("Trial", 912), ("Guideline", 64)] {
                        li.row-line.spread { a href="/evidence" { (kind) } span.numbers { (page.number(n)) } }
                    }
                }
            }
            div {
                (chips(&page, &filters, "/evidence"))
                ol.results {
                    @for at in 1..=4_u32 {
                        li.result {
                            h2 { a href="/evidence/invented:1" { "Remodelling of the " mark { "heart" } " after training at altitude, part " (at) } }
                            p.result-meta { "Ivanova A, Berg T, … · Journal of Invented Cardiology · 2019 · " (badge(Tone::Plain, "Trial")) " " (badge(Tone::Bad, "Retracted")) }
                            p { "We followed 212 volunteers for three years. The left " mark { "heart" } " chamber grew by 4 % in those who trained above 2,000 m and did not grow in the others." }
                        }
                    }
                }
                (pager(&page, &Pager { first: None, previous: Some("/evidence".to_owned()), next: Some("/evidence".to_owned()) }))
            }
        }
    };
    let title = Title::new("Evidence on the heart")
        .lead("42,179 records")
        .action(export_menu(&page, &[("CSV", "/export.csv".to_owned()), ("RIS", "/export.ris".to_owned())]));
    Ok(page.render(title, body))
}

async fn record(page: Page) -> PageResult {
    let now = Timestamp::from_second(1_795_342_078).unwrap_or_default();
    let body = html! {
        div.split {
            article.prose {
                p { "We followed 212 volunteers for three years. " (page.words_in("Сердце выросло.", "ru")) }
                h2 { "Methods" }
                p { "Each was measured four times a year by two people who did not know where they trained." }
                (alert(Tone::Warn, html! { p { "This work was corrected on " (page.day(now)) "." } }))
            }
            aside.card aria-label="Facts" {
                (facts(&[
                    ("PMID".to_owned(), copyable(&page, "10704411")),
                    ("Date".to_owned(), html! { (page.date(2019, Some(5), None)) }),
                    ("Read".to_owned(), page.moment(now)),
                    ("State".to_owned(), badge(Tone::Good, "Complete")),
                ]))
            }
        }
    };
    Ok(page
        .render(Title::new("Remodelling of the heart after training at altitude").crumb("Evidence", "/evidence"), body))
}

async fn members(page: Page) -> PageResult {
    let columns = [
        Column::new("Name").sortable("/members?sort=name", Some(Order::Ascending)),
        Column::new("Type"),
        Column::new("Projects").numeric().sortable("/members?sort=projects", None),
        Column::new("State"),
    ];
    let row = |name: &str, kind: &str, n: u32, tone: Tone, state: &str| -> Vec<Markup> {
        vec![html! { a href="/record" { (name) } }, html! { (kind) }, html! { (page.number(n)) }, badge(tone, state)]
    };
    let rows = [
        row("Institute of Invented Cardiology", "Scientific centre", 12, Tone::Good, "Member"),
        row("Aurora Devices", "Company", 1_203, Tone::Info, "Applies"),
        row("University of the Northern Shore", "University", 4, Tone::Warn, "Term ends soon"),
    ];
    let body = html! {
        div.tiles {
            @for (label, n) in [("Members", 31_u32), ("Commissions", 8), ("Projects", 29), ("Records this year", 12_345)] {
                a.tile href="/members" { span.tile-number { (page.number(n)) } span.tile-label { (label) } }
            }
        }
        h2 { "Members" }
        (table(&page, "Members", &columns, &rows))
        h2 { "Ingest" }
        (progress(&page, "Ingest of pubmed20n0014.xml.gz", 12_000, Some(30_000), "Reading records", None))
        h2 { "Decisions" }
        (empty_state("No decision yet", "Decisions of the council appear here once a vote is closed.", Some(html! { a.btn href="/form" { "Propose a decision" } })))
    };
    let action = html! { a.btn.btn-primary href="/form" { (icon("plus")) "Add member" } };
    Ok(page.render(Title::new("Members").crumb("Cluster", "/").action(action), body))
}

async fn form(page: Page) -> PageResult {
    let problems = [FieldProblem::new("title", "Give a title of at least 10 letters")];
    let choices =
        || vec![Choice::new("grant", "Grant"), Choice::new("event", "Event"), Choice::new("course", "Course")];
    let body = forms::post_form(
        &page,
        "/form",
        html! {
            (forms::error_summary(&page, &problems))
            (Field::text("title", "Title").value("Heart").help("What people will see in the list of calls.").required().problems(&page, &problems))
            (Field::select("kind", "Kind", choices()).value("event"))
            (Field::radios("level", "Level", choices()).value("grant"))
            (Field::lines(4, "text", "Text").optional(&page))
            (Field::checkbox("open", "Open to everybody").value("on"))
            (forms::submit("Save call"))
        },
    );
    Ok(page.render(Title::new("New call").crumb("Decide", "/calls"), body))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let routes = Router::new()
        .route("/", get(members))
        .route("/members", get(members))
        .route("/evidence", get(list))
        .route("/record", get(record))
        .route("/evidence/{key}", get(record))
        .route("/sign-in", get(form))
        .route("/form", get(form));
    let slice = Slice::new("gallery")
        .routes(routes)
        .messages(WORDS)
        .menu(MenuItem::new(Place::Evidence, "search", "/evidence"))
        .menu(MenuItem::new(Place::Evidence, "experts", "/record"))
        .menu(MenuItem::new(Place::Evidence, "sources", "/sources"))
        .menu(MenuItem::new(Place::Decide, "calls", "/form"))
        .menu(MenuItem::new(Place::Cluster, "portal", "/").rank(1))
        .menu(MenuItem::new(Place::Cluster, "members", "/members"))
        .slot(Slot::ClusterSwitch, |_| html! { details.menu { summary.tool { "Translational Medicine" (icon("chevron-down")) } ul.menu-list { li { a href="/" { "Biomedical" } } } } })
        .slot(Slot::Account, |_| html! { a.btn.btn-sm href="/form" { "Sign in" } });
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or(8090);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, app(vec![slice], Options::default())?.into_make_service_with_connect_info::<SocketAddr>())
        .await?;
    Ok(())
}
