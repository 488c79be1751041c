//! Proposals of priority areas with their frozen evidence, and the triggers that refuse to change or delete them: all
//! that can still happen to a proposal is that it is withdrawn, once.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 2] = [
    "CREATE TABLE foresight_proposal (
        id UUID PRIMARY KEY,
        cluster TEXT NOT NULL,
        topic TEXT NOT NULL,
        title TEXT NOT NULL,
        rationale TEXT NOT NULL,
        evidence TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        proposed_by UUID,
        proposed_at_ms BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('proposed', 'withdrawn')),
        withdrawn_at_ms BIGINT,
        withdrawn_why TEXT
    )",
    "CREATE INDEX foresight_proposal_cluster ON foresight_proposal (cluster, id)",
];

const SQLITE: [&str; 3] = [
    "CREATE TRIGGER foresight_proposal_no_delete BEFORE DELETE ON foresight_proposal
        BEGIN SELECT RAISE(ABORT, 'proposals are never deleted'); END",
    "CREATE TRIGGER foresight_proposal_frozen BEFORE UPDATE OF id, cluster, topic, title, rationale, evidence, sha256,
        proposed_by, proposed_at_ms ON foresight_proposal
        BEGIN SELECT RAISE(ABORT, 'a proposal never changes'); END",
    "CREATE TRIGGER foresight_proposal_withdrawn BEFORE UPDATE ON foresight_proposal WHEN OLD.state = 'withdrawn'
        BEGIN SELECT RAISE(ABORT, 'a proposal is withdrawn once'); END",
];

const POSTGRES: [&str; 3] = [
    "CREATE FUNCTION foresight_proposal_refuse() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'a proposal never changes and is never deleted'; END $$",
    "CREATE TRIGGER foresight_proposal_no_delete BEFORE DELETE OR TRUNCATE ON foresight_proposal
        FOR EACH STATEMENT EXECUTE FUNCTION foresight_proposal_refuse()",
    "CREATE TRIGGER foresight_proposal_frozen BEFORE UPDATE ON foresight_proposal FOR EACH ROW
        WHEN (OLD.state = 'withdrawn' OR (OLD.id, OLD.cluster, OLD.topic, OLD.title, OLD.rationale, OLD.evidence,
            OLD.sha256, OLD.proposed_by, OLD.proposed_at_ms) IS DISTINCT FROM (NEW.id, NEW.cluster, NEW.topic,
            NEW.title, NEW.rationale, NEW.evidence, NEW.sha256, NEW.proposed_by, NEW.proposed_at_ms))
        EXECUTE FUNCTION foresight_proposal_refuse()",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let conn = manager.get_connection();
        let triggers = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        for sql in TABLES.into_iter().chain(triggers) {
            conn.execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
