//! A page asks the database as often with many rows as with few: no list asks again for each of its rows.

use std::collections::BTreeMap;

use bellwether_actors::api::{ActorKind, Role as Part};
use bellwether_calls::api::Handling;
use bellwether_exchange::api::{NewOrder, Span};
use bellwether_kernel::actor::Role;
use bellwether_kernel::ctx::Ctx;
use bellwether_ledger::api::AccountKind;
use bellwether_messages::api::{About, Written};

use super::examples;
use super::permissions::routes;
use super::register::{email, internal, role_in};
use super::seed::{CLUSTER, Site, acting};

/// Who looks: those whose lists grow.
const LOOKERS: [&str; 4] = ["admin", "officer", "expert", "resident"];
/// Rows at a time.
const MORE: usize = 6;
/// Files of any length, read some hundred rows at a time.
const IN_PARTS: [&str; 2] = ["/admin/journal.csv", "/admin/journal.xlsx"];

/// Statements of each readable address, by person and address.
async fn asked(site: &Site, routes: &[String]) -> BTreeMap<String, u64> {
    let mut all = BTreeMap::new();
    for person in LOOKERS {
        for route in routes.iter().filter(|route| route.starts_with("GET ") && !route.ends_with("/events")) {
            let Some((_, address, _)) = examples::of(route) else { continue };
            let address = examples::filled(site, person, address);
            let before = site.installation.db.statements();
            if site.get(person, &address).await.status.is_success() {
                all.insert(format!("{person} {address}"), site.installation.db.statements() - before);
            }
        }
    }
    all
}

/// More of all that lists show, each the work of somebody else.
async fn grow(site: &Site, round: &str) {
    let ctx = Ctx::system();
    let (calls, actors) = (site.calls_service(), site.actors());
    let call = calls.call(&ctx, CLUSTER, "young").await.unwrap();
    let (expert, resident) = (site.known("expert").await, site.known("resident").await);
    for number in 0..MORE {
        let somebody = site.user(&format!("{round}-{number}"), &[Role::Resident]).await;
        for person in [&somebody, &resident] {
            site.drafted(person, &call).await;
            let id = site.handed_in(person, &call).await;
            let assign = Handling::Assign(expert.email.as_str().to_owned());
            calls.handle_one(&ctx, id, &assign).await.unwrap();
            let from_ms = ctx.now().as_millisecond()
                + (40 + i64::try_from(number).unwrap()) * 86_400_000
                + i64::try_from(round.len()).unwrap() * 36_000_000;
            let span = Span::of_ms(from_ms, from_ms + 3_600_000).unwrap();
            let booking = site.booking(&site.known("spare").await, "bench", span).await;
            let about = About { kind: "booking".to_owned(), id: booking.0 };
            let written = Written { to: None, words: "A question".to_owned() };
            site.installation.messages.write(&acting(&site.known("spare").await), &about, &written).await.unwrap();
            let to_decide = Span::of_ms(from_ms + 3_600_000 * 5, from_ms + 3_600_000 * 6).unwrap();
            site.booking(person, "approved", to_decide).await;
            let order = NewOrder { units: 1, what: "More".to_owned(), project: String::new(), samples: Vec::new() };
            site.installation.exchange.order(&acting(person), CLUSTER, "advice", &order).await.unwrap();
        }
        site.call(CLUSTER, &format!("{round}-{number}")).await;
        site.move_amount(CLUSTER, AccountKind::Budget, AccountKind::Payee, 1, &format!("{round}-{number}")).await;
        let name = format!("Another {round} {number}");
        actors.add(&ctx, CLUSTER, &internal(ActorKind::Organisation, &name)).await.unwrap();
        let id = actors.add(&ctx, CLUSTER, &internal(ActorKind::Person, &name)).await.unwrap();
        actors.tell(&ctx, id, &role_in(CLUSTER, Part::Chair)).await.unwrap();
        actors.tell(&ctx, id, &email(CLUSTER, &format!("{round}-{number}@example.org"))).await.unwrap();
    }
}

#[tokio::test]
async fn no_list_asks_again_for_each_of_its_rows() {
    let site = Site::seeded().await;
    let routes = routes(&site).await;
    // So that every list has rows, and names to look up.
    grow(&site, "few").await;
    // The first look fills caches, notes that sessions are used and who reads which thread.
    asked(&site, &routes).await;
    let few = asked(&site, &routes).await;
    assert!(few.len() > 300, "only {} addresses were looked at", few.len());
    grow(&site, "many").await;
    let many = asked(&site, &routes).await;
    let grew: Vec<String> = few
        .iter()
        .filter_map(|(page, few)| {
            let many = many.get(page)?;
            let is_read_in_parts = IN_PARTS.iter().any(|export| page.ends_with(export));
            (many > few && !is_read_in_parts).then(|| format!("{page}: {few} statements, then {many}"))
        })
        .collect();
    assert!(grew.is_empty(), "{}", grew.join("\n"));
}
