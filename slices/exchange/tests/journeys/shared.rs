//! What the tests of this slice share: an exchange with facilities, people who book, a clock that stands still.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use bellwether_cluster::api as clusters;
use bellwether_db::Db;
use bellwether_exchange::api::{Exchange, Facility, NoCharges, People, PeopleError, Wish};
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_kernel::clock::FixedClock;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_testkit::TestDb;

/// Everybody is called by a piece of the id.
pub struct Numbers;

#[async_trait]
impl People for Numbers {
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, PeopleError> {
        Ok(ids.iter().map(|id| (*id, id.to_string())).collect())
    }

    async fn by_email(&self, _: &str) -> Result<Option<UserId>, PeopleError> {
        Ok(None)
    }
}

pub struct World {
    pub exchange: Exchange,
    pub db: Db,
    pub clock: Arc<FixedClock>,
}

pub const CLUSTER: &str = "translational-medicine";

/// Conditions as they stand in a file, for a facility called `bench`.
pub fn bench(conditions: &str, more: &str) -> String {
    format!(
        "cluster = \"{CLUSTER}\"\n[[facility]]\nslug = \"bench\"\nsort = \"instrument\"\nzone = \"Europe/Moscow\"\n{more}\n\
         name = {{ en = \"Bench\", ru = \"Стенд\" }}\nabout = {{ en = \"A\", ru = \"А\" }}\n\
         location = {{ en = \"L\", ru = \"Л\" }}\nowner = {{ en = \"O\", ru = \"О\" }}\n{conditions}"
    )
}

impl World {
    /// A world on this database with one facility.
    pub async fn open(database: &TestDb, source: &str) -> World {
        let db = Db::open(&database.url).await.unwrap();
        let mut all = bellwether_exchange::migrations::all();
        all.extend(clusters::migrations());
        db.migrate(all).await.unwrap();
        for (_, profile) in clusters::DEMO {
            clusters::load(&Ctx::system(), &db, profile).await.unwrap();
        }
        let exchange = Exchange::new(db.clone(), Arc::new(Numbers), Arc::new(NoCharges));
        exchange.load(&Ctx::system(), source, None).await.unwrap();
        World { exchange, db, clock: bellwether_testkit::clock() }
    }

    pub fn person(&self) -> Ctx {
        self.with(&[Role::Resident])
    }

    pub fn with(&self, roles: &[Role]) -> Ctx {
        self.of_cluster(CLUSTER, roles)
    }

    /// Somebody who works for this cluster.
    pub fn of_cluster(&self, cluster: &str, roles: &[Role]) -> Ctx {
        let user = User::new(UserId::new(), "Ann".to_owned(), roles.to_vec()).working_for(vec![cluster.to_owned()]);
        Ctx::new(Actor::User(user), Lang::En, self.clock.clone())
    }

    pub fn system(&self) -> Ctx {
        Ctx::new(Actor::System, Lang::En, self.clock.clone())
    }

    pub async fn facility(&self) -> Facility {
        self.exchange.facility(&self.system(), CLUSTER, "bench").await.unwrap()
    }
}

pub fn wish(span: Span) -> Wish {
    Wish {
        span,
        purpose: "Trying".to_owned(),
        project: String::new(),
        waits: false,
        repeat: None,
        leaves_out: false,
        beyond_rules: None,
    }
}
