//! Users, their sessions and tokens, and failed attempts to sign in.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const SQL: [&str; 7] = [
    // Roles are few and always read with the user, so they are one text: names joined by commas.
    "CREATE TABLE accounts_user (
        id UUID PRIMARY KEY,
        email TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        password_hash TEXT NOT NULL,
        roles TEXT NOT NULL,
        active BIGINT NOT NULL CHECK (active IN (0, 1)),
        created_at_ms BIGINT NOT NULL,
        password_changed_at_ms BIGINT NOT NULL,
        must_change_password BIGINT NOT NULL CHECK (must_change_password IN (0, 1)),
        words TEXT NOT NULL
    )",
    "CREATE TABLE accounts_session (
        id UUID PRIMARY KEY,
        user_id UUID NOT NULL REFERENCES accounts_user (id),
        token_hash TEXT NOT NULL UNIQUE,
        created_at_ms BIGINT NOT NULL,
        seen_at_ms BIGINT NOT NULL,
        address TEXT NOT NULL,
        agent TEXT NOT NULL
    )",
    "CREATE INDEX accounts_session_user ON accounts_session (user_id, id)",
    "CREATE TABLE accounts_token (
        id UUID PRIMARY KEY,
        user_id UUID NOT NULL REFERENCES accounts_user (id),
        name TEXT NOT NULL,
        token_hash TEXT NOT NULL UNIQUE,
        created_at_ms BIGINT NOT NULL,
        expires_at_ms BIGINT NOT NULL,
        seen_at_ms BIGINT
    )",
    "CREATE INDEX accounts_token_user ON accounts_token (user_id, id)",
    "CREATE TABLE accounts_attempt (
        subject TEXT PRIMARY KEY,
        failures BIGINT NOT NULL,
        last_at_ms BIGINT NOT NULL,
        locked_until_ms BIGINT NOT NULL
    )",
    "CREATE INDEX accounts_attempt_age ON accounts_attempt (last_at_ms)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in SQL {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
