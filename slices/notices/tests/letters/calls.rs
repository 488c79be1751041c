//! What people are told of calls.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use bellwether_calls::api as calls;
use bellwether_calls::api::{
    ApplicationId, AssessmentStep, Call, Calls, Content, Draft, Handling, Outcome, SeatState, Verdict,
};
use bellwether_cluster::api as clusters;
use bellwether_db::Db;
use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_kernel::clock::{FixedClock, SignedDuration};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_ledger::api::{Ledger, NewAccount, NewFund, NewTransfer, OutsideParty, Side};
use bellwether_mail::{Outbox, Server, Tls};
use bellwether_notices::api::{
    CallNotices, CallSource, Choices, Kind, Moment, Notices, People, PeopleError, Recipient, Settings,
};
use bellwether_testkit::{Catcher, TestDb, databases};

use super::mail::{header, text_of};

const CLUSTER: &str = "translational-medicine";
const TITLE: &str = "Hearts in a dish";

/// People of the test; their addresses are their names.
#[derive(Default)]
struct Folk {
    all: Mutex<HashMap<UserId, User>>,
    officers: Mutex<Vec<UserId>>,
}

#[async_trait]
impl People for Folk {
    async fn recipient(&self, id: UserId) -> Result<Option<Recipient>, PeopleError> {
        let found = self.all.lock().unwrap().get(&id).cloned();
        Ok(found.map(|user| Recipient {
            address: format!("{}@example.org", user.name.to_lowercase()),
            name: user.name.clone(),
            zone: jiff::tz::TimeZone::UTC,
            actor: Actor::User(user),
        }))
    }
}

#[async_trait]
impl calls::People for Folk {
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, calls::PeopleError> {
        let all = self.all.lock().unwrap();
        Ok(ids.iter().filter_map(|id| Some((*id, all.get(id)?.name.clone()))).collect())
    }

    async fn by_email(&self, email: &str) -> Result<Option<UserId>, calls::PeopleError> {
        let all = self.all.lock().unwrap();
        Ok(all.values().find(|user| email == format!("{}@example.org", user.name.to_lowercase())).map(|user| user.id))
    }

    async fn addresses(&self, _: &[UserId]) -> Result<HashMap<UserId, String>, calls::PeopleError> {
        Ok(HashMap::new())
    }

    async fn colleague(&self, _: &str, _: &str) -> Result<Option<UserId>, calls::PeopleError> {
        Ok(None)
    }

    async fn assessors(&self, _: &str, _: &str, _: u32) -> Result<Vec<(UserId, String)>, calls::PeopleError> {
        Ok(Vec::new())
    }

    async fn assessors_among(&self, _: &str, _: &[UserId]) -> Result<Vec<(UserId, String)>, calls::PeopleError> {
        Ok(Vec::new())
    }

    async fn office(&self, cluster: &str) -> Result<Vec<UserId>, calls::PeopleError> {
        assert_eq!(cluster, CLUSTER, "all of them work for one");
        Ok(self.officers.lock().unwrap().clone())
    }
}

struct World {
    calls: Calls,
    notices: Notices,
    outbox: Outbox,
    folk: Arc<Folk>,
    catcher: Catcher,
    clock: Arc<FixedClock>,
    officer: Ctx,
    seen: Mutex<usize>,
}

impl World {
    async fn open(database: &TestDb) -> World {
        let db = Db::open(&database.url).await.unwrap();
        let mut all = clusters::migrations();
        all.extend(bellwether_ledger::migrations::all());
        all.extend(bellwether_calls::migrations::all());
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
        let calls = Calls::new(db.clone(), folk.clone()).telling(Arc::new(CallNotices(notices.clone())));
        let source = CallSource { notices: notices.clone(), calls: calls.clone() };
        let notices = notices.told_by(vec![Arc::new(source)]);
        let seen = Mutex::default();
        let mut world = World { calls, notices, outbox, folk, catcher, clock, officer: system.clone(), seen };
        world.officer = world.person("Olga", &[Role::Officer]);
        // Letters are looked at one by one here, so nothing is gathered.
        world.choose(&world.officer, &[Kind::CallToCheck, Kind::CallReported], Moment::AtOnce).await;
        funded(&Ledger::new(db), &system).await;
        world.notices.remind().await.unwrap();
        world
    }

    fn person(&self, name: &str, roles: &[Role]) -> Ctx {
        let user = User::new(UserId::new(), name.to_owned(), roles.to_vec()).working_for(vec![CLUSTER.to_owned()]);
        self.folk.all.lock().unwrap().insert(user.id, user.clone());
        if roles.contains(&Role::Officer) {
            self.folk.officers.lock().unwrap().push(user.id);
        }
        Ctx::new(Actor::User(user), Lang::En, self.clock.clone())
    }

    async fn choose(&self, ctx: &Ctx, kinds: &[Kind], moment: Moment) {
        let by_kind: BTreeMap<Kind, Moment> = kinds.iter().map(|kind| (*kind, moment)).collect();
        let choices = Choices { by_kind, ..Choices::default() };
        self.notices.choose(ctx, ctx.actor.user_id().unwrap(), &choices).await.unwrap();
    }

    async fn call(&self) -> Call {
        let at = |text: &str| text.parse().unwrap();
        let words = |words: &str| Text::both(words, words);
        let content = Content {
            title: words("Young teams"),
            summary: words("For young teams"),
            text: words("All that one should know"),
            least_minor: 100,
            most_minor: 1_000_000,
            per_person: 9,
            ..Content::first(at("2026-11-01T09:00"), at("2026-12-31T18:00"), "Europe/Moscow")
        };
        let source = self.calls.budgets(&self.officer, CLUSTER).await.unwrap()[0].account;
        let draft = Draft { content, source, budget_minor: 5_000_000 };
        self.calls.make(&self.officer, CLUSTER, "young", &draft, false).await.unwrap();
        self.calls.publish(&self.officer, CLUSTER, "young").await.unwrap()
    }

    async fn drafted(&self, lead: &Ctx) -> ApplicationId {
        let id = self.calls.begin(lead, CLUSTER, "young", &[]).await.unwrap();
        let budget = r#"[{"what":"Reagents","amount":"1000"}]"#;
        let answers = [("title", TITLE), ("summary", "We grow hearts"), ("budget", budget)];
        let answers: Vec<_> = answers.map(|(code, typed)| (code.to_owned(), typed.to_owned(), 0)).into();
        self.calls.save_answers(lead, id, &answers).await.unwrap();
        id
    }

    /// Letters since the last look: to whom, and the subject; in the order of both.
    async fn letters(&self) -> Vec<(String, String)> {
        self.contents().await.into_iter().map(|(to, content)| (to, header(&content, "Subject"))).collect()
    }

    async fn contents(&self) -> Vec<(String, String)> {
        while self.notices.post_next().await.unwrap() {}
        while self.outbox.send_next().await.unwrap() {}
        let mut seen = self.seen.lock().unwrap();
        let all = self.catcher.letters();
        let mut new: Vec<_> = all[*seen..].iter().map(|one| (one.to[0].clone(), one.content.clone())).collect();
        *seen = all.len();
        new.sort();
        new
    }

    /// The clock goes on, and is looked at every day.
    async fn wait(&self, days: i64) {
        for _ in 0..days {
            self.clock.advance(SignedDuration::from_hours(24));
            self.notices.remind().await.unwrap();
        }
    }
}

async fn funded(ledger: &Ledger, ctx: &Ctx) {
    let unit = "RUB".parse().unwrap();
    let text = |words: &str| Text::both(words, words);
    let new = NewFund { slug: "main".into(), name: text("Main"), unit, approval_above_minor: None, sample: true };
    let opened = ledger.open_fund(ctx, CLUSTER, &new).await.unwrap();
    let concepts = [("foresight".to_owned(), text("Foresight"))];
    let budget = NewAccount::Budget { fund: opened.fund.id, concept: "foresight".into() };
    let budget = ledger.open_account(ctx, CLUSTER, &budget, &concepts).await.unwrap().id;
    let party = OutsideParty { side: Side::Source, slug: "funder".into(), name: text("Funder"), unit };
    let party = ledger.open_account(ctx, CLUSTER, &NewAccount::Outside(party), &[]).await.unwrap().id;
    for (key, from, to) in [("in", party, opened.pool.id), ("out", opened.pool.id, budget)] {
        let new = NewTransfer::simple(key, from, to, 100_000_000, text("Money"));
        ledger.transfer(ctx, CLUSTER, &new).await.unwrap();
    }
}

fn verdict(outcome: Outcome) -> Verdict {
    Verdict { outcome, amount_minor: 90_000, place: 1, why: "A secret reason".to_owned() }
}

fn to(name: &str, subject: &str) -> (String, String) {
    (format!("{name}@example.org"), subject.to_owned())
}

fn about(name: &str, what: &str) -> (String, String) {
    to(name, &format!("{what}: {TITLE}, Young teams"))
}

#[tokio::test]
async fn a_team_its_assessor_and_the_office_are_told_what_happens() {
    for database in databases().await {
        let world = World::open(&database).await;
        let (ann, bob) = (world.person("Ann", &[]), world.person("Bob", &[]));
        let eve = world.person("Eve", &[Role::Expert]);
        let call = world.call().await;
        let id = world.drafted(&ann).await;
        world.calls.invite(&ann, id, "bob@example.org").await.unwrap();
        assert_eq!(world.letters().await, [about("bob", "Invitation")]);
        world.calls.answer_invitation(&bob, id, SeatState::Signed).await.unwrap();
        world.calls.submit(&ann, id).await.unwrap();
        let told = world.letters().await;
        assert_eq!(told, [about("ann", "Handed in"), about("bob", "Handed in"), about("olga", "To check")]);
        world.calls.handle_one(&world.officer, id, &Handling::Return("Say more".into())).await.unwrap();
        let told = world.contents().await;
        assert_eq!(told.len(), 2);
        assert!(text_of(&told[0].1).contains("Reason: Say more"), "{}", told[0].1);
        world.calls.submit(&ann, id).await.unwrap();
        world.letters().await;
        let assign = Handling::Assign("eve@example.org".to_owned());
        world.calls.handle_one(&world.officer, id, &assign).await.unwrap();
        assert_eq!(world.letters().await, [about("eve", "To assess")]);
        world.wait(8).await;
        assert_eq!(world.letters().await, [about("eve", "Still to assess")], "once");
        let asked = world.calls.to_assess(&eve).await.unwrap()[0].0.id;
        world.calls.declare(&eve, asked, AssessmentStep::DeclareNone).await.unwrap();

        world.calls.decide(&world.officer, id, &verdict(Outcome::Accepted)).await.unwrap();
        assert_eq!(world.letters().await, [], "{}: nothing is announced", database.name);
        world.calls.announce(&world.officer, &call, &[]).await.unwrap();
        let told = world.contents().await;
        let subjects: Vec<_> = told.iter().map(|(to, content)| (to.clone(), header(content, "Subject"))).collect();
        assert_eq!(subjects, [about("ann", "Award"), about("bob", "Decision")]);
        for (_, content) in &told {
            let text = text_of(content);
            assert!(text.contains("Decision: Accepted") && text.contains("900.00"), "{text}");
            assert!(!text.contains("A secret reason"), "reasons stay on the page: {text}");
        }
        world.calls.accept(&ann, id).await.unwrap();
        let begins = format!("Project begins: {TITLE}");
        assert_eq!(world.letters().await, [to("ann", &begins), to("bob", &begins)]);
        the_reports(&world, (&ann, &bob), id).await;
    }
}

/// From the first report to the second, which is forgotten.
async fn the_reports(world: &World, (ann, bob): (&Ctx, &Ctx), id: ApplicationId) {
    let opened = world.calls.dossier(ann, id).await.unwrap().undertaking.unwrap().id;
    let both = |what: &str| ["ann", "bob"].map(|name| to(name, &format!("{what}: {TITLE}")));
    world.calls.report(bob, opened, 1, "Done").await.unwrap();
    assert_eq!(world.letters().await, [to("olga", &format!("To approve: {TITLE}"))]);
    world.calls.return_report(&world.officer, opened, 1, "How?").await.unwrap();
    assert_eq!(world.letters().await, both("Report returned"));
    world.calls.report(ann, opened, 1, "Like this").await.unwrap();
    world.letters().await;
    world.calls.approve_report(&world.officer, opened, 1).await.unwrap();
    assert_eq!(world.letters().await, both("Report approved"));
    world.wait(165).await;
    assert_eq!(world.letters().await, [], "half a year is not over");
    world.wait(8).await;
    assert_eq!(world.letters().await, both("Report due"));
    assert_eq!(world.calls.waiting(bob).await.unwrap().reports_due, 1);
    world.wait(12).await;
    assert_eq!(world.letters().await, both("Report overdue"));
}

#[tokio::test]
async fn nothing_is_told_before_it_is_announced_whatever_waits() {
    for database in databases().await {
        let world = World::open(&database).await;
        let (ann, eve) = (world.person("Ann", &[]), world.person("Eve", &[Role::Expert]));
        let call = world.call().await;
        // What was noted before is gathered, and told after it was decided.
        world.choose(&ann, Kind::ALL, Moment::Daily).await;
        world.choose(&eve, Kind::ALL, Moment::Daily).await;
        let mut texts = Vec::new();
        for outcome in [None, Some(Outcome::Accepted), Some(Outcome::Rejected), Some(Outcome::Waitlisted)] {
            let id = world.drafted(&ann).await;
            world.calls.submit(&ann, id).await.unwrap();
            let assign = Handling::Assign("eve@example.org".to_owned());
            world.calls.handle_one(&world.officer, id, &assign).await.unwrap();
            if let Some(outcome) = outcome {
                world.calls.decide(&world.officer, id, &verdict(outcome)).await.unwrap();
            }
            let told = world.letters().await;
            assert!(told.iter().all(|(to, _)| to.starts_with("olga")), "it is gathered: {told:?}");
            world.clock.advance(SignedDuration::from_hours(24));
            let told = world.contents().await;
            let told: Vec<_> = told.into_iter().filter(|(to, _)| !to.starts_with("olga")).collect();
            assert_eq!(told.len(), 2, "{}: a daily letter for each", database.name);
            let asked = world.calls.to_assess(&eve).await.unwrap()[0].0.id.to_string();
            let of = |text: &String| text.replace(&id.to_string(), "ID").replace(&asked, "ASKED");
            texts.push(told.iter().map(|(to, content)| (to.clone(), of(&text_of(content)))).collect::<Vec<_>>());
        }
        for text in &texts {
            assert_eq!(text, &texts[0], "a decision that waits changes no letter");
        }
        world.calls.announce(&world.officer, &call, &[]).await.unwrap();
        assert_eq!(world.letters().await, []);
        world.clock.advance(SignedDuration::from_hours(24));
        let told = world.contents().await;
        assert_eq!(header(&told[0].1, "Subject"), "Today: 3 notices");
    }
}

#[tokio::test]
async fn drafts_are_reminded_of_before_the_call_closes_and_no_longer_when_handed_in() {
    for database in databases().await {
        let world = World::open(&database).await;
        let (ann, bob) = (world.person("Ann", &[]), world.person("Bob", &[]));
        world.call().await;
        let (late, early) = (world.drafted(&ann).await, world.drafted(&bob).await);
        world.wait(20).await;
        world.calls.submit(&bob, early).await.unwrap();
        assert_eq!(world.letters().await.len(), 2, "handed in, to check");
        world.wait(17).await;
        let told = world.contents().await;
        assert_eq!(told.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["ann@example.org"]);
        assert!(text_of(&told[0].1).contains("Closes: 31 Dec 2026, 18:00 (Europe/Moscow)"), "{}", told[0].1);
        let waits = async |ctx: &Ctx| world.calls.waiting(ctx).await.unwrap().closing;
        assert_eq!((waits(&ann).await, waits(&bob).await), (1, 0));
        world.wait(2).await;
        assert_eq!(world.letters().await, [about("ann", "Closes soon")], "again on the last day");
        world.wait(3).await;
        assert_eq!(world.letters().await, []);
        assert!(world.calls.application(&ann, late).await.is_ok());
    }
}

#[tokio::test]
async fn an_appeal_is_told_to_the_office_and_what_was_decided_to_the_team() {
    let database = TestDb::sqlite();
    let world = World::open(&database).await;
    let ann = world.person("Ann", &[]);
    // An officer of the team is not the office of this application; nor is one with a conflict of interest.
    let (oleg, nina) = (world.person("Oleg", &[Role::Officer]), world.person("Nina", &[Role::Officer]));
    let call = world.call().await;
    let id = world.drafted(&ann).await;
    world.calls.invite(&ann, id, "oleg@example.org").await.unwrap();
    world.calls.answer_invitation(&oleg, id, SeatState::Signed).await.unwrap();
    world.calls.submit(&ann, id).await.unwrap();
    world.calls.declare_conflict(&nina, id).await.unwrap();
    let told = world.letters().await;
    assert!(
        told.contains(&about("olga", "To check")) && !told.iter().any(|(to, _)| to.starts_with("nina")),
        "{told:?}"
    );
    world.calls.handle_one(&world.officer, id, &Handling::StartReview).await.unwrap();
    world.calls.decide(&world.officer, id, &verdict(Outcome::Rejected)).await.unwrap();
    world.calls.announce(&world.officer, &call, &[]).await.unwrap();
    let told = world.contents().await;
    assert!(text_of(&told[0].1).contains("Decision: Rejected"));
    world.calls.appeal(&ann, id, "You are wrong").await.unwrap();
    assert_eq!(world.letters().await, [about("olga", "To check")]);
    world.calls.decide(&world.officer, id, &verdict(Outcome::Rejected)).await.unwrap();
    assert_eq!(world.letters().await, [about("ann", "Appeal decided"), about("oleg", "Appeal decided")]);
}
