//! What people are told of bookings, over a real connection to a mail server, on every database.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use bellwether_cluster::api as clusters;
use bellwether_db::Db;
use bellwether_exchange::api as exchange;
use bellwether_exchange::api::{BookingId, Exchange, NoCharges, Span, Wish};
use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_kernel::clock::{FixedClock, SignedDuration};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_mail::{Outbox, Server, Tls};
use bellwether_notices::api::{
    BookingNotices, BookingSource, Choices, Kind, Moment, Notices, People, PeopleError, Recipient, Settings,
};
use bellwether_testkit::{Catcher, TestDb, databases};

use super::mail::{header, text_of};

const CLUSTER: &str = "translational-medicine";
const FACILITIES: &str = r#"
cluster = "translational-medicine"
[[facility]]
slug = "bench"
sort = "instrument"
zone = "Europe/Moscow"
no_show_minutes = 30
name = { en = "Bench", ru = "Стенд" }
about = { en = "A", ru = "А" }
location = { en = "L", ru = "Л" }
owner = { en = "O", ru = "О" }
[[facility]]
slug = "approved"
sort = "room"
zone = "UTC"
name = { en = "Approved room", ru = "Комната" }
about = { en = "A", ru = "А" }
location = { en = "L", ru = "Л" }
owner = { en = "O", ru = "О" }
[[facility.condition]]
rule = "approval"
"#;

/// People of the test, by their ids; everybody lives in Moscow.
#[derive(Default)]
struct Folk(Mutex<HashMap<UserId, User>>);

#[async_trait]
impl People for Folk {
    async fn recipient(&self, id: UserId) -> Result<Option<Recipient>, PeopleError> {
        let found = self.0.lock().unwrap().get(&id).cloned();
        Ok(found.map(|user| Recipient {
            address: format!("{}@example.org", user.name.to_lowercase()),
            name: user.name.clone(),
            zone: jiff::tz::TimeZone::get("Europe/Moscow").unwrap(),
            actor: Actor::User(user),
        }))
    }
}

#[async_trait]
impl exchange::People for Folk {
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, exchange::PeopleError> {
        let all = self.0.lock().unwrap();
        Ok(ids.iter().filter_map(|id| Some((*id, all.get(id)?.name.clone()))).collect())
    }

    async fn by_email(&self, _: &str) -> Result<Option<UserId>, exchange::PeopleError> {
        Ok(None)
    }
}

struct World {
    db: Db,
    exchange: Exchange,
    notices: Notices,
    outbox: Outbox,
    folk: Arc<Folk>,
    catcher: Catcher,
    clock: Arc<FixedClock>,
    keeper: Ctx,
    seen: Mutex<usize>,
}

impl World {
    async fn open(database: &TestDb) -> World {
        let db = Db::open(&database.url).await.unwrap();
        let mut all = exchange::migrations();
        all.extend(clusters::migrations());
        all.extend(bellwether_mail::migrations::all());
        all.extend(bellwether_notices::api::migrations());
        db.migrate(all).await.unwrap();
        for (_, profile) in clusters::DEMO {
            clusters::load(&Ctx::system(), &db, profile).await.unwrap();
        }
        let (catcher, clock, folk) = (Catcher::start(), bellwether_testkit::clock(), Arc::new(Folk::default()));
        let system = Ctx::new(Actor::System, Lang::En, clock.clone());
        let server = Server {
            host: "127.0.0.1".to_owned(),
            port: catcher.address.port(),
            tls: Tls::None,
            sign_in: None,
            sender: "bw@example.org".to_owned(),
            patience: Duration::from_secs(5),
        };
        let outbox = Outbox::with_ctx(db.clone(), Some(server), system.clone());
        let settings = Settings { public_url: "https://bw.example".to_owned(), lang: Lang::En };
        let notices = Notices::new(db.clone(), outbox.clone(), folk.clone(), settings).by_clock(system.clone());
        let exchange = Exchange::new(db.clone(), folk.clone(), Arc::new(NoCharges));
        let exchange = exchange.telling(Arc::new(BookingNotices(notices.clone())));
        let source = BookingSource { notices: notices.clone(), exchange: exchange.clone() };
        let notices = notices.told_by(vec![Arc::new(source)]);
        let mut world = World {
            db,
            exchange,
            notices,
            outbox,
            folk,
            catcher,
            clock,
            keeper: system.clone(),
            seen: Mutex::default(),
        };
        world.keeper = world.person("Kim");
        world.exchange.load(&system, FACILITIES, world.keeper.actor.user_id()).await.unwrap();
        world.notices.remind().await.unwrap();
        // What the keeper is told of cancelled bookings has a test of its own.
        world.told_of_freed(Moment::Never).await;
        world
    }

    async fn told_of_freed(&self, moment: Moment) {
        let choices = Choices { by_kind: BTreeMap::from([(Kind::BookingFreed, moment)]), ..Choices::default() };
        self.notices.choose(&self.keeper, self.keeper.actor.user_id().unwrap(), &choices).await.unwrap();
    }

    fn person(&self, name: &str) -> Ctx {
        let user =
            User::new(UserId::new(), name.to_owned(), vec![Role::Resident]).working_for(vec![CLUSTER.to_owned()]);
        self.folk.0.lock().unwrap().insert(user.id, user.clone());
        Ctx::new(Actor::User(user), Lang::En, self.clock.clone())
    }

    async fn write(&self, sql: &str, ids: Vec<uuid::Uuid>) {
        let values = ids.into_iter().map(Into::into).collect();
        assert_eq!(self.db.write_one(sql, values).await.unwrap().len(), 1);
    }

    fn system(&self) -> Ctx {
        Ctx::new(Actor::System, Lang::En, self.clock.clone())
    }

    async fn book(&self, ctx: &Ctx, facility: &str, days: i64, waits: bool) -> BookingId {
        let from_ms = bellwether_testkit::clock_start_ms() + days * 86_400_000;
        let wish = Wish {
            span: Span::of_ms(from_ms, from_ms + 3_600_000).unwrap(),
            purpose: "A secret purpose".to_owned(),
            project: String::new(),
            waits,
            repeat: None,
            leaves_out: false,
            beyond_rules: None,
        };
        let done = self.exchange.book(ctx, CLUSTER, facility, &wish).await.unwrap();
        done.booked.iter().chain(&done.waits).copied().next().unwrap()
    }

    /// Letters since the last look: to whom, and the subject.
    async fn letters(&self) -> Vec<(String, String)> {
        self.contents().await.into_iter().map(|(to, content)| (to, header(&content, "Subject"))).collect()
    }

    async fn contents(&self) -> Vec<(String, String)> {
        while self.notices.post_next().await.unwrap() {}
        while self.outbox.send_next().await.unwrap() {}
        let mut seen = self.seen.lock().unwrap();
        let all = self.catcher.letters();
        let new = all[*seen..].iter().map(|one| (one.to[0].clone(), one.content.clone())).collect();
        *seen = all.len();
        new
    }
}

fn to(name: &str, subject: &str) -> (String, String) {
    (format!("{name}@example.org"), subject.to_owned())
}

#[tokio::test]
async fn who_books_and_who_keeps_are_told_what_happens() {
    for database in databases().await {
        let world = World::open(&database).await;
        let (ann, bob) = (world.person("Ann"), world.person("Bob"));
        let first = world.book(&ann, "bench", 3, false).await;
        let at = "25 Nov 2026, 12:00–13:00";
        assert_eq!(world.letters().await, [to("ann", &format!("Confirmed: Bench, {at}"))]);
        world.book(&bob, "bench", 3, true).await;
        assert_eq!(world.letters().await, [], "who waits is not told that nothing happened");
        world.exchange.cancel(&ann, first, "changed my mind").await.unwrap();
        let told = world.letters().await;
        assert_eq!(
            told,
            [to("ann", &format!("Cancelled: Bench, {at}")), to("bob", &format!("Yours now: Bench, {at}"))]
        );

        let held = world.book(&ann, "approved", 4, false).await;
        let at = "26 Nov 2026, 09:00–10:00";
        let told = world.contents().await;
        assert_eq!(told.len(), 1);
        assert_eq!(
            (told[0].0.as_str(), header(&told[0].1, "Subject")),
            ("kim@example.org", format!("To decide: Approved room, {at}"))
        );
        let text = text_of(&told[0].1);
        assert!(text.contains("Booked by: Ann") && text.contains("Purpose: A secret purpose"), "{text}");
        world.exchange.approve(&world.keeper, held).await.unwrap();
        assert_eq!(world.letters().await, [to("ann", &format!("Confirmed: Approved room, {at}"))]);
        let held = world.book(&ann, "approved", 5, false).await;
        world.exchange.refuse(&world.keeper, held, "the room is painted").await.unwrap();
        let told = world.contents().await;
        assert_eq!(told.len(), 1, "what was decided before it was told is not to be decided");
        assert!(header(&told[0].1, "Subject").starts_with("Refused: "), "{}", told[0].1);
        assert!(text_of(&told[0].1).contains("Reason: the room is painted"));
    }
}

#[tokio::test]
async fn a_booking_is_in_the_letter_for_the_calendar_and_goes_from_it() {
    for database in databases().await {
        let world = World::open(&database).await;
        let ann = world.person("Ann");
        let id = world.book(&ann, "bench", 3, false).await;
        let confirmed = world.contents().await.remove(0).1;
        assert!(confirmed.contains("method=PUBLISH") && confirmed.contains("METHOD:PUBLISH"), "{confirmed}");
        assert!(confirmed.contains(&format!("UID:{id}@bellwether")), "{confirmed}");
        assert!(confirmed.contains("DTSTART:20261125T090000Z"), "{confirmed}");
        let span = Span::of_ms(
            bellwether_testkit::clock_start_ms() + 7 * 86_400_000,
            bellwether_testkit::clock_start_ms() + 7 * 86_400_000 + 3_600_000,
        );
        world.exchange.reschedule(&ann, id, span.unwrap()).await.unwrap();
        let moved = world.contents().await.remove(0).1;
        assert_eq!(header(&moved, "Subject"), "Moved: Bench, 29 Nov 2026, 12:00–13:00");
        assert!(moved.contains("DTSTART:20261129T090000Z"));
        world.exchange.cancel(&ann, id, "").await.unwrap();
        let cancelled = world.contents().await.remove(0).1;
        assert!(cancelled.contains("METHOD:CANCEL") && cancelled.contains("STATUS:CANCELLED"), "{cancelled}");
        let thread = |content: &str| header(content, "References");
        assert_eq!(thread(&confirmed), format!("<booking-{id}@example.org>"));
        assert_eq!(thread(&confirmed), thread(&cancelled), "letters about one booking stand together");
        assert!(header(&confirmed, "List-Unsubscribe").starts_with("<https://bw.example/notices/stop/"));
    }
}

#[tokio::test]
async fn people_choose_what_comes_when_and_in_which_language() {
    for database in databases().await {
        let world = World::open(&database).await;
        let (ann, bob) = (world.person("Ann"), world.person("Bob"));
        let choose = async |ctx: &Ctx, moment| {
            let by_kind = BTreeMap::from([(Kind::BookingConfirmed, moment)]);
            let choices = Choices { lang: Some(Lang::Ru), hour: 18, by_kind };
            world.notices.choose(ctx, ctx.actor.user_id().unwrap(), &choices).await.unwrap();
        };
        choose(&ann, Moment::Daily).await;
        choose(&bob, Moment::Never).await;
        world.book(&ann, "bench", 3, false).await;
        let second = world.book(&ann, "bench", 4, false).await;
        world.book(&bob, "bench", 5, false).await;
        assert_eq!(world.letters().await, []);
        // It is noon in Moscow. What is not true any more by the evening is not told.
        world.exchange.cancel(&ann, second, "").await.unwrap();
        assert_eq!(world.letters().await, [to("ann", "Отменено: Стенд, 26 ноя 2026, 12:00–13:00")]);
        world.clock.advance(SignedDuration::from_hours(6) - SignedDuration::from_secs(1));
        assert_eq!(world.letters().await, []);
        world.clock.advance(SignedDuration::from_secs(1));
        let told = world.contents().await;
        assert_eq!(told.len(), 1);
        assert_eq!(header(&told[0].1, "Subject"), "Сегодня: 1 уведомление");
        let text = text_of(&told[0].1);
        assert!(text.contains("Подтверждено: Стенд, 25 ноя 2026, 12:00–13:00"), "{text}");
        assert!(!text.contains("26 ноя"), "{text}");
        world.clock.advance(SignedDuration::from_hours(48));
        assert_eq!(world.letters().await, [], "a daily letter about nothing is not written");
    }
}

#[tokio::test]
async fn bookings_are_reminded_of_a_day_before_once() {
    for database in databases().await {
        let world = World::open(&database).await;
        let (ann, bob) = (world.person("Ann"), world.person("Bob"));
        world.book(&ann, "bench", 3, false).await;
        let cancelled = world.book(&bob, "bench", 4, false).await;
        world.exchange.cancel(&bob, cancelled, "").await.unwrap();
        world.letters().await;
        for _ in 0..3 {
            world.clock.advance(SignedDuration::from_hours(24) - SignedDuration::from_mins(1));
            world.notices.remind().await.unwrap();
        }
        assert_eq!(world.letters().await, [to("ann", "Soon: Bench, 25 Nov 2026, 12:00–13:00")]);
        world.notices.remind().await.unwrap();
        assert_eq!(world.letters().await, [], "once");
        world.clock.advance(SignedDuration::from_hours(2));
        world.notices.remind().await.unwrap();
        world.exchange.sweep(&world.system()).await.unwrap();
        assert_eq!(world.letters().await, [to("ann", "Nobody came: Bench, 25 Nov 2026, 12:00–13:00")]);
        world.book(&ann, "bench", 3 + 1, false).await;
        world.letters().await;
        world.clock.advance(SignedDuration::from_mins(5));
        world.notices.remind().await.unwrap();
        assert_eq!(world.letters().await, [], "who has just booked knows it");
    }
}

#[tokio::test]
async fn a_letter_says_nothing_that_its_reader_may_not_see_when_it_is_written() {
    for database in databases().await {
        let world = World::open(&database).await;
        let (ann, new) = (world.person("Ann"), world.person("Noa"));
        world.book(&ann, "approved", 4, false).await;
        // Before the keeper is told, somebody else keeps the facility.
        let sql = "UPDATE exchange_resource SET keeper = $1 WHERE slug = 'approved' RETURNING id";
        world.write(sql, vec![new.actor.user_id().unwrap().0]).await;
        assert_eq!(world.letters().await, [], "whoever kept it before sees nothing of it now");
        world.book(&ann, "approved", 5, false).await;
        let told = world.contents().await;
        assert_eq!(told.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["noa@example.org"]);
        // Who cannot sign in any more is told nothing.
        world.folk.0.lock().unwrap().remove(&ann.actor.user_id().unwrap());
        let booked = world.exchange.own_bookings(&ann, exchange::Part { is_ahead: true, after: None, limit: 9 }).await;
        world.exchange.refuse(&new, booked.unwrap()[0].id, "no").await.unwrap();
        assert_eq!(world.letters().await, []);
    }
}

#[tokio::test]
async fn a_letter_turns_its_kind_off_for_whoever_has_it() {
    for database in databases().await {
        let world = World::open(&database).await;
        let ann = world.person("Ann");
        world.book(&ann, "bench", 3, false).await;
        let letter = world.contents().await.remove(0).1;
        let stop = header(&letter, "List-Unsubscribe").replace(['<', '>'], "");
        let (token, kind) =
            stop.strip_prefix("https://bw.example/notices/stop/").unwrap().split_once("?kind=").unwrap();
        let visitor = Ctx::new(Actor::Visitor, Lang::En, world.clock.clone());
        assert!(world.notices.stop(&visitor, "0123", None).await.is_err(), "a token cannot be guessed");
        world.notices.stop(&visitor, token, Kind::from_name(kind)).await.unwrap();
        let second = world.book(&ann, "bench", 4, false).await;
        assert_eq!(world.letters().await, []);
        world.exchange.cancel(&ann, second, "").await.unwrap();
        assert_eq!(world.letters().await.len(), 1, "other kinds go on");
    }
}

#[tokio::test]
async fn who_keeps_a_facility_is_told_which_bookings_others_cancelled() {
    for database in databases().await {
        let world = World::open(&database).await;
        world.told_of_freed(Moment::AtOnce).await;
        let ann = world.person("Ann");
        let (first, second) = (world.book(&ann, "bench", 3, false).await, world.book(&ann, "bench", 4, false).await);
        world.letters().await;
        world.exchange.cancel(&ann, first, "changed my mind").await.unwrap();
        let told = world.contents().await;
        let freed = told.iter().find(|(to, _)| to == "kim@example.org").unwrap();
        assert_eq!(header(&freed.1, "Subject"), "Free again: Bench, 25 Nov 2026, 12:00–13:00");
        let text = text_of(&freed.1);
        assert!(text.contains("Booked by: Ann") && text.contains("Reason: changed my mind"), "{text}");
        assert!(!freed.1.contains("BEGIN:VCALENDAR"), "other people's bookings are not for the keeper's calendar");
        world.exchange.cancel(&world.keeper, second, "").await.unwrap();
        let told: Vec<_> = world.letters().await.into_iter().map(|(to, _)| to).collect();
        assert_eq!(told, ["ann@example.org"], "who cancels knows it");
        let waits = world.book(&ann, "approved", 5, false).await;
        world.letters().await;
        world.exchange.cancel(&ann, waits, "").await.unwrap();
        assert_eq!(world.letters().await.len(), 2, "a time that was kept is free again as well");
        assert_eq!(Choices::default().of(Kind::BookingFreed), Moment::Daily, "unless something else is chosen");
    }
}
