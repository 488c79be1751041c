//! A cluster with a fund, a call that is open, and people with different work.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use bellwether_calls::model::application::ApplicationId;
use bellwether_calls::model::assessing::Recommendation;
use bellwether_calls::model::call::Draft;
use bellwether_calls::model::call::{Call, Content};
use bellwether_calls::model::decision::Verdict;
use bellwether_calls::model::people::{People, PeopleError, PeopleNames};
use bellwether_calls::service::Calls;
use bellwether_calls::service::assess::Judgement;
use bellwether_db::Db;
use bellwether_exchange_rules::lifecycle::decision::Outcome;
use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_kernel::clock::FixedClock;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_ledger::api::{AccountId, Ledger, NewAccount, NewFund, NewTransfer, OutsideParty, Side};
use bellwether_testkit::TestDb;

pub const CLUSTER: &str = "translational-medicine";
pub const OTHER: &str = "skolkovo-biomedical";
/// What the area has, in minor units.
pub const AREA_MINOR: i64 = 100_000_000;
/// What the call has.
pub const BUDGET_MINOR: i64 = 10_000_000;

/// People by address; each address is that of the person with this id.
pub struct Known;

#[async_trait]
impl People for Known {
    async fn names(&self, ids: &[UserId]) -> Result<PeopleNames, PeopleError> {
        Ok(ids.iter().map(|id| (*id, format!("Person {id}"))).collect::<HashMap<_, _>>())
    }

    async fn by_email(&self, email: &str) -> Result<Option<UserId>, PeopleError> {
        Ok(email.strip_suffix("@example.org").and_then(|id| id.parse().ok()))
    }

    async fn addresses(&self, ids: &[UserId]) -> Result<PeopleNames, PeopleError> {
        Ok(ids.iter().map(|id| (*id, format!("{id}@example.org"))).collect())
    }

    async fn colleague(&self, _: &str, email: &str) -> Result<Option<UserId>, PeopleError> {
        self.by_email(email).await
    }

    async fn assessors(&self, _: &str, _: &str, _: u32) -> Result<Vec<(UserId, String)>, PeopleError> {
        Ok(Vec::new())
    }

    async fn assessors_among(&self, _: &str, ids: &[UserId]) -> Result<Vec<(UserId, String)>, PeopleError> {
        Ok(ids.iter().map(|id| (*id, format!("Person {id}"))).collect())
    }

    async fn office(&self, _: &str) -> Result<Vec<UserId>, PeopleError> {
        Ok(Vec::new())
    }
}

pub fn address(ctx: &Ctx) -> String {
    format!("{}@example.org", ctx.actor.user_id().unwrap())
}

pub struct World {
    pub calls: Calls,
    pub ledger: Ledger,
    pub db: Db,
    pub clock: Arc<FixedClock>,
    pub source: AccountId,
    pub officer: Ctx,
    pub council: Ctx,
}

pub async fn world(database: &TestDb) -> World {
    let db = Db::open(&database.url).await.unwrap();
    let mut migrations = bellwether_cluster::api::migrations();
    migrations.extend(bellwether_ledger::migrations::all());
    migrations.extend(bellwether_calls::migrations::all());
    db.migrate(migrations).await.unwrap();
    for (_, source) in bellwether_cluster::api::DEMO {
        bellwether_cluster::api::load(&Ctx::system(), &db, source).await.unwrap();
    }
    let clock = bellwether_testkit::clock();
    let ledger = Ledger::new(db.clone());
    let source = funded(&ledger, &clock).await;
    let calls = Calls::new(db.clone(), Arc::new(Known));
    let with = |roles: &[Role]| person_at(&clock, roles, &[CLUSTER]);
    World { calls, ledger, db, source, officer: with(&[Role::Officer]), council: with(&[Role::Council]), clock }
}

/// A fund with one budget.
async fn funded(ledger: &Ledger, clock: &Arc<FixedClock>) -> AccountId {
    let ctx = Ctx::new(Actor::System, Lang::En, clock.clone());
    let unit = "RUB".parse().unwrap();
    let text = |words: &str| Text::both(words, words);
    let new = NewFund { slug: "main".into(), name: text("Main"), unit, approval_above_minor: None, sample: true };
    let opened = ledger.open_fund(&ctx, CLUSTER, &new).await.unwrap();
    let concepts = [("foresight".to_owned(), text("Foresight"))];
    let budget = NewAccount::Budget { fund: opened.fund.id, concept: "foresight".into() };
    let budget = ledger.open_account(&ctx, CLUSTER, &budget, &concepts).await.unwrap().id;
    let party = OutsideParty { side: Side::Source, slug: "funder".into(), name: text("Funder"), unit };
    let party = ledger.open_account(&ctx, CLUSTER, &NewAccount::Outside(party), &[]).await.unwrap().id;
    for (key, from, to) in [("in", party, opened.pool.id), ("out", opened.pool.id, budget)] {
        let new = NewTransfer::simple(key, from, to, AREA_MINOR, text("Money"));
        ledger.transfer(&ctx, CLUSTER, &new).await.unwrap();
    }
    budget
}

pub fn person_at(clock: &Arc<FixedClock>, roles: &[Role], clusters: &[&str]) -> Ctx {
    let user = User::new(UserId::new(), "Ann".to_owned(), roles.to_vec());
    let user = user.working_for(clusters.iter().map(|slug| (*slug).to_owned()).collect());
    Ctx::new(Actor::User(user), Lang::En, clock.clone())
}

pub fn content() -> Content {
    let at = |text: &str| text.parse().unwrap();
    let text = |words: &str| Text::both(words, words);
    Content {
        title: text("Young teams"),
        summary: text("For young teams"),
        text: text("All that one should know"),
        least_minor: 10_000,
        most_minor: 9_000_000,
        per_person: 200,
        ..Content::first(at("2026-11-01T09:00"), at("2026-12-31T18:00"), "Europe/Moscow")
    }
}

impl World {
    pub fn person(&self) -> Ctx {
        person_at(&self.clock, &[Role::Resident], &[])
    }

    pub fn with(&self, roles: &[Role], clusters: &[&str]) -> Ctx {
        person_at(&self.clock, roles, clusters)
    }

    pub fn system(&self) -> Ctx {
        Ctx::new(Actor::System, Lang::En, self.clock.clone())
    }

    pub async fn published(&self, slug: &str, content: Content) -> Call {
        let draft = Draft { content, source: self.source, budget_minor: BUDGET_MINOR };
        self.calls.make(&self.officer, CLUSTER, slug, &draft, false).await.unwrap();
        self.calls.publish(&self.officer, CLUSTER, slug).await.unwrap()
    }

    /// An application that asks for so much, in whole roubles.
    pub async fn drafted(&self, lead: &Ctx, call: &Call, roubles: i64) -> ApplicationId {
        let id = self.calls.begin(lead, CLUSTER, &call.slug, &[]).await.unwrap();
        let budget = format!(r#"[{{"what":"Reagents","amount":"{roubles}"}}]"#);
        let answers = [("title", "Hearts in a dish"), ("summary", "We grow hearts"), ("budget", &budget)];
        let answers: Vec<_> =
            answers.iter().map(|(code, typed)| ((*code).to_owned(), (*typed).to_owned(), 0)).collect();
        self.calls.save_answers(lead, id, &answers).await.unwrap();
        id
    }

    pub async fn submitted(&self, lead: &Ctx, call: &Call, roubles: i64) -> ApplicationId {
        let id = self.drafted(lead, call, roubles).await;
        self.calls.submit(lead, id).await.unwrap();
        id
    }

    pub async fn in_review(&self, lead: &Ctx, call: &Call, roubles: i64) -> ApplicationId {
        use bellwether_calls::model::handling::Handling;
        let id = self.submitted(lead, call, roubles).await;
        self.calls.handle_one(&self.officer, id, &Handling::StartReview).await.unwrap();
        id
    }

    pub async fn call_now(&self, call: &Call) -> Call {
        self.calls.call(&self.officer, CLUSTER, &call.slug).await.unwrap()
    }
}

pub fn yes(amount_minor: i64) -> Verdict {
    Verdict { outcome: Outcome::Accepted, amount_minor, place: 0, why: "Good".to_owned() }
}

pub fn later(amount_minor: i64, place: u32) -> Verdict {
    Verdict { outcome: Outcome::Waitlisted, amount_minor, place, why: "Good".to_owned() }
}

pub fn no() -> Verdict {
    Verdict { outcome: Outcome::Rejected, amount_minor: 0, place: 0, why: "Not yet".to_owned() }
}

pub fn judgement() -> Judgement {
    let scores = ["quality", "feasibility", "impact"].map(|code| (code.to_owned(), 4));
    Judgement { scores: scores.into(), recommendation: Some(Recommendation::Fund), comment: "Sound".to_owned() }
}

/// An application that one assessor has judged.
pub async fn judged_before(world: &World, call: &Call) -> (ApplicationId, Ctx) {
    use bellwether_calls::model::handling::Handling;
    use bellwether_exchange_rules::lifecycle::assessment::AssessmentStep;
    let id = world.submitted(&world.person(), call, 1000).await;
    let assessor = world.with(&[Role::Expert], &[]);
    world.calls.handle_one(&world.officer, id, &Handling::Assign(address(&assessor))).await.unwrap();
    let asked = world.calls.to_assess(&assessor).await.unwrap().remove(0).0;
    world.calls.declare(&assessor, asked.id, AssessmentStep::DeclareNone).await.unwrap();
    world.calls.judge(&assessor, asked.id, &judgement(), true).await.unwrap();
    (id, assessor)
}
