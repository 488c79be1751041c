//! Letters over real connections to a server that fails in every way, on every database.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::sync::Arc;
use std::time::Duration;

use bellwether_db::{Db, DbError};
use bellwether_kernel::actor::Actor;
use bellwether_kernel::clock::{FixedClock, SignedDuration};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_mail::letter::Content;
use bellwether_mail::{Letter, Listed, Outbox, Put, Server, State, Tls};
use bellwether_testkit::{Catcher, Manner, TestDb, clock, ctx, databases};

struct World {
    db: Db,
    outbox: Outbox,
    catcher: Catcher,
    clock: Arc<FixedClock>,
}

fn server(catcher: &Catcher) -> Server {
    Server {
        host: "127.0.0.1".to_owned(),
        port: catcher.address.port(),
        tls: Tls::None,
        sign_in: None,
        sender: "Bellwether <bw@example.org>".to_owned(),
        patience: Duration::from_millis(400),
    }
}

fn letter(key: &str) -> Letter {
    let content = Content {
        subject: "Забронировано".to_owned(),
        text: "A line\n.\n..two dots\nПривет\n".to_owned(),
        lang: Lang::En,
        calendar: None,
        about: None,
        stop_href: None,
    };
    Letter { key: key.to_owned(), address: "ann@example.org".to_owned(), name: "Ann".to_owned(), content }
}

impl World {
    async fn open(database: &TestDb) -> World {
        let db = Db::open(&database.url).await.unwrap();
        db.migrate(bellwether_mail::migrations::all()).await.unwrap();
        let (catcher, clock) = (Catcher::start(), clock());
        let outbox = Outbox::with_ctx(db.clone(), Some(server(&catcher)), ctx(Actor::System, &clock));
        World { db, outbox, catcher, clock }
    }

    fn ctx(&self) -> Ctx {
        ctx(Actor::System, &self.clock)
    }

    async fn put(&self, key: &str) -> Put {
        let put: Result<Put, DbError> =
            self.db.write(&self.ctx(), async |tx| self.outbox.put(&tx, &letter(key)).await).await;
        put.unwrap()
    }

    /// Sends all that is due now.
    async fn send(&self) {
        while self.outbox.send_next().await.unwrap() {}
    }

    async fn only(&self) -> Listed {
        let mut all = self.outbox.list(None, None, 10).await.unwrap();
        assert_eq!(all.len(), 1);
        all.remove(0)
    }
}

#[tokio::test]
async fn a_letter_is_sent_once_for_its_key_and_forgotten() {
    for database in databases().await {
        let world = World::open(&database).await;
        assert_eq!(world.put("a").await, Put::New);
        assert_eq!(world.put("a").await, Put::Known);
        world.send().await;
        assert_eq!(world.put("a").await, Put::Known, "also after it was sent");
        world.send().await;
        let caught = world.catcher.letters();
        assert_eq!(caught.len(), 1);
        assert_eq!(
            (caught[0].from.as_str(), caught[0].to.as_slice()),
            ("bw@example.org", &["ann@example.org".to_owned()][..])
        );
        let sent = world.only().await;
        assert_eq!((sent.state, sent.attempts, sent.problem), (State::Sent, 1, None));
        let left = "SELECT key FROM mail_letter WHERE content LIKE '%dots%'";
        assert!(world.db.write_one(left, Vec::new()).await.unwrap().is_empty(), "the text is kept");
    }
}

#[tokio::test]
async fn a_letter_of_a_change_that_was_rolled_back_is_never_sent() {
    for database in databases().await {
        let world = World::open(&database).await;
        let refused: Result<(), DbError> = world
            .db
            .write(&world.ctx(), async |tx| {
                world.outbox.put(&tx, &letter("a")).await?;
                Err(DbError::Kept)
            })
            .await;
        assert!(refused.is_err());
        world.send().await;
        assert_eq!(world.catcher.connections(), 0);
        assert_eq!(world.put("a").await, Put::New, "the key is free");
    }
}

#[tokio::test]
async fn what_was_not_handed_over_is_tried_again_with_growing_pauses() {
    for database in databases().await {
        let world = World::open(&database).await;
        world.catcher.then(&[
            Manner::Busy,
            Manner::BreaksAtOnce,
            Manner::GreyLists,
            Manner::BreaksAfterRecipient,
            Manner::RefusesForNow,
        ]);
        world.put("a").await;
        for (attempt, minutes) in (1..).zip([1, 5, 15, 60, 180]) {
            world.send().await;
            let waiting = world.only().await;
            let pause = (waiting.due_at_ms - world.ctx().now().as_millisecond()) / 60_000;
            assert_eq!(
                (waiting.state, waiting.attempts, pause),
                (State::Waiting, attempt, minutes),
                "{:?}",
                waiting.problem
            );
            assert!(waiting.problem.is_some());
            world.clock.advance(SignedDuration::from_mins(minutes) - SignedDuration::from_secs(1));
            world.send().await;
            assert_eq!(world.only().await.attempts, attempt, "not before its time");
            world.clock.advance(SignedDuration::from_secs(1));
        }
        world.send().await;
        assert_eq!(world.only().await.state, State::Sent);
        assert_eq!(world.catcher.letters().len(), 1);
    }
}

#[tokio::test]
async fn a_letter_is_given_up_in_the_end_and_sent_when_somebody_asks_again() {
    for database in databases().await {
        let world = World::open(&database).await;
        world.catcher.then(&[Manner::Busy; 10]);
        world.put("a").await;
        for _ in 0..10 {
            world.send().await;
            world.clock.advance(SignedDuration::from_hours(12));
        }
        let failed = world.only().await;
        assert_eq!((failed.state, failed.attempts), (State::Failed, 10));
        assert_eq!(world.outbox.troubled().await.unwrap(), 1);
        world.send().await;
        assert_eq!(world.catcher.connections(), 10, "it is not tried any more");
        assert!(world.outbox.again(&world.ctx(), failed.id).await.unwrap());
        world.send().await;
        assert_eq!(world.only().await.state, State::Sent);
        assert!(!world.outbox.again(&world.ctx(), failed.id).await.unwrap(), "what was sent is not sent again");
        assert_eq!(world.outbox.troubled().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn what_the_server_refuses_for_good_is_not_tried_again() {
    for database in databases().await {
        for manner in [Manner::KnowsNobody, Manner::RefusesForGood] {
            let world = World::open(&database).await;
            let key = format!("{manner:?}");
            world.catcher.then(&[manner]);
            world.put(&key).await;
            world.send().await;
            world.clock.advance(SignedDuration::from_hours(100));
            world.send().await;
            let all = world.outbox.list(Some(State::Failed), None, 10).await.unwrap();
            let failed = all.iter().find(|one| one.key == key).unwrap();
            assert_eq!(failed.attempts, 1);
            assert_eq!(world.catcher.connections(), 1);
        }
    }
}

#[tokio::test]
async fn a_letter_that_may_have_been_taken_is_never_sent_twice() {
    for database in databases().await {
        for manner in [Manner::TakesInSilence, Manner::NeverAnswers] {
            let world = World::open(&database).await;
            let key = format!("{manner:?}");
            world.catcher.then(&[manner]);
            world.put(&key).await;
            world.send().await;
            world.clock.advance(SignedDuration::from_hours(100));
            world.send().await;
            let all = world.outbox.list(Some(State::Unsure), None, 10).await.unwrap();
            let unsure = all.iter().find(|one| one.key == key).unwrap();
            assert_eq!(unsure.attempts, 1);
            assert!(unsure.problem.as_deref().unwrap().starts_with("the letter was handed over"));
            assert_eq!(world.catcher.connections(), 1);
            assert!(world.catcher.letters().len() <= 1);
        }
    }
}

#[tokio::test]
async fn a_connection_that_breaks_in_the_content_gives_no_second_letter() {
    for database in databases().await {
        let world = World::open(&database).await;
        world.catcher.then(&[Manner::BreaksInContent]);
        world.put("a").await;
        world.send().await;
        world.clock.advance(SignedDuration::from_hours(1));
        world.send().await;
        // Whether the end of the content was written before the break came to be known is the machine's affair.
        let state = world.only().await.state;
        let taken = world.catcher.letters().len();
        assert!(matches!((state, taken), (State::Sent, 1) | (State::Unsure, 0)), "{state:?} {taken}");
    }
}

#[tokio::test]
async fn a_slow_server_is_waited_for_and_a_dead_one_is_not() {
    for database in databases().await {
        let world = World::open(&database).await;
        world.catcher.then(&[Manner::Slow(Duration::from_millis(30)), Manner::Slow(Duration::from_secs(2))]);
        world.put("a").await;
        world.send().await;
        assert_eq!(world.only().await.state, State::Sent);
        world.put("b").await;
        world.send().await;
        let late = world.outbox.list(Some(State::Waiting), None, 10).await.unwrap();
        assert_eq!((late.len(), late[0].attempts), (1, 1), "nothing was handed over, so it is tried again");
    }
}

#[tokio::test]
async fn a_sender_that_died_leaves_what_can_be_told() {
    for database in databases().await {
        let world = World::open(&database).await;
        world.put("before").await;
        world.put("while").await;
        // As after a crash: one was taken out, one was being handed over.
        for (key, state) in [("before", "waiting"), ("while", "handing")] {
            let sql = "UPDATE mail_letter SET state = $1, lease = $2, lease_until_ms = $3, attempts = 1 WHERE key = $4 RETURNING id";
            let until_ms = world.ctx().now().as_millisecond() + 5_000;
            let lease = bellwether_kernel::ids::Uuid::now_v7();
            world.db.write_one(sql, vec![state.into(), lease.into(), until_ms.into(), key.into()]).await.unwrap();
        }
        world.send().await;
        assert_eq!(world.catcher.connections(), 0, "they may still be alive");
        world.clock.advance(SignedDuration::from_secs(6));
        world.send().await;
        let of = |all: Vec<Listed>| all.into_iter().map(|one| one.key).collect::<Vec<_>>();
        assert_eq!(of(world.outbox.list(Some(State::Sent), None, 10).await.unwrap()), ["before"]);
        assert_eq!(of(world.outbox.list(Some(State::Unsure), None, 10).await.unwrap()), ["while"]);
        assert_eq!(world.catcher.letters().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_senders_send_each_letter_once() {
    for database in databases().await {
        let world = World::open(&database).await;
        for number in 0..40 {
            world.put(&format!("{number}")).await;
        }
        let senders = (0..8).map(|_| {
            let outbox = world.outbox.clone();
            tokio::spawn(async move { while outbox.send_next().await.unwrap() {} })
        });
        for sender in senders.collect::<Vec<_>>() {
            sender.await.unwrap();
        }
        assert_eq!(world.catcher.letters().len(), 40);
        assert_eq!(world.outbox.list(Some(State::Sent), None, 100).await.unwrap().len(), 40);
    }
}

#[tokio::test]
async fn a_server_that_cannot_encrypt_gets_no_secret_and_no_letter() {
    for database in databases().await {
        let world = World::open(&database).await;
        let sign_in = Some(("ann".to_owned(), "a-secret-of-the-server".to_owned()));
        let server = Server { tls: Tls::StartTls, sign_in, ..server(&world.catcher) };
        let outbox = Outbox::with_ctx(world.db.clone(), Some(server), world.ctx());
        world.put("a").await;
        while outbox.send_next().await.unwrap() {}
        assert_eq!(world.only().await.state, State::Waiting);
        assert_eq!(world.catcher.letters(), []);
        let said = world.catcher.said();
        assert!(said.iter().all(|line| line.starts_with("EHLO") || line == "QUIT"), "{said:?}");
    }
}

#[tokio::test]
async fn without_a_server_nothing_is_kept() {
    for database in databases().await {
        let world = World::open(&database).await;
        let off = Outbox::with_ctx(world.db.clone(), None, world.ctx());
        let put: Result<Put, DbError> = world.db.write(&world.ctx(), async |tx| off.put(&tx, &letter("a")).await).await;
        assert_eq!(put.unwrap(), Put::Off);
        assert!(!off.send_next().await.unwrap());
        assert_eq!(off.list(None, None, 10).await.unwrap(), []);
    }
}

#[tokio::test]
async fn lines_of_dots_arrive_as_they_were_written() {
    for database in databases().await {
        let world = World::open(&database).await;
        let mut plain = letter("a");
        plain.content.text = "A line\n.\n..two dots\n".to_owned();
        let put: Result<Put, DbError> =
            world.db.write(&world.ctx(), async |tx| world.outbox.put(&tx, &plain).await).await;
        assert_eq!(put.unwrap(), Put::New);
        world.send().await;
        let content = world.catcher.letters()[0].content.clone();
        let (_, text) = content.split_once("\n\n").unwrap();
        assert_eq!(text.trim_end(), "A line\n.\n..two dots");
    }
}
