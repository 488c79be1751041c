//! Threads with three sides: who sees what, what is unread, and that nothing else shows; on every database.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use bellwether_db::Db;
use bellwether_kernel::actor::{Actor, User, UserId};
use bellwether_kernel::clock::{FixedClock, SignedDuration};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::ids::Uuid;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_mail::{Outbox, Server, Tls};
use bellwether_messages::api::{
    About, Member, MessageError, MessageSource, Messages, People, PeopleError, Records, RecordsError, Seat, Side,
    Written,
};
use bellwether_notices::api::{self as notices, Notices, Recipient, Settings};
use bellwether_testkit::{Catcher, TestDb, databases};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// People with their sides of the one record; assessors sit alone, and only the office knows names.
#[derive(Default)]
struct Folk(Mutex<BTreeMap<UserId, (User, Option<Side>)>>);

fn seat(side: Side) -> Seat {
    let (writes_to, names_of) = match side {
        Side::Asker => (vec![Side::Office], vec![Side::Asker]),
        Side::Office => (vec![Side::Asker, Side::Assessor, Side::Office], Side::ALL.to_vec()),
        Side::Assessor => (vec![Side::Office], Vec::new()),
    };
    Seat {
        side,
        is_alone: side == Side::Assessor,
        writes_to,
        names_of,
        title: Text::both("The record", "Запись"),
        href: "/record".to_owned(),
    }
}

#[async_trait]
impl Records for Folk {
    fn kind(&self) -> &'static str {
        "record"
    }

    async fn seats(&self, ctx: &Ctx, ids: &[Uuid]) -> Result<HashMap<Uuid, Seat>, RecordsError> {
        let all = self.0.lock().unwrap();
        let side = ctx.actor.user_id().and_then(|id| all.get(&id)).and_then(|(_, side)| *side);
        Ok(side.map(|side| ids.iter().map(|id| (*id, seat(side))).collect()).unwrap_or_default())
    }

    async fn members(&self, _: Uuid) -> Result<Vec<Member>, RecordsError> {
        let all = self.0.lock().unwrap();
        let member = |(id, (_, side)): (&UserId, &(User, Option<Side>))| {
            side.map(|side| Member { person: *id, side, is_alone: side == Side::Assessor })
        };
        Ok(all.iter().filter_map(member).collect())
    }
}

#[async_trait]
impl People for Folk {
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, PeopleError> {
        let all = self.0.lock().unwrap();
        Ok(ids.iter().filter_map(|id| Some((*id, all.get(id)?.0.name.clone()))).collect())
    }
}

#[async_trait]
impl notices::People for Folk {
    async fn recipient(&self, id: UserId) -> Result<Option<Recipient>, notices::PeopleError> {
        let found = self.0.lock().unwrap().get(&id).cloned();
        Ok(found.map(|(user, _)| Recipient {
            address: format!("{}@example.org", user.name.to_lowercase()),
            name: user.name.clone(),
            zone: jiff::tz::TimeZone::UTC,
            actor: Actor::User(user),
        }))
    }
}

struct World {
    messages: Messages,
    notices: Notices,
    outbox: Outbox,
    folk: Arc<Folk>,
    catcher: Catcher,
    clock: Arc<FixedClock>,
    about: About,
}

impl World {
    async fn open(database: &TestDb) -> World {
        let db = Db::open(&database.url).await.unwrap();
        let mut all = bellwether_messages::api::migrations();
        all.extend(bellwether_mail::migrations::all());
        all.extend(notices::migrations());
        db.migrate(all).await.unwrap();
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
        let notices = Notices::new(db.clone(), outbox.clone(), folk.clone(), settings).by_clock(system);
        let messages = Messages::new(db, folk.clone(), vec![folk.clone()], notices.clone());
        let notices = notices.told_by(vec![Arc::new(MessageSource::new(messages.clone()))]);
        let about = About { kind: "record".to_owned(), id: Uuid::now_v7() };
        World { messages, notices, outbox, folk, catcher, clock, about }
    }

    fn person(&self, name: &str, side: Option<Side>) -> Ctx {
        let user = User::new(UserId::new(), name.to_owned(), Vec::new());
        self.folk.0.lock().unwrap().insert(user.id, (user.clone(), side));
        Ctx::new(Actor::User(user), Lang::En, self.clock.clone())
    }

    async fn say(&self, ctx: &Ctx, to: Side, words: &str) -> Result<(), MessageError> {
        self.clock.advance(SignedDuration::from_secs(1));
        self.messages.write(ctx, &self.about, &Written { to: Some(to), words: words.to_owned() }).await
    }

    /// All that a person sees: messages with their authors, the line of the list, the count in the bar.
    async fn seen(&self, ctx: &Ctx) -> String {
        let Ok(thread) = self.messages.look(ctx, &self.about).await else { return "nothing".to_owned() };
        let (threads, unread) = (self.messages.threads(ctx).await.unwrap(), self.messages.unread(ctx).await.unwrap());
        format!("{:?} {threads:?} {unread}", thread.messages)
    }

    /// Letters so far: to whom, and the content.
    async fn letters(&self) -> Vec<(String, String)> {
        while self.notices.post_next().await.unwrap() {}
        while self.outbox.send_next().await.unwrap() {}
        self.catcher.letters().into_iter().map(|one| (one.to[0].clone(), one.content)).collect()
    }
}

#[tokio::test]
async fn each_side_sees_its_own_messages_and_names_as_the_record_shows_them() {
    for database in databases().await {
        let world = World::open(&database).await;
        let (ann, kim) = (world.person("Ann", Some(Side::Asker)), world.person("Kim", Some(Side::Office)));
        let (eva, egor) = (world.person("Eva", Some(Side::Assessor)), world.person("Egor", Some(Side::Assessor)));
        world.say(&ann, Side::Office, "Is it free?").await.unwrap();
        world.say(&kim, Side::Assessor, "Please judge").await.unwrap();
        world.say(&eva, Side::Office, "It is good").await.unwrap();
        world.say(&kim, Side::Asker, "Yes").await.unwrap();
        let told = async |ctx: &Ctx| {
            let thread = world.messages.look(ctx, &world.about).await.unwrap();
            let line = |one: bellwether_messages::api::Message| {
                let who = if one.is_own { "you".to_owned() } else { one.name.unwrap_or(one.from.name().to_owned()) };
                format!("{who}: {}{}", one.words, if one.is_new { " (new)" } else { "" })
            };
            thread.messages.into_iter().map(line).collect::<Vec<_>>()
        };
        assert_eq!(told(&ann).await, ["you: Is it free?", "office: Yes (new)"]);
        assert_eq!(told(&kim).await, ["Ann: Is it free?", "you: Please judge", "Eva: It is good", "you: Yes"]);
        assert_eq!(told(&eva).await, ["office: Please judge", "you: It is good"]);
        assert_eq!(told(&egor).await, ["office: Please judge (new)"]);
        assert_eq!(world.messages.unread(&ann).await.unwrap(), 1);
        world.messages.open(&ann, &world.about).await.unwrap();
        assert_eq!(world.messages.unread(&ann).await.unwrap(), 0, "what was opened is read");
        assert_eq!(told(&ann).await, ["you: Is it free?", "office: Yes"]);
        let refused = world.say(&ann, Side::Assessor, "Who are you?").await;
        assert!(matches!(refused, Err(MessageError::Field("to", _))), "{refused:?}");
        let stranger = world.person("Sam", None);
        assert!(matches!(world.say(&stranger, Side::Office, "Hello").await, Err(MessageError::Denied(_))));
        assert_eq!(world.seen(&stranger).await, "nothing");
    }
}

#[tokio::test]
async fn who_loses_the_seat_loses_the_thread_with_its_counts_and_letters() {
    for database in databases().await {
        let world = World::open(&database).await;
        let (ann, kim) = (world.person("Ann", Some(Side::Asker)), world.person("Kim", Some(Side::Office)));
        world.say(&ann, Side::Office, "A secret").await.unwrap();
        assert_eq!(world.messages.unread(&kim).await.unwrap(), 1);
        world.folk.0.lock().unwrap().get_mut(&kim.actor.user_id().unwrap()).unwrap().1 = None;
        assert_eq!(world.messages.unread(&kim).await.unwrap(), 0);
        assert_eq!(world.messages.threads(&kim).await.unwrap(), []);
        assert_eq!(world.letters().await, [], "the letter is written when the seat is gone");
    }
}

#[tokio::test]
async fn letters_hold_what_is_unread_once() {
    for database in databases().await {
        let world = World::open(&database).await;
        let (ann, kim) = (world.person("Ann", Some(Side::Asker)), world.person("Kim", Some(Side::Office)));
        let eva = world.person("Eva", Some(Side::Assessor));
        world.say(&ann, Side::Office, "Is it free?").await.unwrap();
        let letters = world.letters().await;
        assert_eq!(letters.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["kim@example.org"]);
        assert!(letters[0].1.contains("Ann:\nIs it free?\n"), "{}", letters[0].1);
        world.say(&kim, Side::Asker, "Yes").await.unwrap();
        world.messages.open(&ann, &world.about).await.unwrap();
        assert_eq!(world.letters().await.len(), 1, "what was read on the page is not told by mail");
        world.say(&kim, Side::Assessor, "Judge").await.unwrap();
        let letters = world.letters().await;
        assert_eq!(letters.len(), 2);
        assert_eq!(letters[1].0, "eva@example.org");
        assert!(letters[1].1.contains("Office:\nJudge\n"), "names are those of the page: {}", letters[1].1);
        drop(eva);
    }
}

/// Something that is said: by which of the people, to which side.
fn speeches() -> impl Strategy<Value = Vec<(usize, Side)>> {
    let sides = proptest::sample::select(Side::ALL.to_vec());
    proptest::collection::vec((0_usize..5, sides), 0..10)
}

/// What is not for somebody changes nothing of what that one sees, wherever it is said between the rest.
async fn nothing_leaks(speeches: &[(usize, Side)]) -> Result<(), TestCaseError> {
    let database = TestDb::sqlite();
    let world = World::open(&database).await;
    let of = [Some(Side::Asker), Some(Side::Office), Some(Side::Assessor), Some(Side::Assessor), None];
    let people: Vec<Ctx> = of.iter().enumerate().map(|(at, side)| world.person(&format!("P{at}"), *side)).collect();
    for (number, (who, to)) in speeches.iter().enumerate() {
        let mut before = Vec::new();
        for ctx in &people {
            before.push(world.seen(ctx).await);
        }
        let said = world.say(&people[*who], *to, &format!("message {number}")).await;
        for (at, ctx) in people.iter().enumerate() {
            let (side, speaker) = (of[at], of[*who]);
            let is_for = match (side, speaker) {
                _ if said.is_err() => false,
                (Some(Side::Assessor), Some(Side::Assessor)) => at == *who,
                (Some(side), Some(speaker)) => side == *to || side == speaker,
                _ => false,
            };
            prop_assert_eq!(world.seen(ctx).await != before[at], is_for, "{} of {:?}", at, speeches);
        }
    }
    // The letters go to those whose it is, and to nobody else.
    for (to, content) in world.letters().await {
        let at: usize = to[1..2].parse().unwrap();
        let seen = world.messages.look(&people[at], &world.about).await.unwrap().messages;
        for number in 0..speeches.len() {
            let words = format!("message {number}\n");
            let is_seen = seen.iter().any(|one| format!("{}\n", one.words) == words);
            prop_assert!(is_seen || !content.contains(&words), "{} to {}", words, to);
        }
    }
    Ok(())
}

#[test]
fn what_is_not_for_somebody_changes_nothing_that_one_sees() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = Config { cases: 8, max_shrink_iters: 20, ..Config::default() };
    TestRunner::new(config).run(&speeches(), |speeches| runtime.block_on(nothing_leaks(&speeches))).unwrap();
}
