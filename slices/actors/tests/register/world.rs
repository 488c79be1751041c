//! A register to try things with, two clusters, and people who work for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use bellwether_actors::api::{
    ActorId, ActorKind, Actors, Addition, NameKind, NewActor, Role, Target, Validity, Visibility, migrations,
};
use bellwether_db::Db;
use bellwether_kernel::actor::{Actor, Role as Trust, User, UserId};
use bellwether_kernel::clock::FixedClock;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_testkit::TestDb;
use sea_orm::{ConnectionTrait, Statement};

pub const NORTH: &str = "north";
pub const SOUTH: &str = "south";

pub struct World {
    pub db: Db,
    pub actors: Actors,
    pub clock: Arc<FixedClock>,
}

pub fn en(words: &str) -> Text {
    Text { en: Some(words.to_owned()), ru: None }
}

/// Somebody to add, seen by everybody unless it is a person.
pub fn new(kind: ActorKind, name: &str) -> NewActor {
    let visibility = if kind == ActorKind::Person { Visibility::Internal } else { Visibility::Public };
    NewActor { kind, form: None, name: en(name), slug: None, visibility, role: None, valid: Validity::ALWAYS }
}

pub fn valid(from: &str, until: &str) -> Validity {
    Validity::parse(from, until).unwrap()
}

impl World {
    pub async fn open(test: &TestDb) -> World {
        let db = Db::open(&test.url).await.unwrap();
        db.migrate(migrations()).await.unwrap();
        World { actors: Actors::new(db.clone()), db, clock: bellwether_testkit::clock() }
    }

    pub fn system(&self) -> Ctx {
        bellwether_testkit::ctx(Actor::System, &self.clock)
    }

    /// The day, by the clock of the world.
    pub fn clock_day(&self) -> jiff::civil::Date {
        self.system().now().to_zoned(jiff::tz::TimeZone::UTC).date()
    }

    pub fn visitor(&self) -> Ctx {
        bellwether_testkit::ctx(Actor::Visitor, &self.clock)
    }

    /// Somebody with a role who works for a cluster.
    pub fn person(&self, trust: Trust, cluster: &str) -> Ctx {
        let user = User::new(UserId::new(), "Ann".to_owned(), vec![trust]).working_for(vec![cluster.to_owned()]);
        bellwether_testkit::ctx(Actor::User(user), &self.clock)
    }

    pub fn officer(&self, cluster: &str) -> Ctx {
        self.person(Trust::Officer, cluster)
    }

    pub async fn add(&self, cluster: &str, kind: ActorKind, name: &str) -> ActorId {
        self.actors.add(&self.system(), cluster, &new(kind, name)).await.unwrap()
    }

    pub async fn tell(&self, id: ActorId, addition: Addition) -> uuid::Uuid {
        self.actors.tell(&self.system(), id, &addition).await.unwrap()
    }

    pub async fn name(&self, id: ActorId, kind: NameKind, name: &str, valid: Validity) {
        self.tell(id, Addition::Name { kind, text: en(name), valid }).await;
    }

    pub async fn role(&self, id: ActorId, cluster: &str, role: Role, valid: Validity) -> uuid::Uuid {
        let (cluster, visibility) = (cluster.to_owned(), Visibility::Internal);
        self.tell(id, Addition::Involvement { cluster, role, target: Target::Cluster, valid, visibility }).await
    }

    /// All rows of the register but those that tell of merges, as the database has them.
    pub async fn rows(&self) -> BTreeMap<&'static str, Vec<String>> {
        let mut all = BTreeMap::new();
        for (table, columns) in [
            ("actors_actor", "id, kind, legal_form, state, merged_into, sort_key, words, made_at_ms"),
            ("actors_name", "id, actor, origin, kind, en, ru, valid_from, valid_until"),
            ("actors_identifier", "id, actor, origin, scheme, value"),
            ("actors_place", "id, actor, origin, cluster, slug, visibility, position, query"),
            (
                "actors_involvement",
                "id, actor, origin, cluster, role, target_kind, target, visibility, position, valid_from, valid_until",
            ),
            ("actors_relation", "id, actor, origin, kind, other, valid_from, valid_until"),
            ("actors_about", "id, actor, origin, cluster, position, en, ru"),
            ("actors_personal", "id, actor, origin, cluster, field, value, purpose, keep_until"),
        ] {
            let conn = self.db.reader();
            let sql = format!("SELECT {columns} FROM {table} ORDER BY id");
            let rows = conn.query_all_raw(Statement::from_string(conn.get_database_backend(), sql)).await.unwrap();
            let row = |row: &sea_orm::QueryResult| {
                let value = |column: &str| {
                    let uuid = row.try_get::<Option<uuid::Uuid>>("", column).map(|id| format!("{id:?}"));
                    let text = || row.try_get::<Option<String>>("", column).map(|text| format!("{text:?}"));
                    let number = || row.try_get::<Option<i64>>("", column).map(|number| format!("{number:?}"));
                    uuid.or_else(|_| text()).or_else(|_| number()).unwrap()
                };
                columns.split(", ").map(value).collect::<Vec<_>>().join("|")
            };
            all.insert(table, rows.iter().map(row).collect());
        }
        all
    }
}
