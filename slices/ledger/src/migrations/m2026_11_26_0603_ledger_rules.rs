//! Rules that rows alone cannot state, as triggers: transfers balance in each unit, what was settled never changes,
//! legs and entries are only added.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const SQLITE: [&str; 9] = [
    "CREATE TRIGGER ledger_transfer_balances BEFORE INSERT ON ledger_transfer
        WHEN (SELECT COUNT(*) FROM ledger_leg WHERE transfer_id = NEW.id) < 2
          OR EXISTS (SELECT 1 FROM ledger_leg WHERE transfer_id = NEW.id GROUP BY unit HAVING SUM(minor) <> 0)
        BEGIN SELECT RAISE(ABORT, 'the legs of a transfer sum to zero in each unit'); END",
    "CREATE TRIGGER ledger_transfer_is_final BEFORE UPDATE ON ledger_transfer
        WHEN OLD.state <> 'pending' OR NEW.id <> OLD.id OR NEW.cluster <> OLD.cluster
          OR NEW.idempotency_key <> OLD.idempotency_key OR NEW.purpose <> OLD.purpose OR NEW.intent <> OLD.intent
          OR NEW.memo <> OLD.memo OR NEW.needs_approval <> OLD.needs_approval OR NEW.proposed_by <> OLD.proposed_by
          OR NEW.proposed_at_ms <> OLD.proposed_at_ms OR NEW.expires_at_ms IS NOT OLD.expires_at_ms
        BEGIN SELECT RAISE(ABORT, 'a transfer is settled once and otherwise stays as it was proposed'); END",
    "CREATE TRIGGER ledger_transfer_stays BEFORE DELETE ON ledger_transfer
        BEGIN SELECT RAISE(ABORT, 'transfers stay'); END",
    "CREATE TRIGGER ledger_leg_is_first BEFORE INSERT ON ledger_leg
        WHEN EXISTS (SELECT 1 FROM ledger_transfer WHERE id = NEW.transfer_id)
        BEGIN SELECT RAISE(ABORT, 'a transfer gets no more legs'); END",
    "CREATE TRIGGER ledger_leg_no_update BEFORE UPDATE ON ledger_leg
        BEGIN SELECT RAISE(ABORT, 'legs stay as they are'); END",
    "CREATE TRIGGER ledger_leg_no_delete BEFORE DELETE ON ledger_leg
        BEGIN SELECT RAISE(ABORT, 'legs stay as they are'); END",
    "CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
        BEGIN SELECT RAISE(ABORT, 'entries are only added'); END",
    "CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
        BEGIN SELECT RAISE(ABORT, 'entries are only added'); END",
    "CREATE TRIGGER ledger_account_is_fixed BEFORE UPDATE ON ledger_account
        WHEN NEW.id <> OLD.id OR NEW.cluster <> OLD.cluster OR NEW.fund_id IS NOT OLD.fund_id OR NEW.kind <> OLD.kind
          OR NEW.owner_kind <> OLD.owner_kind OR NEW.owner <> OLD.owner OR NEW.unit <> OLD.unit
          OR NEW.may_go_below <> OLD.may_go_below
        BEGIN SELECT RAISE(ABORT, 'an account keeps everything but its name'); END",
];

const POSTGRES: [&str; 11] = [
    "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'the ledger is only added to'; END $$",
    "CREATE FUNCTION ledger_transfer_balances() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF (SELECT COUNT(*) FROM ledger_leg WHERE transfer_id = NEW.id) < 2
          OR EXISTS (SELECT 1 FROM ledger_leg WHERE transfer_id = NEW.id GROUP BY unit HAVING SUM(minor) <> 0)
        THEN RAISE EXCEPTION 'the legs of a transfer sum to zero in each unit'; END IF;
        RETURN NEW; END $$",
    "CREATE TRIGGER ledger_transfer_balances BEFORE INSERT ON ledger_transfer
        FOR EACH ROW EXECUTE FUNCTION ledger_transfer_balances()",
    "CREATE TRIGGER ledger_transfer_is_final BEFORE UPDATE ON ledger_transfer FOR EACH ROW
        WHEN (OLD.state <> 'pending' OR
          (NEW.id, NEW.cluster, NEW.idempotency_key, NEW.purpose, NEW.intent, NEW.memo, NEW.needs_approval,
           NEW.proposed_by, NEW.proposed_at_ms, NEW.expires_at_ms)
          IS DISTINCT FROM
          (OLD.id, OLD.cluster, OLD.idempotency_key, OLD.purpose, OLD.intent, OLD.memo, OLD.needs_approval,
           OLD.proposed_by, OLD.proposed_at_ms, OLD.expires_at_ms))
        EXECUTE FUNCTION ledger_refuse()",
    "CREATE TRIGGER ledger_transfer_stays BEFORE DELETE OR TRUNCATE ON ledger_transfer
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()",
    "CREATE FUNCTION ledger_leg_is_first() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS (SELECT 1 FROM ledger_transfer WHERE id = NEW.transfer_id)
        THEN RAISE EXCEPTION 'a transfer gets no more legs'; END IF;
        RETURN NEW; END $$",
    "CREATE TRIGGER ledger_leg_is_first BEFORE INSERT ON ledger_leg
        FOR EACH ROW EXECUTE FUNCTION ledger_leg_is_first()",
    "CREATE TRIGGER ledger_leg_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_leg
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()",
    "CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()",
    "CREATE TRIGGER ledger_account_is_fixed BEFORE UPDATE ON ledger_account FOR EACH ROW
        WHEN ((NEW.id, NEW.cluster, NEW.fund_id, NEW.kind, NEW.owner_kind, NEW.owner, NEW.unit, NEW.may_go_below)
          IS DISTINCT FROM
          (OLD.id, OLD.cluster, OLD.fund_id, OLD.kind, OLD.owner_kind, OLD.owner, OLD.unit, OLD.may_go_below))
        EXECUTE FUNCTION ledger_refuse()",
    "CREATE TRIGGER ledger_account_stays BEFORE DELETE OR TRUNCATE ON ledger_account
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rules: &[&str] = match manager.get_database_backend() {
            DbBackend::Postgres => &POSTGRES,
            _ => &SQLITE,
        };
        for sql in rules {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
