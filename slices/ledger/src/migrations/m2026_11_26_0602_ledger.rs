//! Funds, accounts with their running totals, transfers with their legs, and entries: what each event did to an account.
//!
//! The rules that no code can get around are here: an account that may not go below zero has a `CHECK` on what is left
//! of it; the unit of a leg is that of its account; a transfer is settled once. More of them are in the next migration.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const SQL: [&str; 15] = [
    "CREATE TABLE ledger_fund (
        id UUID PRIMARY KEY,
        cluster TEXT NOT NULL,
        slug TEXT NOT NULL,
        name TEXT NOT NULL,
        unit TEXT NOT NULL,
        approval_above_minor BIGINT CHECK (approval_above_minor >= 0),
        sample BIGINT NOT NULL CHECK (sample IN (0, 1)),
        opened_at_ms BIGINT NOT NULL,
        UNIQUE (cluster, slug),
        UNIQUE (id, cluster, unit)
    )",
    "CREATE TABLE ledger_account (
        id UUID PRIMARY KEY,
        cluster TEXT NOT NULL,
        fund_id UUID,
        kind TEXT NOT NULL CHECK (kind IN ('source', 'pool', 'budget', 'payee')),
        owner_kind TEXT NOT NULL CHECK (owner_kind IN ('fund', 'concept', 'undertaking', 'outside')),
        owner TEXT NOT NULL,
        name TEXT NOT NULL,
        unit TEXT NOT NULL,
        may_go_below BIGINT NOT NULL CHECK (may_go_below IN (0, 1)),
        opened_at_ms BIGINT NOT NULL,
        UNIQUE (id, unit),
        UNIQUE (id, may_go_below),
        CHECK ((kind IN ('pool', 'budget')) = (fund_id IS NOT NULL)),
        CHECK (may_go_below = 0 OR kind = 'source'),
        FOREIGN KEY (fund_id, cluster, unit) REFERENCES ledger_fund (id, cluster, unit)
    )",
    "CREATE UNIQUE INDEX ledger_account_of_fund ON ledger_account (fund_id, owner_kind, owner) WHERE fund_id IS NOT NULL",
    "CREATE UNIQUE INDEX ledger_account_outside ON ledger_account (cluster, kind, owner_kind, owner, unit) WHERE fund_id IS NULL",
    "CREATE INDEX ledger_account_cluster ON ledger_account (cluster, id)",
    // What is held is taken off what is left at once: two promises of the same money cannot both stand here.
    "CREATE TABLE ledger_balance (
        account_id UUID PRIMARY KEY,
        may_go_below BIGINT NOT NULL,
        posted_minor BIGINT NOT NULL,
        held_out_minor BIGINT NOT NULL CHECK (held_out_minor >= 0),
        held_in_minor BIGINT NOT NULL CHECK (held_in_minor >= 0),
        spent_minor BIGINT NOT NULL,
        entries BIGINT NOT NULL,
        last_at_ms BIGINT NOT NULL,
        CONSTRAINT ledger_no_overspend CHECK (may_go_below = 1 OR posted_minor - held_out_minor >= 0),
        FOREIGN KEY (account_id, may_go_below) REFERENCES ledger_account (id, may_go_below)
    )",
    "CREATE TABLE ledger_transfer (
        id UUID PRIMARY KEY,
        cluster TEXT NOT NULL,
        idempotency_key TEXT NOT NULL,
        purpose TEXT NOT NULL CHECK (purpose IN ('endowment', 'allotment', 'payment')),
        intent TEXT NOT NULL CHECK (intent IN ('post', 'hold')),
        memo TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'posted', 'voided', 'expired')),
        needs_approval BIGINT NOT NULL CHECK (needs_approval IN (0, 1)),
        proposed_by TEXT NOT NULL,
        proposed_at_ms BIGINT NOT NULL,
        expires_at_ms BIGINT,
        approved_by TEXT,
        approved_at_ms BIGINT,
        settled_by TEXT,
        settled_at_ms BIGINT,
        reason TEXT NOT NULL,
        UNIQUE (cluster, idempotency_key),
        CONSTRAINT ledger_two_people CHECK (approved_by IS NULL OR approved_by <> proposed_by),
        CONSTRAINT ledger_approved CHECK (state <> 'posted' OR needs_approval = 0 OR approved_by IS NOT NULL),
        CHECK ((state = 'pending') = (settled_at_ms IS NULL))
    )",
    "CREATE INDEX ledger_transfer_state ON ledger_transfer (cluster, state, id)",
    "CREATE INDEX ledger_transfer_newest ON ledger_transfer (cluster, id)",
    "CREATE INDEX ledger_transfer_waiting ON ledger_transfer (cluster, id)
        WHERE state = 'pending' AND needs_approval = 1 AND approved_by IS NULL",
    "CREATE INDEX ledger_transfer_due ON ledger_transfer (expires_at_ms) WHERE state = 'pending' AND expires_at_ms IS NOT NULL",
    // Legs are written before their transfer, whose trigger looks at them; so the reference is checked at the end.
    "CREATE TABLE ledger_leg (
        transfer_id UUID NOT NULL REFERENCES ledger_transfer (id) DEFERRABLE INITIALLY DEFERRED,
        place BIGINT NOT NULL,
        account_id UUID NOT NULL,
        unit TEXT NOT NULL,
        minor BIGINT NOT NULL CHECK (minor <> 0),
        PRIMARY KEY (transfer_id, place),
        UNIQUE (transfer_id, account_id),
        FOREIGN KEY (account_id, unit) REFERENCES ledger_account (id, unit)
    )",
    "CREATE TABLE ledger_entry (
        account_id UUID NOT NULL REFERENCES ledger_account (id),
        seq BIGINT NOT NULL,
        at_ms BIGINT NOT NULL,
        transfer_id UUID NOT NULL REFERENCES ledger_transfer (id),
        event TEXT NOT NULL CHECK (event IN ('held', 'posted', 'voided', 'expired')),
        posted_delta BIGINT NOT NULL,
        held_out_delta BIGINT NOT NULL,
        held_in_delta BIGINT NOT NULL,
        spent_delta BIGINT NOT NULL,
        posted_minor BIGINT NOT NULL,
        held_out_minor BIGINT NOT NULL,
        held_in_minor BIGINT NOT NULL,
        spent_minor BIGINT NOT NULL,
        PRIMARY KEY (account_id, seq)
    )",
    // The balance at any instant is in the last entry up to it: one look into this index, however many entries there are.
    "CREATE INDEX ledger_entry_at ON ledger_entry (account_id, at_ms, seq)",
    "CREATE INDEX ledger_entry_transfer ON ledger_entry (transfer_id)",
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
