//! Non-interference: what somebody may not see changes no byte, count or order of anything that they can open.
//!
//! Each test first shows that the change is seen by those who may see it, so that there is something that could leak.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use bellwether_accounts::model::user::UserChange;
use bellwether_accounts::service::Origin;
use bellwether_actors::api::{ActorKind, Addition, Role as Part, Target, Validity, Visibility};
use bellwether_calls::api::{AssessmentStep, Handling, Noted, OutboundStep, Outcome, Verdict};
use bellwether_evidence::api::Ingests;
use bellwether_exchange::api::{CustomerClass, FileSort, NewFile, OrderStep, Span};
use bellwether_foresight::api as foresight;
use bellwether_kernel::actor::Role;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_ledger::api::AccountKind;
use bellwether_messages::api::{About, Written};
use bellwether_notices::api::{Choices, Kind, Moment};

use super::calls::yes;
use super::examples;
use super::permissions::routes;
use super::register::{email, internal, role_in};
use super::seed::{Answer, CLUSTER, OTHER_CLUSTER, PASSWORD, PEOPLE, Site, acting, propose};

/// More addresses than the examples: other pages, orders and filters of the same lists.
const MORE: &[&str] = &[
    "/admin/users?q=spare",
    "/api/v1/users?q=spare&limit=1",
    "/api/v1/journal?limit=1",
    "/admin/users/{spare}",
    "/account?lang=ru",
    "/evidence/ingests?before={ingest}",
    "/api/v1/evidence/ingests?limit=1",
    "/evidence/sources?before=1",
    "/ledger/skolkovo-biomedical",
    "/ledger/skolkovo-biomedical/accounts",
    "/ledger/skolkovo-biomedical/transfers",
    "/ledger/translational-medicine/transfers",
    "/ledger/translational-medicine?as_of=2026-01-01T00:00",
    "/ledger/skolkovo-biomedical/accounts.csv",
    "/api/v1/ledger/skolkovo-biomedical/funds",
    "/api/v1/ledger/skolkovo-biomedical/transfers?show=waiting",
    "/clusters/skolkovo-biomedical/facilities/elsewhere",
    "/clusters/skolkovo-biomedical/facility-days",
    "/actors?cluster=skolkovo-biomedical",
    "/actors?q=zanzibar",
    "/actors?cluster=skolkovo-biomedical&as_of=2026-01-01",
    "/actors/export.csv?cluster=skolkovo-biomedical",
    "/actors/export.json",
    "/actors/{other-actor}?as_of=2020-01-01",
    "/api/v1/actors?limit=3",
    "/api/v1/actors?q=zanzibar",
    "/api/v1/actors?cluster=skolkovo-biomedical",
    "/clusters/skolkovo-biomedical/members",
    "/waiting",
    "/api/v1/openapi.json",
    "/api",
    "/",
    "/nowhere",
    "/foresight/proposals?cluster=translational-medicine",
    "/foresight/proposals?cluster=skolkovo-biomedical",
    "/calls?show=all",
    "/api/v1/calls/applications",
    "/applications/{application-in-review}",
    "/api/v1/calls/applications/{application-in-review}",
    "/clusters/translational-medicine/calls/young/applications?state=in_review",
    "/clusters/skolkovo-biomedical/calls/elsewhere/applications",
    "/applications/{application-in-stage}",
    "/applications/{application-in-stage}?stage=concept",
    "/applications/{application-at-interview}",
    "/api/v1/calls/applications/{application-in-stage}",
    "/clusters/translational-medicine/calls/staged/applications",
    "/clusters/translational-medicine/calls/staged/decisions",
    "/account/sessions/{session-admin}/end",
];

/// Everything that this person can read, by address.
async fn view(site: &Site, routes: &[String], person: &str) -> BTreeMap<String, String> {
    let mut addresses: Vec<String> = MORE.iter().map(|address| examples::filled(site, person, address)).collect();
    let read = routes.iter().filter(|route| route.starts_with("GET ") && !route.ends_with("/events"));
    addresses.extend(read.filter_map(|route| {
        let (_, address, _) = examples::of(route)?;
        Some(examples::filled(site, person, address))
    }));
    let mut view = BTreeMap::new();
    for address in addresses {
        let answer = site.get(person, &address).await;
        view.insert(address, seen(&answer));
    }
    // Nor may it show in what a refused write answers.
    for (route, address) in [("POST", "/account/tokens/{token-admin}/end"), ("PATCH", "/api/v1/users/{spare}")] {
        let request = Request::builder().method(route).uri(examples::filled(site, "admin", address));
        let request = request
            .header(header::COOKIE, site.cookies(person).await)
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-csrf-token", site.form_token(person).await);
        if person != "admin" {
            let answer = site.send(request.body(Body::from("{}")).unwrap()).await;
            view.insert(format!("{route} {address}"), seen(&answer));
        }
    }
    view
}

/// All of an answer but the id of the request, which is different each time.
fn seen(answer: &Answer) -> String {
    let id = answer.header("x-request-id").to_owned();
    assert!(!id.is_empty());
    let mut body = String::from_utf8_lossy(&answer.body).replace(&id, "(id)");
    // A form of something new carries a key of its own, so that sending it twice does it once.
    if let Some((before, after)) = body.split_once("name=\"key\" value=\"") {
        let after = after.split_once('"').map_or("", |(_, after)| after);
        body = format!("{before}(key){after}");
    }
    // When a session was last used is noted anew every few minutes, and tests on a busy machine take longer than that.
    let unused = without_last_use(&body);
    let is_dated = unused != body;
    let mut lines = headers(&answer.headers);
    lines.retain(|(name, _)| name != "x-request-id" && !(is_dated && name == "content-length"));
    let body = unused;
    format!("{} {lines:?}\n{body}", answer.status)
}

/// The text without the moments at which sessions were last used; the rows themselves stay.
fn without_last_use(body: &str) -> String {
    let cells = ["data-label=\"Last used\"", "data-label=\"Последнее использование\""];
    let mut text = body.to_owned();
    for cell in cells {
        let parts: Vec<&str> = text.split(cell).collect();
        let cut =
            |part: &&str| part.split_once("</td>").map_or_else(|| (*part).to_owned(), |(_, rest)| rest.to_owned());
        let rest: Vec<String> = parts.iter().skip(1).map(cut).collect();
        text = std::iter::once(parts[0].to_owned()).chain(rest).collect::<Vec<_>>().join(cell);
    }
    text
}

fn headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let line = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
        (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned())
    };
    headers.iter().map(line).collect()
}

/// The first difference between two views, if there is one.
fn difference(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Option<String> {
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let (address, old, new) =
        before.iter().map(|(address, old)| (address, old, &after[address])).find(|(_, old, new)| old != new)?;
    let same = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(40)).take(120).collect::<String>();
    Some(format!("{address} changed: {:?} became {:?}", around(old), around(new)))
}

struct Watching {
    site: Site,
    routes: Vec<String>,
    views: BTreeMap<&'static str, BTreeMap<String, String>>,
}

impl Watching {
    async fn begin() -> Watching {
        let site = Site::seeded().await;
        let routes = routes(&site).await;
        // Everybody signs in first: a sign-in during the comparison would be a change of its own.
        for (person, _) in PEOPLE {
            site.cookies(person).await;
        }
        let mut watching = Watching { site, routes, views: BTreeMap::new() };
        // The first look opens the portal, after which the bar of every page knows the clusters.
        watching.look().await;
        watching.look().await;
        let same = watching.changed().await;
        assert_eq!(same, Vec::<String>::new(), "pages change by themselves, so nothing could be compared");
        watching
    }

    async fn look(&mut self) {
        for (person, _) in PEOPLE {
            self.views.insert(person, view(&self.site, &self.routes, person).await);
        }
    }

    /// Whose views changed since the last look.
    async fn changed(&mut self) -> Vec<String> {
        let before = std::mem::take(&mut self.views);
        self.look().await;
        let of = |person: &&str| {
            let difference = difference(&before[person], &self.views[person]);
            difference.map(|difference| format!("{person}: {difference}"))
        };
        self.views.keys().filter_map(of).collect()
    }

    /// Only these people may see a difference, and each of them does.
    async fn only_seen_by(&mut self, expected: &[&str], what: &str) {
        let changed = self.changed().await;
        let people: Vec<&str> = changed.iter().map(|line| line.split(':').next().unwrap()).collect();
        assert_eq!(people, expected, "{what} is seen by others, or not by those who may: {changed:#?}");
    }
}

#[tokio::test]
async fn accounts_of_others_leak_nothing() {
    let mut watching = Watching::begin().await;
    let accounts = watching.site.accounts().clone();
    let system = Ctx::system();
    let spare = watching.site.names["spare"].parse().unwrap();
    let rename = UserChange { name: Some("Another".into()), roles: Some(vec![Role::Council]), ..UserChange::default() };
    accounts.change_user(&system, spare, rename).await.unwrap();
    // Officers keep the charge codes of facilities, and see by name who may use one.
    watching.only_seen_by(&["admin", "officer"], "another name and role").await;
    let off = UserChange { active: Some(false), ..UserChange::default() };
    accounts.change_user(&system, spare, off).await.unwrap();
    // They choose assessors by name among those who work for their cluster.
    watching.only_seen_by(&["admin", "officer"], "a deactivated account").await;
    watching.site.user("aaa-first-in-every-list", &[Role::Expert]).await;
    watching.only_seen_by(&["admin", "officer"], "a new account").await;
    accounts.reset_password(&system, spare, None).await.unwrap();
    watching.only_seen_by(&["admin"], "a password that was reset").await;
}

#[tokio::test]
async fn sessions_and_tokens_of_others_leak_nothing() {
    let mut watching = Watching::begin().await;
    let accounts = watching.site.accounts().clone();
    let origin = Origin { address: "203.0.113.7".into(), agent: "an invented browser".into() };
    accounts.sign_in(&Ctx::system(), "expert@example.org", PASSWORD, &origin).await.unwrap();
    watching.only_seen_by(&["admin", "expert"], "a session of the expert").await;
    let email = bellwether_accounts::model::user::Email::parse("council@example.org").unwrap();
    let council = accounts.user_by_email(&Ctx::system(), &email).await.unwrap();
    accounts.make_token(&acting(&council), council.id, "a new token").await.unwrap();
    watching.only_seen_by(&["admin", "council"], "a token of the council member").await;
}

#[tokio::test]
async fn proposed_areas_and_watched_topics_leak_nothing() {
    let mut watching = Watching::begin().await;
    let installation = watching.site.installation.clone();
    let topic = watching.site.names["topic"].clone();
    propose(&installation.db, &installation.landscapes, &topic).await;
    let may = ["admin", "analyst", "council", "expert"];
    watching.only_seen_by(&may, "a proposed area").await;
    let email = bellwether_accounts::model::user::Email::parse("expert@example.org").unwrap();
    let expert = installation.accounts.user_by_email(&Ctx::system(), &email).await.unwrap();
    let edition = foresight::edition(&Ctx::system(), &installation.landscapes).unwrap().unwrap();
    foresight::watch(&acting(&expert), &installation.db, &edition, &topic).await.unwrap();
    watching.only_seen_by(&["expert"], "a topic that the expert watches").await;
}

#[tokio::test]
async fn bookings_of_others_and_of_other_clusters_leak_nothing() {
    let mut watching = Watching::begin().await;
    let installation = watching.site.installation.clone();
    let spare = watching.site.names["spare"].parse().unwrap();
    let spare = installation.accounts.user(&Ctx::system(), spare).await.unwrap();
    let (_, other) = bellwether_cluster::api::DEMO[1];
    bellwether_cluster::api::load(&Ctx::system(), &installation.db, other).await.unwrap();
    let elsewhere = "cluster = \"skolkovo-biomedical\"\n[[facility]]\nslug = \"elsewhere\"\nsort = \"room\"\nzone = \"UTC\"\n\
        name = { en = \"E\", ru = \"Э\" }\nabout = { en = \"E\", ru = \"Э\" }\nlocation = { en = \"E\", ru = \"Э\" }\n\
        owner = { en = \"E\", ru = \"Э\" }\n";
    installation.exchange.load(&Ctx::system(), elsewhere, None).await.unwrap();
    let there = installation.exchange.facility(&Ctx::system(), OTHER_CLUSTER, "elsewhere").await.unwrap();
    let class = CustomerClass::Academic;
    installation.exchange.set_class(&Ctx::system(), &there, spare.id, class).await.unwrap();
    watching.look().await;
    watching.look().await;
    let at = |days: i64| {
        // A moment ahead, because the past cannot be booked.
        let from_ms = Ctx::system().now().as_millisecond() + days * 86_400_000 + 600_000;
        Span::of_ms(from_ms, from_ms + 3_600_000).unwrap()
    };
    // Within the week that every calendar shows.
    watching.site.booking(&spare, "elsewhere", at(0)).await;
    watching.only_seen_by(&["admin", "stranger"], "a booking of another cluster").await;
    let in_use = watching.site.names["booking-in-use"].parse().unwrap();
    installation.exchange.stop_use(&Ctx::system(), in_use).await.unwrap();
    let may = ["admin", "analyst", "council", "officer"];
    watching.only_seen_by(&may, "what a project is to pay for the use of a facility").await;
    let held = watching.site.names["booking-held"].parse().unwrap();
    let taken = installation.exchange.booking(&Ctx::system(), held).await.unwrap();
    let waits = watching.site.booking(&spare, "approved", taken.span).await;
    watching.only_seen_by(&["admin"], "a request that waits for room").await;
    installation.exchange.cancel(&acting(&spare), waits, "a secret reason").await.unwrap();
    watching.only_seen_by(&["admin"], "a request that was taken back").await;
    let order = watching.site.names["order-for-programs"].parse().unwrap();
    installation.exchange.order_step(&Ctx::system(), order, OrderStep::Decline, "a secret reason").await.unwrap();
    watching.only_seen_by(&["admin"], "an order that was declined").await;
    let bench = installation.exchange.facility(&Ctx::system(), CLUSTER, "bench").await.unwrap();
    let name = Text::both("A secret title", "Тайное название");
    let manual = NewFile { sort: FileSort::Manual, name, of: None, bytes: b"A secret trick." };
    installation.exchange.send_file(&Ctx::system(), &bench, &manual).await.unwrap();
    let may = ["admin", "analyst", "council", "expert", "no-role", "officer", "partner", "resident"];
    watching.only_seen_by(&may, "a manual").await;
}

#[tokio::test]
async fn messages_of_others_leak_nothing() {
    let mut watching = Watching::begin().await;
    let installation = watching.site.installation.clone();
    let spare = watching.site.names["spare"].parse().unwrap();
    let spare = installation.accounts.user(&Ctx::system(), spare).await.unwrap();
    let about = About { kind: "booking".to_owned(), id: watching.site.names["booking"].parse().unwrap() };
    let secret = Written { to: None, words: "Another secret".to_owned() };
    installation.messages.write(&acting(&spare), &about, &secret).await.unwrap();
    watching.only_seen_by(&["admin"], "a first message about a booking").await;
    // The top bar of the administrator counts what is unread until it is read, by which its page changes once more.
    watching.look().await;
    installation.messages.write(&acting(&spare), &about, &secret).await.unwrap();
    watching.only_seen_by(&["admin"], "another message").await;
}

#[tokio::test]
async fn choices_and_letters_of_others_leak_nothing() {
    let mut watching = Watching::begin().await;
    let installation = watching.site.installation.clone();
    let email = bellwether_accounts::model::user::Email::parse("expert@example.org").unwrap();
    let expert = installation.accounts.user_by_email(&Ctx::system(), &email).await.unwrap();
    let by_kind = [(Kind::BookingReminder, Moment::Never)].into();
    let chosen = Choices { by_kind, ..Choices::default() };
    installation.notices.choose(&acting(&expert), expert.id, &chosen).await.unwrap();
    watching.only_seen_by(&["expert"], "what the expert chose").await;
    // A notice has become a letter, which nobody but administrators sees.
    let spare = watching.site.names["spare"].parse().unwrap();
    let spare = installation.accounts.user(&Ctx::system(), spare).await.unwrap();
    let booking = watching.site.names["booking-to-cancel"].parse().unwrap();
    watching.look().await;
    while installation.notices.post_next().await.unwrap() {}
    watching.only_seen_by(&["admin"], "letters of notices").await;
    installation.exchange.cancel(&acting(&spare), booking, "a secret reason").await.unwrap();
    watching.look().await;
    while installation.notices.post_next().await.unwrap() {}
    watching.only_seen_by(&["admin"], "a letter about a booking").await;
}

#[tokio::test]
async fn ingests_and_the_inbox_leak_nothing() {
    let mut watching = Watching::begin().await;
    let installation = watching.site.installation.clone();
    std::fs::write(installation.inbox.join("secret-source.xml"), "<PubmedArticleSet></PubmedArticleSet>").unwrap();
    watching.only_seen_by(&["admin", "analyst"], "a file in the inbox").await;
    let desk = Ingests::new(installation.evidence, installation.db, installation.jobs, installation.inbox);
    let id = desk.start(&Ctx::system(), &["secret-source.xml".to_owned()]).await.unwrap();
    watching.only_seen_by(&["admin", "analyst"], "a new ingest").await;
    desk.stop(&Ctx::system(), id).await.unwrap();
    watching.only_seen_by(&["admin", "analyst"], "a stopped ingest").await;
}

#[tokio::test]
async fn the_books_of_another_cluster_leak_nothing() {
    let mut watching = Watching::begin().await;
    let (own, other) = (["admin", "analyst", "council", "officer"], ["admin", "stranger"]);
    let (budget, payee) = (AccountKind::Budget, AccountKind::Payee);
    watching.site.move_amount(CLUSTER, budget, payee, 777, "leak-1").await;
    watching.only_seen_by(&own, "an amount held in one cluster").await;
    let held = watching.site.move_amount(OTHER_CLUSTER, budget, payee, 777, "leak-1").await;
    watching.only_seen_by(&other, "an amount held in the other cluster").await;
    let ledger = watching.site.ledger();
    ledger.post_held(&Ctx::system(), OTHER_CLUSTER, held.parse().unwrap()).await.unwrap();
    watching.only_seen_by(&other, "an amount posted in the other cluster").await;
    let fund = ledger.books(&Ctx::system(), OTHER_CLUSTER, None).await.unwrap().remove(0).fund;
    ledger.set_threshold(&Ctx::system(), OTHER_CLUSTER, fund.id, Some(1)).await.unwrap();
    watching.only_seen_by(&other, "a threshold of the other cluster").await;
    // What waits for approval is told in the top bar of every page.
    watching.site.move_amount(OTHER_CLUSTER, budget, payee, 888, "leak-2").await;
    watching.only_seen_by(&other, "a transfer that waits in the other cluster").await;
    watching.site.move_amount(CLUSTER, AccountKind::Pool, budget, 500_000_001, "leak-3").await;
    watching.only_seen_by(&own, "a transfer that waits in one cluster").await;
}

#[tokio::test]
async fn drafts_and_pending_decisions_leak_nothing() {
    let mut watching = Watching::begin().await;
    let calls = watching.site.calls_service();
    let resident = acting(&watching.site.known("resident").await);
    let id = |watching: &Watching, name: &str| watching.site.names[name].parse().unwrap();
    let draft = id(&watching, "application-draft");
    calls.save_answer(&resident, draft, "summary", "A secret of the team", 1).await.unwrap();
    // The journal tells administrators that something was written, and not what.
    watching.only_seen_by(&["admin", "resident"], "what is written in a draft").await;
    let reviewed = id(&watching, "application-in-review");
    let office = ["admin", "council", "officer"];
    calls.decide(&Ctx::system(), reviewed, &yes(9_000)).await.unwrap();
    watching.only_seen_by(&office, "a decision that is not announced").await;
    let no = Verdict { outcome: Outcome::Rejected, ..yes(0) };
    calls.decide(&Ctx::system(), reviewed, &no).await.unwrap();
    watching.only_seen_by(&office, "another decision that is not announced").await;
    calls
        .decide(&Ctx::system(), reviewed, &Verdict { outcome: Outcome::Waitlisted, place: 1, ..yes(8_000) })
        .await
        .unwrap();
    watching.only_seen_by(&office, "a place in the waiting list that is not announced").await;
    let call = calls.call(&Ctx::system(), CLUSTER, "young").await.unwrap();
    calls.announce(&Ctx::system(), &call, &[]).await.unwrap();
    // Nothing is left to judge.
    watching.only_seen_by(&["admin", "council", "expert", "officer", "resident"], "an announcement").await;
}

#[tokio::test]
async fn pending_decisions_of_stages_leak_nothing() {
    let mut watching = Watching::begin().await;
    let calls = watching.site.calls_service();
    let office = ["admin", "council", "officer"];
    let staged = watching.site.names["application-in-stage"].parse().unwrap();
    calls.decide(&Ctx::system(), staged, &yes(0)).await.unwrap();
    watching.only_seen_by(&office, "that it goes on, not announced").await;
    let no = Verdict { outcome: Outcome::Rejected, ..yes(0) };
    calls.decide(&Ctx::system(), staged, &no).await.unwrap();
    watching.only_seen_by(&office, "that it does not go on, not announced").await;
    calls.decide(&Ctx::system(), staged, &yes(0)).await.unwrap();
    let call = calls.call(&Ctx::system(), CLUSTER, "staged").await.unwrap();
    watching.only_seen_by(&office, "that it goes on after all").await;
    assert_eq!(calls.announce_stage(&Ctx::system(), &call, 0).await.unwrap(), 1);
    watching.only_seen_by(&["admin", "council", "expert", "officer", "resident"], "the next stage").await;
    let resident = acting(&watching.site.known("resident").await);
    calls.save_answer(&resident, staged, "summary", "A secret of the next stage", 1).await.unwrap();
    watching.only_seen_by(&["admin", "resident"], "what is written in the next stage").await;
}

#[tokio::test]
async fn applications_and_assessors_of_others_leak_nothing() {
    let mut watching = Watching::begin().await;
    let calls = watching.site.calls_service();
    let elsewhere = calls.call(&Ctx::system(), OTHER_CLUSTER, "elsewhere").await.unwrap();
    let spare = watching.site.known("applicant").await;
    let other = watching.site.handed_in(&spare, &elsewhere).await;
    watching.only_seen_by(&["admin", "stranger"], "an application of another cluster").await;
    calls.handle_one(&Ctx::system(), other, &Handling::Assign("analyst@example.org".to_owned())).await.unwrap();
    watching.only_seen_by(&["admin", "analyst", "stranger"], "somebody who is asked to judge").await;
    // Single-blind: who judges, and what they think, is not the team's to know.
    let expert = acting(&watching.site.known("expert").await);
    let asked = watching.site.names["assessment"].parse().unwrap();
    calls.declare(&expert, asked, AssessmentStep::DeclareNone).await.unwrap();
    watching.only_seen_by(&["admin", "council", "expert", "officer"], "an assessment that was begun").await;
}

#[tokio::test]
async fn the_register_of_another_cluster_leaks_nothing() {
    let mut watching = Watching::begin().await;
    let (own, other) = (["admin", "analyst", "council", "officer"], ["admin", "stranger"]);
    let actors = watching.site.actors();
    let system = Ctx::system();
    let person = internal(ActorKind::Person, "Zanzibar of the first");
    let ann = actors.add(&system, CLUSTER, &person).await.unwrap();
    watching.only_seen_by(&own, "a person who is internal to one cluster").await;
    let firm = internal(ActorKind::Organisation, "AAA Zanzibar of the second");
    let firm = actors.add(&system, OTHER_CLUSTER, &firm).await.unwrap();
    watching.only_seen_by(&other, "an organisation that is internal to the other cluster").await;
    // A member that both share: what it is to one cluster is nothing to the other.
    let shared = watching.site.names["actor"].parse().unwrap();
    actors.tell(&system, shared, &role_in(CLUSTER, Part::Investor)).await.unwrap();
    watching.only_seen_by(&own, "an involvement that is internal to one cluster").await;
    let place = Addition::Place { cluster: OTHER_CLUSTER.to_owned(), slug: None, visibility: Visibility::Internal };
    actors.tell(&system, shared, &place).await.unwrap();
    watching.only_seen_by(&other, "that a member is known in the other cluster too").await;
    actors.tell(&system, shared, &role_in(OTHER_CLUSTER, Part::Donor)).await.unwrap();
    watching.only_seen_by(&other, "an involvement that is internal to the other cluster").await;
    let donor = Addition::Involvement {
        cluster: OTHER_CLUSTER.to_owned(),
        role: Part::Donor,
        target: Target::Actor(shared),
        valid: Validity::ALWAYS,
        visibility: Visibility::Internal,
    };
    actors.tell(&system, firm, &donor).await.unwrap();
    watching.only_seen_by(&other, "who is involved with a shared member in the other cluster").await;
    let somebody = watching.site.names["somebody"].parse().unwrap();
    actors.tell(&system, somebody, &email(CLUSTER, "zanzibar@example.org")).await.unwrap();
    watching.only_seen_by(&["admin", "officer"], "personal data").await;
    actors.erase(&system, ann).await.unwrap();
    watching.only_seen_by(&own, "that a person was erased").await;
}

#[tokio::test]
async fn applications_to_other_funders_leak_nothing() {
    let mut watching = Watching::begin().await;
    let calls = watching.site.calls_service();
    let spare = watching.site.known("spare").await;
    watching.site.sent_out(&spare).await;
    watching.only_seen_by(&["admin", "council", "officer"], "an application to another funder").await;
    let known = watching.site.names["outbound"].parse().unwrap();
    let noted = Noted { why: "A secret reason".to_owned(), ..Noted::default() };
    calls.step_outbound(&Ctx::system(), known, OutboundStep::Withdraw, &noted).await.unwrap();
    watching.only_seen_by(&["admin", "council", "officer", "resident"], "one that is withdrawn").await;
}

#[tokio::test]
async fn messages_about_applications_leak_nothing() {
    let mut watching = Watching::begin().await;
    let resident = watching.site.known("resident").await;
    let about =
        About { kind: "application".to_owned(), id: watching.site.names["application-in-review"].parse().unwrap() };
    let secret = Written { to: None, words: "Another secret".to_owned() };
    watching.site.installation.messages.write(&acting(&resident), &about, &secret).await.unwrap();
    // The expert judges this application, and takes no part.
    watching.only_seen_by(&["admin", "council", "officer", "resident"], "a message about an application").await;
}
