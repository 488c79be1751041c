//! The tables of the exchange.
//!
//! `exchange_hold` is what makes a double allocation impossible, whatever the program does: each place of a resource is
//! one chain of spans. A span names the end of the one before (`after_ms`), which must be there (a reference), may be
//! followed by one span only (unique), and is not later than the span's own beginning (check). So all spans of a place
//! hang on its root in one row, and none can overlap. Decision 0074 says what was not chosen.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &[&str] = &[
    "CREATE TABLE exchange_resource (
        id UUID PRIMARY KEY,
        cluster TEXT NOT NULL,
        slug TEXT NOT NULL,
        position BIGINT NOT NULL,
        sort TEXT NOT NULL CHECK (sort IN ('instrument', 'room', 'service')),
        name TEXT NOT NULL,
        about TEXT NOT NULL,
        location TEXT NOT NULL,
        owner TEXT NOT NULL,
        manual TEXT,
        keeper UUID,
        zone TEXT NOT NULL,
        places BIGINT NOT NULL CHECK (places BETWEEN 1 AND 100),
        waiting TEXT NOT NULL,
        no_show_minutes BIGINT NOT NULL,
        UNIQUE (cluster, slug)
    )",
    "CREATE TABLE exchange_offer (
        id UUID PRIMARY KEY,
        resource_id UUID NOT NULL REFERENCES exchange_resource (id),
        kind TEXT NOT NULL CHECK (kind IN ('instrument_time', 'grant_call')),
        state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'open', 'closed', 'settled')),
        conditions TEXT NOT NULL,
        rates TEXT NOT NULL,
        UNIQUE (resource_id, kind)
    )",
    "CREATE TABLE exchange_request (
        id UUID PRIMARY KEY,
        offer_id UUID NOT NULL REFERENCES exchange_offer (id),
        resource_id UUID NOT NULL REFERENCES exchange_resource (id),
        person UUID,
        class TEXT NOT NULL,
        state TEXT NOT NULL,
        from_ms BIGINT,
        until_ms BIGINT,
        amount_minor BIGINT,
        purpose TEXT NOT NULL,
        project TEXT NOT NULL,
        series UUID,
        asked_at_ms BIGINT NOT NULL,
        CHECK (from_ms IS NULL OR from_ms < until_ms)
    )",
    "CREATE INDEX exchange_request_of_person ON exchange_request (person, from_ms)",
    "CREATE INDEX exchange_request_of_resource ON exchange_request (resource_id, state, until_ms)",
    "CREATE INDEX exchange_request_by_state ON exchange_request (state, from_ms)",
    "CREATE TABLE exchange_decision (
        id UUID PRIMARY KEY,
        request_id UUID NOT NULL REFERENCES exchange_request (id),
        outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'waitlisted', 'rejected')),
        state TEXT NOT NULL,
        why TEXT NOT NULL,
        decided_by UUID,
        decided_at_ms BIGINT NOT NULL
    )",
    "CREATE INDEX exchange_decision_of ON exchange_decision (request_id)",
    "CREATE TABLE exchange_allocation (
        id UUID PRIMARY KEY,
        request_id UUID NOT NULL REFERENCES exchange_request (id),
        resource_id UUID NOT NULL REFERENCES exchange_resource (id),
        state TEXT NOT NULL CHECK (state IN ('pending', 'posted', 'voided', 'expired')),
        booking TEXT NOT NULL,
        place BIGINT NOT NULL,
        from_ms BIGINT NOT NULL,
        until_ms BIGINT NOT NULL,
        started_at_ms BIGINT,
        ended_at_ms BIGINT,
        why TEXT NOT NULL,
        UNIQUE (request_id),
        CHECK (from_ms < until_ms)
    )",
    "CREATE INDEX exchange_allocation_due ON exchange_allocation (booking, from_ms)",
    "CREATE INDEX exchange_allocation_of ON exchange_allocation (resource_id, from_ms)",
    "CREATE TABLE exchange_downtime (
        id UUID PRIMARY KEY,
        resource_id UUID NOT NULL REFERENCES exchange_resource (id),
        from_ms BIGINT NOT NULL,
        until_ms BIGINT NOT NULL,
        why TEXT NOT NULL,
        set_by UUID,
        set_at_ms BIGINT NOT NULL
    )",
    "CREATE TABLE exchange_hold (
        resource_id UUID NOT NULL REFERENCES exchange_resource (id),
        place BIGINT NOT NULL,
        from_ms BIGINT NOT NULL,
        until_ms BIGINT NOT NULL,
        after_ms BIGINT,
        allocation_id UUID REFERENCES exchange_allocation (id) DEFERRABLE INITIALLY DEFERRED,
        downtime_id UUID REFERENCES exchange_downtime (id) DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (resource_id, place, until_ms),
        UNIQUE (resource_id, place, after_ms),
        UNIQUE (allocation_id),
        FOREIGN KEY (resource_id, place, after_ms) REFERENCES exchange_hold (resource_id, place, until_ms)
            DEFERRABLE INITIALLY DEFERRED,
        CHECK (from_ms < until_ms),
        CHECK (
            (after_ms IS NULL AND until_ms = 0 AND allocation_id IS NULL AND downtime_id IS NULL)
            OR (after_ms IS NOT NULL AND after_ms <= from_ms AND (allocation_id IS NULL) <> (downtime_id IS NULL))
        )
    )",
    "CREATE TABLE exchange_person (
        cluster TEXT NOT NULL,
        person UUID NOT NULL,
        class TEXT NOT NULL CHECK (class IN ('member', 'academic', 'commercial')),
        PRIMARY KEY (cluster, person)
    )",
    "CREATE TABLE exchange_credential (
        cluster TEXT NOT NULL,
        person UUID NOT NULL,
        code TEXT NOT NULL,
        expires_at_ms BIGINT,
        given_by UUID,
        given_at_ms BIGINT NOT NULL,
        PRIMARY KEY (cluster, person, code)
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in TABLES {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
