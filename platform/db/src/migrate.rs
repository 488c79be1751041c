//! Bringing the tables up to the version of the program.
//!
//! Only forwards: a restored backup, not a reverse migration, is the way back.

use std::collections::BTreeSet;

use bellwether_kernel::ctx::Ctx;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Statement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

use crate::db::{Db, Engine};
use crate::error::DbError;
use crate::migrations;
use crate::tx::Tx;

#[derive(FromQueryResult)]
struct Applied {
    name: String,
}

impl Db {
    /// Applies the platform's own migrations and then `slices`, each in the order of their names, all or none.
    ///
    /// # Errors
    /// [`DbError::Newer`] if the database has a migration that is not among them.
    pub async fn migrate(&self, slices: Vec<Box<dyn MigrationTrait>>) -> Result<(), DbError> {
        self.apply_all(ordered(slices)?).await
    }

    /// Applies only those with these names: the tables as an older version had them.
    pub(crate) async fn migrate_only(
        &self,
        slices: Vec<Box<dyn MigrationTrait>>,
        names: &[String],
    ) -> Result<(), DbError> {
        let mut all = ordered(slices)?;
        if let Some(unknown) = names.iter().find(|name| !all.iter().any(|migration| migration.name() == name.as_str()))
        {
            return Err(DbError::Newer(unknown.clone()));
        }
        all.retain(|migration| names.iter().any(|name| name == migration.name()));
        self.apply_all(all).await
    }

    async fn apply_all(&self, all: Vec<Box<dyn MigrationTrait>>) -> Result<(), DbError> {
        // The turn table must be there before the first retry needs it.
        let made = self.writer().execute_unprepared("CREATE TABLE IF NOT EXISTS db_turn (id BIGINT PRIMARY KEY)").await;
        match made.map_err(DbError::from) {
            Ok(_) => {}
            // Two servers that start at once on PostgreSQL may both try to make it.
            Err(error) if error.is_duplicate() => {}
            Err(error) => return Err(error),
        }
        self.write(&Ctx::system(), async |tx| apply(&tx, &all).await).await
    }

    /// The names of the migrations that the database has, oldest first.
    pub async fn migrations(&self) -> Result<Vec<String>, DbError> {
        applied(self.reader(), self.engine()).await
    }
}

fn ordered(mut slices: Vec<Box<dyn MigrationTrait>>) -> Result<Vec<Box<dyn MigrationTrait>>, DbError> {
    slices.sort_by(|a, b| a.name().cmp(b.name()));
    let mut all = migrations::all();
    all.append(&mut slices);
    let mut names = BTreeSet::new();
    for migration in &all {
        if !names.insert(migration.name().to_owned()) {
            return Err(DbError::SameMigration(migration.name().to_owned()));
        }
    }
    Ok(all)
}

async fn apply(tx: &Tx, all: &[Box<dyn MigrationTrait>]) -> Result<(), DbError> {
    if tx.engine() == Engine::Postgres {
        tx.conn().execute_unprepared("LOCK TABLE db_turn IN EXCLUSIVE MODE").await?;
    }
    tx.conn()
        .execute_unprepared(
            "CREATE TABLE IF NOT EXISTS db_migration (name TEXT PRIMARY KEY, applied_at_ms BIGINT NOT NULL)",
        )
        .await?;
    let done: BTreeSet<String> = applied(tx.conn(), tx.engine()).await?.into_iter().collect();
    if let Some(unknown) = done.iter().find(|name| !all.iter().any(|migration| migration.name() == name.as_str())) {
        return Err(DbError::Newer(unknown.clone()));
    }
    let manager = SchemaManager::new(tx.conn());
    for migration in all.iter().filter(|migration| !done.contains(migration.name())) {
        migration.up(&manager).await?;
        tx.conn()
            .execute_raw(Statement::from_sql_and_values(
                tx.conn().get_database_backend(),
                "INSERT INTO db_migration (name, applied_at_ms) VALUES ($1, $2)",
                [migration.name().into(), tx.now().as_millisecond().into()],
            ))
            .await?;
        tracing::info!(db.migration = migration.name(), "applied migration {}", migration.name());
    }
    Ok(())
}

pub(crate) async fn applied(conn: &impl ConnectionTrait, engine: Engine) -> Result<Vec<String>, DbError> {
    let there = match engine {
        Engine::Sqlite => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'db_migration'",
        Engine::Postgres => "SELECT 1 WHERE to_regclass('db_migration') IS NOT NULL",
    };
    let backend = conn.get_database_backend();
    if conn.query_one_raw(Statement::from_string(backend, there)).await?.is_none() {
        return Ok(Vec::new());
    }
    let sql = "SELECT name FROM db_migration ORDER BY applied_at_ms, name";
    let rows: Result<Vec<Applied>, DbErr> =
        Applied::find_by_statement(Statement::from_string(backend, sql)).all(conn).await;
    Ok(rows?.into_iter().map(|row| row.name).collect())
}
