//! The permission table: every route of every slice, tried with a genuine example as each kind of person.
//!
//! The routes are taken from the routers themselves, so a new one fails this test until it has an example that
//! somebody may pass, and changes the table until somebody has looked at who may open it (`cargo insta review`).
//! 200 to 202 and 303 mean "done"; 303 to the sign-in page is shown as `sign-in`.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, header};
use bellwether::install;
use bellwether_kernel::actor::Role;
use bellwether_web::api::Slice;
use tower::ServiceExt;

use super::examples::{self, EXAMPLES, Example};
use super::seed::{PEOPLE, Site};

/// All methods and paths of a slice: paths from the router's own description, methods from its `Allow` header.
async fn of_slice(slice: &Slice) -> BTreeSet<(String, String)> {
    let described = format!("{:?}", slice.routes);
    let paths: BTreeSet<&str> =
        described.split('"').filter(|text| text.starts_with('/') && !text.contains("__private__")).collect();
    let mut routes = BTreeSet::new();
    for path in paths {
        let filled: Vec<&str> = path.split('/').map(|part| if part.starts_with('{') { "x" } else { part }).collect();
        let request = Request::builder().method(Method::TRACE).uri(filled.join("/")).body(Body::empty()).unwrap();
        let answer = slice.routes.clone().oneshot(request).await.unwrap();
        let allow = answer.headers().get(header::ALLOW).map_or("GET", |allow| allow.to_str().unwrap());
        let methods = allow.split(',').map(str::trim).filter(|method| *method != "HEAD");
        routes.extend(methods.map(|method| (path.to_owned(), method.to_owned())));
    }
    routes
}

/// All routes of an installation as `GET /path`, by their path.
pub async fn routes(site: &Site) -> Vec<String> {
    let config = super::seed::config(site.data.path());
    let mut all = BTreeSet::new();
    for slice in install::slices(&site.installation, &config).await.unwrap() {
        all.extend(of_slice(&slice).await);
    }
    all.into_iter().map(|(path, method)| format!("{method} {path}")).collect()
}

/// What came of an example: the status, or `sign-in`.
async fn tried(site: &Site, person: &str, route: &str, example: Example) -> String {
    let answer = site.send(examples::request(site, person, route, example).await).await;
    if route.contains("sign-out") || route.ends_with("/account/password") {
        site.forget(person).await;
    }
    if person == "visitor" && answer.header("location").starts_with("/sign-in") {
        return "sign-in".to_owned();
    }
    answer.status.as_u16().to_string()
}

fn is_done(answer: &str) -> bool {
    ["200", "201", "202", "303"].contains(&answer)
}

fn is_refused(answer: &str) -> bool {
    ["sign-in", "401", "403", "404"].contains(&answer)
}

#[tokio::test]
async fn every_route_lets_in_whom_it_should() {
    let mut site = Site::seeded().await;
    site.user("spare-sign-in", &[Role::Resident]).await;
    let fresh = Site::empty().await;
    let set_up = fresh.accounts().offer_set_up().await.unwrap().unwrap();
    site.name("set-up", set_up.reveal());
    let mut table = format!("{:<72}", "");
    for (person, _) in PEOPLE {
        table.push_str(&format!("{person:<10}"));
    }
    let mut routes = routes(&site).await;
    // What ends sessions and tokens is tried when nothing is left that needs them.
    let ends_others = |route: &String| route.ends_with("/account/password") || route.ends_with("/sign-out-everywhere");
    routes.sort_by_key(ends_others);
    let mut lines = Vec::new();
    for route in &routes {
        let (method, path) = route.split_once(' ').unwrap();
        let example = examples::of(route).unwrap_or_else(|| panic!("{route} has no example in examples.rs"));
        let mut line = format!("{:<72}", format!("{method:<7}{path}"));
        let mut done = 0;
        for (person, roles) in PEOPLE {
            // The first administrator is made where there is nobody yet.
            let set_up = path == "/setup" && roles.is_none();
            let mut answer = if set_up {
                let request = examples::request(&fresh, person, route, with_names(&site, example)).await;
                fresh.send(request).await.status.as_u16().to_string()
            } else {
                tried(&site, person, route, example).await
            };
            assert!(
                is_done(&answer) || is_refused(&answer),
                "{route} for {person}: {answer} is neither done nor refused"
            );
            if path.starts_with("/admin/") && person != "admin" {
                assert_eq!(answer, if roles.is_some() { "404" } else { "sign-in" }, "{route} for {person}");
            }
            done += usize::from(is_done(&answer));
            if set_up {
                answer.push('*');
            }
            line.push_str(&format!("{answer:<10}"));
        }
        assert!(done > 0, "nobody may pass the example of {route}, so it proves nothing:{line}");
        lines.push((path.to_owned(), line.trim_end().to_owned()));
    }
    lines.sort();
    lines.iter().for_each(|(_, line)| table.push_str(&format!("\n{line}")));
    let idle = EXAMPLES.iter().filter(|(route, _, _)| !routes.iter().any(|known| known == route));
    assert_eq!(
        idle.map(|(route, _, _)| *route).collect::<Vec<_>>(),
        Vec::<&str>::new(),
        "examples of routes that are gone"
    );
    insta::assert_snapshot!(table + "\n\n* at an installation without users");
}

fn with_names(site: &Site, (method, address, body): Example) -> Example {
    let filled = |text: &str| -> &'static str { String::leak(examples::filled(site, "visitor", text)) };
    (method, filled(address), filled(body))
}

/// The menu offers exactly what opens.
#[tokio::test]
async fn the_menu_leads_nobody_to_a_refusal() {
    let site = Site::seeded().await;
    let config = super::seed::config(site.data.path());
    let slices = install::slices(&site.installation, &config).await.unwrap();
    let items: Vec<_> = slices.iter().flat_map(|slice| slice.menu.iter()).collect();
    assert!(items.len() >= 10, "the menu is missing");
    for (person, _) in PEOPLE {
        // The rail opens the lines of the place that the page belongs to.
        let mut menus = String::new();
        for page in ["/clusters", "/evidence", "/foresight", "/calls", "/facilities"] {
            menus.push_str(site.get(person, page).await.text());
        }
        for item in &items {
            let shown = menus.contains(&format!("href=\"{}\"", item.href));
            let answer = site.get(person, item.href).await;
            let opens = answer.status.is_success()
                || !answer.header("location").starts_with("/sign-in") && answer.status.is_redirection();
            assert_eq!(shown, opens, "{} for {person}", item.href);
        }
    }
}
