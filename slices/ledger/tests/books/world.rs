//! Books to try things with: one fund of two budgets, a source, a payee, and people of two clusters.

use std::sync::Arc;

use bellwether_db::Db;
use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_kernel::clock::FixedClock;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_ledger::migrations;
use bellwether_ledger::model::account::{Account, AccountId, NewAccount, OutsideParty, Side};
use bellwether_ledger::model::fund::{Fund, NewFund};
use bellwether_ledger::model::transfer::{NewTransfer, Transfer};
use bellwether_ledger::service::{Ledger, LedgerError};
use bellwether_testkit::TestDb;

/// The cluster whose books are tried.
pub const NORTH: &str = "north";

pub struct World {
    pub db: Db,
    pub ledger: Ledger,
    pub clock: Arc<FixedClock>,
    pub fund: Fund,
    pub pool: Account,
    pub hearts: Account,
    pub livers: Account,
    pub source: Account,
    pub payee: Account,
}

pub fn text(words: &str) -> Text {
    Text { en: Some(words.to_owned()), ru: None }
}

pub fn concepts() -> Vec<(String, Text)> {
    vec![("hearts".to_owned(), text("Hearts")), ("livers".to_owned(), text("Livers"))]
}

/// Somebody with a role who works for a cluster.
pub fn person(clock: &Arc<FixedClock>, role: Role, cluster: &str) -> Ctx {
    let user = User::new(UserId::new(), "Ann".to_owned(), vec![role]).working_for(vec![cluster.to_owned()]);
    bellwether_testkit::ctx(Actor::User(user), clock)
}

impl World {
    /// Books in this database, nothing in them.
    pub async fn open(test: &TestDb) -> World {
        let db = Db::open(&test.url).await.unwrap();
        db.migrate(migrations::all()).await.unwrap();
        let (ledger, clock) = (Ledger::new(db.clone()), bellwether_testkit::clock());
        let ctx = bellwether_testkit::ctx(Actor::System, &clock);
        let unit = "RUB".parse().unwrap();
        let new =
            NewFund { slug: "main".into(), name: text("Main fund"), unit, approval_above_minor: None, sample: false };
        let opened = ledger.open_fund(&ctx, NORTH, &new).await.unwrap();
        let budget = |concept: &str| NewAccount::Budget { fund: opened.fund.id, concept: concept.to_owned() };
        let party = |side, slug: &str| {
            NewAccount::Outside(OutsideParty { side, slug: slug.to_owned(), name: text(slug), unit })
        };
        let open = async |new: NewAccount| ledger.open_account(&ctx, NORTH, &new, &concepts()).await.unwrap();
        let hearts = open(budget("hearts")).await;
        let livers = open(budget("livers")).await;
        let source = open(party(Side::Source, "founders")).await;
        let payee = open(party(Side::Payee, "teams")).await;
        World { db, clock, fund: opened.fund, pool: opened.pool, hearts, livers, source, payee, ledger }
    }

    /// Books with so much on the budget for hearts.
    pub async fn funded(test: &TestDb, minor: i64) -> World {
        let world = World::open(test).await;
        world.give("in", &world.source, &world.pool, minor).await.unwrap();
        world.give("to-hearts", &world.pool, &world.hearts, minor).await.unwrap();
        world
    }

    pub fn system(&self) -> Ctx {
        bellwether_testkit::ctx(Actor::System, &self.clock)
    }

    pub fn officer(&self) -> Ctx {
        person(&self.clock, Role::Officer, NORTH)
    }

    pub fn council(&self) -> Ctx {
        person(&self.clock, Role::Council, NORTH)
    }

    /// A transfer by the installation.
    pub async fn give(&self, key: &str, from: &Account, to: &Account, minor: i64) -> Result<Transfer, LedgerError> {
        self.ledger.transfer(&self.system(), NORTH, &transfer(key, from, to, minor)).await
    }

    /// What is free on an account now.
    pub async fn free(&self, account: AccountId) -> i64 {
        self.ledger.check(&self.system(), NORTH, account, 0).await.unwrap().held.balance.free()
    }

    /// The ledger agrees with the journal, and the journal with itself.
    pub async fn assert_sound(&self) {
        self.db.verify_journal(None).await.unwrap();
        let verdict = self.ledger.verify(&self.system()).await.unwrap();
        assert_eq!(verdict.faults, Vec::<String>::new());
    }
}

pub fn transfer(key: &str, from: &Account, to: &Account, minor: i64) -> NewTransfer {
    NewTransfer::simple(key, from.id, to.id, minor, text("For an invented reason"))
}
